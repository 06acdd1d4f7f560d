#include "html/formatting_elements.h"

#include <algorithm>
#include <functional>
#include <string_view>

namespace banxin::html {
namespace {

std::uint64_t digest_of(const dom::Node& element) {
  std::uint64_t digest = static_cast<std::uint64_t>(element.name) * 0x9E3779B97F4A7C15ULL;
  for (const dom::Attribute& attribute : element.attributes()) {
    const std::uint64_t value = std::hash<std::string_view>{}(attribute.value);
    // Added, so that the order does not matter.
    digest += (value ^ static_cast<std::uint64_t>(attribute.name)) * 0xBF58476D1CE4E5B9ULL;
  }
  return digest;
}

std::vector<dom::Attribute> sorted_attributes(const dom::Node& element) {
  std::vector<dom::Attribute> sorted(element.attributes().begin(), element.attributes().end());
  std::sort(sorted.begin(), sorted.end(),
            [](const dom::Attribute& a, const dom::Attribute& b) { return a.name < b.name; });
  return sorted;
}

// Formatting elements are HTML elements, so their attributes have no namespaces.
bool are_alike(const dom::Node& a, const dom::Node& b) {
  if (a.name != b.name || a.attributes().size() != b.attributes().size()) return false;
  const auto equal = [](const dom::Attribute& x, const dom::Attribute& y) {
    return x.name == y.name && x.value == y.value;
  };
  if (std::equal(a.attributes().begin(), a.attributes().end(), b.attributes().begin(), equal)) {
    return true;
  }
  const std::vector<dom::Attribute> left = sorted_attributes(a);
  const std::vector<dom::Attribute> right = sorted_attributes(b);
  return std::equal(left.begin(), left.end(), right.begin(), equal);
}

}  // namespace

void FormattingElements::push(dom::Node& element) {
  const std::uint64_t digest = digest_of(element);
  std::size_t alike = 0;
  std::size_t after_marker = 0;
  std::size_t earliest_alike = kNotFound;
  for (std::size_t i = entries_.size(); i-- > 0 && entries_[i].element != nullptr;) {
    ++after_marker;
    if (entries_[i].digest != digest || !are_alike(*entries_[i].element, element)) continue;
    ++alike;
    earliest_alike = i;
  }
  if (alike >= 3) {
    entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(earliest_alike));
  } else if (after_marker >= kMost) {
    entries_.erase(entries_.end() - static_cast<std::ptrdiff_t>(after_marker));
  }
  entries_.push_back({&element, digest});
}

void FormattingElements::clear_to_marker() {
  while (!entries_.empty()) {
    const bool is_marker = entries_.back().element == nullptr;
    entries_.pop_back();
    if (is_marker) return;
  }
}

void FormattingElements::remove(const dom::Node& element) {
  const std::size_t index = index_of(element);
  if (index != kNotFound) entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(index));
}

void FormattingElements::insert(std::size_t index, dom::Node& element, std::uint64_t digest) {
  entries_.insert(entries_.begin() + static_cast<std::ptrdiff_t>(index), {&element, digest});
}

std::size_t FormattingElements::index_of(const dom::Node& element) const {
  for (std::size_t i = entries_.size(); i-- > 0;) {
    if (entries_[i].element == &element) return i;
  }
  return kNotFound;
}

dom::Node* FormattingElements::find(Atom name) const {
  for (std::size_t i = entries_.size(); i-- > 0 && entries_[i].element != nullptr;) {
    if (entries_[i].element->name == name) return entries_[i].element;
  }
  return nullptr;
}

}  // namespace banxin::html
