// CSS Transforms 1 and 2, in the plane.
#include <array>

#include "css/value_parsers.h"

namespace banxin::css {
namespace {

// LIMIT: more functions than anybody writes.
constexpr std::size_t kMaxFunctions = 1024;

struct Arguments {
  std::array<LengthPercentage, 3> lengths;
  std::array<double, 16> numbers{};
  std::size_t count = 0;
};

enum class ArgumentKind : std::uint8_t { Length, Number, Angle };

bool parse_argument(TokenCursor& inside, ValueContext& context, ArgumentKind kind, Arguments& out) {
  double& number = out.numbers[out.count];
  switch (kind) {
    case ArgumentKind::Length:
      return out.count < 3 && parse_length_percentage(inside, context, out.lengths[out.count]);
    case ArgumentKind::Angle:
      return parse_angle(inside, context, number, UnitlessZero::Allowed);
    default: {
      // scale(50%) is scale(0.5).
      if (parse_number(inside, context, number)) return true;
      if (!parse_percentage(inside, context, number, Range::All)) return false;
      number /= 100;
      return true;
    }
  }
}

bool parse_arguments(TokenCursor& inside,
                     ValueContext& context,
                     ArgumentKind kind,
                     Arguments& out) {
  do {
    if (out.count >= out.numbers.size() || !parse_argument(inside, context, kind, out)) {
      return false;
    }
    ++out.count;
  } while (inside.take(TokenType::Comma));
  return inside.at_end();
}

TransformFunction translation(const LengthPercentage& x, const LengthPercentage& y) {
  TransformFunction function;
  function.kind = TransformKind::Translate;
  function.x = x;
  function.y = y;
  return function;
}

TransformFunction of_numbers(TransformKind kind, double first, double second) {
  TransformFunction function;
  function.kind = kind;
  function.values[0] = first;
  function.values[1] = second;
  return function;
}

using MaybeFunction = std::optional<TransformFunction>;

MaybeFunction parse_translations(std::string_view name,
                                 TokenCursor& inside,
                                 ValueContext& context) {
  Arguments arguments;
  if (!parse_arguments(inside, context, ArgumentKind::Length, arguments)) return std::nullopt;
  const auto& lengths = arguments.lengths;
  if (name == "translate" && arguments.count <= 2) return translation(lengths[0], lengths[1]);
  if (name == "translate3d" && arguments.count == 3) return translation(lengths[0], lengths[1]);
  if (arguments.count != 1) return std::nullopt;
  if (name == "translatex") return translation(lengths[0], {});
  if (name == "translatey") return translation({}, lengths[0]);
  if (name == "translatez") return translation({}, {});
  return std::nullopt;
}

MaybeFunction parse_scales(std::string_view name, TokenCursor& inside, ValueContext& context) {
  Arguments arguments;
  if (!parse_arguments(inside, context, ArgumentKind::Number, arguments)) return std::nullopt;
  const auto& numbers = arguments.numbers;
  if (name == "scale" && arguments.count <= 2) {
    return of_numbers(TransformKind::Scale, numbers[0],
                      arguments.count == 2 ? numbers[1] : numbers[0]);
  }
  if (name == "scale3d" && arguments.count == 3) {
    return of_numbers(TransformKind::Scale, numbers[0], numbers[1]);
  }
  if (arguments.count != 1) return std::nullopt;
  if (name == "scalex") return of_numbers(TransformKind::Scale, numbers[0], 1);
  if (name == "scaley") return of_numbers(TransformKind::Scale, 1, numbers[0]);
  if (name == "scalez") return of_numbers(TransformKind::Scale, 1, 1);
  return std::nullopt;
}

MaybeFunction parse_angles(std::string_view name, TokenCursor& inside, ValueContext& context) {
  Arguments arguments;
  if (!parse_arguments(inside, context, ArgumentKind::Angle, arguments)) return std::nullopt;
  const auto& angles = arguments.numbers;
  if (name == "skew" && arguments.count <= 2) {
    return of_numbers(TransformKind::Skew, angles[0], angles[1]);
  }
  if (arguments.count != 1) return std::nullopt;
  if (name == "rotate" || name == "rotatez") return of_numbers(TransformKind::Rotate, angles[0], 0);
  if (name == "skewx") return of_numbers(TransformKind::Skew, angles[0], 0);
  if (name == "skewy") return of_numbers(TransformKind::Skew, 0, angles[0]);
  return std::nullopt;
}

MaybeFunction parse_matrix(std::string_view name, TokenCursor& inside, ValueContext& context) {
  Arguments arguments;
  if (!parse_arguments(inside, context, ArgumentKind::Number, arguments)) return std::nullopt;
  constexpr std::array<std::size_t, 6> kPlane{0, 1, 4, 5, 12, 13};  // of matrix3d
  const bool flat = name == "matrix" && arguments.count == 6;
  if (!flat && (name != "matrix3d" || arguments.count != 16)) return std::nullopt;
  TransformFunction function;
  for (std::size_t i = 0; i < 6; ++i)
    function.values[i] = arguments.numbers[flat ? i : kPlane[i]];
  return function;
}

MaybeFunction parse_function(TokenCursor& cursor, ValueContext& context) {
  if (cursor.type() != TokenType::Function) return std::nullopt;
  const std::string name = to_lower(cursor.text());
  TokenCursor inside = cursor.enter();
  if (name.starts_with("translate")) return parse_translations(name, inside, context);
  if (name.starts_with("scale")) return parse_scales(name, inside, context);
  if (name.starts_with("matrix")) return parse_matrix(name, inside, context);
  return parse_angles(name, inside, context);
}

List<TransformFunction> single(ValueContext& context, const TransformFunction& function) {
  return keep(context, std::vector<TransformFunction>{function});
}

}  // namespace

bool parse_transform(TokenCursor& cursor, ValueContext& context, List<TransformFunction>& out) {
  out = {};
  if (cursor.take_ident("none")) return true;
  std::vector<TransformFunction> functions;
  while (!cursor.at_end()) {
    const MaybeFunction function = parse_function(cursor, context);
    if (!function || functions.size() >= kMaxFunctions) return false;
    functions.push_back(*function);
  }
  out = keep(context, functions);
  return !functions.empty();
}

bool parse_translate(TokenCursor& cursor, ValueContext& context, List<TransformFunction>& out) {
  out = {};
  if (cursor.take_ident("none")) return true;
  LengthPercentage x;
  LengthPercentage y;
  LengthPercentage z;
  if (!parse_length_percentage(cursor, context, x)) return false;
  if (!cursor.at_end() && !parse_length_percentage(cursor, context, y)) return false;
  if (!cursor.at_end() && !parse_length_percentage(cursor, context, z)) return false;
  out = single(context, translation(x, y));
  return true;
}

bool parse_rotate(TokenCursor& cursor, ValueContext& context, List<TransformFunction>& out) {
  out = {};
  if (cursor.take_ident("none")) return true;
  cursor.take_ident("z");
  double angle = 0;
  if (!parse_angle(cursor, context, angle, UnitlessZero::Refused)) return false;
  cursor.take_ident("z");
  out = single(context, of_numbers(TransformKind::Rotate, angle, 0));
  return true;
}

bool parse_scale(TokenCursor& cursor, ValueContext& context, List<TransformFunction>& out) {
  out = {};
  if (cursor.take_ident("none")) return true;
  Arguments arguments;
  while (!cursor.at_end() && arguments.count < 3) {
    if (!parse_argument(cursor, context, ArgumentKind::Number, arguments)) return false;
    ++arguments.count;
  }
  if (arguments.count == 0) return false;
  out = single(context, of_numbers(TransformKind::Scale, arguments.numbers[0],
                                   arguments.numbers[arguments.count > 1 ? 1 : 0]));
  return true;
}

bool parse_transform_origin(TokenCursor& cursor, ValueContext& context, PositionXY& out) {
  // A third value is the depth.
  TokenCursor attempt = cursor;
  int parts = 0;
  for (TokenCursor counted = cursor; !counted.at_end(); counted.skip())
    ++parts;
  if (parts < 3) return parse_value(cursor, context, out);
  if (parts > 3) return false;
  attempt.skip();
  attempt.skip();
  TokenCursor plane = cursor.range(cursor.index(), attempt.index());
  if (!parse_value(plane, context, out) || !plane.at_end()) return false;
  Unit depth;
  cursor = attempt;
  return parse_length(cursor, context, depth);
}

}  // namespace banxin::css
