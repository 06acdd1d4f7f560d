#include "article/trim.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "article/bylines.h"
#include "article/dates.h"
#include "article/names.h"
#include "article/narration.h"
#include "article/references.h"

namespace banxin::article {

namespace {

bool is_one_of(const std::string& key, const std::vector<std::string>& keys) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

class Trimmer {
 public:
  Trimmer(const PageMap& map,
          const std::vector<LineFacts>& facts,
          const TrimFacts& known,
          Marks& marks)
      : map_(map), facts_(facts), known_(known), marks_(marks) {}

  void run(std::uint32_t root) {
    const Element& element = map_.elements[root];
    const std::uint32_t start = after_title(element);
    cut_after_end(element);
    const std::uint32_t signed_end = signed_dateline(start, element.last_line);
    for (std::uint32_t line = start; line < element.last_line; ++line) {
      if (marks_.is_line_removed(line) || map_.lines[line].kind == LineKind::Caption) continue;
      if (line >= signed_end) {
        if (is_sentence(line, element) || (!is_front_matter(line) && !shares_dateline(line))) {
          cut_behind_lead(line, element.last_line);
          break;
        }
      }
      dateline_ = map_.lines[line].element;
      marks_.remove_line(line, "byline and date", "at the top of the article");
    }
    const bool prose = known_.may_have_labels && is_mostly_prose(element);
    if (prose) remove_labels(start, element);
    const std::uint32_t references = end_of_references(start, element.last_line);
    const bool has_loose = prose && count_loose_ends(start, element) <= kMostLabels;
    for (std::uint32_t line = element.last_line; line > start; --line) {
      if (marks_.is_line_removed(line - 1)) continue;
      if (is_sentence(line - 1, element) || is_signed_date(line - 1, element)) break;
      if (line <= references) break;
      const bool is_chrome = is_back_matter(line - 1) || (prose && is_link(line - 1)) ||
                             (has_loose && is_loose(line - 1, element));
      if (!is_chrome) break;
      marks_.remove_line(line - 1, "credit", "at the end of the article");
    }
  }

 private:
  // Behind the list of what the text refers to, where it ends with one; else 0.
  std::uint32_t end_of_references(std::uint32_t first, std::uint32_t last) const {
    std::uint32_t end = find_references(map_, first, last);
    if (end == kNoIndex) return 0;
    while (end < last && facts_[end].phrase == Phrase::None && !is_meta_line(map_.line_text(end)) &&
           !map_.line_text(end).starts_with("©")) {
      ++end;
    }
    return end;
  }

  // More short lines of Chinese or Japanese in a row are a list of the text's own; below Latin text
  // sites put any number.
  static constexpr std::size_t kMostLabels = 3;

  void remove_labels(std::uint32_t start, const Element& element) {
    std::vector<std::uint32_t> labels;
    for (std::uint32_t line = start; line < element.last_line; ++line) {
      if (marks_.is_line_removed(line)) continue;
      const LineKind kind = map_.lines[line].kind;
      if (kind == LineKind::Heading || kind == LineKind::Caption || !is_loose(line, element)) break;
      labels.push_back(line);
    }
    const auto listed = std::count_if(labels.begin(), labels.end(), [this](std::uint32_t line) {
      return map_.lines[line].measure.is_east_asian();
    });
    if (static_cast<std::size_t>(listed) > kMostLabels) return;
    for (const std::uint32_t line : labels)
      marks_.remove_line(line, "label", "a few words above the first sentence");
  }

  std::size_t count_loose_ends(std::uint32_t start, const Element& element) const {
    std::size_t loose = 0;
    for (std::uint32_t line = element.last_line; line > start; --line) {
      if (marks_.is_line_removed(line - 1) || is_back_matter(line - 1)) continue;
      if (!is_loose(line - 1, element)) break;
      if (map_.lines[line - 1].measure.is_east_asian()) ++loose;
    }
    return loose;
  }

  bool is_loose(std::uint32_t line, const Element& root) const {
    return is_label(line) && !is_paragraph(line, root) && !is_number_of_its_own(line) &&
           !is_reference(line);
  }

  // ".end();": code set as text.
  static bool is_code(std::string_view row) {
    return row.starts_with(".") || contains(row, "()") || row.ends_with(";") ||
           row.ends_with("{") || row.ends_with("}");
  }

