#include "layout/counters.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace banxin::layout {
namespace {

using dom::names::li;
using dom::names::menu;
using dom::names::ol;
using dom::names::ul;

// HTML §2.3.4.1: rules for parsing integers.
std::optional<std::int32_t> parse_integer(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\n\f\r");
  if (first == std::string_view::npos) return std::nullopt;
  text.remove_prefix(first);
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  std::int32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end == text.data()) return std::nullopt;
  return value;
}

std::optional<std::int32_t> integer_attribute(const dom::Node& node, Atom name) {
  const dom::Attribute* attribute = node.find_attribute(name);
  if (attribute == nullptr) return std::nullopt;
  return parse_integer(attribute->value);
}

bool is_list(const dom::Node& node) {
  return node.is_html(ol) || node.is_html(ul) || node.is_html(menu);
}

bool names_list_item(const style::List<style::CounterChange>& changes) {
  return std::any_of(changes.begin(), changes.end(),
                     [](const auto& change) { return change.name == "list-item"; });
}

}  // namespace

void CounterScopes::reset(std::string_view name, std::int32_t value, bool reversed) {
  std::string key{name};
  std::vector<Counter>& stack = counters_[key];
  auto& scope = scopes_.back();
  if (std::find(scope.begin(), scope.end(), key) != scope.end()) {
    // A sibling's counter of this name is replaced.
    if (!stack.empty()) stack.pop_back();
  } else {
    if (!stack.empty()) nested_here_.push_back(key);
    scope.push_back(std::move(key));
  }
  stack.push_back({value, reversed});
}

void CounterScopes::increment(std::string_view name, std::int32_t by) {
  auto found = counters_.find(std::string{name});
  if (found == counters_.end() || found->second.empty()) {
    reset(name, by, false);
    return;
  }
  Counter& counter = found->second.back();
  counter.value = saturate(std::int64_t{counter.value} + by);
}

void CounterScopes::set(std::string_view name, std::int32_t value) {
  auto found = counters_.find(std::string{name});
  if (found == counters_.end() || found->second.empty()) {
    reset(name, value, false);
    return;
  }
  found->second.back().value = value;
}

void CounterScopes::list_start(const dom::Node& node, const dom::Document& document) {
  const bool reversed =
      node.is_html(ol) && node.find_attribute(document.atoms().find("reversed")) != nullptr;
  auto start = integer_attribute(node, document.atoms().find("start"));
  if (!node.is_html(ol)) start.reset();
  if (!start && reversed) {
    std::int32_t items = 0;
    for (const dom::Node* child = node.first_child; child != nullptr; child = child->next_sibling) {
      if (child->is_html(li)) ++items;
    }
    start = items;
  }
  const std::int32_t first = start.value_or(1);
  reset("list-item", saturate(std::int64_t{first} + (reversed ? 1 : -1)), reversed);
}

void CounterScopes::list_item(const style::ComputedStyle& style,
                              const dom::Node& node,
                              const dom::Document& document) {
  const bool named = names_list_item(style.counter_increment);
  if (!named) {
    auto found = counters_.find("list-item");
    const bool reversed =
        found != counters_.end() && !found->second.empty() && found->second.back().reversed;
    increment("list-item", reversed ? -1 : 1);
  }
  if (!node.is_html(li)) return;
  if (const auto value = integer_attribute(node, document.atoms().find("value"))) {
    set("list-item", *value);
  }
}

void CounterScopes::enter(const style::ComputedStyle& style,
                          const dom::Node* node,
                          const dom::Document& document) {
  using style::Display;
  nested_here_.clear();
  for (const style::CounterChange& change : style.counter_reset) {
    if (change.name == "list-item" && node != nullptr && is_list(*node)) continue;
    reset(change.name, change.value, change.reversed);
  }
  if (node != nullptr && is_list(*node)) {
    list_start(*node, document);
    for (const style::CounterChange& change : style.counter_reset) {
      // The UA's sheet says `counter-reset: list-item`; an author's own start is kept.
      if (change.name == "list-item" && change.value != 0) set("list-item", change.value);
    }
  }
  for (const style::CounterChange& change : style.counter_increment) {
    increment(change.name, change.value);
  }
  const bool is_item = style.display == Display::ListItem ||
                       style.display == Display::InlineListItem ||
                       style.display == Display::FlowRootListItem;
  if (is_item && node != nullptr) list_item(style, *node, document);
  for (const style::CounterChange& change : style.counter_set)
    set(change.name, change.value);
}

void CounterScopes::begin_children() {
  scopes_.emplace_back();
  nested_.push_back(std::move(nested_here_));
  nested_here_.clear();
}

void CounterScopes::end_children() {
  for (const std::string& name : scopes_.back()) {
    auto found = counters_.find(name);
    if (found != counters_.end() && !found->second.empty()) found->second.pop_back();
  }
  scopes_.pop_back();
  // CSS Lists 3 §4.4.1: a sibling hands a counter on only where the parent has none of its name.
  for (const std::string& name : nested_.back()) {
    std::vector<Counter>& stack = counters_[name];
    if (!stack.empty()) stack.pop_back();
    std::erase(scopes_.back(), name);
  }
  nested_.pop_back();
}

bool CounterScopes::has(std::string_view name) const {
  const auto found = counters_.find(std::string{name});
  return found != counters_.end() && !found->second.empty();
}

std::int32_t CounterScopes::value(std::string_view name) const {
  const auto found = counters_.find(std::string{name});
  return found == counters_.end() || found->second.empty() ? 0 : found->second.back().value;
}

std::vector<std::int32_t> CounterScopes::values(std::string_view name) const {
  const auto found = counters_.find(std::string{name});
  if (found == counters_.end() || found->second.empty()) return {0};
  std::vector<std::int32_t> values;
  for (const Counter& counter : found->second)
    values.push_back(counter.value);
  return values;
}

}  // namespace banxin::layout
