#pragma once
// Dumps of layout: the tree of boxes, pages of fragments, and the rectangles of elements as JSON.
#include <string>
#include <unordered_map>
#include <vector>

#include "base/matrix.h"
#include "layout/page.h"

namespace banxin::layout {

// One box a line, indented by depth: type, origin, element, flags, text in quotes.
std::string dump_boxes(const BoxTree& tree);

// One fragment a line: x y width height in CSS px from the page's corner, box, text.
std::string dump_page(const Page& page, const dom::Document& document);

// Gathers pages and gives `[{"id","rects":[{"page","x","y","width","height"}],"lines":[…]},…]` for
// every element with an id that has a box, in document order: border boxes in CSS px, one a
// fragment; `lines`, for elements with data-lines, the content areas of their text.
class BoxRectangles final : public PageSink {
 public:
  explicit BoxRectangles(const dom::Document& document) : document_(document) {}
  void take(Page page) override;
  std::string json() const;

 private:
  struct PageRect {
    std::uint32_t page = 1;
    Rect rect;
  };
  struct Entry {
    std::vector<PageRect> rects, lines;
    bool has_lines = false;
  };
  struct SeenFragment {
    const Fragment* fragment;
    Point at;       // before transforms
    Matrix matrix;  // of its own and its ancestors' transforms
    bool is_page;
  };
  void take(const SeenFragment& seen);
  Entry& entry(const dom::Node& node);
  void add_lines(const Fragment& text, const Rect& rect);

  const dom::Document& document_;
  std::uint32_t pages_ = 0;
  std::unordered_map<const dom::Node*, Entry> entries_;
};

// Collects pages, for dumps and tests.
class PageCollector final : public PageSink {
 public:
  void take(Page page) override { pages.push_back(std::move(page)); }
  std::vector<Page> pages;
};

}  // namespace banxin::layout
