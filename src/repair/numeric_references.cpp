#include "repair/numeric_references.h"

#include <algorithm>
#include <array>

#include "repair/encoding_talk.h"

namespace banxin::repair {
namespace {

struct Reference {
  char32_t character = 0;  // 0: none here
  std::size_t length = 0;
};

struct Named {
  std::u32string_view name;
  char32_t character;
};

// The names that editors write into Chinese text.
constexpr std::array<Named, 12> kNamed = {{{U"ldquo;", U'“'},
                                           {U"rdquo;", U'”'},
                                           {U"lsquo;", U'‘'},
                                           {U"rsquo;", U'’'},
                                           {U"hellip;", U'…'},
                                           {U"mdash;", U'—'},
                                           {U"ndash;", U'–'},
                                           {U"middot;", U'·'},
                                           {U"nbsp;", U'\u00A0'},
                                           {U"times;", U'×'},
                                           {U"laquo;", U'«'},
                                           {U"raquo;", U'»'}}};

// &, &amp;, &amp;amp; at the start of `text`: how long, 0 when there is none.
std::size_t ampersand_length(std::u32string_view text) {
  if (text.empty() || text[0] != '&') return 0;
  std::size_t length = 1;
  for (int depth = 0; depth < 3 && text.substr(length).starts_with(U"amp;"); ++depth)
    length += 4;
  return length;
}

int digit_value(char32_t c, unsigned base) {
  if (c >= '0' && c <= '9') return static_cast<int>(c - '0');
  if (base == 16 && (c | 0x20U) >= 'a' && (c | 0x20U) <= 'f') {
    return static_cast<int>((c | 0x20U) - 'a' + 10);
  }
  return -1;
}

Reference numeric_reference(std::u32string_view text) {
  std::size_t at = ampersand_length(text);
  if (at == 0 || at >= text.size() || text[at] != '#') return {};
  ++at;
  const bool hexadecimal = at < text.size() && (text[at] | 0x20U) == 'x';
  if (hexadecimal) ++at;
  const unsigned base = hexadecimal ? 16 : 10;
  char32_t value = 0;
  std::size_t digits = 0;
  for (; at < text.size() && digits < 8; ++at, ++digits) {
    const int digit = digit_value(text[at], base);
    if (digit < 0) break;
    value = value * base + static_cast<char32_t>(digit);
  }
  if (digits == 0 || at >= text.size() || text[at] != ';') return {};
  if (value < 0x80 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return {};
  return {value, at + 1};
}

Reference named_reference(std::u32string_view text) {
  const std::size_t start = ampersand_length(text);
  if (start == 0) return {};
  for (const Named& named : kNamed) {
    if (text.substr(start).starts_with(named.name)) {
      return {named.character, start + named.name.size()};
    }
  }
  return {};
}

bool is_wide(char32_t c) {
  return c >= 0x2E80;
}

// What is said of the references themselves: 用 &nbsp; 表示空格.
bool talks_about_references(std::u32string_view line) {
  constexpr std::array<std::u32string_view, 10> kWords{U"html", U"HTML", U"XML",  U"实体", U"實體",
                                                       U"转义", U"轉義", U"空格", U"标签", U"標籤"};
  return talks_about_encodings(line) ||
         std::any_of(kWords.begin(), kWords.end(), [line](std::u32string_view word) {
           return line.find(word) != std::u32string_view::npos;
         });
}

// HTML shown as what it is: its references are part of it.
bool shows_tags(std::u32string_view line) {
  const std::size_t at = line.find(U'<');
  return at != std::u32string_view::npos && at + 1 < line.size() &&
         (line[at + 1] == '/' || (line[at + 1] | 0x20U) - 'a' < 26U) &&
         line.find(U'>', at) != std::u32string_view::npos;
}

// The names alone (&ldquo;你好&rdquo;): marks where Chinese has its marks, beside its characters,
// another mark or at an end. Nothing when one stands elsewhere.
std::optional<std::u32string> heal_named_references(std::u32string_view line) {
  std::u32string out;
  int named = 0;
  int wide = 0;
  int ascii = 0;
  const auto is_home = [](char32_t c) { return c >= 0x2010 || c == 0xA0 || c == 0xB7; };
  for (std::size_t at = 0; at < line.size();) {
    const Reference reference = named_reference(line.substr(at));
    if (reference.length == 0) {
      wide += is_wide(line[at]) ? 1 : 0;
      ascii += line[at] > ' ' && line[at] < 0x7F ? 1 : 0;
      out += line[at++];
      continue;
    }
    const std::size_t next = at + reference.length;
    const bool before = out.empty() || is_home(out.back());
    const bool after = next >= line.size() || is_home(line[next]) || line[next] == '&';
    if (!before && !after) return std::nullopt;
    out += reference.character;
    ++named;
    at = next;
  }
  if (named < 2 || wide < 4 || ascii > wide || shows_tags(line) || talks_about_references(line)) {
    return std::nullopt;
  }
  return out;
}

}  // namespace

bool resolve_numeric_references(std::u32string& text) {
  std::u32string marked = mark_numeric_references(text);
  const bool found = std::any_of(marked.begin(), marked.end(), is_given_symbol);
  std::transform(marked.begin(), marked.end(), marked.begin(), character_of_symbol);
  text = std::move(marked);
  return found;
}

std::u32string mark_numeric_references(std::u32string_view text) {
  if (text.find(U'&') == std::u32string_view::npos) return std::u32string(text);
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const Reference reference = numeric_reference(text.substr(at));
    out += reference.length > 0 ? kGivenSymbol + reference.character : text[at];
    at += reference.length > 0 ? reference.length : 1;
  }
  return out;
}

std::optional<std::u32string> heal_references(std::u32string_view line) {
  if (line.find(U'&') == std::u32string_view::npos) return std::nullopt;
  std::u32string out;
  int numeric = 0;
  int numeric_wide = 0;
  int longest = 0;  // references side by side
  int row = 0;
  int literal_wide = 0;
  int ascii = 0;
  for (std::size_t at = 0; at < line.size();) {
    Reference reference = numeric_reference(line.substr(at));
    if (reference.length > 0) {
      ++numeric;
      numeric_wide += is_wide(reference.character) ? 1 : 0;
      longest = ++row > longest ? row : longest;
    } else {
      row = 0;
      reference = named_reference(line.substr(at));
    }
    if (reference.length > 0) {
      out += reference.character;
      at += reference.length;
      continue;
    }
    literal_wide += is_wide(line[at]) ? 1 : 0;
    ascii += line[at] > ' ' && line[at] < 0x7F ? 1 : 0;
    out += line[at++];
  }
  if (numeric == 0) return heal_named_references(line);
  // Chinese in references, not Chinese that mentions a reference: several side
  // by side, or nothing but references and little else.
  const bool enough = literal_wide == 0 ? numeric_wide >= 2 || (numeric >= 3 && longest >= 1)
                                        : longest >= 4 && numeric * 4 > literal_wide;
  const bool quotes = talks_about_encodings(line) && numeric < 8;
  const bool code = ascii > numeric * 4 && numeric < 12;
  if (!enough || quotes || code) return std::nullopt;
  return out;
}

}  // namespace banxin::repair
