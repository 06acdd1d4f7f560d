// The rules of descriptors: @page, @font-face, @counter-style, @property.
#include <algorithm>
#include <array>

#include "base/diagnostic_ids.h"
#include "css/sheet_parser.h"
#include "css/value_parsers.h"

namespace banxin::css {
namespace {

// The declarations of a block by lower-case name, values as cursors; the last of a name wins.
struct Descriptor {
  std::string name;
  TokenCursor value;
};
std::vector<Descriptor> descriptors_of(std::span<const SyntaxItem> items,
                                       std::span<const Token> tokens,
                                       std::string_view source,
                                       Arena& memory) {
  std::vector<Descriptor> out;
  for (const SyntaxItem& item : items) {
    if (item.kind != SyntaxKind::Declaration) continue;
    out.push_back({to_lower(token_text(source, tokens[item.name], memory)),
                   TokenCursor(source, tokens, item.value.begin, item.value.end, memory)});
  }
  return out;
}

constexpr std::array<std::string_view, kMarginBoxes> kMarginBoxNames{
    "top-left-corner",    "top-left",         "top-center",
    "top-right",          "top-right-corner", "right-top",
    "right-middle",       "right-bottom",     "bottom-right-corner",
    "bottom-right",       "bottom-center",    "bottom-left",
    "bottom-left-corner", "left-bottom",      "left-middle",
    "left-top",           "footnote"};

}  // namespace

std::uint32_t PageSelector::specificity() const {
  const std::uint32_t a = name.empty() ? 0 : 1;
  const std::uint32_t b = (first ? 1U : 0U) + (blank ? 1U : 0U) + (has_nth ? 1U : 0U);
  const std::uint32_t c = (left ? 1U : 0U) + (right ? 1U : 0U);
  return a << 20U | b << 10U | c;
}

bool SheetParser::parse_page_selector(TokenCursor& cursor, PageSelector& out) {
  if (cursor.type() == TokenType::Ident) {
    out.name = sheet_.memory.copy(cursor.text());
    if (equals_ignoring_case(out.name, "auto")) return false;
    const bool more = cursor.peek_next().type == TokenType::Colon;
    cursor.skip();
    if (!more) return true;
  }
  bool any = false;
  while (cursor.type() == TokenType::Colon) {
    cursor.step();
    any = true;
    if (cursor.is_function("nth")) {
      TokenCursor inside = cursor.enter();
      const std::optional<NthPattern> pattern = parse_nth(inside);
      if (!pattern) return false;
      out.has_nth = true;
      out.nth = *pattern;
      if (inside.take_ident("of")) {
        out.nth_of = sheet_.memory.copy(inside.text());
        inside.skip();
      }
      if (!inside.at_end()) return false;
      continue;
    }
    struct Row {
      std::string_view name;
      bool PageSelector::*flag;
    };
    constexpr std::array kRows{Row{"first", &PageSelector::first}, Row{"left", &PageSelector::left},
                               Row{"right", &PageSelector::right},
                               Row{"blank", &PageSelector::blank}};
    const auto* row = std::find_if(kRows.begin(), kRows.end(),
                                   [&](const Row& r) { return cursor.is_ident(r.name); });
    if (row == kRows.end()) return false;
    out.*row->flag = true;
    cursor.skip();
  }
  return any || !out.name.empty();
}

void SheetParser::parse_page(const SyntaxItem& item, const Place& place) {
  std::vector<PageSelector> selectors;
  TokenCursor prelude = cursor(item.prelude);
  while (!prelude.at_end()) {
    PageSelector selector;
    if (!parse_page_selector(prelude, selector)) return report(DiagnosticId::CssBadSelector, item);
    selectors.push_back(selector);
    if (!prelude.at_end() && !prelude.take(TokenType::Comma)) {
      return report(DiagnosticId::CssBadSelector, item);
    }
  }
  const std::vector<SyntaxItem> items = parse_declaration_list(tokens_, sheet_.text, item.block);
  PageRule rule;
  rule.selectors = List<PageSelector>(sheet_.memory.copy(std::span<const PageSelector>(selectors)));
  rule.declarations = block_of(items);
  std::vector<MarginBoxRule> boxes;
  for (const SyntaxItem& inner : items) {
    if (inner.kind != SyntaxKind::AtRule || !inner.has_block) continue;
    const std::string name = to_lower(token_text(sheet_.text, tokens_[inner.name], sheet_.memory));
    const auto* found = std::find(kMarginBoxNames.begin(), kMarginBoxNames.end(), name);
    if (found == kMarginBoxNames.end()) {
      report(DiagnosticId::CssUnknownRule, inner);
      continue;
    }
    boxes.push_back({static_cast<MarginBox>(found - kMarginBoxNames.begin()),
                     block_of(parse_declaration_list(tokens_, sheet_.text, inner.block))});
  }
  rule.boxes = List<MarginBoxRule>(sheet_.memory.copy(std::span<const MarginBoxRule>(boxes)));
  sheet_.page_rules.push_back(rule);
  add_rule(RuleKind::Page, sheet_.page_rules.size(), place);
}

namespace {

bool parse_font_source(TokenCursor& cursor, ValueContext& context, FontSource& out) {
  if (cursor.is_function("local")) {
    TokenCursor inside = cursor.enter();
    FontFamily family;
    out.local = true;
    if (!parse_value(inside, context, family) || !inside.at_end()) return false;
    out.name = family.name;
    return true;
  }
  if (!parse_url(cursor, context, out.url, UrlStrings::Refused)) return false;
  while (!cursor.at_end() && cursor.type() != TokenType::Comma) {
    if (cursor.is_function("format")) {
      TokenCursor inside = cursor.enter();
      out.format = context.memory.copy(std::string_view(to_lower(inside.text())));
    } else if (cursor.is_function("tech")) {
      cursor.skip();
    } else {
      return false;
    }
  }
  return true;
}

// A source that cannot be read is left out; the others stay (CSS Fonts 4 §4.3.1).
void parse_font_sources(TokenCursor cursor, ValueContext& context, FontFaceRule& rule) {
  std::vector<FontSource> sources;
  while (!cursor.at_end()) {
    TokenCursor end = cursor;
    while (!end.at_end() && end.type() != TokenType::Comma)
      end.skip();
    TokenCursor one = cursor.range(cursor.index(), end.index());
    FontSource source;
    if (parse_font_source(one, context, source) && one.at_end()) sources.push_back(source);
    cursor = end;
    cursor.take(TokenType::Comma);
  }
  rule.sources = keep(context, sources);
}

void parse_unicode_ranges(TokenCursor cursor, ValueContext& context, FontFaceRule& rule) {
  const std::string_view text = cursor.rest();
  const std::vector<Token> tokens = tokenize(text, UnicodeRanges::Yes);
  TokenCursor ranges(text, tokens, context.memory);
  std::vector<UnicodeRange> out;
  while (ranges.type() == TokenType::UnicodeRange) {
    const UnicodeRange range = unicode_range_of(ranges.raw());
    if (range.first > range.last || range.last > 0x10FFFF) return;
    out.push_back(range);
    ranges.skip();
    if (!ranges.take(TokenType::Comma)) break;
  }
  if (ranges.at_end()) rule.ranges = keep(context, out);
}

void parse_range(TokenCursor cursor,
                 ValueContext& context,
                 bool (*parse)(TokenCursor&, ValueContext&, float&),
                 float& low,
                 float& high,
                 bool& is_auto) {
  if (cursor.take_ident("auto")) return;
  float first = 0;
  if (!parse(cursor, context, first)) return;
  float second = first;
  if (!cursor.at_end() && !parse(cursor, context, second)) return;
  if (!cursor.at_end()) return;
  low = std::min(first, second);
  high = std::max(first, second);
  is_auto = false;
}

void parse_override(TokenCursor cursor, ValueContext& context, float& out) {
  double percent = 0;
  if (parse_percentage(cursor, context, percent, Range::NonNegative) && cursor.at_end()) {
    out = static_cast<float>(percent);
  }
}

void parse_font_descriptor(const Descriptor& descriptor,
                           ValueContext& context,
                           FontFaceRule& rule) {
  TokenCursor value = descriptor.value;
  const std::string& name = descriptor.name;
  if (name == "font-family") {
    FontFamily family;
    if (parse_value(value, context, family) && value.at_end()) rule.family = family.name;
  } else if (name == "src") {
    parse_font_sources(value, context, rule);
  } else if (name == "font-weight") {
    parse_range(value, context, &parse_font_weight, rule.weight_low, rule.weight_high,
                rule.weight_auto);
  } else if (name == "font-stretch" || name == "font-width") {
    parse_range(value, context, &parse_font_stretch, rule.stretch_low, rule.stretch_high,
                rule.stretch_auto);
  } else if (name == "font-style") {
    FontStyle style;
    if (parse_value(value, context, style)) rule.style = style;
  } else if (name == "unicode-range") {
    parse_unicode_ranges(value, context, rule);
  } else if (name == "font-feature-settings") {
    if (!value.is_ident("normal")) parse_comma_list(value, context, rule.features);
  } else if (name == "font-variation-settings") {
    if (!value.is_ident("normal")) parse_comma_list(value, context, rule.variations);
  } else if (name == "ascent-override") {
    parse_override(value, context, rule.ascent_override);
  } else if (name == "descent-override") {
    parse_override(value, context, rule.descent_override);
  } else if (name == "line-gap-override") {
    parse_override(value, context, rule.line_gap_override);
  } else if (name == "size-adjust") {
    parse_override(value, context, rule.size_adjust);
  }
}

}  // namespace

void SheetParser::parse_font_face(const SyntaxItem& item, const Place& place) {
  ValueContext context(sheet_.memory);
  context.base_url = sheet_.url;
  FontFaceRule rule;
  const std::vector<SyntaxItem> items = parse_declaration_list(tokens_, sheet_.text, item.block);
  for (const Descriptor& descriptor : descriptors_of(items, tokens_, sheet_.text, sheet_.memory)) {
    parse_font_descriptor(descriptor, context, rule);
  }
  if (rule.family.empty() || rule.sources.empty()) return report(DiagnosticId::CssBadRule, item);
  sheet_.font_faces.push_back(rule);
  add_rule(RuleKind::FontFace, sheet_.font_faces.size(), place);
}

namespace {

// A <symbol>: a string or an identifier; images are not drawn.
bool take_symbol(TokenCursor& cursor, ValueContext& context, std::string_view& out) {
  if (cursor.type() != TokenType::String && cursor.type() != TokenType::Ident) return false;
  out = context.memory.copy(cursor.text());
  cursor.skip();
  return true;
}

void parse_counter_system(TokenCursor value, ValueContext& context, CounterStyleRule& rule) {
  constexpr std::array<std::string_view, 5> kSystems{"cyclic", "numeric", "alphabetic", "symbolic",
                                                     "additive"};
  for (std::size_t i = 0; i < kSystems.size(); ++i) {
    if (value.take_ident(kSystems[i])) rule.system = static_cast<CounterSystem>(i);
  }
  if (value.take_ident("fixed")) {
    rule.system = CounterSystem::Fixed;
    parse_integer(value, context, rule.fixed_first);
  } else if (value.take_ident("extends")) {
    rule.system = CounterSystem::Extends;
    if (value.type() == TokenType::Ident) rule.extends = context.memory.copy(value.text());
  }
}

void parse_counter_ranges(TokenCursor value, ValueContext& context, CounterStyleRule& rule) {
  rule.has_range = true;
  if (value.take_ident("auto")) return;
  std::vector<CounterRange> ranges;
  const auto bound = [&](std::int32_t infinite, std::int32_t& out) {
    if (value.take_ident("infinite")) {
      out = infinite;
      return true;
    }
    return parse_integer(value, context, out);
  };
  do {
    CounterRange range;
    if (!bound(INT32_MIN, range.low) || !bound(INT32_MAX, range.high) || range.low > range.high) {
      return;
    }
    ranges.push_back(range);
  } while (value.take(TokenType::Comma));
  rule.range_auto = false;
  rule.ranges = keep(context, ranges);
}

void parse_additive(TokenCursor value, ValueContext& context, CounterStyleRule& rule) {
  std::vector<AdditiveSymbol> symbols;
  do {
    AdditiveSymbol symbol;
    const bool first = parse_integer(value, context, symbol.weight);
    if (!take_symbol(value, context, symbol.symbol)) return;
    if ((!first && !parse_integer(value, context, symbol.weight)) || symbol.weight < 0) return;
    if (!symbols.empty() && symbols.back().weight <= symbol.weight) return;
    symbols.push_back(symbol);
  } while (value.take(TokenType::Comma));
  if (value.at_end()) rule.additive = keep(context, symbols);
}

void parse_counter_pad(TokenCursor value, ValueContext& context, CounterStyleRule& rule) {
  const bool first = parse_integer(value, context, rule.pad_length);
  if (!take_symbol(value, context, rule.pad_symbol)) return;
  if (!first && !parse_integer(value, context, rule.pad_length)) return;
  rule.has_pad = rule.pad_length >= 0;
}

void parse_counter_descriptor(const Descriptor& descriptor,
                              ValueContext& context,
                              CounterStyleRule& rule) {
  TokenCursor value = descriptor.value;
  const std::string& name = descriptor.name;
  if (name == "system") {
    parse_counter_system(value, context, rule);
  } else if (name == "negative") {
    rule.has_negative = take_symbol(value, context, rule.negative_before);
    take_symbol(value, context, rule.negative_after);
  } else if (name == "prefix") {
    rule.has_prefix = take_symbol(value, context, rule.prefix);
  } else if (name == "suffix") {
    rule.has_suffix = take_symbol(value, context, rule.suffix);
  } else if (name == "range") {
    parse_counter_ranges(value, context, rule);
  } else if (name == "pad") {
    parse_counter_pad(value, context, rule);
  } else if (name == "fallback" && value.type() == TokenType::Ident) {
    rule.has_fallback = true;
    rule.fallback = context.memory.copy(value.text());
  } else if (name == "symbols") {
    std::vector<std::string_view> symbols;
    std::string_view symbol;
    while (take_symbol(value, context, symbol))
      symbols.push_back(symbol);
    if (value.at_end()) rule.symbols = keep(context, symbols);
  } else if (name == "additive-symbols") {
    parse_additive(value, context, rule);
  }
}

bool is_complete(const CounterStyleRule& rule) {
  switch (rule.system) {
    case CounterSystem::Numeric:
    case CounterSystem::Alphabetic:
      return rule.symbols.size() >= 2;
    case CounterSystem::Additive:
      return !rule.additive.empty();
    case CounterSystem::Extends:
      return rule.symbols.empty() && rule.additive.empty() && !rule.extends.empty();
    default:
      return !rule.symbols.empty();
  }
}

}  // namespace

void SheetParser::parse_counter_style(const SyntaxItem& item, const Place& place) {
  TokenCursor prelude = cursor(item.prelude);
  ValueContext context(sheet_.memory);
  CounterStyleRule rule;
  const std::optional<std::string_view> name = take_custom_ident(prelude, context);
  if (!name || !prelude.at_end() || equals_ignoring_case(*name, "none")) {
    return report(DiagnosticId::CssBadRule, item);
  }
  rule.name = *name;
  const std::vector<SyntaxItem> items = parse_declaration_list(tokens_, sheet_.text, item.block);
  for (const Descriptor& descriptor : descriptors_of(items, tokens_, sheet_.text, sheet_.memory)) {
    parse_counter_descriptor(descriptor, context, rule);
  }
  if (!is_complete(rule)) return report(DiagnosticId::CssBadRule, item);
  sheet_.counter_styles.push_back(rule);
  add_rule(RuleKind::CounterStyle, sheet_.counter_styles.size(), place);
}

void SheetParser::parse_property(const SyntaxItem& item, const Place& place) {
  TokenCursor prelude = cursor(item.prelude);
  PropertyRule rule;
  if (prelude.type() == TokenType::Ident) rule.name = sheet_.memory.copy(prelude.text());
  bool has_syntax = false;
  bool has_inherits = false;
  const std::vector<SyntaxItem> items = parse_declaration_list(tokens_, sheet_.text, item.block);
  for (const Descriptor& descriptor : descriptors_of(items, tokens_, sheet_.text, sheet_.memory)) {
    if (descriptor.name == "syntax" && descriptor.value.type() == TokenType::String) {
      rule.syntax = sheet_.memory.copy(descriptor.value.text());
      has_syntax = true;
    } else if (descriptor.name == "inherits") {
      rule.inherits = descriptor.value.is_ident("true");
      has_inherits = rule.inherits || descriptor.value.is_ident("false");
    } else if (descriptor.name == "initial-value") {
      rule.initial = descriptor.value.rest();
      rule.has_initial = true;
    }
  }
  const bool needs_initial = rule.syntax != "*";
  if (!rule.name.starts_with("--") || !has_syntax || !has_inherits ||
      (needs_initial && !rule.has_initial)) {
    return report(DiagnosticId::CssBadRule, item);
  }
  sheet_.properties.push_back(rule);
  add_rule(RuleKind::Property, sheet_.properties.size(), place);
}

}  // namespace banxin::css
