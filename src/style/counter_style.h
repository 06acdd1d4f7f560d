#pragma once
// Counter values as text (CSS Counter Styles 3).
#include <string>

#include "style/style_tree.h"

namespace banxin::style {

// The representation alone, as counter() gives it. Unknown styles are `decimal`.
std::string format_counter(const StyledDocument& styles,
                           const css::CounterStyleName& style,
                           std::int32_t value);
// With prefix and suffix, as a list item's marker: "1. ", "一、", "• ".
std::string format_marker(const StyledDocument& styles,
                          const css::CounterStyleName& style,
                          std::int32_t value);

}  // namespace banxin::style
