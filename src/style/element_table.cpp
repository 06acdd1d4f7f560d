#include "style/element_table.h"

#include <algorithm>
#include <optional>

#include "base/ascii.h"
#include "base/utf8.h"
#include "css/tokenizer.h"

namespace banxin::style {

std::uint32_t NameTable::intern(std::string_view name) {
  const auto number = static_cast<std::uint32_t>(names_.size());
  return names_.emplace(ignore_case_ ? css::to_lower(name) : std::string(name), number)
      .first->second;
}

std::uint32_t NameTable::find(std::string_view name) const {
  const auto found = ignore_case_ ? names_.find(css::to_lower(name)) : names_.find(name);
  return found == names_.end() ? kNoName : found->second;
}

void NodeIndex::reserve(std::size_t nodes) {
  std::size_t size = 64;
  while (size < nodes * 2)
    size *= 2;
  slots_.assign(size, {});
}

std::size_t NodeIndex::slot_of(const dom::Node& node) const {
  // Nodes are 64 bytes apart; the multiplication spreads what is left.
  const auto address = reinterpret_cast<std::uintptr_t>(&node) >> 4U;
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = (address * 0x9E3779B97F4A7C15ULL >> 20U) & mask;
  while (slots_[slot].node != nullptr && slots_[slot].node != &node)
    slot = (slot + 1) & mask;
  return slot;
}

void NodeIndex::add(const dom::Node& node, std::uint32_t index) {
  if ((used_ + 1) * 2 > slots_.size()) {
    std::vector<Slot> old = std::move(slots_);
    reserve(old.size() * 2);
    for (const Slot& slot : old) {
      if (slot.node != nullptr) slots_[slot_of(*slot.node)] = slot;
    }
  }
  slots_[slot_of(node)] = {&node, index};
  ++used_;
}

std::uint32_t NodeIndex::find(const dom::Node& node) const {
  return slots_.empty() ? kNoElement : slots_[slot_of(node)].index;
}

namespace {

enum class Strong : std::uint8_t { None, LeftToRight, RightToLeft };

// The strong classes of UAX #9, as far as finding a paragraph's direction needs them.
Strong strong_class(char32_t c) {
  if ((c >= 0x0590 && c <= 0x08FF && !(c >= 0x0660 && c <= 0x0669)) ||
      (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFF) ||
      (c >= 0x10800 && c <= 0x10FFF) || (c >= 0x1E800 && c <= 0x1EFFF) || c == 0x200F) {
    return Strong::RightToLeft;
  }
  if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == 0x200E) return Strong::LeftToRight;
  const bool neutral = c < 0xC0 || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c <= 0x2BFF) ||
                       (c >= 0x3000 && c <= 0x3004) || (c >= 0x3008 && c <= 0x3020) ||
                       (c >= 0xFE10 && c <= 0xFE6F) || (c >= 0xFF01 && c <= 0xFF20);
  return neutral ? Strong::None : Strong::LeftToRight;
}

std::optional<bool> text_direction(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCharacter c = decode_utf8(text, at);
    const Strong strong = strong_class(c.code_point);
    if (strong != Strong::None) return strong == Strong::RightToLeft;
    at += c.length;
  }
  return std::nullopt;
}

// HTML §3.2.6.4 "auto": the first strong character inside, bdi, script, style, textarea and
// elements with a dir of their own left out.
bool auto_direction(const dom::Node& element) {
  const dom::Node* node = element.first_child;
  while (node != nullptr) {
    if (node->is_text()) {
      if (const std::optional<bool> found = text_direction(node->text())) return *found;
    }
    const bool skipped = node->is_html(dom::names::bdi) || node->is_html(dom::names::script) ||
                         node->is_html(dom::names::style) || node->is_html(dom::names::textarea) ||
                         (node->is_element() && node->find_attribute(dom::names::dir) != nullptr);
    node = skipped ? dom::next_after_subtree(*node, element) : dom::next_in_tree(*node, element);
  }
  return false;
}

bool is_right_to_left(const dom::Node& node, bool inherited) {
  const dom::Attribute* dir =
      node.name_space == dom::Namespace::Html ? node.find_attribute(dom::names::dir) : nullptr;
  if (dir != nullptr) {
    if (css::equals_ignoring_case(dir->value, "ltr")) return false;
    if (css::equals_ignoring_case(dir->value, "rtl")) return true;
    if (css::equals_ignoring_case(dir->value, "auto")) return auto_direction(node);
  }
  if (node.is_html(dom::names::bdi)) return auto_direction(node);
  return inherited;
}

