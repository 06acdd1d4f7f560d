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
// Whether `lower` is one of the words of a set of space-separated tokens (HTML §2.3.7), in any
// case.
constexpr bool has_ascii_word(std::string_view words, std::string_view lower) {
  while (!words.empty()) {
    const std::size_t end = words.find_first_of(" \t\n\f\r");
    if (equals_ignoring_ascii_case(words.substr(0, end), lower)) return true;
    if (end == std::string_view::npos) break;
    words.remove_prefix(end + 1);
  }
  return false;
}

}  // namespace banxin
