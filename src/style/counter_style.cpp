#include "style/counter_style.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/utf8.h"

namespace banxin::style {
namespace {

using css::CounterStyleKind;
using css::CounterStyleName;
using css::CounterStyleRule;
using css::CounterSystem;

// LIMIT: a representation of this many characters is not worth setting (Counter Styles 3 §2).
constexpr std::size_t kMaxLength = 120;
// LIMIT: styles that extend or fall back to one another.
constexpr int kMaxChain = 16;

// The Chinese numbers of Counter Styles 3 §7.1: digits, the marks of ten, hundred, thousand and of
// ten thousand and its powers.
struct ChineseNumbers {
  std::string_view name;
  std::array<std::string_view, 10> digits;
  std::array<std::string_view, 4> marks;   // of 1, 10, 100, 1000
  std::array<std::string_view, 3> groups;  // of 1, 10⁴, 10⁸
  bool informal;                           // 10–19 without 一
  std::string_view minus;
};
constexpr std::array kChinese{
    ChineseNumbers{"simp-chinese-informal",
                   {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"},
                   {"", "十", "百", "千"},
                   {"", "万", "亿"},
                   true,
                   "负"},
    ChineseNumbers{"simp-chinese-formal",
                   {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"},
                   {"", "拾", "佰", "仟"},
                   {"", "万", "亿"},
                   false,
                   "负"},
    ChineseNumbers{"trad-chinese-informal",
                   {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"},
                   {"", "十", "百", "千"},
                   {"", "萬", "億"},
                   true,
                   "負"},
    ChineseNumbers{"trad-chinese-formal",
                   {"零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖"},
                   {"", "拾", "佰", "仟"},
                   {"", "萬", "億"},
                   false,
                   "負"},
};

// 0–9999 within one group; `zero` tells whether a 零 stands before.
void append_group(std::string& out, const ChineseNumbers& row, int value, bool leading) {
  bool zero = false;
  bool any = false;
  for (int place = 3; place >= 0; --place) {
    const int unit = place == 3 ? 1000 : place == 2 ? 100 : place == 1 ? 10 : 1;
    const auto digit = static_cast<std::size_t>(value / unit % 10);
    if (digit == 0) {
      zero = zero || any;
      continue;
    }
    if (zero) out += row.digits[0];
    zero = false;
    const bool bare_ten = row.informal && leading && place == 1 && digit == 1 && !any;
    if (!bare_ten) out += row.digits[digit];
    out += row.marks[static_cast<std::size_t>(place)];
    any = true;
  }
}

std::string chinese(const ChineseNumbers& row, std::int32_t number) {
  std::int64_t value = std::abs(std::int64_t{number});
  std::string out;
  if (number < 0) out += row.minus;
  if (value == 0) return out + std::string(row.digits[0]);
  bool started = false;
  for (int group = 2; group >= 0; --group) {
    const std::int64_t unit = group == 2 ? 100'000'000 : group == 1 ? 10'000 : 1;
    const int part = static_cast<int>(value / unit % 10'000);
    if (part == 0) continue;
    const bool gap = started && part < 1000;
    if (gap) out += row.digits[0];
    append_group(out, row, part, !started && value < 20 * unit);
    out += row.groups[static_cast<std::size_t>(group)];
    started = true;
  }
  return out;
}

std::string symbolic(const CounterStyleRule& rule, std::int64_t value) {
  const auto count = static_cast<std::int64_t>(rule.symbols.size());
  const std::string_view symbol = rule.symbols[static_cast<std::size_t>((value - 1) % count)];
  const auto times = static_cast<std::size_t>((value + count - 1) / count);
  std::string out;
  for (std::size_t i = 0; i < times && out.size() <= kMaxLength * 4; ++i)
    out += symbol;
  return out;
}

std::string positional(const CounterStyleRule& rule, std::int64_t value, bool alphabetic) {
  const auto base = static_cast<std::int64_t>(rule.symbols.size());
  std::vector<std::string_view> digits;
  if (value == 0 && !alphabetic) digits.push_back(rule.symbols[0]);
  while (value > 0) {
    if (alphabetic) --value;
    digits.push_back(rule.symbols[static_cast<std::size_t>(value % base)]);
    value /= base;
  }
  std::string out;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit)
    out += *digit;
  return out;
}

std::optional<std::string> additive(const CounterStyleRule& rule, std::int64_t value) {
  std::string out;
  if (value == 0) {
    const auto* zero = std::find_if(rule.additive.begin(), rule.additive.end(),
                                    [](const css::AdditiveSymbol& s) { return s.weight == 0; });
    if (zero == rule.additive.end()) return std::nullopt;
    return std::string(zero->symbol);
  }
  for (const css::AdditiveSymbol& symbol : rule.additive) {
    if (symbol.weight == 0) continue;
    const std::int64_t times = value / symbol.weight;
    if (times > static_cast<std::int64_t>(kMaxLength)) return std::nullopt;
    for (std::int64_t i = 0; i < times; ++i)
      out += symbol.symbol;
    value -= times * symbol.weight;
  }
  if (value != 0) return std::nullopt;
  return out;
}

bool in_range(const CounterStyleRule& rule, std::int32_t value) {
  if (!rule.range_auto) {
    return std::any_of(rule.ranges.begin(), rule.ranges.end(), [&](const css::CounterRange& r) {
      return value >= r.low && value <= r.high;
    });
  }
  switch (rule.system) {
    case CounterSystem::Alphabetic:
    case CounterSystem::Symbolic:
      return value >= 1;
    case CounterSystem::Additive:
      return value >= 0;
    default:
      return true;
  }
}

bool uses_negative(CounterSystem system) {
  return system != CounterSystem::Cyclic && system != CounterSystem::Fixed;
}

std::optional<std::string> representation(const CounterStyleRule& rule, std::int32_t value) {
  if (!in_range(rule, value)) return std::nullopt;
  // A chain of extensions without an end has none; `range` may let a 0 in that has no symbol.
  const bool is_additive = rule.system == CounterSystem::Additive;
  if (!is_additive && rule.symbols.empty()) return std::nullopt;
  if (rule.system == CounterSystem::Symbolic && value < 1) return std::nullopt;
  const bool negative = value < 0 && uses_negative(rule.system);
  const std::int64_t size = negative ? -std::int64_t{value} : value;
  const auto count = static_cast<std::int64_t>(rule.symbols.size());
  std::string out;
  switch (rule.system) {
    case CounterSystem::Cyclic: {
      const std::int64_t index = ((size - 1) % count + count) % count;
      out = rule.symbols[static_cast<std::size_t>(index)];
      break;
    }
    case CounterSystem::Fixed: {
      const std::int64_t index = size - rule.fixed_first;
      if (index < 0 || index >= count) return std::nullopt;
      out = rule.symbols[static_cast<std::size_t>(index)];
      break;
    }
    case CounterSystem::Numeric:
      out = positional(rule, size, false);
      break;
    case CounterSystem::Alphabetic:
      out = positional(rule, size, true);
      break;
    case CounterSystem::Symbolic:
      out = symbolic(rule, size);
      break;
    default: {
      const std::optional<std::string> sum = additive(rule, size);
      if (!sum) return std::nullopt;
      out = *sum;
    }
  }
  if (count_characters(out) > kMaxLength) return std::nullopt;
  std::size_t length = count_characters(out);
  if (negative)
    length += count_characters(rule.negative_before) + count_characters(rule.negative_after);
  const auto wanted = static_cast<std::size_t>(std::min<std::int32_t>(rule.pad_length, 100));
  std::string padding;
  for (; length < wanted; ++length)
    padding += rule.pad_symbol;
  out = padding + out;
  if (negative) out = std::string(rule.negative_before) + out + std::string(rule.negative_after);
  return out;
}

// `extends` followed: the base's algorithm with the extension's descriptors.
CounterStyleRule resolve_extension(const StyledDocument& styles, const CounterStyleRule& given) {
  CounterStyleRule rule = given;
  for (int step = 0; step < kMaxChain && rule.system == CounterSystem::Extends; ++step) {
    const CounterStyleRule* base = styles.find_counter_style(rule.extends);
    if (base == nullptr) base = styles.find_counter_style("decimal");
    if (base == nullptr || base->name == rule.name) break;
    CounterStyleRule merged = *base;
    merged.name = rule.name;
    const auto take = [&](bool has, bool& flag, auto& to, const auto& from) {
      if (!has) return;
      to = from;
      flag = true;
    };
    take(rule.has_negative, merged.has_negative, merged.negative_before, rule.negative_before);
    take(rule.has_negative, merged.has_negative, merged.negative_after, rule.negative_after);
    take(rule.has_prefix, merged.has_prefix, merged.prefix, rule.prefix);
    take(rule.has_suffix, merged.has_suffix, merged.suffix, rule.suffix);
    take(rule.has_range, merged.has_range, merged.range_auto, rule.range_auto);
    take(rule.has_range, merged.has_range, merged.ranges, rule.ranges);
    take(rule.has_pad, merged.has_pad, merged.pad_length, rule.pad_length);
    take(rule.has_pad, merged.has_pad, merged.pad_symbol, rule.pad_symbol);
    take(rule.has_fallback, merged.has_fallback, merged.fallback, rule.fallback);
    rule = merged;
  }
  if (rule.system == CounterSystem::Extends) rule.system = CounterSystem::Numeric;
  return rule;
}

CounterStyleRule decimal_rule() {
  static constexpr std::array<std::string_view, 10> kDigits{"0", "1", "2", "3", "4",
                                                            "5", "6", "7", "8", "9"};
  CounterStyleRule rule;
  rule.name = "decimal";
  rule.system = CounterSystem::Numeric;
  rule.symbols = css::List<std::string_view>(std::span<const std::string_view>(kDigits));
  return rule;
}

CounterStyleRule rule_of(const StyledDocument& styles, std::string_view name) {
  const CounterStyleRule* found = styles.find_counter_style(name);
  return found == nullptr ? decimal_rule() : resolve_extension(styles, *found);
}

CounterStyleRule anonymous_rule(const CounterStyleName& style) {
  CounterStyleRule rule;
  constexpr std::array<std::string_view, 4> kTypes{"cyclic", "numeric", "alphabetic", "symbolic"};
  for (std::size_t i = 0; i < kTypes.size(); ++i) {
    if (style.name == kTypes[i]) rule.system = static_cast<CounterSystem>(i);
  }
  if (style.name == "fixed") rule.system = CounterSystem::Fixed;
  rule.symbols = style.symbols;
  rule.suffix = " ";
  return rule;
}

const ChineseNumbers* find_chinese(std::string_view name) {
  if (name == "cjk-ideographic") name = "trad-chinese-informal";
  for (const ChineseNumbers& row : kChinese) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

// With fallbacks, to decimal in the end.
std::string represent(const StyledDocument& styles, std::string_view name, std::int32_t value) {
  for (int step = 0; step < kMaxChain; ++step) {
    const bool own = styles.find_counter_style(name) != nullptr;
    if (const ChineseNumbers* row = own ? nullptr : find_chinese(name)) {
      if (value >= -9999 && value <= 9999) return chinese(*row, value);
      name = "cjk-decimal";
      continue;
    }
    const CounterStyleRule rule = rule_of(styles, name);
    if (const std::optional<std::string> text = representation(rule, value)) return *text;
    name = rule.fallback;
  }
  return *representation(decimal_rule(), value);
}

}  // namespace

std::string format_counter(const StyledDocument& styles,
                           const CounterStyleName& style,
                           std::int32_t value) {
  switch (style.kind) {
    case CounterStyleKind::None:
      return "";
    case CounterStyleKind::String:
      return std::string(style.name);
    case CounterStyleKind::Symbols: {
      const std::optional<std::string> text = representation(anonymous_rule(style), value);
      return text ? *text : represent(styles, "decimal", value);
    }
    default:
      return represent(styles, style.name, value);
  }
}

std::string format_marker(const StyledDocument& styles,
                          const CounterStyleName& style,
                          std::int32_t value) {
  const std::string text = format_counter(styles, style, value);
  if (style.kind == CounterStyleKind::None || style.kind == CounterStyleKind::String) return text;
  if (style.kind == CounterStyleKind::Symbols) return text + ' ';
  if (styles.find_counter_style(style.name) == nullptr && find_chinese(style.name) != nullptr) {
    return text + "、";
  }
  const CounterStyleRule rule = rule_of(styles, style.name);
  return std::string(rule.prefix) + text + std::string(rule.suffix);
}

}  // namespace banxin::style
