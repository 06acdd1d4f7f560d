#include "paint/text_painter.h"

#include <algorithm>

#include "base/utf8.h"
#include "font/face.h"
#include "paint/decorations.h"

namespace banxin::paint {
namespace {

using layout::Fragment;
using layout::GlyphOrientation;
using layout::TextRun;

bool is_vertical(const TextRun& run) {
  return run.orientation != GlyphOrientation::Horizontal;
}

Unit length_of(const TextRun& run) {
  Unit sum;
  for (const layout::Glyph& glyph : run.glyphs)
    sum += glyph.advance;
  return sum;
}

// The pen before the first glyph.
Coordinates pen_of(const Fragment& fragment, Point origin) {
  const TextRun& run = *fragment.text;
  if (!is_vertical(run)) return to_coordinates({origin.x, origin.y + run.baseline});
  const Unit x = origin.x + fragment.size.width - run.baseline;
  const bool upwards = run.orientation == GlyphOrientation::RotatedCounterClockwise;
  return to_coordinates({x, upwards ? origin.y + fragment.size.height : origin.y});
}

GlyphRun make_run(const Fragment& fragment, Point origin, DisplayList& list) {
  const TextRun& text = *fragment.text;
  GlyphRun run;
  run.face = text.face;
  run.font_size = text.font_size;
  run.origin = pen_of(fragment, origin);
  run.direction = static_cast<RunDirection>(text.orientation);
  run.right_to_left = text.right_to_left;
  run.horizontal_scale = text.horizontal_scale;
  run.first_glyph = static_cast<std::uint32_t>(list.glyphs.size());
  run.glyph_count = static_cast<std::uint32_t>(text.glyphs.size());
  for (const layout::Glyph& glyph : text.glyphs)
    list.glyphs.push_back({glyph.id, glyph.cluster, glyph.advance, glyph.x_offset, glyph.y_offset});
  run.text_start = static_cast<std::uint32_t>(list.text.size());
  run.text_length = static_cast<std::uint32_t>(text.text.size());
  list.text += text.text;
  return run;
}

void paint_shadows(const style::ComputedStyle& style, const GlyphRun& run, DisplayList& list) {
  for (std::size_t i = style.text_shadow.size(); i-- > 0;) {
    const css::Shadow& shadow = style.text_shadow[i];
    if (shadow.color.is_transparent()) continue;
    GlyphRun copy = run;
    copy.is_shape = true;
    copy.text_length = 0;
    copy.tag = kArtifact;
    copy.origin.x += shadow.x.to_px();
    copy.origin.y += shadow.y.to_px();
    copy.blur = static_cast<float>(shadow.blur.to_px() / 2);
    copy.colour = to_colour(shadow.color);
    list.items.push_back(copy);
  }
}

bool is_ideograph_like(char32_t c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE4F) ||
         (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF);
}

using Gaps = std::vector<std::pair<double, double>>;

// Gaps come in the order of their beginnings; those that meet become one.
void add_gap(double start, double end, Gaps& gaps) {
  if (!gaps.empty() && start <= gaps.back().second) {
    gaps.back().second = std::max(gaps.back().second, end);
  } else {
    gaps.emplace_back(start, end);
  }
}

// Where the line must be interrupted for descenders. Han characters are not skipped (§2.10: `auto`
// lets the line through ideographs).
Gaps find_gaps(const TextRun& run, const DecorationLine& line, double start, GlyphInk& ink) {
  Gaps gaps;
  const double scale = run.font_size.to_px() / std::max(1, run.face->metrics().units_per_em);
  if (!(scale > 0)) return gaps;
  const double low = (-line.offset - line.thickness / 2) / scale;
  const double high = (-line.offset + line.thickness / 2) / scale;
  const double margin = std::max(line.thickness, run.font_size.to_px() / 16);
  double pen = start;
  for (const layout::Glyph& glyph : run.glyphs) {
    const char32_t c =
        glyph.cluster < run.text.size() ? decode_utf8(run.text, glyph.cluster).code_point : U' ';
    if (!is_ideograph_like(c) && c != U' ') {
      const double x = pen + glyph.x_offset.to_px();
      const double raise = glyph.y_offset.to_px() / scale;
      for (const auto& [from, to] : ink.find(*run.face, glyph.id, low + raise, high + raise)) {
        add_gap(x + from * scale - margin, x + to * scale + margin, gaps);
      }
    }
    pen += glyph.advance.to_px();
  }
  return gaps;
}

void paint_lines(const Step& step,
                 const std::vector<DecorationLine>& lines,
                 bool over_text,
                 GlyphInk& ink,
                 DisplayList& list) {
  const Fragment& fragment = *step.fragment;
  const TextRun& run = *fragment.text;
  const bool vertical = is_vertical(run);
  const Coordinates pen = pen_of(fragment, step.origin);
  for (const DecorationLine& line : lines) {
    if (line.over_text != over_text) continue;
    DecorationPlace place;
    place.vertical = vertical;
    place.length = length_of(run).to_px();
    place.start = {step.origin.x.to_px(), pen.y + line.offset};
    if (vertical) {
      // Decorations of vertical text hang on the middle of the line, whatever its runs' baselines.
      const double middle = step.origin.x.to_px() + fragment.size.width.to_px() / 2;
      place.start = {middle - line.offset, step.origin.y.to_px()};
    }
    place.start = vertical ? Coordinates{place.start.x, place.start.y + line.inset_start}
                           : Coordinates{place.start.x + line.inset_start, place.start.y};
    place.length -= line.inset_start + line.inset_end;
    Gaps gaps;
    if (line.skips_ink) gaps = find_gaps(run, line, step.origin.x.to_px(), ink);
    paint_decoration(line, place, gaps, list);
  }
}

}  // namespace

void paint_text(const Step& step, TagId tag, GlyphInk& ink, DisplayList& list) {
  const Fragment& fragment = *step.fragment;
  if (fragment.text == nullptr || fragment.text->face == nullptr || fragment.box == nullptr) return;
  const style::ComputedStyle& style = *fragment.box->style;
  if (style.visibility != css::Visibility::Visible) return;
  GlyphRun run = make_run(fragment, step.origin, list);
  if (fragment.text->generated && fragment.is_artifact) {
    // Emphasis marks: neither text to copy nor decorated themselves.
    run.is_shape = true;
    run.colour = to_colour(style.text_emphasis_color);
    list.items.push_back(run);
    return;
  }
  const std::vector<DecorationLine> lines = find_decorations(fragment);
  run.tag = tag;
  run.colour = to_colour(style.color);
  paint_shadows(style, run, list);
  paint_lines(step, lines, false, ink, list);
  list.items.push_back(run);
  paint_lines(step, lines, true, ink, list);
}

}  // namespace banxin::paint
