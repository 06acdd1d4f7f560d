#include "publish/print.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/diagnostic_ids.h"
#include "base/side_by_side.h"
#include "layout/page.h"
#include "paint/painter.h"
#include "pdf/pdf_writer.h"
#include "publish/chapter_desk.h"
#include "publish/contents_page.h"
#include "publish/page_starts.h"
#include "publish/shared_faces.h"

namespace banxin::publish {
namespace {

std::string chapter_destination(std::uint32_t chapter) {
  return "chapter-" + std::to_string(chapter + 1);
}

bool leads_outside(std::string_view href) {
  const std::string scheme = input::url_scheme(href);
  return scheme == "http" || scheme == "https" || scheme == "mailto";
}

std::string joined_names(const std::vector<book::Creator>& creators) {
  std::string names;
  for (const book::Creator& creator : creators)
    names += (names.empty() ? "" : ", ") + creator.name;
  return names;
}

pdf::Metadata pdf_metadata(const book::Publication& publication) {
  const book::Metadata& said = publication.metadata;
  pdf::Metadata metadata;
  metadata.title = said.title;
  metadata.author = joined_names(said.creators);
  metadata.subject = said.description;
  for (const std::string& subject : said.subjects)
    metadata.keywords += (metadata.keywords.empty() ? "" : ", ") + subject;
  metadata.creator = "banxin";
  metadata.language = said.language;
  metadata.created = said.published;
  metadata.modified = said.modified;
  metadata.right_to_left = publication.direction == Direction::Rtl;
  return metadata;
}

// Only an EPUB lists the pages.
bool writes_epub(const OutputOptions& output) {
  return std::any_of(output.files.begin(), output.files.end(),
                     [](const std::string& file) { return extension_of(file) == "epub"; });
}

// 4 → "iv".
std::string roman_number(std::uint32_t number) {
  constexpr std::array<std::pair<std::uint32_t, std::string_view>, 13> kParts{{{1000, "m"},
                                                                               {900, "cm"},
                                                                               {500, "d"},
                                                                               {400, "cd"},
                                                                               {100, "c"},
                                                                               {90, "xc"},
                                                                               {50, "l"},
                                                                               {40, "xl"},
                                                                               {10, "x"},
                                                                               {9, "ix"},
                                                                               {5, "v"},
                                                                               {4, "iv"},
                                                                               {1, "i"}}};
  std::string text;
  for (const auto& [value, letters] : kParts) {
    for (; number >= value; number -= value)
      text += letters;
  }
  return text;
}

// Chapters have Diagnostics each; of what they share, the first to ask for it tells.
bool is_shared(DiagnosticId id) {
  return id == DiagnosticId::ResourceMissing || id == DiagnosticId::ResourceRefused ||
         id == DiagnosticId::ImageBroken || id == DiagnosticId::ImageTooBig ||
         id == DiagnosticId::WebFontUnusable;
}

// Told once for a file, as Diagnostics::report_unloaded does.
bool is_unloaded(DiagnosticId id) {
  return id == DiagnosticId::ResourceMissing || id == DiagnosticId::ResourceRefused;
}

void append_once(const Diagnostics& chapter, Diagnostics& all) {
  const auto is_said = [&all](const Diagnostic& one) {
    return is_shared(one.id) &&
           std::any_of(all.found().begin(), all.found().end(), [&one](const Diagnostic& said) {
             if (said.id != one.id || said.subject != one.subject) return false;
             if (is_unloaded(one.id))
               return said.file == one.file || one.position == SourcePosition{};
             return said.file == one.file && said.position == one.position;
           });
  };
  if (std::none_of(chapter.found().begin(), chapter.found().end(), is_said)) {
    all.append(chapter);
    return;
  }
  for (const Diagnostic& one : chapter.found()) {
    if (!is_said(one)) all.report(one.id, one.file, one.position, one.subject);
  }
}

class Printing final : public layout::PageSink {
 public:
  Printing(const Composition& composition,
           const PublishOptions& options,
           World& world,
           Diagnostics& diagnostics)
      : publication_(composition.publication),
        composition_(composition),
        options_(options),
        world_(world),
        diagnostics_(diagnostics),
        wants_page_starts_(writes_epub(options.output)) {}

