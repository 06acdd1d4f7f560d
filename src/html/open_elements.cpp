#include "html/open_elements.h"

#include <algorithm>

#include "base/assert.h"

namespace banxin::html {
namespace {

bool ends(const dom::Node& node, Scope scope) {
  namespace names = dom::names;
  switch (scope) {
    case Scope::Table:
      return has_trait(node, kTableScope);
    case Scope::ListItem:
      return ends_scope(node) || node.is_html(names::ol) || node.is_html(names::ul);
    case Scope::Button:
      return ends_scope(node) || node.is_html(names::button);
    case Scope::Default:
      break;
  }
  return ends_scope(node);
}

}  // namespace

void OpenElements::count(const dom::Node& element, int difference) {
  if (element.name_space != dom::Namespace::Html) return;
  const auto index = static_cast<std::size_t>(element.name);
  if (index >= counts_.size()) counts_.resize((index + 1) * 2, 0);
  counts_[index] += static_cast<std::uint32_t>(difference);
}

void OpenElements::push(dom::Node& element) {
  elements_.push_back(&element);
  count(element, 1);
}

void OpenElements::pop() {
  BANXIN_ASSERT(!elements_.empty(), "the stack of open elements is empty");
  count(*elements_.back(), -1);
  elements_.pop_back();
}

void OpenElements::pop_until(Atom name) {
  bool found = false;
  while (!found && !empty()) {
    found = current().is_html(name);
    pop();
  }
}

void OpenElements::pop_to_size(std::size_t size) {
  while (elements_.size() > size)
    pop();
}

void OpenElements::remove(const dom::Node& element) {
  const std::size_t index = index_of(element);
  if (index == kNotFound) return;
  count(element, -1);
  elements_.erase(elements_.begin() + static_cast<std::ptrdiff_t>(index));
}

void OpenElements::insert_after(const dom::Node& below, dom::Node& element) {
  const std::size_t index = index_of(below);
  BANXIN_ASSERT(index != kNotFound, "the element above must be open");
  elements_.insert(elements_.begin() + static_cast<std::ptrdiff_t>(index) + 1, &element);
  count(element, 1);
}

void OpenElements::replace(const dom::Node& old, dom::Node& element) {
  const std::size_t index = index_of(old);
  BANXIN_ASSERT(index != kNotFound, "the replaced element must be open");
  count(old, -1);
  elements_[index] = &element;
  count(element, 1);
}

bool OpenElements::has_in_scope(Atom name, Scope scope) const {
  if (!has(name)) return false;
  for (std::size_t i = elements_.size(); i-- > 0;) {
    if (elements_[i]->is_html(name)) return true;
    if (ends(*elements_[i], scope)) return false;
  }
  return false;
}

bool OpenElements::has_in_scope(const dom::Node& element) const {
  for (std::size_t i = elements_.size(); i-- > 0;) {
    if (elements_[i] == &element) return true;
    if (ends_scope(*elements_[i])) return false;
  }
  return false;
}

bool OpenElements::has_heading_in_scope() const {
  for (std::size_t i = elements_.size(); i-- > 0;) {
    if (has_trait(*elements_[i], kHeading)) return true;
    if (ends_scope(*elements_[i])) return false;
  }
  return false;
}

std::size_t OpenElements::index_of(const dom::Node& element) const {
  for (std::size_t i = elements_.size(); i-- > 0;) {
    if (elements_[i] == &element) return i;
  }
  return kNotFound;
}

std::size_t OpenElements::last_index_of(Atom name) const {
  if (!has(name)) return kNotFound;
  for (std::size_t i = elements_.size(); i-- > 0;) {
    if (elements_[i]->is_html(name)) return i;
  }
  return kNotFound;
}

}  // namespace banxin::html
