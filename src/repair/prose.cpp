#include "repair/prose.h"

#include <algorithm>

namespace banxin::repair {
namespace {

using dom::Node;
namespace names = dom::names;

bool is_no_prose(const Node& element, std::initializer_list<Atom> besides) {
  if (!element.is_element()) return false;
  if (element.name_space != dom::Namespace::Html) return true;
  const auto is_it = [&element](Atom name) { return element.is_html(name); };
  const std::initializer_list<Atom> always = {names::script, names::style,    names::pre,
                                              names::code,   names::textarea, names::template_,
                                              names::select};
  return std::any_of(always.begin(), always.end(), is_it) ||
         std::any_of(besides.begin(), besides.end(), is_it);
}

void add_attributes(Node& element, std::initializer_list<Atom> names, Prose& out) {
  for (dom::Attribute& attribute : element.attributes()) {
    if (std::find(names.begin(), names.end(), attribute.name) != names.end()) {
      out.places.push_back({&element, &attribute});
    }
  }
}

}  // namespace

Prose find_prose(dom::Document& document,
                 std::initializer_list<Atom> attributes,
                 std::initializer_list<Atom> besides) {
  Prose out;
  Node* node = document.root().first_child;
  while (node != nullptr) {
    if (node->is_text()) out.places.push_back({node, nullptr});
    if (node->is_element()) add_attributes(*node, attributes, out);
    node = is_no_prose(*node, besides) ? dom::next_after_subtree(*node, document.root())
                                       : dom::next_in_tree(*node, document.root());
  }
  for (const ProsePlace& place : out.places)
    out.texts.push_back(place.text());
  return out;
}

}  // namespace banxin::repair
