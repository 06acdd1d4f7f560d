#include "book/heading.h"

#include <algorithm>

#include "base/utf8.h"

namespace banxin::book {
namespace {

namespace names = dom::names;
using dom::Document;
using dom::Node;

bool is_blank(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x3000 || c == 0xFEFF || c == 0x200B;
}

// Elements whose headings are none of the chapter's own.
bool is_aside(const Node& node) {
  if (!node.is_element()) return false;
  if (node.name_space != dom::Namespace::Html) return true;
  for (const Atom name : {names::blockquote, names::table, names::nav, names::figure, names::aside,
                          names::template_, names::script, names::dialog, names::select}) {
    if (node.name == name) return true;
  }
  return node.find_attribute(names::hidden) != nullptr;
}

// Below a heading: parts that a contents list does not repeat.
bool is_left_out_of_titles(const Node& node) {
  if (!node.is_element()) return false;
  for (const Atom name : {names::rt, names::rp, names::rtc, names::script, names::style,
                          names::template_, names::svg}) {
    if (node.name == name) return true;
  }
  if (node.is_html(names::sup) && dom::find_element(node, names::a) != nullptr) return true;
  const std::string_view classes = node.attribute(names::class_);
  // Sphinx and MkDocs append a ¶ that links to the heading itself.
  return node.is_html(names::a) && (classes.find("headerlink") != std::string_view::npos ||
                                    classes.find("header-anchor") != std::string_view::npos);
}

bool has_block_child(const Node& node) {
  for (const Node* at = node.first_child; at != nullptr; at = dom::next_in_tree(*at, node)) {
    for (const Atom name :
         {names::p, names::div, names::ul, names::ol, names::table, names::section, names::article,
          names::h1, names::h2, names::h3, names::img}) {
      if (at->is_html(name)) return true;
    }
  }
  return false;
}

// One short line that names a part of a book.
bool is_heading_text(const std::string& text, TitlePattern& pattern) {
  if (text.empty() || count_characters(text) > 40) return false;
  for (const std::string_view stop : {"；", "……", "”"}) {
    if (text.ends_with(stop)) return false;
  }
  if (text.find("。") != std::string::npos) return false;
  pattern = classify_title(text);
  return pattern.is_certain || pattern.matter == Matter::Front;
}

// A paragraph that is a heading in all but its markup: one short line that names a part of a book.
bool is_heading_paragraph(const Node& node, std::string& text, TitlePattern& pattern) {
  if (!node.is_html(names::p) && !node.is_html(names::div)) return false;
  if (node.first_child == nullptr || has_block_child(node)) return false;
  std::size_t bytes = 0;
  for (const Node* at = node.first_child; at != nullptr && bytes <= 150;
       at = dom::next_in_tree(*at, node)) {
    bytes += at->text().size();
  }
  if (bytes > 150) return false;
  text = title_text(node);
  return is_heading_text(text, pattern);
}

bool is_break(const Node* node) {
  return node == nullptr || node->is_html(names::br) || node->is_html(names::hr) ||
         heading_level(*node) != 0;
}

// The nearest sibling that is more than white space.
Node* neighbour(const Node& node, Node* Node::*direction) {
  Node* at = node.*direction;
  while (at != nullptr && at->is_text() && collapse_blanks(at->text()).empty())
    at = at->*direction;
  return at;
}

// The same in a text whose paragraphs are parted by <br> alone: one line of it.
bool is_heading_line(const Node& node, std::string& text, TitlePattern& pattern) {
  if (!node.is_text() || node.text().size() > 150 || node.parent == nullptr) return false;
  const Node& parent = *node.parent;
  if (!parent.is_html(names::div) && !parent.is_html(names::body) &&
      !parent.is_html(names::article) && !parent.is_html(names::section)) {
    return false;
  }
  const Node* before = neighbour(node, &Node::previous_sibling);
  const Node* after = neighbour(node, &Node::next_sibling);
  // A line alone is a paragraph.
  if (!is_break(before) || !is_break(after) || (before == nullptr && after == nullptr))
    return false;
  text = collapse_blanks(node.text());
  return is_heading_text(text, pattern);
}

// The line in an element of its own, which parts it from the others without the breaks.
Node& wrap_line(dom::Document& document, Node& line) {
  Node& heading = document.create_element(names::div, dom::Namespace::Html, line.source_offset);
  Document::insert_before(*line.parent, heading, &line);
  for (const auto direction : {&Node::previous_sibling, &Node::next_sibling}) {
    const Node& edge = direction == &Node::previous_sibling ? heading : line;
    for (Node* at = neighbour(edge, direction); at != nullptr && at->is_html(names::br);
         at = neighbour(edge, direction)) {
      Document::remove(*at);
    }
  }
  Document::remove(line);
  Document::append_child(heading, line);
  return heading;
}

// Where the lines of a text without markup begin that are headings: after an empty line, or first.
// A line with blanks before it is one too.
std::vector<std::pair<std::size_t, std::size_t>> heading_lines(std::string_view text) {
  std::vector<std::pair<std::size_t, std::size_t>> found;
  bool after_empty = true;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string line =
        end - start <= 150 ? collapse_blanks(text.substr(start, end - start)) : std::string("…");
    TitlePattern pattern;
    if (after_empty && is_heading_text(line, pattern) && pattern.is_certain)
      found.emplace_back(start, end);
    after_empty = line.empty();
    start = end + 1;
  }
  return found;
}

// A novel in one <pre>: its chapters become a line and a <pre> of their own each. What is code has
// elements in it.
void split_preformatted(dom::Document& document, Node& pre) {
  Node* const text = pre.first_child;
  if (text == nullptr || !text->is_text() || text->next_sibling != nullptr) return;
  const auto lines = heading_lines(text->text());
  if (lines.size() < 2) return;
  const auto put_text = [&](std::size_t start, std::size_t end, Atom name) {
    const std::string_view piece = text->text().substr(start, end - start);
    if (collapse_blanks(piece).empty()) return;
    const auto offset = static_cast<std::uint32_t>(text->source_offset + start);
    Node& element = document.create_element(name, dom::Namespace::Html, offset);
    for (const dom::Attribute& attribute : pre.attributes()) {
      if (name == names::pre && attribute.name != names::id)
        document.set_attribute(element, attribute.name, attribute.value);
    }
    Document::append_child(element, document.create_text(piece, offset));
    Document::insert_before(*pre.parent, element, &pre);
  };
  std::size_t done = 0;
  for (const auto& [start, end] : lines) {
    put_text(done, start, names::pre);
    put_text(start, end, names::p);
    done = std::min(end + 1, text->text().size());
  }
  put_text(done, text->text().size(), names::pre);
  Document::remove(pre);
}

void split_preformatted(Chapter& chapter) {
  std::vector<Node*> found;
  for (Node* node = chapter.content->first_child; node != nullptr;
       node = dom::next_in_tree(*node, *chapter.content)) {
    if (node->is_html(names::pre)) found.push_back(node);
  }
  for (Node* pre : found)
    split_preformatted(*chapter.document, *pre);
}

// 后记 behind the last volume belongs to the book, not to that volume.
void raise_back_matter(std::vector<Heading>& headings) {
  const auto last_part = std::find_if(headings.rbegin(), headings.rend(), [](const Heading& one) {
    return one.pattern.kind == TitleKind::Part;
  });
  if (last_part == headings.rend()) return;
  for (auto at = last_part.base(); at != headings.end(); ++at) {
    if (at->pattern.matter == Matter::Back) at->level = 1;
  }
}

std::vector<Heading> promote_paragraphs(Chapter& chapter) {
  std::vector<Heading> found;
  bool has_certain = false;
  const Node& root = *chapter.content;
  for (Node* node = root.first_child; node != nullptr;) {
    if (is_aside(*node)) {
      node = dom::next_after_subtree(*node, root);
      continue;
    }
    Heading heading;
    // 序 alone is a heading in front of the first one only.
    if ((is_heading_line(*node, heading.text, heading.pattern) ||
         is_heading_paragraph(*node, heading.text, heading.pattern)) &&
        (heading.pattern.is_certain || !has_certain)) {
      has_certain = has_certain || heading.pattern.is_certain;
      heading.node = node;
      heading.level = heading.pattern.kind == TitleKind::Part      ? 1
                      : heading.pattern.kind == TitleKind::Section ? 3
                                                                   : 2;
      found.push_back(std::move(heading));
      node = dom::next_after_subtree(*node, root);
      continue;
    }
    node = dom::next_in_tree(*node, root);
  }
  if (!has_certain) return {};
  raise_back_matter(found);
  constexpr std::array<Atom, 3> kNames{names::h1, names::h2, names::h3};
  for (Heading& heading : found) {
    if (heading.node->is_text()) heading.node = &wrap_line(*chapter.document, *heading.node);
    heading.node->name = kNames[static_cast<std::size_t>(heading.level - 1)];
  }
  return found;
}

}  // namespace

