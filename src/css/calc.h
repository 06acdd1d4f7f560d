#pragma once
// CalcNode: what is left of a math function (CSS Values 4 §10) when lengths are absolute and only
// percentages are open. Numbers and lengths were folded while parsing, so a tree is rare and small.
#include <cstdint>

#include "css/values.h"

namespace banxin::css {

enum class CalcOperation : std::uint8_t {
  Leaf,     // px + percent
  Sum,      // of all arguments
  Scale,    // px × argument 0
  Min,      // of all arguments
  Max,      // of all arguments
  Clamp,    // minimum, value, maximum
  Abs,      // |argument 0|
  Hypot,    // of all arguments
  Nearest,  // argument 0 rounded to a multiple of argument 1
  Up,
  Down,
  ToZero,
  Mod,  // argument 0 modulo argument 1, with the sign of argument 1
  Rem,  // with the sign of argument 0
};

struct CalcNode {
  CalcOperation operation = CalcOperation::Leaf;
  double px = 0;
  double percent = 0;
  List<CalcNode> arguments;
  bool operator==(const CalcNode&) const = default;
};

// In px. Trees are as deep as kMaxCalcDepth at most; NaN becomes 0 (CSS Values 4 §10.9).
double evaluate(const CalcNode& node, double base_px);
// The arithmetic of one operation on values already known, as evaluate() does it.
double calculate(CalcOperation operation, std::span<const double> values);

inline constexpr int kMaxCalcDepth = 64;

}  // namespace banxin::css
