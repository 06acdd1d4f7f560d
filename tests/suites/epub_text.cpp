// banxin_epub_text BOOK.epub WORD...: whether the text of an EPUB that the command `banxin WORD...`
// wrote is the text of the pages' trees, less what elements.def says that it gives up. Ends with 1
// and shows the first difference when it is not.
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "cli/installation.h"
#include "cli/options.h"
#include "publish/compose.h"
#include "support/epub_text.h"

namespace {

using namespace banxin;

// The publication that the command made its outputs of.
Result<publish::Composition> compose(const std::vector<std::string>& words,
                                     publish::World& world,
                                     Diagnostics& diagnostics) {
  cli::CommandLine line;
  CLI::App app;
  cli::define_commands(app, line);
  try {
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
  } catch (const CLI::ParseError& error) {
    return Error{ErrorCode::Usage, "command line", error.what()};
  }
  publish::PublishOptions options = line.publish;
  BANXIN_TRY(publish::Gathered gathered,
             publish::gather(options, world, article::TitleBlock::Shown, diagnostics));
  if (!gathered.book_options.empty()) {
    BANXIN_TRY(options, cli::merge_book_options(gathered.book_options, words));
  }
  return publish::compose(std::move(gathered), options, world, diagnostics);
}

int show_difference(const std::string& file, const std::string& wanted, const std::string& got) {
  const auto at = static_cast<std::size_t>(
      std::mismatch(wanted.begin(), wanted.end(), got.begin(), got.end()).first - wanted.begin());
  const std::size_t from = at < 30 ? 0 : at - 30;
  std::fprintf(stderr, "%s: text differs at %zu: %s\n  instead of %s\n", file.c_str(), at,
               got.substr(std::min(from, got.size()), 120).c_str(),
               wanted.substr(from, 120).c_str());
  return 1;
}

// Parts of tables move into EPUB's order: then the signs are the same, in another order.
bool has_same_signs(std::string a, std::string b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string> words(values + 1, values + count);
  if (words.size() < 2) {
    std::fprintf(stderr, "usage: banxin_epub_text BOOK.epub INPUT [OPTION...]\n");
    return 2;
  }
  DiskFileSystem files;
  Diagnostics diagnostics;
  publish::World world{cli::find_installation(), files, {}, {}, {}, {}};
  const auto epub = files.load_file(words.front(), std::size_t{1} << 30U);
  const auto composition = compose({words.begin() + 1, words.end()}, world, diagnostics);
  if (!epub || !composition) {
    std::fprintf(stderr, "%s: cannot be read\n", (epub ? words.back() : words.front()).c_str());
    return 2;
  }
  const std::string wanted = test::text_of_pages(composition.value().publication);
  const std::string got = test::text_of_epub(epub.value());
  if (wanted == got || has_same_signs(wanted, got)) return 0;
  return show_difference(words.front(), wanted, got);
}
