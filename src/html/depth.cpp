// The depth limit: elements that would stand deeper than it become siblings, as in browsers. The
// stack of open elements stays bounded, and so does every walk over it.
#include <string>

#include "base/diagnostic_ids.h"
#include "html/tree_builder.h"

namespace banxin::html {

namespace names = dom::names;

namespace {

// Start tags whose element never holds elements of its own, or that are not inserted here.
bool stays_flat(Atom name) {
  return has_trait(name, kVoid) || has_trait(name, kText) || name == names::html ||
         name == names::head || name == names::body || name == names::image;
}

}  // namespace

// While the stack is full: start tags make childless elements, whose end tags close nothing else.
// False for the tokens that are processed as always.
bool TreeBuilder::process_too_deep(Token& token) {
  if (!is_full()) {
    overflow_.clear();
    overflow_text_ = nullptr;
    return false;
  }
  if (mode_ == InsertionMode::Text) return false;
  if (token.type == TokenType::Characters && overflow_text_ != nullptr && !token.is_null()) {
    dom::Node* last = overflow_text_->last_child;
    if (last != nullptr) {
      texts_.append(*last, token.text);
    } else {
      insert_at({overflow_text_, nullptr}, document_.create_text(token.text, token.offset));
    }
    return true;
  }
  overflow_text_ = nullptr;
  if (token.type == TokenType::EndTag) return overflow_.close(token.name);
  return token.type == TokenType::StartTag && start_too_deep(token);
}

bool TreeBuilder::start_too_deep(Token& token) {
  const bool foreign = is_foreign(token);
  if (!foreign) {
    if (stays_flat(token.name)) return false;
    // This tag closes the element that is open, so that nothing gets deeper.
    if (has_trait(token.name, kThoroughlyImpliedEnd) && open_.current_is(token.name)) {
      overflow_.clear();
      return false;
    }
  }
  if (mode_ == InsertionMode::InTableText) {
    flush_table_text();
    mode_ = original_mode_;
  }
  if (!depth_limit_reported_) {
    errors_.report_limit(DiagnosticId::DepthLimit, token.offset, std::to_string(limits_.depth));
    depth_limit_reported_ = true;
  }
  dom::Namespace name_space = dom::Namespace::Html;
  if (foreign) name_space = adjusted_current().name_space;
  if (!foreign && token.name == names::svg) name_space = dom::Namespace::Svg;
  if (!foreign && token.name == names::math) name_space = dom::Namespace::MathMl;
  const Atom written = token.name;
  if (name_space != dom::Namespace::Html) adjust_foreign(token, name_space);
  dom::Node& element = create_element(token, name_space);
  insert_at(appropriate_place(), element);
  if (token.self_closing && name_space != dom::Namespace::Html) {
    self_closing_acknowledged_ = true;
    return true;
  }
  overflow_.open(written);
  overflow_text_ = &element;
  return true;
}

namespace {

// Makes the element children of `parent`'s children, and what follows them, siblings of those. What
// is hoisted comes to be a child of `parent` in its turn.
void hoist_grandchildren(dom::Node& parent) {
  for (dom::Node* child = parent.first_child; child != nullptr; child = child->next_sibling) {
    dom::Node* inner = first_child_element(*child);
    dom::Node* const after = child->next_sibling;
    while (inner != nullptr) {
      dom::Node* next = inner->next_sibling;
      dom::Document::remove(*inner);
      dom::Document::insert_before(parent, *inner, after);
      inner = next;
    }
  }
}

}  // namespace

// The adoption agency and </form> can wrap what is closed already, past the limit of the stack.
void flatten_deep_elements(dom::Document& document, std::size_t limit) {
  dom::Node* const root = &document.root();
  dom::Node* node = root;
  std::size_t depth = 0;
  while (true) {
    if (depth + 1 >= limit) hoist_grandchildren(*node);
    if (depth + 1 < limit && node->first_child != nullptr) {
      node = node->first_child;
      ++depth;
      continue;
    }
    while (node != root && node->next_sibling == nullptr) {
      node = node->parent;
      --depth;
    }
    if (node == root) return;
    node = node->next_sibling;
  }
}

}  // namespace banxin::html
