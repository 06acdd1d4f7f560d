#include "book/notes.h"

#include <array>
#include <unordered_map>
#include <unordered_set>

#include "base/ascii.h"
#include "base/chinese_number.h"
#include "base/utf8.h"
#include "book/heading.h"

namespace banxin::book {
namespace {

namespace names = dom::names;
using dom::Node;

// The text below a node, at most `limit` bytes of it.
std::string short_text(const Node& root, std::size_t limit) {
  std::string out;
  for (const Node* node = &root; node != nullptr && out.size() <= limit;
       node = dom::next_in_tree(*node, root)) {
    if (node->is_text()) out += node->text();
  }
  return out;
}

// What a call says, without its brackets: "1", "①", "注3", "*"; empty when it is no call.
std::string call_marker(std::string_view text) {
  std::string line = collapse_blanks(text);
  constexpr std::array<std::string_view, 18> kBrackets{"[",  "]",  "(",  ")",  "（", "）",
                                                       "〔", "〕", "［", "］", "【", "】",
                                                       "^",  ".",  "、", "：", ":",  "．"};
  constexpr std::array<std::string_view, 5> kPrefixes{"注", "註", "注释", "note", "fn"};
  bool changed = true;
  while (changed) {
    changed = false;
    for (const std::string_view bracket : kBrackets) {
      if (line.starts_with(bracket)) line.erase(0, bracket.size()), changed = true;
      if (line.ends_with(bracket)) line.erase(line.size() - bracket.size()), changed = true;
    }
  }
  for (const std::string_view prefix : kPrefixes) {
    if (line.starts_with(prefix) && parse_number(std::string_view(line).substr(prefix.size()))) {
      line.erase(0, prefix.size());
    }
  }
  return line;
}

bool is_circled_number(char32_t c) {
  return (c >= 0x2460 && c <= 0x2473) || (c >= 0x24F5 && c <= 0x24FE) ||
         (c >= 0x2776 && c <= 0x277F) || (c >= 0x3251 && c <= 0x325F);
}

bool is_call_marker(std::string_view marker) {
  if (marker.empty() || marker.size() > 12) return false;
  const DecodedCharacter first = decode_utf8(marker, 0);
  if (is_circled_number(first.code_point)) return first.length == marker.size();
  if (const auto number = parse_number(marker)) return number->length == marker.size();
  for (const std::string_view sign : {"*", "**", "***", "†", "‡", "※", "＊", "注", "註"}) {
    if (marker == sign) return true;
  }
  return marker.size() == 1 && marker[0] >= 'a' && marker[0] <= 'z';
}

bool is_inside(const Node& node, const Node& ancestor) {
  for (const Node* at = &node; at != nullptr; at = at->parent) {
    if (at == &ancestor) return true;
  }
  return false;
}

// The block that a note's anchor stands for: itself, or the paragraph or item it lies in.
const Node* note_body(const Node& target) {
  for (const Node* at = &target; at != nullptr && at->is_element(); at = at->parent) {
    for (const Atom name : {names::li, names::p, names::dd, names::aside, names::div,
                            names::section, names::blockquote}) {
      if (at->is_html(name)) return at;
    }
    if (at->is_html(names::dt)) {
      const Node* next = dom::next_element_sibling(*at);
      return next != nullptr && next->is_html(names::dd) ? next : nullptr;
    }
    if (at->is_html(names::body) || at->is_html(names::table) || heading_level(*at) != 0) break;
  }
  return nullptr;
}

constexpr std::size_t kLongestNote = 16U << 10U;

class NoteFinder {
 public:
  NoteFinder(Publication& publication, IdSource& ids) : publication_(publication), ids_(ids) {}

  void run() {
    for (std::uint32_t i = 0; i < publication_.chapters.size(); ++i) {
      find_linked(i);
      link_plain_lists(i);
    }
  }

