// Images, gradients, positions, backgrounds: CSS Images 4, CSS Backgrounds 3 and 4.
#include <algorithm>
#include <array>
#include <cmath>

#include "css/value_parsers.h"

namespace banxin::css {
namespace {

// LIMIT: more stops than anybody draws.
constexpr std::size_t kMaxStops = 4096;

bool parse_stop_position(TokenCursor& cursor,
                         ValueContext& context,
                         GradientKind kind,
                         LengthPercentage& out) {
  if (kind != GradientKind::Conic) return parse_length_percentage(cursor, context, out);
  double value = 0;
  if (parse_percentage(cursor, context, value, Range::All)) {
    out = LengthPercentage::from_percent(static_cast<float>(value));
    return true;
  }
  if (!parse_angle(cursor, context, value, UnitlessZero::Allowed)) return false;
  out = LengthPercentage::from_percent(static_cast<float>(value / 3.6));
  return true;
}

bool parse_stop(TokenCursor& inside,
                ValueContext& context,
                GradientKind kind,
                std::vector<ColorStop>& stops) {
  ColorStop stop;
  if (parse_stop_position(inside, context, kind, stop.position)) stop.has_position = true;
  if (stop.has_position && (inside.at_end() || inside.type() == TokenType::Comma)) {
    stop.is_hint = true;
    stops.push_back(stop);
    return true;
  }
  if (!parse_color(inside, context, stop.color)) return false;
  // The gradient keeps no currentcolor of its own: it is drawn with the element's.
  if (stop.color.is_current) {
    context.depends = true;
    stop.color = context.current_color;
  }
  if (!stop.has_position && parse_stop_position(inside, context, kind, stop.position)) {
    stop.has_position = true;
  }
  stops.push_back(stop);
  ColorStop second = stop;
  if (stop.has_position && parse_stop_position(inside, context, kind, second.position)) {
    stops.push_back(second);
  }
  return true;
}

bool parse_stops(TokenCursor& inside, ValueContext& context, Gradient& gradient) {
  std::vector<ColorStop> stops;
  do {
    if (stops.size() > kMaxStops || !parse_stop(inside, context, gradient.kind, stops)) {
      return false;
    }
  } while (inside.take(TokenType::Comma));
  const auto colors = std::count_if(stops.begin(), stops.end(),
                                    [](const ColorStop& stop) { return !stop.is_hint; });
  if (!inside.at_end() || colors < 1 || stops.front().is_hint || stops.back().is_hint) return false;
  gradient.stops = keep(context, stops);
  return true;
}

// `in oklch longer hue`: read; stops are mixed in sRGB.
void skip_color_space(TokenCursor& inside) {
  if (!inside.take_ident("in")) return;
  while (inside.type() == TokenType::Ident)
    inside.skip();
}

bool parse_direction(TokenCursor& inside, ValueContext& context, Gradient& gradient) {
  skip_color_space(inside);
  bool given = parse_angle(inside, context, gradient.angle, UnitlessZero::Allowed);
  if (!given && inside.take_ident("to")) {
    given = true;
    gradient.to_corner = true;
    gradient.corner_x = gradient.corner_y = 0;
    for (int part = 0; part < 2 && inside.type() == TokenType::Ident; ++part) {
      if (gradient.corner_x == 0 && inside.take_ident("left")) {
        gradient.corner_x = -1;
      } else if (gradient.corner_x == 0 && inside.take_ident("right")) {
        gradient.corner_x = 1;
      } else if (gradient.corner_y == 0 && inside.take_ident("top")) {
        gradient.corner_y = -1;
      } else if (gradient.corner_y == 0 && inside.take_ident("bottom")) {
        gradient.corner_y = 1;
      } else {
        return inside.is_ident("in");
      }
    }
    if (gradient.corner_x == 0 && gradient.corner_y == 0) return false;
    if (gradient.corner_x == 0 || gradient.corner_y == 0) {
      gradient.to_corner = false;
      gradient.angle = gradient.corner_x != 0 ? (gradient.corner_x > 0 ? 90 : 270)
                                              : (gradient.corner_y > 0 ? 180 : 0);
    }
  }
  skip_color_space(inside);
  return !given || inside.take(TokenType::Comma);
}

bool parse_radial_shape(TokenCursor& inside, ValueContext& context, Gradient& gradient) {
  bool shape = false;
  bool size = false;
  constexpr std::array<std::string_view, 4> kExtents{"closest-side", "farthest-side",
                                                     "closest-corner", "farthest-corner"};
  while (!inside.at_end()) {
    if (!shape && (inside.is_ident("circle") || inside.is_ident("ellipse"))) {
      shape = true;
      gradient.circle = inside.is_ident("circle");
      inside.skip();
      continue;
    }
    if (size) break;
    for (std::size_t i = 0; i < kExtents.size() && !size; ++i) {
      if (!inside.take_ident(kExtents[i])) continue;
      gradient.extent = static_cast<RadialExtent>(i);
      size = true;
    }
    if (size) continue;
    if (!parse_length_percentage(inside, context, gradient.radius_x, Range::NonNegative)) break;
    size = true;
    gradient.extent = RadialExtent::Explicit;
    if (!parse_length_percentage(inside, context, gradient.radius_y, Range::NonNegative)) {
      gradient.radius_y = gradient.radius_x;
      if (!shape) gradient.circle = true;
    }
  }
  return shape || size;
}

bool parse_center(TokenCursor& inside, ValueContext& context, Gradient& gradient, bool& given) {
  if (!inside.take_ident("at")) return true;
  given = true;
  return parse_value(inside, context, gradient.center);
}

bool parse_radial_start(TokenCursor& inside, ValueContext& context, Gradient& gradient) {
  skip_color_space(inside);
  bool given = parse_radial_shape(inside, context, gradient);
  if (!parse_center(inside, context, gradient, given)) return false;
  skip_color_space(inside);
  return !given || inside.take(TokenType::Comma);
}

bool parse_conic_start(TokenCursor& inside, ValueContext& context, Gradient& gradient) {
  skip_color_space(inside);
  bool given = false;
  gradient.angle = 0;
  if (inside.take_ident("from")) {
    given = true;
    if (!parse_angle(inside, context, gradient.angle, UnitlessZero::Allowed)) return false;
  }
  if (!parse_center(inside, context, gradient, given)) return false;
  skip_color_space(inside);
  return !given || inside.take(TokenType::Comma);
}

bool parse_gradient(TokenCursor& cursor, ValueContext& context, Image& out) {
  std::string name = to_lower(cursor.text());
  Gradient gradient;
  if (name.starts_with("repeating-")) {
    gradient.repeating = true;
    name = name.substr(10);
  }
  TokenCursor inside = cursor.enter();
  bool good = false;
  if (name == "linear-gradient") {
    good = parse_direction(inside, context, gradient);
  } else if (name == "radial-gradient") {
    gradient.kind = GradientKind::Radial;
    good = parse_radial_start(inside, context, gradient);
  } else if (name == "conic-gradient") {
    gradient.kind = GradientKind::Conic;
    good = parse_conic_start(inside, context, gradient);
  }
  if (!good || !parse_stops(inside, context, gradient)) return false;
  out.kind = ImageKind::Gradient;
  out.gradient = &context.memory.create<Gradient>(gradient);
  return true;
}

// image-set(): the first entry whose type we read.
bool parse_image_set(TokenCursor& cursor, ValueContext& context, Image& out, int depth);

bool parse_image(TokenCursor& cursor, ValueContext& context, Image& out, int depth) {
  out = {};
  if (parse_url(cursor, context, out.url, UrlStrings::Refused)) {
    out.kind = ImageKind::Url;
    return true;
  }
  if (cursor.type() != TokenType::Function || depth > 2) return false;
  if (cursor.is_function("image-set") || cursor.is_function("-webkit-image-set")) {
    return parse_image_set(cursor, context, out, depth);
  }
  return parse_gradient(cursor, context, out);
}

bool is_known_type(std::string_view type) {
  constexpr std::array<std::string_view, 6> kTypes{"image/png",  "image/jpeg", "image/gif",
                                                   "image/webp", "image/avif", "image/svg+xml"};
  return std::any_of(kTypes.begin(), kTypes.end(),
                     [&](std::string_view known) { return equals_ignoring_case(type, known); });
}

bool parse_image_set(TokenCursor& cursor, ValueContext& context, Image& out, int depth) {
  TokenCursor inside = cursor.enter();
  bool found = false;
  double best = 0;
  do {
    Image candidate;
    if (inside.type() == TokenType::String) {
      candidate.kind = ImageKind::Url;
      if (!parse_url(inside, context, candidate.url, UrlStrings::Allowed)) return false;
    } else if (!parse_image(inside, context, candidate, depth + 1)) {
      return false;
    }
    double resolution = 1;
    bool usable = true;
    while (!inside.at_end() && inside.type() != TokenType::Comma) {
      if (inside.is_function("type")) {
        TokenCursor type = inside.enter();
        usable = is_known_type(type.text());
        continue;
      }
      const std::optional<Numeric> value = parse_numeric(inside, context, Percentages::Separate);
      if (!value || value->kind != NumericKind::Resolution) return false;
      resolution = value->value;
    }
    if (usable && (!found || resolution > best)) {
      out = candidate;
      best = resolution;
      found = true;
    }
  } while (inside.take(TokenType::Comma));
  return found && inside.at_end();
}

}  // namespace

bool parse_url(TokenCursor& cursor, ValueContext& context, Url& out, UrlStrings strings) {
  const auto keep_text = [&](std::string_view text) {
    out = {context.memory.copy(text), context.base_url};
  };
  if (cursor.type() == TokenType::Url ||
      (strings == UrlStrings::Allowed && cursor.type() == TokenType::String)) {
    keep_text(cursor.text());
    cursor.skip();
    return true;
  }
  if (!cursor.is_function("url") && !cursor.is_function("src")) return false;
  TokenCursor inside = cursor.enter();
  if (inside.type() != TokenType::String) return false;
  keep_text(inside.text());
  return true;
}

bool parse_value(TokenCursor& cursor, ValueContext& context, Image& out) {
  out = {};
  if (cursor.take_ident("none")) return true;
  return parse_image(cursor, context, out, 0);
}

namespace {

// 100% − value: an offset from the right or bottom.
LengthPercentage from_far_side(const LengthPercentage& value, ValueContext& context) {
  if (value.expression == nullptr) return {-value.length, 100 - value.percent, nullptr};
  const std::array<CalcNode, 1> negated{*value.expression};
  const std::array<CalcNode, 2> sum{
      CalcNode{CalcOperation::Leaf, 0, 100, {}},
      CalcNode{CalcOperation::Scale, -1, 0,
               List<CalcNode>(context.memory.copy(std::span<const CalcNode>(negated)))}};
  return {Unit{}, 0,
          &context.memory.create<CalcNode>(
              CalcNode{CalcOperation::Sum, 0, 0,
                       List<CalcNode>(context.memory.copy(std::span<const CalcNode>(sum)))})};
}

// One component of <position>: a keyword (and its offset), or a length-percentage.
struct PositionPart {
  enum class Axis : std::uint8_t { Either, Horizontal, Vertical } axis = Axis::Either;
  bool keyword = false;
  bool far = false;
  LengthPercentage value;
};

std::optional<PositionPart> take_position_part(TokenCursor& cursor, ValueContext& context) {
  using Axis = PositionPart::Axis;
  struct Row {
    std::string_view name;
    Axis axis;
    float percent;
  };
  constexpr std::array kRows{
      Row{"left", Axis::Horizontal, 0}, Row{"right", Axis::Horizontal, 100},
      Row{"top", Axis::Vertical, 0},    Row{"bottom", Axis::Vertical, 100},
      Row{"center", Axis::Either, 50},
  };
  PositionPart part;
  for (const Row& row : kRows) {
    if (!cursor.take_ident(row.name)) continue;
    part.axis = row.axis;
    part.keyword = true;
    part.far = row.percent == 100;
    part.value = LengthPercentage::from_percent(row.percent);
    return part;
  }
  if (!parse_length_percentage(cursor, context, part.value)) return std::nullopt;
  return part;
}

// Four values: `right 10px bottom 5px`. The offset belongs to the keyword before it.
bool fold_offsets(std::vector<PositionPart>& parts, ValueContext& context) {
  if (parts.size() < 3) return true;
  std::vector<PositionPart> folded;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    PositionPart part = parts[i];
    if (!part.keyword) return false;
    if (i + 1 < parts.size() && !parts[i + 1].keyword) {
      if (part.axis == PositionPart::Axis::Either) return false;
      part.value = part.far ? from_far_side(parts[i + 1].value, context) : parts[i + 1].value;
      ++i;
    }
    folded.push_back(part);
  }
  parts = folded;
  return parts.size() == 2;
}

}  // namespace

