#include "publish/publish.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <memory>
#include <utility>

#include "cover/draw_cover.h"
#include "epub/write_epub.h"
#include "publish/compose.h"
#include "publish/print.h"
#include "publish/refused_references.h"
#include "publish/sheets.h"

namespace banxin::publish {
namespace {

// ISO 8601 UTC of SOURCE_DATE_EPOCH, "" when it is none.
std::string date_of_epoch(const std::string& epoch) {
  if (epoch.empty() || epoch.size() > 12 ||
      epoch.find_first_not_of("0123456789") != std::string::npos)
    return {};
  const std::time_t seconds = std::stoll(epoch);
  std::tm parts{};
  if (gmtime_r(&seconds, &parts) == nullptr) return {};
  std::array<char, 32> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text.data(), length};
}

Result<void> check_outputs(const PublishOptions& options) {
  for (const std::string& file : options.output.files) {
    const std::string extension = extension_of(file);
    if (extension != "epub" && extension != "pdf") {
      return Error{ErrorCode::Usage, file,
                   "an output is .epub or .pdf (name it with one of these extensions)"};
    }
    if (std::find(options.inputs.begin(), options.inputs.end(), file) != options.inputs.end()) {
      return Error{ErrorCode::Usage, file, "the output would overwrite its input (name another)"};
    }
  }
  if (options.output.files.empty()) {
    return Error{ErrorCode::Usage, "banxin", "no output is named (-o FILE.epub or -o FILE.pdf)"};
  }
  return {};
}

// Opened when a cover is drawn or glyphs are embedded, and not before.
class LazyFonts {
 public:
  font::FontSet* load() {
    if (fonts_ == nullptr) {
      auto loaded = font::FontSet::load();
      if (loaded) fonts_ = std::move(loaded).value();
    }
    return fonts_.get();
  }

