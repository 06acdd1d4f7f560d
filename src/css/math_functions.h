#pragma once
// The math functions of CSS Values 4 §10 that take numbers and angles and give one value at once;
// inside css only. Those that mix lengths and percentages stay open: css/calc.h.
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "css/calc_parser.h"

namespace banxin::css {

enum class MathFunction : std::uint8_t {
  Calc,
  Min,
  Max,
  Clamp,
  Round,
  Mod,
  Rem,
  Sin,
  Cos,
  Tan,
  Asin,
  Acos,
  Atan,
  Atan2,
  Pow,
  Sqrt,
  Hypot,
  Log,
  Exp,
  Abs,
  Sign,
  Progress,
};
// Of either case; the prefixed names of calc() too.
std::optional<MathFunction> find_math_function(std::string_view name);

// Empty where the arguments are of the wrong kind.
using MaybeNumeric = std::optional<Numeric>;

Numeric plain_number(double value);
// §10.4: sin, cos, tan, asin, acos, atan; exact where the specification says exact.
MaybeNumeric trigonometry(MathFunction function, const Numeric& value);
MaybeNumeric arc_tangent(const Numeric& y, const Numeric& x);
// §10.5: pow, log, sqrt, exp, of one or two arguments.
MaybeNumeric exponential(MathFunction function, std::span<const Numeric> arguments);
// §10.6
MaybeNumeric sign_of(const Numeric& value);
// Values 5 §6.1.
MaybeNumeric progress(const Numeric& value, const Numeric& start, const Numeric& end);

}  // namespace banxin::css
