// banxin_cases [--update] [FILTER]: runs the cases of tests/cases/<stage>/*.case whose file or name
// holds FILTER, or rewrites their expectations. Ends with `N passed, M failed`.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "cli/options.h"
#include "publish/dump_stage.h"
#include "support/case_file.h"

namespace banxin::test {
namespace {

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8U | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      out += i + k > bytes.size() ? '=' : kDigits[group >> (18 - 6 * k) & 63U];
    }
  }
  return out;
}

// Cases of geometry stand in the test font, 20 px on 20 px, and give rectangles.
std::string geometry_page(const std::string& html) {
  const std::string font =
      DiskFileSystem().load_file(BANXIN_SOURCE "/tests/data/BanxinSquare.ttf", 1U << 20U).value();
  // A case that begins with <html> stands in quirks mode.
  const std::string mode = html.substr(0, 5) == "<html" ? "" : "<!DOCTYPE html>";
  return mode +
         "<meta charset=utf-8><style>@font-face{font-family:Square;"
         "src:url(data:font/ttf;base64," +
         base64(font) +
         ")}html,body{margin:0;padding:0}body{font:20px/1 Square}p{margin:0}</style>" + html;
}

// Cases of pages: ten lines of 20 px on a small sheet.
std::string paged_page(const std::string& html) {
  return "<!DOCTYPE html><html lang=en><title>t</title><meta charset=utf-8><style>@page{size:400px "
         "260px;margin:30px}html,body,p{margin:0;padding:0}body{font:16px/20px 'Noto Serif CJK "
         "SC';orphans:1;widows:1}table{border-spacing:0}td{padding:0}</style>" +
         html;
}

// One line a page: the lines of text, each with its corner and its first piece.
std::string page_lines(const std::string& dumped) {
  std::string out;
  std::string corner;
  for (std::size_t at = 0; at < dumped.size();) {
    const std::size_t end = std::min(dumped.find('\n', at), dumped.size());
    const std::string line = dumped.substr(at, end - at);
    at = end + 1;
    if (line.starts_with("# page ")) {
      out += (out.empty() ? "" : "\n") + line.substr(7) + ':';
    } else if (line.starts_with("line ")) {
      const std::size_t second = line.find(' ', 5);
      corner = line.substr(5, line.find(' ', second + 1) - 5);
      std::replace(corner.begin(), corner.end(), ' ', ',');
    } else if (!corner.empty() && line.find("“") != std::string::npos) {
      const std::size_t quote = line.find("“") + 3;
      out += ' ' + corner + ' ' + line.substr(quote, line.find("”") - quote);
      corner.clear();
    }
  }
  return out;
}

// One line an element: its id, then x y width height of each rectangle.
std::string geometry_lines(const std::string& json) {
  std::string out;
  for (std::size_t at = json.find("{\"id\":"); at != std::string::npos;) {
    const std::size_t next = json.find("{\"id\":", at + 1);
    const std::string one = json.substr(at, next == std::string::npos ? next : next - at);
    const std::size_t quote = one.find('"', 7);
    out += one.substr(7, quote - 7);
    for (std::size_t x = one.find("\"x\":"); x != std::string::npos;
         x = one.find("\"x\":", x + 1)) {
      const std::size_t end = one.find('}', x);
      out += x == one.find("\"x\":") ? ":" : ",";
      std::string number;
      for (const char c : one.substr(x + 4, end - x - 4)) {
        if ((c >= '0' && c <= '9') || c == '.' || c == '-') {
          number += c;
        } else if (!number.empty()) {
          out += ' ' + number;
          number.clear();
        }
      }
      out += ' ' + number;
    }
    out += '\n';
    at = next;
  }
  return out;
}

// What every stage section of a case gives now; the diagnostics of all of them, each line once.
class CaseRun {
 public:
  explicit CaseRun(const Case& one) : case_(one) {}

  Case run() {
    Case now{case_.name, {}};
    for (const CaseSection& section : case_.sections) {
      const bool is_input = section.name == "html" || section.name == "options";
      if (section.name == "diagnostics") continue;
      now.sections.push_back(is_input ? section : CaseSection{section.name, dump(section.name)});
    }
    if (!findings_.empty()) now.sections.push_back({"diagnostics", findings_});
    return now;
  }

