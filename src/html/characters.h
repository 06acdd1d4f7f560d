#pragma once
// The character classes of HTML and Infra, ASCII only and without locale.
#include <cstdint>
#include <string_view>

namespace banxin::html {

// Infra "ASCII whitespace"; CR never reaches the tokenizer but through a character reference.
constexpr bool is_whitespace(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r';
}
constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || is_upper(c);
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr char to_lower(char c) {
  return is_upper(c) ? static_cast<char>(c + 32) : c;
}
// `lower` is in lower case already.
constexpr bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (to_lower(text[i]) != lower[i]) return false;
  }
  return true;
}
constexpr std::size_t count_leading_whitespace(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && is_whitespace(text[count]))
    ++count;
  return count;
}

}  // namespace banxin::html