bool parse_value(TokenCursor& cursor, ValueContext& context, PositionXY& out) {
  using Axis = PositionPart::Axis;
  std::vector<PositionPart> parts;
  while (parts.size() < 4) {
    const std::optional<PositionPart> part = take_position_part(cursor, context);
    if (!part) break;
    parts.push_back(*part);
  }
  if (parts.empty() || !fold_offsets(parts, context)) return false;
  if (parts.size() == 1) {
    out = PositionXY::center();
    (parts[0].axis == Axis::Vertical ? out.y : out.x) = parts[0].value;
    return true;
  }
  const bool swapped = parts[0].axis == Axis::Vertical || parts[1].axis == Axis::Horizontal;
  if (swapped) {
    // Only keywords may come in this order.
    if (!parts[0].keyword || !parts[1].keyword) return false;
    std::swap(parts[0], parts[1]);
  }
  if (parts[0].axis == Axis::Vertical || parts[1].axis == Axis::Horizontal) return false;
  out = {parts[0].value, parts[1].value};
  return true;
}

bool parse_axis_position(TokenCursor& cursor,
                         ValueContext& context,
                         LengthPercentage& out,
                         bool horizontal) {
  const std::optional<PositionPart> first = take_position_part(cursor, context);
  if (!first) return false;
  const auto wanted = horizontal ? PositionPart::Axis::Horizontal : PositionPart::Axis::Vertical;
  if (first->axis != PositionPart::Axis::Either && first->axis != wanted) return false;
  out = first->value;
  LengthPercentage offset;
  if (first->keyword && first->axis == wanted && parse_length_percentage(cursor, context, offset)) {
    out = first->far ? from_far_side(offset, context) : offset;
  }
  return true;
}

