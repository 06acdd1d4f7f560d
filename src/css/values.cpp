#include "css/values.h"

#include "css/calc.h"

namespace banxin::css {

Unit LengthPercentage::resolve(Unit base) const {
  if (expression != nullptr) return Unit::from_px(evaluate(*expression, base.to_px()));
  if (percent == 0) return length;
  return Unit::from_px(length.to_px() + static_cast<double>(percent) / 100 * base.to_px());
}

bool operator==(const LengthPercentage& a, const LengthPercentage& b) {
  if (a.expression != nullptr && b.expression != nullptr) return *a.expression == *b.expression;
  return a.expression == b.expression && a.length == b.length && a.percent == b.percent;
}

bool operator==(const Image& a, const Image& b) {
  if (a.kind != b.kind || a.url != b.url) return false;
  return a.gradient == b.gradient ||
         (a.gradient != nullptr && b.gradient != nullptr && *a.gradient == *b.gradient);
}

}  // namespace banxin::css
