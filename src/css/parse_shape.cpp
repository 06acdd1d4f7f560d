// Shapes that lines wrap (CSS Shapes 1), edges of text boxes (CSS Inline 3 §5), and the effects
// that matter only by the containing block they make.
#include <algorithm>
#include <array>

#include "css/keywords.h"
#include "css/value_parsers.h"

namespace banxin::css {

// What the functions say is not read: they are not drawn.
bool parse_value(TokenCursor& cursor, ValueContext&, Effects& out) {
  out = {};
  if (cursor.take_ident("none")) return true;
  while (!cursor.at_end()) {
    if (cursor.type() != TokenType::Function && cursor.type() != TokenType::Url) return false;
    cursor.step();
    cursor.skip_spaces();
    out.any = true;
  }
  return out.any;
}

bool parse_value(TokenCursor& cursor, ValueContext&, WillChange& out) {
  out = {};
  if (cursor.take_ident("auto")) return true;
  constexpr std::array<std::string_view, 9> kTransforms{
      "transform", "-webkit-transform", "translate", "rotate",         "scale",
      "filter",    "backdrop-filter",   "contain",   "-webkit-filter",
  };
  do {
    if (cursor.type() != TokenType::Ident) return false;
    const std::string name = to_lower(cursor.text());
    if (name == "none" || name == "all" || name == "auto" || is_css_wide_keyword(name)) {
      return false;
    }
    const bool transform =
        name == "perspective" ||
        std::find(kTransforms.begin(), kTransforms.end(), name) != kTransforms.end();
    out.transform = out.transform || transform;
    out.position = out.position || name == "position";
    cursor.skip();
  } while (cursor.take(TokenType::Comma));
  return true;
}

bool parse_value(TokenCursor& cursor, ValueContext& context, Perspective& out) {
  out = {};
  if (cursor.take_ident("none")) return true;
  out.none = false;
  return parse_length(cursor, context, out.length, Range::NonNegative);
}

bool parse_value(TokenCursor& cursor, ValueContext& context, LineClamp& out) {
  out = {};
  if (cursor.take_ident("none")) return true;
  return parse_integer(cursor, context, out.lines) && out.lines >= 1;
}

// §5.2: one value is both edges where the under edge has it, else `text` below.
bool parse_value(TokenCursor& cursor, ValueContext&, TextBoxEdge& out) {
  out = {};
  if (cursor.take_ident("auto")) return true;
  out.is_auto = false;
  const auto over = cursor.take_keyword<TextEdge>();
  if (!over || *over == TextEdge::Alphabetic) return false;
  out.over = *over;
  const bool in_both = *over != TextEdge::Cap && *over != TextEdge::Ex;
  out.under = in_both ? *over : TextEdge::Text;
  if (cursor.at_end()) return true;
  const auto under = cursor.take_keyword<TextEdge>();
  if (!under || *under == TextEdge::Cap || *under == TextEdge::Ex) return false;
  out.under = *under;
  return true;
}

namespace {

bool parse_radius(TokenCursor& cursor, ValueContext& context, ShapeRadius& out) {
  out = {};
  if (cursor.take_ident("closest-side")) return true;
  if (cursor.take_ident("farthest-side")) {
    out.kind = ShapeRadiusKind::FarthestSide;
    return true;
  }
  out.kind = ShapeRadiusKind::Length;
  return parse_length_percentage(cursor, context, out.length, Range::NonNegative);
}

bool parse_round_shape(TokenCursor& inside, ValueContext& context, Shape& out) {
  if (!inside.at_end() && !inside.is_ident("at")) {
    if (!parse_radius(inside, context, out.radius_x)) return false;
    if (out.kind == ShapeKind::Ellipse && !parse_radius(inside, context, out.radius_y)) {
      return false;
    }
  }
  return !inside.take_ident("at") || parse_value(inside, context, out.center);
}

// One to four values, as margins have them.
template <class T, class Parse>
bool parse_four(std::array<T*, 4> out, Parse parse) {
  std::size_t count = 0;
  while (count < 4 && parse(*out[count]))
    ++count;
  if (count == 0) return false;
  if (count < 2) *out[1] = *out[0];
  if (count < 3) *out[2] = *out[0];
  if (count < 4) *out[3] = *out[1];
  return true;
}

bool parse_corners(TokenCursor& inside, ValueContext& context, Shape& out) {
  const auto parse = [&](LengthPercentage& value) {
    return !inside.at_end() && parse_length_percentage(inside, context, value, Range::NonNegative);
  };
  if (!parse_four(
          std::array{&out.top_left.x, &out.top_right.x, &out.bottom_right.x, &out.bottom_left.x},
          parse)) {
    return false;
  }
  for (Radius* corner : {&out.top_left, &out.top_right, &out.bottom_right, &out.bottom_left})
    corner->y = corner->x;
  return !inside.take_delim('/') || parse_four(std::array{&out.top_left.y, &out.top_right.y,
                                                          &out.bottom_right.y, &out.bottom_left.y},
                                               parse);
}

bool parse_inset(TokenCursor& inside, ValueContext& context, Shape& out) {
  const auto parse = [&](LengthPercentage& value) {
    return !inside.at_end() && parse_length_percentage(inside, context, value);
  };
  if (!parse_four(std::array{&out.top, &out.right, &out.bottom, &out.left}, parse)) return false;
  return !inside.take_ident("round") || parse_corners(inside, context, out);
}

bool parse_polygon(TokenCursor& inside, ValueContext& context, Shape& out) {
  out.even_odd = inside.take_ident("evenodd");
  if ((out.even_odd || inside.take_ident("nonzero")) && !inside.take(TokenType::Comma))
    return false;
  std::vector<PositionXY> points;
  do {
    PositionXY point;
    if (!parse_length_percentage(inside, context, point.x) ||
        !parse_length_percentage(inside, context, point.y)) {
      return false;
    }
    points.push_back(point);
  } while (inside.take(TokenType::Comma));
  out.points = keep(context, points);
  return true;
}

bool parse_basic_shape(TokenCursor& cursor, ValueContext& context, Shape& out) {
  const std::string name = to_lower(cursor.text());
  TokenCursor inside = cursor.enter();
  bool good = false;
  if (name == "circle" || name == "ellipse") {
    out.kind = name == "circle" ? ShapeKind::Circle : ShapeKind::Ellipse;
    good = parse_round_shape(inside, context, out);
  } else if (name == "inset") {
    out.kind = ShapeKind::Inset;
    good = parse_inset(inside, context, out);
  } else if (name == "polygon") {
    out.kind = ShapeKind::Polygon;
    good = parse_polygon(inside, context, out);
  }
  return good && inside.at_end();
}

}  // namespace

bool parse_value(TokenCursor& cursor, ValueContext& context, Shape& out) {
  out = {};
  if (cursor.take_ident("none")) return true;
  bool has_box = false;
  while (!cursor.at_end()) {
    if (!has_box) {
      if (const auto box = cursor.take_keyword<ShapeBox>()) {
        out.box = *box;
        has_box = true;
        continue;
      }
    }
    if (out.kind != ShapeKind::None || cursor.type() != TokenType::Function ||
        !parse_basic_shape(cursor, context, out)) {
      return false;
    }
  }
  if (out.kind == ShapeKind::None && has_box) out.kind = ShapeKind::Box;
  return out.kind != ShapeKind::None;
}

}  // namespace banxin::css
