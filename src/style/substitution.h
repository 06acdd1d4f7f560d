#pragma once
// Substitution: var(), env() and attr() in a value replaced by text (CSS Variables 1 §3, CSS Values
// 5 §7.7), and the custom properties of an element worked out, cycles and explosions refused.
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/arena.h"
#include "base/limits.h"
#include "dom/document.h"
#include "style/cascade.h"
#include "style/custom_properties.h"
#include "style/element_table.h"

namespace banxin::style {

struct SubstitutionScope {
  const dom::Document* document = nullptr;
  const dom::Node* element = nullptr;            // for attr(); null in pages
  const ElementTable* elements = nullptr;        // for sibling-index(); null in pages
  const CustomProperties* properties = nullptr;  // the computed ones
  const std::unordered_map<std::string_view, const css::PropertyRule*>* registered = nullptr;
  std::size_t limit = 0;          // bytes of one value
  std::size_t* budget = nullptr;  // bytes that all values of the document may still take
  // attr() or a container was asked for: the style is the element's own.
  bool used_attribute = false;
  bool too_long = false;
};

// Nothing when the value is invalid at computed-value time.
std::optional<std::string> substitute(std::string_view text, SubstitutionScope& scope);

// The custom properties of an element whose winners are `declared`, in `memory`; `parent`'s own
// object when it sets none. Reports what grows too long once through scope.too_long.
const CustomProperties* resolve_custom_properties(const std::vector<Winner>& declared,
                                                  const CustomProperties* parent,
                                                  SubstitutionScope& scope,
                                                  Arena& memory);

}  // namespace banxin::style
