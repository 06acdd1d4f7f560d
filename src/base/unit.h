#pragma once
// Unit: a length in layout, fixed point in 1/64 CSS px (as LayoutUnit and CSSPixels are). All
// arithmetic saturates at ±2^25 px, so that no input can overflow a layout; NaN becomes 0.
#include <algorithm>
#include <cmath>
#include <compare>
#include <cstdint>
#include <limits>

namespace banxin {

class Unit {
 public:
  static constexpr std::int32_t kPerPx = 64;

  constexpr Unit() = default;

  static constexpr Unit from_raw(std::int64_t raw) {
    Unit unit;
    unit.raw_ = static_cast<std::int32_t>(
        std::clamp<std::int64_t>(raw, std::numeric_limits<std::int32_t>::min() + 1,
                                 std::numeric_limits<std::int32_t>::max()));
    return unit;
  }
  static constexpr Unit from_px(int px) { return from_raw(std::int64_t{px} * kPerPx); }
  // The nearest Unit; NaN is 0, infinities are max() and min().
  static Unit from_px(double px) {
    if (std::isnan(px)) return Unit{};
    const double raw = std::clamp(px * kPerPx, -2147483647.0, 2147483647.0);
    return from_raw(static_cast<std::int64_t>(std::llround(raw)));
  }
  static constexpr Unit max() { return from_raw(std::numeric_limits<std::int32_t>::max()); }
  static constexpr Unit min() { return from_raw(std::numeric_limits<std::int32_t>::min() + 1); }

  constexpr std::int32_t raw() const { return raw_; }
  constexpr double to_px() const { return static_cast<double>(raw_) / kPerPx; }

  // This length times numerator / denominator, rounded toward zero, without overflow between.
  constexpr Unit scaled(std::int64_t numerator, std::int64_t denominator) const {
    return denominator == 0 ? Unit{} : from_raw(raw_ * numerator / denominator);
  }

  friend constexpr Unit operator+(Unit a, Unit b) {
    return from_raw(std::int64_t{a.raw_} + b.raw_);
  }
  friend constexpr Unit operator-(Unit a, Unit b) {
    return from_raw(std::int64_t{a.raw_} - b.raw_);
  }
  friend constexpr Unit operator-(Unit a) { return from_raw(-std::int64_t{a.raw_}); }
  friend constexpr Unit operator*(Unit a, int b) { return from_raw(std::int64_t{a.raw_} * b); }
  friend constexpr Unit operator/(Unit a, int b) { return a.scaled(1, b); }
  friend Unit operator*(Unit a, double b) { return from_px(a.to_px() * b); }
  constexpr Unit& operator+=(Unit other) { return *this = *this + other; }
  constexpr Unit& operator-=(Unit other) { return *this = *this - other; }
  constexpr auto operator<=>(const Unit&) const = default;

 private:
  std::int32_t raw_ = 0;
};
static_assert(sizeof(Unit) == 4);

}  // namespace banxin
