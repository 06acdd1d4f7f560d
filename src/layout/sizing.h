#pragma once
// Used sizes and edges (CSS 2.2 §10, CSS Sizing 3 and 4), in the logical coordinates of a flow.
#include <optional>

#include "base/geometry.h"
#include "layout/box.h"
#include "layout/constraint_space.h"
#include "layout/layout_result.h"

namespace banxin::layout {

class LayoutContext;

// The size properties of one axis.
struct AxisSizes {
  style::BoxSize size, minimum, maximum;
};
AxisSizes inline_axis(const style::ComputedStyle& style, FlowDirection flow);
AxisSizes block_axis(const style::ComputedStyle& style, FlowDirection flow);

struct AutoMargins {
  bool inline_start = false, inline_end = false, block_start = false, block_end = false;
};
AutoMargins auto_margins(const style::ComputedStyle& style, FlowDirection flow);

// Percentages are of `basis`; auto margins are zero. A table wrapper has margins only, its grid
// borders and padding only (CSS Tables 3 §3.1).
LogicalEdges used_margin(const Box& box, FlowDirection flow, Unit basis);
LogicalEdges used_padding(const Box& box, FlowDirection flow, Unit basis);
// The widths of the style's borders: none where the style is none or hidden, also in the styles of
// anonymous boxes, which have the initial width (CSS Backgrounds 3 §4.3).
Edges border_widths(const style::ComputedStyle& style);

LogicalEdges used_border(const Box& box, FlowDirection flow, const LayoutContext& context);
Edges physical_edges(FlowDirection flow, const LogicalEdges& edges);
LogicalEdges operator+(const LogicalEdges& a, const LogicalEdges& b);

// Of the border box. Fixed by the space or by the style before its content is laid out.
struct BoxGeometry {
  FlowDirection flow;
  LogicalEdges margin, border, padding, insets;  // insets: border + padding
  Unit inline_size;
  Unit block_size = kIndefinite;  // kIndefinite: by its content
  Unit min_block_size;
  Unit max_block_size = Unit::max();
  // `block_size` came through the aspect ratio: content may still make it taller.
  bool content_is_minimum = false;
  bool block_size_is_definite = false;  // percentages of children may refer to it

  Unit content_inline_size() const { return std::max(Unit{}, inline_size - insets.inline_sum()); }
  // kIndefinite when percentages cannot refer to it.
  Unit content_block_basis() const;
  // From the block size of the content and insets together.
  Unit used_block_size(Unit intrinsic) const;
};
// As content_sizes(), with percentages of padding of `edge_basis`.
MinMaxSizes content_sizes_within(const Box& box, Unit edge_basis, LayoutContext& context);

BoxGeometry resolve_geometry(const Box& box, const ConstraintSpace& space, LayoutContext& context);

// A border-box size from a value of the inline axis; nothing for auto, none and percentages of what
// is indefinite. `available` is the border box that would fill the containing block.
std::optional<Unit> resolve_inline_size(const Box& box,
                                        const style::BoxSize& value,
                                        Unit basis,
                                        Unit available,
                                        LayoutContext& context);
std::optional<Unit> resolve_block_size(
    const Box& box, const style::BoxSize& value, Unit basis, Unit insets, Unit available);

// Whether the two flows' inline axes are at right angles.
constexpr bool is_orthogonal(FlowDirection a, FlowDirection b) {
  return is_horizontal(a.writing_mode) != is_horizontal(b.writing_mode);
}

// The space that a containing block of flow `flow` and content size `size` (block_size may be
// kIndefinite) offers to `child`, in the child's own coordinates.
ConstraintSpace space_for_child(const Box& child, FlowDirection flow, LogicalSize size);

// The fragment's border box in the coordinates of `flow`.
inline LogicalSize size_in(FlowDirection flow, const Fragment& fragment) {
  return flow.to_logical(fragment.size);
}

// Min- and max-content sizes of the border box from its content alone: width, min-width and
// max-width do not count.
MinMaxSizes content_sizes(const Box& box, LayoutContext& context);
// Contribution of a child to the inline size of a parent with `flow`, margins included.
MinMaxSizes measure_contribution(const Box& child, FlowDirection flow, LayoutContext& context);

// width : height of the box's inline to block axis; 0 when there is none to apply.
// CSS Containment 3 §3.1: the box is sized as if it were empty. Containers are contained too.
bool contains_inline_size(const style::ComputedStyle& style);
bool contains_block_size(const style::ComputedStyle& style);
bool is_contained_type(const Box& box);  // of the boxes that size containment applies to

double logical_ratio(const Box& box, FlowDirection flow);

}  // namespace banxin::layout
