#include "article/section_heads.h"

#include <string>
#include <vector>

#include "article/text_measure.h"
#include "base/utf8.h"

namespace banxin::article {
namespace {

using dom::Node;
namespace names = dom::names;

constexpr std::size_t kLongest = 22;       // characters of a head
constexpr std::size_t kParagraph = 40;     // characters of a paragraph that a head may open
constexpr std::size_t kFewestHeads = 2;    // one alone may be anything
constexpr std::size_t kTextBetween = 160;  // characters at least from one head to the next

bool is_heading(const Node& node) {
  for (const Atom name : {names::h2, names::h3, names::h4, names::h5, names::h6}) {
    if (node.is_html(name)) return true;
  }
  return false;
}

bool is_cjk(char32_t c) {
  return (c >= 0x3040 && c < 0xA000) || (c >= 0xAC00 && c < 0xD7A4);
}

// What ends a sentence, a quotation, a list item or a credit; and what a credit (文｜某某) or a
// byline has inside.
bool is_final_mark(char32_t c) {
  constexpr std::u32string_view marks = U"。．.；;：:，,、…—”’」』）)】》!！~～";
  return marks.find(c) != std::u32string_view::npos;
}
bool is_credit_mark(char32_t c) {
  constexpr std::u32string_view marks = U"|｜丨:：/@©。";
  return marks.find(c) != std::u32string_view::npos;
}
bool is_opening_mark(char32_t c) {
  constexpr std::u32string_view marks = U"(（[［【—-▲△●■◆*＊※注";
  return marks.find(c) != std::u32string_view::npos;
}

struct Block {
  Node* node = nullptr;
  std::size_t length = 0;  // characters of its text
  bool head = false;       // has the shape of one
};

bool has_shape(const std::u32string& text) {
  if (text.size() < 2 || text.size() > kLongest) return false;
  if (is_final_mark(text.back()) || is_opening_mark(text.front())) return false;
  std::size_t cjk = 0;
  for (const char32_t c : text) {
    if (is_credit_mark(c)) return false;
    cjk += is_cjk(c) ? 1 : 0;
  }
  return cjk * 2 > text.size();
}

// Only text: a link, a picture or a line break makes it something else.
bool is_plain_text(const Node& paragraph) {
  for (const Node* node = paragraph.first_child; node != nullptr;
       node = dom::next_in_tree(*node, paragraph)) {
    if (node->is_html(names::a) || node->is_html(names::img) || node->is_html(names::br)) {
      return false;
    }
  }
  return true;
}

// Readings stand over a character, not in its line.
std::u32string base_text(const Node& paragraph) {
  std::string text;
  const Node* node = paragraph.first_child;
  while (node != nullptr) {
    if (node->is_text()) text += node->text();
    node = node->is_html(names::rt) || node->is_html(names::rp)
               ? dom::next_after_subtree(*node, paragraph)
               : dom::next_in_tree(*node, paragraph);
  }
  std::u32string out;
  for (const char32_t c : to_utf32(text)) {
    if (!out.empty() || !is_space(c)) out += c;
  }
  while (!out.empty() && is_space(out.back()))
    out.pop_back();
  return out;
}

// The blocks of the article in order; empty when it has headings already.
std::vector<Block> collect(const Node& body) {
  std::vector<Block> blocks;
  Node* node = body.first_child;
  while (node != nullptr) {
    if (is_heading(*node)) return {};
    const bool leaf = node->is_html(names::p) || node->is_html(names::blockquote) ||
                      node->is_html(names::ul) || node->is_html(names::ol) ||
                      node->is_html(names::table) || node->is_html(names::figure) ||
                      node->is_html(names::pre);
    if (!leaf) {
      node = dom::next_in_tree(*node, body);
      continue;
    }
    const std::u32string text = base_text(*node);
    const bool plain =
        node->is_html(names::p) && node->attribute(names::class_).empty() && is_plain_text(*node);
    if (!text.empty()) blocks.push_back({node, text.size(), plain && has_shape(text)});
    node = dom::next_after_subtree(*node, body);
  }
  return blocks;
}

// A paragraph follows, and since the head before enough was said.
std::vector<Node*> choose(const std::vector<Block>& blocks) {
  std::vector<Node*> heads;
  std::size_t since = 0;
  for (std::size_t i = 0; i + 1 < blocks.size(); ++i) {
    if (!blocks[i].head) {
      since += blocks[i].length;
      continue;
    }
    const bool follows =
        !blocks[i + 1].head &&
        (blocks[i + 1].length >= kParagraph ||
         (i + 2 < blocks.size() && !blocks[i + 2].head && blocks[i + 2].length >= kParagraph));
    // Short lines one after another are a dialogue, a poem or a list.
    if (!follows || (since < kTextBetween && !heads.empty())) return {};
    if (i == 0 || since < kTextBetween) continue;  // a standfirst, a dateline
    heads.push_back(blocks[i].node);
    since = 0;
  }
  return heads;
}

void rename(dom::Document& article, Node& paragraph) {
  Node& head = article.create_element(names::h2, dom::Namespace::Html, paragraph.source_offset);
  dom::Document::insert_before(*paragraph.parent, head, &paragraph);
  while (paragraph.first_child != nullptr) {
    Node& child = *paragraph.first_child;
    dom::Document::remove(child);
    dom::Document::append_child(head, child);
  }
  dom::Document::remove(paragraph);
}

}  // namespace

void promote_section_heads(dom::Document& article) {
  const Node* body = article.body();
  if (body == nullptr) return;
  const std::vector<Block> blocks = collect(*body);
  const std::vector<Node*> heads = choose(blocks);
  if (heads.size() < kFewestHeads || heads.size() * 3 > blocks.size()) return;
  for (Node* head : heads)
    rename(article, *head);
}

}  // namespace banxin::article