 private:
  std::unique_ptr<font::FontSet> fonts_;
};

Result<std::string> drawn_cover(const book::Publication& publication, LazyFonts& fonts) {
  font::FontSet* set = fonts.load();
  if (set == nullptr) return Error{ErrorCode::NotFound, "cover", "no fonts are installed"};
  const book::Metadata& metadata = publication.metadata;
  cover::CoverText text;
  text.title = metadata.title;
  text.subtitle = metadata.subtitle;
  if (!metadata.creators.empty()) text.author = metadata.creators.front().name;
  text.publisher = metadata.publisher;
  text.language = metadata.language;
  text.writing_mode = publication.writing_mode;
  return cover::draw_cover(text, {}, *set);
}

// A short article is no book: its list of files needs no drawn picture.
bool deserves_cover(const book::Publication& publication) {
  constexpr std::size_t kBook = 20U << 10U;
  return publication.chapters.size() > 1 ||
         publication.chapters.front().document->source().size() > kBook;
}

epub::FontEmbedding embedding_of(EmbedFonts choice) {
  if (choice == EmbedFonts::None) return epub::FontEmbedding::None;
  return choice == EmbedFonts::Auto ? epub::FontEmbedding::Rare : epub::FontEmbedding::Subset;
}

Result<std::string> epub_bytes(const Composition& composition,
                               const PublishOptions& options,
                               std::vector<epub::PageStart> page_starts,
                               const World& world,
                               Diagnostics& diagnostics) {
  epub::EpubOptions epub;
  epub.split_level = options.description.split_level;
  epub.jpeg_quality = options.output.jpeg_quality;
  epub.limits = options.read.limits;
  epub.author_css = composition.own_style.empty() ? epub::AuthorCss::Drop : epub::AuthorCss::Keep;
  BANXIN_TRY(epub.style, epub_style(options, composition.theme, world));
  epub.pages = std::move(page_starts);
  epub.modified = date_of_epoch(world.source_date_epoch);
  LazyFonts fonts;
  epub.embedding = embedding_of(options.output.embed_fonts);
  if (options.output.embed_fonts == EmbedFonts::Obfuscated)
    epub.obfuscation = epub::Obfuscation::Idpf;
  epub.load_fonts = [&fonts] { return fonts.load(); };
  // 2,048 px fill a page of 17 cm at the default of 300 dots an inch.
  constexpr int kPixels = 2048;
  constexpr int kDots = 300;
  epub.longest_picture_side = std::clamp(kPixels * options.output.image_dpi / kDots, 64, 16'384);
  const book::Publication& publication = composition.publication;
  if (deserves_cover(publication)) {
    epub.draw_cover = [&publication, &fonts] { return drawn_cover(publication, fonts); };
  }
  return epub::write_epub(composition.publication, epub, diagnostics);
}

// The options with those of the book's book.toml, where it has any.
Result<PublishOptions> merged_options(const PublishOptions& options,
                                      const Gathered& gathered,
                                      const World& world) {
  if (gathered.book_options.empty() || !world.merge_options) return options;
  BANXIN_TRY(PublishOptions merged, world.merge_options(gathered.book_options));
  // Of a batch, the command line names other inputs, and no outputs.
  merged.inputs = options.inputs;
  merged.output.files = options.output.files;
  return merged;
}

class Publishing {
 public:
  Publishing(const PublishOptions& options, World& world, Diagnostics& diagnostics)
      : options_(options), world_(world), diagnostics_(diagnostics) {}

  Result<Published> run() {
    BANXIN_TRY([[maybe_unused]] auto checked, check_outputs(options_));
    BANXIN_TRY(Gathered gathered,
               gather(options_, world_, article::TitleBlock::Shown, diagnostics_));
    for (const GatheredPage& page : gathered.pages) {
      if (!page.page.removals.empty())
        published_.removals.push_back({page.page.file, page.page.removals});
    }
    BANXIN_TRY(options_, merged_options(options_, gathered, world_));
    BANXIN_TRY(composition_, compose(std::move(gathered), options_, world_, diagnostics_));
    published_.title = composition_.publication.metadata.title;
    published_.chapters = composition_.publication.chapters.size();
    // First, as the page's elements have places; once told, the outputs do not tell it again.
    report_refused_references(composition_, diagnostics_);
    // The PDF first: the EPUB's page list is that of the PDF.
    BANXIN_TRY([[maybe_unused]] auto pdf, write_pdf());
    BANXIN_TRY([[maybe_unused]] auto epub, write_epub());
    return std::move(published_);
  }

 private:
  bool wants(std::string_view extension) const {
    return std::any_of(
        options_.output.files.begin(), options_.output.files.end(),
        [extension](const std::string& file) { return extension_of(file) == extension; });
  }

  Result<void> write_files(std::string_view extension, const std::string& bytes) {
    for (const std::string& file : options_.output.files) {
      if (extension_of(file) != extension) continue;
      BANXIN_TRY([[maybe_unused]] auto written, world_.files.write_file(file, bytes));
      published_.files.push_back(file);
    }
    return {};
  }

  Result<void> write_pdf() {
    if (!wants("pdf")) return {};
    BANXIN_TRY(Printed printed, print(composition_, options_, world_, diagnostics_));
    published_.pages = printed.pages;
    page_starts_ = std::move(printed.page_starts);
    return write_files("pdf", printed.bytes);
  }

  Result<void> write_epub() {
    if (!wants("epub")) return {};
    BANXIN_TRY(const std::string bytes,
               epub_bytes(composition_, options_, std::move(page_starts_), world_, diagnostics_));
    return write_files("epub", bytes);
  }

  PublishOptions options_;
  World& world_;
  Diagnostics& diagnostics_;
  Composition composition_;
  Published published_;
  std::vector<epub::PageStart> page_starts_;
};

}  // namespace

Result<std::string> World::load_file(const std::string& name, std::size_t limit) const {
  const auto packed = packed_files.find(name);
  if (packed == packed_files.end()) return files.load_file(name, limit);
  if (packed->second.size() > limit)
    return Error{ErrorCode::LimitExceeded, name, "it is longer than the limit"};
  return packed->second;
}

Result<Published> publish(const PublishOptions& options, World& world, Diagnostics& diagnostics) {
  return Publishing(options, world, diagnostics).run();
}

Result<std::string> publish_epub(const PublishOptions& options,
                                 World& world,
                                 Diagnostics& diagnostics) {
  BANXIN_TRY(Gathered gathered, gather(options, world, article::TitleBlock::Shown, diagnostics));
  BANXIN_TRY(const Composition composition,
             compose(std::move(gathered), options, world, diagnostics));
  return epub_bytes(composition, options, {}, world, diagnostics);
}

}  // namespace banxin::publish