 private:
  void find_linked(std::uint32_t chapter) {
    const Node& root = *publication_.chapters[chapter].content;
    for (const Node* node = root.first_child; node != nullptr;
         node = dom::next_in_tree(*node, root)) {
      if (!node->is_html(names::a)) continue;
      const Place* place = publication_.find_link(*node);
      if (place == nullptr || place->node == nullptr || bodies_of_links_.contains(node)) continue;
      if (is_call(*node) && !is_in_note(*node, root)) consider(chapter, *node, *place);
    }
  }

  // Whether a link looks like the call of a note.
  static bool is_call(const Node& link) {
    const std::string_view type = link.attribute(names::epub_type);
    const std::string_view role = link.attribute(names::role);
    if (has_ascii_word(type, "noteref") || has_ascii_word(role, "doc-noteref")) return true;
    if (has_ascii_word(type, "backlink") || has_ascii_word(role, "doc-backlink")) return false;
    const std::string text = short_text(link, 40);
    if (text.size() > 40) return false;
    const std::string_view classes = link.attribute(names::class_);
    for (const std::string_view word : {"footnote-ref", "footnote-reference", "noteref",
                                        "footnoteRef", "fn-ref", "duokan-footnote"}) {
      if (has_ascii_word(classes, word)) return true;
    }
    if (has_ascii_word(link.attribute(names::rel), "footnote")) return true;
    const std::string marker = call_marker(text);
    const bool raised = (link.parent != nullptr && link.parent->is_html(names::sup)) ||
                        (link.first_child != nullptr && link.first_child->is_html(names::sup));
    if (raised) return is_call_marker(marker) || text.size() <= 12;
    // A bare [1] or ① in the text: only with its brackets.
    const std::string line = collapse_blanks(text);
    return is_call_marker(marker) &&
           (line != marker || is_circled_number(decode_utf8(line, 0).code_point));
  }

  // Links in a note lead back to its calls (a, b, c…), not to other notes.
  bool is_in_note(const Node& node, const Node& root) const {
    for (const Node* at = &node; at != nullptr && at != &root; at = at->parent) {
      if (publication_.note_of_body.contains(at)) return true;
    }
    return false;
  }

  void consider(std::uint32_t chapter, const Node& link, const Place& target) {
    const Node* body = note_body(*target.node);
    if (body == nullptr || is_inside(link, *body)) return;
    const Node* content = publication_.chapters[target.chapter].content;
    if (body == content || !is_inside(*body, *content)) return;
    if (short_text(*body, kLongestNote).size() > kLongestNote) return;
    for (const Node* at = body->first_child; at != nullptr; at = dom::next_in_tree(*at, *body)) {
      if (heading_level(*at) != 0) return;
    }
    Note note;
    note.reference = {chapter, &link};
    note.body = {target.chapter, body};
    note.back_link = find_back_link(*body, link);
    // A pair of links that lead to each other: the first in the text is the call.
    if (note.back_link != nullptr) bodies_of_links_.insert(note.back_link);
    add(note);
  }

  // The link in the body that leads to the call or to what the call lies in.
  const Node* find_back_link(const Node& body, const Node& call) {
    for (const Node* at = body.first_child; at != nullptr; at = dom::next_in_tree(*at, body)) {
      const Place* place = at->is_html(names::a) ? publication_.find_link(*at) : nullptr;
      if (place == nullptr || place->node == nullptr) continue;
      if (is_inside(call, *place->node) || is_inside(*place->node, call)) return at;
    }
    return nullptr;
  }

  void add(const Note& note) {
    const auto index = static_cast<std::uint32_t>(publication_.notes.size());
    ids_.id_of(*note.reference.node, "noteref");
    ids_.id_of(*note.body.node, "note");
    publication_.note_of_reference.emplace(note.reference.node, index);
    publication_.note_of_body.emplace(note.body.node, index);
    publication_.notes.push_back(note);
  }

  static bool is_notes_title(const Node& node) {
    if (heading_level(node) == 0 && !node.is_html(names::p) && !node.is_html(names::div)) {
      return false;
    }
    return is_notes_title(short_text(node, 60));
  }

