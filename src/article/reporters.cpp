#include "article/reporters.h"

#include <algorithm>
#include <array>

#include "article/dates.h"
#include "article/names.h"
#include "article/text_measure.h"
#include "base/utf8.h"

namespace banxin::article {
namespace {

bool is_hangul_at(std::string_view text, std::size_t at) {
  if (at + 3 > text.size()) return false;
  const char32_t c = decode_utf8(text, at).code_point;
  return c >= 0xAC00 && c < 0xD7A4;
}

}  // namespace

std::vector<std::string> find_korean_reporters(std::string_view line) {
  constexpr std::size_t longest = 120;  // bytes
  static constexpr std::array kNoNames = std::to_array<std::string_view>(
      {"담당", "다른", "본지", "인턴", "취재", "사진", "시민", "명예", "여러", "소속", "전문",
       "선임", "수습", "객원", "온라인"});
  std::vector<std::string> names;
  if (line.size() > longest || contains(line, "다.")) return names;
  for (const std::string_view word : {"기자", "특파원"}) {
    for (std::size_t at = line.find(word); at != std::string_view::npos;
         at = line.find(word, at + word.size())) {
      const std::size_t after = at + word.size();
      if (is_hangul_at(line, after)) continue;  // 기자는: prose
      const std::size_t end = at > 0 && line[at - 1] == ' ' ? at - 1 : at;
      std::size_t begin = end;
      while (begin >= 3 && is_hangul_at(line, begin - 3))
        begin -= 3;
      const std::string_view name = line.substr(begin, end - begin);
      const bool known = std::find(kNoNames.begin(), kNoNames.end(), name) != kNoNames.end();
      if (name.size() >= 6 && name.size() <= 12 && !known) names.emplace_back(name);
    }
  }
  return names;
}

std::vector<std::string> find_japanese_reporter(std::string_view line) {
  constexpr std::string_view kReporter = "記者";
  constexpr std::size_t kLongest = 120;  // bytes
  if (line.size() > kLongest || contains(line, "。")) return {};
  for (std::size_t at = line.find(kReporter); at != std::string_view::npos;
       at = line.find(kReporter, at + kReporter.size())) {
    const std::string_view after = line.substr(at + kReporter.size());
    const bool ends = after.empty() || after.starts_with("】") || after.starts_with("）") ||
                      after.starts_with(")") || after.starts_with("]") || after.starts_with(" ");
    if (!ends) continue;
    std::string_view before = line.substr(0, at);
    for (const std::string_view open : {"【", "（", "(", "[", "　"}) {
      const std::size_t from = before.rfind(open);
      if (from != std::string_view::npos) before.remove_prefix(from + open.size());
    }
    while (before.ends_with(" "))
      before.remove_suffix(1);
    // 山田 太郎 or 山田太郎: the last two words, else the last.
    const std::size_t space = before.rfind(' ');
    const std::string_view last = before.substr(space + 1);  // npos + 1 is 0
    if (space != std::string_view::npos) {
      const std::string_view family = before.substr(0, space);
      const std::string both =
          std::string{family.substr(family.rfind(' ') + 1)} + std::string{last};
      if (is_japanese_name(both)) return {both};
    }
    if (is_japanese_name(last)) return {std::string{last}};
  }
  return {};
}

std::vector<std::string> find_report_writer(std::string_view line) {
  constexpr std::size_t kLongest = 90;  // bytes
  constexpr std::size_t kPlace = 24;
  const bool reports = line.ends_with("報導") || line.ends_with("报道") || line.ends_with("報道");
  if (!reports || line.size() > kLongest) return {};
  for (const std::string_view stroke : {"／", "/", "╱"}) {
    const std::size_t at = line.rfind(stroke);
    if (at == std::string_view::npos || line.size() - at > kPlace) continue;
    const std::string_view before = line.substr(0, at);
    const std::string_view name = before.substr(before.rfind(' ') + 1);  // npos + 1 is 0
    if (is_chinese_name(name) && !is_no_name(name)) return {std::string{name}};
  }
  return {};
}

std::vector<std::string> find_japanese_poster(std::string_view line) {
  constexpr std::size_t kLongest = 90;      // bytes
  constexpr std::size_t kLongestName = 14;  // characters
  if (line.size() > kLongest || contains(line, "。") || contains(line, "、")) return {};
  for (const std::string_view label :
       {"執筆者名", "投稿者名", "投稿者", "執筆者", "著者", "書いた人", "作成者", "執筆", "投稿"}) {
    if (!line.starts_with(label)) continue;
    std::string_view rest = line.substr(label.size());
    bool parted = false;
    for (bool more = true; more;) {
      more = false;
      for (const std::string_view mark : {" ", ":", "：", "／", "/", "＝"}) {
        if (!rest.starts_with(mark)) continue;
        rest.remove_prefix(mark.size());
        more = parted = true;
      }
    }
    if (!parted) return {};
    const auto date = find_date(rest, DateOrder::YearFirst);
    std::size_t end = date.has_value() ? date->begin : rest.size();
    for (const std::string_view mark : {" :", " |", "｜", " at ", " 投稿日", " 日時", " ["})
      end = std::min(end, rest.find(mark));
    rest = rest.substr(0, end);
    while (rest.ends_with(" ") || rest.ends_with(":"))
      rest.remove_suffix(1);
    if (rest.size() < 2 || count_characters(rest) > kLongestName) return {};
    // 執筆 and 投稿 alone are words of prose: the name must be one.
    const bool noun = label == "執筆" || label == "投稿";
    if (noun && !is_japanese_name(rest)) return {};
    return {std::string{rest}};
  }
  return {};
}

}  // namespace banxin::article
