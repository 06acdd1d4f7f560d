#pragma once
// What a computed style asks of fonts, and the figures of fonts that computed styles need.
#include <unordered_map>

#include "font/font_set.h"
#include "style/computed_style.h"
#include "style/font_metrics.h"

namespace banxin::font {

FontDescription describe(const style::ComputedStyle& style);

// ex, cap, ch, ic and the normal line height of styles, from the fonts of a FontSet.
class StyleFontMetrics final : public style::FontMetricsSource {
 public:
  explicit StyleFontMetrics(FontSet& fonts) : fonts_(fonts) {}
  std::optional<style::FontMetrics> find_metrics(const style::ComputedStyle& style) const override;

 private:
  FontSet& fonts_;
};

}  // namespace banxin::font
