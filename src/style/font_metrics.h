#pragma once
// FontMetricsSource: what style must know of fonts to compute ex, cap, ch, ic, lh. Whoever owns the
// fonts provides it; without one, the figures of an average font are taken.
#include <optional>

#include "style/computed_style.h"

namespace banxin::style {

// Of the first available font of a style, in px at its font size.
struct FontMetrics {
  double x_height = 0;
  double cap_height = 0;
  double zero_advance = 0;       // of "0"; of its height in upright vertical text
  double ideograph_advance = 0;  // of U+6C34 水
  double normal_line_height = 0;
};

class FontMetricsSource {
 public:
  virtual ~FontMetricsSource() = default;
  // Nothing when no font can be had. Only the font properties of `style` are read.
  virtual std::optional<FontMetrics> find_metrics(const ComputedStyle& style) const = 0;
};

}  // namespace banxin::style
