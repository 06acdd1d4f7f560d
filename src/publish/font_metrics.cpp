#include "publish/font_metrics.h"

#include <algorithm>

#include "layout/inline/caches.h"

namespace banxin::publish {

std::optional<style::FontMetrics> StyleFontMetrics::find_metrics(
    const style::ComputedStyle& style) const {
  font::FontStack& stack = fonts_.stack(layout::describe_font(style));
  const font::Face& face = stack.primary();
  const font::FaceMetrics& in_units = face.metrics();
  const double size = style.font_size_px;
  const double scale = size / std::max(1, in_units.units_per_em);
  style::FontMetrics metrics;
  metrics.x_height = in_units.x_height > 0 ? in_units.x_height * scale : size / 2;
  metrics.cap_height =
      in_units.cap_height > 0 ? in_units.cap_height * scale : in_units.ascent * scale;
  const auto advance = [&](const font::Face& of, char32_t c) {
    const double units = layout::glyph_advance(of, c);
    return units * size / std::max(1, of.metrics().units_per_em);
  };
  metrics.zero_advance = face.glyph(U'0') != 0 ? advance(face, U'0') : size / 2;
  const font::Face* han = stack.face_for(U'水', font::Surroundings::Han);
  metrics.ideograph_advance = han != nullptr ? advance(*han, U'水') : size;
  const layout::FontHeight height = layout::font_height(style, stack, false);
  metrics.normal_line_height = height.height().to_px() + in_units.line_gap * scale;
  return metrics;
}

}  // namespace banxin::publish
