// What parse_shape.cpp reads, as text.
#include "css/write_value.h"

namespace banxin::css {
namespace {

void append(std::string& out, const std::string& part) {
  if (!out.empty()) out += ' ';
  out += part;
}

std::string write_radius(const ShapeRadius& radius) {
  switch (radius.kind) {
    case ShapeRadiusKind::ClosestSide:
      return "closest-side";
    case ShapeRadiusKind::FarthestSide:
      return "farthest-side";
    default:
      return write_value(radius.length);
  }
}

std::string write_inset(const Shape& shape) {
  std::string out;
  for (const LengthPercentage& side : {shape.top, shape.right, shape.bottom, shape.left})
    append(out, write_value(side));
  append(out, "round");
  const auto corners = {shape.top_left, shape.top_right, shape.bottom_right, shape.bottom_left};
  for (const Radius& corner : corners)
    append(out, write_value(corner.x));
  append(out, "/");
  for (const Radius& corner : corners)
    append(out, write_value(corner.y));
  return "inset(" + out + ")";
}

std::string write_polygon(const Shape& shape) {
  std::string out = shape.even_odd ? "evenodd" : "";
  for (const PositionXY& point : shape.points) {
    if (!out.empty()) out += ", ";
    out += write_value(point);
  }
  return "polygon(" + out + ")";
}

}  // namespace

std::string write_value(const Effects& value) {
  return value.any ? "opacity(1)" : "none";
}

std::string write_value(const WillChange& value) {
  if (value.transform) return value.position ? "transform, position" : "transform";
  return value.position ? "position" : "auto";
}

std::string write_value(const Perspective& value) {
  return value.none ? "none" : write_value(value.length);
}

std::string write_value(const LineClamp& value) {
  return value.lines == 0 ? "none" : write_value(value.lines);
}

std::string write_value(const TextBoxEdge& value) {
  if (value.is_auto) return "auto";
  return write_value(value.over) + ' ' + write_value(value.under);
}

std::string write_value(const Shape& value) {
  std::string out;
  switch (value.kind) {
    case ShapeKind::None:
      return "none";
    case ShapeKind::Box:
      break;
    case ShapeKind::Circle:
      out = "circle(" + write_radius(value.radius_x) + " at " + write_value(value.center) + ")";
      break;
    case ShapeKind::Ellipse:
      out = "ellipse(" + write_radius(value.radius_x) + ' ' + write_radius(value.radius_y) +
            " at " + write_value(value.center) + ")";
      break;
    case ShapeKind::Inset:
      out = write_inset(value);
      break;
    case ShapeKind::Polygon:
      out = write_polygon(value);
      break;
  }
  append(out, write_value(value.box));
  return out;
}

}  // namespace banxin::css
