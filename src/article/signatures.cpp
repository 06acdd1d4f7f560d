#include "article/signatures.h"

#include <algorithm>
#include <array>

#include "article/bare_names.h"
#include "article/bylines.h"
#include "article/latin_bylines.h"
#include "article/names.h"
#include "base/utf8.h"

namespace banxin::article {

namespace {

std::size_t rfind(std::string_view text, std::string_view part) {
  const std::size_t at = text.rfind(part);
  return at == std::string_view::npos ? 0 : at;
}

// What stands in the brackets that end the line, "" where it ends with none.
std::string_view last_brackets(std::string_view line) {
  constexpr std::size_t kLongest = 60;
  static constexpr std::array kPairs = std::to_array<std::array<std::string_view, 2>>(
      {{"（", "）"}, {"(", ")"}, {"【", "】"}, {"［", "］"}, {"〔", "〕"}});
  while (line.ends_with("。") || line.ends_with(" "))
    line.remove_suffix(line.ends_with(" ") ? 1 : 3);
  for (const auto& [open, close] : kPairs) {
    if (!line.ends_with(close)) continue;
    const std::size_t at = rfind(line, open);
    if (!line.substr(at).starts_with(open) || line.size() - at > kLongest) return {};
    return line.substr(at + open.size(), line.size() - at - open.size() - close.size());
  }
  return {};
}

bool has_hiragana(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCharacter decoded = decode_utf8(text, at);
    if (decoded.code_point >= 0x3041 && decoded.code_point <= 0x3096) return true;
    at += decoded.length;
  }
  return false;
}

// "（敬称略）", "（写真提供）": a note on the text.
bool is_note(std::string_view word) {
  static constexpr std::array kNotes = std::to_array<std::string_view>(
      {"敬称", "写真", "提供", "共同", "時事", "以下", "省略", "原文", "本文", "文中",   "以上",
       "年齢", "税込", "税別", "税抜", "参照", "引用", "抜粋", "転載", "公開", "非公開", "未定",
       "予定", "当時", "通信", "新聞", "放送", "支局", "支社", "総局", "本社", "編集",   "取材",
       "配信", "記者", "特派", "年度", "月期", "前年", "県",   "市内", "町内", "完結",   "続編",
       "完了", "第一", "第二", "第三", "後編", "前編", "中編", "映画", "小説", "随時",   "連載",
       "終了", "無料", "有料", "会員", "複数", "匿名", "仮名", "本名", "旧姓", "故人",   "同上",
       "初出", "再掲", "訂正", "部長", "課長", "社長", "教授", "会長", "代表", "大学",   "学校",
       "病院", "研究", "協会", "委員", "大会", "選手"});
  return contains_any(word, kNotes);
}

// A rare surname: three to five Han characters, which at the end of a Japanese text are a name if
// they are no note on it.
bool may_be_japanese_name(std::string_view word) {
  const std::size_t count = word.size() / 3;
  if (word.size() % 3 != 0 || count < 3 || count > 5) return false;
  for (std::size_t at = 0; at < word.size();) {
    const DecodedCharacter decoded = decode_utf8(word, at);
    const char32_t c = decoded.code_point;
    if (c != 0x3005 && (c < 0x3400 || c > 0x9FFF)) return false;
    at += decoded.length;
  }
  return true;
}

// "某視新聞陳小華、郭大明台北報導": the office runs on into the first name, the place behind the
// last, before the word for a report.
std::vector<std::string> names_of_report(std::string_view inner) {
  constexpr std::size_t kName = 9;
  static constexpr std::array kReports =
      std::to_array<std::string_view>({"報導", "报道", "報道", "报导"});
  const auto ends = [inner](std::string_view word) { return inner.ends_with(word); };
  if (std::none_of(kReports.begin(), kReports.end(), ends)) return {};
  std::vector<std::string> names;
  for (const std::string& word : dateline_words(std::string{inner.substr(0, inner.size() - 6)})) {
    std::string_view rest = word;
    for (const std::string_view office : {"新聞", "新闻", "電視", "电视", "日報", "日报", "時報"}) {
      const std::size_t at = rest.find(office);
      if (at != std::string_view::npos) rest.remove_prefix(at + office.size());
    }
    constexpr std::size_t kPlace = 6;
    const bool placed = rest.size() == kName + kPlace && is_chinese_name(rest.substr(0, kName));
    if (placed) rest = rest.substr(0, kName);
    if (rest.size() == kName && is_person(rest)) names.emplace_back(rest);
  }
  return names;
}

std::vector<std::string> names_in_brackets(std::string_view line, bool japanese, bool ends_page) {
  const std::string_view inner = last_brackets(line);
  std::vector<std::string> names;
  if (inner.empty()) return names;
  const std::vector<std::string> words = dateline_words(std::string{inner});
  for (const std::string& word : words) {
    // "8階（南側）": in Japanese two characters that a Chinese surname begins are a word.
    constexpr std::size_t kShortest = 9;
    const bool whole = !japanese || word.size() >= kShortest;
    if (whole && is_person(word) && !is_note(word)) names.push_back(word);
  }
  if (names.empty()) names = names_of_report(inner);
  if (names.empty()) names = find_bylines(inner);
  // 【会社概要】 alone is a heading.
  const bool heading = line.starts_with("【") || line.starts_with("〔") || line.starts_with("［");
  if (names.empty() && japanese && ends_page && !heading) {
    for (const std::string& word : words) {
      if (may_be_japanese_name(word) && !is_note(word)) names.push_back(word);
    }
    if (names.size() < words.size()) names.clear();
  }
  return names;
}

// A block of one short line, all of it bold, slanted or set to the right.
bool is_set_apart(const PageMap& map, std::uint32_t line) {
  namespace names = dom::names;
  const Line& row = map.lines[line];
  const Element& block = map.elements[row.element];
  if (block.last_line != block.first_line + 1 || row.link_share() > 0.5F) return false;
  for (std::uint32_t index = row.element; index < block.end; ++index) {
    const Element& element = map.elements[index];
    const Atom name = element.node->name;
    const bool stressed =
        name == names::b || name == names::strong || name == names::i || name == names::em;
    if (stressed && element.weight >= block.weight * 0.95F) return true;
    if (element.node->attribute(names::align) == "right") return true;
  }
  return contains(block.node->attribute(names::style), "right");
}

// "新华社北京9月8日电（记者张三）…", "【江城时报驻外记者 张三】…", "[한강신문 박민수 기자] …".
std::vector<std::string> names_of_opening(std::string_view first) {
  constexpr std::size_t kReach = 240;
  std::size_t close = std::string_view::npos;
  for (const std::string_view mark : {"）", "】", "〕", "］", ")"}) {
    const std::size_t at = first.substr(0, kReach).find(mark);
    if (at != std::string_view::npos) close = std::min(close, at + mark.size());
  }
  std::vector<std::string> names;
  if (close != std::string_view::npos) names = find_bylines(first.substr(0, close));
  if (!names.empty()) return names;
  // "(서울=한강뉴스) 박민수 기자 = …"
  const std::size_t bracket =
      std::min(first.substr(0, 120).find(']'), first.substr(0, 120).find(" ="));
  if (bracket != std::string_view::npos) names = find_bylines(first.substr(0, bracket));
  return names;
}

}  // namespace

