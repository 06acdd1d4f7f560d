// Character reference states (HTML Standard §13.2.5.72-80).
#include <array>

#include "base/diagnostic_ids.h"
#include "base/utf8.h"
#include "html/characters.h"
#include "html/named_references.h"
#include "html/tokenizer.h"

namespace banxin::html {
namespace {

// What the numbers 80-9F stand for (windows-1252); 0 where the control character stays.
constexpr std::array<std::uint16_t, 32> kC1Replacements{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

constexpr std::uint32_t kBeyondUnicode = 0x110000;

int digit_value(char c, std::uint32_t base) {
  if (is_ascii_digit(c)) return c - '0';
  if (base == 16 && is_ascii_letter(c) && ascii_lower(c) <= 'f') return ascii_lower(c) - 'a' + 10;
  return -1;
}

}  // namespace

// At the `&`, which stays where it is.
Tokenizer::Reference Tokenizer::character_reference(bool in_attribute) {
  const char c = peek(1);
  if (c == '#') return numeric_reference();
  if (is_ascii_letter(c) || is_ascii_digit(c)) return named_reference(in_attribute);
  return {};
}

Tokenizer::Reference Tokenizer::named_reference(bool in_attribute) {
  const std::size_t start = at_ + 1;
  const NamedReference* found = find_named_reference(slice(start, size_));
  if (found == nullptr) {  // ambiguous ampersand state
    std::size_t end = start;
    while (end < size_ && (is_ascii_letter(text_[end]) || is_ascii_digit(text_[end])))
      ++end;
    if (end < size_ && text_[end] == ';') error(DiagnosticId::UnknownNamedCharacterReference, end);
    return {};
  }
  const std::size_t end = start + found->name.size();
  if (found->name.back() != ';') {
    // For historical reasons `&copy=` in an attribute is a part of a URL.
    const char next = end < size_ ? text_[end] : '\0';
    if (in_attribute && (next == '=' || is_ascii_letter(next) || is_ascii_digit(next))) return {};
    error(DiagnosticId::MissingSemicolonAfterCharacterReference, end);
  }
  return {found->replacement, end};
}

Tokenizer::Reference Tokenizer::numeric_reference() {
  std::size_t end = at_ + 2;
  const bool hexadecimal = end < size_ && ascii_lower(text_[end]) == 'x';
  if (hexadecimal) ++end;
  const std::uint32_t base = hexadecimal ? 16 : 10;
  const std::size_t digits = end;
  std::uint32_t code = 0;
  for (; end < size_; ++end) {
    const int value = digit_value(text_[end], base);
    if (value < 0) break;
    if (code < kBeyondUnicode) code = code * base + static_cast<std::uint32_t>(value);
  }
  if (end == digits) {
    error(DiagnosticId::AbsenceOfDigitsInNumericCharacterReference, end);
    return {};
  }
  if (end < size_ && text_[end] == ';') {
    ++end;
  } else {
    error(DiagnosticId::MissingSemicolonAfterCharacterReference, end);
  }
  return {numeric_replacement(code, end), end};
}

// Numeric character reference end state.
std::string_view Tokenizer::numeric_replacement(std::uint32_t code, std::size_t end) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  if (code == 0) {
    error(DiagnosticId::NullCharacterReference, end);
    return kReplacement;
  }
  if (code >= kBeyondUnicode) {
    error(DiagnosticId::CharacterReferenceOutsideUnicodeRange, end);
    return kReplacement;
  }
  if (code >= 0xD800 && code <= 0xDFFF) {
    error(DiagnosticId::SurrogateCharacterReference, end);
    return kReplacement;
  }
  if (is_noncharacter(code)) {
    error(DiagnosticId::NoncharacterCharacterReference, end);
  } else if (code == '\r' || (code < 0x20 && !is_ascii_space(static_cast<char>(code))) ||
             (code >= 0x7F && code <= 0x9F)) {
    error(DiagnosticId::ControlCharacterReference, end);
    if (code >= 0x80 && kC1Replacements[code - 0x80] != 0) code = kC1Replacements[code - 0x80];
  }
  std::string written;
  append_utf8(written, code);
  return document_.memory().copy(std::string_view(written));
}

}  // namespace banxin::html
