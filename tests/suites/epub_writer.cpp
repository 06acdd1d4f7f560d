// banxin_epub_writer [--split N] [--style FILE] [--vertical] [--cover] [--embed]
// [--obfuscate] [--pages] [--keep-style] [--check-text] OUT.epub INPUT...:
// pages → EPUB without article extraction, repair or themes; for the checks of the writer alone.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "book/build_publication.h"
#include "book/sort_name.h"
#include "cover/draw_cover.h"
#include "epub/write_epub.h"
#include "html/parse.h"
#include "input/encoding.h"
#include "input/source.h"
#include "support/epub_text.h"

namespace {

using namespace banxin;

struct Arguments {
  std::string output;
  std::vector<std::string> inputs;
  std::string style = std::string(BANXIN_SOURCE) + "/styles/epub.css";
  int split = -1;
  int repeat = 1;
  bool vertical = false;
  bool keep_style = false;
  bool check_text = false;
  bool cover = false;
  bool embed = false;
  bool obfuscate = false;
  bool pages = false;
};

Arguments parse_arguments(int count, char** values) {
  Arguments arguments;
  for (int i = 1; i < count; ++i) {
    const std::string value = values[i];
    if (value == "--split" && i + 1 < count) {
      arguments.split = std::atoi(values[++i]);
    } else if (value == "--repeat" && i + 1 < count) {
      arguments.repeat = std::atoi(values[++i]);
    } else if (value == "--style" && i + 1 < count) {
      arguments.style = values[++i];
    } else if (value == "--vertical") {
      arguments.vertical = true;
    } else if (value == "--keep-style") {
      arguments.keep_style = true;
    } else if (value == "--cover") {
      arguments.cover = true;
    } else if (value == "--embed") {
      arguments.embed = true;
    } else if (value == "--obfuscate") {
      arguments.obfuscate = true;
    } else if (value == "--pages") {
      arguments.pages = true;
    } else if (value == "--check-text") {
      arguments.check_text = true;
    } else if (arguments.output.empty()) {
      arguments.output = value;
    } else {
      arguments.inputs.push_back(value);
    }
  }
  return arguments;
}

// Page starts as a PDF would have them, every 2,000 bytes of text.
std::vector<epub::PageStart> made_up_pages(const book::Publication& publication) {
  std::vector<epub::PageStart> pages;
  std::size_t since = 2000;
  for (std::uint32_t i = 0; i < publication.chapters.size(); ++i) {
    const dom::Node& root = *publication.chapters[i].content;
    for (const dom::Node* node = root.first_child; node != nullptr;
         node = dom::next_in_tree(*node, root)) {
      if (!node->is_text()) continue;
      since += node->text().size();
      if (since < 2000) continue;
      since = 0;
      pages.push_back({std::to_string(pages.size() + 1), i, node, node->text().size() / 6 * 3});
    }
  }
  return pages;
}

// Whether the EPUB says what the pages say; the first difference is shown.
bool same_text(const book::Publication& publication,
               const std::string& bytes,
               const std::string& input) {
  const std::string wanted = test::text_of_pages(publication);
  const std::string got = test::text_of_epub(bytes);
  if (wanted == got) return true;
  // Parts of tables move into EPUB's order: then the signs are the same, in another order.
  std::string wanted_signs = wanted;
  std::string got_signs = got;
  std::sort(wanted_signs.begin(), wanted_signs.end());
  std::sort(got_signs.begin(), got_signs.end());
  if (wanted_signs == got_signs) return true;
  const auto at = static_cast<std::size_t>(
      std::mismatch(wanted.begin(), wanted.end(), got.begin(), got.end()).first - wanted.begin());
  const std::size_t from = at < 30 ? 0 : at - 30;
  std::fprintf(stderr, "%s: text differs at %zu: %s\n  instead of %s\n", input.c_str(), at,
               got.substr(std::min(from, got.size()), 120).c_str(),
               wanted.substr(from, 120).c_str());
  return false;
}

int write_one(const Arguments& arguments,
              const std::string& input,
              const std::string& style,
              DiskFileSystem& files,
              book::SortName& sort_name) {
  Diagnostics diagnostics;
  input::SourceOptions source_options;
  auto source = input::open_source(input, source_options, files, {}, diagnostics);
  if (!source) {
    std::fprintf(stderr, "%s: %s\n", input.c_str(), source.error().detail.c_str());
    return 1;
  }
  std::vector<book::InputPage> pages;
  for (input::SourcePage& page : source.value().pages) {
    if (!input::load_page(page, source_options, files)) continue;
    const input::EncodingOptions encoding{{}, page.charset};
    std::string text =
        input::decode_text(std::move(page.bytes), encoding, page.file, diagnostics).text;
    book::InputPage made;
    made.document = html::parse_document(page.file, std::move(text), {}, diagnostics);
    made.source_path = page.name;
    pages.push_back(std::move(made));
  }
  if (pages.empty()) return 1;
  book::BookOptions book_options;
  book_options.sort_name = &sort_name;
  if (arguments.vertical) book_options.writing_mode = WritingMode::VerticalRl;
  const input::Resources& resources = source.value().resources;
  book_options.load_resource = [&resources](const std::string& page,
                                            std::string_view reference) -> Result<book::Resource> {
    auto loaded = resources.load(reference, page);
    if (!loaded) return loaded.error();
    return book::Resource{loaded.value().name, std::move(loaded.value().bytes), {}};
  };
  const book::Publication publication =
      book::build_publication(std::move(pages), book_options, diagnostics);
  epub::EpubOptions options;
  options.style = style;
  if (arguments.split >= 0) options.split_level = arguments.split;
  if (arguments.keep_style) options.author_css = epub::AuthorCss::Keep;
  std::unique_ptr<font::FontSet> fonts;
  options.load_fonts = [&fonts]() -> font::FontSet* {
    if (fonts == nullptr) {
      auto loaded = font::FontSet::load();
      if (loaded) fonts = std::move(loaded).value();
    }
    return fonts.get();
  };
  if (arguments.embed) options.embedding = epub::FontEmbedding::Subset;
  if (arguments.obfuscate) options.obfuscation = epub::Obfuscation::Idpf;
  if (arguments.cover) {
    options.draw_cover = [&]() -> Result<std::string> {
      const book::Metadata& metadata = publication.metadata;
      cover::CoverText text;
      text.title = metadata.title;
      if (!metadata.creators.empty()) text.author = metadata.creators.front().name;
      text.publisher = metadata.publisher;
      text.language = metadata.language;
      text.writing_mode = publication.writing_mode;
      return cover::draw_cover(text, {}, *options.load_fonts());
    };
  }
  if (arguments.pages) options.pages = made_up_pages(publication);
  auto bytes = epub::write_epub(publication, options, diagnostics);
  if (!bytes) return 1;
  for (const Diagnostic& found : diagnostics.found())
    std::fprintf(stderr, "%s\n", format_diagnostic(found).c_str());
  if (arguments.check_text && !same_text(publication, bytes.value(), input)) return 1;
  return files.write_file(arguments.output, bytes.value()) ? 0 : 1;
}

}  // namespace

int main(int count, char** values) {
  const Arguments arguments = parse_arguments(count, values);
  if (arguments.inputs.empty()) {
    std::fprintf(stderr, "usage: banxin_epub OUT.epub INPUT\n");
    return 2;
  }
  DiskFileSystem files;
  auto style = files.load_file(arguments.style, 1U << 20U);
  book::SortName sort_name;
  int worst = 0;
  for (int i = 0; i < arguments.repeat; ++i) {
    for (const std::string& input : arguments.inputs) {
      worst = std::max(worst, write_one(arguments, input, style ? style.value() : std::string(),
                                        files, sort_name));
    }
  }
  return worst;
}
