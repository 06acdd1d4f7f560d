// CSS Content 3, Lists 3, GCPM 3: content, counters, quotes, strings.
#include <algorithm>
#include <array>

#include "css/value_parsers.h"

namespace banxin::css {

bool is_css_wide_keyword(std::string_view lower) {
  return lower == "inherit" || lower == "initial" || lower == "unset" || lower == "revert" ||
         lower == "revert-layer";
}

std::optional<std::string_view> take_custom_ident(TokenCursor& cursor, ValueContext& context) {
  if (cursor.type() != TokenType::Ident) return std::nullopt;
  const std::string lower = to_lower(cursor.text());
  if (is_css_wide_keyword(lower) || lower == "default") return std::nullopt;
  const std::string_view name = context.memory.copy(cursor.text());
  cursor.skip();
  return name;
}

std::optional<std::string_view> take_string(TokenCursor& cursor, ValueContext& context) {
  if (cursor.type() != TokenType::String) return std::nullopt;
  const std::string_view text = context.memory.copy(cursor.text());
  cursor.skip();
  return text;
}

bool parse_name(TokenCursor& cursor, ValueContext& context, Name& out, std::string_view keyword) {
  out = {};
  if (!keyword.empty() && cursor.take_ident(keyword)) return true;
  const std::optional<std::string_view> name = take_custom_ident(cursor, context);
  if (name) out.text = *name;
  return name.has_value();
}

bool parse_value(TokenCursor& cursor, ValueContext& context, CounterStyleName& out) {
  out = {};
  if (const std::optional<std::string_view> text = take_string(cursor, context)) {
    out = {CounterStyleKind::String, *text, {}};
    return true;
  }
  if (cursor.is_function("symbols")) {
    TokenCursor inside = cursor.enter();
    constexpr std::array<std::string_view, 5> kTypes{"symbolic", "cyclic", "numeric", "alphabetic",
                                                     "fixed"};
    out = {CounterStyleKind::Symbols, kTypes[0], {}};
    for (const std::string_view type : kTypes) {
      if (inside.take_ident(type)) out.name = type;
    }
    std::vector<std::string_view> symbols;
    while (const std::optional<std::string_view> symbol = take_string(inside, context))
      symbols.push_back(*symbol);
    const std::size_t least = out.name == "alphabetic" || out.name == "numeric" ? 2 : 1;
    out.symbols = keep(context, symbols);
    return inside.at_end() && symbols.size() >= least;
  }
  if (cursor.take_ident("none")) {
    out.kind = CounterStyleKind::None;
    return true;
  }
  std::optional<std::string_view> name = take_custom_ident(cursor, context);
  if (!name) return false;
  // Predefined names are ASCII case-insensitive (Counter Styles 3 §3.1): lower case, as in
  // base.css.
  const std::string lower = to_lower(*name);
  constexpr std::array<std::string_view, 6> kCommon{"disc",        "circle",      "square",
                                                    "lower-roman", "upper-roman", "decimal"};
  const bool ascii_upper = lower != *name;
  if (ascii_upper && std::find(kCommon.begin(), kCommon.end(), lower) != kCommon.end()) {
    name = context.memory.copy(std::string_view(lower));
  }
  out = CounterStyleName::of(*name);
  return true;
}

namespace {

bool parse_counter_style(TokenCursor& inside, ValueContext& context, CounterStyleName& out) {
  out = CounterStyleName::of("decimal");
  return !inside.take(TokenType::Comma) || parse_value(inside, context, out);
}

bool take_comma_string(TokenCursor& inside, ValueContext& context, std::string_view& out) {
  if (!inside.take(TokenType::Comma)) return false;
  const std::optional<std::string_view> text = take_string(inside, context);
  if (text) out = *text;
  return text.has_value();
}

bool take_name(TokenCursor& inside, ValueContext& context, std::string_view& out) {
  const std::optional<std::string_view> name = take_custom_ident(inside, context);
  if (name) out = *name;
  return name.has_value();
}

bool parse_page_value(TokenCursor& inside, PageValue& out) {
  if (!inside.take(TokenType::Comma)) return true;
  constexpr std::array<std::string_view, 4> kValues{"first", "start", "last", "first-except"};
  for (std::size_t i = 0; i < kValues.size(); ++i) {
    if (!inside.take_ident(kValues[i])) continue;
    out = static_cast<PageValue>(i);
    return true;
  }
  return false;
}

// The URL of target-counter(): attr() has been replaced by a string before.
bool parse_target(TokenCursor& inside, ValueContext& context, Url& out) {
  return parse_url(inside, context, out, UrlStrings::Allowed);
}

bool parse_content_part(TokenCursor& inside, ContentItemKind& kind) {
  struct Row {
    std::string_view name;
    ContentItemKind kind;
  };
  constexpr std::array kRows{
      Row{"text", ContentItemKind::ContentText},
      Row{"before", ContentItemKind::ContentBefore},
      Row{"after", ContentItemKind::ContentAfter},
      Row{"marker", ContentItemKind::ContentMarker},
      Row{"first-letter", ContentItemKind::ContentFirstLetter},
  };
  kind = ContentItemKind::ContentText;
  if (inside.at_end()) return true;
  for (const Row& row : kRows) {
    if (!inside.take_ident(row.name)) continue;
    kind = row.kind;
    return true;
  }
  return false;
}

bool parse_target_text(TokenCursor& inside, ValueContext& context, ContentItem& item) {
  item.kind = ContentItemKind::TargetText;
  if (!parse_target(inside, context, item.url)) return false;
  if (!inside.take(TokenType::Comma)) return true;
  constexpr std::array<std::string_view, 4> kParts{"content", "before", "after", "first-letter"};
  for (std::size_t i = 0; i < kParts.size(); ++i) {
    if (!inside.take_ident(kParts[i])) continue;
    item.part = static_cast<TargetPart>(i);
    return true;
  }
  return false;
}

bool parse_leader(TokenCursor& inside, ValueContext& context, ContentItem& item) {
  item.kind = ContentItemKind::Leader;
  if (inside.take_ident("dotted")) {
    item.text = ". ";
  } else if (inside.take_ident("solid")) {
    item.text = "_";
  } else if (inside.take_ident("space")) {
    item.text = " ";
  } else {
    const std::optional<std::string_view> text = take_string(inside, context);
    if (!text) return false;
    item.text = *text;
  }
  return true;
}

bool parse_content_function(TokenCursor& cursor, ValueContext& context, ContentItem& item) {
  const std::string name = to_lower(cursor.text());
  TokenCursor inside = cursor.enter();
  bool good = false;
  if (name == "counter" || name == "counters") {
    item.kind = name == "counter" ? ContentItemKind::Counter : ContentItemKind::Counters;
    good = take_name(inside, context, item.text) &&
           (name == "counter" || take_comma_string(inside, context, item.separator)) &&
           parse_counter_style(inside, context, item.style);
  } else if (name == "string" || name == "element") {
    item.kind = name == "string" ? ContentItemKind::NamedString : ContentItemKind::RunningElement;
    good = take_name(inside, context, item.text) && parse_page_value(inside, item.page_value);
  } else if (name == "target-counter" || name == "target-counters") {
    const bool one = name == "target-counter";
    item.kind = one ? ContentItemKind::TargetCounter : ContentItemKind::TargetCounters;
    good = parse_target(inside, context, item.url) && inside.take(TokenType::Comma) &&
           take_name(inside, context, item.text) &&
           (one || take_comma_string(inside, context, item.separator)) &&
           parse_counter_style(inside, context, item.style);
  } else if (name == "target-text") {
    good = parse_target_text(inside, context, item);
  } else if (name == "leader") {
    good = parse_leader(inside, context, item);
  } else if (name == "content") {
    good = parse_content_part(inside, item.kind);
  }
  return good && inside.at_end();
}

bool parse_content_keyword(TokenCursor& cursor, ContentItem& item) {
  struct Row {
    std::string_view name;
    ContentItemKind kind;
  };
  constexpr std::array kRows{
      Row{"open-quote", ContentItemKind::OpenQuote},
      Row{"close-quote", ContentItemKind::CloseQuote},
      Row{"no-open-quote", ContentItemKind::NoOpenQuote},
      Row{"no-close-quote", ContentItemKind::NoCloseQuote},
      Row{"contents", ContentItemKind::Contents},
  };
  for (const Row& row : kRows) {
    if (!cursor.take_ident(row.name)) continue;
    item.kind = row.kind;
    return true;
  }
  return false;
}

// LIMIT: items of one value.
constexpr std::size_t kMaxItems = 1024;

bool parse_items(TokenCursor& cursor, ValueContext& context, List<ContentItem>& out) {
  std::vector<ContentItem> items;
  while (!cursor.at_end() && !cursor.is_delim('/') && cursor.type() != TokenType::Comma) {
    ContentItem item;
    if (items.size() >= kMaxItems) return false;
    if (const std::optional<std::string_view> text = take_string(cursor, context)) {
      item.text = *text;
    } else if (cursor.type() == TokenType::Ident) {
      if (!parse_content_keyword(cursor, item)) return false;
    } else {
      TokenCursor attempt = cursor;
      if (parse_value(attempt, context, item.image) && item.image.kind != ImageKind::None) {
        item.kind = ContentItemKind::Image;
        cursor = attempt;
      } else if (cursor.type() != TokenType::Function ||
                 !parse_content_function(cursor, context, item)) {
        return false;
      }
    }
    items.push_back(item);
  }
  out = keep(context, items);
  return !items.empty();
}

}  // namespace

bool parse_value(TokenCursor& cursor, ValueContext& context, Content& out) {
  out = {};
  if (cursor.take_ident("normal")) return true;
  if (cursor.take_ident("none")) {
    out.kind = ContentKind::None;
    return true;
  }
  out.kind = ContentKind::Items;
  if (!parse_items(cursor, context, out.items)) return false;
  return !cursor.take_delim('/') || parse_items(cursor, context, out.alternative);
}

bool parse_value(TokenCursor& cursor, ValueContext& context, Quotes& out) {
  out = {};
  if (cursor.take_ident("auto")) return true;
  out.is_auto = false;
  if (cursor.take_ident("none")) return true;
  std::vector<QuotePair> pairs;
  while (const std::optional<std::string_view> open = take_string(cursor, context)) {
    const std::optional<std::string_view> close = take_string(cursor, context);
    if (!close || pairs.size() >= kMaxItems) return false;
    pairs.push_back({*open, *close});
  }
  out.pairs = keep(context, pairs);
  return !pairs.empty();
}

bool parse_counter_changes(TokenCursor& cursor,
                           ValueContext& context,
                           List<CounterChange>& out,
                           std::int32_t default_value,
                           ReversedCounters reversed) {
  out = {};
  if (cursor.take_ident("none")) return true;
  std::vector<CounterChange> changes;
  while (!cursor.at_end()) {
    CounterChange change;
    change.value = default_value;
    if (changes.size() >= kMaxItems) return false;
    if (reversed == ReversedCounters::Allowed && cursor.is_function("reversed")) {
      TokenCursor inside = cursor.enter();
      change.reversed = true;
      if (!take_name(inside, context, change.name) || !inside.at_end()) return false;
    } else if (cursor.is_ident("none") || !take_name(cursor, context, change.name)) {
      return false;
    }
    change.has_value = parse_integer(cursor, context, change.value);
    changes.push_back(change);
  }
  out = keep(context, changes);
  return !changes.empty();
}

bool parse_value(TokenCursor& cursor, ValueContext& context, List<StringSet>& out) {
  out = {};
  if (cursor.take_ident("none")) return true;
  std::vector<StringSet> sets;
  do {
    StringSet set;
    if (!take_name(cursor, context, set.name) || !parse_items(cursor, context, set.items)) {
      return false;
    }
    sets.push_back(set);
  } while (cursor.take(TokenType::Comma) && sets.size() < kMaxItems);
  out = keep(context, sets);
  return true;
}

bool parse_value(TokenCursor& cursor, ValueContext& context, BookmarkLevel& out) {
  out = {};
  if (cursor.take_ident("none")) return true;
  return parse_integer(cursor, context, out.level) && out.level >= 1;
}

}  // namespace banxin::css
