#include "article/visible.h"

#include <algorithm>
#include <array>

#include "article/bare_names.h"
#include "article/bylines.h"
#include "article/latin_bylines.h"
#include "article/named_elements.h"
#include "article/signatures.h"
#include "base/ascii.h"

namespace banxin::article {

namespace {

constexpr std::uint32_t kAbove = 12;  // lines above the headline that may hold its dateline
constexpr std::uint32_t kBelow = 14;  // and below it
constexpr std::uint32_t kInto = 4;    // first lines of the body
constexpr std::uint32_t kTail = 6;    // its last lines
constexpr std::uint32_t kAfter = 8;   // lines behind it

enum class DateLabel : unsigned char { None, Published, First, Modified };

template <std::size_t Count>
bool has_one_of(std::string_view text, const std::array<std::string_view, Count>& words) {
  return std::any_of(words.begin(), words.end(),
                     [text](std::string_view word) { return contains(text, word); });
}

constexpr std::array kModifiedWords = std::to_array<std::string_view>(
    {"更新", "修改", "编辑于", "編輯於", "修訂", "修订", "改定", "Updated", "UPDATED", "updated",
     "Modified", "modified", "Aktualisiert", "Actualizado", "Mis à jour", "수정", "Last edited"});

constexpr std::array kPublishedWords = std::to_array<std::string_view>(
    {"发布",   "發布",           "发表",      "發表",     "發佈",   "刊登",      "出版",
     "首发",   "撰寫",           "Published", "公開",     "公表",   "掲載",      "投稿",
     "配信",   "입력",           "승인",      "등록",     "作成日", "PUBLISHED", "登録日",
     "Posted", "Veröffentlicht", "Publié",    "Publicado"});

// What the words before a date say of it; both at once say nothing.
DateLabel rate_date_label(std::string_view text) {
  if (text.empty()) return DateLabel::None;
  const bool published = has_one_of(text, kPublishedWords);
  if (has_one_of(text, kModifiedWords)) return published ? DateLabel::None : DateLabel::Modified;
  return published ? DateLabel::Published : DateLabel::None;
}

// "2022-03-02 10:00 修改", "2021-12-20 首次发布": the words right behind it.
DateLabel rate_label_behind(std::string_view text) {
  while (text.starts_with(" "))
    text.remove_prefix(1);
  for (const std::string_view word : {"修改", "更新", "に更新", "编辑", "編輯", "수정",
                                      "lastupdate", "last update", "(更新", "（更新"}) {
    if (!text.starts_with(word)) continue;
    const std::string_view rest = text.substr(word.size());
    const bool is_label = rest.starts_with("：") || rest.starts_with(":") || rest.starts_with("者");
    return is_label ? DateLabel::None : DateLabel::Modified;
  }
  for (const std::string_view word : {"首次发布", "首次發布", "首发"}) {
    if (text.starts_with(word)) return DateLabel::First;
  }
  for (const std::string_view word :
       {"发布", "發布", "发表", "發表", "配信", "公開", "に公開", "に投稿"}) {
    if (text.starts_with(word)) return DateLabel::Published;
  }
  return DateLabel::None;
}

class Scanner {
 public:
  Scanner(const PageMap& map, const std::vector<LineFacts>& facts, const VisiblePlace& place)
      : map_(map), facts_(facts), place_(place), named_(find_named_elements(map)) {}

  VisibleFacts run() {
    for (const NamedElement& element : named_) {
      if (element.role != NamedRole::Account || !out_.office.empty()) continue;
      out_.office = split_names(element.text);
    }
    scan_source();
    scan_bylines();
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
    std::uint32_t end = std::min(place_.title_line + kBelow, count());
    if (place_.body_begin > place_.title_line && place_.body_end > place_.body_begin)
      end = std::min({end, place_.body_begin + kInto, place_.body_end});
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
      add(place_.body_begin, std::min(into(), place_.body_end));
    }
    for (std::uint32_t line = at; line > at - std::min(at, kAbove); --line)
      add(line - 1, line);
    if (place_.body_end > place_.body_begin) {
      add(std::max(place_.body_begin, place_.body_end - std::min(place_.body_end, kTail)),
          place_.body_end);
      add(place_.body_end, end_of_tail());
      const std::uint32_t end = behind_prose();
      if (end > place_.body_begin) add(end, std::min(end + kTail, place_.body_end));
    }
    return lines;
  }

