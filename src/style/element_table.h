#pragma once
// ElementTable: the elements of a document as an array in tree order, with what matching asks of
// them over and over: neighbours by index, names as numbers, position among siblings, language.
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dom/document.h"

namespace banxin::style {

inline constexpr std::uint32_t kNoElement = 0xFFFFFFFF;
inline constexpr std::uint32_t kNoName = 0xFFFFFFFF;

// Ids and classes that selectors name, as numbers.
class NameTable {
 public:
  explicit NameTable(bool ignore_case) : ignore_case_(ignore_case) {}
  std::uint32_t intern(std::string_view name);
  std::uint32_t find(std::string_view name) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const {
      return std::hash<std::string_view>{}(name);
    }
  };
  bool ignore_case_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> names_;
};

struct Element {
  const dom::Node* node = nullptr;
  std::uint32_t parent = kNoElement;
  std::uint32_t previous = kNoElement;
  std::uint32_t next = kNoElement;
  std::uint32_t first_child = kNoElement;
  std::uint32_t child_number = 1;  // among its parent's element children
  std::uint32_t children = 0;
  std::uint32_t subtree_end = 0;  // index after the last descendant
  std::uint32_t id = kNoName;
  std::uint32_t first_class = 0;
  std::uint32_t classes = 0;
  std::string_view lang;  // of the nearest lang attribute
  bool right_to_left = false;
};

// Node → index, by address.
class NodeIndex {
 public:
  void reserve(std::size_t nodes);
  void add(const dom::Node& node, std::uint32_t index);
  std::uint32_t find(const dom::Node& node) const;

 private:
  struct Slot {
    const dom::Node* node = nullptr;
    std::uint32_t index = kNoElement;
  };
  std::size_t slot_of(const dom::Node& node) const;
  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

class ElementTable {
 public:
  ElementTable(const dom::Document& document, const NameTable& names, std::string_view lang);

  const Element& operator[](std::uint32_t index) const { return elements_[index]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(elements_.size()); }
  std::span<const std::uint32_t> classes(const Element& element) const {
    return std::span(classes_).subspan(element.first_class, element.classes);
  }
  std::uint32_t find(const dom::Node& node) const { return index_.find(node); }
  const dom::Document& document() const { return document_; }

 private:
  void read_attributes(Element& element, const NameTable& names);
  void read_classes(Element& element, std::string_view value, const NameTable& names);

  const dom::Document& document_;
  std::vector<Element> elements_;
  std::vector<std::uint32_t> classes_;
  NodeIndex index_;
};

}  // namespace banxin::style
