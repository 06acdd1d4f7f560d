#pragma once
// Node: one node of the document tree. Nodes live in their Document's arena, are trivially
// destructible and linked by raw pointers. Kept at 64 bytes: a page is mostly nodes.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/atom.h"

namespace banxin::dom {

enum class NodeType : std::uint8_t {
  Document,
  DocumentFragment,
  Doctype,
  Element,
  Text,
  Comment,
  ProcessingInstruction
};

enum class Namespace : std::uint8_t { Html, Svg, MathMl };
enum class AttributeNamespace : std::uint8_t { None, XLink, Xml, Xmlns };

struct Attribute {
  std::string_view value;
  Atom name = Atom::None;  // the local name: xlink:href has AttributeNamespace::XLink and `href`
  AttributeNamespace name_space = AttributeNamespace::None;
};

struct Node {
  Node* parent = nullptr;
  Node* first_child = nullptr;
  Node* last_child = nullptr;
  Node* previous_sibling = nullptr;
  Node* next_sibling = nullptr;

  // Characters of a text or comment, attributes of an element; of a doctype, two attributes that
  // stand for its public and system identifiers (absent when missing).
  union {
    const char* characters = nullptr;
    Attribute* attribute_list;
  };
  std::uint32_t length = 0;         // bytes of `characters`, or entries of `attribute_list`
  std::uint32_t source_offset = 0;  // in the Document's source text
  Atom name = Atom::None;           // of an element, a doctype, a processing instruction
  NodeType type = NodeType::Text;
  Namespace name_space = Namespace::Html;

  bool is_element() const { return type == NodeType::Element; }
  bool is_text() const { return type == NodeType::Text; }
  bool is_html(Atom wanted) const {
    return type == NodeType::Element && name_space == Namespace::Html && name == wanted;
  }

  // "" for other types than text, comment and processing instruction.
  std::string_view text() const {
    return type == NodeType::Element || type == NodeType::Doctype
               ? std::string_view{}
               : std::string_view{characters, length};
  }
  void set_text(std::string_view text) {
    characters = text.data();
    length = static_cast<std::uint32_t>(text.size());
  }

  std::span<Attribute> attributes() const {
    return type == NodeType::Element || type == NodeType::Doctype
               ? std::span<Attribute>{attribute_list, length}
               : std::span<Attribute>{};
  }
  void set_attributes(std::span<Attribute> attributes) {
    attribute_list = attributes.data();
    length = static_cast<std::uint32_t>(attributes.size());
  }
  // Null when absent. Attributes without a namespace only.
  const Attribute* find_attribute(Atom wanted) const;
  // "" when absent.
  std::string_view attribute(Atom wanted) const;
};
static_assert(sizeof(Node) == 64);
static_assert(std::is_trivially_destructible_v<Node>, "an arena never runs destructors");

// The node after `node` in document order below `root` (which it is or is inside of), null at the
// end. No recursion: trees may be as deep as the limit allows.
Node* next_in_tree(const Node& node, const Node& root);
// As next_in_tree, without entering the children of `node`.
Node* next_after_subtree(const Node& node, const Node& root);

Node* first_child_element(const Node& node);
Node* next_element_sibling(const Node& node);
// The first element with this HTML name below `root`, null when there is none.
Node* find_element(const Node& root, Atom name);
// All text below, in order, templates' contents left out.
std::string text_content(const Node& root);

}  // namespace banxin::dom