  // The end of the body's first lines; captions of a picture above the text are none.
  std::uint32_t into() const {
    constexpr std::uint32_t kMostCaptions = 8;
    std::uint32_t line = place_.body_begin;
    std::uint32_t captions = 0;
    for (std::uint32_t seen = 0; line < place_.body_end && seen < kInto; ++line) {
      const bool caption = map_.lines[line].kind == LineKind::Caption;
      if (!caption || ++captions > kMostCaptions) ++seen;
    }
    return line;
  }

  // The line behind the last prose of the body.
  std::uint32_t behind_prose() const {
    std::uint32_t line = place_.body_end;
    while (line > place_.body_begin && facts_[line - 1].score <= 2)
      --line;
    return line;
  }

  // Behind the body, to the heading of what others wrote.
  std::uint32_t end_of_tail() const {
    std::uint32_t line = place_.body_end;
    const std::uint32_t end = std::min(place_.body_end + kAfter, count());
    while (line < end && facts_[line].phrase != Phrase::Comments && !is_others(line))
      ++line;
    return line;
  }

  bool is_others(std::uint32_t line) const {
    constexpr int kLevels = 8;
    std::uint32_t element = map_.lines[line].element;
    for (int level = 0; level < kLevels && element != kNoIndex; ++level) {
      if (map_.elements[element].node->name == dom::names::body) return false;
      if (has_hint(map_.elements[element].hints, Hint::Comments)) return true;
      element = map_.elements[element].parent;
    }
    return false;
  }

  void scan_bylines() {
    const std::vector<std::uint32_t> near = dateline();
    if (take_labelled(near) || take_origin() || take_named(near) || take_bare(near)) return;
    const std::vector<std::uint32_t> lines = places();
    if (take_labelled(lines) || take_named(lines) || take_beside_date(lines)) return;
    out_.bylines = find_signature(map_, facts_, place_, into());
    if (out_.bylines.empty() && !take_followed(lines)) scan_accounts();
    if (out_.bylines.empty() && out_.accounts.empty()) take_handle(lines);
    if (out_.bylines.empty() && out_.accounts.empty())
      out_.accounts = find_headed_name(map_, facts_, place_.body_begin);
  }

  bool take_labelled(const std::vector<std::uint32_t>& lines) {
    for (const std::uint32_t line : lines) {
      if (!is_short(line) || map_.lines[line].kind == LineKind::Caption) continue;
      if (line == place_.title_line) continue;
      out_.bylines = find_bylines(text(line));
      if (out_.bylines.empty() && line + 1 < count() && is_lone_by_word(text(line)))
        out_.bylines = names_below(map_, line + 1);
      prefer_named(line);
      if (!out_.bylines.empty()) return true;
    }
    return false;
  }

  // "By Jane Doe North of England editor": where the name ends, the element says that is named so.
  void prefer_named(std::uint32_t line) {
    if (out_.bylines.size() != 1) return;
    std::string& name = out_.bylines[0];
    for (const NamedElement& element : named_) {
      if (element.role != NamedRole::Author || element.line != line) continue;
      const std::string_view called = after_by_word(element.text).value_or(element.text);
      if (called.size() < name.size() && name.starts_with(called) && contains(called, " "))
        name = std::string{called};
    }
  }

  // "本文来自微信公众号：某某，作者：周某，…" above the text: the account printed what another
  // wrote.
  bool take_origin() {
    const std::uint32_t end = std::min(place_.body_begin + kInto, place_.body_end);
    for (std::uint32_t line = place_.body_begin; line < end; ++line) {
      const std::string_view row = text(line);
      if (!is_short(line) || !row.starts_with("本文")) continue;
      const std::size_t author = row.find("作者：");
      if (author == std::string_view::npos) continue;
      out_.bylines = find_bylines(row.substr(author));
      if (!out_.bylines.empty()) return true;
    }
    return false;
  }

  // A name in an element that is named so.
  bool take_named(const std::vector<std::uint32_t>& lines) {
    for (const NamedElement& element : named_) {
      if (element.role != NamedRole::Author) continue;
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
      if (map_.lines[line].kind == LineKind::Caption || follows_label(line)) continue;
      std::string rest{row};
      const auto date = find_date(row, place_.order);
      // A space in its place: what stands before it and behind it are two words.
      if (date.has_value()) rest = rest.substr(0, date->begin) + ' ' + rest.substr(date->end);
      const std::vector<std::string> words = dateline_words(rest);
      linked_ = map_.lines[line].link_weight > 0 && date.has_value() && date->begin > 0
                    ? row.substr(0, row.find(' '))
                    : std::string_view{};
      for (const std::string& word : words) {
        // Three syllables that begin like a surname are common words too.
        const bool sure = date.has_value() || words.size() <= 2 || !is_korean_name(word);
        if (sure && is_person(word)) out_.bylines.push_back(word);
      }
      if (out_.bylines.empty() && date.has_value() && words.size() == 1 && is_account(words[0]) &&
          signs(row, *date, words[0]) && !is_filed_under(map_, line, words[0])) {
        if (is_medium(words[0]) && out_.source.empty()) out_.source = words[0];
        out_.bylines.push_back(words[0]);
      }
      if (out_.bylines.empty()) continue;
      if (out_.bylines.size() == 1) take_whole_name(line, out_.bylines[0]);
      return true;
    }
    return false;
  }

