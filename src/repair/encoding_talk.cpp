#include "repair/encoding_talk.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/utf8.h"

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

namespace {

bool is_blank(std::u32string_view text) {
  return std::all_of(text.begin(), text.end(), [](char32_t c) { return c <= 0x20 || c == 0x3000; });
}

// <meta charset=…>, its value and an XML declaration name the page's own encoding, an element's
// attribute that of another file.
bool declares_encoding(std::u32string_view line) {
  constexpr std::array<std::u32string_view, 6> kSigns = {U"charset=", U"<meta", U"<META",
                                                         U"<?xml",    U"<link", U"<script"};
  return std::any_of(kSigns.begin(), kSigns.end(), [line](std::u32string_view sign) {
    return line.find(sign) != std::u32string_view::npos;
  });
}

// Whether the line calls damage by its name.
bool names_damage(std::u32string_view line) {
  constexpr std::array<std::u32string_view, 4> kNames = {U"mojibake", U"乱码", U"亂碼",
                                                         U"文字化け"};
  for (std::size_t at = 0; at < line.size(); ++at) {
    const std::u32string_view rest = line.substr(at);
    const auto begins = [rest](std::u32string_view name) { return starts_with(rest, name); };
    if (std::any_of(kNames.begin(), kNames.end(), begins)) return true;
  }
  return false;
}

bool is_beside_talk(const std::vector<Paragraph>& lines, std::size_t index) {
  constexpr int kReach = 2;  // lines that say something
  const auto talks = [&lines](std::size_t at) {
    return talks_about_encodings(lines[at].text) && !declares_encoding(lines[at].text);
  };
  int seen = 0;
  for (std::size_t at = index; at > 0 && seen < kReach; --at) {
    if (is_blank(lines[at - 1].text)) continue;
    if (talks(at - 1)) return true;
    ++seen;
  }
  seen = 0;
  for (std::size_t at = index + 1; at < lines.size() && seen < kReach; ++at) {
    if (is_blank(lines[at].text)) continue;
    if (talks(at)) return true;
    ++seen;
  }
  return false;
}

}  // namespace

void leave_quotations(std::vector<Paragraph>& lines) {
  constexpr std::size_t kFew = 3;
  constexpr std::size_t kTenth = 10;
  std::vector<std::size_t> healed;
  std::size_t others = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Paragraph& line = lines[i];
    const bool is_whole = line.healed.size() == 1 && line.healed[0].length == line.length &&
                          line.healed[0].kind != DamageKind::EntityAsText;
    if (is_whole) {
      healed.push_back(i);
    } else if (!is_blank(line.text)) {
      ++others;
    }
  }
  if (healed.empty() || healed.size() > std::max(std::min(kFew, others / 2), others / kTenth))
    return;
  const bool is_subject = std::any_of(
      lines.begin(), lines.end(), [](const Paragraph& line) { return names_damage(line.text); });
  for (const std::size_t i : healed) {
    if (!is_subject && !is_beside_talk(lines, i)) continue;
    lines[i].text = to_utf32(lines[i].healed[0].before);
    lines[i].healed.clear();
    lines[i].guesses.clear();
    lines[i].recoded = false;
  }
}

}  // namespace banxin::repair
