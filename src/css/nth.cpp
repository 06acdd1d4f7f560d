#include "css/nth.h"

#include <algorithm>
#include <charconv>

namespace banxin::css {

bool NthPattern::matches(std::int32_t position) const {
  const std::int64_t distance = std::int64_t{position} - offset;
  if (step == 0) return distance == 0;
  return distance % step == 0 && distance / step >= 0;
}

namespace {

std::int32_t saturate(double value) {
  return static_cast<std::int32_t>(std::clamp(value, -2147483647.0, 2147483647.0));
}

// "-12" of "n-12", with "n-" gone; nothing when there is anything but digits.
std::optional<std::int32_t> parse_digits(std::string_view digits) {
  if (digits.empty() ||
      !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return std::nullopt;
  }
  double value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return saturate(value);
}

bool has_sign(const TokenCursor& cursor) {
  const char first = cursor.raw()[0];
  return first == '+' || first == '-';
}

// What follows "n": nothing, a signed integer, or a sign and an unsigned one.
std::optional<NthPattern> parse_offset(TokenCursor& cursor, std::int32_t step) {
  if (cursor.is_integer() && has_sign(cursor)) {
    const std::int32_t offset = saturate(cursor.number());
    cursor.skip();
    return NthPattern{step, offset};
  }
  if (cursor.is_delim('+') || cursor.is_delim('-')) {
    const bool minus = cursor.is_delim('-');
    TokenCursor after = cursor;
    after.skip();
    if (!after.is_integer() || has_sign(after)) return std::nullopt;
    const std::int32_t offset = saturate(after.number());
    after.skip();
    cursor = after;
    return NthPattern{step, minus ? -offset : offset};
  }
  return NthPattern{step, 0};
}

// `text` begins at the "n": "n", "n-", "n-12".
std::optional<NthPattern> parse_after_step(TokenCursor& cursor,
                                           std::string_view text,
                                           std::int32_t step) {
  if (text == "n") {
    cursor.skip();
    return parse_offset(cursor, step);
  }
  if (text == "n-") {
    cursor.skip();
    if (!cursor.is_integer() || has_sign(cursor)) return std::nullopt;
    const std::int32_t offset = saturate(cursor.number());
    cursor.skip();
    return NthPattern{step, -offset};
  }
  if (!text.starts_with("n-")) return std::nullopt;
  const std::optional<std::int32_t> digits = parse_digits(text.substr(2));
  if (!digits) return std::nullopt;
  cursor.skip();
  return NthPattern{step, -*digits};
}

}  // namespace

std::optional<NthPattern> parse_nth(TokenCursor& cursor) {
  if (cursor.type() == TokenType::Number) {
    if (!cursor.is_integer()) return std::nullopt;
    const std::int32_t offset = saturate(cursor.number());
    cursor.skip();
    return NthPattern{0, offset};
  }
  if (cursor.type() == TokenType::Dimension) {
    if ((cursor.peek().flags & kTokenInteger) == 0) return std::nullopt;
    const std::int32_t step = saturate(cursor.number());
    return parse_after_step(cursor, to_lower(cursor.text()), step);
  }
  bool plus = false;
  if (cursor.is_delim('+')) {
    // No white space may stand between the sign and the n.
    if (cursor.peek_next().type != TokenType::Ident) return std::nullopt;
    cursor.skip();
    plus = true;
  }
  if (cursor.type() != TokenType::Ident) return std::nullopt;
  const std::string name = to_lower(cursor.text());
  if (!plus) {
    if (name == "even" || name == "odd") {
      cursor.skip();
      return NthPattern{2, name == "odd" ? 1 : 0};
    }
    if (name.starts_with("-n"))
      return parse_after_step(cursor, std::string_view(name).substr(1), -1);
  }
  return parse_after_step(cursor, name, 1);
}

UnicodeRange unicode_range_of(std::string_view token) {
  token.remove_prefix(2);
  const std::size_t dash = token.find('-');
  std::string low(token.substr(0, dash));
  std::string high(dash == std::string_view::npos ? token : token.substr(dash + 1));
  std::replace(low.begin(), low.end(), '?', '0');
  std::replace(high.begin(), high.end(), '?', 'F');
  UnicodeRange range;
  std::from_chars(low.data(), low.data() + low.size(), range.first, 16);
  std::from_chars(high.data(), high.data() + high.size(), range.last, 16);
  return range;
}

}  // namespace banxin::css