  // An account of two words, one of which looks like a name: "여행하는 고양이".
  void take_whole_name(std::uint32_t line, std::string& name) const {
    constexpr std::size_t kLongest = 60;
    for (const NamedElement& element : named_) {
      const bool longer = element.line == line && element.role != NamedRole::Source &&
                          element.text.size() <= kLongest && contains(element.text, name) &&
                          !find_date(element.text).has_value();
      const std::vector<std::string> names =
          longer ? split_names(element.text) : std::vector<std::string>{};
      if (names.size() == 1 && contains(names[0], name)) name = names[0];
    }
  }

  // Whoever signs stands before the date, or behind it and a dot or a bar; what only follows is a
  // channel or a tool: "2024/06/19 05:30 字級".
  static bool signs(std::string_view row, const DateMatch& date, std::string_view word) {
    const std::size_t at = row.find(word);
    if (at == std::string_view::npos || at < date.begin || row.starts_with("posted")) return true;
    const std::string_view between = row.substr(date.end, at - std::min(at, date.end));
    return contains(between, "·") || contains(between, "|") || contains(between, "/");
  }

  // "标签：" in the cell before: a tag that looks like a name.
  bool follows_label(std::uint32_t line) const {
    if (line == 0) return false;
    const std::string_view above = text(line - 1);
    return (above.ends_with("：") || above.ends_with(":")) && find_bylines(above).empty() &&
           !contains(above, "作者") && !contains(above, "文");
  }

  // A name on a line of its own, the date on the line above or below, in the cells of a table or in
  // elements of a row: by a name of three characters, or by what its element is called.
  bool take_beside_date(const std::vector<std::uint32_t>& lines) {
    for (const std::uint32_t line : lines) {
      const Line& row = map_.lines[line];
      if (!is_short(line) || row.measure.digits < 5 || in_prose(line) || is_link(line)) continue;
      if (!find_date(text(line), place_.order).has_value()) continue;
      for (const std::uint32_t beside : {line - 1, line + 1}) {
        if (beside >= count() || beside == place_.title_line || follows_label(beside)) continue;
        const std::string_view name = text(beside);
        constexpr std::size_t kName = 9;
        const bool person = name.size() >= kName && is_person(name);
        std::string called = person ? std::string{name} : find_called_name(map_, beside);
        if (!person && !is_account(called)) continue;
        out_.bylines.push_back(std::move(called));
        return true;
      }
    }
    return false;
  }

  // A short line whose block has a button to follow the account: "青石板 [关注]".
  bool take_followed(const std::vector<std::uint32_t>& lines) {
    for (const std::uint32_t line : lines) {
      const Line& row = map_.lines[line];
      if (row.measure.weight > 50 || line == place_.title_line) continue;
      if (row.measure.ideographs + row.measure.letters < 2 || is_no_name(text(line))) continue;
      if (!has_follow_button(*map_.elements[row.element].node)) continue;
      std::string name{text(line)};
      for (std::size_t space = name.rfind(' ');
           space != std::string::npos && is_follow_word(std::string_view{name}.substr(space));
           space = name.rfind(' ')) {
        name.resize(space);
      }
      if (find_date(name).has_value()) continue;
      out_.accounts = split_names(name);
      if (!out_.accounts.empty()) return true;
    }
    return false;
  }

  // "@sugar_dev (Sato Yu)": the account as services write it.
  void take_handle(const std::vector<std::uint32_t>& lines) {
    constexpr float kShort = 50;
    constexpr std::size_t kLongest = 30;
    for (const std::uint32_t line : lines) {
      const std::string_view row = text(line);
      if (map_.lines[line].measure.weight > kShort || !row.starts_with("@")) continue;
      const std::string_view handle = row.substr(0, row.find_first_of(" (（"));
      if (handle.size() < 3 || handle.size() > kLongest) continue;
      out_.accounts.emplace_back(handle.substr(1));
      return;
    }
  }

