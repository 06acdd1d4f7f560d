#pragma once
// CSS gradients (CSS Images 4 §3) of a box of known size → Gradient of the display list.
#include "css/values.h"
#include "paint/display_list.h"

namespace banxin::paint {

// Coordinates are relative to the box's corner.
Gradient resolve_gradient(const css::Gradient& css, double width, double height);

}  // namespace banxin::paint
