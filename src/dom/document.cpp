#include "dom/document.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/assert.h"
#include "base/utf8.h"

namespace banxin::dom {

std::span<const std::string_view> known_names() {
  static constexpr std::array<std::string_view, kKnownNameCount> kNames{
#define NAME(identifier, name) name,
#include "dom/names.def"
#undef NAME
  };
  return kNames;
}

const Attribute* Node::find_attribute(Atom wanted) const {
  for (const Attribute& attribute : attributes()) {
    if (attribute.name == wanted && attribute.name_space == AttributeNamespace::None) {
      return &attribute;
    }
  }
  return nullptr;
}

std::string_view Node::attribute(Atom wanted) const {
  const Attribute* found = find_attribute(wanted);
  return found == nullptr ? std::string_view{} : found->value;
}

Node* next_in_tree(const Node& node, const Node& root) {
  return node.first_child != nullptr ? node.first_child : next_after_subtree(node, root);
}

Node* next_after_subtree(const Node& node, const Node& root) {
  for (const Node* at = &node; at != nullptr && at != &root; at = at->parent) {
    if (at->next_sibling != nullptr) return at->next_sibling;
  }
  return nullptr;
}

Node* first_child_element(const Node& node) {
  Node* child = node.first_child;
  while (child != nullptr && !child->is_element())
    child = child->next_sibling;
  return child;
}

Node* next_element_sibling(const Node& node) {
  Node* sibling = node.next_sibling;
  while (sibling != nullptr && !sibling->is_element())
    sibling = sibling->next_sibling;
  return sibling;
}

Node* find_element(const Node& root, Atom name) {
  for (Node* node = root.first_child; node != nullptr; node = next_in_tree(*node, root)) {
    if (node->is_html(name)) return node;
  }
  return nullptr;
}

std::string text_content(const Node& root) {
  std::string out;
  if (root.is_text()) out += root.text();
  for (const Node* node = root.first_child; node != nullptr; node = next_in_tree(*node, root)) {
    if (node->is_text()) out += node->text();
  }
  return out;
}

Document::Document(std::string file, std::string source)
    : file_(std::move(file)),
      source_(std::move(source)),
      atoms_(memory_, known_names()),
      root_(&create_node(NodeType::Document)) {}

Node* Document::body() const {
  return find_element(*root_, names::body);
}

Node& Document::create_node(NodeType type, std::uint32_t source_offset) {
  Node& node = memory_.create<Node>();
  node.type = type;
  node.source_offset = source_offset;
  return node;
}

Node& Document::create_element(Atom name, Namespace name_space, std::uint32_t source_offset) {
  Node& node = create_node(NodeType::Element, source_offset);
  node.name = name;
  node.name_space = name_space;
  return node;
}

Node& Document::create_text(std::string_view text, std::uint32_t source_offset) {
  Node& node = create_node(NodeType::Text, source_offset);
  node.set_text(text);
  return node;
}

namespace {

// A copy of one node without its children.
Node& import_node(Document& to, const Document& from, const Node& node) {
  Node& copy = to.create_node(node.type, node.source_offset);
  copy.name_space = node.name_space;
  if (node.name != Atom::None) copy.name = to.atoms().intern(from.atoms().name(node.name));
  if (!node.attributes().empty()) {
    const std::span<const Attribute> originals = node.attributes();
    copy.set_attributes(to.memory().copy(originals));
    for (Attribute& attribute : copy.attributes()) {
      attribute.name = to.atoms().intern(from.atoms().name(attribute.name));
      attribute.value = to.memory().copy(attribute.value);
    }
  } else if (!node.text().empty()) {
    copy.set_text(to.memory().copy(node.text()));
  }
  return copy;
}

}  // namespace

Node& Document::import_subtree(const Document& from, const Node& node) {
  Node& top = import_node(*this, from, node);
  std::vector<std::pair<const Node*, Node*>> pending{{&node, &top}};
  while (!pending.empty()) {
    const auto [original, copy] = pending.back();
    pending.pop_back();
    for (const Node* child = original->first_child; child != nullptr; child = child->next_sibling) {
      Node& child_copy = import_node(*this, from, *child);
      append_child(*copy, child_copy);
      if (child->first_child != nullptr) pending.emplace_back(child, &child_copy);
    }
  }
  return top;
}

void Document::append_child(Node& parent, Node& child) {
  insert_before(parent, child, nullptr);
}

void Document::insert_before(Node& parent, Node& child, Node* before) {
  BANXIN_ASSERT(child.parent == nullptr, "a node has one parent: remove() it first");
  Node* previous = before == nullptr ? parent.last_child : before->previous_sibling;
  child.parent = &parent;
  child.previous_sibling = previous;
  child.next_sibling = before;
  (previous == nullptr ? parent.first_child : previous->next_sibling) = &child;
  (before == nullptr ? parent.last_child : before->previous_sibling) = &child;
}

void Document::remove(Node& node) {
  if (node.parent == nullptr) return;
  Node& parent = *node.parent;
  (node.previous_sibling == nullptr ? parent.first_child : node.previous_sibling->next_sibling) =
      node.next_sibling;
  (node.next_sibling == nullptr ? parent.last_child : node.next_sibling->previous_sibling) =
      node.previous_sibling;
  node.parent = node.previous_sibling = node.next_sibling = nullptr;
}

void Document::set_attribute(Node& element, Atom name, std::string_view value) {
  const std::string_view kept = memory_.copy(value);
  for (Attribute& attribute : element.attributes()) {
    if (attribute.name == name && attribute.name_space == AttributeNamespace::None) {
      attribute.value = kept;
      return;
    }
  }
  std::vector<Attribute> longer(element.attributes().begin(), element.attributes().end());
  longer.push_back({kept, name, AttributeNamespace::None});
  element.set_attributes(memory_.copy(std::span<const Attribute>(longer)));
}

void Document::remove_attribute(Node& element, Atom name) {
  const std::span<Attribute> all = element.attributes();
  const auto end = std::remove_if(all.begin(), all.end(), [name](const Attribute& attribute) {
    return attribute.name == name && attribute.name_space == AttributeNamespace::None;
  });
  element.set_attributes(all.first(static_cast<std::size_t>(end - all.begin())));
}

Node* Document::template_content(const Node& element) const {
  const auto found = template_contents_.find(&element);
  return found == template_contents_.end() ? nullptr : found->second;
}

Node& Document::create_template_content(const Node& element) {
  Node*& content = template_contents_[&element];
  if (content == nullptr) content = &create_node(NodeType::DocumentFragment);
  return *content;
}

SourcePosition Document::position(std::uint32_t source_offset) const {
  if (line_starts_.empty()) {
    line_starts_.push_back(0);
    for (std::size_t at = source_.find('\n'); at != std::string::npos;
         at = source_.find('\n', at + 1)) {
      line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
    }
  }
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), source_offset);
  const auto line = static_cast<std::uint32_t>(after - line_starts_.begin());
  if (line != known_position_.line || source_offset < known_offset_) {
    known_offset_ = *(after - 1);
    known_position_ = {line, 1};
  }
  const std::string_view before = source().substr(known_offset_, source_offset - known_offset_);
  known_offset_ = source_offset;
  known_position_.column += static_cast<std::uint32_t>(count_characters(before));
  return known_position_;
}

}  // namespace banxin::dom
