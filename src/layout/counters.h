#pragma once
// Counters (CSS Lists 3 §4): names, scopes and values while the tree is walked in document order.
#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dom/document.h"
#include "style/computed_style.h"

namespace banxin::layout {

// A counter that grows past what it can hold stays at its end (CSS Lists 3 §4.2).
inline std::int32_t saturate(std::int64_t value) {
  using Limits = std::numeric_limits<std::int32_t>;
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(value, Limits::min(), Limits::max()));
}

class CounterScopes {
 public:
  CounterScopes() { scopes_.emplace_back(); }

  // At an element or pseudo-element, before its children: reset, increment, set. `node` is null for
  // pseudo-elements; lists and items have counters of their own (HTML §15.3.8).
  void enter(const style::ComputedStyle& style,
             const dom::Node* node,
             const dom::Document& document);
  void begin_children();
  void end_children();
  void increment(std::string_view name, std::int32_t by);

  // All counters in scope, with their values, outermost first.
  template <class Visit>
  void for_each(Visit visit) const {
    for (const auto& [name, stack] : counters_) {
      if (!stack.empty()) visit(name, values(name));
    }
  }

  bool has(std::string_view name) const;
  // The innermost value; 0 when there is no such counter.
  std::int32_t value(std::string_view name) const;
  // Outermost first; {0} when there is none.
  std::vector<std::int32_t> values(std::string_view name) const;

 private:
  void reset(std::string_view name, std::int32_t value, bool reversed);
  void set(std::string_view name, std::int32_t value);
  void list_item(const style::ComputedStyle& style,
                 const dom::Node& node,
                 const dom::Document& document);
  void list_start(const dom::Node& node, const dom::Document& document);

  struct Counter {
    std::int32_t value = 0;
    bool reversed = false;
  };
  std::unordered_map<std::string, std::vector<Counter>> counters_;
  std::vector<std::vector<std::string>> scopes_;  // names that siblings at each level have made
  // Of the element being entered, and of the open ones: counters under others of their name.
  std::vector<std::string> nested_here_;
  std::vector<std::vector<std::string>> nested_;
};

}  // namespace banxin::layout
