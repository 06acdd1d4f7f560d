#include "css/calc_parser.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "css/math_functions.h"

namespace banxin::css {
namespace {

struct UnitRow {
  std::string_view name;
  double px;
};
constexpr std::array kUnits{
#define LENGTH_UNIT(enumerator, text, px) UnitRow{text, px},
#include "css/length_units.def"
#undef LENGTH_UNIT
};

class MathParser {
 public:
  MathParser(ValueContext& context, Percentages percentages)
      : context_(context), percentages_(percentages) {}

  MaybeNumeric parse_function(TokenCursor& cursor, int depth);

 private:
  MaybeNumeric parse_sum(TokenCursor& cursor, int depth);
  MaybeNumeric parse_product(TokenCursor& cursor, int depth);
  MaybeNumeric parse_value(TokenCursor& cursor, int depth);
  MaybeNumeric call(MathFunction function, TokenCursor& inside, int depth);
  bool parse_arguments(TokenCursor& inside, int depth, std::vector<Numeric>& arguments);
  MaybeNumeric round(TokenCursor& inside, int depth);
  MaybeNumeric clamp(TokenCursor& inside, int depth);

  MaybeNumeric add(const Numeric& a, const Numeric& b);
  MaybeNumeric multiply(const Numeric& a, const Numeric& b);
  MaybeNumeric divide(const Numeric& a, const Numeric& b);
  static MaybeNumeric with_power(const Numeric& a, const Numeric& b, int power, double value);
  Numeric scale(const Numeric& value, double factor);
  // Same-kind arguments → the same kind.
  MaybeNumeric combine(CalcOperation operation, std::span<const Numeric> arguments);
  CalcNode node_of(const Numeric& value) const {
    return value.node != nullptr ? *value.node
                                 : CalcNode{CalcOperation::Leaf, value.value, value.percent, {}};
  }
  Numeric with_node(CalcNode node);