bool parse_value(TokenCursor& cursor, ValueContext&, BackgroundRepeat& out) {
  if (cursor.take_ident("repeat-x")) {
    out = {RepeatStyle::Repeat, RepeatStyle::NoRepeat};
    return true;
  }
  if (cursor.take_ident("repeat-y")) {
    out = {RepeatStyle::NoRepeat, RepeatStyle::Repeat};
    return true;
  }
  const auto first = cursor.take_keyword<RepeatStyle>();
  if (!first) return false;
  out = {*first, *first};
  if (const auto second = cursor.take_keyword<RepeatStyle>()) out.y = *second;
  return true;
}

bool parse_value(TokenCursor& cursor, ValueContext& context, BackgroundSize& out) {
  out = {};
  if (cursor.take_ident("cover")) {
    out.kind = BackgroundSizeKind::Cover;
    return true;
  }
  if (cursor.take_ident("contain")) {
    out.kind = BackgroundSizeKind::Contain;
    return true;
  }
  const auto parse_side = [&](LengthPercentageOrAuto& side) {
    side.is_auto = cursor.take_ident("auto");
    return side.is_auto || parse_length_percentage(cursor, context, side.value, Range::NonNegative);
  };
  if (!parse_side(out.width)) return false;
  if (!cursor.at_end() && cursor.type() != TokenType::Comma && !cursor.is_delim('/')) {
    TokenCursor attempt = cursor;
    if (!parse_side(out.height)) {
      cursor = attempt;
      out.height = LengthPercentageOrAuto::automatic();
    }
  }
  return true;
}

}  // namespace banxin::css
