#pragma once
// Character classes and case of ASCII (Infra §4.6), without locale. For bytes of UTF-8 and for
// characters alike (`auto`): what is not ASCII is in no class.
#include <string>
#include <string_view>

namespace banxin {

constexpr bool is_ascii_digit(auto c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_ascii_upper(auto c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_ascii_letter(auto c) {
  return (c >= 'a' && c <= 'z') || is_ascii_upper(c);
}
constexpr bool is_ascii_alphanumeric(auto c) {
  return is_ascii_letter(c) || is_ascii_digit(c);
}
constexpr bool is_ascii_hex_digit(auto c) {
  return is_ascii_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
// Infra "ASCII whitespace".
constexpr bool is_ascii_space(auto c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r';
}
constexpr char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
inline std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    c = ascii_lower(c);
  return out;
}
// `lower` is in lower case already.
constexpr bool equals_ignoring_ascii_case(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (ascii_lower(text[i]) != lower[i]) return false;
  }
  return true;
}

}  // namespace banxin
