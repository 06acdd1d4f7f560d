#pragma once
// text-box-trim (CSS Inline 3 §5): the space above the first line and below the last one that is
// cut.
#include <optional>

#include "layout/layout_context.h"

namespace banxin::layout {

// What stays of the first line above its baseline, and of the last one below it; nothing where the
// line stays whole.
struct TextTrim {
  std::optional<Unit> start, end;
};

// For the lines of `block`, whether it trims itself or a block around it does, of which they are
// the first (last) ones.
TextTrim text_trim_of(const Box& block, LayoutContext& context);

}  // namespace banxin::layout
