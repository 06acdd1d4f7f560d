#include "article/named_elements.h"

#include <algorithm>
#include <array>

#include "article/bare_names.h"
#include "article/bylines.h"
#include "article/dates.h"
#include "article/names.h"
#include "article/phrases.h"
#include "base/ascii.h"

namespace banxin::article {

namespace {

// "AuthorInfo-badge", "author-intro", "authority": said of somebody whose name stands elsewhere.
bool is_beside_name(std::string_view name) {
  static constexpr std::array kWords = std::to_array<std::string_view>(
      {"badge",        "intro",    "-desc",    "slogan", "signature", "authority", "authoriz",
       "author-title", "fans",     "verify",   "image",  "photo",     "portrait",  "-pic",
       "_pic",         "position", "location", "-bio",   "_bio",      "-job"});
  const auto says = [name](std::string_view word) { return contains(name, word); };
  if (says("comment") || says("avatar")) return true;
  // "c-signature__author" holds the name.
  if (name.ends_with("author") || name.ends_with("name")) return false;
  return std::any_of(kWords.begin(), kWords.end(), says);
}

// What a class, id, rel or itemprop says of its element. "authi" and "r_two" are two forums' own.
bool find_role(const dom::Node& node, Atom test_id, NamedRole& role) {
  namespace names = dom::names;
  for (const Atom attribute : {names::class_, names::id, names::rel, names::itemprop, test_id}) {
    const std::string_view value =
        attribute == Atom::None ? std::string_view{} : node.attribute(attribute);
    if (value.empty()) continue;
    const std::string name = ascii_lower(value.substr(0, 200));
    if (contains(name, "author") || contains(name, "byline") || contains(name, "writer") ||
        contains(name, "reporter") || contains(name, "journalist") || contains(name, "authi") ||
        contains(name, "autor") || contains(name, "auteur") || contains(name, "contributor") ||
        contains(name, "verfasser") || contains(name, "redactor") || name == "kisha") {
      role = NamedRole::Author;
      return !is_beside_name(name);
    }
    if (contains(name, "nickname") || contains(name, "js_name") || contains(name, "creator") ||
        contains(name, "user-info") || contains(name, "userinfo") || contains(name, "username") ||
        contains(name, "user-name") || contains(name, "media-name") ||
        contains(name, "medianame") || contains(name, "up-name") || name == "nick" ||
        name == "r_two" || name == "readname") {
      role = NamedRole::Account;
      return !is_beside_name(name);
    }
    if (contains(name, "source") || contains(name, "laiyuan") || contains(name, "copyfrom")) {
      role = NamedRole::Source;
      return !contains(name, "resource") && !contains(name, "code");
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

// A balloon that a pointer brings up: "VIP 3" behind a name.
bool is_out_of_sight(const dom::Node& element) {
  const std::string_view style = element.attribute(dom::names::style);
  return contains(style, "display:none") || contains(style, "display: none");
}

// The text below; looks at a bounded number of nodes.
std::string short_text(const dom::Node& root) {
  constexpr int kMostNodes = 80;
  std::string out;
  const dom::Node* node = root.first_child;
  for (int seen = 0; node != nullptr && seen < kMostNodes && out.size() < 400; ++seen) {
    if (node->is_text()) out += node->text().substr(0, 400);
    const bool skipped =
        node->is_element() && (is_skipped_element(*node) || is_out_of_sight(*node));
    node = skipped ? dom::next_after_subtree(*node, root) : dom::next_in_tree(*node, root);
  }
  return collapse_spaces(out);
}

// The text of the first link, heading or bold words below: "走读江城" of "走读江城 文章 123".
std::string first_words(const dom::Node& root) {
  namespace names = dom::names;
  constexpr int kMostNodes = 30;
  const dom::Node* node = root.first_child;
  for (int seen = 0; node != nullptr && seen < kMostNodes; ++seen) {
    const bool marked =
        node->is_element() &&
        (node->name == names::a || node->name == names::b || node->name == names::strong ||
         node->name == names::h3 || node->name == names::h4 || node->name == names::h5);
    if (marked) {
      std::string text = short_text(*node);
      if (!text.empty()) return text;
    }
    node = dom::next_in_tree(*node, root);
  }
  return {};
}

// "Janic Muster, 01.12.2021", "oldiron » Sat Jul 23, 2011 8:14 pm"
std::string without_date(const std::string& text) {
  const auto date = find_date(text);
  if (!date.has_value()) return text;
  std::string name =
      collapse_spaces(date->begin > 0 ? text.substr(0, date->begin) : text.substr(date->end));
  constexpr std::string_view kStroke = " » ";
  name.resize(std::min(name.find(kStroke), name.size()));
  while (name.ends_with(",") || name.ends_with(" ") || name.ends_with("|"))
    name.pop_back();
  return name;
}

// "文字李雪莉簡永達", a label and links run together: the links' texts; all of it elsewhere.
std::string linked_names(const dom::Node& root, const std::string& all) {
  constexpr int kMostNodes = 40;
  constexpr std::size_t kLongestLabel = 12;
  std::string names;
  std::size_t length = 0;
  int links = 0;
  const dom::Node* node = root.first_child;
  for (int seen = 0; node != nullptr && seen < kMostNodes; ++seen) {
    if (node->is_element() && node->name == dom::names::a) {
      const std::string name = short_text(*node);
      if (!name.empty()) {
        names += (names.empty() ? "" : "、") + name;
        length += name.size();
        ++links;
      }
    }
    node = dom::next_in_tree(*node, root);
  }
  const bool rest = length < all.size() && all.size() - length <= kLongestLabel;
  return links >= 2 && rest && !contains(all, " ") ? names : all;
}

// The text of class="name", "J_name", "user" at `root` or below; "" when none is.
std::string called_name(const dom::Node& root) {
  constexpr int kMostNodes = 12;
  constexpr std::size_t kLongestClass = 12;
  const dom::Node* node = &root;
  for (int seen = 0; node != nullptr && seen < kMostNodes; ++seen) {
    const std::string_view called =
        node->is_element() ? node->attribute(dom::names::class_) : std::string_view{};
    for (const std::string_view part : {"name", "user", "nick"}) {
      if (called.size() < kLongestClass && called.ends_with(part)) return short_text(*node);
    }
    node = dom::next_in_tree(*node, root);
  }
  return {};
}

// "江小鱼，某厂工程师", "青山健 | 社会学者", the name a link or called so: without what is said of
// it.
std::string before_comma(const dom::Node& root, const std::string& text) {
  for (const std::string& name : {first_words(root), called_name(root)}) {
    if (name.empty() || !text.starts_with(name)) continue;
    std::string_view rest = std::string_view{text}.substr(name.size());
    if (rest.starts_with(" ")) rest.remove_prefix(1);
    if (rest.starts_with("，") || rest.starts_with("|") || rest.starts_with("｜")) return name;
  }
  return text;
}

// "フォローする 花房 壮": the button beside the name.
std::string without_follow_words(std::string text) {
  for (const std::string_view word :
       {"フォローする", "著者フォロー", "フォロー中", "Follow ", "팔로우"}) {
    if (text.starts_with(word)) text.erase(0, word.size());
    if (text.size() > word.size() && text.ends_with(word)) text.resize(text.size() - word.size());
  }
  return collapse_spaces(text);
}

bool is_name_like(const std::string& text) {
  constexpr float kNameWeight = 60;
  const TextMeasure measure = measure_text(text);
  return measure.weight <= kNameWeight && measure.letters + measure.ideographs >= 2 &&
         measure.digits <= 2 && measure.sentence_ends <= 2;
}

// The line of a box of several that names a person: one with a label, or the first that is short
// and no label itself; all of it where neither is.
std::string name_in_box(const PageMap& map, const Element& box, std::string all) {
  constexpr std::uint32_t kMostLines = 6;
  constexpr float kName = 40;
  if (is_by_word(map.line_text(box.first_line))) return all;
  const std::uint32_t end = std::min(box.last_line, box.first_line + kMostLines);
  std::string found;
  for (std::uint32_t line = box.first_line; line < end; ++line) {
    const std::string_view text = map.line_text(line);
    if (!find_bylines(text).empty()) return std::string{text};
    const bool name = map.lines[line].measure.weight <= kName && !find_date(text).has_value() &&
                      classify_line(text, map.lines[line].measure.weight) == Phrase::None;
    if (found.empty() && name && !is_no_name(text)) found = std::string{text};
  }
  return found.empty() ? all : found;
}

// "作者" alone in an element, the name in the next one.
bool find_label_role(const std::string& key, NamedRole& role) {
  struct Row {
    std::string_view key;
    NamedRole role;
  };
  static constexpr std::array kRows = std::to_array<Row>({{"作者", NamedRole::Author},
                                                          {"撰文", NamedRole::Author},
                                                          {"记者", NamedRole::Author},
                                                          {"記者", NamedRole::Author},
                                                          {"發文者", NamedRole::Author},
                                                          {"发布者", NamedRole::Account},
                                                          {"著者", NamedRole::Author},
                                                          {"執筆者", NamedRole::Author},
                                                          {"글쓴이", NamedRole::Author},
                                                          {"작성자", NamedRole::Author},
                                                          {"来源", NamedRole::Source},
                                                          {"來源", NamedRole::Source},
                                                          {"信息来源", NamedRole::Source},
                                                          {"文章来源", NamedRole::Source},
                                                          {"出处", NamedRole::Source},
                                                          {"출처", NamedRole::Source}});
  for (const Row& row : kRows) {
    if (row.key != key) continue;
    role = row.role;
    return true;
  }
  return false;
}

// OPTIMIZATION: the labels are short and East Asian; most small elements are ruled out by that.
bool may_be_label(const dom::Node& element) {
  constexpr std::size_t kLongest = 40;
  const dom::Node* text = element.first_child;
  if (text == nullptr || !text->is_text() || text->text().size() > kLongest) return false;
  for (const char c : text->text()) {
    if (static_cast<unsigned char>(c) >= 0xE2) return true;
  }
  return false;
}

}  // namespace

std::vector<NamedElement> find_named_elements(const PageMap& map) {
  constexpr float kBoxWeight = 200;
  constexpr float kLabelWeight = 12;
  constexpr std::size_t kMost = 60;
  const Atom test_id = map.document->atoms().find("data-testid");
  std::vector<NamedElement> found;
  std::uint32_t last = kNoIndex;
  for (std::uint32_t index = 0; index < map.elements.size() && found.size() < kMost; ++index) {
    const Element& element = map.elements[index];
    if (element.weight == 0 || element.weight > kBoxWeight) continue;
    NamedRole role = NamedRole::Author;
    if (element.weight <= kLabelWeight && element.end == index + 1 &&
        element.end < map.elements.size() && map.elements[element.end].parent == element.parent &&
        may_be_label(*element.node) &&
        find_label_role(comparison_key(short_text(*element.node)), role)) {
      std::string value = short_text(*map.elements[element.end].node);
      if (is_name_like(value) && !stands_in_chrome(map, index)) {
        found.push_back({element.first_line, role, std::move(value)});
        last = kNoIndex;
        continue;
      }
    }
    if (!find_role(*element.node, test_id, role)) continue;
    // The source stands in bars of tools too; the headline tells where to look for it.
    if (role != NamedRole::Source && stands_in_chrome(map, index)) continue;
    std::string text = short_text(*element.node);
    if (role == NamedRole::Author) text = without_follow_words(without_date(text));
    if (role == NamedRole::Author) text = linked_names(*element.node, text);
    if (role == NamedRole::Author) text = before_comma(*element.node, text);
    if (role == NamedRole::Author && classify_line(text, element.weight) == Phrase::Credit)
      continue;
    // A box with a portrait, a name and a few words.
    constexpr float kFewWords = 100;
    const bool box = element.is_block && element.last_line > element.first_line + 1 &&
                     element.weight <= kFewWords;
    if (role == NamedRole::Author && box && is_name_like(text)) {
      text = name_in_box(map, element, std::move(text));
    }
    if (is_by_word(text) && element.last_line < map.lines.size()) {
      text = std::string{map.line_text(element.last_line)};
    }
    const bool dirty = !is_name_like(text) || contains(text, ":") || contains(text, "：");
    if (role == NamedRole::Account && dirty) text = first_words(*element.node);
    if (role != NamedRole::Source) text = without_box_words(std::move(text));
    // "ライター：" is a label, its name in the next element.
    const bool label = text.ends_with("：") || text.ends_with(":");
    if (label || !is_name_like(text)) continue;
    if (last != kNoIndex && map.is_inside(index, last) && !found.empty()) {
      // The account inside of what is called the author.
      const bool author = found.back().role == NamedRole::Author;
      if (author && role == NamedRole::Account) role = NamedRole::Author;
      found.pop_back();
    }
    found.push_back({element.first_line, role, std::move(text)});
    last = index;
  }
  return found;
}

bool is_filed_under(const PageMap& map, std::uint32_t line, std::string_view word) {
  constexpr std::uint32_t kMostElements = 40;
  const std::uint32_t block = map.lines[line].element;
  const std::uint32_t end = std::min(map.elements[block].end, block + kMostElements);
  for (std::uint32_t index = block; index < end; ++index) {
    const Element& element = map.elements[index];
    if (element.first_line > line || element.last_line <= line) continue;
    for (const Atom attribute : {dom::names::class_, dom::names::rel, dom::names::href}) {
      const std::string value = ascii_lower(element.node->attribute(attribute).substr(0, 200));
      const bool files = contains(value, "categor") || contains(value, "genre") ||
                         contains(value, "/tag/") || contains(value, "theme/");
      if (files && contains(map.element_text(index), word)) return true;
    }
  }
  return false;
}

std::string find_called_name(const PageMap& map, std::uint32_t line) {
  constexpr float kShort = 60;
  if (map.lines[line].measure.weight > kShort) return {};
  return called_name(*map.elements[map.lines[line].element].node);
}

}  // namespace banxin::article
