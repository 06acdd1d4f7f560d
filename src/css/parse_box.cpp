// Sizes, positions, borders, shadows, alignment.
#include <algorithm>
#include <array>

#include "css/value_parsers.h"

namespace banxin::css {
namespace {

// CSS Display 3 §2: the parts of a value of several keywords.
struct DisplayParts {
  bool block = false, inline_ = false, list_item = false;
  int inside = 0;  // 1 flow, 2 flow-root, 3 table, 4 flex, 5 grid, 6 ruby
  bool add(std::string_view keyword);
};

bool set_once(bool& flag) {
  const bool was = flag;
  flag = true;
  return !was;
}

bool DisplayParts::add(std::string_view keyword) {
  if (keyword == "block") return !inline_ && set_once(block);
  if (keyword == "inline") return !block && set_once(inline_);
  if (keyword == "list-item") return set_once(list_item);
  constexpr std::array<std::string_view, 7> kInside{"",     "flow", "flow-root", "table",
                                                    "flex", "grid", "ruby"};
  for (int i = 1; i < 7; ++i) {
    if (kInside[static_cast<std::size_t>(i)] != keyword) continue;
    if (inside != 0) return false;
    inside = i;
    return true;
  }
  return false;
}

std::optional<Display> fold(const DisplayParts& parts) {
  if (parts.list_item) {
    if (parts.inside > 2) return std::nullopt;
    if (parts.inline_) return Display::InlineListItem;
    return parts.inside == 2 ? Display::FlowRootListItem : Display::ListItem;
  }
  // `ruby` alone is inline; the others are block.
  const bool is_inline = parts.inline_ || (parts.inside == 6 && !parts.block);
  switch (parts.inside) {
    case 2:
      return is_inline ? Display::InlineBlock : Display::FlowRoot;
    case 3:
      return is_inline ? Display::InlineTable : Display::Table;
    case 4:
      return is_inline ? Display::InlineFlex : Display::Flex;
    case 5:
      return is_inline ? Display::InlineGrid : Display::Grid;
    case 6:
      return is_inline ? Display::Ruby : Display::BlockRuby;
    default:
      return is_inline ? Display::Inline : Display::Block;
  }
}

}  // namespace

bool parse_value(TokenCursor& cursor, ValueContext&, Display& out) {
  if (cursor.type() != TokenType::Ident) return false;
  std::string first = to_lower(cursor.text());
  if (first.starts_with("-webkit-") || first.starts_with("-ms-")) {
    first = first.substr(first.find('-', 1) + 1);
    if (first == "flexbox") first = "flex";
    // CSS Overflow 4 §5.1: the old box is a flex container, but where lines are clamped.
    if (first == "box") first = "flex";
    if (first == "inline-box") first = "inline-flex";
  }
  // Single keywords of which the two-value parts are no keywords by themselves.
  const std::optional<Display> single = find_keyword<Display>(first);
  DisplayParts parts;
  if (single && !DisplayParts{}.add(first)) {
    out = *single;
    cursor.skip();
    return true;
  }
  while (cursor.type() == TokenType::Ident) {
    const std::string keyword = parts.block || parts.inline_ || parts.list_item || parts.inside != 0
                                    ? to_lower(cursor.text())
                                    : first;
    if (!parts.add(keyword)) return false;
    cursor.skip();
  }
  const std::optional<Display> folded = fold(parts);
  if (folded) out = *folded;
  return folded.has_value();
}

bool parse_value(TokenCursor& cursor, ValueContext& context, LengthPercentageOrAuto& out) {
  out = {};
  if (cursor.take_ident("auto")) {
    out.is_auto = true;
    return true;
  }
  return parse_length_percentage(cursor, context, out.value);
}

bool parse_box_size(TokenCursor& cursor, ValueContext& context, BoxSize& out, SizeKeyword keyword) {
  out = {};
  struct Row {
    std::string_view name;
    BoxSizeKind kind;
  };
  constexpr std::array kRows{
      Row{"min-content", BoxSizeKind::MinContent},
      Row{"max-content", BoxSizeKind::MaxContent},
      Row{"fit-content", BoxSizeKind::FitContent},
      Row{"stretch", BoxSizeKind::Stretch},
      Row{"-webkit-fill-available", BoxSizeKind::Stretch},
      Row{"-moz-available", BoxSizeKind::Stretch},
      Row{"-webkit-min-content", BoxSizeKind::MinContent},
      Row{"-webkit-max-content", BoxSizeKind::MaxContent},
      Row{"-webkit-fit-content", BoxSizeKind::FitContent},
      Row{"-moz-fit-content", BoxSizeKind::FitContent},
      Row{"-moz-min-content", BoxSizeKind::MinContent},
      Row{"-moz-max-content", BoxSizeKind::MaxContent},
      Row{"intrinsic", BoxSizeKind::MaxContent},
      Row{"min-intrinsic", BoxSizeKind::MinContent},
  };
  if (cursor.type() == TokenType::Ident) {
    if (keyword != SizeKeyword::None && cursor.take_ident("auto")) return true;
    if (keyword == SizeKeyword::None && cursor.take_ident("none")) {
      out.kind = BoxSizeKind::None;
      return true;
    }
    if (keyword == SizeKeyword::Content && cursor.take_ident("content")) {
      out.kind = BoxSizeKind::Content;
      return true;
    }
    for (const Row& row : kRows) {
      if (!cursor.take_ident(row.name)) continue;
      out.kind = row.kind;
      return true;
    }
    return false;
  }
  if (cursor.is_function("fit-content")) {
    TokenCursor inside = cursor.enter();
    out.kind = BoxSizeKind::FitContentLimit;
    return parse_length_percentage(inside, context, out.value, Range::NonNegative) &&
           inside.at_end();
  }
  out.kind = BoxSizeKind::LengthPercentage;
  return parse_length_percentage(cursor, context, out.value, Range::NonNegative);
}

bool parse_line_width(TokenCursor& cursor, ValueContext& context, Unit& out) {
  struct Row {
    std::string_view name;
    int px;
  };
  for (const Row& row : {Row{"thin", 1}, Row{"medium", 3}, Row{"thick", 5}}) {
    if (!cursor.take_ident(row.name)) continue;
    out = Unit::from_px(row.px);
    return true;
  }
  double px = 0;
  if (!parse_length_px(cursor, context, px, Range::NonNegative)) return false;
  // CSS Backgrounds 3 §3.3 (snapping): a width above 0 is at least 1, others are cut to whole px.
  if (px > 0 && px < 1) px = 1;
  out = Unit::from_px(static_cast<double>(static_cast<std::int64_t>(std::min(px, 1e9))));
  return true;
}

bool parse_opacity(TokenCursor& cursor, ValueContext& context, float& out) {
  const std::optional<Numeric> value = parse_numeric(cursor, context, Percentages::Separate);
  if (!value) return false;
  double number = value->value;
  if (value->kind == NumericKind::Percent) {
    number = value->percent / 100;
  } else if (value->kind != NumericKind::Number) {
    return false;
  }
  out = static_cast<float>(std::clamp(number, 0.0, 1.0));
  return true;
}

bool parse_value(TokenCursor& cursor, ValueContext& context, IntegerOrAuto& out) {
  out.is_auto = cursor.take_ident("auto");
  return out.is_auto || parse_integer(cursor, context, out.value);
}

bool parse_value(TokenCursor& cursor, ValueContext& context, ColumnCount& out) {
  out.value = 0;
  if (cursor.take_ident("auto")) return true;
  return parse_integer(cursor, context, out.value) && out.value >= 1;
}

bool parse_value(TokenCursor& cursor, ValueContext& context, LengthOrAuto& out) {
  out.is_auto = cursor.take_ident("auto");
  return out.is_auto || parse_length(cursor, context, out.value, Range::NonNegative);
}

bool parse_value(TokenCursor& cursor, ValueContext& context, Gap& out) {
  out.is_normal = cursor.take_ident("normal");
  return out.is_normal || parse_length_percentage(cursor, context, out.value, Range::NonNegative);
}

bool parse_value(TokenCursor& cursor, ValueContext& context, Radius& out) {
  if (!parse_length_percentage(cursor, context, out.x, Range::NonNegative)) return false;
  out.y = out.x;
  return cursor.at_end() || parse_length_percentage(cursor, context, out.y, Range::NonNegative);
}

bool parse_value(TokenCursor& cursor, ValueContext& context, VerticalAlign& out) {
  if (const auto keyword = cursor.take_keyword<VerticalAlignKeyword>()) {
    out.keyword = *keyword;
    return true;
  }
  out.keyword = VerticalAlignKeyword::Length;
  return parse_length_percentage(cursor, context, out.length);
}

bool parse_value(TokenCursor& cursor, ValueContext& context, AspectRatio& out) {
  out = {};
  out.is_auto = cursor.take_ident("auto");
  if (out.is_auto && cursor.at_end()) return true;
  if (!parse_number(cursor, context, out.width, Range::NonNegative)) return false;
  out.height = 1;
  if (cursor.take_delim('/') && !parse_number(cursor, context, out.height, Range::NonNegative)) {
    return false;
  }
  out.is_auto = out.is_auto || cursor.take_ident("auto");
  return true;
}

bool parse_value(TokenCursor& cursor, ValueContext& context, ClipRect& out) {
  out = {};
  if (cursor.take_ident("auto")) return true;
  if (!cursor.is_function("rect")) return false;
  out.is_auto = false;
  TokenCursor inside = cursor.enter();
  for (LengthPercentageOrAuto* side : {&out.top, &out.right, &out.bottom, &out.left}) {
    if (side != &out.top) inside.take(TokenType::Comma);
    if (!parse_value(inside, context, *side) || side->value.has_percent()) return false;
  }
  return inside.at_end();
}

namespace {

bool parse_shadow(TokenCursor& cursor, ValueContext& context, Shadow& out, bool text) {
  bool color = false;
  bool lengths = false;
  while (!cursor.at_end() && cursor.type() != TokenType::Comma) {
    if (!text && !out.inset && cursor.take_ident("inset")) {
      out.inset = true;
      continue;
    }
    if (!lengths && parse_length(cursor, context, out.x)) {
      lengths = true;
      if (!parse_length(cursor, context, out.y)) return false;
      if (parse_length(cursor, context, out.blur, Range::NonNegative) && !text) {
        parse_length(cursor, context, out.spread);
      }
      continue;
    }
    if (color || !parse_color(cursor, context, out.color)) return false;
    color = true;
  }
  return lengths;
}

}  // namespace

bool parse_shadows(TokenCursor& cursor, ValueContext& context, List<Shadow>& out, bool text) {
  out = {};
  if (cursor.take_ident("none")) return true;
  std::vector<Shadow> shadows;
  do {
    Shadow shadow;
    if (!parse_shadow(cursor, context, shadow, text)) return false;
    shadows.push_back(shadow);
  } while (cursor.take(TokenType::Comma));
  out = keep(context, shadows);
  return true;
}

namespace {

bool parse_image_side(TokenCursor& cursor,
                      ValueContext& context,
                      BorderImageSide& out,
                      ImageSides which) {
  out = {};
  double number = 0;
  if (parse_number(cursor, context, number, Range::NonNegative)) {
    out.number = static_cast<float>(number);
    return true;
  }
  if (which == ImageSides::Width && cursor.take_ident("auto")) {
    out.kind = BorderImageSideKind::Auto;
    return true;
  }
  out.kind = BorderImageSideKind::LengthPercentage;
  if (!parse_length_percentage(cursor, context, out.value, Range::NonNegative)) return false;
  const bool percent_only = out.value.length == Unit{} && out.value.expression == nullptr;
  if (which == ImageSides::Slice) return percent_only;
  return which != ImageSides::Outset || !out.value.has_percent();
}

}  // namespace

bool parse_image_sides(TokenCursor& cursor,
                       ValueContext& context,
                       BorderImageSides& out,
                       ImageSides which) {
  out = {};
  const bool may_fill = which == ImageSides::Slice;
  out.fill = may_fill && cursor.take_ident("fill");
  std::array<BorderImageSide, 4> sides;
  std::size_t count = 0;
  while (count < 4 && !cursor.at_end() && !cursor.is_delim('/')) {
    if (may_fill && !out.fill && cursor.take_ident("fill")) {
      out.fill = true;
      break;
    }
    if (!parse_image_side(cursor, context, sides[count], which)) return false;
    ++count;
  }
  if (may_fill && !out.fill) out.fill = cursor.take_ident("fill");
  if (count == 0) return false;
  out.top = sides[0];
  out.right = count > 1 ? sides[1] : sides[0];
  out.bottom = count > 2 ? sides[2] : sides[0];
  out.left = count > 3 ? sides[3] : out.right;
  return true;
}

bool parse_value(TokenCursor& cursor, ValueContext&, BorderImageRepeats& out) {
  const auto first = cursor.take_keyword<BorderImageRepeat>();
  if (!first) return false;
  out = {*first, *first};
  if (const auto second = cursor.take_keyword<BorderImageRepeat>()) out.y = *second;
  return true;
}

namespace {

bool is_distribution(AlignKeyword keyword) {
  return keyword == AlignKeyword::SpaceBetween || keyword == AlignKeyword::SpaceAround ||
         keyword == AlignKeyword::SpaceEvenly;
}

bool is_allowed(AlignKeyword keyword, AlignmentKind kind, AlignmentAxis axis) {
  const bool content = kind == AlignmentKind::AlignContent || kind == AlignmentKind::JustifyContent;
  switch (keyword) {
    case AlignKeyword::Auto:
      return kind == AlignmentKind::Self;
    case AlignKeyword::SelfStart:
    case AlignKeyword::SelfEnd:
      return !content;
    case AlignKeyword::Left:
    case AlignKeyword::Right:
      return axis == AlignmentAxis::Inline;
    case AlignKeyword::Baseline:
    case AlignKeyword::LastBaseline:
      return kind != AlignmentKind::JustifyContent;
    default:
      return content || !is_distribution(keyword);
  }
}

bool takes_overflow_position(AlignKeyword keyword) {
  return keyword >= AlignKeyword::Start && keyword <= AlignKeyword::Right;
}

}  // namespace

bool parse_alignment(TokenCursor& cursor, Alignment& out, AlignmentKind kind, AlignmentAxis axis) {
  out = {};
  if (kind == AlignmentKind::Items && axis == AlignmentAxis::Inline &&
      cursor.take_ident("legacy")) {
    out.legacy = true;
    if (cursor.at_end()) return true;
  }
  const auto overflow = cursor.take_keyword<OverflowPosition>();
  if (overflow) out.overflow = *overflow;
  if (cursor.take_ident("first")) {
    out.keyword = AlignKeyword::Baseline;
    return !overflow && cursor.take_ident("baseline") && is_allowed(out.keyword, kind, axis);
  }
  if (cursor.take_ident("last")) {
    out.keyword = AlignKeyword::LastBaseline;
    return !overflow && cursor.take_ident("baseline") && is_allowed(out.keyword, kind, axis);
  }
  const auto keyword = cursor.take_keyword<AlignKeyword>();
  if (!keyword || !is_allowed(*keyword, kind, axis)) return false;
  if (overflow && !takes_overflow_position(*keyword)) return false;
  out.keyword = *keyword;
  if (!out.legacy) out.legacy = kind == AlignmentKind::Items && cursor.take_ident("legacy");
  return true;
}

}  // namespace banxin::css
