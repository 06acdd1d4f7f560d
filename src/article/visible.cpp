#include "article/visible.h"

#include <algorithm>
#include <array>

#include "article/bylines.h"
#include "base/ascii.h"

namespace banxin::article {

namespace {

constexpr std::uint32_t kAbove = 12;  // lines above the headline that may hold its dateline
constexpr std::uint32_t kBelow = 14;  // and below it
constexpr std::uint32_t kInto = 4;    // first lines of the body
constexpr std::uint32_t kTail = 6;    // its last lines
constexpr std::uint32_t kAfter = 8;   // lines behind it

// An element whose class, id, rel or itemprop says that it names the author.
struct NamedElement {
  std::uint32_t line;
  bool is_account;  // of a chat or video service
  std::string text;
};

bool names_author(const dom::Node& node, bool& is_account) {
  namespace names = dom::names;
  for (const Atom attribute : {names::class_, names::id, names::rel, names::itemprop}) {
    const std::string_view value = node.attribute(attribute);
    if (value.empty()) continue;
    const std::string name = ascii_lower(value.substr(0, 200));
    if (contains(name, "author") || contains(name, "byline") || contains(name, "writer") ||
        contains(name, "reporter")) {
      is_account = false;
      return !contains(name, "comment") && !contains(name, "avatar");
    }
    if (contains(name, "nickname") || contains(name, "js_name")) {
      is_account = true;
      return true;
    }
  }
  return false;
}

bool stands_in_chrome(const PageMap& map, std::uint32_t element) {
  constexpr Hints kOthers =
      Hint::Comments | Hint::Related | Hint::Navigation | Hint::Subscribe | Hint::Advertisement;
  for (int level = 0; level < 10 && element != kNoIndex; ++level) {
    const Element& row = map.elements[element];
    if (row.node->name == dom::names::body || row.node->name == dom::names::article) return false;
    if ((row.hints & kOthers) != 0) return true;
    element = row.parent;
  }
  return false;
}

// "Von", "By:" alone: the name is the next line.
bool is_by_word(std::string_view text) {
  static constexpr std::array kWords = std::to_array<std::string_view>(
      {"von", "by", "par", "por", "di", "autor", "autorin", "author", "publishedby", "postedby",
       "writtenby", "artikelvon", "veröffentlichtvon", "text", "作者", "文", "記者", "记者"});
  const std::string key = comparison_key(text);
  return std::find(kWords.begin(), kWords.end(), key) != kWords.end();
}

// The text below; looks at a bounded number of nodes.
std::string short_text(const dom::Node& root) {
  constexpr int kMostNodes = 80;
  std::string out;
  const dom::Node* node = root.first_child;
  for (int seen = 0; node != nullptr && seen < kMostNodes && out.size() < 400; ++seen) {
    if (node->is_text()) out += node->text().substr(0, 400);
    const bool skipped = node->is_element() && is_skipped_element(*node);
    node = skipped ? dom::next_after_subtree(*node, root) : dom::next_in_tree(*node, root);
  }
  return collapse_spaces(out);
}

// The innermost elements that name an author, with their short texts.
std::vector<NamedElement> find_named_elements(const PageMap& map) {
  constexpr float kNameWeight = 60;
  constexpr std::size_t kMost = 60;
  std::vector<NamedElement> found;
  std::uint32_t last = kNoIndex;
  for (std::uint32_t index = 0; index < map.elements.size() && found.size() < kMost; ++index) {
    const Element& element = map.elements[index];
    bool is_account = false;
    if (element.weight == 0 || element.weight > kNameWeight) continue;
    if (!names_author(*element.node, is_account) || stands_in_chrome(map, index)) continue;
    std::string text = short_text(*element.node);
    if (is_by_word(text) && element.last_line < map.lines.size()) {
      text = std::string{map.line_text(element.last_line)};
    }
    const TextMeasure measure = measure_text(text);
    if (measure.weight > kNameWeight || measure.letters + measure.ideographs < 2) continue;
    if (measure.digits > 2 || measure.sentence_ends > 2) continue;
    if (last != kNoIndex && map.is_inside(index, last) && !found.empty()) found.pop_back();
    found.push_back({element.first_line, is_account, std::move(text)});
    last = index;
  }
  return found;
}

bool says_modified(std::string_view text) {
  static constexpr std::array kWords = std::to_array<std::string_view>(
      {"更新", "修改", "Updated", "UPDATED", "updated", "Modified", "modified", "Aktualisiert",
       "Actualizado", "Mis à jour", "수정"});
  for (const std::string_view word : kWords) {
    if (contains(text, word)) return true;
  }
  return false;
}

bool says_published(std::string_view text) {
  static constexpr std::array kWords = std::to_array<std::string_view>(
      {"发布", "發布", "发表", "發表", "日期", "时间", "時間", "Published", "PUBLISHED", "Posted",
       "公開", "公表", "掲載", "投稿", "입력", "Veröffentlicht", "Publié", "Publicado"});
  for (const std::string_view word : kWords) {
    if (contains(text, word)) return true;
  }
  return false;
}

class Scanner {
 public:
  Scanner(const PageMap& map, const std::vector<LineFacts>& facts, const VisiblePlace& place)
      : map_(map), facts_(facts), place_(place), named_(find_named_elements(map)) {}

