#include "repair/encoding_talk.h"

#include <array>

namespace banxin::repair {
namespace {

// ASCII words are compared without case.
constexpr std::array<std::u32string_view, 28> kWords = {
    U"utf-8",   U"utf8",    U"latin-1", U"latin1",    U"iso-8859",  U"windows-1252", U"cp1252",
    U"gbk",     U"gb2312",  U"gb18030", U"cp936",     U"big5",      U"mojibake",     U"encoding",
    U"unicode", U"charset", U"ascii",   U"shift_jis", U"shift-jis", U"euc-jp",       U"乱码",
    U"亂碼",    U"编码",    U"編碼",    U"字符集",    U"字元集",    U"文字化け",     U"文字コード"};

char32_t lower(char32_t c) {
  return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
}

bool starts_with(std::u32string_view text, std::u32string_view word) {
  if (text.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (lower(text[i]) != word[i]) return false;
  }
  return true;
}

}  // namespace

bool talks_about_encodings(std::u32string_view line) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char32_t c = lower(line[at]);
    for (const std::u32string_view word : kWords) {
      if (word[0] == c && starts_with(line.substr(at), word)) return true;
    }
  }
  return false;
}

}  // namespace banxin::repair
