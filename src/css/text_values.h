#pragma once
// Values of fonts and text (CSS Fonts 4, Text 4, Text Decoration 4, Inline 3, Ruby 1).
#include "css/basic_values.h"

namespace banxin::css {

// -- fonts
struct FontFamily {
  std::string_view name;  // of a generic family: its keyword
  GenericFamily generic = GenericFamily::None;
  bool operator==(const FontFamily&) const = default;
};
enum class LineHeightKind : std::uint8_t { Normal, Number, Length };
struct LineHeight {
  LineHeightKind kind = LineHeightKind::Normal;
  double number = 0;
  Unit length;
  bool operator==(const LineHeight&) const = default;
};
struct FontStyle {
  FontSlant slant = FontSlant::Normal;
  float angle = 14;  // degrees, of oblique
  bool operator==(const FontStyle&) const = default;
};
struct FontSizeAdjust {
  bool is_none = true;
  bool from_font = false;
  FontSizeMetric metric = FontSizeMetric::ExHeight;
  float value = 0;
  bool operator==(const FontSizeAdjust&) const = default;
};
struct FontFeature {
  char tag[4] = {' ', ' ', ' ', ' '};
  std::int32_t value = 1;
  bool operator==(const FontFeature&) const = default;
};
struct FontVariation {
  char tag[4] = {' ', ' ', ' ', ' '};
  float value = 0;
  bool operator==(const FontVariation&) const = default;
};
enum class FeatureSwitch : std::uint8_t { Normal, On, Off };
struct FontVariantLigatures {
  bool none = false;  // all four off
  FeatureSwitch common = FeatureSwitch::Normal;
  FeatureSwitch discretionary = FeatureSwitch::Normal;
  FeatureSwitch historical = FeatureSwitch::Normal;
  FeatureSwitch contextual = FeatureSwitch::Normal;
  bool operator==(const FontVariantLigatures&) const = default;
};
struct FontVariantNumeric {
  bool lining = false, oldstyle = false;
  bool proportional = false, tabular = false;
  bool diagonal_fractions = false, stacked_fractions = false;
  bool ordinal = false, slashed_zero = false;
  bool operator==(const FontVariantNumeric&) const = default;
};
struct FontVariantEastAsian {
  EastAsianVariant variant = EastAsianVariant::Normal;
  EastAsianWidth width = EastAsianWidth::Normal;
  bool ruby = false;
  bool operator==(const FontVariantEastAsian&) const = default;
};
struct FontVariantAlternates {
  bool historical_forms = false;
  bool operator==(const FontVariantAlternates&) const = default;
};

// -- text
struct TextIndent {
  LengthPercentage length;
  bool hanging = false;
  bool each_line = false;
  bool operator==(const TextIndent&) const = default;
};
struct TextTransform {
  TextCase text_case = TextCase::None;
  bool full_width = false;
  bool full_size_kana = false;
  bool operator==(const TextTransform&) const = default;
};
struct TabSize {
  bool is_length = false;
  double number = 8;  // widths of a space
  Unit length;
  bool operator==(const TabSize&) const = default;
};
struct VerticalAlign {
  VerticalAlignKeyword keyword = VerticalAlignKeyword::Baseline;
  LengthPercentage length;  // of keyword Length; percent of the line height
  bool operator==(const VerticalAlign&) const = default;
};
// CSS Text 4 §8.4: where spacing is added. `normal` has alpha and numeric on.
struct TextAutospace {
  bool ideograph_alpha = true;
  bool ideograph_numeric = true;
  bool punctuation = false;
  bool replace = false;  // else insert
  bool is_auto = false;  // the typesetter's choice
  static constexpr TextAutospace none() { return {false, false, false, false, false}; }
  constexpr bool is_none() const {
    return !ideograph_alpha && !ideograph_numeric && !punctuation && !is_auto;
  }
  bool operator==(const TextAutospace&) const = default;
};
// CSS Inline 3 §5.2.
struct TextBoxEdge {
  bool is_auto = true;
  TextEdge over = TextEdge::Text;
  TextEdge under = TextEdge::Text;
  bool operator==(const TextBoxEdge&) const = default;
};
// CSS Overflow 4 §5: 0 is none.
struct LineClamp {
  std::int32_t lines = 0;
  bool operator==(const LineClamp&) const = default;
};
struct HangingPunctuation {
  bool first = false;
  bool last = false;
  bool force_end = false;
  bool allow_end = false;
  constexpr bool is_none() const { return !first && !last && !force_end && !allow_end; }
  bool operator==(const HangingPunctuation&) const = default;
};
// 0: auto, the typesetter's choice.
struct HyphenateLimitChars {
  std::int32_t word = 0;
  std::int32_t before = 0;
  std::int32_t after = 0;
  bool operator==(const HyphenateLimitChars&) const = default;
};
struct HyphenateLimitLines {
  std::int32_t count = -1;  // −1: no limit
  bool operator==(const HyphenateLimitLines&) const = default;
};
struct TextDecorationLine {
  bool underline = false;
  bool overline = false;
  bool line_through = false;
  bool spelling_error = false;
  bool grammar_error = false;
  constexpr bool is_none() const { return !underline && !overline && !line_through; }
  bool operator==(const TextDecorationLine&) const = default;
};
enum class TextDecorationThicknessKind : std::uint8_t { Auto, FromFont, LengthPercentage };
struct TextDecorationThickness {
  TextDecorationThicknessKind kind = TextDecorationThicknessKind::Auto;
  LengthPercentage value;  // percent of 1em
  bool operator==(const TextDecorationThickness&) const = default;
};
struct TextDecorationInset {
  bool is_auto = false;
  Unit start;
  Unit end;
  bool operator==(const TextDecorationInset&) const = default;
};
struct TextUnderlinePosition {
  bool from_font = false;
  bool under = false;
  bool left = false;
  bool right = false;
  constexpr bool is_auto() const { return !from_font && !under && !left && !right; }
  bool operator==(const TextUnderlinePosition&) const = default;
};
struct TextEmphasisStyle {
  TextEmphasisShape shape = TextEmphasisShape::None;
  bool open = false;
  // `filled` or `open` without a shape: a circle in horizontal, a sesame in vertical text; already
  // resolved into `shape`.
  std::string_view text;  // of shape String: one character
  bool operator==(const TextEmphasisStyle&) const = default;
};
struct TextEmphasisPosition {
  bool over = true;
  bool right = true;
  bool is_auto = true;  // not given by author: by language (under in Chinese)
  bool operator==(const TextEmphasisPosition&) const = default;
};
struct TextEmphasisSkip {
  bool spaces = true;
  bool punctuation = true;
  bool symbols = false;
  bool narrow = false;
  bool operator==(const TextEmphasisSkip&) const = default;
};
enum class TextCombineKind : std::uint8_t { None, All, Digits };
struct TextCombineUpright {
  TextCombineKind kind = TextCombineKind::None;
  std::int32_t digits = 2;
  bool operator==(const TextCombineUpright&) const = default;
};
struct RubyPosition {
  bool alternate = true;  // levels of double-sided ruby change sides
  RubySide side = RubySide::Over;
  bool operator==(const RubyPosition&) const = default;
};
struct InitialLetter {
  double size = 0;  // lines; 0 is normal
  std::int32_t sink = 0;
  constexpr bool is_normal() const { return size == 0; }
  bool operator==(const InitialLetter&) const = default;
};

}  // namespace banxin::css