  VisibleFacts run() {
    scan_bylines();
    scan_source();
    scan_dates();
    return std::move(out_);
  }

 private:
  std::uint32_t count() const { return static_cast<std::uint32_t>(map_.lines.size()); }
  std::uint32_t anchor() const {
    return place_.title_line != kNoIndex ? place_.title_line : place_.body_begin;
  }
  std::string_view text(std::uint32_t line) const { return map_.line_text(line); }
  bool is_short(std::uint32_t line) const { return map_.lines[line].measure.weight <= 200; }

  // The lines from the headline to the first prose.
  std::vector<std::uint32_t> dateline() const {
    std::vector<std::uint32_t> lines;
    if (place_.title_line == kNoIndex) return lines;
    const std::uint32_t end = std::min(place_.title_line + kBelow, count());
    for (std::uint32_t line = place_.title_line; line < end; ++line) {
      const bool prose = facts_[line].score > 2 && map_.lines[line].measure.weight > 90;
      if (line > place_.title_line && prose) break;
      lines.push_back(line);
    }
    return lines;
  }

  // All lines where one may stand, in the order of trust: below the headline, above it, the
  // body's first and last lines, behind the body.
  std::vector<std::uint32_t> places() const {
    std::vector<std::uint32_t> lines;
    const auto add = [&lines, this](std::uint32_t from, std::uint32_t to) {
      for (std::uint32_t line = from; line < std::min(to, count()); ++line) {
        if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(line);
      }
    };
    const std::uint32_t at = anchor();
    const std::uint32_t below = std::min(at + kBelow, std::max(at + 1, place_.body_begin + 1));
    add(at, place_.title_line == kNoIndex ? at + 1 : below);
    if (place_.body_end > place_.body_begin) {
      add(place_.body_begin, std::min(place_.body_begin + kInto, place_.body_end));
    }
    for (std::uint32_t line = at; line > at - std::min(at, kAbove); --line)
      add(line - 1, line);
    if (place_.body_end > place_.body_begin) {
      add(std::max(place_.body_begin, place_.body_end - std::min(place_.body_end, kTail)),
          place_.body_end);
      add(place_.body_end, place_.body_end + kAfter);
    }
    return lines;
  }

  void scan_bylines() {
    const std::vector<std::uint32_t> near = dateline();
    if (take_labelled(near) || take_named(near) || take_bare(near)) return;
    const std::vector<std::uint32_t> lines = places();
    if (take_labelled(lines) || take_named(lines)) return;
    scan_prose();
    if (out_.bylines.empty()) scan_accounts();
  }

  bool take_labelled(const std::vector<std::uint32_t>& lines) {
    for (const std::uint32_t line : lines) {
      if (!is_short(line) || map_.lines[line].kind == LineKind::Caption) continue;
      if (line == place_.title_line) continue;
      out_.bylines = find_bylines(text(line));
      if (!out_.bylines.empty()) return true;
    }
    return false;
  }

  // A name in an element that is named so.
  bool take_named(const std::vector<std::uint32_t>& lines) {
    for (const NamedElement& element : named_) {
      if (element.is_account) continue;
      if (std::find(lines.begin(), lines.end(), element.line) == lines.end()) continue;
      out_.bylines = split_names(element.text);
      if (!out_.bylines.empty()) return true;
    }
    return false;
  }

  // "石佳/中国青年报", "2025-02-10 李晓明", "某账号 2019-09-04 22:18": a name without a label.
  bool take_bare(const std::vector<std::uint32_t>& lines) {
    for (const std::uint32_t line : lines) {
      const std::string_view row = text(line);
      if (map_.lines[line].measure.weight > 90 || line == place_.title_line) continue;
      std::string rest{row};
      const auto date = find_date(row, place_.order);
      if (date.has_value()) rest.erase(date->begin, date->end - date->begin);
      const std::vector<std::string> words = words_of(rest);
      for (const std::string& word : words) {
        if (is_chinese_name(word)) out_.bylines.push_back(word);
      }
      if (out_.bylines.empty() && date.has_value() && words.size() == 1 && is_account(words[0])) {
        out_.bylines.push_back(words[0]);
      }
      if (!out_.bylines.empty()) return true;
    }
    return false;
  }

