#include "dom/dump.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace banxin::dom {
namespace {

std::string_view namespace_prefix(Namespace name_space) {
  if (name_space == Namespace::Svg) return "svg ";
  return name_space == Namespace::MathMl ? "math " : "";
}

std::string_view namespace_prefix(AttributeNamespace name_space) {
  switch (name_space) {
    case AttributeNamespace::XLink:
      return "xlink ";
    case AttributeNamespace::Xml:
      return "xml ";
    case AttributeNamespace::Xmlns:
      return "xmlns ";
    case AttributeNamespace::None:
      break;
  }
  return "";
}

class TreeDump {
 public:
  explicit TreeDump(const Document& document) : document_(document) {}

  std::string dump(const Node& root) {
    // A frame is a node to show and its level; null marks nothing. Pushed in reverse order.
    push_children(root, 0);
    while (!pending_.empty()) {
      const auto [node, level] = pending_.back();
      pending_.pop_back();
      show(*node, level);
      push_children(*node, level + 1);
    }
    return std::move(out_);
  }

 private:
  void push_children(const Node& node, std::size_t level) {
    for (const Node* child = node.last_child; child != nullptr; child = child->previous_sibling) {
      pending_.emplace_back(child, level);
    }
    if (const Node* content = document_.template_content(node))
      pending_.emplace_back(content, level);
  }

  void line(std::size_t level, std::string_view text) {
    out_ += "| ";
    out_.append(level * 2, ' ');
    out_ += text;
    out_ += '\n';
  }

  void show(const Node& node, std::size_t level) {
    const std::string text(node.text());
    switch (node.type) {
      case NodeType::Element:
        show_element(node, level);
        break;
      case NodeType::Text:
        line(level, '"' + text + '"');
        break;
      case NodeType::Comment:
        line(level, "<!-- " + text + " -->");
        break;
      case NodeType::ProcessingInstruction:
        line(level, "<?" + std::string(document_.name(node)) + ' ' + text + '>');
        break;
      case NodeType::Doctype:
        show_doctype(node, level);
        break;
      case NodeType::DocumentFragment:
        line(level, "content");
        break;
      case NodeType::Document:
        break;
    }
  }

  void show_element(const Node& node, std::size_t level) {
    line(level, '<' + std::string(namespace_prefix(node.name_space)) +
                    std::string(document_.name(node)) + '>');
    std::vector<std::string> rows;
    for (const Attribute& attribute : node.attributes()) {
      rows.push_back(std::string(namespace_prefix(attribute.name_space)) +
                     std::string(document_.atoms().name(attribute.name)) + "=\"" +
                     std::string(attribute.value) + '"');
    }
    std::sort(rows.begin(), rows.end());
    for (const std::string& row : rows)
      line(level + 1, row);
  }

  void show_doctype(const Node& node, std::size_t level) {
    std::string text = "<!DOCTYPE ";
    if (node.name != Atom::None) text += document_.name(node);
    if (!node.attributes().empty()) {
      for (const Atom name : {names::public_, names::system}) {
        text += " \"" + std::string(node.attribute(name)) + '"';
      }
    }
    line(level, text + '>');
  }

  const Document& document_;
  std::vector<std::pair<const Node*, std::size_t>> pending_;
  std::string out_;
};

}  // namespace

std::string dump_tree(const Document& document, const Node& root) {
  return TreeDump(document).dump(root);
}

}  // namespace banxin::dom
