#pragma once
// What a page begins with.
#include <string_view>
#include <vector>

#include "layout/break_token.h"
#include "style/computed_style.h"

namespace banxin::layout {

// Fixed boxes that no transformed box contains: they stand on every page (CSS Position 3 §2.1).
std::vector<const Box*> fixed_boxes(const Box& root);
// The one of `fixed` that `box` is, or is a copy of: in a first line of other styles.
const Box* find_fixed(const std::vector<const Box*>& fixed, const Box& box);

// Where the flow goes on: the page name of what the next page begins with, and the break before it.
struct NextStart {
  std::string_view page_name;
  style::BreakBetween forced = style::BreakBetween::Auto;
};
NextStart next_start(const BreakToken& token);

}  // namespace banxin::layout
