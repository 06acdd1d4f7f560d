#pragma once
// Initial letters (CSS Inline 3 §7): the first letter of a block, as high as several lines, with
// the first lines shortened beside it.
#include <memory>

#include "layout/inline/paragraph.h"

namespace banxin::layout {

struct BuiltInitial {
  std::unique_ptr<Fragment> fragment;  // null where the block has none
  Unit width;                          // with its margins
  Unit top;                            // of the fragment, from the first line's top
  Unit raised;                         // how far the first line is pushed down
  std::uint32_t sink = 1;              // lines that stand beside it
};

// `box` is the FirstLetter box that collect() left out of the text.
BuiltInitial build_initial(const Box& box, const Paragraph& paragraph, LayoutContext& context);

}  // namespace banxin::layout
