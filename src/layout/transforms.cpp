#include "layout/transforms.h"

#include <cmath>
#include <numbers>

namespace banxin::layout {
namespace {

Matrix to_matrix(const css::TransformFunction& function, Size box) {
  constexpr double kDegree = std::numbers::pi / 180;
  const auto& v = function.values;
  switch (function.kind) {
    case css::TransformKind::Matrix:
      return {v[0], v[1], v[2], v[3], v[4], v[5]};
    case css::TransformKind::Translate:
      return {1,
              0,
              0,
              1,
              function.x.resolve(box.width).to_px(),
              function.y.resolve(box.height).to_px()};
    case css::TransformKind::Scale:
      return {v[0], 0, 0, v[1], 0, 0};
    case css::TransformKind::Rotate: {
      const double sine = std::sin(v[0] * kDegree), cosine = std::cos(v[0] * kDegree);
      return {cosine, sine, -sine, cosine, 0, 0};
    }
    case css::TransformKind::Skew:
      return {1, std::tan(v[1] * kDegree), std::tan(v[0] * kDegree), 1, 0, 0};
  }
  return {};
}

}  // namespace

bool is_transformed(const style::ComputedStyle& style) {
  return !style.transform.empty() || !style.translate.empty() || !style.rotate.empty() ||
         !style.scale.empty();
}

Matrix transform_of(const Fragment& fragment, Point origin) {
  const style::ComputedStyle& style = *fragment.box->style;
  // Transforms 1 §2: non-replaced inline boxes are not transformable.
  if (fragment.box->type == BoxType::Inline) return {};
  const Size box = fragment.size;
  const double x = origin.x.to_px() + style.transform_origin.x.resolve(box.width).to_px();
  const double y = origin.y.to_px() + style.transform_origin.y.resolve(box.height).to_px();
  Matrix matrix{1, 0, 0, 1, x, y};
  // Transforms 2 §6: translate, rotate, scale, then transform.
  for (const auto* list : {&style.translate, &style.rotate, &style.scale, &style.transform}) {
    for (const css::TransformFunction& function : *list)
      matrix = multiply(matrix, to_matrix(function, box));
  }
  return multiply(matrix, {1, 0, 0, 1, -x, -y});
}

}  // namespace banxin::layout