  // What stands behind "责任编辑：" or "THE END" is the site's, when most of the text is above.
  void cut_after_end(const Element& element) {
    constexpr float kAbove = 0.75F;
    float all = 0;
    for (std::uint32_t line = element.first_line; line < element.last_line; ++line) {
      if (!marks_.is_line_removed(line)) all += std::max(facts_[line].score, 0.0F);
    }
    float above = 0;
    std::uint32_t end = kNoIndex;
    for (std::uint32_t line = element.first_line; line < element.last_line; ++line) {
      if (!marks_.is_line_removed(line)) above += std::max(facts_[line].score, 0.0F);
      const Phrase phrase = facts_[line].phrase;
      const bool ends =
          phrase == Phrase::Credit || (phrase == Phrase::End && !is_code(map_.line_text(line)));
      if (ends && above > kAbove * all && map_.lines[line].kind != LineKind::Code) {
        end = line;
        break;
      }
    }
    if (end == kNoIndex) return;
    for (std::uint32_t line = end; line < element.last_line; ++line)
      marks_.remove_line(line, "credit", "behind the end of the text");
  }

  // Removes the headline and the short lines above it; the first line after it.
  std::uint32_t after_title(const Element& element) {
    std::uint32_t title = kNoIndex;
    float prose = 0;
    for (std::uint32_t line = element.first_line; line < element.last_line; ++line) {
      if (marks_.is_line_removed(line)) continue;
      prose += std::max(facts_[line].score, 0.0F);
      if (prose > 4.0F) break;
      if (map_.lines[line].measure.weight > 500) continue;
      if (is_title(line)) {
        title = line;
        if (map_.lines[line].kind == LineKind::Heading) break;
      }
    }
    if (title == kNoIndex) return element.first_line;
    for (std::uint32_t line = element.first_line; line <= title; ++line) {
      if (line == title || facts_[line].score < 1.0F || is_meta_line(map_.line_text(line))) {
        marks_.remove_line(line, "title", "the headline and what stands above it");
      }
    }
    return title + 1;
  }

  // The title, or a heading of a few words and the title: "Stadtrat Neues Freibad öffnet".
  bool is_title(std::uint32_t line) const {
    const std::string key = comparison_key(map_.line_text(line));
    if (is_one_of(key, known_.title_keys)) return true;
    if (map_.lines[line].kind != LineKind::Heading) return false;
    constexpr std::size_t kLong = 15;
    return std::any_of(
        known_.title_keys.begin(), known_.title_keys.end(), [&key](const std::string& title) {
          return title.size() >= kLong && key.ends_with(title) && key.size() < 2 * title.size();
        });
  }

  // A date with the word for publishing.
  static bool dates_page(std::string_view row) {
    static constexpr std::array kWords = std::to_array<std::string_view>(
        {"Publi", "publi", "Veröffentlicht", "Updated", "Posted", "Pubblicato", "Aktualisiert",
         "Mis à jour", "更新", "公開", "配信", "掲載", "입력", "승인", "수정"});
    return find_date(row).has_value() && contains_any(row, kWords);
  }

  // Byline and date between the lead and the text.
  void cut_behind_lead(std::uint32_t lead, std::uint32_t last) {
    constexpr std::uint32_t kMost = 6;
    std::uint32_t end = lead + 1;
    bool signs = false;
    for (; end < std::min(last, lead + 1 + kMost); ++end) {
      if (marks_.is_line_removed(end)) continue;
      if (map_.lines[end].kind == LineKind::Caption) break;
      const std::string_view row = map_.line_text(end);
      if (map_.lines[end].measure.weight > 110 || !(is_known(end) || is_meta_line(row))) break;
      signs = signs || dates_page(row);
      const std::string key = comparison_key(row);
      for (const std::string& byline : known_.byline_keys)
        signs = signs || (!byline.empty() && contains(key, byline));
    }
    for (std::uint32_t line = lead + 1; signs && line < end; ++line)
      marks_.remove_line(line, "byline and date", "between the lead and the text");
  }

  bool is_known(std::uint32_t line) const {
    const std::string key = comparison_key(map_.line_text(line));
    return key.empty() || is_one_of(key, known_.byline_keys) || is_one_of(key, known_.title_keys);
  }

  bool is_front_matter(std::uint32_t line) const {
    const Line& row = map_.lines[line];
    if (row.kind == LineKind::Code || row.measure.weight > 160) return false;
    if (is_known(line) || is_meta_line(map_.line_text(line))) return true;
    if (has_hint(map_.elements[row.element].hints, Hint::Meta)) return true;
    if (is_follow_word(map_.line_text(line)) || is_tag_row(line)) return true;
    // A lone link at the top: a channel, an account.
    return row.link_share() > 0.8F && row.measure.weight < 60 && row.kind != LineKind::Heading;
  }

