#include "style/computed_style.h"

#include <type_traits>

namespace banxin::style {

// The arena runs no destructors, and inheritance is one struct copy.
static_assert(std::is_trivially_copyable_v<ComputedStyle>);
static_assert(std::is_trivially_destructible_v<ComputedStyle>);

}  // namespace banxin::style
