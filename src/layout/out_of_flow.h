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
  FlowDirection flow;  // of the pages
  FragmentainerType type = FragmentainerType::None;
  Unit size;                 // of the fragmentainer
  Unit start;                // of the fragment's border box in it
  Unit consumed;             // block size of the earlier fragments
  Unit whole = kIndefinite;  // of all fragments, where that is known
  bool skips_empty = false;
  std::vector<PendingPositioned>* rest = nullptr;

  static PositionedPages of(const ConstraintSpace& space,
                            FlowDirection flow,
                            const BreakToken* resume,
                            std::vector<PendingPositioned>& rest);
};

// Of something of size `inner` at `at` in a box of size `outer`, to its edges.
LogicalEdges distances(FlowDirection flow, Point at, Size inner, Size outer);

// CSS Position 3 §4, CSS Break 3 §2: what of `placed` does not stand on the page goes to the next
// one. `at`: its corner in the containing fragment, of size `frame`. Its fragment is then cut, or
// null when it begins later.
void divide_positioned(const Box& box,
                       Point at,
                       Size frame,
                       const PositionedPages& pages,
                       PlacedOutOfFlow& placed,
                       LayoutContext& context);

// Goes on with the positioned boxes of the last fragment, in coordinates of `frame`, a rectangle in
// this one. Returns the footnotes that they call and what others contain, from the fragment's
// corner.
std::vector<OutOfFlowChild> continue_positioned(const std::vector<PendingPositioned>& pending,
                                                const PositionedPages& pages,
                                                Fragment& fragment,
                                                const Rect& frame,
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

// Places `child` into a finished fragment, whose `pages.flow` is its own; what it leaves to others
// is returned. `static_position` as above.
std::vector<OutOfFlowChild> place_in_container(const OutOfFlowChild& child,
                                               Point static_position,
                                               const PositionedContainer& container,
                                               const PositionedPages& pages,
                                               Fragment& fragment,
                                               LayoutContext& context);

// Places those of `waiting` that `box` contains into its finished fragment; returns the others.
// `flow` is the box's own.
std::vector<OutOfFlowChild> place_positioned(const Box& box,
                                             FlowDirection flow,
                                             Fragment& fragment,
                                             std::vector<OutOfFlowChild> waiting,
                                             LayoutContext& context,
                                             const PositionedPages& pages = {});

// The block size that all fragments of `box` have together; kIndefinite where that depends on its
// content.
Unit known_block_size(const Box& box, const ConstraintSpace& space, LayoutContext& context);

// All of it for a box whose fragment, of block size `size`, is finished: `result.out_of_flow` is
// placed, what earlier fragments left goes on, what this one leaves goes into the token.
void finish_positioned(const Box& box,
                       const ConstraintSpace& space,
                       FlowDirection flow,
                       const BreakToken* resume,
                       LayoutResult& result,
                       LayoutContext& context);

}  // namespace banxin::layout