std::vector<std::string> find_signature(const PageMap& map,
                                        const std::vector<LineFacts>& facts,
                                        const VisiblePlace& place,
                                        std::uint32_t opening_end) {
  if (place.body_end <= place.body_begin) return {};
  std::vector<std::string> names;
  for (std::uint32_t line = place.body_begin; line < opening_end; ++line) {
    if (map.lines[line].kind == LineKind::Caption) continue;
    names = names_of_opening(map.line_text(line));
    if (!names.empty()) return names;
    if (facts[line].score > 2) break;
  }
  constexpr int kLastLines = 4;  // of prose
  constexpr std::uint32_t kReach = 40;
  const std::uint32_t end = place.body_end;
  const std::uint32_t begin = std::max(place.body_begin, end - std::min(end, kReach));
  bool japanese = false;
  for (std::uint32_t line = begin; line < end && !japanese; ++line)
    japanese = facts[line].score > 1 && has_hiragana(map.line_text(line));
  int seen = 0;
  for (std::uint32_t line = end; line > begin && seen < kLastLines; --line) {
    const std::uint32_t row = line - 1;
    const bool prose = facts[row].phrase == Phrase::None && facts[row].score > 0;
    if (prose) ++seen;
    if (facts[row].phrase != Phrase::None || map.lines[row].link_share() > 0.5F) continue;
    const std::string_view last = map.line_text(row);
    names = names_in_brackets(last, japanese, seen <= 1);
    const bool shut = seen <= 1 && !prose && map.lines[row].kind == LineKind::Text;
    if (names.empty() && shut && is_set_apart(map, row)) names = names_of_whole_line(last);
    if (!names.empty()) return names;
  }
  return {};
}

std::vector<std::string> find_headed_name(const PageMap& map,
                                          const std::vector<LineFacts>& facts,
                                          std::uint32_t from) {
  constexpr float kName = 60;
  for (std::uint32_t line = from; line + 1 < map.lines.size(); ++line) {
    if (facts[line].phrase != Phrase::Author) continue;
    const TextMeasure& measure = map.lines[line + 1].measure;
    std::string name{map.line_text(line + 1)};
    name.resize(std::min({name.find('('), name.find("（"), name.size()}));
    const bool told = measure.weight <= kName && map.lines[line + 1].kind != LineKind::Heading &&
                      measure.sentence_ends + measure.commas + measure.digits == 0 &&
                      facts[line + 1].phrase == Phrase::None;
    std::vector<std::string> names = told ? split_names(name) : std::vector<std::string>{};
    if (!names.empty()) return names;
  }
  return {};
}

std::vector<std::string> names_below(const PageMap& map, std::uint32_t line) {
  constexpr std::uint32_t kMost = 3;
  const auto count = static_cast<std::uint32_t>(map.lines.size());
  std::vector<std::string> found = names_of_whole_line(map.line_text(line));
  if (found.empty()) return found;
  for (std::uint32_t next = line + 1; next < std::min(line + kMost, count); ++next) {
    const std::string_view row = map.line_text(next);
    for (const std::string_view word : {"and ", "und ", "et ", "y "}) {
      if (!row.starts_with(word)) continue;
      for (std::string& name : names_of_whole_line(row.substr(word.size())))
        found.push_back(std::move(name));
      return found;
    }
  }
  return found;
}

}  // namespace banxin::article