  // 注释, with a colon or in brackets.
  static bool is_notes_title(const std::string& text) {
    if (text.size() > 60) return false;
    std::string line = collapse_blanks(text);
    for (const std::string_view colon : {"：", ":"}) {
      if (line.ends_with(colon)) line.erase(line.size() - colon.size());
    }
    struct Brackets {
      std::string_view open, close;
    };
    for (const Brackets& pair : {Brackets{"【", "】"}, Brackets{"[", "]"}, Brackets{"［", "］"},
                                 Brackets{"〔", "〕"}, Brackets{"（", "）"}}) {
      if (!line.starts_with(pair.open) || !line.ends_with(pair.close)) continue;
      line = line.substr(pair.open.size(), line.size() - pair.open.size() - pair.close.size());
      break;
    }
    for (const std::string_view title :
         {"注释", "注釋",  "註釋",      "注解",       "註解",     "脚注",     "腳注",
          "腳註", "尾注",  "尾註",      "附注",       "附註",     "注",       "註",
          "校注", "校註",  "参考文献",  "參考文獻",   "参考资料", "參考資料", "注釈",
          "脚註", "Notes", "Footnotes", "References", "Endnotes"}) {
      if (line == title) return true;
    }
    return false;
  }

  // The text of the line that begins behind `at`, up to a <br> or the block's end.
  static std::string line_behind(const Node* at) {
    constexpr std::size_t enough = 60;
    std::string out;
    for (; at != nullptr && !at->is_html(names::br) && out.size() <= enough; at = at->next_sibling)
      out += short_text(*at, enough);
    return out;
  }

  // A paragraph whose lines are notes, apart by <br>: each becomes a paragraph of its own.
  static void split_lines(dom::Document& document, Node& block) {
    Node* now = &block;
    for (Node* child = block.first_child; child != nullptr;) {
      Node* next = child->next_sibling;
      const bool begins_note =
          child->is_html(names::br) && is_call_marker(leading_marker(line_behind(next)));
      if (begins_note) {
        Node& made = document.create_element(block.name, block.name_space, child->source_offset);
        dom::Document::insert_before(*block.parent, made, now->next_sibling);
        dom::Document::remove(*child);
        now = &made;
      } else if (now != &block) {
        dom::Document::remove(*child);
        dom::Document::append_child(*now, *child);
      }
      child = next;
    }
  }

  static void split_list(Chapter& chapter) {
    Node& root = *chapter.content;
    bool under_title = false;
    for (Node* node = root.first_child; node != nullptr; node = dom::next_in_tree(*node, root)) {
      if (!node->is_element()) continue;
      if (heading_level(*node) != 0) under_title = false;
      under_title = under_title || is_notes_title(*node);
      if (!node->is_html(names::p) && !node->is_html(names::div)) continue;
      const std::string first = line_behind(node->first_child);
      const bool is_title_itself = is_notes_title(first);
      if (is_title_itself || (under_title && is_call_marker(leading_marker(first))))
        split_lines(*chapter.document, *node);
      under_title = under_title || is_title_itself;
    }
  }

  static std::string leading_marker(const Node& block) {
    return leading_marker(short_text(block, 40));
  }

