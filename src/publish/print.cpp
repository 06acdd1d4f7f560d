#include "publish/print.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "layout/page.h"
#include "paint/painter.h"
#include "pdf/pdf_writer.h"
#include "publish/contents_page.h"
#include "publish/page_starts.h"
#include "publish/typeset.h"

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
    BANXIN_TRY(typesetter_, Typesetter::create(options_, composition_.theme, *composition_.gates,
                                               world_, diagnostics_));
    paint::TagTree tags;
    paint::Painter painter(tags, painter_options());
    pdf::PdfOptions pdf_options;
    pdf_options.metadata = pdf_metadata(publication_);
    pdf::PdfWriter writer(std::move(pdf_options), tags, &typesetter_->images(), diagnostics_);
    painter_ = &painter;
    writer_ = &writer;
    BANXIN_TRY([[maybe_unused]] auto front, print_front());
    state_.strings = first_strings();
    for (chapter_ = 0; chapter_ < publication_.chapters.size(); ++chapter_) {
      print_chapter(publication_.chapters[chapter_]);
      if (world_.progress) world_.progress(chapter_ + 1, publication_.chapters.size());
    }
    BANXIN_TRY(printed_.bytes, writer.finish());
    printed_.pages = writer.page_count();
    printed_.page_starts = page_starts_.take();
    return std::move(printed_);
  }

  void take(layout::Page page) override {
    const std::string label = is_front_ ? roman_number(page.number) : std::to_string(page.number);
    if (!is_front_ && wants_page_starts_) page_starts_.add_page(*page.fragment, label);
    writer_->add_page(painter_->paint(*page.fragment, label));
  }

 private:
  std::vector<layout::NamedString> first_strings() const {
    return {{"book-title", publication_.metadata.title}};
  }

  void print_chapter(const book::Chapter& chapter) {
    if (wants_page_starts_)
      page_starts_.begin_chapter(chapter, static_cast<std::uint32_t>(chapter_));
    set(*typesetter_, source_of(chapter), state_, *this);
  }

  ChapterSource source_of(const book::Chapter& chapter) const {
    return {*chapter.document, chapter.source_path,
            composition_.own_style.count(chapter.source_path) != 0, chapter.language};
  }

  static void set(Typesetter& typesetter,
                  const ChapterSource& source,
                  layout::PageState& state,
                  layout::PageSink& sink,
                  const layout::PageOptions& options = {}) {
    const StyledChapter styled = typesetter.style(source);
    const std::unique_ptr<layout::LayoutContext> context = typesetter.context(styled);
    // Nothing but the page's own design asks for an empty frame on paper.
    context->has_room_for_missing_pictures = source.own_style;
    const layout::BoxTree boxes = layout::build_boxes(source.document, *context);
    layout::lay_out_pages(boxes, options, state, *context, sink);
  }

  // A book has its contents in front, an article has none.
  bool has_contents() const {
    return composition_.theme == "book" && publication_.contents.size() > 1 &&
           options_.description.toc != Contents::None;
  }

  // counter(pages) in a running head is the whole book's.
  bool asks_for_total() const {
    return publication_.chapters.size() > 1 && typesetter_->house_mentions("counter(pages");
  }

  // What names the pages of the chapters needs them laid out before, unheard and unseen; painting,
  // which costs most, is done once. The contents have their own, roman numbers.
  Result<void> print_front() {
    if (!has_contents() && !asks_for_total()) return {};
    Diagnostics unheard(0);
    BANXIN_TRY(
        const std::unique_ptr<Typesetter> typesetter,
        Typesetter::create(options_, composition_.theme, *composition_.gates, world_, unheard));
    ContentsPages pages(publication_);
    layout::PageState state;
    state.next_index = has_contents() ? 2 : 0;  // behind the contents is no first page of the book
    state.total = 1;                            // not asked for again
    state.strings = first_strings();
    for (std::uint32_t chapter = 0; chapter < publication_.chapters.size(); ++chapter) {
      pages.begin_chapter(chapter);
      set(*typesetter, source_of(publication_.chapters[chapter]), state, pages);
    }
    state_.total = state.next_index - (has_contents() ? 2 : 0);
    if (!has_contents()) return {};
    contents_ = make_contents_page(publication_, pages);
    is_front_ = true;
    state_.strings = first_strings();
    layout::PageOptions options;
    options.last_side = style::BreakBetween::Verso;  // page 1 is a recto
    set(*typesetter_, {*contents_.document, {}, false, publication_.metadata.language}, state_,
        *this, options);
    is_front_ = false;
    state_.next_number = 1;
    return {};
  }

  paint::PainterOptions painter_options() {
    paint::PainterOptions options;
    options.pictures = {&typesetter_->images(), &diagnostics_, options_.inputs.front()};
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
  std::unique_ptr<Typesetter> typesetter_;
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
