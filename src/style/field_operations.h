#pragma once
// What can be done to a property's field in a ComputedStyle without knowing its type.
#include "css/property.h"
#include "style/computed_style.h"

namespace banxin::style {

// `value` is of the property's type, as css::parse_longhand() gives it.
void set_field(ComputedStyle& style, css::Property property, const void* value);
void copy_field(ComputedStyle& style, css::Property property, const ComputedStyle& from);
bool equal_fields(const ComputedStyle& a, const ComputedStyle& b, css::Property property);
std::string write_field(const ComputedStyle& style, css::Property property);
// currentcolor becomes the style's `color`, in every field of type Color.
void resolve_current_colors(ComputedStyle& style);

}  // namespace banxin::style
