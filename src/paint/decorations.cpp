#include "paint/decorations.h"

#include <algorithm>
#include <cmath>

#include "font/face.h"
#include "paint/rounded_rect.h"

namespace banxin::paint {
namespace {

using css::TextDecorationStyle;
using layout::Box;
using layout::BoxType;

// §2.6: what is out of flow or laid out as one piece takes no decoration from outside.
bool stops_decorations(const Box& box) {
  return box.floating || box.out_of_flow || box.is_atomic_inline() ||
         box.type == BoxType::RubyText || box.origin == layout::BoxOrigin::Marker;
}

struct Metrics {
  double size = 0;  // px
  double underline_position = 0, underline_thickness = 0;
  double strikeout_position = 0;
  double ascent = 0, descent = 0;
};

Metrics metrics_of(const layout::TextRun& run, double size) {
  const font::FaceMetrics& face = run.face->metrics();
  const double scale = size / std::max(1, face.units_per_em);
  return {size,
          face.underline_position * scale,
          face.underline_thickness * scale,
          face.strikeout_position * scale,
          face.ascent * scale,
          face.descent * scale};
}

double thickness_of(const style::ComputedStyle& style, const Metrics& metrics) {
  using Kind = css::TextDecorationThicknessKind;
  const css::TextDecorationThickness& wanted = style.text_decoration_thickness;
  double thickness = metrics.size / 16;  // auto: browsers take a sixteenth of an em
  if (wanted.kind == Kind::FromFont && metrics.underline_thickness > 0) {
    thickness = metrics.underline_thickness;
  }
  if (wanted.kind == Kind::LengthPercentage) {
    thickness = wanted.value.resolve(Unit::from_px(metrics.size)).to_px();
  }
  return std::max(0.5, thickness);
}

bool is_han_language(std::string_view lang) {
  return lang.starts_with("zh") || lang.starts_with("ja") || lang.starts_with("ko");
}

// On which side of a vertical line an underline stands: Chinese keeps it left (GB/T 15834 §4.15
// 专名号), Japanese and Korean right (CSS Text Decoration 4 §2.7).
bool is_underline_right(const style::ComputedStyle& style) {
  if (style.text_underline_position.right) return true;
  if (style.text_underline_position.left) return false;
  return style.lang.starts_with("ja") || style.lang.starts_with("ko");
}

double underline_offset(const style::ComputedStyle& style,
                        const Metrics& metrics,
                        double thickness,
                        bool vertical) {
  const css::TextUnderlinePosition& position = style.text_underline_position;
  const css::LengthPercentageOrAuto& extra = style.text_underline_offset;
  const double given = extra.is_auto ? 0 : extra.value.resolve(Unit::from_px(metrics.size)).to_px();
  if (vertical) {
    const double half =
        metrics.size / 2 + thickness / 2 + (extra.is_auto ? metrics.size / 16 : given);
    return is_underline_right(style) ? -half : half;
  }
  // Han characters reach below the baseline: a line through their feet is no underline.
  const bool under = position.under || (position.is_auto() && is_han_language(style.lang));
  if (under) {
    return std::max(metrics.size * 0.12, metrics.descent * 0) + thickness / 2 +
           (extra.is_auto ? metrics.size / 16 : given);
  }
  if (!extra.is_auto) return given + thickness / 2;
  if (position.from_font && metrics.underline_position > 0) return metrics.underline_position;
  return std::max(metrics.size / 16, metrics.underline_position - thickness / 2) + thickness / 2;
}

void add_lines(const Box& box, const layout::Fragment& text, std::vector<DecorationLine>& out) {
  const style::ComputedStyle& style = *box.style;
  const css::TextDecorationLine& lines = style.text_decoration_line;
  if (lines.is_none()) return;
  const bool vertical = text.text->orientation != layout::GlyphOrientation::Horizontal;
  const Metrics metrics = metrics_of(*text.text, style.font_size.to_px());
  DecorationLine line;
  line.style = style.text_decoration_style;
  line.colour = to_colour(style.text_decoration_color);
  line.thickness = thickness_of(style, metrics);
  line.inset_start = style.text_decoration_inset.start.to_px();
  line.inset_end = style.text_decoration_inset.end.to_px();
  if (style.text_decoration_inset.is_auto) {
    line.inset_start = line.inset_end = metrics.size / 16;
  }
  const double baseline_to_middle = metrics.size / 2;
  if (lines.underline) {
    line.offset = underline_offset(style, metrics, line.thickness, vertical);
    line.skips_ink =
        style.text_decoration_skip_ink != css::TextDecorationSkipInk::None && !vertical;
    out.push_back(line);
  }
  if (lines.overline) {
    line.offset = vertical
                      ? (is_underline_right(style) ? 1 : -1) * (baseline_to_middle + line.thickness)
                      : -(std::min(metrics.ascent, metrics.size * 0.88) + line.thickness / 2);
    line.skips_ink =
        style.text_decoration_skip_ink != css::TextDecorationSkipInk::None && !vertical;
    out.push_back(line);
  }
  if (lines.line_through) {
    line.offset = vertical ? 0
                           : -(metrics.strikeout_position > 0 ? metrics.strikeout_position
                                                              : metrics.size * 0.3);
    line.skips_ink = false;
    line.over_text = true;
    out.push_back(line);
  }
}

Path wave(Coordinates start, double length, double thickness, bool vertical) {
  // A wave's phase comes from the place on the page, so that neighbouring runs fit together.
  const double step = std::max(2.0, thickness * 3), height = std::max(1.0, thickness * 1.5);
  Path path;
  const double from = vertical ? start.y : start.x;
  const double across = vertical ? start.x : start.y;
  const auto point = [&](double along, double off) {
    return vertical ? Coordinates{across + off, along} : Coordinates{along, across + off};
  };
  const double first = std::floor(from / step) * step;
  const int count = static_cast<int>(std::min(20000.0, std::ceil((from + length - first) / step)));
  for (int i = 0; i < count; ++i) {
    const double a = first + i * step;
    const double side = (std::llround(a / step) % 2 == 0) ? height : -height;
    const Coordinates begin = point(a, 0);
    if (i == 0) path.move(begin.x, begin.y);
    path.curve(point(a + step * 0.3642, side * 1.3), point(a + step * 0.6358, side * 1.3),
               point(a + step, 0));
  }
  return path;
}

void stroke_part(const DecorationLine& line,
                 Coordinates start,
                 double length,
                 bool vertical,
                 DisplayList& list) {
  if (!(length > 0.01)) return;
  StrokePath stroke;
  stroke.width = line.thickness;
  stroke.colour = line.colour;
  if (line.style == TextDecorationStyle::Dotted) {
    stroke.dashes = {0, line.thickness * 2};
    stroke.round = true;
  }
  if (line.style == TextDecorationStyle::Dashed) {
    stroke.dashes = {line.thickness * 3, line.thickness * 2};
  }
  stroke.path.move(start.x, start.y);
  stroke.path.line(vertical ? start.x : start.x + length, vertical ? start.y + length : start.y);
  list.items.push_back(std::move(stroke));
}

void fill_part(const DecorationLine& line,
               Coordinates start,
               double length,
               bool vertical,
               DisplayList& list) {
  if (!(length > 0.01)) return;
  const double half = line.thickness / 2;
  list.items.push_back(FillRect{vertical ? Area{start.x - half, start.y, line.thickness, length}
                                         : Area{start.x, start.y - half, length, line.thickness},
                                line.colour});
}

void paint_part(const DecorationLine& line,
                Coordinates start,
                double length,
                bool vertical,
                DisplayList& list) {
  switch (line.style) {
    case TextDecorationStyle::Solid:
      fill_part(line, start, length, vertical, list);
      break;
    case TextDecorationStyle::Double: {
      const double gap = line.thickness * 2;
      fill_part(line, start, length, vertical, list);
      // The second line lies further from the text.
      const double sign = line.offset < 0 ? -1 : 1;
      const Coordinates second = vertical ? Coordinates{start.x - sign * gap, start.y}
                                          : Coordinates{start.x, start.y + sign * gap};
      fill_part(line, second, length, vertical, list);
      break;
    }
    case TextDecorationStyle::Dotted:
    case TextDecorationStyle::Dashed:
      stroke_part(line, start, length, vertical, list);
      break;
    case TextDecorationStyle::Wavy: {
      // The wave goes on beyond the part; the clip ends it.
      PushClip clip;
      const double reach = line.thickness * 4;
      clip.path.rectangle(vertical ? Area{start.x - reach, start.y, 2 * reach, length}
                                   : Area{start.x, start.y - reach, length, 2 * reach});
      StrokePath stroke;
      stroke.path = wave(start, length, line.thickness, vertical);
      stroke.width = line.thickness;
      stroke.colour = line.colour;
      list.items.push_back(std::move(clip));
      list.items.push_back(std::move(stroke));
      list.items.push_back(Pop{});
      break;
    }
  }
}

}  // namespace

std::vector<DecorationLine> find_decorations(const layout::Fragment& text) {
  std::vector<const Box*> boxes;
  // The text box itself has its parent's style: its decorations are the parent's.
  for (const Box* at = text.box == nullptr ? nullptr : text.box->parent; at != nullptr;
       at = at->parent) {
    if (!at->style->text_decoration_line.is_none() && at->node != nullptr) boxes.push_back(at);
    if (stops_decorations(*at)) break;
  }
  std::vector<DecorationLine> lines;
  for (auto it = boxes.rbegin(); it != boxes.rend(); ++it)
    add_lines(**it, text, lines);
  return lines;
}

void paint_decoration(const DecorationLine& line,
                      const DecorationPlace& place,
                      const std::vector<std::pair<double, double>>& gaps,
                      DisplayList& list) {
  const double from = place.vertical ? place.start.y : place.start.x;
  const double end = from + place.length;
  double at = from;
  const auto part = [&](double start, double stop) {
    const Coordinates point =
        place.vertical ? Coordinates{place.start.x, start} : Coordinates{start, place.start.y};
    paint_part(line, point, stop - start, place.vertical, list);
  };
  for (const auto& [gap_start, gap_end] : gaps) {
    if (gap_start > at) part(at, std::min(gap_start, end));
    at = std::max(at, gap_end);
  }
  if (at < end) part(at, end);
}

}  // namespace banxin::paint
