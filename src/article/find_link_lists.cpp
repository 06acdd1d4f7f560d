#include "article/find_link_lists.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "base/utf8.h"

namespace banxin::article {

namespace {

namespace names = dom::names;

// «参考资料», "References": the words that lead to what a text rests on.
bool begins_with_reference_word(std::string_view line) {
  static constexpr std::array kWords = std::to_array<std::string_view>(
      {"参考", "參考", "引用", "注释", "註釋", "脚注", "参照", "出典", "참고", "출처", "references",
       "reference", "footnotes", "sources", "bibliography", "literatur", "quellen"});
  std::string_view rest = line;
  // "5. 参考资料", "§ References"
  while (!rest.empty()) {
    const DecodedCharacter first = decode_utf8(rest, 0);
    if (is_word_character(first.code_point) && !is_ascii_digit(rest[0])) break;
    rest.remove_prefix(first.length);
  }
  constexpr std::size_t kRead = 20;  // LIMIT: bytes, more than the longest word has
  const std::string key = ascii_lower(rest.substr(0, kRead));
  return std::any_of(kWords.begin(), kWords.end(),
                     [&key](std::string_view word) { return key.starts_with(word); });
}

// A heading, "参考资料", or the label of what follows in its line, "参考网址：1. …".
bool heads_references(std::string_view line) {
  constexpr std::size_t kShort = 36;
  return line.size() <= kShort && begins_with_reference_word(line);
}

bool is_labelled_reference(std::string_view line) {
  constexpr std::size_t kLabel = 24;
  const std::size_t colon = std::min(line.find("："), line.find(':'));
  return colon <= kLabel && begins_with_reference_word(line);
}

// A paragraph that is one link, between two of prose. Several in a row are a list, an address is
// content.
bool is_lone_link(const PageMap& map,
                  const std::vector<LineFacts>& facts,
                  const Marks& marks,
                  std::uint32_t line) {
  const Line& row = map.lines[line];
  if (row.kind != LineKind::Text || row.link_share() < 0.85F || row.measure.weight < 8 ||
      row.after_break || map.elements[row.element].images > 0) {
    return false;
  }
  std::uint32_t before = line;
  while (before > 0 && line - before < 6 && (before == line || marks.is_line_removed(before)))
    --before;
  std::uint32_t after = line + 1;
  while (after < map.lines.size() && after - line < 6 && facts[after].phrase != Phrase::None)
    ++after;
  // "■ …" is a heading or an item.
  const DecodedCharacter first = decode_utf8(map.line_text(line), 0);
  if (!is_word_character(first.code_point) && first.code_point != U'>' &&
      first.code_point != 0x300C && first.code_point != 0x201C) {
    return false;
  }
  if (is_labelled_reference(map.line_text(line))) return false;
  const bool between = before < line && facts[before].score > 1 && after < map.lines.size() &&
                       facts[after].score > 1;
  return between && !contains(map.line_text(line), "://");
}

struct LineRange {
  std::uint32_t first;
  std::uint32_t last;
};

// «可以参考下面这些资料：»: the text itself leads to the links behind it.
bool is_announced(const PageMap& map,
                  const std::vector<LineFacts>& facts,
                  const Marks& marks,
                  LineRange above) {
  constexpr float kSentence = 25;
  constexpr std::array kOfChrome = std::to_array<std::string_view>(
      {"阅读", "閱讀", "推荐", "推薦", "更多", "精彩", "热门", "熱門", "相关", "相關", "关注",
       "關注", "点击", "點擊", "おすすめ", "関連", "あわせて", "추천", "관련"});
  for (std::uint32_t line = above.last; line > above.first; --line) {
    if (marks.is_line_removed(line - 1)) continue;
    const std::string_view text = map.line_text(line - 1);
    const TextMeasure& measure = map.lines[line - 1].measure;
    const bool leads = text.ends_with("：") || (measure.is_east_asian() && text.ends_with(":"));
    return leads && measure.is_east_asian() && measure.weight >= kSentence &&
           facts[line - 1].phrase == Phrase::None && map.lines[line - 1].link_share() < 0.5F &&
           std::none_of(kOfChrome.begin(), kOfChrome.end(),
                        [text](std::string_view word) { return contains(text, word); });
  }
  return false;
}

// "附件1.docx", "capture.tcpdump.gz": the name of a file, not of a site.
bool names_file(std::string_view line) {
  static constexpr std::array kSites =
      std::to_array<std::string_view>({"com", "cn", "net", "org", "jp", "kr", "tw", "hk", "io",
                                       "me", "edu", "gov", "info", "html"});
  constexpr std::size_t kLongestKind = 8;
  const std::size_t dot = line.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 2 > line.size()) return false;
  const std::string_view kind = line.substr(dot + 1);
  return kind.size() <= kLongestKind && !is_ascii_digit(kind[0]) && line[dot - 1] != ' ' &&
         std::all_of(kind.begin(), kind.end(), [](char c) { return is_ascii_alphanumeric(c); }) &&
         std::find(kSites.begin(), kSites.end(), kind) == kSites.end();
}

// A list of files is what the text offers.
bool lists_files(const PageMap& map, const Element& block) {
  std::uint32_t files = 0;
  for (std::uint32_t line = block.first_line; line < block.last_line; ++line)
    files += names_file(map.line_text(line)) ? 1 : 0;
  return files * 2 > block.last_line - block.first_line;
}

// Links that the text refers to: below a heading that says so, or each with its way back, "↩".
bool is_references(const PageMap& map, const Marks& marks, std::uint32_t index) {
  const Element& block = map.elements[index];
  const std::string_view last = map.line_text(block.last_line - 1);
  constexpr std::size_t kEnd = 9;  // bytes: "↩" and a variation selector
  if (contains(last.substr(last.size() - std::min(last.size(), kEnd)), "↩")) return true;
  const std::uint32_t above = block.first_line;
  return above > 0 && !marks.is_line_removed(above - 1) &&
         map.lines[above - 1].link_share() < 0.5F && heads_references(map.line_text(above - 1));
}

}  // namespace

void mark_link_lists(const PageMap& map,
                     const std::vector<LineFacts>& facts,
                     std::uint32_t root,
                     Marks& marks) {
  const Element& element = map.elements[root];
  for (std::uint32_t line = element.first_line; line < element.last_line; ++line) {
    const Line& row = map.lines[line];
    if (marks.is_line_removed(line) || row.link_share() < 0.5F) continue;
    if (row.kind == LineKind::Cell || row.kind == LineKind::Code) continue;
    if (is_lone_link(map, facts, marks, line)) {
      marks.remove_line(line, "related links", "a link alone between paragraphs");
    } else if (const Phrase label = classify_label(map.line_text(line));
               label == Phrase::Related || label == Phrase::Advertisement) {
      marks.remove_line(line, "related links", "a label before a link");
    }
  }
  std::uint32_t index = root + 1;
  while (index < element.end) {
    const Element& block = map.elements[index];
    const bool list = block.node->name == names::ul || block.node->name == names::ol ||
                      block.node->name == names::div || block.node->name == names::section ||
                      block.node->name == names::dl;
    if (!list || marks.is_element_removed(index) || block.weight == 0 ||
        block.link_weight < 0.7F * block.weight || block.last_line - block.first_line < 2 ||
        is_announced(map, facts, marks, {element.first_line, block.first_line}) ||
        is_references(map, marks, index) || lists_files(map, block)) {
      ++index;
      continue;
    }
    marks.remove_element(index, "related links", "a block of links");
    index = block.end;
  }
}

}  // namespace banxin::article
