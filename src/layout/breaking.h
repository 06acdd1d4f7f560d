#pragma once
// Rules of breaking between and inside boxes (CSS Break 3 §3, §4).
#include "layout/constraint_space.h"
#include "layout/layout_result.h"

namespace banxin::layout {

// The child's own value, joined with that of its first (last) children: a break before the first
// child of a box is one before the box (§3.1).
style::BreakBetween break_before_of(const Box& box);
style::BreakBetween break_after_of(const Box& box);

bool is_forced(style::BreakBetween value, FragmentainerType type);
bool is_avoided(style::BreakBetween value, FragmentainerType type);
bool avoids_break_inside(const Box& box, FragmentainerType type);

// The break value between two siblings: forced over avoid over auto; of two forced ones the later.
style::BreakBetween join_breaks(style::BreakBetween after,
                                style::BreakBetween before,
                                FragmentainerType type);

// CSS Page 3 §9.1: the page names at a box's start and end; a change of name between siblings
// forces a page break.
std::string_view start_page(const Box& box);
std::string_view end_page(const Box& box);

// Whether a break is forced somewhere in the flow of `box`.
bool has_forced_break(const Box& box, FragmentainerType type);

// Boxes that may not be divided (§4.1): replaced ones, atomic inlines, sized boxes that clip.
bool is_monolithic(const Box& box);

const Box* first_in_flow(const Box& box);
const Box* next_in_flow(const Box& box);

// The token of a box that nothing has been placed of.
std::unique_ptr<BreakToken> token_before(const Box& box, bool forced);
// The same once more: what goes on there waits for another fragmentainer.
std::unique_ptr<BreakToken> copy_token(const BreakToken& token);
// The token for `box` among `children` of `token`, which may be null.
const BreakToken* find_child_token(const BreakToken* token, const Box& box);

}  // namespace banxin::layout
