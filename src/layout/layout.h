#pragma once
// The pure function of layout: box + constraint space + where to resume → fragment + where to
// resume. Dispatches on the box's type to flow, flex, grid, table, replaced.
#include "layout/constraint_space.h"
#include "layout/layout_result.h"

namespace banxin::layout {

class LayoutContext;

// The border box of `box`, cut at the fragmentainer's end where it may be.
LayoutResult lay_out(const Box& box,
                     const ConstraintSpace& space,
                     const BreakToken* resume,
                     LayoutContext& context);

// Min- and max-content contributions of the border box, margins left out.
MinMaxSizes measure(const Box& box, LayoutContext& context);

}  // namespace banxin::layout
