#pragma once
// Spanning elements inside blocks of a multi-column box.
#include "layout/anonymous_boxes.h"

namespace banxin::layout {

// Blocks of `multicol` that hold a spanning element are divided, until it is a child of `multicol`.
void divide_at_spanners(Box& multicol, BoxFactory& factory);

}  // namespace banxin::layout
