#include "publish/print.h"

#include <utility>

#include "layout/page.h"
#include "paint/painter.h"
#include "pdf/pdf_writer.h"
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
        diagnostics_(diagnostics) {}

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
    state_.strings.push_back({"book-title", publication_.metadata.title});
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
    const std::string label = std::to_string(page.number);
    page_starts_.add_page(*page.fragment, label);
    writer_->add_page(painter_->paint(*page.fragment, label));
  }

 private:
  void print_chapter(const book::Chapter& chapter) {
    const ChapterSource source{*chapter.document, chapter.source_path,
                               composition_.own_style.count(chapter.source_path) != 0,
                               chapter.language};
    const StyledChapter styled = typesetter_->style(source);
    const std::unique_ptr<layout::LayoutContext> context = typesetter_->context(styled);
    const layout::BoxTree boxes = layout::build_boxes(*chapter.document, *context);
    page_starts_.begin_chapter(chapter, static_cast<std::uint32_t>(chapter_));
    layout::lay_out_pages(boxes, {}, state_, *context, *this);
  }

  paint::PainterOptions painter_options() {
    paint::PainterOptions options;
    options.pictures = {&typesetter_->images(), &diagnostics_, options_.inputs.front()};
    options.link_target = [this](const dom::Node& anchor) { return link_target(anchor); };
    options.destination_of = [this](const dom::Node& element) { return destination_of(element); };
    return options;
  }

  paint::LinkTarget link_target(const dom::Node& anchor) const {
    if (options_.setting.links == Links::Drop) return {};
    if (const book::Place* place = publication_.find_link(anchor)) {
      if (place->node == nullptr) return {{}, chapter_destination(place->chapter)};
      return {{}, std::string(publication_.find_id(*place->node))};
    }
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
  std::unique_ptr<Typesetter> typesetter_;
  paint::Painter* painter_ = nullptr;
  pdf::PdfWriter* writer_ = nullptr;
  layout::PageState state_;
  std::size_t chapter_ = 0;
  PageStarts page_starts_;
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
