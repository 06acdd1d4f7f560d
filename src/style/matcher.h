#pragma once
// Matcher: does this selector match this element? (Selectors 4.) Right to left, with the failures
// of one part telling how far back to go, so that a chain costs at most its length times the depth
// of the tree. What could still explode (:has, nesting) is paid from a budget.
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "css/selector.h"
#include "style/bound_sheet.h"
#include "style/element_table.h"
#include "style/form_state.h"

namespace banxin::style {

class Matcher {
 public:
  explicit Matcher(const ElementTable& elements);

  // `scope`: what :scope is; kNoElement means the root.
  bool matches(const css::ComplexSelector& selector,
               const BoundSheet& sheet,
               std::uint32_t element,
               std::uint32_t scope = kNoElement);
  bool matches_any(const css::SelectorList& list,
                   const BoundSheet& sheet,
                   std::uint32_t element,
                   std::uint32_t scope = kNoElement);
  // How many selectors were given up.
  std::size_t given_up() const { return given_up_; }

 private:
  enum class Outcome : std::uint8_t { Matches, FailsHere, FailsSiblings, FailsAll };

  struct Run {
    const BoundSheet& sheet;
    std::uint32_t scope;
    std::uint32_t anchor;  // of :has, kNoElement elsewhere
    int depth;
  };

  Outcome match_from(const css::ComplexSelector& selector,
                     std::size_t compound,
                     std::uint32_t element,
                     const Run& run);
  Outcome match_left(const css::ComplexSelector& selector,
                     std::size_t compound,
                     std::uint32_t element,
                     const Run& run);
  Outcome match_ancestors(const css::ComplexSelector& selector,
                          std::size_t compound,
                          std::uint32_t element,
                          const Run& run);
  Outcome match_siblings(const css::ComplexSelector& selector,
                         std::size_t compound,
                         std::uint32_t element,
                         const Run& run);
  bool is_anchor_related(css::Combinator combinator, std::uint32_t element, const Run& run) const;
  bool match_list(const css::SelectorList& list, std::uint32_t element, const Run& run);
  bool match_simple(const css::SimpleSelector& simple, std::uint32_t element, const Run& run);
  bool match_structure(const css::SimpleSelector& simple, std::uint32_t element, const Run& run);
  bool match_type(const css::SimpleSelector& simple, const dom::Node& node, const Run& run) const;
  bool match_attribute(const css::SimpleSelector& simple,
                       const dom::Node& node,
                       const Run& run) const;
  bool match_has(const css::SimpleSelector& simple, std::uint32_t element, const Run& run);
  bool match_relative(const css::ComplexSelector& selector, std::uint32_t anchor, const Run& run);
  std::int32_t position(const css::SimpleSelector& simple, std::uint32_t element, const Run& run);
  const std::vector<std::int32_t>& positions_of_type(bool from_end);
  const std::vector<std::int32_t>& positions_of_list(const css::SimpleSelector& simple,
                                                     const Run& run);
  // Elements that have a matching descendant (or later sibling), for relative selectors of one
  // compound: worked out for all at once.
  const std::vector<bool>& marked(const css::ComplexSelector& selector, const Run& run);
  // Pseudo-classes that look at the element's state in HTML: matcher_state.cpp.
  bool matches_state(css::SimpleKind kind, std::uint32_t index);
  bool spend();

  const ElementTable& elements_;
  std::int64_t budget_;
  std::size_t given_up_ = 0;
  std::vector<std::int32_t> of_type_[2];
  std::unordered_map<const void*, std::vector<std::int32_t>> of_list_;
  std::unordered_map<const void*, std::vector<bool>> marked_;
  FormStates forms_;
};

// matcher_state.cpp
bool matches_lang(const css::SimpleSelector& simple, std::string_view lang);
bool matches_attribute_value(const css::SimpleSelector& simple,
                             std::string_view value,
                             bool ignore_case);

}  // namespace banxin::style
