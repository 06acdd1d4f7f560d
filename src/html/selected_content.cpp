#include "html/selected_content.h"

#include <vector>

namespace banxin::html {

namespace names = dom::names;

namespace {

struct Select {
  dom::Node* element;
  dom::Node* target = nullptr;    // the first selectedcontent
  dom::Node* first = nullptr;     // the first option that is not disabled
  dom::Node* selected = nullptr;  // the last one that says so
};

bool is_disabled(const dom::Node& option) {
  if (option.find_attribute(names::disabled) != nullptr) return true;
  const dom::Node* parent = option.parent;
  return parent != nullptr && parent->is_html(names::optgroup) &&
         parent->find_attribute(names::disabled) != nullptr;
}

// What copying the node's children costs, in nodes and their text.
std::size_t price_of_children(const dom::Node& node) {
  std::size_t price = 0;
  for (const dom::Node* at = node.first_child; at != nullptr; at = next_in_tree(*at, node))
    price += 1 + at->attributes().size() + at->text().size() / sizeof(dom::Node);
  return price;
}

void fill(dom::Document& document, const Select& select, std::size_t& budget) {
  dom::Node* option = select.selected != nullptr ? select.selected : select.first;
  if (option == nullptr || select.target == nullptr) return;
  if (select.element->find_attribute(names::multiple) != nullptr) return;
  for (const dom::Node* at = select.target; at != nullptr; at = at->parent) {
    if (at == option) return;
  }
  const std::size_t price = price_of_children(*option);
  if (price > budget) return;
  budget -= price;
  while (dom::Node* child = select.target->first_child)
    dom::Document::remove(*child);
  for (const dom::Node* child = option->first_child; child != nullptr; child = child->next_sibling)
    dom::Document::append_child(*select.target, document.import_subtree(document, *child));
}

}  // namespace

void fill_selected_contents(dom::Document& document, std::size_t& budget) {
  std::vector<Select> open;
  std::vector<Select> found;
  const dom::Node& root = document.root();
  for (dom::Node* node = root.first_child; node != nullptr; node = next_in_tree(*node, root)) {
    // A select is left when the node is not inside of it any more.
    while (!open.empty() && next_after_subtree(*open.back().element, root) == node) {
      found.push_back(open.back());
      open.pop_back();
    }
    if (node->is_html(names::select)) open.push_back({node});
    if (open.empty()) continue;
    Select& select = open.back();
    if (node->is_html(names::selectedcontent) && select.target == nullptr) select.target = node;
    if (!node->is_html(names::option)) continue;
    if (select.first == nullptr && !is_disabled(*node)) select.first = node;
    if (node->find_attribute(names::selected) != nullptr) select.selected = node;
  }
  found.insert(found.end(), open.rbegin(), open.rend());
  for (const Select& select : found)
    fill(document, select, budget);
}

}  // namespace banxin::html
