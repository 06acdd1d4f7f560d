#pragma once
// The named character references of HTML Standard §13.5, and the longest match among them.
#include <string_view>

namespace banxin::html {

struct NamedReference {
  std::string_view name;  // without `&`, with `;` when the row has one
  std::string_view replacement;
};

// The longest name that `text` begins with, null when none does. `text` starts after the `&`.
const NamedReference* find_named_reference(std::string_view text);

}  // namespace banxin::html