  static std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    for (std::size_t begin = 0; begin < text.size();) {
      // The middle dot is two bytes, which find_first_of() would look for one by one.
      constexpr std::string_view kDot = "·";
      const std::size_t dot = text.find(kDot, begin);
      const std::size_t end = std::min({text.find_first_of(" /|", begin), dot, text.size()});
      const std::string word = text.substr(begin, end - begin);
      if (!comparison_key(word).empty() && word != "原创" && word != "转载" && word != "首发") {
        words.push_back(word);
      }
      begin = end + (end == dot ? kDot.size() : 1);
    }
    return words;
  }

  // The name of an account beside a date: letters, no label, no counter.
  bool is_account(const std::string& word) const {
    const TextMeasure measure = measure_text(word);
    const bool capital = word[0] >= 'A' && word[0] <= 'Z';
    const bool east = capital && measure_text(text(place_.title_line)).is_east_asian();
    return (measure.ideographs >= 2 || (measure.letters >= 4 && east)) && measure.weight <= 40 &&
           measure.digits <= 3 && !contains(word, "：") && !contains(word, ":") &&
           !contains(word, "评论") && !contains(word, "阅读") && !contains(word, "浏览") &&
           !contains(word, "来源") && !contains(word, "发布") && !contains(word, "时间") &&
           !contains(word, "更新") && !contains(word, "日期") && !contains(word, "编辑") &&
           !contains(word, "发表");
  }

  // Author boxes that stand elsewhere, names of accounts.
  void scan_accounts() {
    for (const NamedElement& element : named_) {
      out_.accounts = split_names(element.text);
      if (!out_.accounts.empty()) return;
    }
  }

  // "新华社北京9月8日电（记者张三）…" opens the prose, "…（张巨峰）" ends it.
  void scan_prose() {
    if (place_.body_end <= place_.body_begin) return;
    const std::string_view first = text(place_.body_begin);
    const std::size_t close = first.substr(0, 240).find("）");
    if (close != std::string_view::npos) {
      out_.bylines = find_bylines(first.substr(0, close + 3));
      if (!out_.bylines.empty()) return;
    }
    for (std::uint32_t line = place_.body_end;
         line > place_.body_begin && line + 4 > place_.body_end; --line) {
      const std::string_view last = text(line - 1);
      if (!last.ends_with("）") && !last.ends_with(")")) continue;
      const std::size_t open = std::max(rfind(last, "（"), rfind(last, "("));
      if (open == 0 || last.size() - open > 60) continue;
      const std::size_t skip = last[open] == '(' ? 1 : 3;
      const std::size_t tail = last.ends_with(")") ? 1 : 3;
      if (last.size() < open + skip + tail) continue;
      const std::string_view inner = last.substr(open + skip, last.size() - open - skip - tail);
      if (is_chinese_name(inner)) {
        out_.bylines = {std::string{inner}};
      } else {
        out_.bylines = find_bylines(inner);
      }
      if (!out_.bylines.empty()) return;
    }
  }

  static std::size_t rfind(std::string_view text, std::string_view part) {
    const std::size_t at = text.rfind(part);
    return at == std::string_view::npos ? 0 : at;
  }

  void scan_source() {
    for (const std::uint32_t line : places()) {
      if (!is_short(line)) continue;
      out_.source = find_source(text(line));
      if (!out_.source.empty()) return;
    }
  }

  void scan_dates() {
    std::string modified;
    const std::vector<std::uint32_t> lines = places();
    for (const std::uint32_t line : lines) {
      if (!is_short(line) || line == place_.title_line || in_prose(line)) continue;
      if (is_link(line)) continue;
      const auto date = find_date(text(line), place_.order);
      if (!date.has_value()) continue;
      if (says_modified(text(line).substr(0, date->begin)) && !says_published(text(line))) {
        if (modified.empty()) modified = date->iso;
        continue;
      }
      out_.published = date->iso;
      return;
    }
    for (std::uint32_t line = 0; line < count(); ++line) {
      if (map_.lines[line].measure.weight > 100 || !says_published(text(line))) continue;
      if (is_link(line)) continue;
      const auto date = find_date(text(line), place_.order);
      if (date.has_value() && date->begin < 60) {
        out_.published = date->iso;
        return;
      }
    }
    out_.published = modified;
  }

  // The date in a link's text is that of the page it leads to.
  bool is_link(std::uint32_t line) const { return map_.lines[line].link_share() > 0.6F; }

  // A sentence with a date in it dates what it tells.
  bool in_prose(std::uint32_t line) const {
    const Line& row = map_.lines[line];
    const bool inside = line >= place_.body_begin && line < place_.body_end;
    return inside && (row.measure.weight > 90 || row.measure.commas > 1);
  }

  const PageMap& map_;
  const std::vector<LineFacts>& facts_;
  const VisiblePlace& place_;
  const std::vector<NamedElement> named_;
  VisibleFacts out_;
};

}  // namespace

VisibleFacts read_visible(const PageMap& map,
                          const std::vector<LineFacts>& facts,
                          const VisiblePlace& place) {
  return Scanner{map, facts, place}.run();
}

}  // namespace banxin::article
