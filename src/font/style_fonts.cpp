#include "font/style_fonts.h"

#include <hb.h>

#include <algorithm>
#include <cmath>

namespace banxin::font {
namespace {

Slant slant_of(css::FontSlant slant) {
  switch (slant) {
    case css::FontSlant::Italic:
      return Slant::Italic;
    case css::FontSlant::Oblique:
      return Slant::Oblique;
    case css::FontSlant::Normal:
      break;
  }
  return Slant::Upright;
}

double advance_of(const Face* face, char32_t code_point, double otherwise) {
  if (face == nullptr || face->glyph(code_point) == 0) return otherwise;
  const hb_position_t advance =
      hb_font_get_glyph_h_advance(face->harfbuzz_font(), face->glyph(code_point));
  return static_cast<double>(advance) / std::max(1, face->metrics().units_per_em);
}

}  // namespace

FontDescription describe(const style::ComputedStyle& style) {
  FontDescription description;
  for (const css::FontFamily& family : style.font_family) {
    description.families.emplace_back(family.name);
    description.quoted.push_back(family.generic == css::GenericFamily::None);
  }
  description.wish.weight = static_cast<int>(style.font_weight);
  description.wish.stretch = style.font_stretch;
  description.wish.slant = slant_of(style.font_style.slant);
  description.region = region_of_language(style.lang);
  return description;
}

std::optional<style::FontMetrics> StyleFontMetrics::find_metrics(
    const style::ComputedStyle& style) const {
  FontStack& stack = fonts_.stack(describe(style));
  const FaceMetrics& metrics = stack.primary().metrics();
  const double size = style.font_size_px;
  const double scale = size / std::max(1, metrics.units_per_em);
  style::FontMetrics found;
  found.x_height = metrics.x_height * scale;
  found.cap_height = metrics.cap_height * scale;
  // CSS Values 4 §6.1.1: half an em, and an em, where the font has no such character.
  found.zero_advance = advance_of(stack.face_for(U'0', Surroundings::Latin), U'0', 0.5) * size;
  found.ideograph_advance = advance_of(stack.face_for(U'水', Surroundings::Han), U'水', 1) * size;
  found.normal_line_height = std::round(metrics.ascent * scale) +
                             std::round(metrics.descent * scale) +
                             std::round(metrics.line_gap * scale);
  return found;
}

}  // namespace banxin::font
