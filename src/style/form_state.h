#pragma once
// What form controls are in a document that nobody fills in (HTML §4.16.3): the states that
// :disabled, :checked, :required, :invalid and their like ask for.
#include <cstdint>

#include "css/selector.h"
#include "style/element_table.h"

namespace banxin::style {

// `kind` is one from Enabled to OutOfRange.
bool matches_form_state(css::SimpleKind kind, const ElementTable& elements, std::uint32_t index);

}  // namespace banxin::style
