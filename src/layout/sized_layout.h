#pragma once
// Layouts made to know a size. Flex and grid need an item's block size before they can place it;
// the answers are kept by box and space, so that nesting costs no exponential time.
#include <optional>

#include "layout/constraint_space.h"
#include "layout/layout_result.h"

namespace banxin::layout {

class LayoutContext;

struct SizedLayout {
  Unit intrinsic_block_size;
  LogicalSize size;  // border box, in the coordinates asked for
  std::optional<Unit> first_baseline, last_baseline;
  // There when the layout was made now: it may be used as the final one, if its space is.
  LayoutResult result;
};
// Without fragmentation and floats from outside: `space` is that of a formatting context's root.
SizedLayout size_layout(const Box& box,
                        const ConstraintSpace& space,
                        FlowDirection flow,
                        LayoutContext& context);

}  // namespace banxin::layout
