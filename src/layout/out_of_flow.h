#pragma once
// Absolutely positioned boxes (CSS Position 3 §4): sizes and places from insets, static positions
// and the containing block.
#include <vector>

#include "layout/fragment_builder.h"

namespace banxin::layout {

// Whether the box contains absolutely positioned (fixed, if `fixed`) descendants.
bool contains_positioned(const Box& box, bool fixed);

// A containing block for positioned boxes: the padding box, physical, from the border box's corner.
struct PositionedContainer {
  Rect rect;
  FlowDirection flow;
};

struct PlacedOutOfFlow {
  Point offset;  // of the border box, from the origin of the container's rectangle
  LayoutResult result;
  ConstraintSpace space;  // that it was laid out in
};

// Where a containing block's fragment stands in its pages, and what of its positioned boxes is left
// for the next of them. Without `rest` nothing is divided.
struct PositionedPages {
  FragmentainerType type = FragmentainerType::None;
  Unit size;      // of the fragmentainer
  Unit start;     // of the fragment's border box in it
  Unit consumed;  // block size of the earlier fragments
  std::vector<PendingPositioned>* rest = nullptr;

  static PositionedPages of(const ConstraintSpace& space,
                            FlowDirection flow,
                            const BreakToken* resume,
                            std::vector<PendingPositioned>& rest);
};

// CSS Position 3 §4, CSS Break 3 §2: what of `placed` does not stand on the page, at `top` of its
// fragmentainer, goes to the next one. Its fragment is then cut, or null when it begins later.
void divide_positioned(const Box& box,
                       Unit top,
                       Unit left,
                       const PositionedPages& pages,
                       PlacedOutOfFlow& placed,
                       LayoutContext& context);

// Goes on with the positioned boxes of the last fragment; `corner` is where their coordinates begin
// in this one.
// LIMIT: positioned boxes in them that another box contains are not looked for again.
void continue_positioned(const std::vector<PendingPositioned>& pending,
                         const PositionedPages& pages,
                         Fragment& fragment,
                         Point corner,
                         LayoutContext& context);

// Puts what is left into the token of a finished box, which then goes on only for it.
void keep_positioned(const Box& box,
                     Unit consumed,
                     const BreakToken* resume,
                     std::vector<PendingPositioned> rest,
                     LayoutResult& result);
// `static_position`: physical, from the same origin as the container's rectangle; `static_flow`: of
// the box it would have stood in.
PlacedOutOfFlow lay_out_positioned(const OutOfFlowChild& child,
                                   Point static_position,
                                   const PositionedContainer& container,
                                   LayoutContext& context);

// Places those of `waiting` that `box` contains into its finished fragment; returns the others.
// `flow` is the box's own.
std::vector<OutOfFlowChild> place_positioned(const Box& box,
                                             FlowDirection flow,
                                             Fragment& fragment,
                                             std::vector<OutOfFlowChild> waiting,
                                             LayoutContext& context,
                                             const PositionedPages& pages = {});

}  // namespace banxin::layout
