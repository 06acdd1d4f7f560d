#include "article/visible.h"

#include <algorithm>
#include <array>

#include "article/bare_names.h"
#include "article/bylines.h"
#include "article/latin_bylines.h"
#include "article/named_elements.h"
#include "article/signatures.h"
#include "article/visible_dates.h"
#include "article/visible_places.h"
#include "base/ascii.h"

namespace banxin::article {

namespace {

class Scanner {
 public:
  Scanner(const PageMap& map, const std::vector<LineFacts>& facts, const VisiblePlace& place)
      : map_(map),
        facts_(facts),
        place_(place),
        places_(map, facts, place),
        named_(find_named_elements(map)) {}

  VisibleFacts run() {
    for (const NamedElement& element : named_) {
      if (element.role != NamedRole::Account || !out_.office.empty()) continue;
      out_.office = split_names(element.text);
    }
    scan_source();
    scan_bylines();
    if (out_.bylines.empty()) out_.bylines = std::move(medium_);
    out_.published = find_printed_date(map_, facts_, place_);
    return std::move(out_);
  }

 private:
  std::uint32_t count() const { return static_cast<std::uint32_t>(map_.lines.size()); }
  std::string_view text(std::uint32_t line) const { return map_.line_text(line); }
  bool is_short(std::uint32_t line) const { return places_.is_short(line); }

  void scan_bylines() {
    const std::vector<std::uint32_t> near = places_.dateline();
    if (take_labelled(near) || take_origin() || take_named(near) || take_bare(near)) return;
    const std::vector<std::uint32_t> lines = places_.all();
    if (take_labelled(lines) || take_named(lines) || take_beside_date(lines)) return;
    out_.bylines = find_signature(map_, facts_, place_, places_.into());
    if (out_.bylines.empty() && !take_followed(lines)) scan_accounts();
    if (out_.bylines.empty() && out_.accounts.empty() && !take_publisher(lines)) take_handle(lines);
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
    const std::uint32_t end = std::min(place_.body_begin + kIntoBody, place_.body_end);
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
      // A paper's account: the text may name who wrote for it.
      if (out_.bylines.size() == 1 && is_medium(out_.bylines[0])) {
        medium_ = std::move(out_.bylines);
        out_.bylines.clear();
      }
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
      if (places_.in_table(line) || is_of_text(line) || is_explained(line)) continue;
      std::string rest{row};
      const auto date = find_date(row, place_.order);
      // A space in its place: what stands before it and behind it are two words.
      if (date.has_value()) rest = rest.substr(0, date->begin) + ' ' + rest.substr(date->end);
      const std::vector<std::string> words = dateline_words(rest);
      linked_ = map_.lines[line].link_weight > 0 && date.has_value() && date->begin > 0
                    ? row.substr(0, std::min(row.find(' '), date->begin))
                    : std::string_view{};
      for (const std::string& word : words) {
        // Three syllables that begin like a surname are common words too.
        const bool sure = date.has_value() || words.size() <= 2 || !is_korean_name(word);
        if (sure && is_person(word)) out_.bylines.push_back(word);
      }
      if (out_.bylines.empty() && date.has_value() && words.size() == 1 && is_account(words[0]) &&
          signs(row, *date, words[0]) && !is_filed_under(map_, line, words[0])) {
        // "週刊江城 2月11日(木)9時10分配信": who handed it on.
        const bool office = is_medium(words[0]) || row.ends_with("配信");
        if (office && out_.source.empty()) out_.source = words[0];
        if (row.ends_with("配信")) return true;
        out_.bylines.push_back(words[0]);
      }
      if (out_.bylines.empty()) continue;
      if (out_.bylines.size() == 1) take_whole_name(line, out_.bylines[0]);
      return true;
    }
    return false;
  }

  // A heading of the text or an item of its contents: «简介», «安装».
  bool is_of_text(std::uint32_t line) const {
    const Line& row = map_.lines[line];
    if (row.kind == LineKind::Heading && row.measure.digits < 4)
      return place_.title_line != kNoIndex && line > place_.title_line;
    const Element& block = map_.elements[row.element];
    for (std::uint32_t index = row.element; row.link_share() > 0.6F && index < block.end; ++index) {
      if (map_.elements[index].node->attribute(dom::names::href).starts_with("#")) return true;
    }
    return false;
  }

  // <dt>统筹 <dd>张三: whose part the term names, and no label of an author.
  bool is_explained(std::uint32_t line) const {
    const auto stands_in = [this](std::uint32_t at, Atom name) {
      return map_.elements[map_.lines[at].element].node->name == name;
    };
    return line > 0 && stands_in(line, dom::names::dd) && stands_in(line - 1, dom::names::dt) &&
           find_bylines(std::string{text(line - 1)} + "：张三").empty();
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
      if (!is_short(line) || row.measure.digits < 5 || places_.in_prose(line) ||
          places_.in_table(line))
        continue;
      if (places_.is_link(line)) continue;
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

  // "2020-4-12 15:21 | 发布者: 江城公子 | 查看: 329": a forum's account, or an office.
  bool take_publisher(const std::vector<std::uint32_t>& lines) {
    for (const std::uint32_t line : lines) {
      if (!is_short(line) || places_.in_prose(line)) continue;
      for (const std::string_view label : {"发布者:", "发布者：", "發布者:", "發布者："}) {
        const std::string_view row = text(line);
        const std::size_t at = row.find(label);
        if (at == std::string_view::npos) continue;
        std::string_view name = row.substr(at + label.size());
        while (name.starts_with(" "))
          name.remove_prefix(1);
        out_.accounts = split_names(name.substr(0, name.find_first_of(" |")));
        if (!out_.accounts.empty()) return true;
      }
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
    const std::vector<std::uint32_t> lines = places_.all();
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

  const PageMap& map_;
  const std::vector<LineFacts>& facts_;
  const VisiblePlace& place_;
  const VisiblePlaces places_;
  const std::vector<NamedElement> named_;
  VisibleFacts out_;
  std::vector<std::string> medium_;
  std::string_view linked_;  // the first word of a dateline with a link in it
};

}  // namespace

VisibleFacts read_visible(const PageMap& map,
                          const std::vector<LineFacts>& facts,
                          const VisiblePlace& place) {
  return Scanner{map, facts, place}.run();
}

}  // namespace banxin::article
