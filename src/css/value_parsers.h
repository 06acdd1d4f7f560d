#pragma once
// One parser for each value type: parse_value(cursor, context, out). Each takes all that belongs to
// the value and returns false (the cursor is then anywhere) when it is none. Which parser a
// property has is decided in longhand.cpp.
#include <vector>

#include "css/calc_parser.h"
#include "css/color.h"
#include "css/cursor.h"
#include "css/value_context.h"

namespace banxin::css {

template <class T>
List<T> keep(ValueContext& context, const std::vector<T>& items) {
  return List<T>(context.memory.copy(std::span<const T>(items)));
}

// A keyword type.
template <class T>
requires std::is_enum_v<T>
bool parse_value(TokenCursor& cursor, ValueContext&, T& out) {
  const std::optional<T> found = cursor.take_keyword<T>();
  if (found) out = *found;
  return found.has_value();
}

// `none` (an empty list) is the caller's; items are separated by commas.
template <class T>
bool parse_comma_list(TokenCursor& cursor, ValueContext& context, List<T>& out) {
  std::vector<T> items;
  do {
    T item;
    if (!parse_value(cursor, context, item)) return false;
    items.push_back(item);
  } while (cursor.take(TokenType::Comma));
  out = keep(context, items);
  return true;
}

// An identifier that is no CSS-wide keyword and not `default` (Values 4 §4.2); copied.
std::optional<std::string_view> take_custom_ident(TokenCursor& cursor, ValueContext& context);
std::optional<std::string_view> take_string(TokenCursor& cursor, ValueContext& context);
// url(…), src(…) or, where `strings` says so, a string.
enum class UrlStrings : std::uint8_t { Refused, Allowed };
bool parse_url(TokenCursor& cursor, ValueContext& context, Url& out, UrlStrings strings);
bool is_css_wide_keyword(std::string_view lower);

// -- boxes: parse_box.cpp
bool parse_value(TokenCursor& cursor, ValueContext& context, Display& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, LengthPercentageOrAuto& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, BorderImageRepeats& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, ClipRect& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, AspectRatio& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, Gap& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, LengthOrAuto& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, IntegerOrAuto& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, ColumnCount& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, Radius& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, VerticalAlign& out);
enum class SizeKeyword : std::uint8_t { Auto, None, Content };
bool parse_box_size(TokenCursor& cursor, ValueContext& context, BoxSize& out, SizeKeyword keyword);
bool parse_line_width(TokenCursor& cursor, ValueContext& context, Unit& out);
bool parse_opacity(TokenCursor& cursor, ValueContext& context, float& out);
bool parse_shadows(TokenCursor& cursor, ValueContext& context, List<Shadow>& out, bool text);
enum class ImageSides : std::uint8_t { Slice, Width, Outset };
bool parse_image_sides(TokenCursor& cursor,
                       ValueContext& context,
                       BorderImageSides& out,
                       ImageSides which);
enum class AlignmentKind : std::uint8_t { AlignContent, JustifyContent, Items, Self };
enum class AlignmentAxis : std::uint8_t { Block, Inline };
bool parse_alignment(TokenCursor& cursor, Alignment& out, AlignmentKind kind, AlignmentAxis axis);

// -- pages: parse_page.cpp
bool parse_value(TokenCursor& cursor, ValueContext& context, PageSize& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, PageMarks& out);

// -- images, positions, transforms: parse_image.cpp, parse_transform.cpp
bool parse_value(TokenCursor& cursor, ValueContext& context, Image& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, PositionXY& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, BackgroundRepeat& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, BackgroundSize& out);
// One axis of background-position.
bool parse_axis_position(TokenCursor& cursor,
                         ValueContext& context,
                         LengthPercentage& out,
                         bool horizontal);
bool parse_transform(TokenCursor& cursor, ValueContext& context, List<TransformFunction>& out);
bool parse_translate(TokenCursor& cursor, ValueContext& context, List<TransformFunction>& out);
bool parse_rotate(TokenCursor& cursor, ValueContext& context, List<TransformFunction>& out);
bool parse_scale(TokenCursor& cursor, ValueContext& context, List<TransformFunction>& out);
bool parse_transform_origin(TokenCursor& cursor, ValueContext& context, PositionXY& out);

// -- shapes and effects: parse_shape.cpp
bool parse_value(TokenCursor& cursor, ValueContext& context, Effects& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, WillChange& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, Perspective& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, LineClamp& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, TextBoxEdge& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, Shape& out);

// -- grid: parse_grid.cpp
bool parse_value(TokenCursor& cursor, ValueContext& context, GridTemplate& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, GridAreas& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, GridAutoFlow& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, GridLine& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, TrackSize& out);

// -- fonts: parse_font.cpp
bool parse_value(TokenCursor& cursor, ValueContext& context, FontFamily& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, FontStyle& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, FontSizeAdjust& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, FontFeature& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, FontVariation& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, FontVariantLigatures& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, FontVariantNumeric& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, FontVariantEastAsian& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, FontVariantAlternates& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, LineHeight& out);
bool parse_font_weight(TokenCursor& cursor, ValueContext& context, float& out);
bool parse_font_stretch(TokenCursor& cursor, ValueContext& context, float& out);
// font-size with what inheritance must remember of it.
struct FontSize {
  double px = 16;
  // xx-small is 0 … xxx-large 7; −1 when it was no keyword.
  int keyword = -1;
  // Not relative to the parent's size: a change to monospace does not scale it.
  bool absolute = true;
};
bool parse_font_size(TokenCursor& cursor, ValueContext& context, FontSize& out);
// `default_size` is 16, or 13 for monospace alone, as browsers have it.
double font_size_of_keyword(int keyword, double default_size);

// -- text: parse_text.cpp
bool parse_value(TokenCursor& cursor, ValueContext& context, TextIndent& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, TextTransform& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, TabSize& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, TextAutospace& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, Contain& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, HangingPunctuation& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, HyphenateLimitChars& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, HyphenateLimitLines& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, TextDecorationLine& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, TextDecorationThickness& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, TextDecorationInset& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, TextUnderlinePosition& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, TextEmphasisStyle& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, TextEmphasisPosition& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, TextEmphasisSkip& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, TextCombineUpright& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, RubyPosition& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, InitialLetter& out);
bool parse_spacing(TokenCursor& cursor, ValueContext& context, Unit& out);
bool parse_string_or(TokenCursor& cursor,
                     ValueContext& context,
                     StringOrAuto& out,
                     std::string_view keyword);

// -- generated content: parse_content.cpp
bool parse_value(TokenCursor& cursor, ValueContext& context, Content& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, Quotes& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, CounterStyleName& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, List<StringSet>& out);
bool parse_value(TokenCursor& cursor, ValueContext& context, BookmarkLevel& out);
// counter-reset, -increment or -set; `default_value` stands where no integer does.
enum class ReversedCounters : std::uint8_t { Refused, Allowed };
bool parse_counter_changes(TokenCursor& cursor,
                           ValueContext& context,
                           List<CounterChange>& out,
                           std::int32_t default_value,
                           ReversedCounters reversed);
// A name or `keyword`, which is "".
bool parse_name(TokenCursor& cursor, ValueContext& context, Name& out, std::string_view keyword);

}  // namespace banxin::css
