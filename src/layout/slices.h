#pragma once
// What cannot be divided and is taller than its page (CSS Break 3 §4.1, §4.4: monolithic content)
// is cut into slices, one a page. It is laid out once, whole; each slice takes the lines that stand
// in it, so that no text is there twice, while boxes that reach over a cut stand on both sides.
#include <cstdint>
#include <memory>

#include "layout/constraint_space.h"
#include "layout/layout_result.h"

namespace banxin::layout {

class LayoutContext;
struct SlicedRest;

// How far along the pages its content reaches, what overflows it included, from its own start.
Unit visible_end(const Fragment& root, FlowDirection flow);

// Where the lowest text of a line begins, from the line's start.
Unit last_text_start(const Fragment& line, FlowDirection flow);

struct Slice {
  std::unique_ptr<Fragment> fragment;
  bool is_last = false;
};
// Whether it is one, and not the first.
bool is_later_slice(const Fragment& fragment);

// The part of `rest` that fits in `room`; block sizes are those of `flow`. `owner` names it in the
// diagnostic and stands in the slice's place in the tree.
Slice take_slice(
    SlicedRest& rest, const Box& owner, FlowDirection flow, Unit room, LayoutContext& context);

// What stands before `cut` is left out: earlier pages have it.
void drop_slices(SlicedRest& rest, FlowDirection flow, Unit cut, const LayoutContext& context);

// Lays out a box that may not be divided, in a fragmentainer: whole where it fits or may go to the
// next one; else the slice that `resume` asks for.
LayoutResult lay_out_monolithic(const Box& box,
                                const ConstraintSpace& space,
                                const BreakToken* resume,
                                LayoutContext& context);

}  // namespace banxin::layout
