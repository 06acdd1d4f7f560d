#pragma once
// docs/css-support.md, as the rows of properties.def, logical.def and shorthands.def have it.
#include <string>

namespace banxin::style {

std::string write_support_table();

}  // namespace banxin::style