  Result<Printed> run() {
    BANXIN_TRY([[maybe_unused]] auto opened, open_desks());
    paint::TagTree tags;
    paint::Painter painter(tags, painter_options());
    pdf::PdfOptions pdf_options;
    pdf_options.metadata = pdf_metadata(publication_);
    pdf_options.outline = outline();
    pdf::PdfWriter writer(std::move(pdf_options), tags, images_.get(), diagnostics_);
    painter_ = &painter;
    writer_ = &writer;
    BANXIN_TRY([[maybe_unused]] auto front, print_front());
    state_.strings = first_strings();
    const auto begin = [this](std::uint32_t chapter) {
      if (wants_page_starts_) page_starts_.begin_chapter(publication_.chapters[chapter], chapter);
    };
    BANXIN_TRY([[maybe_unused]] auto done, lay_out_chapters(state_, *this, begin, Heard::Yes));
    BANXIN_TRY(printed_.bytes, writer.finish());
    printed_.pages = writer.page_count();
    printed_.page_starts = page_starts_.take();
    return std::move(printed_);
  }

  void take(layout::Page page) override {
    const std::string label = is_front_ ? roman_number(page.number) : std::to_string(page.number);
    if (!is_front_ && wants_page_starts_) page_starts_.add_page(*page.fragment, label);
    paint::DisplayList list = painter_->paint(*page.fragment, label);
    faces_.unify(list);
    writer_->add_page(std::move(list));
  }

 private:
  std::vector<layout::NamedString> first_strings() const {
    return {{"book-title", publication_.metadata.title}};
  }

  // What the desks share, and the first of them: what it finds in the sheets of the house is told.
  Result<void> open_desks() {
    images_ = open_images(composition_, options_.read.limits);
    const House house{options_, *composition_.gates, world_, *images_, composition_.theme};
    const std::size_t threads = std::min(world_.threads, publication_.chapters.size());
    for (std::size_t i = 0; i < SideBySide::places(threads); ++i)
      desks_.push_back(std::make_unique<ChapterDesk>(house));
    BANXIN_TRY([[maybe_unused]] auto opened, desks_.front()->open());
    append_once(desks_.front()->diagnostics(), diagnostics_);
    return {};
  }

  enum class Heard : std::uint8_t { No, Yes };

  // All chapters, side by side; their pages go to `sink` in order, and what was found after them.
  Result<void> lay_out_chapters(layout::PageState& state,
                                layout::PageSink& sink,
                                const std::function<void(std::uint32_t chapter)>& begin,
                                Heard heard) {
    std::vector<Result<void>> begun(desks_.size());
    const std::uint32_t total = state.total;
    const SideBySide::Work work = [&](std::size_t chapter, std::size_t place, Wanted wanted) {
      // Nobody knows yet where it will begin; on a right page, every other time.
      constexpr std::uint32_t kSomePage = 2;
      ChapterDesk& desk = *desks_[place];
      begun[place] = desk.begin(source_of(publication_.chapters[chapter]));
      if (begun[place])
        desk.lay_out_ahead(wanted == Wanted::Now ? state.next_index : kSomePage, total);
    };
    const std::size_t count = publication_.chapters.size();
    SideBySide chapters(count, world_.threads, work);
    for (chapter_ = 0; chapter_ < count; ++chapter_) {
      const std::size_t place = chapters.wait(chapter_);
      if (!begun[place]) return begun[place];
      begin(static_cast<std::uint32_t>(chapter_));
      desks_[place]->hand_on(state, sink);
      if (heard == Heard::Yes) append_once(desks_[place]->diagnostics(), diagnostics_);
      desks_[place]->clear();
      chapters.release(place);
      if (heard == Heard::Yes && world_.progress) world_.progress(chapter_ + 1, count);
    }
    chapter_ = 0;
    return {};
  }

  ChapterSource source_of(const book::Chapter& chapter) const {
    return {*chapter.document, chapter.source_path,
            composition_.own_style.count(chapter.source_path) != 0, chapter.language};
  }

  // A book has its contents in front, an article has none.
  bool has_contents() const {
    return composition_.theme == "book" && publication_.contents.size() > 1 &&
           options_.description.toc != Contents::None;
  }

  // counter(pages) is the whole book's, in a running head and in the text.
  bool asks_for_total() const {
    constexpr std::string_view kTotal = "counter(pages";
    if (publication_.chapters.size() < 2) return false;
    const Typesetter& typesetter = desks_.front()->typesetter();
    return typesetter.house_mentions(kTotal) ||
           std::any_of(publication_.chapters.begin(), publication_.chapters.end(),
                       [&](const book::Chapter& chapter) {
                         return typesetter.mentions(source_of(chapter), kTotal);
                       });
  }

