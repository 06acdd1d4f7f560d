#pragma once
// What query containers are as large as, for a second styling (CSS Containment 3 §5).
#include "layout/page.h"
#include "style/style_tree.h"

namespace banxin::layout {

// Lays the tree out in a window and reads the content boxes of its containers.
style::ContainerSizes measure_containers(const BoxTree& tree, Size window, LayoutContext& context);

}  // namespace banxin::layout
