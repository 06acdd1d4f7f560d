#pragma once
// CSS gradients as Cairo patterns.
#include "pdf/cairo_types.h"

namespace banxin::pdf {

// `offset`: where the gradient's own coordinates begin. `reach`: how far from its centre a conic
// gradient must be drawn.
Pattern make_gradient(const paint::Gradient& gradient, paint::Coordinates offset, double reach);

}  // namespace banxin::pdf
