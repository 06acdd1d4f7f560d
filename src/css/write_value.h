#pragma once
// Computed values as text: what dumps and docs show, close to CSS's own serialisation.
#include <string>
#include <type_traits>

#include "css/keywords.h"
#include "css/values.h"

namespace banxin::css {

std::string write_number(double value);

template <class T>
requires std::is_enum_v<T> std::string write_value(T value) {
  return std::string(keyword_name(value));
}
std::string write_value(double value);
std::string write_value(float value);
std::string write_value(std::int32_t value);
std::string write_value(Unit value);
std::string write_value(std::string_view value);
std::string write_value(const LengthPercentage& value);
std::string write_value(const LengthPercentageOrAuto& value);
std::string write_value(const BoxSize& value);
std::string write_value(const Color& value);
std::string write_value(const Image& value);
std::string write_value(const PositionXY& value);
std::string write_value(const BackgroundSize& value);
std::string write_value(const BackgroundRepeat& value);
std::string write_value(const Radius& value);
std::string write_value(const Shadow& value);
std::string write_value(const BorderImageSides& value);
std::string write_value(const BorderImageRepeats& value);
std::string write_value(const ClipRect& value);
std::string write_value(const TransformFunction& value);
std::string write_value(const AspectRatio& value);
std::string write_value(const Alignment& value);
std::string write_value(const Gap& value);
std::string write_value(const TrackSize& value);
std::string write_value(const TrackEntry& value);
std::string write_value(const GridTemplate& value);
std::string write_value(const GridAreas& value);
std::string write_value(const GridLine& value);
std::string write_value(const GridAutoFlow& value);
std::string write_value(const ColumnCount& value);
std::string write_value(const LengthOrAuto& value);
std::string write_value(const IntegerOrAuto& value);
std::string write_value(const FontFamily& value);
std::string write_value(const LineHeight& value);
std::string write_value(const FontStyle& value);
std::string write_value(const FontSizeAdjust& value);
std::string write_value(const FontFeature& value);
std::string write_value(const FontVariation& value);
std::string write_value(const FontVariantLigatures& value);
std::string write_value(const FontVariantNumeric& value);
std::string write_value(const FontVariantEastAsian& value);
std::string write_value(const FontVariantAlternates& value);
std::string write_value(const TextIndent& value);
std::string write_value(const TextTransform& value);
std::string write_value(const TabSize& value);
std::string write_value(const VerticalAlign& value);
std::string write_value(const TextAutospace& value);
std::string write_value(const Contain& value);
std::string write_value(const Effects& value);
std::string write_value(const WillChange& value);
std::string write_value(const Perspective& value);
std::string write_value(const LineClamp& value);
std::string write_value(const TextBoxEdge& value);
std::string write_value(const Shape& value);
std::string write_value(const HangingPunctuation& value);
std::string write_value(const HyphenateLimitChars& value);
std::string write_value(const HyphenateLimitLines& value);
std::string write_value(const StringOrAuto& value);
std::string write_value(const TextDecorationLine& value);
std::string write_value(const TextDecorationThickness& value);
std::string write_value(const TextDecorationInset& value);
std::string write_value(const TextUnderlinePosition& value);
std::string write_value(const TextEmphasisStyle& value);
std::string write_value(const TextEmphasisPosition& value);
std::string write_value(const TextEmphasisSkip& value);
std::string write_value(const TextCombineUpright& value);
std::string write_value(const RubyPosition& value);
std::string write_value(const InitialLetter& value);
std::string write_value(const CounterStyleName& value);
std::string write_value(const ContentItem& value);
std::string write_value(const Content& value);
std::string write_value(const CounterChange& value);
std::string write_value(const Quotes& value);
std::string write_value(const StringSet& value);
std::string write_value(const BookmarkLevel& value);
std::string write_value(const PageSize& value);
std::string write_value(const PageMarks& value);
std::string write_value(const Name& value);

template <class T>
std::string write_value(const List<T>& list) {
  if (list.empty()) return "none";
  std::string out;
  for (const T& item : list) {
    if (!out.empty()) out += ", ";
    out += write_value(item);
  }
  return out;
}

}  // namespace banxin::css
