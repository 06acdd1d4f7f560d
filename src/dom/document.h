#pragma once
// Document: one parsed page, the arena of all that belongs to it and the names it uses. Stages that
// change a tree (repair, article) build a new Document.
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/arena.h"
#include "base/atom.h"
#include "base/diagnostics.h"
#include "dom/names.h"
#include "dom/node.h"

namespace banxin::dom {

enum class QuirksMode : std::uint8_t { None, Limited, Full };

class Document {
 public:
  // `file` names the input in diagnostics; `source` is its text, UTF-8. Text nodes may view it.
  Document(std::string file, std::string source);
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  Node& root() { return *root_; }
  const Node& root() const { return *root_; }
  // The first element child of the root, null in an empty document.
  Node* document_element() const { return first_child_element(*root_); }
  // The first `body` (or null).
  Node* body() const;

  Node& create_element(Atom name, Namespace name_space, std::uint32_t source_offset = 0);
  Node& create_element(Atom name) { return create_element(name, Namespace::Html); }
  // `text` must live as long as the document: a view of source() or of memory().
  Node& create_text(std::string_view text, std::uint32_t source_offset = 0);
  Node& create_node(NodeType type, std::uint32_t source_offset = 0);
  // A copy of `node` of this or another document, with its subtree, unattached.
  Node& import_subtree(const Document& from, const Node& node);

  static void append_child(Node& parent, Node& child);
  // `before` is a child of `parent`, or null for the end.
  static void insert_before(Node& parent, Node& child, Node* before);
  static void remove(Node& node);
  void set_attribute(Node& element, Atom name, std::string_view value);
  static void remove_attribute(Node& element, Atom name);

  // The contents of an HTML `template` element: a DocumentFragment, null when it has none yet.
  Node* template_content(const Node& element) const;
  Node& create_template_content(const Node& element);

  AtomTable& atoms() { return atoms_; }
  const AtomTable& atoms() const { return atoms_; }
  Arena& memory() { return memory_; }
  const Arena& memory() const { return memory_; }
  std::string_view name(const Node& node) const { return atoms_.name(node.name); }

  const std::string& file() const { return file_; }
  std::string_view source() const { return source_; }
  SourcePosition position(std::uint32_t source_offset) const;
  SourcePosition position(const Node& node) const { return position(node.source_offset); }

  QuirksMode quirks_mode = QuirksMode::None;

 private:
  std::string file_;
  std::string source_;
  Arena memory_;
  AtomTable atoms_;
  Node* root_;
  std::unordered_map<const Node*, Node*> template_contents_;
  mutable std::vector<std::uint32_t> line_starts_;  // filled at the first position()
  // The last place that position() found: on a long line counting goes on from there.
  mutable std::uint32_t known_offset_ = 0;
  mutable SourcePosition known_position_{1, 1};
};

}  // namespace banxin::dom