  // "#小镇 #豆腐"; one of ASCII alone may be code: #endif.
  static bool is_hash_tags(std::string_view text) {
    bool tags = !text.empty();
    std::size_t count = 0;
    for (std::size_t at = 0; tags && at < text.size(); ++count) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      tags = text[at] == '#' && end > at + 1 && text[at + 1] != '#';
      at = end + 1;
    }
    const bool is_ascii = std::all_of(text.begin(), text.end(),
                                      [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return tags && (count > 1 || !is_ascii);
  }

  // "标签：小镇", "分类：往事", "#小镇".
  bool is_tag_row(std::uint32_t line) const {
    constexpr float kShort = 60;
    const std::string_view text = map_.line_text(line);
    if (map_.lines[line].measure.weight > kShort) return false;
    if (is_hash_tags(text)) return true;
    const std::size_t colon = std::min(text.find("："), text.find(':'));
    if (colon == std::string_view::npos) return false;
    static constexpr std::array kLabels = std::to_array<std::string_view>(
        {"标签", "標籤", "分类", "分類", "关键词", "关键字", "關鍵字", "文章标签", "文章分类",
         "分类专栏", "所属分类", "本文标签"});
    return std::find(kLabels.begin(), kLabels.end(), comparison_key(text.substr(0, colon))) !=
           kLabels.end();
  }

  // Verses, lists and tables of short lines begin and end with short lines.
  bool is_mostly_prose(const Element& element) const {
    std::uint32_t sentences = 0;
    std::uint32_t labels = 0;
    for (std::uint32_t line = element.first_line; line < element.last_line; ++line) {
      if (marks_.is_line_removed(line) || map_.lines[line].kind != LineKind::Text) continue;
      if (facts_[line].score > 1) ++sentences;
      if (is_label(line)) ++labels;
    }
    return sentences >= 3 && sentences >= labels;
  }

  bool is_link(std::uint32_t line) const {
    const Line& row = map_.lines[line];
    return row.kind == LineKind::Text && row.link_share() > 0.8F &&
           !contains(map_.line_text(line), "://") && !is_quoted(row.element);
  }

  // Set as the text's sentences are, in a paragraph beside theirs: a salutation, a section's
  // number, who signs.
  bool is_paragraph(std::uint32_t line, const Element& root) const {
    const Element& own = map_.elements[map_.lines[line].element];
    const auto is_beside = [&](std::uint32_t other) {
      const Element& element = map_.elements[map_.lines[other].element];
      return facts_[other].score > 1 && !marks_.is_line_removed(other) &&
             map_.lines[other].kind == LineKind::Text && element.parent == own.parent &&
             element.node->name == own.node->name;
    };
    constexpr std::uint32_t kReach = 4;
    const std::uint32_t first = line < root.first_line + kReach ? root.first_line : line - kReach;
    const std::uint32_t last = std::min(root.last_line, line + kReach + 1);
    for (std::uint32_t other = first; other < last; ++other) {
      if (is_beside(other)) return true;
    }
    return false;
  }

  // "2008年8月8日，奥运会在北京开幕。" tells, though it is short and has a date.
  bool is_sentence(std::uint32_t line, const Element& root) const {
    return ends_as_sentence(map_.line_text(line)) && facts_[line].phrase == Phrase::None &&
           map_.lines[line].measure.is_east_asian() && is_paragraph(line, root);
  }

  // A letter's or a notice's own date, without any label.
  bool is_signed_date(std::uint32_t line, const Element& root) const {
    const std::string_view text = map_.line_text(line);
    const auto date = find_date(text);
    return date.has_value() && date->begin == 0 && date->end == text.size() &&
           is_paragraph(line, root);
  }

  // Of a list or a quotation, which the writer made.
  bool is_quoted(std::uint32_t element) const {
    constexpr int kLevels = 3;
    for (int level = 0; level < kLevels && element != kNoIndex; ++level) {
      const Atom name = map_.elements[element].node->name;
      if (name == dom::names::blockquote || name == dom::names::li) return true;
      element = map_.elements[element].parent;
    }
    return false;
  }

  // A heading or a few words without a sentence's end.
  bool is_label(std::uint32_t line) const {
    const Line& row = map_.lines[line];
    if (row.kind == LineKind::Heading) return true;
    // 【要闻】 heads what follows, "早上好~" is said.
    const std::string_view text = map_.line_text(row);
    if (text.starts_with("【") && text.ends_with("】")) return false;
    if (text.ends_with("~") || text.ends_with("～") || is_quoted(row.element)) return false;
    // The sentence goes on in the next line.
    if (text.ends_with("，") || text.ends_with("、")) return false;
    // "项目地址：…" with a link to it.
    if (row.link_share() > 0 && row.link_share() < 1 && contains(text, "：")) return false;
    const float most = row.measure.is_east_asian() ? 26 : 45;
    return row.kind == LineKind::Text && !row.after_break && row.measure.weight < most &&
           row.measure.sentence_ends == 0;
  }

  // "作者 / 某某 / 驻某地记者 / 2024年2月28日", each in an element of its own: the line behind the
  // date, where the lines above it are short and one of them names the author; else `from`.
  std::uint32_t signed_dateline(std::uint32_t from, std::uint32_t to) const {
    constexpr std::uint32_t kMostLines = 12;
    constexpr float kShort = 60;
    bool is_signed = false;
    for (std::uint32_t line = from; line < std::min(from + kMostLines, to); ++line) {
      const Line& row = map_.lines[line];
      if (marks_.is_line_removed(line) || row.kind == LineKind::Caption) continue;
      if (row.kind == LineKind::Heading || row.kind == LineKind::Code ||
          row.measure.weight > kShort || row.measure.sentence_ends > 0) {
        return from;
      }
      const std::string_view text = map_.line_text(line);
      if (is_signed && row.measure.digits >= 5 && is_meta_line(text)) return line + 1;
      const std::string key = comparison_key(text);
      for (const std::string& byline : known_.byline_keys)
        is_signed = is_signed || (byline.size() >= 6 && contains(key, byline));
    }
    return from;
  }

  // "20:01", "人社发〔2023〕22号": of what follows.
  bool is_number_of_its_own(std::uint32_t line) const {
    const std::string_view text = map_.line_text(line);
    const TextMeasure& measure = map_.lines[line].measure;
    const bool clock = measure.digits >= 3 && measure.digits <= 4 && text.size() <= 6 &&
                       contains(text, ":") && measure.ideographs + measure.letters == 0;
    const bool official = contains(text, "〔") && text.ends_with("号");
    return clock || official || text.ends_with("號");
  }

  // "[1] 某某画集，1996"
  bool is_reference(std::uint32_t line) const {
    const std::string_view text = map_.line_text(line);
    return text.size() > 2 && text[0] == '[' && text[1] >= '0' && text[1] <= '9';
  }

  // "…研究所<br>情報部" in the block of the date.
  bool shares_dateline(std::uint32_t line) const {
    const Line& row = map_.lines[line];
    return row.element == dateline_ && row.after_break && row.measure.weight < 60 &&
           row.measure.sentence_ends + row.measure.commas == 0;
  }

  // "(dpa/mond)": an agency's or a writer's letters.
  static bool is_sign(const Line& row, std::string_view text) {
    constexpr std::uint32_t kMostLetters = 10;
    return text.starts_with("(") && text.ends_with(")") && !contains(text, " ") &&
           row.measure.ideographs + row.measure.digits == 0 && row.measure.letters >= 2 &&
           row.measure.letters <= kMostLetters;
  }

  bool is_back_matter(std::uint32_t line) const {
    const Line& row = map_.lines[line];
    if (row.kind == LineKind::Code || row.measure.weight > 160) return false;
    const std::string_view text = map_.line_text(line);
    const Phrase phrase = facts_[line].phrase;
    if (phrase == Phrase::Credit || phrase == Phrase::End || phrase == Phrase::Legal ||
        phrase == Phrase::Tool || phrase == Phrase::Share) {
      return true;
    }
    if (has_hint(map_.elements[row.element].hints, Hint::Meta) || is_sign(row, text)) return true;
    if ((row.measure.weight < 60 && is_known(line)) || is_tag_row(line)) return true;
    // Links that stand alone at the end, no list of them: topics.
    if (is_link(line) && line > 0 && row.measure.weight < 60 && !is_link(line - 1)) return true;
    if (row.link_share() > 0.3F && classify_label(text) == Phrase::Related) return true;
    // The head of a list that is gone.
    if (phrase == Phrase::Related && row.measure.weight < 40) return true;
    return row.measure.weight < 90 && (row.kind == LineKind::Text || row.kind == LineKind::Cell) &&
           is_meta_line(text) && row.measure.commas + row.measure.sentence_ends <= 1;
  }

  const PageMap& map_;
  const std::vector<LineFacts>& facts_;
  const TrimFacts& known_;
  Marks& marks_;
  std::uint32_t dateline_ = kNoIndex;  // the block of the last line of front matter
};

}  // namespace

void trim_ends(const PageMap& map,
               const std::vector<LineFacts>& facts,
               const TrimFacts& known,
               std::uint32_t root,
               Marks& marks) {
  Trimmer{map, facts, known, marks}.run(root);
}

}  // namespace banxin::article