  // The first text below, among a few nodes.
  static std::string_view first_text(const dom::Node& root) {
    constexpr int kMostNodes = 10;
    const dom::Node* node = root.first_child;
    for (int seen = 0; node != nullptr && seen < kMostNodes; ++seen) {
      if (node->is_text() && !comparison_key(node->text().substr(0, 60)).empty()) {
        return node->text().substr(0, 60);
      }
      node = dom::next_in_tree(*node, root);
    }
    return {};
  }

  static bool has_follow_button(const dom::Node& root) {
    constexpr int kMostNodes = 40;
    const dom::Node* node = root.first_child;
    for (int seen = 0; node != nullptr && seen < kMostNodes; ++seen) {
      const bool button =
          node->is_element() && (node->name == dom::names::button || node->name == dom::names::a);
      if (button && is_follow_word(first_text(*node))) return true;
      node = dom::next_in_tree(*node, root);
    }
    return false;
  }

  // The name of an account beside a date: letters, no label, no counter.
  bool is_account(const std::string& word) const {
    if (is_no_name(word) || word == out_.source) return false;
    const TextMeasure measure = measure_text(word);
    const bool capital = word[0] >= 'A' && word[0] <= 'Z';
    const bool titled = place_.title_line != kNoIndex;
    const bool east = titled && (capital || word == linked_) &&
                      measure_text(text(place_.title_line)).is_east_asian();
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
      if (element.role == NamedRole::Source) continue;
      out_.accounts = split_names(element.text);
      if (!out_.accounts.empty()) return;
    }
  }

  bool is_hidden(std::uint32_t line) const {
    constexpr int kLevels = 4;
    std::uint32_t element = map_.lines[line].element;
    for (int level = 0; level < kLevels && element != kNoIndex; ++level) {
      if (has_hint(map_.elements[element].hints, Hint::Hidden)) return true;
      element = map_.elements[element].parent;
    }
    return false;
  }

  void scan_source() {
    const std::vector<std::uint32_t> lines = places();
    for (const std::uint32_t line : lines) {
      if (!is_short(line) || is_hidden(line)) continue;
      out_.source = find_source(text(line));
      if (!out_.source.empty()) return;
    }
    for (const NamedElement& element : named_) {
      if (element.role != NamedRole::Source) continue;
      if (std::find(lines.begin(), lines.end(), element.line) == lines.end()) continue;
      if (find_date(element.text).has_value() || element.text.size() > 60) continue;
      std::vector<std::string> names = split_names(element.text);
      for (const std::string_view label : {"来自", "來自", "来源于", "来源", "來源"}) {
        if (names.empty() || !names[0].starts_with(label)) continue;
        names[0] = collapse_spaces(std::string_view{names[0]}.substr(label.size()));
        break;
      }
      if (names.empty() || names[0].empty() || contains(names[0], "：") || contains(names[0], ":"))
        continue;
      out_.source = names[0];
      return;
    }
  }

  void scan_dates() {
    DateChoice choice;
    for (const std::uint32_t line : places()) {
      if (!is_short(line) || line == place_.title_line || in_prose(line)) continue;
      if (is_link(line)) continue;
      read_dates(line, choice);
    }
    out_.published = !choice.first.empty()       ? choice.first
                     : !choice.published.empty() ? choice.published
                                                 : choice.plain;
    if (!out_.published.empty()) return;
    for (std::uint32_t line = 0; line < count(); ++line) {
      if (map_.lines[line].measure.weight > 100 || is_link(line)) continue;
      // What the text itself lists was published elsewhere: less than when this page was changed.
      const bool inside = line >= place_.body_begin + kInto && line < place_.body_end;
      if (inside && !choice.modified.empty()) continue;
      const DateLabel label = rate_date_label(text(line));
      if (label == DateLabel::None) continue;
      const auto date = find_date(text(line), place_.order);
      if (!date.has_value() || date->begin >= 60) continue;
      if (label == DateLabel::Modified) {
        if (choice.modified.empty()) choice.modified = date->iso;
        continue;
      }
      const bool first = rate_label_behind(text(line).substr(date->end)) == DateLabel::First;
      if (first || out_.published.empty()) out_.published = date->iso;
      if (first) return;
    }
    if (out_.published.empty()) out_.published = choice.modified;
  }

  struct DateChoice {
    std::string first;      // beside a label that says it was the first time
    std::string published;  // beside a label that says so, near the headline
    std::string plain;
    std::string modified;
  };

