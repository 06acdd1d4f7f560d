#include "paint/borders.h"

#include <algorithm>
#include <cmath>

namespace banxin::paint {
namespace {

using css::BorderStyle;

// §4.2: the dark half of groove, ridge, inset and outset. Black has no darker shade, so the light
// half is lightened instead.
Colour shade(const Colour& colour, bool dark) {
  const float brightest = std::max({colour.red, colour.green, colour.blue});
  if (brightest < 0.2F) {
    if (dark) return colour;
    const auto lighter = [](float value) { return value + 0.33F; };
    return {lighter(colour.red), lighter(colour.green), lighter(colour.blue), colour.alpha};
  }
  if (!dark) return colour;
  return {colour.red * 0.67F, colour.green * 0.67F, colour.blue * 0.67F, colour.alpha};
}

bool is_shaded(BorderStyle style) {
  return style == BorderStyle::Groove || style == BorderStyle::Ridge ||
         style == BorderStyle::Inset || style == BorderStyle::Outset;
}

bool is_broken(BorderStyle style) {
  return style == BorderStyle::Dotted || style == BorderStyle::Dashed;
}

Sides widths_of(const BorderSides& sides) {
  Sides widths{};
  for (std::size_t i = 0; i < 4; ++i)
    widths[i] = sides[i].width;
  return widths;
}

Sides scaled(const Sides& widths, double factor) {
  Sides out{};
  for (std::size_t i = 0; i < 4; ++i)
    out[i] = widths[i] * factor;
  return out;
}

// What lies between two outlines.
void fill_ring(const RoundedRect& outer,
               const RoundedRect& inner,
               const Colour& colour,
               DisplayList& list) {
  FillPath ring{outer.path(), FillRule::EvenOdd, colour};
  if (!inner.area.is_empty()) ring.path.append(inner.path());
  list.items.push_back(std::move(ring));
}

// Dashes of whole number along `length` (§4.2 leaves it open; Chromium does so too).
std::vector<double> dashes_for(BorderStyle style, double width, double length, bool closed) {
  if (style == BorderStyle::Dotted) {
    const double count = std::max(1.0, std::round(length / (2 * width)));
    return {0, length / count};
  }
  const double dash = width >= 3 ? 2 * width : 3 * width;
  if (closed) {
    const double count = std::max(1.0, std::round(length / (dash * 1.6)));
    return {length / count / 1.6, length / count * 0.6 / 1.6};
  }
  if (length <= 2 * dash) return {length};
  // Begins and ends with a dash.
  const double gaps = std::max(1.0, std::round((length - dash) / (1.6 * dash)));
  return {dash, (length - dash * (gaps + 1)) / gaps};
}

void stroke_side(Coordinates from, Coordinates to, const BorderSide& side, DisplayList& list) {
  StrokePath stroke;
  const double length = std::hypot(to.x - from.x, to.y - from.y);
  if (!(length > 0)) return;
  stroke.width = side.width;
  stroke.colour = side.colour;
  if (side.style == BorderStyle::Dotted) {
    // Round dots lie within the side's ends.
    const double half = std::min(side.width, length) / 2;
    const double dx = (to.x - from.x) / length * half, dy = (to.y - from.y) / length * half;
    from = {from.x + dx, from.y + dy};
    to = {to.x - dx, to.y - dy};
    stroke.round = true;
  }
  stroke.dashes = dashes_for(side.style, side.width,
                             std::max(0.01, std::hypot(to.x - from.x, to.y - from.y)), false);
  stroke.path.move(from.x, from.y);
  stroke.path.line(to.x, to.y);
  list.items.push_back(std::move(stroke));
}

// The part of a border that belongs to one side: bounded by the lines through the corners of the
// border and padding boxes.
Path side_shape(const Area& outer, const Area& inner, std::size_t side) {
  const double l = outer.x, t = outer.y, r = l + outer.width, b = t + outer.height;
  const double il = inner.x, it = inner.y, ir = il + inner.width, ib = it + inner.height;
  const std::array<std::array<Coordinates, 4>, 4> corners{{{{{l, t}, {r, t}, {ir, it}, {il, it}}},
                                                           {{{r, t}, {r, b}, {ir, ib}, {ir, it}}},
                                                           {{{r, b}, {l, b}, {il, ib}, {ir, ib}}},
                                                           {{{l, b}, {l, t}, {il, it}, {il, ib}}}}};
  Path path;
  path.move(corners[side][0].x, corners[side][0].y);
  for (std::size_t i = 1; i < 4; ++i)
    path.line(corners[side][i].x, corners[side][i].y);
  path.close();
  return path;
}

// As side_shape, but reaching the centre of the box, so that round corners are whole.
Path side_clip(const RoundedRect& box, const Sides& widths, std::size_t side) {
  Area inner = inset(box.area, widths);
  if (box.is_rounded()) {
    // The diagonal through the corner, prolonged until opposite sides' diagonals meet.
    double factor = 1e9;
    const double width = widths[kLeft] + widths[kRight], height = widths[kTop] + widths[kBottom];
    if (width > 0) factor = std::min(factor, box.area.width / width);
    if (height > 0) factor = std::min(factor, box.area.height / height);
    if (factor < 1e9) inner = inset(box.area, scaled(widths, factor));
  }
  return side_shape(box.area, inner, side);
}

bool is_light(BorderStyle style, std::size_t side) {
  const bool top_or_left = side == kTop || side == kLeft;
  return (style == BorderStyle::Outset || style == BorderStyle::Ridge) == top_or_left;
}

void fill_side(const RoundedRect& box,
               const Sides& widths,
               std::size_t side,
               const Colour& colour,
               DisplayList& list) {
  const RoundedRect inner = box.inner(widths);
  if (!box.is_rounded()) {
    list.items.push_back(
        FillPath{side_shape(box.area, inner.area, side), FillRule::NonZero, colour});
    return;
  }
  list.items.push_back(PushClip{side_clip(box, widths, side), FillRule::NonZero});
  fill_ring(box, inner, colour, list);
  list.items.push_back(Pop{});
}

void paint_side(const RoundedRect& box,
                const BorderSides& sides,
                std::size_t side,
                DisplayList& list) {
  const BorderSide& one = sides[side];
  if (!one.is_visible()) return;
  const Sides widths = widths_of(sides);
  if (is_broken(one.style)) {
    const Area middle = inset(box.area, scaled(widths, 0.5));
    const double l = box.area.x, t = box.area.y, r = l + box.area.width, b = t + box.area.height;
    switch (side) {
      case kTop:
        stroke_side({l, middle.y}, {r, middle.y}, one, list);
        break;
      case kBottom:
        stroke_side({l, middle.y + middle.height}, {r, middle.y + middle.height}, one, list);
        break;
      case kLeft:
        stroke_side({middle.x, t}, {middle.x, b}, one, list);
        break;
      default:
        stroke_side({middle.x + middle.width, t}, {middle.x + middle.width, b}, one, list);
    }
    return;
  }
  switch (one.style) {
    case BorderStyle::Double:
      fill_side(box, scaled(widths, 1.0 / 3), side, one.colour, list);
      fill_side(box.inner(scaled(widths, 2.0 / 3)), scaled(widths, 1.0 / 3), side, one.colour,
                list);
      break;
    case BorderStyle::Inset:
    case BorderStyle::Outset:
      fill_side(box, widths, side, shade(one.colour, !is_light(one.style, side)), list);
      break;
    case BorderStyle::Groove:
    case BorderStyle::Ridge: {
      const bool light = is_light(one.style, side);
      fill_side(box, scaled(widths, 0.5), side, shade(one.colour, !light), list);
      fill_side(box.inner(scaled(widths, 0.5)), scaled(widths, 0.5), side, shade(one.colour, light),
                list);
      break;
    }
    default:
      fill_side(box, widths, side, one.colour, list);
  }
}

bool are_alike(const BorderSides& sides) {
  return std::all_of(sides.begin(), sides.end(), [&](const BorderSide& side) {
    return side.is_visible() && side.style == sides[0].style && side.colour == sides[0].colour;
  });
}

// The whole round border as one stroke.
void stroke_round(const RoundedRect& box,
                  const BorderSide& side,
                  const Sides& widths,
                  DisplayList& list) {
  StrokePath stroke;
  const RoundedRect middle = box.inner(scaled(widths, 0.5));
  stroke.path = middle.path();
  stroke.width = side.width;
  stroke.colour = side.colour;
  stroke.round = side.style == BorderStyle::Dotted;
  double length = 2 * (middle.area.width + middle.area.height);
  for (const Coordinates& radius : middle.radii)
    length -= (2 - 1.5708) * (radius.x + radius.y) / 2 * 1.0;
  stroke.dashes = dashes_for(side.style, side.width, std::max(0.01, length), true);
  list.items.push_back(std::move(stroke));
}

bool paint_as_one(const RoundedRect& box, const BorderSides& sides, DisplayList& list) {
  if (!are_alike(sides) || is_shaded(sides[0].style)) return false;
  const Sides widths = widths_of(sides);
  if (is_broken(sides[0].style)) {
    const bool even =
        std::all_of(widths.begin(), widths.end(), [&](double width) { return width == widths[0]; });
    if (!even || !box.is_rounded()) return false;
    stroke_round(box, sides[0], widths, list);
    return true;
  }
  if (sides[0].style == BorderStyle::Double) {
    fill_ring(box, box.inner(scaled(widths, 1.0 / 3)), sides[0].colour, list);
    fill_ring(box.inner(scaled(widths, 2.0 / 3)), box.inner(widths), sides[0].colour, list);
    return true;
  }
  fill_ring(box, box.inner(widths), sides[0].colour, list);
  return true;
}

double deviation_of(Unit blur) {
  return blur.to_px() / 2;  // CSS Backgrounds 3 §7.1.1
}

Path everything_but(const RoundedRect& box, const Area& within) {
  Path path;
  path.rectangle(within);
  path.append(box.path());
  return path;
}

}  // namespace

void paint_borders(const RoundedRect& box, const BorderSides& sides, DisplayList& list) {
  if (paint_as_one(box, sides, list)) return;
  for (std::size_t side = 0; side < 4; ++side)
    paint_side(box, sides, side, list);
}

void paint_rule(const Area& area, bool is_vertical, const BorderSide& side, DisplayList& list) {
  if (!side.is_visible() || area.is_empty()) return;
  if (is_broken(side.style)) {
    if (is_vertical) {
      const double x = area.x + area.width / 2;
      stroke_side({x, area.y}, {x, area.y + area.height}, side, list);
    } else {
      const double y = area.y + area.height / 2;
      stroke_side({area.x, y}, {area.x + area.width, y}, side, list);
    }
    return;
  }
  const auto part = [&](double from, double to, const Colour& colour) {
    const Area stripe =
        is_vertical
            ? Area{area.x + area.width * from, area.y, area.width * (to - from), area.height}
            : Area{area.x, area.y + area.height * from, area.width, area.height * (to - from)};
    list.items.push_back(FillRect{stripe, colour});
  };
  switch (side.style) {
    case BorderStyle::Double:
      part(0, 1.0 / 3, side.colour);
      part(2.0 / 3, 1, side.colour);
      break;
    // CSS 2.2 §17.6.2: in collapsed tables inset is as ridge, outset as groove.
    case BorderStyle::Groove:
    case BorderStyle::Outset:
      part(0, 0.5, shade(side.colour, true));
      part(0.5, 1, shade(side.colour, false));
      break;
    case BorderStyle::Ridge:
    case BorderStyle::Inset:
      part(0, 0.5, shade(side.colour, false));
      part(0.5, 1, shade(side.colour, true));
      break;
    default:
      part(0, 1, side.colour);
  }
}

void paint_outline(const style::ComputedStyle& style, const RoundedRect& box, DisplayList& list) {
  if (style.outline_style == css::OutlineStyle::None) return;
  BorderSide side;
  side.width = style.outline_width.to_px();
  side.colour = to_colour(style.outline_color);
  // The two enumerations differ in their second name only: auto, drawn solid, for hidden.
  side.style = style.outline_style == css::OutlineStyle::Auto
                   ? BorderStyle::Solid
                   : static_cast<BorderStyle>(style.outline_style);
  if (!side.is_visible()) return;
  const RoundedRect outer = box.spread(style.outline_offset.to_px() + side.width);
  paint_borders(outer, {side, side, side, side}, list);
}

void paint_outer_shadows(const style::ComputedStyle& style,
                         const RoundedRect& box,
                         DisplayList& list) {
  // The first of the list is on top.
  for (std::size_t i = style.box_shadow.size(); i-- > 0;) {
    const css::Shadow& shadow = style.box_shadow[i];
    if (shadow.inset || shadow.color.is_transparent()) continue;
    RoundedRect shape = box.spread(shadow.spread.to_px());
    shape.area.x += shadow.x.to_px();
    shape.area.y += shadow.y.to_px();
    const double deviation = deviation_of(shadow.blur);
    if (shape.area.is_empty()) continue;
    const double reach = deviation * 3 + 1;
    Area within = outset(shape.area, reach);
    const double right = std::max(within.x + within.width, box.area.x + box.area.width + 1);
    const double bottom = std::max(within.y + within.height, box.area.y + box.area.height + 1);
    within.x = std::min(within.x, box.area.x - 1);
    within.y = std::min(within.y, box.area.y - 1);
    within.width = right - within.x;
    within.height = bottom - within.y;
    list.items.push_back(PushClip{everything_but(box, within), FillRule::EvenOdd});
    if (deviation > 0) {
      list.items.push_back(
          DrawShadow{shape.path(), shape.area, deviation, false, to_colour(shadow.color)});
    } else {
      list.items.push_back(FillPath{shape.path(), FillRule::NonZero, to_colour(shadow.color)});
    }
    list.items.push_back(Pop{});
  }
}

void paint_inner_shadows(const style::ComputedStyle& style,
                         const RoundedRect& padding_box,
                         DisplayList& list) {
  for (std::size_t i = style.box_shadow.size(); i-- > 0;) {
    const css::Shadow& shadow = style.box_shadow[i];
    if (!shadow.inset || shadow.color.is_transparent() || padding_box.area.is_empty()) continue;
    RoundedRect hole = padding_box.spread(-shadow.spread.to_px());
    hole.area.x += shadow.x.to_px();
    hole.area.y += shadow.y.to_px();
    const double deviation = deviation_of(shadow.blur);
    list.items.push_back(PushClip{padding_box.path(), FillRule::NonZero});
    if (deviation > 0) {
      // The bounds take in the whole padding box, however far the hole was moved.
      const Area& box = padding_box.area;
      const double left = std::min(box.x, hole.area.x), top = std::min(box.y, hole.area.y);
      const double right = std::max(box.x + box.width, hole.area.x + hole.area.width);
      const double bottom = std::max(box.y + box.height, hole.area.y + hole.area.height);
      list.items.push_back(DrawShadow{hole.path(),
                                      {left, top, right - left, bottom - top},
                                      deviation,
                                      true,
                                      to_colour(shadow.color)});
    } else {
      list.items.push_back(FillPath{everything_but(hole, outset(padding_box.area, 1)),
                                    FillRule::EvenOdd, to_colour(shadow.color)});
    }
    list.items.push_back(Pop{});
  }
}

}  // namespace banxin::paint
