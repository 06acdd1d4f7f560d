#pragma once
// Affine maps of the plane, in px: x' = a·x + c·y + e, y' = b·x + d·y + f.
#include <algorithm>

#include "base/geometry.h"

namespace banxin {

struct Matrix {
  double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;
  bool operator==(const Matrix&) const = default;
};

// The map that does `inner` first.
constexpr Matrix multiply(const Matrix& outer, const Matrix& inner) {
  return {outer.a * inner.a + outer.c * inner.b,
          outer.b * inner.a + outer.d * inner.b,
          outer.a * inner.c + outer.c * inner.d,
          outer.b * inner.c + outer.d * inner.d,
          outer.a * inner.e + outer.c * inner.f + outer.e,
          outer.b * inner.e + outer.d * inner.f + outer.f};
}

// The smallest upright rectangle around what `rect` becomes.
inline Rect bounds_of(const Matrix& matrix, const Rect& rect) {
  const double x = rect.origin.x.to_px(), y = rect.origin.y.to_px();
  const double width = rect.size.width.to_px(), height = rect.size.height.to_px();
  const auto [left, right] =
      std::minmax({0.0, matrix.a * width, matrix.c * height, matrix.a * width + matrix.c * height});
  const auto [top, bottom] =
      std::minmax({0.0, matrix.b * width, matrix.d * height, matrix.b * width + matrix.d * height});
  const double at_x = matrix.a * x + matrix.c * y + matrix.e;
  const double at_y = matrix.b * x + matrix.d * y + matrix.f;
  return {{Unit::from_px(at_x + left), Unit::from_px(at_y + top)},
          {Unit::from_px(right - left), Unit::from_px(bottom - top)}};
}

}  // namespace banxin
