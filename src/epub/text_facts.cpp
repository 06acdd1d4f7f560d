#include "epub/text_facts.h"

#include "base/utf8.h"
#include "epub/schema.h"

namespace banxin::epub {

using dom::Node;

namespace {

template <class Test>
bool any_shown(const Node& root, Test test) {
  for (const Node* node = root.first_child; node != nullptr;) {
    const bool is_hidden = node->is_element() &&
                           (node->name == dom::names::script || node->name == dom::names::style ||
                            (node->name_space == dom::Namespace::Html &&
                             element_rule(*node).treatment == Treatment::Drop));
    if (is_hidden) {
      node = dom::next_after_subtree(*node, root);
      continue;
    }
    if (test(*node)) return true;
    node = dom::next_in_tree(*node, root);
  }
  return false;
}

bool is_nothing(const Node& node) {
  return node.type == dom::NodeType::Comment || (node.is_text() && is_blank_text(node.text()));
}

}  // namespace

bool is_blank_text(std::string_view text) {
  return text.find_first_not_of(" \t\n\r\f") == std::string_view::npos;
}

bool is_nameless(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCharacter c = decode_utf8(text, i);
    const char32_t code = c.code_point;
    const bool silent = code <= 0x20 || code == 0xA0 || code == 0xAD || code == 0x3000 ||
                        code == 0xFEFF || (code >= 0x2000 && code <= 0x200F) ||
                        (code >= 0x2028 && code <= 0x202F) || (code >= 0x2060 && code <= 0x206F) ||
                        (code >= 0x7F && code <= 0x9F);
    if (!silent) return false;
    i += c.length;
  }
  return true;
}

bool has_text(const Node& node) {
  return any_shown(node, [](const Node& at) { return at.is_text() && !is_nameless(at.text()); });
}

bool has_content(const Node& node) {
  return any_shown(node, [](const Node& at) {
    if (at.is_text()) return !is_blank_text(at.text());
    if (!at.is_element()) return false;
    return at.name_space != dom::Namespace::Html || at.name == dom::names::img ||
           element_rule(at).treatment == Treatment::Placeholder;
  });
}

bool is_never_shown(const dom::Document& document, const Node& element) {
  const std::string_view name = document.name(element);
  switch (element.name_space) {
    case dom::Namespace::MathMl:
      return name == "annotation" || name == "annotation-xml" || name == "mglyph";
    case dom::Namespace::Svg:
      return name == "script" || name == "style" || name == "metadata" || name == "set" ||
             name == "discard" || name.starts_with("animate");
    default:
      break;
  }
  const ElementRule& rule = element_rule(element);
  return rule.treatment == Treatment::Drop || element.is_html(dom::names::rp) ||
         (rule.treatment == Treatment::Placeholder && rule.content == Content::Nothing);
}

std::string shown_text(const dom::Document& document, const Node& root) {
  std::string out;
  for (const Node* node = root.first_child; node != nullptr;) {
    if (node->is_text()) out += node->text();
    const bool passes = node->is_element() && is_never_shown(document, *node);
    node = passes ? dom::next_after_subtree(*node, root) : dom::next_in_tree(*node, root);
  }
  return out;
}

const Node* previous_thing(const Node& node) {
  const Node* at = node.previous_sibling;
  while (at != nullptr && is_nothing(*at))
    at = at->previous_sibling;
  return at;
}

const Node* next_thing(const Node& node) {
  const Node* at = node.next_sibling;
  while (at != nullptr && is_nothing(*at))
    at = at->next_sibling;
  return at;
}

}  // namespace banxin::epub
