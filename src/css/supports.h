#pragma once
// @supports (CSS Conditional 3 and 4): decided while parsing.
#include "css/cursor.h"
#include "css/selector.h"

namespace banxin::css {

// The condition is all that is left of `cursor`; what cannot be read is false.
bool evaluate_supports(TokenCursor cursor);
// The inside of supports(…) in @import: a condition, or a bare declaration.
bool evaluate_import_supports(TokenCursor cursor);

}  // namespace banxin::css
