// banxin: the command line.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <new>

#include "cli/allocator.h"
#include "cli/commands.h"
#include "cli/installation.h"
#include "cli/messages.h"

namespace banxin::cli {
namespace {

// "-" among the inputs: all of standard input, at most `limit` bytes.
std::string read_standard_input(std::size_t limit) {
  std::string text;
  std::array<char, 65536> buffer{};
  while (text.size() <= limit) {
    const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), stdin);
    if (got == 0) break;
    text.append(buffer.data(), got);
  }
  return text;
}

bool reads_standard_input(const CommandLine& line) {
  for (const std::string& input : line.publish.inputs) {
    if (input == "-") return true;
  }
  return false;
}

bool makes_pages(const CommandLine& line) {
  const std::vector<std::string>& files = line.publish.output.files;
  return std::any_of(files.begin(), files.end(),
                     [](const std::string& file) { return file.ends_with(".pdf"); });
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string{} : std::string(value);
}

int run_command(const CLI::App& app, const CommandLine& line, publish::World& world) {
  const std::vector<CLI::App*> commands = app.get_subcommands();
  const std::string name = commands.empty() ? "publish" : commands.front()->get_name();
  if (name == "batch") return run_batch(line, world);
  if (name == "extract") return run_extract(line, world);
  if (name == "inspect") return run_inspect(line, world);
  if (name == "repair") return run_repair(line, world);
  if (name == "themes") return run_themes(line, world);
  if (name == "fonts") return run_fonts(line, world);
  if (name == "dump") return run_dump(line, world);
  return run_publish(line, world);
}

int run(int argc, char** argv) {
  CommandLine line;
  CLI::App app;
  define_commands(app, line);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return print_result(app.help());
  } catch (const CLI::CallForAllHelp&) {
    return print_result(app.help("", CLI::AppFormatMode::All));
  } catch (const CLI::CallForVersion&) {
    return print_result("banxin " BANXIN_VERSION "\n");
  } catch (const CLI::ParseError& error) {
    show_error(
        {ErrorCode::Usage, "command line", std::string(error.what()) + " (see banxin --help)"});
    return kUsage;
  }
  if (app.get_subcommands().empty() && line.publish.inputs.empty()) {
    std::fputs(app.help().c_str(), stderr);
    return kUsage;
  }
  line.publish.read.parse_errors = line.report.verbose > 0;
  DiskFileSystem files;
  publish::World world{find_installation(), files, {}, environment("SOURCE_DATE_EPOCH"), {}, {}};
  const std::vector<std::string> words(argv + 1, argv + argc);
  world.merge_options = [&words](const auto& book) { return merge_book_options(book, words); };
  if (makes_pages(line) && keep_memory_at_hand != nullptr) keep_memory_at_hand();
  if (reads_standard_input(line)) {
    world.standard_input = read_standard_input(line.publish.read.limits.input_bytes);
  }
  return run_command(app, line, world);
}

}  // namespace
}  // namespace banxin::cli

int main(int argc, char** argv) {
  try {
    return banxin::cli::run(argc, argv);
  } catch (const std::bad_alloc&) {
    std::fputs("banxin: error: out of memory (give it more, or publish the input in parts)\n",
               stderr);
    return banxin::cli::kNothingDone;
  }
}
