#pragma once
// ::first-line (CSS Pseudo 4 §2.1): the inline content of a block once more, in the styles that it
// has on the block's first formatted line. Only that line is set from it.
#include "layout/box.h"

namespace banxin::layout {

class LayoutContext;

// A copy of `block` and all in it; null where no ::first-line applies. Floats, positioned boxes and
// atomic inlines keep their styles. Made once.
const Box* first_line_block(const Box& block, LayoutContext& context);

}  // namespace banxin::layout
