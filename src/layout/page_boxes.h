#pragma once
// The boxes of one page around its content: page margin boxes (CSS Page 3 §4, §5) with counters,
// strings and running elements (GCPM 3).
#include <string>
#include <unordered_map>
#include <vector>

#include "layout/anonymous_boxes.h"
#include "layout/page.h"
#include "style/style_tree.h"

namespace banxin::layout {

// A value that changes over a document, as one page sees it (GCPM 3 §2.1.2).
template <class T>
struct PageValues {
  T entry{}, first{}, last{};
  bool assigned = false;     // anything on this page
  bool starts_page = false;  // …by the element that begins it
  const T& get(style::PageValue which) const {
    static const T none{};
    switch (which) {
      case style::PageValue::Start:
        return assigned && starts_page ? first : entry;
      case style::PageValue::Last:
        return last;
      case style::PageValue::FirstExcept:
        return assigned ? none : entry;
      case style::PageValue::First:
        break;
    }
    return assigned ? first : entry;
  }
  void assign(const T& value, bool at_start) {
    if (!assigned) {
      first = value;
      starts_page = at_start;
    }
    assigned = true;
    last = value;
  }
  void next_page() {
    entry = last;
    assigned = starts_page = false;
  }
};

struct PageFacts {
  std::uint32_t number = 1;
  std::uint32_t total = 0;
  std::unordered_map<std::string, std::int32_t> counters;  // all others, at the end of the page
  std::unordered_map<std::string, PageValues<std::string>> strings;
  std::unordered_map<std::string, PageValues<const Box*>> running;
};

// Whether any margin box shows counter(pages).
bool asks_for_total(const style::PageStyle& style);

// Lays the margin boxes out into `sheet`.
void add_margin_boxes(const style::PageStyle& style,
                      const PageGeometry& geometry,
                      const PageFacts& facts,
                      BoxFactory& factory,
                      Fragment& sheet,
                      LayoutContext& context);

}  // namespace banxin::layout