  ValueContext& context_;
  Percentages percentages_;
};

Numeric MathParser::with_node(CalcNode node) {
  Numeric result;
  result.kind = NumericKind::Length;
  result.has_percent = true;
  result.node = &context_.memory.create<CalcNode>(node);
  return result;
}

Numeric MathParser::scale(const Numeric& value, double factor) {
  Numeric result = value;
  if (value.node != nullptr) {
    const std::array<CalcNode, 1> inside{*value.node};
    return with_node({CalcOperation::Scale, factor, 0,
                      List<CalcNode>(context_.memory.copy(std::span<const CalcNode>(inside)))});
  }
  result.value *= factor;
  result.percent *= factor;
  return result;
}

MaybeNumeric MathParser::add(const Numeric& a, const Numeric& b) {
  if (a.kind != b.kind || a.power != b.power) return std::nullopt;
  if (a.node != nullptr || b.node != nullptr) {
    const std::array both{a, b};
    return combine(CalcOperation::Sum, both);
  }
  Numeric result = a;
  result.value += b.value;
  result.percent += b.percent;
  result.has_percent = a.has_percent || b.has_percent;
  return result;
}

MaybeNumeric MathParser::multiply(const Numeric& a, const Numeric& b) {
  if (b.kind == NumericKind::Number) return scale(a, b.value);
  if (a.kind == NumericKind::Number) return scale(b, a.value);
  return with_power(a, b, a.power + b.power, a.value * b.value);
}

MaybeNumeric MathParser::divide(const Numeric& a, const Numeric& b) {
  if (b.kind == NumericKind::Number) {
    // Dividing, not multiplying by 1/b: x/0 keeps the sign of both (§10.9.1).
    if (a.node != nullptr) return scale(a, 1 / b.value);
    Numeric result = a;
    result.value /= b.value;
    if (result.has_percent) result.percent /= b.value;
    return result;
  }
  if (a.kind != NumericKind::Number) return with_power(a, b, a.power - b.power, a.value / b.value);
  return with_power(b, b, -b.power, a.value / b.value);
}

// Values 4 §10.2: products and ratios of two of a kind; what has no unit left is a number.
MaybeNumeric MathParser::with_power(const Numeric& a, const Numeric& b, int power, double value) {
  constexpr int kMostPower = 16;
  if (a.kind != b.kind || a.has_percent || b.has_percent || std::abs(power) > kMostPower) {
    return std::nullopt;
  }
  if (power == 0) return plain_number(value);
  Numeric result = a;
  result.power = power;
  result.value = value;
  return result;
}

MaybeNumeric MathParser::combine(CalcOperation operation, std::span<const Numeric> arguments) {
  if (arguments.empty()) return std::nullopt;
  Numeric result = arguments[0];
  bool open = false;
  for (const Numeric& argument : arguments) {
    if (argument.kind != result.kind || argument.power != result.power) return std::nullopt;
    if (argument.has_percent && argument.kind == NumericKind::Length) open = true;
  }
  if (open) {
    std::vector<CalcNode> nodes;
    nodes.reserve(arguments.size());
    for (const Numeric& argument : arguments)
      nodes.push_back(node_of(argument));
    return with_node(
        {operation, 0, 0, List<CalcNode>(context_.memory.copy(std::span<const CalcNode>(nodes)))});
  }
  std::vector<double> values;
  values.reserve(arguments.size());
  for (const Numeric& argument : arguments)
    values.push_back(argument.kind == NumericKind::Percent ? argument.percent : argument.value);
  const double value = calculate(operation, values);
  (result.kind == NumericKind::Percent ? result.percent : result.value) = value;
  return result;
}

bool MathParser::parse_arguments(TokenCursor& inside, int depth, std::vector<Numeric>& arguments) {
  do {
    const MaybeNumeric value = parse_sum(inside, depth);
    if (!value) return false;
    arguments.push_back(*value);
  } while (inside.take(TokenType::Comma));
  return inside.at_end();
}

MaybeNumeric MathParser::parse_sum(TokenCursor& cursor, int depth) {
  MaybeNumeric left = parse_product(cursor, depth);
  while (left && (cursor.is_delim('+') || cursor.is_delim('-'))) {
    // §10.1: white space is required on both sides.
    if (!cursor.after_space() || !cursor.space_follows()) return std::nullopt;
    const bool minus = cursor.is_delim('-');
    cursor.skip();
    const MaybeNumeric right = parse_product(cursor, depth);
    if (!right) return std::nullopt;
    left = add(*left, minus ? scale(*right, -1) : *right);
  }
  return left;
}

MaybeNumeric MathParser::parse_product(TokenCursor& cursor, int depth) {
  MaybeNumeric left = parse_value(cursor, depth);
  while (left && (cursor.is_delim('*') || cursor.is_delim('/'))) {
    const bool division = cursor.is_delim('/');
    cursor.skip();
    const MaybeNumeric right = parse_value(cursor, depth);
    if (!right) return std::nullopt;
    left = division ? divide(*left, *right) : multiply(*left, *right);
  }
  return left;
}

MaybeNumeric constant(std::string_view name) {
  if (equals_ignoring_case(name, "e")) return plain_number(std::numbers::e);
  if (equals_ignoring_case(name, "pi")) return plain_number(std::numbers::pi);
  if (equals_ignoring_case(name, "infinity")) return plain_number(INFINITY);
  if (equals_ignoring_case(name, "-infinity")) return plain_number(-INFINITY);
  if (equals_ignoring_case(name, "nan")) return plain_number(NAN);
  return std::nullopt;
}

MaybeNumeric parse_plain(TokenCursor& cursor, ValueContext& context, Percentages percentages);

MaybeNumeric MathParser::parse_value(TokenCursor& cursor, int depth) {
  if (depth > kMaxCalcDepth) return std::nullopt;
  switch (cursor.type()) {
    case TokenType::OpenParen: {
      TokenCursor inside = cursor.enter();
      const MaybeNumeric result = parse_sum(inside, depth + 1);
      return inside.at_end() ? result : std::nullopt;
    }
    case TokenType::Function:
      return parse_function(cursor, depth + 1);
    case TokenType::Ident: {
      const MaybeNumeric result = constant(cursor.text());
      if (result) cursor.skip();
      return result;
    }
    default:
      return parse_plain(cursor, context_, percentages_);
  }
}

MaybeNumeric MathParser::parse_function(TokenCursor& cursor, int depth) {
  const std::optional<MathFunction> function = find_math_function(cursor.text());
  if (!function || depth > kMaxCalcDepth) return std::nullopt;
  TokenCursor inside = cursor.enter();
  const MaybeNumeric result = call(*function, inside, depth + 1);
  return result && inside.at_end() ? result : std::nullopt;
}

MaybeNumeric MathParser::round(TokenCursor& inside, int depth) {
  CalcOperation how = CalcOperation::Nearest;
  if (inside.type() == TokenType::Ident) {
    const std::string name = to_lower(inside.text());
    if (name == "up") how = CalcOperation::Up;
    if (name == "down") how = CalcOperation::Down;
    if (name == "to-zero") how = CalcOperation::ToZero;
    if (name == "nearest" || how != CalcOperation::Nearest) {
      inside.skip();
      if (!inside.take(TokenType::Comma)) return std::nullopt;
    }
  }
  std::vector<Numeric> arguments;
  if (!parse_arguments(inside, depth, arguments)) return std::nullopt;
  if (arguments.size() == 1 && arguments[0].kind == NumericKind::Number) {
    arguments.push_back(plain_number(1));
  }
  return arguments.size() == 2 ? combine(how, arguments) : std::nullopt;
}

// `none` leaves an end open (§10.3).
MaybeNumeric MathParser::clamp(TokenCursor& inside, int depth) {
  const bool no_minimum = inside.take_ident("none");
  MaybeNumeric minimum;
  if (!no_minimum) minimum = parse_sum(inside, depth);
  if ((!no_minimum && !minimum) || !inside.take(TokenType::Comma)) return std::nullopt;
  MaybeNumeric value = parse_sum(inside, depth);
  if (!value || !inside.take(TokenType::Comma)) return std::nullopt;
  if (!inside.take_ident("none")) {
    const MaybeNumeric maximum = parse_sum(inside, depth);
    if (!maximum) return std::nullopt;
    const std::array both{*value, *maximum};
    value = combine(CalcOperation::Min, both);
  }
  if (!value || no_minimum) return value;
  const std::array both{*minimum, *value};
  return combine(CalcOperation::Max, both);
}

MaybeNumeric MathParser::call(MathFunction function, TokenCursor& inside, int depth) {
  if (function == MathFunction::Round) return round(inside, depth);
  if (function == MathFunction::Clamp) return clamp(inside, depth);
  std::vector<Numeric> arguments;
  if (!parse_arguments(inside, depth, arguments)) return std::nullopt;
  const std::size_t count = arguments.size();
  switch (function) {
    case MathFunction::Calc:
      return count == 1 ? MaybeNumeric(arguments[0]) : std::nullopt;
    case MathFunction::Min:
      return combine(CalcOperation::Min, arguments);
    case MathFunction::Max:
      return combine(CalcOperation::Max, arguments);
    case MathFunction::Hypot:
      return combine(CalcOperation::Hypot, arguments);
    case MathFunction::Mod:
      return count == 2 ? combine(CalcOperation::Mod, arguments) : std::nullopt;
    case MathFunction::Rem:
      return count == 2 ? combine(CalcOperation::Rem, arguments) : std::nullopt;
    case MathFunction::Abs:
      return count == 1 ? combine(CalcOperation::Abs, arguments) : std::nullopt;
    case MathFunction::Sign:
      return count == 1 ? sign_of(arguments[0]) : std::nullopt;
    case MathFunction::Progress:
      return count == 3 ? progress(arguments[0], arguments[1], arguments[2]) : std::nullopt;
    case MathFunction::Atan2:
      return count == 2 ? arc_tangent(arguments[0], arguments[1]) : std::nullopt;
    case MathFunction::Pow:
    case MathFunction::Log:
    case MathFunction::Sqrt:
    case MathFunction::Exp:
      return count <= 2 ? exponential(function, arguments) : std::nullopt;
    default:
      return count == 1 ? trigonometry(function, arguments[0]) : std::nullopt;
  }
}

struct OtherUnit {
  std::string_view name;
  NumericKind kind;
  double factor;
};
constexpr std::array kOtherUnits{
    OtherUnit{"deg", NumericKind::Angle, 1},
    OtherUnit{"grad", NumericKind::Angle, 0.9},
    OtherUnit{"rad", NumericKind::Angle, 180 / std::numbers::pi},
    OtherUnit{"turn", NumericKind::Angle, 360},
    OtherUnit{"s", NumericKind::Time, 1},
    OtherUnit{"ms", NumericKind::Time, 0.001},
    OtherUnit{"dpi", NumericKind::Resolution, 1.0 / 96},
    OtherUnit{"dpcm", NumericKind::Resolution, 2.54 / 96},
    OtherUnit{"dppx", NumericKind::Resolution, 1},
    OtherUnit{"x", NumericKind::Resolution, 1},
    OtherUnit{"fr", NumericKind::Flex, 1},
};

MaybeNumeric parse_dimension(TokenCursor& cursor, ValueContext& context) {
  Numeric result;
  const std::string unit = to_lower(cursor.text());
  if (const std::optional<LengthUnit> length = find_length_unit(unit)) {
    result.kind = NumericKind::Length;
    result.value = context.px_of(*length, cursor.number());
    cursor.skip();
    return result;
  }
  for (const OtherUnit& row : kOtherUnits) {
    if (row.name != unit) continue;
    result.kind = row.kind;
    result.value = cursor.number() * row.factor;
    cursor.skip();
    return result;
  }
  return std::nullopt;
}

MaybeNumeric parse_plain(TokenCursor& cursor, ValueContext& context, Percentages percentages) {
  Numeric result;
  if (cursor.type() == TokenType::Dimension) return parse_dimension(cursor, context);
  if (cursor.type() == TokenType::Percentage) {
    result.kind =
        percentages == Percentages::AreLengths ? NumericKind::Length : NumericKind::Percent;
    result.percent = cursor.number();
    result.has_percent = true;
    cursor.skip();
    return result;
  }
  if (cursor.type() != TokenType::Number) return std::nullopt;
  result.value = cursor.number();
  result.integer = cursor.is_integer();
  cursor.skip();
  return result;
}

// §10.9.1: NaN is zero at the top, infinities are the ends of what can be represented.
double censor(double value) {
  if (std::isnan(value)) return 0;
  return std::clamp(value, -1e15, 1e15);
}

LengthPercentage to_length_percentage(const Numeric& value) {
  LengthPercentage result;
  result.length = Unit::from_px(value.value);
  result.percent = static_cast<float>(value.percent);
  result.expression = value.node;
  return result;
}

}  // namespace

std::optional<LengthUnit> find_length_unit(std::string_view lower) {
  for (std::size_t i = 0; i < kUnits.size(); ++i) {
    if (kUnits[i].name == lower) return static_cast<LengthUnit>(i);
  }
  return std::nullopt;
}

double ValueContext::px_of(LengthUnit unit, double value) {
  const double absolute = kUnits[static_cast<std::size_t>(unit)].px;
  if (absolute != 0) return value * absolute;
  depends = true;
  return value * (lengths == nullptr ? 1 : lengths->px_of(unit));
}

std::optional<Numeric> parse_numeric(TokenCursor& cursor,
                                     ValueContext& context,
                                     Percentages percentages) {
  TokenCursor attempt = cursor;
  MaybeNumeric result;
  if (attempt.type() == TokenType::Function) {
    result = MathParser(context, percentages).parse_function(attempt, 0);
    if (result) {
      result->calculated = true;
      result->integer = false;
    }
  } else {
    result = parse_plain(attempt, context, percentages);
  }
  if (!result || result->power != 1) return std::nullopt;
  result->value = censor(result->value);
  result->percent = censor(result->percent);
  cursor = attempt;
  return result;
}

namespace {

// A value of the kind within the range: written ones out of it are refused, calculated ones
// clamped.
bool take_in_range(Numeric& value, NumericKind kind, Range range) {
  if (value.kind != kind) return false;
  double& number = kind == NumericKind::Percent ? value.percent : value.value;
  if (range == Range::All || number >= 0) return true;
  if (!value.calculated) return false;
  number = 0;
  return true;
}

bool parse_kind(
    TokenCursor& cursor, ValueContext& context, NumericKind kind, Range range, Numeric& out) {
  TokenCursor attempt = cursor;
  MaybeNumeric value = parse_numeric(attempt, context, Percentages::Separate);
  if (!value || !take_in_range(*value, kind, range)) return false;
  out = *value;
  cursor = attempt;
  return true;
}

}  // namespace

bool parse_number(TokenCursor& cursor, ValueContext& context, double& out, Range range) {
  Numeric value;
  if (!parse_kind(cursor, context, NumericKind::Number, range, value)) return false;
  out = value.value;
  return true;
}

bool parse_integer(TokenCursor& cursor, ValueContext& context, std::int32_t& out) {
  TokenCursor attempt = cursor;
  Numeric value;
  if (!parse_kind(attempt, context, NumericKind::Number, Range::All, value)) return false;
  if (!value.integer && !value.calculated) return false;
  out = static_cast<std::int32_t>(
      std::clamp(std::floor(value.value + 0.5), -2147483647.0, 2147483647.0));
  cursor = attempt;
  return true;
}

bool parse_length_px(TokenCursor& cursor, ValueContext& context, double& out, Range range) {
  TokenCursor attempt = cursor;
  MaybeNumeric value = parse_numeric(attempt, context, Percentages::Separate);
  if (!value) return false;
  if (value->kind == NumericKind::Number && !value->calculated &&
      (value->value == 0 || context.unitless == UnitlessLengths::Quirk)) {
    value->kind = NumericKind::Length;
  }
  if (!take_in_range(*value, NumericKind::Length, range)) return false;
  out = value->value;
  cursor = attempt;
  return true;
}

bool parse_length(TokenCursor& cursor, ValueContext& context, Unit& out, Range range) {
  double px = 0;
  if (!parse_length_px(cursor, context, px, range)) return false;
  out = Unit::from_px(px);
  return true;
}

bool parse_length_percentage(TokenCursor& cursor,
                             ValueContext& context,
                             LengthPercentage& out,
                             Range range) {
  TokenCursor attempt = cursor;
  MaybeNumeric value = parse_numeric(attempt, context, Percentages::AreLengths);
  if (!value) return false;
  if (value->kind == NumericKind::Number && !value->calculated &&
      (value->value == 0 || context.unitless == UnitlessLengths::Quirk)) {
    value->kind = NumericKind::Length;
  }
  if (value->kind != NumericKind::Length) return false;
  if (range == Range::NonNegative && value->node == nullptr) {
    if (!value->calculated && (value->value < 0 || value->percent < 0)) return false;
    // A sum of both signs is clamped when it is used.
    const bool negative = value->value <= 0 && value->percent <= 0;
    if (negative) value->value = value->percent = 0;
  }
  out = to_length_percentage(*value);
  cursor = attempt;
  return true;
}

bool parse_percentage(TokenCursor& cursor, ValueContext& context, double& out, Range range) {
  Numeric value;
  if (!parse_kind(cursor, context, NumericKind::Percent, range, value)) return false;
  out = value.percent;
  return true;
}

bool parse_angle(TokenCursor& cursor, ValueContext& context, double& out, UnitlessZero zero) {
  Numeric value;
  if (parse_kind(cursor, context, NumericKind::Angle, Range::All, value)) {
    out = value.value;
    return true;
  }
  if (zero == UnitlessZero::Refused || cursor.type() != TokenType::Number || cursor.number() != 0) {
    return false;
  }
  cursor.skip();
  out = 0;
  return true;
}

}  // namespace banxin::css