 private:
  std::string dump(const std::string& stage) {
    cli::CommandLine line;
    CLI::App app;
    cli::define_commands(app, line);
    const CaseSection* options = case_.find("options");
    std::string words = options == nullptr ? std::string{} : options->text;
    const bool geometry = stage == "geometry";
    const bool pages = stage == "pages";
    const std::string dumps = geometry ? "boxes" : pages ? "lines" : stage;
    if (pages) words += " --theme plain --article never";
    if (geometry) words += " --format=json --viewport 800x600 --article never";
    try {
      app.parse("dump --stage=" + dumps + ' ' + words + " -", false);
    } catch (const CLI::ParseError& error) {
      return std::string("options: ") + error.what() + '\n';
    }
    publish::DumpRequest request = cli::dump_request(line);
    const CaseSection* html = case_.find("html");
    Diagnostics diagnostics;
    DiskFileSystem files;
    publish::World world{{BANXIN_SOURCE "/styles"}, files, {}, {}, {}, {}};
    std::string page = html != nullptr ? html->text : std::string{};
    if (geometry) page = geometry_page(page);
    if (pages) page = paged_page(page);
    if (html != nullptr) world.standard_input = page;
    const Result<std::string> text = publish::dump_stage(request, world, diagnostics);
    for (const Diagnostic& diagnostic : diagnostics.found()) {
      const std::string finding = format_diagnostic(diagnostic) + '\n';
      if (findings_.find(finding) == std::string::npos) findings_ += finding;
    }
    if (!text) return "error: " + text.error().subject + ": " + text.error().detail + '\n';
    std::string dumped = text.value();
    if (geometry) dumped = geometry_lines(dumped);
    if (pages) dumped = page_lines(dumped);
    if (!dumped.ends_with('\n')) dumped += '\n';
    return dumped;
  }

  const Case& case_;
  std::string findings_;
};

void show_difference(const std::string& file, const Case& wanted, const Case& now) {
  std::printf("FAILED %s: %s\n", file.c_str(), wanted.name.c_str());
  for (const CaseSection& section : now.sections) {
    const CaseSection* before = wanted.find(section.name);
    if (before != nullptr && before->text == section.text) continue;
    std::printf("--- %s wanted\n%s--- %s now\n%s", section.name.c_str(),
                before == nullptr ? "" : before->text.c_str(), section.name.c_str(),
                section.text.c_str());
  }
  if (wanted.find("diagnostics") != nullptr && now.find("diagnostics") == nullptr) {
    std::printf("--- diagnostics are gone\n");
  }
}

struct Totals {
  int passed = 0, failed = 0;
};

void run_file(const std::string& file, const std::string& filter, bool update, Totals& totals) {
  DiskFileSystem files;
  const std::string text = files.load_file(file, std::size_t{1} << 28U).value();
  std::vector<Case> cases = parse_cases(text);
  const bool whole_file = file.find(filter) != std::string::npos;
  for (Case& one : cases) {
    if (!whole_file && one.name.find(filter) == std::string::npos) continue;
    Case now = CaseRun(one).run();
    if (write_cases({now}) == write_cases({one})) {
      ++totals.passed;
    } else if (update) {
      one = std::move(now);
      ++totals.passed;
    } else {
      show_difference(file, one, now);
      ++totals.failed;
    }
  }
  const std::string rewritten = write_cases(cases);
  if (update && rewritten != text) static_cast<void>(files.write_file(file, rewritten));
}

}  // namespace
}  // namespace banxin::test

int main(int argc, char** argv) {
  bool update = false;
  std::string filter;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--update")
      update = true;
    else
      filter = word;
  }
  std::vector<std::string> paths;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(BANXIN_SOURCE "/tests/cases")) {
    if (entry.path().extension() == ".case") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  banxin::test::Totals totals;
  for (const std::string& path : paths)
    banxin::test::run_file(path, filter, update, totals);
  std::printf("%d passed, %d failed\n", totals.passed, totals.failed);
  return totals.failed == 0 ? 0 : 1;
}
