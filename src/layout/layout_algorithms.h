#pragma once
// What lay_out() dispatches to: one function a formatting context, all of the same form.
#include "layout/constraint_space.h"
#include "layout/layout_result.h"

namespace banxin::layout {

class LayoutContext;

#define LAYOUT_ALGORITHM(name)                                                              \
  LayoutResult name(const Box& box, const ConstraintSpace& space, const BreakToken* resume, \
                    LayoutContext& context)
LAYOUT_ALGORITHM(lay_out_block);    // block.cpp: CSS 2.2 §9.4.1
LAYOUT_ALGORITHM(lay_out_columns);  // columns.cpp: CSS Multicol 1
LAYOUT_ALGORITHM(lay_out_table);    // table.cpp: the wrapper box, CSS Tables 3 §3.1
LAYOUT_ALGORITHM(lay_out_table_grid);
LAYOUT_ALGORITHM(lay_out_flex);  // flex.cpp: CSS Flexbox 1
LAYOUT_ALGORITHM(lay_out_grid);  // grid.cpp: CSS Grid 2
#undef LAYOUT_ALGORITHM

MinMaxSizes table_content_sizes(const Box& grid, LayoutContext& context);
MinMaxSizes flex_content_sizes(const Box& box, LayoutContext& context);
MinMaxSizes grid_content_sizes(const Box& box, LayoutContext& context);
MinMaxSizes columns_content_sizes(const Box& box, MinMaxSizes of_one, LayoutContext& context);

bool is_multicol(const Box& box);

}  // namespace banxin::layout