int heading_level(const Node& node) {
  if (!node.is_element() || node.name_space != dom::Namespace::Html) return 0;
  const auto first = static_cast<std::uint32_t>(names::h1);
  const auto name = static_cast<std::uint32_t>(node.name);
  return name >= first && name < first + 6 ? static_cast<int>(name - first) + 1 : 0;
}

std::string collapse_blanks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool pending = false;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCharacter c = decode_utf8(text, i);
    if (is_blank(c.code_point)) {
      pending = !out.empty();
    } else if (c.code_point >= 0x20 && c.code_point != 0x7F && c.code_point != 0xAD &&
               c.code_point < 0xFFFE) {
      if (pending) out += ' ';
      pending = false;
      out.append(text.substr(i, c.length));
    } else if (c.code_point > 0xFFFF) {
      if (pending) out += ' ';
      pending = false;
      out.append(text.substr(i, c.length));
    }
    i += c.length;
  }
  return out;
}

std::string title_text(const Node& heading) {
  std::string out;
  for (const Node* node = heading.first_child; node != nullptr;) {
    if (is_left_out_of_titles(*node)) {
      node = dom::next_after_subtree(*node, heading);
      continue;
    }
    if (node->is_text()) out += node->text();
    if (node->is_html(names::br)) out += ' ';
    if (node->is_html(names::img)) out += node->attribute(names::alt);
    node = dom::next_in_tree(*node, heading);
  }
  out = collapse_blanks(out);
  // The sign that links a heading to itself in generated documentation.
  for (const std::string_view sign : {"¶", "§"}) {
    if (out.ends_with(sign))
      out = collapse_blanks(std::string_view(out).substr(0, out.size() - sign.size()));
  }
  return out;
}

std::vector<Heading> find_headings(Chapter& chapter) {
  std::vector<Heading> found;
  const Node& root = *chapter.content;
  for (Node* node = root.first_child; node != nullptr;) {
    if (is_aside(*node)) {
      node = dom::next_after_subtree(*node, root);
      continue;
    }
    const int level = heading_level(*node);
    if (level == 0) {
      node = dom::next_in_tree(*node, root);
      continue;
    }
    Heading heading{node, level, title_text(*node), {}};
    if (!heading.text.empty()) {
      heading.pattern = classify_title(heading.text);
      found.push_back(std::move(heading));
    }
    node = dom::next_after_subtree(*node, root);
  }
  // A page title alone (h1 of the book) is not a structure: its paragraphs may still hold one.
  if (found.size() <= 1) {
    split_preformatted(chapter);
    std::vector<Heading> promoted = promote_paragraphs(chapter);
    if (!found.empty() && !promoted.empty()) promoted.insert(promoted.begin(), found.front());
    if (!promoted.empty()) return promoted;
  }
  return found;
}

}  // namespace banxin::book
