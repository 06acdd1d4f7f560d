#pragma once
// FormattingElements: the list of active formatting elements (HTML Standard §13.2.4.3). It is
// bounded: past kMost elements after the last marker the earliest one is forgotten.
#include <cstdint>
#include <vector>

#include "dom/node.h"

namespace banxin::html {

class FormattingElements {
 public:
  // LIMIT: pages that mean it nest a dozen; each entry can be opened again for every paragraph.
  static constexpr std::size_t kMost = 64;

  struct Entry {
    dom::Node* element = nullptr;  // null: a marker
    std::uint64_t digest = 0;      // of name and attributes, whatever their order
  };

  bool empty() const { return entries_.empty(); }
  std::size_t size() const { return entries_.size(); }
  const Entry& operator[](std::size_t index) const { return entries_[index]; }

  // With the "Noah's Ark clause": no more than three alike.
  void push(dom::Node& element);
  void push_marker() { entries_.push_back({}); }
  void clear_to_marker();
  void clear() { entries_.clear(); }
  void remove(const dom::Node& element);
  // `digest` is that of the entry that `element` was cloned from.
  void insert(std::size_t index, dom::Node& element, std::uint64_t digest);
  void replace(std::size_t index, dom::Node& element) { entries_[index].element = &element; }

  static constexpr std::size_t kNotFound = static_cast<std::size_t>(-1);
  std::size_t index_of(const dom::Node& element) const;
  // The last element of this name after the last marker, null when there is none.
  dom::Node* find(Atom name) const;

 private:
  std::vector<Entry> entries_;
};

}  // namespace banxin::html
