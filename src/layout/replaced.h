#pragma once
// Replaced boxes (CSS 2.2 §10.3.2, §10.6.2; CSS Images 3 §5): natural and used sizes.
#include <optional>

#include "layout/constraint_space.h"
#include "layout/layout_result.h"

namespace banxin::layout {

class LayoutContext;

// Physical, CSS px. What a picture lacks (an SVG without width, say) is not there.
struct NaturalSize {
  std::optional<Unit> width, height;
  double ratio = 0;  // width / height, 0 when there is none
};
NaturalSize natural_size(const Box& box);
// With `aspect-ratio` applied.
double natural_ratio(const Box& box);

// The content box, physical.
Size used_replaced_size(const Box& box, const ConstraintSpace& space, LayoutContext& context);
MinMaxSizes replaced_content_sizes(const Box& box, LayoutContext& context);
LayoutResult lay_out_replaced(const Box& box, const ConstraintSpace& space, LayoutContext& context);

}  // namespace banxin::layout