  // The marker that a note begins with: ① …, [1] …, 1. …, 注1：…
  static std::string leading_marker(const std::string& line) {
    const std::string text = collapse_blanks(line);
    std::size_t end = 0;
    const bool bracketed = !text.empty() && (text.starts_with("[") || text.starts_with("〔") ||
                                             text.starts_with("［") || text.starts_with("【") ||
                                             text.starts_with("(") || text.starts_with("（"));
    if (bracketed) {
      for (const std::string_view close : {"]", "〕", "］", "】", ")", "）"}) {
        const std::size_t at = text.find(close);
        if (at != std::string::npos && at < 12) end = at + close.size();
      }
      return end == 0 ? std::string{} : call_marker(std::string_view(text).substr(0, end));
    }
    if (text.empty()) return {};
    const DecodedCharacter first = decode_utf8(text, 0);
    if (is_circled_number(first.code_point)) return text.substr(0, first.length);
    const bool prefixed = text.starts_with("注") || text.starts_with("註");
    const std::size_t start = prefixed ? std::string_view("注").size() : 0;
    const auto number = parse_number(std::string_view(text).substr(start));
    if (!number) return {};
    const std::string_view rest = std::string_view(text).substr(start + number->length);
    for (const std::string_view mark : {".", "、", "．", "：", ":", " "}) {
      if (rest.starts_with(mark)) return text.substr(start, number->length);
    }
    return {};
  }

  // Lists under 注释 whose calls are plain <sup>[1]</sup>.
  void link_plain_lists(std::uint32_t index) {
    Chapter& chapter = publication_.chapters[index];
    split_list(chapter);
    const Node& root = *chapter.content;
    std::unordered_map<std::string, const Node*> bodies;
    const Node* title = nullptr;
    for (const Node* node = root.first_child; node != nullptr;
         node = dom::next_in_tree(*node, root)) {
      if (node->is_element() && is_notes_title(*node)) {
        title = node;
        collect_bodies(*node, bodies);
      }
    }
    if (title == nullptr || bodies.empty()) return;
    for (Node* node = root.first_child; node != nullptr; node = dom::next_in_tree(*node, root)) {
      if (node->is_html(names::sup)) link_call(index, *node, bodies);
    }
    for (Node* node = root.first_child; node != nullptr && node != title;
         node = dom::next_in_tree(*node, root)) {
      if (node->is_text()) node = &link_plain_calls(index, *node, bodies);
    }
  }

  // A call in the text: [5], 〔5〕, （注5）, ⑤; a number in plain brackets may be anything.
  static std::string_view plain_call(std::string_view text) {
    const DecodedCharacter first = decode_utf8(text, 0);
    if (is_circled_number(first.code_point)) return text.substr(0, first.length);
    struct Brackets {
      std::string_view open, close;
      bool needs_word;
    };
    constexpr std::array kPairs{Brackets{"[", "]", false},   Brackets{"［", "］", false},
                                Brackets{"〔", "〕", false}, Brackets{"【", "】", false},
                                Brackets{"（", "）", true},  Brackets{"(", ")", true}};
    for (const Brackets& pair : kPairs) {
      if (!text.starts_with(pair.open)) continue;
      const std::size_t close = text.substr(0, 24).find(pair.close);
      if (close == std::string_view::npos) return {};
      const std::string_view inner = text.substr(pair.open.size(), close - pair.open.size());
      const bool has_word = inner.starts_with("注") || inner.starts_with("註");
      return pair.needs_word && !has_word ? std::string_view{}
                                          : text.substr(0, close + pair.close.size());
    }
    return {};
  }

  // Whether a call may stand here: in running text, outside links, headings, notes and code.
  bool may_call(const Node& text, const Node& root) const {
    for (const Node* at = text.parent; at != nullptr && at != &root; at = at->parent) {
      if (at->is_html(names::a) || at->is_html(names::pre) || at->is_html(names::code) ||
          at->is_html(names::script) || at->is_html(names::style) || at->is_html(names::rt) ||
          heading_level(*at) != 0 || publication_.note_of_body.contains(at)) {
        return false;
      }
    }
    return true;
  }

