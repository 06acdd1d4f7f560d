// CSS Text 4, Text Decoration 4, Writing Modes 4, Ruby 1, Inline 3.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/utf8.h"
#include "css/value_parsers.h"

namespace banxin::css {
namespace {

// Takes flags in any order, each once; false when a word is none of them.
struct FlagRow {
  std::string_view name;
  bool* flag;
};
bool take_flags(TokenCursor& cursor, std::span<const FlagRow> rows) {
  bool any = false;
  while (cursor.type() == TokenType::Ident) {
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const FlagRow& row) { return cursor.is_ident(row.name); });
    if (found == rows.end() || *found->flag) return false;
    *found->flag = true;
    any = true;
    cursor.skip();
  }
  return any;
}

}  // namespace

bool parse_value(TokenCursor& cursor, ValueContext& context, TextIndent& out) {
  out = {};
  bool length = false;
  while (!cursor.at_end()) {
    if (!out.hanging && cursor.take_ident("hanging")) {
      out.hanging = true;
    } else if (!out.each_line && cursor.take_ident("each-line")) {
      out.each_line = true;
    } else if (!length && parse_length_percentage(cursor, context, out.length)) {
      length = true;
    } else {
      return false;
    }
  }
  return length;
}

bool parse_value(TokenCursor& cursor, ValueContext&, TextTransform& out) {
  out = {};
  if (cursor.take_ident("none")) return true;
  bool any = false;
  while (cursor.type() == TokenType::Ident) {
    if (!out.full_width && cursor.take_ident("full-width")) {
      out.full_width = true;
    } else if (!out.full_size_kana && cursor.take_ident("full-size-kana")) {
      out.full_size_kana = true;
    } else {
      if (out.text_case != TextCase::None) return false;
      const auto text_case = cursor.take_keyword<TextCase>();
      if (!text_case || *text_case == TextCase::None) return false;
      out.text_case = *text_case;
    }
    any = true;
  }
  return any;
}

bool parse_value(TokenCursor& cursor, ValueContext& context, TabSize& out) {
  out = {};
  if (parse_number(cursor, context, out.number, Range::NonNegative)) return true;
  out.is_length = true;
  return parse_length(cursor, context, out.length, Range::NonNegative);
}

bool parse_value(TokenCursor& cursor, ValueContext&, TextAutospace& out) {
  out = {};
  if (cursor.take_ident("normal")) return true;
  out = TextAutospace::none();
  if (cursor.take_ident("no-autospace")) return true;
  if (cursor.take_ident("auto")) {
    out.is_auto = out.ideograph_alpha = out.ideograph_numeric = true;
    return true;
  }
  bool insert = false;
  const std::array rows{FlagRow{"ideograph-alpha", &out.ideograph_alpha},
                        FlagRow{"ideograph-numeric", &out.ideograph_numeric},
                        FlagRow{"punctuation", &out.punctuation}, FlagRow{"insert", &insert},
                        FlagRow{"replace", &out.replace}};
  if (!take_flags(cursor, rows) || (insert && out.replace)) return false;
  // `insert` or `replace` alone mean the normal places.
  if (out.is_none()) out.ideograph_alpha = out.ideograph_numeric = true;
  return true;
}

bool parse_value(TokenCursor& cursor, ValueContext&, Contain& out) {
  out = {};
  if (cursor.take_ident("none")) return true;
  const bool strict = cursor.take_ident("strict");
  if (strict || cursor.take_ident("content")) {
    out = {strict, false, true, true, true};
    return true;
  }
  const std::array rows{FlagRow{"size", &out.size}, FlagRow{"inline-size", &out.inline_size},
                        FlagRow{"layout", &out.layout}, FlagRow{"paint", &out.paint},
                        FlagRow{"style", &out.style}};
  return take_flags(cursor, rows) && !(out.size && out.inline_size);
}

