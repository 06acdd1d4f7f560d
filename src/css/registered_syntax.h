#pragma once
// The syntax of a registered custom property (CSS Properties and Values 1 §5).
#include <string_view>

namespace banxin::css {

// Whether `value` is one that `syntax` allows; types that are not known allow everything.
bool fits_syntax(std::string_view syntax, std::string_view value);

}  // namespace banxin::css