  // The last node that stands for the text now.
  Node& link_plain_calls(std::uint32_t index,
                         Node& text,
                         const std::unordered_map<std::string, const Node*>& bodies) {
    const std::string_view all = text.text();
    // Before the first word of a paragraph a number counts it.
    std::size_t at = text.previous_sibling == nullptr ? all.find_first_not_of(" \t\n\r\f") : 0;
    if (at == std::string_view::npos) return text;
    if (text.previous_sibling == nullptr) ++at;
    for (; at < all.size(); ++at) {
      const auto byte = static_cast<unsigned char>(all[at]);
      if (byte != '[' && byte != '(' && byte < 0xE2) continue;
      const std::string_view call = plain_call(all.substr(at));
      if (call.empty()) continue;
      const std::string marker = call_marker(call);
      const auto found = bodies.find(marker);
      if (found == bodies.end() || !is_call_marker(marker)) continue;
      const Chapter& chapter = publication_.chapters[index];
      if (is_inside(text, *found->second) || !may_call(text, *chapter.content)) return text;
      return split_at_call(index, text, at, call.size(), found->second);
    }
    return text;
  }

  // … call … → … <a>call</a> and the rest, which is returned for more.
  Node& split_at_call(
      std::uint32_t index, Node& text, std::size_t at, std::size_t length, const Node* body) {
    dom::Document& document = *publication_.chapters[index].document;
    const std::string_view all = text.text();
    const auto part = [&](std::size_t begin, std::size_t size) -> Node& {
      return document.create_text(all.substr(begin, size),
                                  text.source_offset + static_cast<std::uint32_t>(begin));
    };
    Node& before = part(0, at);
    Node& link = document.create_element(names::a);
    Node& rest = part(at + length, all.size());
    Node& parent = *text.parent;
    dom::Document::append_child(link, part(at, length));
    dom::Document::insert_before(parent, before, &text);
    dom::Document::insert_before(parent, link, &text);
    dom::Document::insert_before(parent, rest, &text);
    dom::Document::remove(text);
    publication_.links.emplace(&link, Place{index, body});
    Note note;
    note.reference = {index, &link};
    note.body = {index, body};
    add(note);
    // The walk goes on with the rest.
    return *link.first_child;
  }

  static void collect_bodies(const Node& title,
                             std::unordered_map<std::string, const Node*>& bodies) {
    for (const Node* at = title.next_sibling; at != nullptr; at = at->next_sibling) {
      if (!at->is_element()) continue;
      if (heading_level(*at) != 0) break;
      if (at->is_html(names::ol) || at->is_html(names::ul)) {
        std::uint64_t number = 0;
        for (const Node* item = dom::first_child_element(*at); item != nullptr;
             item = dom::next_element_sibling(*item)) {
          std::string marker = leading_marker(*item);
          ++number;
          if (marker.empty() && at->is_html(names::ol)) marker = std::to_string(number);
          if (!marker.empty()) bodies.emplace(marker, item);
        }
        continue;
      }
      const std::string marker = leading_marker(*at);
      if (!marker.empty()) bodies.emplace(marker, at);
    }
  }

  void link_call(std::uint32_t index,
                 Node& sup,
                 const std::unordered_map<std::string, const Node*>& bodies) {
    if (dom::find_element(sup, names::a) != nullptr) return;
    for (const Node* at = sup.parent; at != nullptr; at = at->parent) {
      if (at->is_html(names::a) || heading_level(*at) != 0) return;
    }
    const std::string marker = call_marker(short_text(sup, 30));
    if (!is_call_marker(marker)) return;
    const auto found = bodies.find(marker);
    if (found == bodies.end() || is_inside(sup, *found->second)) return;
    dom::Document& document = *publication_.chapters[index].document;
    Node& link = document.create_element(names::a);
    while (sup.first_child != nullptr) {
      Node& child = *sup.first_child;
      dom::Document::remove(child);
      dom::Document::append_child(link, child);
    }
    dom::Document::append_child(sup, link);
    publication_.links.emplace(&link, Place{index, found->second});
    Note note;
    note.reference = {index, &link};
    note.body = {index, found->second};
    add(note);
  }

  Publication& publication_;
  IdSource& ids_;
  std::unordered_set<const Node*> bodies_of_links_;  // back links: no calls
};

}  // namespace

void find_notes(Publication& publication, IdSource& ids) {
  NoteFinder(publication, ids).run();
}

}  // namespace banxin::book
