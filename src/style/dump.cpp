#include "style/dump.h"

#include "css/property.h"
#include "style/field_operations.h"

namespace banxin::style {

std::string dump_difference(const ComputedStyle& style,
                            const ComputedStyle& parent,
                            const ComputedStyle& initial,
                            std::string_view indent) {
  std::string out;
  for (std::size_t i = 0; i < css::kPhysicalCount; ++i) {
    const auto property = static_cast<css::Property>(i);
    const css::PropertyInfo& info = css::property_info(property);
    if (equal_fields(style, info.inherited ? parent : initial, property)) continue;
    const std::string value = write_field(style, property);
    // Colours that follow `color` say so in both; only their channels differ.
    if (value == write_field(info.inherited ? parent : initial, property)) continue;
    out += indent;
    out += info.name;
    out += ": ";
    out += value;
    out += ";\n";
  }
  return out;
}

namespace {

void append_element(std::string& out,
                    const dom::Document& document,
                    const StyledDocument& styles,
                    const dom::Node& node,
                    const std::string& indent) {
  const ComputedStyle& style = styles.style(node);
  const ComputedStyle& parent =
      node.parent != nullptr ? styles.style(*node.parent) : styles.initial_style();
  out += indent;
  out += document.name(node);
  if (const std::string_view id = node.attribute(dom::names::id); !id.empty()) {
    out += '#';
    out += id;
  }
  out += '\n';
  out += dump_difference(style, parent, styles.initial_style(), indent + "  ");
  for (std::size_t i = 1; i < css::kPseudoElements; ++i) {
    const auto pseudo_element = static_cast<PseudoElement>(i);
    const ComputedStyle* pseudo = styles.find_pseudo(node, pseudo_element);
    if (pseudo == nullptr) continue;
    const std::string difference =
        dump_difference(*pseudo, style, styles.initial_style(), indent + "    ");
    if (difference.empty()) continue;
    out += indent + "  ::" + std::string(css::pseudo_element_name(pseudo_element)) + '\n';
    out += difference;
  }
}

}  // namespace

std::string dump_style(const dom::Document& document, const StyledDocument& styles) {
  std::string out;
  std::size_t depth = 0;
  const dom::Node& root = document.root();
  const dom::Node* last_parent = &root;
  for (const dom::Node* node = root.first_child; node != nullptr;
       node = dom::next_in_tree(*node, root)) {
    if (node->parent != last_parent) {
      depth = 0;
      for (const dom::Node* up = node->parent; up != &root; up = up->parent)
        ++depth;
      last_parent = node->parent;
    }
    if (node->is_element()) {
      append_element(out, document, styles, *node, std::string(depth * 2, ' '));
    }
  }
  return out;
}

}  // namespace banxin::style