bool parse_value(TokenCursor& cursor, ValueContext&, HangingPunctuation& out) {
  out = {};
  if (cursor.take_ident("none")) return true;
  const std::array rows{FlagRow{"first", &out.first}, FlagRow{"last", &out.last},
                        FlagRow{"force-end", &out.force_end}, FlagRow{"allow-end", &out.allow_end}};
  return take_flags(cursor, rows) && !(out.force_end && out.allow_end);
}

bool parse_value(TokenCursor& cursor, ValueContext& context, HyphenateLimitChars& out) {
  out = {};
  int count = 0;
  for (std::int32_t* field : {&out.word, &out.before, &out.after}) {
    if (cursor.at_end()) break;
    if (!cursor.take_ident("auto") && (!parse_integer(cursor, context, *field) || *field < 0)) {
      return false;
    }
    ++count;
  }
  if (count == 2) out.after = out.before;
  return count > 0;
}

bool parse_value(TokenCursor& cursor, ValueContext& context, HyphenateLimitLines& out) {
  out = {};
  if (cursor.take_ident("no-limit")) return true;
  return parse_integer(cursor, context, out.count) && out.count >= 0;
}

bool parse_string_or(TokenCursor& cursor,
                     ValueContext& context,
                     StringOrAuto& out,
                     std::string_view keyword) {
  out = {};
  if (cursor.take_ident(keyword)) return true;
  const std::optional<std::string_view> text = take_string(cursor, context);
  if (!text) return false;
  out = {false, *text};
  return true;
}

bool parse_spacing(TokenCursor& cursor, ValueContext& context, Unit& out) {
  out = Unit{};
  if (cursor.take_ident("normal")) return true;
  LengthPercentage value;
  if (!parse_length_percentage(cursor, context, value)) return false;
  // CSS Text 4 §9: percentages are of 1em.
  out = value.has_percent() ? value.resolve(Unit::from_px(context.px_of(LengthUnit::Em, 1)))
                            : value.length;
  return true;
}

bool parse_value(TokenCursor& cursor, ValueContext&, TextDecorationLine& out) {
  out = {};
  if (cursor.take_ident("none")) return true;
  bool blink = false;
  const std::array rows{
      FlagRow{"underline", &out.underline},           FlagRow{"overline", &out.overline},
      FlagRow{"line-through", &out.line_through},     FlagRow{"blink", &blink},
      FlagRow{"spelling-error", &out.spelling_error}, FlagRow{"grammar-error", &out.grammar_error}};
  return take_flags(cursor, rows);
}

bool parse_value(TokenCursor& cursor, ValueContext& context, TextDecorationThickness& out) {
  out = {};
  if (cursor.take_ident("auto")) return true;
  if (cursor.take_ident("from-font")) {
    out.kind = TextDecorationThicknessKind::FromFont;
    return true;
  }
  out.kind = TextDecorationThicknessKind::LengthPercentage;
  return parse_length_percentage(cursor, context, out.value);
}

bool parse_value(TokenCursor& cursor, ValueContext& context, TextDecorationInset& out) {
  out = {};
  out.is_auto = cursor.take_ident("auto");
  if (out.is_auto) return true;
  if (!parse_length(cursor, context, out.start)) return false;
  out.end = out.start;
  return cursor.at_end() || parse_length(cursor, context, out.end);
}

bool parse_value(TokenCursor& cursor, ValueContext&, TextUnderlinePosition& out) {
  out = {};
  if (cursor.take_ident("auto")) return true;
  bool alphabetic = false;
  const std::array rows{FlagRow{"from-font", &out.from_font}, FlagRow{"under", &out.under},
                        FlagRow{"left", &out.left}, FlagRow{"right", &out.right},
                        FlagRow{"alphabetic", &alphabetic}};
  return take_flags(cursor, rows) && !(out.left && out.right) && !(out.from_font && out.under);
}

