#include "publish/dump_layout.h"

#include <utility>

#include "layout/dump.h"
#include "layout/inline/dump_lines.h"
#include "layout/page.h"
#include "paint/dump.h"
#include "paint/painter.h"
#include "publish/compose.h"
#include "publish/typeset.h"
#include "style/dump.h"

namespace banxin::publish {
namespace {

// The chapters of the publication, each dumped by one stage. Boxes as JSON are those of one
// continuous page in a window; all else is what is printed.
class LayoutDump {
 public:
  LayoutDump(const DumpRequest& request, World& world, Diagnostics& diagnostics)
      : request_(request), world_(world), diagnostics_(diagnostics) {}

  Result<std::string> run() {
    BANXIN_TRY(Gathered gathered,
               gather(request_.options, world_, article::TitleBlock::Shown, diagnostics_));
    BANXIN_TRY(composition_, compose(std::move(gathered), request_.options, world_, diagnostics_));
    const std::string theme = in_window() ? "plain" : composition_.theme;
    images_ = open_images(composition_, request_.options.read.limits);
    const House house{request_.options, *composition_.gates, world_, *images_, theme};
    BANXIN_TRY(typesetter_, Typesetter::create(house, diagnostics_));
    state_.strings.push_back({"book-title", composition_.publication.metadata.title});
    for (const book::Chapter& chapter : composition_.publication.chapters)
      dump_chapter(chapter);
    return std::move(out_);
  }

 private:
  bool in_window() const { return request_.stage == "boxes" && request_.format == "json"; }

  StyledChapter style(const book::Chapter& chapter) {
    const ChapterSource source{*chapter.document, chapter.source_path,
                               composition_.own_style.count(chapter.source_path) != 0,
                               chapter.language};
    if (!in_window()) return typesetter_->style(source);
    css::MediaEnvironment media;
    media.print = request_.media == "print";
    media.width = request_.viewport.width.to_px();
    media.height = request_.viewport.height.to_px();
    return typesetter_->style(source, media);
  }

  void dump_chapter(const book::Chapter& chapter) {
    const StyledChapter styled = style(chapter);
    if (request_.stage == "style") {
      out_ += style::dump_style(*chapter.document, *styled.styles);
      return;
    }
    const std::unique_ptr<layout::LayoutContext> context = typesetter_->context(styled);
    const layout::BoxTree boxes = layout::build_boxes(*chapter.document, *context);
    if (in_window()) {
      layout::BoxRectangles rectangles(*chapter.document);
      layout::lay_out_pages(boxes, {true, request_.viewport}, state_, *context, rectangles);
      out_ += rectangles.json();
    } else if (request_.stage == "boxes") {
      out_ += layout::dump_boxes(boxes);
    } else {
      dump_pages(chapter, boxes, *context);
    }
  }

  void dump_pages(const book::Chapter& chapter,
                  const layout::BoxTree& boxes,
                  layout::LayoutContext& context) {
    layout::PageCollector collector;
    layout::lay_out_pages(boxes, {}, state_, context, collector);
    paint::TagTree tags;
    paint::PainterOptions options;
    options.pictures = {images_.get(), &diagnostics_, request_.options.inputs.front()};
    paint::Painter painter(tags, options);
    for (const layout::Page& page : collector.pages) {
      out_ += "# page " + std::to_string(page.number) + '\n';
      if (request_.stage == "pages") {
        out_ += layout::dump_page(page, *chapter.document);
      } else if (request_.stage == "lines") {
        out_ += layout::dump_lines(*page.fragment);
      } else {
        out_ +=
            paint::dump_display_list(painter.paint(*page.fragment, std::to_string(page.number)));
      }
    }
    if (request_.stage == "paint") out_ += "# tags\n" + paint::dump_tag_tree(tags);
  }

  const DumpRequest& request_;
  World& world_;
  Diagnostics& diagnostics_;
  Composition composition_;
  std::unique_ptr<image::ImageStore> images_;
  std::unique_ptr<Typesetter> typesetter_;
  layout::PageState state_;
  std::string out_;
};

}  // namespace

Result<std::string> dump_layout(const DumpRequest& request,
                                World& world,
                                Diagnostics& diagnostics) {
  return LayoutDump(request, world, diagnostics).run();
}

}  // namespace banxin::publish
