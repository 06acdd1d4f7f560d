#include "css/math_functions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace banxin::css {
namespace {

constexpr std::array kFunctions{
    std::string_view{"calc"},    std::string_view{"min"},   std::string_view{"max"},
    std::string_view{"clamp"},   std::string_view{"round"}, std::string_view{"mod"},
    std::string_view{"rem"},     std::string_view{"sin"},   std::string_view{"cos"},
    std::string_view{"tan"},     std::string_view{"asin"},  std::string_view{"acos"},
    std::string_view{"atan"},    std::string_view{"atan2"}, std::string_view{"pow"},
    std::string_view{"sqrt"},    std::string_view{"hypot"}, std::string_view{"log"},
    std::string_view{"exp"},     std::string_view{"abs"},   std::string_view{"sign"},
    std::string_view{"progress"}};

double radians(const Numeric& value) {
  return value.kind == NumericKind::Angle ? value.value * std::numbers::pi / 180 : value.value;
}

Numeric angle_of(double in_radians) {
  Numeric result;
  result.kind = NumericKind::Angle;
  result.value = in_radians * 180 / std::numbers::pi;
  return result;
}

}  // namespace

std::optional<MathFunction> find_math_function(std::string_view name) {
  if (equals_ignoring_case(name, "-webkit-calc") || equals_ignoring_case(name, "-moz-calc")) {
    return MathFunction::Calc;
  }
  for (std::size_t i = 0; i < kFunctions.size(); ++i) {
    if (equals_ignoring_case(name, kFunctions[i])) return static_cast<MathFunction>(i);
  }
  return std::nullopt;
}

Numeric plain_number(double value) {
  Numeric result;
  result.value = value;
  return result;
}

MaybeNumeric trigonometry(MathFunction function, const Numeric& value) {
  const bool takes_angle = function == MathFunction::Sin || function == MathFunction::Cos ||
                           function == MathFunction::Tan;
  if (value.kind != NumericKind::Number && !(takes_angle && value.kind == NumericKind::Angle)) {
    return std::nullopt;
  }
  switch (function) {
    case MathFunction::Sin:
      return plain_number(std::sin(radians(value)));
    case MathFunction::Cos:
      return plain_number(std::cos(radians(value)));
    case MathFunction::Tan:
      if (value.kind == NumericKind::Angle && std::fmod(std::abs(value.value), 180) == 90) {
        const double turns = std::fmod(value.value, 360);
        return plain_number(turns == 90 || turns == -270 ? INFINITY : -INFINITY);
      }
      return plain_number(std::tan(radians(value)));
    case MathFunction::Asin:
      return angle_of(std::asin(value.value));
    case MathFunction::Acos:
      return angle_of(std::acos(value.value));
    default:
      return angle_of(std::atan(value.value));
  }
}

MaybeNumeric sign_of(const Numeric& value) {
  if (value.node != nullptr || (value.has_percent && value.kind == NumericKind::Length)) {
    return std::nullopt;  // not known before layout
  }
  const double number = value.kind == NumericKind::Percent ? value.percent : value.value;
  if (std::isnan(number) || number == 0) return plain_number(number);
  return plain_number(number < 0 ? -1 : 1);
}

MaybeNumeric exponential(MathFunction function, std::span<const Numeric> arguments) {
  for (const Numeric& argument : arguments) {
    if (argument.kind != NumericKind::Number) return std::nullopt;
  }
  const double first = arguments[0].value;
  const bool two = arguments.size() == 2;
  switch (function) {
    case MathFunction::Pow:
      return two ? MaybeNumeric(plain_number(std::pow(first, arguments[1].value))) : std::nullopt;
    case MathFunction::Log:
      return plain_number(two ? std::log(first) / std::log(arguments[1].value) : std::log(first));
    case MathFunction::Sqrt:
      return two ? std::nullopt : MaybeNumeric(plain_number(std::sqrt(first)));
    default:
      return two ? std::nullopt : MaybeNumeric(plain_number(std::exp(first)));
  }
}

MaybeNumeric arc_tangent(const Numeric& y, const Numeric& x) {
  if (y.kind != x.kind || y.power != x.power || y.has_percent || x.has_percent) return std::nullopt;
  return angle_of(std::atan2(y.value, x.value));
}

MaybeNumeric progress(const Numeric& value, const Numeric& start, const Numeric& end) {
  for (const Numeric& one : {value, start, end}) {
    if (one.kind != value.kind || one.power != value.power || one.has_percent) return std::nullopt;
  }
  const double share = (value.value - start.value) / (end.value - start.value);
  return plain_number(std::isnan(share) ? 0 : std::clamp(share, 0.0, 1.0));
}

}  // namespace banxin::css
