#include "support/epub_text.h"

#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "epub/schema.h"
#include "epub/text_facts.h"
#include "html/parse.h"
#include "input/archive.h"

namespace banxin::test {
namespace {

namespace names = dom::names;
using dom::Node;

// Letters and signs only: blanks collapse differently between blocks, and characters that XML
// forbids cannot be kept.
void append_signs(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCharacter c = decode_utf8(text, i);
    if (c.code_point > 0x20 && c.code_point != 0x7F && c.code_point != 0xFFFE &&
        c.code_point != 0xFFFF) {
      out.append(text.substr(i, c.length));
    }
    i += c.length;
  }
}

// What elements.def and the foreign writer give up.
bool is_dropped(const dom::Document& document, const Node& node) {
  if (!node.is_element()) return false;
  if (node.name_space != dom::Namespace::Html) return epub::is_never_shown(document, node);
  const epub::ElementRule& rule = epub::element_rule(node);
  if (rule.treatment == epub::Treatment::Drop || rule.treatment == epub::Treatment::Field)
    return true;
  return rule.treatment == epub::Treatment::Placeholder && rule.content == epub::Content::Nothing;
}

// What the writer adds.
bool is_added(const Node& node) {
  if (!node.is_element()) return false;
  if (node.name == names::style) return true;
  const std::string_view classes = node.attribute(names::class_);
  for (const std::string_view word :
       {"bx-backlink", "bx-embed", "bx-missing", "bx-field", "bx-repeated"}) {
    const std::size_t at = classes.find(word);
    if (at == std::string_view::npos) continue;
    const std::size_t end = at + word.size();
    if (end == classes.size() || classes[end] == ' ') return true;
  }
  return false;
}

}  // namespace

std::string text_of_pages(const book::Publication& publication) {
  std::string out;
  for (const book::Chapter& chapter : publication.chapters) {
    const Node& root = *chapter.content;
    for (const Node* node = root.first_child; node != nullptr;) {
      if (is_dropped(*chapter.document, *node)) {
        node = dom::next_after_subtree(*node, root);
        continue;
      }
      // Parentheses of ruby that do not pair cannot be kept.
      if (!node->is_html(names::rp)) {
        if (node->is_text()) append_signs(out, node->text());
        node = dom::next_in_tree(*node, root);
      } else {
        node = dom::next_after_subtree(*node, root);
      }
    }
  }
  return out;
}

std::string text_of_epub(const std::string& bytes) {
  auto parts = input::read_zip("book.epub", bytes, {});
  if (!parts) return {};
  std::vector<const input::ArchivePart*> pages;
  for (const input::ArchivePart& part : parts.value()) {
    if (part.name.starts_with("epub/c") && part.name.ends_with(".xhtml")) pages.push_back(&part);
  }
  // c9999 < c10000
  std::sort(pages.begin(), pages.end(), [](const auto* a, const auto* b) {
    return a->name.size() != b->name.size() ? a->name.size() < b->name.size() : a->name < b->name;
  });
  std::string out;
  for (const input::ArchivePart* page : pages) {
    Diagnostics diagnostics;
    html::ParseOptions quiet;
    quiet.report_parse_errors = false;
    const auto document = html::parse_document(page->name, page->bytes, quiet, diagnostics);
    const Node* body = document->body();
    if (body == nullptr) continue;
    for (const Node* node = body->first_child; node != nullptr;) {
      if (is_added(*node) || node->is_html(names::rp)) {
        node = dom::next_after_subtree(*node, *body);
        continue;
      }
      if (node->is_text()) append_signs(out, node->text());
      node = dom::next_in_tree(*node, *body);
    }
  }
  return out;
}

}  // namespace banxin::test
