#pragma once
// Computed styles as text, for `banxin dump --stage=style`.
#include <string>

#include "style/style_tree.h"

namespace banxin::style {

// Every element, indented by depth, with the properties whose values are not the initial ones (of
// inherited properties: not the parent's), then its pseudo-elements.
std::string dump_style(const dom::Document& document, const StyledDocument& styles);
// `name: value;` lines of one style against another.
std::string dump_difference(const ComputedStyle& style,
                            const ComputedStyle& parent,
                            const ComputedStyle& initial,
                            std::string_view indent);

}  // namespace banxin::style
