#pragma once
// What form controls are in a document that nobody fills in (HTML §4.16.3): the states that
// :disabled, :checked, :required, :invalid and their like ask for.
#include <cstdint>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "css/selector.h"
#include "style/element_table.h"

namespace banxin::style {

struct FormPlace {
  std::uint32_t form = kNoElement;  // the nearest one around it
  bool is_blocked = false;          // by a disabled fieldset around it
  bool is_invalid = false;          // it, or a control in it
};

struct FormPlaces {
  std::vector<FormPlace> of;                                            // by element
  std::unordered_map<std::uint32_t, std::uint32_t> first_submit;        // by form
  std::set<std::pair<std::uint32_t, std::string_view>> checked_groups;  // radio buttons, by form
};

// Worked out for all elements when the first is asked about: forms lie inside fieldsets inside
// forms, and every ancestor of every element may be asked.
class FormStates {
 public:
  explicit FormStates(const ElementTable& elements) : elements_(elements) {}

  // `kind` is one from Enabled to OutOfRange.
  bool matches(css::SimpleKind kind, std::uint32_t index);

 private:
  void find_places();
  void find_invalid();

  const ElementTable& elements_;
  FormPlaces places_;
};

}  // namespace banxin::style
