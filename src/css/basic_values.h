#pragma once
// The values that all kinds of properties are made of: keywords, lists, lengths, colours, names.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/geometry.h"
#include "base/unit.h"

namespace banxin::css {

#define KEYWORD(enumerator, text) enumerator,
#define KEYWORD_ENUM(type, ...) enum class type : std::uint8_t { __VA_ARGS__ };
#include "css/keywords.def"
#undef KEYWORD_ENUM
#undef KEYWORD

// An immutable list in the arena; equal when its items are.
template <class T>
struct List {
  const T* items = nullptr;
  std::uint32_t count = 0;

  constexpr List() = default;
  constexpr List(std::span<const T> span)
      : items(span.data()), count(static_cast<std::uint32_t>(span.size())) {}
  constexpr const T* begin() const { return items; }
  constexpr const T* end() const { return items + count; }
  constexpr std::size_t size() const { return count; }
  constexpr bool empty() const { return count == 0; }
  constexpr const T& operator[](std::size_t index) const { return items[index]; }
  friend constexpr bool operator==(const List& a, const List& b) {
    if (a.count != b.count) return false;
    for (std::uint32_t i = 0; i < a.count; ++i) {
      if (!(a.items[i] == b.items[i])) return false;
    }
    return true;
  }
};

struct CalcNode;  // an expression that percentages keep from being folded: css/calc.h

// length + percent/100 × base, or an expression of min(), max(), clamp()… over such sums.
struct LengthPercentage {
  Unit length;
  float percent = 0;                     // 50 is 50%
  const CalcNode* expression = nullptr;  // not null: the two above do not count

  static constexpr LengthPercentage from_percent(float percent) { return {Unit{}, percent}; }
  static constexpr LengthPercentage from_length(Unit length) { return {length, 0}; }

  // Percentages are of `base`.
  Unit resolve(Unit base) const;
  constexpr bool has_percent() const { return percent != 0 || expression != nullptr; }
  // Zero whatever the base is.
  constexpr bool is_zero() const { return !has_percent() && length == Unit{}; }
  friend bool operator==(const LengthPercentage& a, const LengthPercentage& b);
};

struct LengthPercentageOrAuto {
  LengthPercentage value;
  bool is_auto = false;

  static constexpr LengthPercentageOrAuto automatic() { return {{}, true}; }
  // `automatic` where it is auto.
  Unit resolve(Unit base, Unit automatic) const {
    return is_auto ? automatic : value.resolve(base);
  }
  bool operator==(const LengthPercentageOrAuto&) const = default;
};

// width, height, min-*, max-*, flex-basis. CSS Sizing 3 and 4.
enum class BoxSizeKind : std::uint8_t {
  Auto,
  None,  // of max-*
  LengthPercentage,
  MinContent,
  MaxContent,
  FitContent,
  FitContentLimit,  // fit-content(value)
  Stretch,
  Content,  // of flex-basis
};
struct BoxSize {
  BoxSizeKind kind = BoxSizeKind::Auto;
  LengthPercentage value;

  static constexpr BoxSize none() { return {BoxSizeKind::None, {}}; }
  constexpr bool is_auto() const { return kind == BoxSizeKind::Auto; }
  constexpr bool is_none() const { return kind == BoxSizeKind::None; }
  constexpr bool is_length_percentage() const { return kind == BoxSizeKind::LengthPercentage; }
  bool operator==(const BoxSize&) const = default;
};

// sRGB, not premultiplied, each 0–1. Colours of wider spaces are mapped into sRGB when computed.
struct Color {
  float red = 0;
  float green = 0;
  float blue = 0;
  float alpha = 1;
  // It was `currentcolor`: the channels hold the element's `color`, and heirs take theirs.
  bool is_current = false;

  static constexpr Color transparent() { return {0, 0, 0, 0, false}; }
  static constexpr Color current() { return {0, 0, 0, 1, true}; }
  constexpr bool is_transparent() const { return alpha == 0; }
  bool operator==(const Color&) const = default;
};

// A reference as written and the URL of the sheet it stands in ("" is the document itself).
struct Url {
  std::string_view text;
  std::string_view base;
  bool operator==(const Url&) const = default;
};
struct LengthOrAuto {
  bool is_auto = true;
  Unit value;
  bool operator==(const LengthOrAuto&) const = default;
};
struct IntegerOrAuto {  // z-index
  bool is_auto = true;
  std::int32_t value = 0;
  bool operator==(const IntegerOrAuto&) const = default;
};
struct StringOrAuto {
  bool is_auto = true;
  std::string_view value;
  bool operator==(const StringOrAuto&) const = default;
};
// An identifier of the author's, "" for the initial keyword (`auto`, `none`).
struct Name {
  std::string_view text;
  bool operator==(const Name&) const = default;
};

}  // namespace banxin::css
