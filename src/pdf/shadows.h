#pragma once
// Blurred shapes, drawn as small pictures: PDF has no blur of its own. A Gaussian holds no detail
// finer than its deviation, so few pixels are enough.
#include <functional>

#include "pdf/cairo_types.h"

namespace banxin::pdf {

// Draws what `draw` fills within `bounds` (in the coordinates of `cairo`), blurred by `deviation`.
// `draw` gets a context in the same coordinates and fills with whatever is opaque.
struct Blur {
  paint::Area bounds;
  double deviation = 0;
  paint::Colour colour;
};
void draw_blurred(cairo_t* cairo, const Blur& blur, const std::function<void(cairo_t*)>& draw);

}  // namespace banxin::pdf
