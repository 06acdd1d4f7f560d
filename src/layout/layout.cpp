#include "layout/layout.h"

#include "layout/breaking.h"
#include "layout/layout_algorithms.h"
#include "layout/layout_context.h"
#include "layout/replaced.h"
#include "layout/slices.h"

namespace banxin::layout {

LayoutResult lay_out(const Box& box,
                     const ConstraintSpace& space,
                     const BreakToken* resume,
                     LayoutContext& context) {
  if (space.can_fragment() && (is_monolithic(box) || space.orthogonal)) {
    return lay_out_monolithic(box, space, resume, context);
  }
  switch (box.type) {
    case BoxType::Replaced:
      return lay_out_replaced(box, space, context);
    case BoxType::Flex:
      return lay_out_flex(box, space, resume, context);
    case BoxType::Grid:
      return lay_out_grid(box, space, resume, context);
    case BoxType::Table:
      return lay_out_table(box, space, resume, context);
    case BoxType::TableGrid:
      return lay_out_table_grid(box, space, resume, context);
    default:
      break;
  }
  if (is_multicol(box)) return lay_out_columns(box, space, resume, context);
  return lay_out_block(box, space, resume, context);
}

}  // namespace banxin::layout
