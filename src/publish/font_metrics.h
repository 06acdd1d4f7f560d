#pragma once
// The figures that style needs of fonts (ex, cap, ch, ic), from the fonts that layout will use.
#include "font/font_set.h"
#include "style/font_metrics.h"

namespace banxin::publish {

class StyleFontMetrics final : public style::FontMetricsSource {
 public:
  explicit StyleFontMetrics(font::FontSet& fonts) : fonts_(fonts) {}
  std::optional<style::FontMetrics> find_metrics(const style::ComputedStyle& style) const override;

 private:
  font::FontSet& fonts_;
};

}  // namespace banxin::publish
