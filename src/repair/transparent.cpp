#include "repair/transparent.h"

#include <algorithm>

#include "language/han_model.h"
#include "repair/signs.h"

namespace banxin::repair {
namespace {

bool is_tag_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

bool is_pinyin_letter(char32_t c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == 0x261) return true;
  // āáǎà ēéěè īíǐì ōóǒò ūúǔù ǖǘǚǜü, with the breves that are typed for ǎ
  constexpr std::u32string_view accented = U"āáǎàăēéěèĕīíǐìĭōóǒòŏūúǔùŭǖǘǚǜüńňǹḿê";
  return c >= 0x80 && accented.find(c) != std::u32string_view::npos;
}

std::size_t reading_tail_length(std::u32string_view text) {
  std::size_t letters = 0;
  while (letters < text.size() && letters < 7 && is_pinyin_letter(text[letters]))
    ++letters;
  if (letters == 0 || letters == text.size()) return 0;
  return text[letters] == ')' || text[letters] == U'）' ? letters + 1 : 0;
}

namespace {

// `>`, or as the text of a page shows it.
std::size_t tag_end_length(std::u32string_view text) {
  if (text.starts_with(U">")) return 1;
  return text.starts_with(U"&gt;") ? 4 : 0;
}

}  // namespace

std::size_t tag_tail_length(std::u32string_view text) {
  constexpr std::size_t longest = 400;
  std::size_t at = !text.empty() && text[0] == '/' ? 1 : 0;
  const std::size_t name = at;
  while (at < text.size() && at - name < 12 && is_tag_letter(text[at]))
    ++at;
  if (at == name || at == text.size()) return 0;
  if (const std::size_t end = tag_end_length(text.substr(at)); end > 0) return at + end;
  if (text[at] != ' ') return 0;
  // attributes, or what may be prose: only with an equals sign
  bool equals = false;
  for (; at < text.size() && at < longest; ++at) {
    if (text[at] == '>') return equals ? at + 1 : 0;
    if (text[at] == '<' || text[at] == '\n') return 0;
    equals = equals || text[at] == '=';
  }
  return 0;
}

bool is_attribute_begin(std::u32string_view text) {
  constexpr std::size_t shortest = 4;
  if (text.size() < shortest || text.front() != ' ' || text.back() != '=') return false;
  return std::all_of(text.begin() + 1, text.end() - 1,
                     [](char32_t c) { return is_tag_letter(c) || c == '-'; });
}

std::vector<bool> transparent_characters(std::u32string_view line) {
  std::vector<bool> out(line.size());
  for (std::size_t at = 0; at < line.size(); ++at) {
    std::size_t length = 0;
    const char32_t c = line[at];
    if (c == '<') {
      length = tag_tail_length(line.substr(at + 1));
      if (length > 0) ++length;
    } else if (c == '(' || c == U'（') {
      const bool after_han = at > 0 && language::HanModel::is_covered(line[at - 1]);
      length = after_han ? reading_tail_length(line.substr(at + 1)) : 0;
      if (length > 0) ++length;
    } else if (is_sign(c)) {
      // The sign itself stays for the search; what follows it is looked
      // through.
      const std::u32string_view rest = line.substr(at + 1);
      length = reading_tail_length(rest);
      if (length == 0) length = tag_tail_length(rest);
      for (std::size_t i = 1; i <= length; ++i)
        out[at + i] = true;
      at += length;
      continue;
    }
    for (std::size_t i = 0; i < length; ++i)
      out[at + i] = true;
    if (length > 0) at += length - 1;
  }
  return out;
}

}  // namespace banxin::repair
