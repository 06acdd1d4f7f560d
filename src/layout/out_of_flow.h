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
};
// `static_position`: physical, from the same origin as the container's rectangle; `static_flow`: of
// the box it would have stood in.
PlacedOutOfFlow lay_out_positioned(const OutOfFlowChild& child,
                                   Point static_position,
                                   const PositionedContainer& container,
                                   LayoutContext& context);

// Places those of `waiting` that `box` contains into its finished fragment; returns the others.
// `flow` is the box's own; `consumed` the block size of its earlier fragments.
std::vector<OutOfFlowChild> place_positioned(const Box& box,
                                             FlowDirection flow,
                                             Fragment& fragment,
                                             std::vector<OutOfFlowChild> waiting,
                                             LayoutContext& context,
                                             Unit consumed = {});

}  // namespace banxin::layout
