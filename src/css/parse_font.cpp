// CSS Fonts 4 and 5, line-height.
#include <algorithm>
#include <array>
#include <cmath>

#include "css/value_parsers.h"

namespace banxin::css {

bool parse_value(TokenCursor& cursor, ValueContext& context, FontFamily& out) {
  out = {};
  if (const std::optional<std::string_view> name = take_string(cursor, context)) {
    out.name = *name;
    return true;
  }
  if (cursor.is_function("generic")) {
    TokenCursor inside = cursor.enter();
    const auto generic = inside.take_keyword<GenericFamily>();
    if (!generic || !inside.at_end()) return false;
    out.generic = *generic;
    out.name = keyword_name(*generic);
    return true;
  }
  // Identifiers joined by single blanks; one alone may be generic.
  std::string joined;
  int words = 0;
  while (cursor.type() == TokenType::Ident) {
    if (words > 0) joined += ' ';
    joined += cursor.text();
    ++words;
    cursor.skip();
  }
  if (words == 0) return false;
  const std::string lower = to_lower(joined);
  if (words == 1) {
    if (is_css_wide_keyword(lower) || lower == "default") return false;
    if (const auto generic = find_keyword<GenericFamily>(lower)) {
      out.generic = *generic;
      out.name = keyword_name(*generic);
      return true;
    }
    if (lower == "-apple-system" || lower == "blinkmacsystemfont") {
      out.generic = GenericFamily::SystemUi;
    }
  }
  out.name = context.memory.copy(std::string_view(joined));
  return true;
}

namespace {

constexpr std::array<std::string_view, 8> kSizeKeywords{
    "xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large"};
// As browsers have them for a medium of 16 px and of 13 px (HTML §15.3.4's table of font sizes).
constexpr std::array<double, 8> kSizes16{9, 10, 13, 16, 18, 24, 32, 48};
constexpr std::array<double, 8> kSizes13{9, 9, 10, 13, 16, 20, 26, 39};

}  // namespace

double font_size_of_keyword(int keyword, double default_size) {
  const auto index = static_cast<std::size_t>(std::clamp(keyword, 0, 7));
  if (default_size == 16) return kSizes16[index];
  if (default_size == 13) return kSizes13[index];
  return kSizes16[index] * default_size / 16;
}

bool parse_font_size(TokenCursor& cursor, ValueContext& context, FontSize& out) {
  out = {};
  for (std::size_t i = 0; i < kSizeKeywords.size(); ++i) {
    if (!cursor.take_ident(kSizeKeywords[i])) continue;
    context.depends = true;  // on the family
    out.keyword = static_cast<int>(i);
    out.px = font_size_of_keyword(out.keyword, 16);
    out.absolute = false;
    return true;
  }
  const bool larger = cursor.take_ident("larger");
  if (larger || cursor.take_ident("smaller")) {
    context.depends = true;
    out.px = larger ? context.parent_font_size * 1.2 : context.parent_font_size / 1.2;
    out.absolute = false;
    return true;
  }
  const bool depended = context.depends;
  context.depends = false;
  LengthPercentage value;
  TokenCursor attempt = cursor;
  double px = 0;
  if (parse_length_px(attempt, context, px, Range::NonNegative)) {
    cursor = attempt;
    out.px = px;
    out.absolute = !context.depends;
    context.depends = context.depends || depended;
    return true;
  }
  if (!parse_length_percentage(cursor, context, value, Range::NonNegative)) return false;
  context.depends = true;
  out.absolute = false;
  out.px = value.expression != nullptr ? evaluate(*value.expression, context.parent_font_size)
                                       : value.length.to_px() + static_cast<double>(value.percent) /
                                                                    100 * context.parent_font_size;
  out.px = std::max(0.0, out.px);
  return true;
}

bool parse_font_weight(TokenCursor& cursor, ValueContext& context, float& out) {
  if (cursor.take_ident("normal")) {
    out = 400;
    return true;
  }
  if (cursor.take_ident("bold")) {
    out = 700;
    return true;
  }
  const bool bolder = cursor.take_ident("bolder");
  if (bolder || cursor.take_ident("lighter")) {
    // §2.2.1's table.
    context.depends = true;
    const float parent = context.parent_font_weight;
    if (bolder) {
      out = parent < 350 ? 400 : (parent < 550 ? 700 : std::max(parent, 900.0F));
    } else {
      out = parent < 100 ? parent : (parent < 550 ? 100.0F : (parent < 750 ? 400.0F : 700.0F));
    }
    return true;
  }
  double value = 0;
  if (!parse_number(cursor, context, value) || value < 1 || value > 1000) return false;
  out = static_cast<float>(value);
  return true;
}

bool parse_font_stretch(TokenCursor& cursor, ValueContext& context, float& out) {
  struct Row {
    std::string_view name;
    float percent;
  };
  constexpr std::array kRows{
      Row{"normal", 100},   Row{"ultra-condensed", 50},   Row{"extra-condensed", 62.5F},
      Row{"condensed", 75}, Row{"semi-condensed", 87.5F}, Row{"semi-expanded", 112.5F},
      Row{"expanded", 125}, Row{"extra-expanded", 150},   Row{"ultra-expanded", 200},
  };
  for (const Row& row : kRows) {
    if (!cursor.take_ident(row.name)) continue;
    out = row.percent;
    return true;
  }
  double value = 0;
  if (!parse_percentage(cursor, context, value, Range::NonNegative)) return false;
  out = static_cast<float>(value);
  return true;
}

bool parse_value(TokenCursor& cursor, ValueContext& context, FontStyle& out) {
  out = {};
  const auto slant = cursor.take_keyword<FontSlant>();
  if (!slant) return false;
  out.slant = *slant;
  double angle = 14;
  if (out.slant == FontSlant::Oblique && !cursor.at_end() &&
      parse_angle(cursor, context, angle, UnitlessZero::Refused)) {
    if (angle < -90 || angle > 90) return false;
    out.angle = static_cast<float>(angle);
  }
  return true;
}

bool parse_value(TokenCursor& cursor, ValueContext& context, FontSizeAdjust& out) {
  out = {};
  if (cursor.take_ident("none")) return true;
  out.is_none = false;
  if (const auto metric = cursor.take_keyword<FontSizeMetric>()) out.metric = *metric;
  out.from_font = cursor.take_ident("from-font");
  if (out.from_font) return true;
  double value = 0;
  if (!parse_number(cursor, context, value, Range::NonNegative)) return false;
  out.value = static_cast<float>(value);
  return true;
}

namespace {

bool take_tag(TokenCursor& cursor, ValueContext& context, char (&tag)[4]) {
  const std::optional<std::string_view> text = take_string(cursor, context);
  if (!text || text->size() != 4) return false;
  const bool printable =
      std::all_of(text->begin(), text->end(), [](char c) { return c >= 0x20 && c <= 0x7E; });
  std::copy(text->begin(), text->end(), tag);
  return printable;
}

}  // namespace

bool parse_value(TokenCursor& cursor, ValueContext& context, FontFeature& out) {
  out = {};
  if (!take_tag(cursor, context, out.tag)) return false;
  if (cursor.at_end() || cursor.type() == TokenType::Comma || cursor.take_ident("on")) return true;
  out.value = 0;
  if (cursor.take_ident("off")) return true;
  return parse_integer(cursor, context, out.value) && out.value >= 0;
}

bool parse_value(TokenCursor& cursor, ValueContext& context, FontVariation& out) {
  out = {};
  double value = 0;
  if (!take_tag(cursor, context, out.tag) || !parse_number(cursor, context, value)) return false;
  out.value = static_cast<float>(value);
  return true;
}

namespace {

struct LigatureRow {
  std::string_view name;
  FeatureSwitch FontVariantLigatures::*field;
  FeatureSwitch value;
};
constexpr std::array kLigatures{
    LigatureRow{"common-ligatures", &FontVariantLigatures::common, FeatureSwitch::On},
    LigatureRow{"no-common-ligatures", &FontVariantLigatures::common, FeatureSwitch::Off},
    LigatureRow{"discretionary-ligatures", &FontVariantLigatures::discretionary, FeatureSwitch::On},
    LigatureRow{"no-discretionary-ligatures", &FontVariantLigatures::discretionary,
                FeatureSwitch::Off},
    LigatureRow{"historical-ligatures", &FontVariantLigatures::historical, FeatureSwitch::On},
    LigatureRow{"no-historical-ligatures", &FontVariantLigatures::historical, FeatureSwitch::Off},
    LigatureRow{"contextual", &FontVariantLigatures::contextual, FeatureSwitch::On},
    LigatureRow{"no-contextual", &FontVariantLigatures::contextual, FeatureSwitch::Off},
};

// Takes one keyword of the table into `out`; each field at most once.
bool take_ligature(TokenCursor& cursor, FontVariantLigatures& out) {
  for (const LigatureRow& row : kLigatures) {
    if (!cursor.is_ident(row.name)) continue;
    if (out.*row.field != FeatureSwitch::Normal) return false;
    out.*row.field = row.value;
    cursor.skip();
    return true;
  }
  return false;
}

struct NumericRow {
  std::string_view name;
  bool FontVariantNumeric::*field;
  bool FontVariantNumeric::*other;
};
constexpr std::array kNumeric{
    NumericRow{"lining-nums", &FontVariantNumeric::lining, &FontVariantNumeric::oldstyle},
    NumericRow{"oldstyle-nums", &FontVariantNumeric::oldstyle, &FontVariantNumeric::lining},
    NumericRow{"proportional-nums", &FontVariantNumeric::proportional,
               &FontVariantNumeric::tabular},
    NumericRow{"tabular-nums", &FontVariantNumeric::tabular, &FontVariantNumeric::proportional},
    NumericRow{"diagonal-fractions", &FontVariantNumeric::diagonal_fractions,
               &FontVariantNumeric::stacked_fractions},
    NumericRow{"stacked-fractions", &FontVariantNumeric::stacked_fractions,
               &FontVariantNumeric::diagonal_fractions},
    NumericRow{"ordinal", &FontVariantNumeric::ordinal, &FontVariantNumeric::ordinal},
    NumericRow{"slashed-zero", &FontVariantNumeric::slashed_zero,
               &FontVariantNumeric::slashed_zero},
};

bool take_numeric(TokenCursor& cursor, FontVariantNumeric& out) {
  for (const NumericRow& row : kNumeric) {
    if (!cursor.is_ident(row.name)) continue;
    if (out.*row.field || out.*row.other) return false;
    out.*row.field = true;
    cursor.skip();
    return true;
  }
  return false;
}

bool take_east_asian(TokenCursor& cursor, FontVariantEastAsian& out) {
  if (cursor.is_ident("normal")) return false;
  if (out.variant == EastAsianVariant::Normal) {
    if (const auto variant = cursor.take_keyword<EastAsianVariant>()) {
      out.variant = *variant;
      return true;
    }
  }
  if (out.width == EastAsianWidth::Normal) {
    if (const auto width = cursor.take_keyword<EastAsianWidth>()) {
      out.width = *width;
      return true;
    }
  }
  if (out.ruby || !cursor.take_ident("ruby")) return false;
  return out.ruby = true;
}

}  // namespace

bool parse_value(TokenCursor& cursor, ValueContext&, FontVariantLigatures& out) {
  out = {};
  if (cursor.take_ident("normal")) return true;
  out.none = cursor.take_ident("none");
  if (out.none) return true;
  bool any = false;
  while (take_ligature(cursor, out))
    any = true;
  return any;
}

bool parse_value(TokenCursor& cursor, ValueContext&, FontVariantNumeric& out) {
  out = {};
  if (cursor.take_ident("normal")) return true;
  bool any = false;
  while (take_numeric(cursor, out))
    any = true;
  return any;
}

bool parse_value(TokenCursor& cursor, ValueContext&, FontVariantEastAsian& out) {
  out = {};
  if (cursor.take_ident("normal")) return true;
  bool any = false;
  while (take_east_asian(cursor, out))
    any = true;
  return any;
}

bool parse_value(TokenCursor& cursor, ValueContext&, FontVariantAlternates& out) {
  out.historical_forms = cursor.take_ident("historical-forms");
  return out.historical_forms || cursor.take_ident("normal");
}

bool parse_value(TokenCursor& cursor, ValueContext& context, LineHeight& out) {
  out = {};
  if (cursor.take_ident("normal")) return true;
  TokenCursor attempt = cursor;
  if (parse_number(attempt, context, out.number, Range::NonNegative)) {
    out.kind = LineHeightKind::Number;
    cursor = attempt;
    return true;
  }
  LengthPercentage value;
  if (!parse_length_percentage(cursor, context, value, Range::NonNegative)) return false;
  out.kind = LineHeightKind::Length;
  const Unit em = Unit::from_px(context.px_of(LengthUnit::Em, 1));
  out.length = value.has_percent() ? value.resolve(em) : value.length;
  return true;
}

}  // namespace banxin::css