bool parse_value(TokenCursor& cursor, ValueContext& context, TextEmphasisStyle& out) {
  out = {};
  if (cursor.take_ident("none")) return true;
  if (const std::optional<std::string_view> text = take_string(cursor, context)) {
    out.shape = text->empty() ? TextEmphasisShape::None : TextEmphasisShape::String;
    if (!text->empty()) out.text = text->substr(0, decode_utf8(*text, 0).length);
    return true;
  }
  bool fill = false;
  while (cursor.type() == TokenType::Ident) {
    if (!fill && (cursor.is_ident("filled") || cursor.is_ident("open"))) {
      fill = true;
      out.open = cursor.is_ident("open");
      cursor.skip();
      continue;
    }
    const auto shape = cursor.take_keyword<TextEmphasisShape>();
    if (!shape || *shape == TextEmphasisShape::None || out.shape != TextEmphasisShape::None) {
      return false;
    }
    out.shape = *shape;
  }
  if (out.shape != TextEmphasisShape::None) return true;
  if (!fill) return false;
  // Text Decoration 4 §4.1: the shape left out is a circle in horizontal, a sesame in vertical
  // text.
  context.depends = true;
  out.shape =
      is_horizontal(context.writing_mode) ? TextEmphasisShape::Circle : TextEmphasisShape::Sesame;
  return true;
}

bool parse_value(TokenCursor& cursor, ValueContext&, TextEmphasisPosition& out) {
  out = {};
  if (cursor.take_ident("auto")) return true;
  bool over = false;
  bool under = false;
  bool left = false;
  bool right = false;
  const std::array rows{FlagRow{"over", &over}, FlagRow{"under", &under}, FlagRow{"left", &left},
                        FlagRow{"right", &right}};
  if (!take_flags(cursor, rows) || over == under || (left && right)) return false;
  out = {over, !left, false};
  return true;
}

bool parse_value(TokenCursor& cursor, ValueContext&, TextEmphasisSkip& out) {
  out = {false, false, false, false};
  const std::array rows{FlagRow{"spaces", &out.spaces}, FlagRow{"punctuation", &out.punctuation},
                        FlagRow{"symbols", &out.symbols}, FlagRow{"narrow", &out.narrow}};
  return take_flags(cursor, rows);
}

bool parse_value(TokenCursor& cursor, ValueContext& context, TextCombineUpright& out) {
  out = {};
  if (cursor.take_ident("none")) return true;
  if (cursor.take_ident("all")) {
    out.kind = TextCombineKind::All;
    return true;
  }
  out.kind = TextCombineKind::Digits;
  if (!cursor.take_ident("digits")) return false;
  if (cursor.at_end()) return true;
  return parse_integer(cursor, context, out.digits) && out.digits >= 2 && out.digits <= 4;
}

bool parse_value(TokenCursor& cursor, ValueContext&, RubyPosition& out) {
  out = {};
  bool alternate = cursor.take_ident("alternate");
  const auto side = cursor.take_keyword<RubySide>();
  if (side) out.side = *side;
  alternate = alternate || cursor.take_ident("alternate");
  out.alternate = alternate;
  return alternate || side.has_value();
}

bool parse_value(TokenCursor& cursor, ValueContext& context, InitialLetter& out) {
  out = {};
  if (cursor.take_ident("normal")) return true;
  const bool raise_first = cursor.is_ident("raise");
  bool raise = raise_first || cursor.is_ident("drop");
  if (raise) cursor.skip();
  const bool keyword = raise;
  raise = raise_first;
  if (!parse_number(cursor, context, out.size) || out.size < 1) return false;
  out.sink = static_cast<std::int32_t>(std::floor(std::min(out.size, 1000.0)));
  if (!keyword && !cursor.at_end()) {
    if (cursor.take_ident("raise")) {
      raise = true;
    } else if (!cursor.take_ident("drop")) {
      return parse_integer(cursor, context, out.sink) && out.sink >= 1;
    }
  }
  if (raise) out.sink = 1;
  return true;
}

}  // namespace banxin::css
