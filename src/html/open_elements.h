#pragma once
// OpenElements: the stack of open elements (HTML Standard §13.2.4.2). It counts the open HTML
// elements of each name, so that the common questions are answered without a walk.
#include <cstdint>
#include <vector>

#include "dom/node.h"
#include "html/element_traits.h"

namespace banxin::html {

enum class Scope : std::uint8_t { Default, ListItem, Button, Table };

class OpenElements {
 public:
  bool empty() const { return elements_.empty(); }
  std::size_t size() const { return elements_.size(); }
  dom::Node& operator[](std::size_t index) const { return *elements_[index]; }
  // The current node, the bottommost of the stack.
  dom::Node& current() const { return *elements_.back(); }
  bool current_is(Atom name) const { return !empty() && current().is_html(name); }

  void push(dom::Node& element);
  void pop();
  // Pops up to and including the first HTML element with this name.
  void pop_until(Atom name);
  void pop_to_size(std::size_t size);
  void remove(const dom::Node& element);
  // `below` is in the stack; `element` becomes its successor.
  void insert_after(const dom::Node& below, dom::Node& element);
  void replace(const dom::Node& old, dom::Node& element);

  // Whether an HTML element of this name is open at all.
  bool has(Atom name) const {
    const auto index = static_cast<std::size_t>(name);
    return index < counts_.size() && counts_[index] > 0;
  }
  bool has_in_scope(Atom name, Scope scope = Scope::Default) const;
  bool has_in_scope(const dom::Node& element) const;
  bool has_heading_in_scope() const;
  bool contains(const dom::Node& element) const { return index_of(element) != kNotFound; }

  static constexpr std::size_t kNotFound = static_cast<std::size_t>(-1);
  std::size_t index_of(const dom::Node& element) const;
  // The bottommost HTML element of this name.
  std::size_t last_index_of(Atom name) const;

 private:
  void count(const dom::Node& element, int difference);

  std::vector<dom::Node*> elements_;
  std::vector<std::uint32_t> counts_;  // by atom, of HTML elements
};

}  // namespace banxin::html
