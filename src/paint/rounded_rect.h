#pragma once
// RoundedRect: a rectangle with elliptical corners (CSS Backgrounds 3 §5), and the boxes of a
// fragment as such.
#include <array>

#include "layout/fragment.h"
#include "paint/display_list.h"

namespace banxin::paint {

inline Colour to_colour(const css::Color& colour) {
  return {colour.red, colour.green, colour.blue, colour.alpha};
}
inline Coordinates to_coordinates(Point point) {
  return {point.x.to_px(), point.y.to_px()};
}
inline Area to_area(Point origin, Size size) {
  return {origin.x.to_px(), origin.y.to_px(), size.width.to_px(), size.height.to_px()};
}

// In px, in the order top, right, bottom, left, as CSS lists them.
using Sides = std::array<double, 4>;
inline constexpr std::size_t kTop = 0, kRight = 1, kBottom = 2, kLeft = 3;
inline Sides to_sides(const Edges& edges) {
  return {edges.top.to_px(), edges.right.to_px(), edges.bottom.to_px(), edges.left.to_px()};
}

Area inset(const Area& area, const Sides& by);
Area outset(const Area& area, double by);
Area intersection(const Area& a, const Area& b);

struct RoundedRect {
  Area area;
  // Radii from the top left corner clockwise.
  std::array<Coordinates, 4> radii{};

  bool is_rounded() const;
  // The inner edge of a border of these widths (§5.2): radii shrink by them.
  RoundedRect inner(const Sides& widths) const;
  // The outline of a shadow spread by `by` (§7.1.1: sharp corners stay sharp).
  RoundedRect spread(double by) const;
  Path path() const;
};

// Which sides of its box a fragment has (CSS Break 3 §5.4): a box cut by a page or a line ends
// there without border, padding or round corners.
std::array<bool, 4> present_sides(const layout::Fragment& fragment);

RoundedRect border_box(const layout::Fragment& fragment, Point origin);

}  // namespace banxin::paint
