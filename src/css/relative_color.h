#pragma once
// Relative colours (CSS Color 5 §4): the channels of another colour by their names.
#include <string>

#include "css/color.h"

namespace banxin::css {

// What stands after the origin colour of `function`, with the names of channels replaced by
// `origin`'s numbers in the function's space. An alpha that is not said is the origin's.
std::string with_channels_of(const SpecifiedColor& origin,
                             std::string_view function,
                             const TokenCursor& inside);

}  // namespace banxin::css