  // What names the pages of the chapters needs them laid out before, unheard and unseen; painting,
  // which costs most, is done once. The contents have their own, roman numbers.
  Result<void> print_front() {
    if (!has_contents() && !asks_for_total()) return {};
    ContentsPages pages(publication_);
    layout::PageState state;
    state.next_index = has_contents() ? 2 : 0;  // behind the contents is no first page of the book
    state.total = 1;                            // not asked for again
    state.strings = first_strings();
    const auto begin = [&pages](std::uint32_t chapter) { pages.begin_chapter(chapter); };
    BANXIN_TRY([[maybe_unused]] auto counted, lay_out_chapters(state, pages, begin, Heard::No));
    state_.total = state.next_index - (has_contents() ? 2 : 0);
    if (!has_contents()) return {};
    contents_ = make_contents_page(publication_, pages);
    is_front_ = true;
    state_.strings = first_strings();
    layout::PageOptions options;
    options.last_side = style::BreakBetween::Verso;  // page 1 is a recto
    ChapterDesk& desk = *desks_.front();
    BANXIN_TRY(
        [[maybe_unused]] auto begun,
        desk.begin({*contents_.document, {}, false, publication_.metadata.language}, options));
    desk.hand_on(state_, *this);
    append_once(desk.diagnostics(), diagnostics_);
    is_front_ = false;
    state_.next_number = 1;
    return {};
  }

  // The contents, as a reader's side bar shows them.
  std::vector<pdf::OutlineEntry> outline() const {
    std::vector<pdf::OutlineEntry> lines;
    if (options_.description.toc == Contents::None) return lines;
    struct Level {
      const std::vector<book::ContentsEntry>* entries;
      std::size_t next = 0;
    };
    std::vector<Level> open{{&publication_.contents, 0}};
    while (!open.empty()) {
      Level& level = open.back();
      if (level.next == level.entries->size()) {
        open.pop_back();
        continue;
      }
      const book::ContentsEntry& entry = (*level.entries)[level.next++];
      lines.push_back(
          {entry.title, static_cast<int>(open.size()), place_target(entry.place).destination});
      open.push_back({&entry.children, 0});
    }
    return lines;
  }

  paint::PainterOptions painter_options() {
    paint::PainterOptions options;
    options.pictures = {images_.get(), &diagnostics_, options_.inputs.front()};
    options.link_target = [this](const dom::Node& anchor) { return link_target(anchor); };
    options.destination_of = [this](const dom::Node& element) { return destination_of(element); };
    return options;
  }

  paint::LinkTarget place_target(const book::Place& place) const {
    if (place.node == nullptr) return {{}, chapter_destination(place.chapter)};
    return {{}, std::string(publication_.find_id(*place.node))};
  }

  paint::LinkTarget link_target(const dom::Node& anchor) const {
    if (const auto entry = contents_.links.find(&anchor); entry != contents_.links.end())
      return place_target(entry->second);
    if (options_.setting.links == Links::Drop) return {};
    if (const book::Place* place = publication_.find_link(anchor)) return place_target(*place);
    const std::string_view href = anchor.attribute(dom::names::href);
    if (leads_outside(href)) return {std::string(href), {}};
    return {};
  }

  std::string destination_of(const dom::Node& element) const {
    const std::string_view id = publication_.find_id(element);
    if (!id.empty()) return std::string(id);
    const book::Chapter& chapter = publication_.chapters[chapter_];
    return &element == chapter.content ? chapter_destination(static_cast<std::uint32_t>(chapter_))
                                       : std::string{};
  }

  const book::Publication& publication_;
  const Composition& composition_;
  const PublishOptions& options_;
  World& world_;
  Diagnostics& diagnostics_;
  bool wants_page_starts_;
  std::unique_ptr<image::ImageStore> images_;
  std::vector<std::unique_ptr<ChapterDesk>> desks_;
  SharedFaces faces_;
  paint::Painter* painter_ = nullptr;
  pdf::PdfWriter* writer_ = nullptr;
  layout::PageState state_;
  std::size_t chapter_ = 0;
  PageStarts page_starts_;
  ContentsPage contents_;
  bool is_front_ = false;  // the contents are printed, not a chapter
  Printed printed_;
};

}  // namespace

Result<Printed> print(const Composition& composition,
                      const PublishOptions& options,
                      World& world,
                      Diagnostics& diagnostics) {
  return Printing(composition, options, world, diagnostics).run();
}

}  // namespace banxin::publish