  // All dates of a line, each by what stands before it (or, for the first, on the line above) and
  // behind it: 发布日期, 更新：, 2022-03-02 修改.
  void read_dates(std::uint32_t line, DateChoice& choice) const {
    constexpr int kMostDates = 4;
    const std::string_view row = text(line);
    std::size_t from = 0;
    for (int seen = 0; seen < kMostDates; ++seen) {
      std::optional<DateMatch> date = find_date(row, place_.order, from);
      std::string_view before = row.substr(from, date.has_value() ? date->begin - from : 0);
      if (!date.has_value() && from == 0) {
        date = find_minguo_date(row);
        if (date.has_value()) before = row.substr(0, date->begin);
        if (date.has_value() && rate_date_label(label_before(line, before)) == DateLabel::None)
          return;
      }
      if (!date.has_value()) return;
      const std::string_view words = from == 0 ? label_before(line, before) : before;
      if (dates_account(words)) {
        from = date->end;
        continue;
      }
      DateLabel label = rate_date_label(words);
      if (label == DateLabel::None) label = rate_label_behind(row.substr(date->end));
      take_date(line, label, date->iso, choice);
      from = date->end;
    }
  }

  // The label of a date: on its line, or all of the line above ("发布日期" in the cell beside it).
  std::string_view label_before(std::uint32_t line, std::string_view before) const {
    constexpr float kLabelWeight = 24;
    if (!comparison_key(before).empty() || line == 0) return before;
    const Line& above = map_.lines[line - 1];
    return above.measure.weight <= kLabelWeight && above.measure.digits == 0 ? text(line - 1)
                                                                             : before;
  }

  // "註冊時間：2008年11月2日" is an account's.
  static bool dates_account(std::string_view before) {
    return contains(before, "注册") || contains(before, "註冊") || contains(before, "加入日期") ||
           contains(before, "Joined") || contains(before, "最后登录") ||
           contains(before, "最後登入");
  }

  void take_date(std::uint32_t line,
                 DateLabel label,
                 const std::string& iso,
                 DateChoice& choice) const {
    const auto fill = [&iso](std::string& field) {
      if (field.empty()) field = iso;
    };
    if (label == DateLabel::Modified) {
      fill(choice.modified);
    } else if (label == DateLabel::First) {
      fill(choice.first);
    } else if (label == DateLabel::Published && is_near_title(line)) {
      fill(choice.published);
    } else {
      fill(choice.plain);
    }
  }

  bool is_near_title(std::uint32_t line) const {
    return line < place_.body_begin + kInto || place_.body_end <= place_.body_begin;
  }

  // The date in a link's text is that of the page it leads to.
  // Between headline and text it stands alone, with a label at most.
  bool is_link(std::uint32_t line) const {
    if (map_.lines[line].link_share() <= 0.6F) return false;
    constexpr float kLabel = 30;
    if (place_.title_line == kNoIndex) return true;
    const bool dateline =
        line > place_.title_line && line < std::max(place_.body_begin, place_.title_line + 4);
    // "2007-11-23": a diary's day, a heading above that of the entry.
    const bool day = line < place_.title_line && line + 3 > place_.title_line &&
                     map_.lines[line].kind == LineKind::Heading;
    if (!dateline && !day) return true;
    const auto date = find_date(text(line), place_.order);
    if (!date.has_value()) return true;
    std::string rest{text(line)};
    rest.erase(date->begin, date->end - date->begin);
    if (day) return !comparison_key(rest).empty();
    return measure_text(rest).weight > kLabel && map_.lines[line].link_share() > 0.9F;
  }

  // A sentence with a date in it dates what it tells.
  bool in_prose(std::uint32_t line) const {
    const Line& row = map_.lines[line];
    const bool inside = line >= place_.body_begin && line < place_.body_end;
    // "字数 1,032 阅读 3,215" has commas and is none.
    return inside &&
           (row.measure.weight > 90 || (row.measure.commas > 1 && row.measure.weight > 60));
  }

  const PageMap& map_;
  const std::vector<LineFacts>& facts_;
  const VisiblePlace& place_;
  const std::vector<NamedElement> named_;
  VisibleFacts out_;
  std::string_view linked_;  // the first word of a dateline with a link in it
};

}  // namespace

VisibleFacts read_visible(const PageMap& map,
                          const std::vector<LineFacts>& facts,
                          const VisiblePlace& place) {
  return Scanner{map, facts, place}.run();
}

}  // namespace banxin::article
