#include "paint/rounded_rect.h"

#include <algorithm>
#include <cmath>

namespace banxin::paint {

Area inset(const Area& area, const Sides& by) {
  return {area.x + by[kLeft], area.y + by[kTop], std::max(0.0, area.width - by[kLeft] - by[kRight]),
          std::max(0.0, area.height - by[kTop] - by[kBottom])};
}

Area outset(const Area& area, double by) {
  return {area.x - by, area.y - by, std::max(0.0, area.width + 2 * by),
          std::max(0.0, area.height + 2 * by)};
}

Area intersection(const Area& a, const Area& b) {
  const double left = std::max(a.x, b.x), top = std::max(a.y, b.y);
  const double right = std::min(a.x + a.width, b.x + b.width);
  const double bottom = std::min(a.y + a.height, b.y + b.height);
  return {left, top, std::max(0.0, right - left), std::max(0.0, bottom - top)};
}

bool RoundedRect::is_rounded() const {
  return std::any_of(radii.begin(), radii.end(),
                     [](const Coordinates& r) { return r.x > 0 && r.y > 0; });
}

RoundedRect RoundedRect::inner(const Sides& widths) const {
  // Which vertical and which horizontal side meet in each corner.
  constexpr std::array<std::size_t, 4> kBeside{kLeft, kRight, kRight, kLeft};
  constexpr std::array<std::size_t, 4> kAbove{kTop, kTop, kBottom, kBottom};
  RoundedRect out{inset(area, widths), radii};
  for (std::size_t i = 0; i < 4; ++i) {
    out.radii[i].x = std::max(0.0, radii[i].x - widths[kBeside[i]]);
    out.radii[i].y = std::max(0.0, radii[i].y - widths[kAbove[i]]);
  }
  return out;
}

RoundedRect RoundedRect::spread(double by) const {
  RoundedRect out{outset(area, by), radii};
  for (Coordinates& radius : out.radii) {
    for (double* length : {&radius.x, &radius.y}) {
      if (*length <= 0) continue;
      // A radius smaller than the spread grows less, so that there is no jump at 0.
      const double ratio = by > 0 ? std::min(1.0, *length / by) : 1;
      const double grown = by * (1 - std::pow(1 - ratio, 3));
      *length = std::max(0.0, *length + (by > 0 ? grown : by));
    }
  }
  return out;
}

Path RoundedRect::path() const {
  Path path;
  if (!is_rounded()) {
    path.rectangle(area);
    return path;
  }
  constexpr double kArc = 0.5522847498307936;  // a quarter of a circle by a cubic curve
  const double left = area.x, top = area.y, right = area.x + area.width,
               bottom = area.y + area.height;
  const auto& [tl, tr, br, bl] = radii;
  path.move(left + tl.x, top);
  path.line(right - tr.x, top);
  path.curve({right - tr.x * (1 - kArc), top}, {right, top + tr.y * (1 - kArc)},
             {right, top + tr.y});
  path.line(right, bottom - br.y);
  path.curve({right, bottom - br.y * (1 - kArc)}, {right - br.x * (1 - kArc), bottom},
             {right - br.x, bottom});
  path.line(left + bl.x, bottom);
  path.curve({left + bl.x * (1 - kArc), bottom}, {left, bottom - bl.y * (1 - kArc)},
             {left, bottom - bl.y});
  path.line(left, top + tl.y);
  path.curve({left, top + tl.y * (1 - kArc)}, {left + tl.x * (1 - kArc), top}, {left + tl.x, top});
  path.close();
  return path;
}

std::array<bool, 4> present_sides(const layout::Fragment& fragment) {
  std::array<bool, 4> sides{true, true, true, true};
  if (fragment.box == nullptr) return sides;
  const style::ComputedStyle& style = *fragment.box->style;
  if (style.box_decoration_break == css::BoxDecorationBreak::Clone) return sides;
  const FlowDirection flow = style.flow();
  const bool by_line = fragment.box->type == layout::BoxType::Inline;
  LogicalEdges logical;
  const Unit absent = Unit::from_px(1);
  if (!fragment.is_first) (by_line ? logical.inline_start : logical.block_start) = absent;
  if (!fragment.is_last) (by_line ? logical.inline_end : logical.block_end) = absent;
  // The way back from logical to physical: each physical side is looked up in the logical ones.
  const Edges markers{Unit::from_raw(1), Unit::from_raw(2), Unit::from_raw(3), Unit::from_raw(4)};
  const LogicalEdges places = flow.to_logical(markers);
  const std::array<std::pair<Unit, Unit>, 4> pairs{{{places.inline_start, logical.inline_start},
                                                    {places.inline_end, logical.inline_end},
                                                    {places.block_start, logical.block_start},
                                                    {places.block_end, logical.block_end}}};
  for (const auto& [place, mark] : pairs) {
    if (mark == absent) sides[static_cast<std::size_t>(place.raw() - 1)] = false;
  }
  return sides;
}

RoundedRect border_box(const layout::Fragment& fragment, Point origin) {
  RoundedRect box{to_area(origin, fragment.size), {}};
  if (fragment.box == nullptr) return box;
  const style::ComputedStyle& style = *fragment.box->style;
  const auto resolve = [&](const css::Radius& radius) {
    return Coordinates{std::max(0.0, radius.x.resolve(fragment.size.width).to_px()),
                       std::max(0.0, radius.y.resolve(fragment.size.height).to_px())};
  };
  box.radii = {resolve(style.border_top_left_radius), resolve(style.border_top_right_radius),
               resolve(style.border_bottom_right_radius), resolve(style.border_bottom_left_radius)};
  if (!box.is_rounded()) return box;
  const std::array<bool, 4> sides = present_sides(fragment);
  for (std::size_t i = 0; i < 4; ++i) {
    // Corner i lies between sides i − 1 (cyclic) and i: top left between left and top.
    if (!sides[i] || !sides[(i + 3) % 4]) box.radii[i] = {};
  }
  // §5.5: radii that overlap are all scaled down by one factor.
  double factor = 1;
  const auto limit = [&factor](double side, double sum) {
    if (sum > side) factor = std::min(factor, side / sum);
  };
  limit(box.area.width, box.radii[0].x + box.radii[1].x);
  limit(box.area.width, box.radii[2].x + box.radii[3].x);
  limit(box.area.height, box.radii[0].y + box.radii[3].y);
  limit(box.area.height, box.radii[1].y + box.radii[2].y);
  for (Coordinates& radius : box.radii)
    radius = {radius.x * factor, radius.y * factor};
  return box;
}

}  // namespace banxin::paint
