#pragma once
// Pages (CSS Page 3, GCPM 3): what layout hands on, one page at a time, so that a book costs no
// more memory than its largest page.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "layout/build_boxes.h"
#include "layout/fragment.h"
#include "layout/layout_context.h"

namespace banxin::layout {

struct Page {
  Size size;  // of the sheet
  // The page box, as large as the sheet. Its children: the root element's fragment, fixed boxes,
  // footnotes, margin boxes (artifacts).
  std::unique_ptr<Fragment> fragment;
  std::uint32_t number = 1;  // counter(page)
  std::uint32_t index = 0;   // from 0, over all chapters
  std::string_view name;     // its named page, "" for none
  bool is_left = false;
  bool is_blank = false;
};

class PageSink {
 public:
  virtual ~PageSink() = default;
  virtual void take(Page page) = 0;
};

// What goes on from chapter to chapter.
struct PageState {
  std::uint32_t next_index = 0;
  std::uint32_t next_number = 1;
  // counter(pages). 0: not known; a chapter whose margin boxes ask for it is then laid out twice
  // and counts the pages up to its own end. A book that knows better says so.
  std::uint32_t total = 0;
  std::vector<NamedString> strings;  // the values at the start of the next page
};

// The sizes of a page box, from its computed style (StyledDocument::resolve_page).
struct PageGeometry {
  Size sheet;
  Edges margin, border, padding;
  Rect area;  // the page area, where content stands
};
PageGeometry page_geometry(const style::ComputedStyle& page);

struct PageOptions {
  // One page as tall as its content, for box dumps: the viewport is the initial containing block
  // and no page style counts.
  bool continuous = false;
  Size viewport{Unit::from_px(800), Unit::from_px(600)};
  // The side that the last page must be on (left, right, recto, verso): a blank one comes after it
  // when it is on the other.
  style::BreakBetween last_side = style::BreakBetween::Auto;
};

// Lays the tree out page after page. Every page takes content; at limits.pages the rest is dropped
// with a diagnostic. Where generated content refers to pages (target-counter()), a first pass finds
// them out.
void lay_out_pages(const BoxTree& tree,
                   const PageOptions& options,
                   PageState& state,
                   LayoutContext& context,
                   PageSink& sink);

// A chapter on its way to pages, in two steps: its content may be laid out ahead, on a thread of
// its own, while the chapters before it are still at work; which page it begins on is then guessed.
class PageMaker;
class ChapterPages {
 public:
  // All outlive it. One thread at a time.
  ChapterPages(const BoxTree& tree, const PageOptions& options, LayoutContext& context);
  ~ChapterPages();
  ChapterPages(const ChapterPages&) = delete;
  ChapterPages& operator=(const ChapterPages&) = delete;

  // The content of the first `most_pages` pages, as if the first page's index were `index`; nothing
  // of a chapter that shows numbers of pages. `total`: that of the PageState to come.
  void lay_out_ahead(std::uint32_t index, std::uint32_t total, std::size_t most_pages);
  // Whether that is what lay_out_pages() would make of it from `start` on. If not, all of it
  // (boxes, context) is to be made anew.
  bool fits(const PageState& start) const;
  // As lay_out_pages(); what was laid out ahead must fit.
  void hand_on(PageState& state, PageSink& sink);

 private:
  const BoxTree& tree_;
  PageOptions options_;
  LayoutContext& context_;
  std::unique_ptr<PageMaker> ahead_;
};

}  // namespace banxin::layout