// The content of <meta http-equiv=content-language> (HTML §4.2.5.3): one tag only.
std::string_view meta_language(const dom::Document& document) {
  const dom::Node& root = document.root();
  for (const dom::Node* node = root.first_child; node != nullptr;
       node = dom::next_in_tree(*node, root)) {
    if (node->is_html(dom::names::body)) break;
    if (!node->is_html(dom::names::meta)) continue;
    if (!css::equals_ignoring_case(node->attribute(dom::names::http_equiv), "content-language")) {
      continue;
    }
    std::string_view value = node->attribute(dom::names::content);
    if (value.find(',') != std::string_view::npos) return {};
    while (!value.empty() && is_ascii_space(value.front()))
      value.remove_prefix(1);
    return value.substr(0, std::min(value.size(), value.find_first_of(" \t\n\f\r")));
  }
  return {};
}

const dom::Attribute* find_lang(const dom::Node& node) {
  for (const dom::Attribute& attribute : node.attributes()) {
    const bool xml =
        attribute.name_space == dom::AttributeNamespace::Xml && attribute.name == dom::names::lang;
    if (xml || attribute.name == dom::names::xml_lang) return &attribute;
  }
  return node.find_attribute(dom::names::lang);
}

}  // namespace

ElementTable::ElementTable(const dom::Document& document,
                           const NameTable& names,
                           std::string_view lang)
    : document_(document) {
  const dom::Node& root = document.root();
  const std::string_view meta = meta_language(document);
  const std::string_view document_lang = meta.empty() ? lang : meta;
  std::vector<std::uint32_t> open;        // ancestors
  std::vector<std::uint32_t> last_child;  // of each element so far
  for (const dom::Node* node = root.first_child; node != nullptr;
       node = dom::next_in_tree(*node, root)) {
    if (!node->is_element()) continue;
    const auto index = static_cast<std::uint32_t>(elements_.size());
    while (!open.empty() && elements_[open.back()].node != node->parent) {
      elements_[open.back()].subtree_end = index;
      open.pop_back();
    }
    Element element;
    element.node = node;
    element.lang = document_lang;
    if (!open.empty()) {
      element.parent = open.back();
      Element& parent = elements_[element.parent];
      element.lang = parent.lang;
      element.right_to_left = parent.right_to_left;
      element.previous = last_child[element.parent];
      if (element.previous == kNoElement) {
        parent.first_child = index;
      } else {
        elements_[element.previous].next = index;
      }
      element.child_number = ++parent.children;
      last_child[element.parent] = index;
    }
    read_attributes(element, names);
    element.right_to_left = is_right_to_left(*node, element.right_to_left);
    elements_.push_back(element);
    last_child.push_back(kNoElement);
    open.push_back(index);
  }
  for (const std::uint32_t index : open)
    elements_[index].subtree_end = size();
  index_.reserve(elements_.size());
  for (std::uint32_t i = 0; i < size(); ++i)
    index_.add(*elements_[i].node, i);
}

void ElementTable::read_attributes(Element& element, const NameTable& names) {
  const dom::Node& node = *element.node;
  if (node.attributes().empty()) return;
  if (const dom::Attribute* lang = find_lang(node)) element.lang = lang->value;
  if (const dom::Attribute* id = node.find_attribute(dom::names::id)) {
    element.id = names.find(id->value);
  }
  if (const dom::Attribute* classes = node.find_attribute(dom::names::class_)) {
    read_classes(element, classes->value, names);
  }
}

void ElementTable::read_classes(Element& element, std::string_view value, const NameTable& names) {
  element.first_class = static_cast<std::uint32_t>(classes_.size());
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t start = at;
    while (at < value.size() && !is_ascii_space(value[at]))
      ++at;
    if (at > start) {
      const std::uint32_t name = names.find(value.substr(start, at - start));
      if (name != kNoName) classes_.push_back(name);
    } else {
      ++at;
    }
  }
  element.classes = static_cast<std::uint32_t>(classes_.size()) - element.first_class;
}

}  // namespace banxin::style
