// Formatting elements that overlap with others: "reconstruct the active formatting elements" (HTML
// Standard §13.2.4.3) and the adoption agency algorithm (§13.2.6.4.7).
#include "html/tree_builder.h"

namespace banxin::html {

namespace names = dom::names;

dom::Node& TreeBuilder::clone_element(const dom::Node& element) {
  dom::Node& clone =
      document_.create_element(element.name, dom::Namespace::Html, element.source_offset);
  const std::span<const dom::Attribute> attributes = element.attributes();
  clone.set_attributes(document_.memory().copy(attributes));
  return clone;
}

void TreeBuilder::reconstruct_formatting() {
  std::size_t first = formatting_.size();
  const auto needs_reopening = [&](std::size_t index) {
    const dom::Node* element = formatting_[index].element;
    return element != nullptr && !open_.contains(*element);
  };
  while (first > 0 && needs_reopening(first - 1))
    --first;
  for (std::size_t i = first; i < formatting_.size(); ++i) {
    const dom::Node& old = *formatting_[i].element;
    if (is_full() || !take_clone_budget(old)) return;
    dom::Node& clone = clone_element(old);
    insert_at(appropriate_place(), clone);
    open_.push(clone);
    formatting_.replace(i, clone);
  }
}

void TreeBuilder::adoption_agency(const Token& token) {
  const dom::Node& current = open_.current();
  if (current.is_html(token.name) &&
      formatting_.index_of(current) == FormattingElements::kNotFound) {
    open_.pop();
    return;
  }
  for (int round = 0; round < 8; ++round) {
    if (!adopt_once(token)) return;
  }
}

// One turn of the outer loop; false when the algorithm is done.
bool TreeBuilder::adopt_once(const Token& token) {
  dom::Node* formatting = formatting_.find(token.name);
  if (formatting == nullptr) {
    any_other_end_tag(token);
    return false;
  }
  const std::size_t formatting_index = open_.index_of(*formatting);
  if (formatting_index == OpenElements::kNotFound) {
    unexpected(token);
    formatting_.remove(*formatting);
    return false;
  }
  if (!open_.has_in_scope(*formatting)) {
    unexpected(token);
    return false;
  }
  if (formatting != &open_.current()) unexpected(token);
  const std::size_t block_index = find_furthest_block(formatting_index);
  if (block_index == OpenElements::kNotFound || !take_clone_budget(*formatting)) {
    open_.pop_to_size(formatting_index);
    formatting_.remove(*formatting);
    return false;
  }
  ++deepening_changes_;
  dom::Node& common_ancestor = open_[formatting_index - 1];
  dom::Node& block = open_[block_index];
  std::size_t bookmark = formatting_.index_of(*formatting);
  const std::uint64_t digest = formatting_[bookmark].digest;
  dom::Node& last = adopt_inner(*formatting, block, bookmark);
  dom::Document::remove(last);
  insert_at(appropriate_place(&common_ancestor), last);

  dom::Node& clone = clone_element(*formatting);
  while (dom::Node* child = block.first_child) {
    dom::Document::remove(*child);
    dom::Document::append_child(clone, *child);
  }
  insert_at({&block, nullptr}, clone);
  const std::size_t old_index = formatting_.index_of(*formatting);
  formatting_.remove(*formatting);
  if (old_index < bookmark) --bookmark;
  formatting_.insert(bookmark, clone, digest);
  open_.remove(*formatting);
  open_.insert_after(block, clone);
  return true;
}

// The topmost special element below the formatting element in the stack.
std::size_t TreeBuilder::find_furthest_block(std::size_t formatting_index) const {
  for (std::size_t i = formatting_index + 1; i < open_.size(); ++i) {
    if (is_special(open_[i])) return i;
  }
  return OpenElements::kNotFound;
}

// The inner loop: what stands between the formatting element and the block is cloned around the
// block. Returns the topmost node of what was built.
dom::Node& TreeBuilder::adopt_inner(dom::Node& formatting,
                                    dom::Node& furthest_block,
                                    std::size_t& bookmark) {
  dom::Node* last = &furthest_block;
  std::size_t index = open_.index_of(furthest_block);
  for (int round = 1;; ++round) {
    --index;
    dom::Node* node = &open_[index];
    if (node == &formatting) return *last;
    std::size_t entry = formatting_.index_of(*node);
    if (entry != FormattingElements::kNotFound && (round > 3 || !take_clone_budget(*node))) {
      formatting_.remove(*node);
      if (entry < bookmark) --bookmark;
      entry = FormattingElements::kNotFound;
    }
    if (entry == FormattingElements::kNotFound) {
      open_.remove(*node);
      continue;
    }
    dom::Node& clone = clone_element(*node);
    formatting_.replace(entry, clone);
    open_.replace(*node, clone);
    if (last == &furthest_block) bookmark = entry + 1;
    dom::Document::remove(*last);
    insert_at({&clone, nullptr}, *last);
    last = &clone;
  }
}

// In body, "any other end tag".
void TreeBuilder::any_other_end_tag(const Token& token) {
  if (open_.has(token.name)) {
    for (std::size_t i = open_.size(); i-- > 0;) {
      dom::Node& node = open_[i];
      if (node.is_html(token.name)) {
        generate_implied_end_tags(token.name);
        if (&node != &open_.current()) unexpected(token);
        open_.pop_to_size(i);
        return;
      }
      if (is_special(node)) break;
    }
  }
  unexpected(token);
}

}  // namespace banxin::html
