#include "css/calc.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace banxin::css {
namespace {

// CSS Values 4 §10.3.1: the multiples of |step| below and above, and their exceptions.
double round_to(CalcOperation how, double value, double step) {
  if (std::isnan(value) || std::isnan(step) || step == 0) return NAN;
  if (std::isinf(value)) return std::isinf(step) ? NAN : value;
  if (std::isinf(step)) {
    if (how == CalcOperation::Up) return value > 0 ? INFINITY : value;
    if (how == CalcOperation::Down) return value < 0 ? -INFINITY : value;
    return std::copysign(0.0, value);
  }
  const double size = std::abs(step);
  const double below = std::floor(value / size) * size;
  const double above = std::ceil(value / size) * size;
  switch (how) {
    case CalcOperation::Up:
      return above;
    case CalcOperation::Down:
      return below;
    case CalcOperation::ToZero:
      return std::abs(below) < std::abs(above) ? below : above;
    default:
      return above - value <= value - below ? above : below;
  }
}

double modulo(double value, double by) {
  if (std::isinf(by) && !std::isinf(value)) {
    return std::signbit(value) == std::signbit(by) ? value : NAN;
  }
  const double rest = std::fmod(value, by);
  return rest != 0 && std::signbit(rest) != std::signbit(by) ? rest + by : rest;
}

}  // namespace

double calculate(CalcOperation operation, std::span<const double> values) {
  const auto any_nan = [&] {
    return std::any_of(values.begin(), values.end(), [](double v) { return std::isnan(v); });
  };
  if (values.empty() || any_nan()) return NAN;
  double total = 0;
  switch (operation) {
    case CalcOperation::Leaf:
    case CalcOperation::Scale:
      return values[0];
    case CalcOperation::Sum:
      for (const double value : values)
        total += value;
      return total;
    case CalcOperation::Min:
      return *std::min_element(values.begin(), values.end());
    case CalcOperation::Max:
      return *std::max_element(values.begin(), values.end());
    case CalcOperation::Clamp:
      return std::max(values[0], std::min(values[1], values[2]));
    case CalcOperation::Abs:
      return std::abs(values[0]);
    case CalcOperation::Hypot:
      for (const double value : values)
        total = std::hypot(total, value);
      return total;
    case CalcOperation::Mod:
      return modulo(values[0], values[1]);
    case CalcOperation::Rem:
      return std::fmod(values[0], values[1]);
    default:
      return round_to(operation, values[0], values[1]);
  }
}

double evaluate(const CalcNode& node, double base_px) {
  double result = 0;
  if (node.operation == CalcOperation::Leaf) {
    result = node.px + node.percent / 100 * base_px;
  } else {
    std::vector<double> values;
    values.reserve(node.arguments.size());
    for (const CalcNode& argument : node.arguments)
      values.push_back(evaluate(argument, base_px));
    result = calculate(node.operation, values);
    if (node.operation == CalcOperation::Scale) result *= node.px;
  }
  return std::isnan(result) ? 0 : result;
}

}  // namespace banxin::css
