// Which parser each longhand has. The type of the row decides; the exceptions, where properties of
// one type have different grammars, stand in the block of overloads below.
#include <algorithm>

#include "css/property.h"
#include "css/value_parsers.h"

namespace banxin::css {
namespace {

template <Property P>
struct Tag {};

// The rule: by type.
template <Property P, class T>
bool parse_row(Tag<P>, TokenCursor& cursor, ValueContext& context, T& out) {
  return parse_value(cursor, context, out);
}
template <Property P, class T>
bool parse_row(Tag<P>, TokenCursor& cursor, ValueContext& context, List<T>& out) {
  return parse_comma_list(cursor, context, out);
}

// The exceptions: ROW(property, type, expression over cursor, context and out).
#define ROW(field, type, expression)                                                          \
  [[maybe_unused]] bool parse_row(Tag<Property::field>, [[maybe_unused]] TokenCursor& cursor, \
                                  [[maybe_unused]] ValueContext& context, type& out) {        \
    return expression;                                                                        \
  }

bool parse_list_or(TokenCursor& cursor, ValueContext& context, auto& out, std::string_view none) {
  if (cursor.take_ident(none)) {
    out = {};
    return true;
  }
  return parse_comma_list(cursor, context, out);
}

bool parse_positive(TokenCursor& cursor, ValueContext& context, std::int32_t& out) {
  return parse_integer(cursor, context, out) && out >= 1;
}

bool parse_positions(TokenCursor& cursor,
                     ValueContext& context,
                     List<LengthPercentage>& out,
                     bool horizontal) {
  std::vector<LengthPercentage> items;
  do {
    LengthPercentage item;
    if (!parse_axis_position(cursor, context, item, horizontal)) return false;
    items.push_back(item);
  } while (cursor.take(TokenType::Comma));
  out = keep(context, items);
  return true;
}

bool parse_page_name(TokenCursor& cursor, ValueContext& context, Name& out) {
  return parse_name(cursor, context, out, "auto");
}

bool parse_container_names(TokenCursor& cursor, ValueContext& context, List<Name>& out) {
  out = {};
  if (cursor.take_ident("none")) return true;
  std::vector<Name> names;
  while (!cursor.at_end()) {
    Name name;
    if (!parse_name(cursor, context, name, "")) return false;
    names.push_back(name);
  }
  out = keep(context, names);
  return !names.empty();
}

bool parse_track_list(TokenCursor& cursor, ValueContext& context, List<TrackSize>& out) {
  std::vector<TrackSize> tracks;
  while (!cursor.at_end()) {
    TrackSize track;
    if (!parse_value(cursor, context, track)) return false;
    tracks.push_back(track);
  }
  out = keep(context, tracks);
  return !tracks.empty();
}

bool parse_computed_font_size(TokenCursor& cursor, ValueContext& context, Unit& out) {
  FontSize size;
  if (!parse_font_size(cursor, context, size)) return false;
  out = Unit::from_px(size.px);
  return true;
}

// CSS Text 4 §2.1 and its prefixed ancestors.
bool parse_text_align(TokenCursor& cursor, ValueContext& context, TextAlign& out) {
  if (cursor.take_ident("-internal-center")) {
    // HTML §15.3.8: th is centred unless something was said of what is around it.
    context.depends = true;
    const bool unsaid = context.parent_text_align == TextAlign::Start;
    out = unsaid ? TextAlign::Center : context.parent_text_align;
    return true;
  }
  if (cursor.take_ident("-webkit-match-parent")) {
    out = TextAlign::MatchParent;
    return true;
  }
  if (cursor.take_ident("-moz-center")) {
    out = TextAlign::BanxinCenter;
    return true;
  }
  const auto keyword = cursor.take_keyword<TextAlign>();
  if (keyword) out = *keyword;
  return keyword.has_value();
}

// CSS Writing Modes 4 §3.1: the values of SVG 1.1 and of old engines.
bool parse_writing_mode(TokenCursor& cursor, WritingMode& out) {
  struct Row {
    std::string_view name;
    WritingMode mode;
  };
  for (const Row& row :
       {Row{"lr", WritingMode::HorizontalTb}, Row{"lr-tb", WritingMode::HorizontalTb},
        Row{"rl", WritingMode::HorizontalTb}, Row{"rl-tb", WritingMode::HorizontalTb},
        Row{"tb", WritingMode::VerticalRl}, Row{"tb-rl", WritingMode::VerticalRl}}) {
    if (!cursor.take_ident(row.name)) continue;
    out = row.mode;
    return true;
  }
  const auto keyword = cursor.take_keyword<WritingMode>();
  if (keyword) out = *keyword;
  return keyword.has_value();
}

bool parse_overflow(TokenCursor& cursor, Overflow& out) {
  if (cursor.take_ident("overlay")) {
    out = Overflow::Auto;
    return true;
  }
  const auto keyword = cursor.take_keyword<Overflow>();
  if (keyword) out = *keyword;
  return keyword.has_value();
}

bool parse_break(TokenCursor& cursor, BreakBetween& out) {
  const auto keyword = cursor.take_keyword<BreakBetween>();
  if (!keyword) return false;
  out = *keyword == BreakBetween::Always ? BreakBetween::Page : *keyword;
  return true;
}

bool parse_word_break(TokenCursor& cursor, WordBreak& out) {
  const auto keyword = cursor.take_keyword<WordBreak>();
  if (keyword) out = *keyword;
  return keyword.has_value();
}

bool parse_text_orientation(TokenCursor& cursor, TextOrientation& out) {
  if (cursor.take_ident("sideways-right")) {
    out = TextOrientation::Sideways;
    return true;
  }
  if (cursor.take_ident("vertical-right")) {
    out = TextOrientation::Mixed;
    return true;
  }
  const auto keyword = cursor.take_keyword<TextOrientation>();
  if (keyword) out = *keyword;
  return keyword.has_value();
}

bool parse_combine(TokenCursor& cursor, ValueContext& context, TextCombineUpright& out) {
  // -webkit-text-combine: horizontal
  if (cursor.take_ident("horizontal")) {
    out.kind = TextCombineKind::All;
    return true;
  }
  return parse_value(cursor, context, out);
}

bool parse_ruby_position(TokenCursor& cursor, ValueContext& context, RubyPosition& out) {
  out = {};
  if (cursor.take_ident("before")) return true;
  if (cursor.take_ident("after")) {
    out.side = RubySide::Under;
    return true;
  }
  return parse_value(cursor, context, out);
}

bool parse_position(TokenCursor& cursor, Position& out) {
  if (cursor.take_ident("-webkit-sticky")) {
    out = Position::Sticky;
    return true;
  }
  if (cursor.is_function("running")) {
    TokenCursor inside = cursor.enter();
    out = Position::Running;
    return inside.type() == TokenType::Ident;
  }
  const auto keyword = cursor.take_keyword<Position>();
  if (keyword) out = *keyword;
  return keyword.has_value();
}

bool parse_line_width_or(TokenCursor& cursor, ValueContext& context, Unit& out) {
  return parse_line_width(cursor, context, out);
}

ROW(position, Position, parse_position(cursor, out))
ROW(running_name, Name, parse_name(cursor, context, out, "none"))
ROW(order, std::int32_t, parse_integer(cursor, context, out))
ROW(overflow_x, Overflow, parse_overflow(cursor, out))
ROW(overflow_y, Overflow, parse_overflow(cursor, out))
ROW(overflow_clip_margin, Unit, parse_length(cursor, context, out, Range::NonNegative))
ROW(opacity, float, parse_opacity(cursor, context, out))
ROW(container_name, List<Name>, parse_container_names(cursor, context, out))
ROW(width, BoxSize, parse_box_size(cursor, context, out, SizeKeyword::Auto))
ROW(height, BoxSize, parse_box_size(cursor, context, out, SizeKeyword::Auto))
ROW(min_width, BoxSize, parse_box_size(cursor, context, out, SizeKeyword::Auto))
ROW(min_height, BoxSize, parse_box_size(cursor, context, out, SizeKeyword::Auto))
ROW(max_width, BoxSize, parse_box_size(cursor, context, out, SizeKeyword::None))
ROW(max_height, BoxSize, parse_box_size(cursor, context, out, SizeKeyword::None))
ROW(flex_basis, BoxSize, parse_box_size(cursor, context, out, SizeKeyword::Content))
#define PADDING(field) \
  ROW(field, LengthPercentage, parse_length_percentage(cursor, context, out, Range::NonNegative))
PADDING(padding_top)
PADDING(padding_right)
PADDING(padding_bottom)
PADDING(padding_left)
PADDING(shape_margin)
PADDING(hyphenate_limit_zone)
#undef PADDING
#define LINE_WIDTH(field) ROW(field, Unit, parse_line_width_or(cursor, context, out))
LINE_WIDTH(border_top_width)
LINE_WIDTH(border_right_width)
LINE_WIDTH(border_bottom_width)
LINE_WIDTH(border_left_width)
LINE_WIDTH(outline_width)
LINE_WIDTH(column_rule_width)
#undef LINE_WIDTH
#define COLOR(field) ROW(field, Color, parse_color(cursor, context, out))
COLOR(color)
COLOR(background_color)
COLOR(border_top_color)
COLOR(border_right_color)
COLOR(border_bottom_color)
COLOR(border_left_color)
COLOR(outline_color)
COLOR(column_rule_color)
COLOR(text_decoration_color)
COLOR(text_emphasis_color)
#undef COLOR
ROW(border_image_slice,
    BorderImageSides,
    parse_image_sides(cursor, context, out, ImageSides::Slice))
ROW(border_image_width,
    BorderImageSides,
    parse_image_sides(cursor, context, out, ImageSides::Width))
ROW(border_image_outset,
    BorderImageSides,
    parse_image_sides(cursor, context, out, ImageSides::Outset))
ROW(outline_offset, Unit, parse_length(cursor, context, out))
ROW(box_shadow, List<Shadow>, parse_shadows(cursor, context, out, false))
ROW(text_shadow, List<Shadow>, parse_shadows(cursor, context, out, true))
ROW(background_position_x, List<LengthPercentage>, parse_positions(cursor, context, out, true))
ROW(background_position_y, List<LengthPercentage>, parse_positions(cursor, context, out, false))
ROW(transform, List<TransformFunction>, parse_transform(cursor, context, out))
ROW(translate, List<TransformFunction>, parse_translate(cursor, context, out))
ROW(rotate, List<TransformFunction>, parse_rotate(cursor, context, out))
ROW(scale, List<TransformFunction>, parse_scale(cursor, context, out))
ROW(transform_origin, PositionXY, parse_transform_origin(cursor, context, out))
ROW(flex_grow, double, parse_number(cursor, context, out, Range::NonNegative))
ROW(flex_shrink, double, parse_number(cursor, context, out, Range::NonNegative))
#define ALIGN(field, kind, axis) \
  ROW(field, Alignment, parse_alignment(cursor, out, AlignmentKind::kind, AlignmentAxis::axis))
ALIGN(align_content, AlignContent, Block)
ALIGN(justify_content, JustifyContent, Inline)
ALIGN(align_items, Items, Block)
ALIGN(justify_items, Items, Inline)
ALIGN(align_self, Self, Block)
ALIGN(justify_self, Self, Inline)
#undef ALIGN
ROW(grid_auto_rows, List<TrackSize>, parse_track_list(cursor, context, out))
ROW(grid_auto_columns, List<TrackSize>, parse_track_list(cursor, context, out))
ROW(border_spacing_x, Unit, parse_length(cursor, context, out, Range::NonNegative))
ROW(border_spacing_y, Unit, parse_length(cursor, context, out, Range::NonNegative))
ROW(break_before, BreakBetween, parse_break(cursor, out))
ROW(break_after, BreakBetween, parse_break(cursor, out))
ROW(orphans, std::int32_t, parse_positive(cursor, context, out))
ROW(widows, std::int32_t, parse_positive(cursor, context, out))
ROW(page, Name, parse_page_name(cursor, context, out))
ROW(string_set, List<StringSet>, parse_value(cursor, context, out))
ROW(writing_mode, WritingMode, parse_writing_mode(cursor, out))
ROW(text_orientation, TextOrientation, parse_text_orientation(cursor, out))
ROW(text_combine_upright, TextCombineUpright, parse_combine(cursor, context, out))
ROW(font_size, Unit, parse_computed_font_size(cursor, context, out))
ROW(font_weight, float, parse_font_weight(cursor, context, out))
ROW(font_stretch, float, parse_font_stretch(cursor, context, out))
ROW(font_feature_settings, List<FontFeature>, parse_list_or(cursor, context, out, "normal"))
ROW(font_variation_settings, List<FontVariation>, parse_list_or(cursor, context, out, "normal"))
ROW(font_language_override, StringOrAuto, parse_string_or(cursor, context, out, "normal"))
ROW(hyphenate_character, StringOrAuto, parse_string_or(cursor, context, out, "auto"))
ROW(text_align, TextAlign, parse_text_align(cursor, context, out))
ROW(word_break, WordBreak, parse_word_break(cursor, out))
ROW(word_spacing, Unit, parse_spacing(cursor, context, out))
ROW(letter_spacing, Unit, parse_spacing(cursor, context, out))
ROW(ruby_position, RubyPosition, parse_ruby_position(cursor, context, out))
ROW(counter_reset,
    List<CounterChange>,
    parse_counter_changes(cursor, context, out, 0, ReversedCounters::Allowed))
ROW(counter_increment,
    List<CounterChange>,
    parse_counter_changes(cursor, context, out, 1, ReversedCounters::Refused))
ROW(counter_set,
    List<CounterChange>,
    parse_counter_changes(cursor, context, out, 0, ReversedCounters::Refused))
#undef ROW

template <Property P, class T>
const void* parse_into(TokenCursor& cursor, ValueContext& context) {
  T value{};
  if (!parse_row(Tag<P>{}, cursor, context, value) || !cursor.at_end()) return nullptr;
  return &context.memory.create<T>(value);
}

using Parser = const void* (*)(TokenCursor&, ValueContext&);
constexpr Parser kParsers[] = {
#define INHERITED(name, field, type, ...) &parse_into<Property::field, type>,
#define OWN(name, field, type, ...) &parse_into<Property::field, type>,
#include "css/properties.def"
#undef INHERITED
#undef OWN
};

// Quirks Mode Standard §3.2: where a bare number is a length.
bool has_unitless_quirk(Property property) {
  switch (property) {
    case Property::border_spacing_x:
    case Property::border_spacing_y:
    case Property::bottom:
    case Property::font_size:
    case Property::height:
    case Property::left:
    case Property::letter_spacing:
    case Property::margin_bottom:
    case Property::margin_left:
    case Property::margin_right:
    case Property::margin_top:
    case Property::max_height:
    case Property::max_width:
    case Property::min_height:
    case Property::min_width:
    case Property::padding_bottom:
    case Property::padding_left:
    case Property::padding_right:
    case Property::padding_top:
    case Property::right:
    case Property::text_indent:
    case Property::top:
    case Property::vertical_align:
    case Property::width:
    case Property::word_spacing:
    case Property::border_top_width:
    case Property::border_right_width:
    case Property::border_bottom_width:
    case Property::border_left_width:
      return true;
    default:
      return false;
  }
}

}  // namespace

const void* parse_longhand(Property property, TokenCursor& cursor, ValueContext& context) {
  property = to_physical(property, {});
  const UnitlessLengths unitless = context.unitless;
  if (!has_unitless_quirk(property)) context.unitless = UnitlessLengths::Refused;
  const void* value = kParsers[static_cast<std::size_t>(property)](cursor, context);
  context.unitless = unitless;
  return value;
}

const void* parse_longhand(Property property, std::string_view text, ValueContext& context) {
  const std::vector<Token> tokens = tokenize(text);
  TokenCursor cursor(text, tokens, context.memory);
  return parse_longhand(property, cursor, context);
}

}  // namespace banxin::css
