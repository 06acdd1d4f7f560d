#pragma once
// shape-outside (CSS Shapes 1): what of a float lines keep away from.
#include "layout/float.h"

namespace banxin::layout {

// Gives `exclusion`, whose margin box is known, the shape of `box`, if it has one.
void add_shape(const Box& box,
               const ConstraintSpace& space,
               LayoutContext& context,
               ExclusionSpace::Exclusion& exclusion);

}  // namespace banxin::layout
