// The positioned children of a grid and the areas that contain them (CSS Grid 2 §9).
#include <optional>
#include <utility>

#include "layout/grid_layout.h"
#include "layout/layout.h"
#include "layout/out_of_flow.h"

namespace banxin::layout {

namespace {

// Where a line of the explicit grid lies; nothing for a line that the grid does not have (§9).
std::optional<Unit> line_offset(const GridAxis& grid, int line, bool is_end) {
  const int index = line + grid.explicit_begin;
  const auto count = static_cast<int>(grid.tracks.size());
  if (index < 0 || index > count) return std::nullopt;
  if (count == 0) return Unit{};  // the one line of a grid without tracks
  if (is_end && index > 0) {
    const GridTrack& track = grid.tracks[static_cast<std::size_t>(index - 1)];
    return track.offset + track.base;
  }
  if (index == count) {
    const GridTrack& track = grid.tracks.back();
    return track.offset + track.base;
  }
  return grid.tracks[static_cast<std::size_t>(index)].offset;
}

}  // namespace

// §9: one axis of a positioned child's area, from the content corner: between its lines, and
// where one is auto or missing to the edge of the padding box.
std::pair<Unit, Unit> GridLayout::positioned_extent(const style::ComputedStyle& style,
                                                    Axis axis) const {
  const bool columns = axis == Axis::Columns;
  const GridAxis& grid = axis_of(axis);
  const style::GridLine& start = columns ? style.grid_column_start : style.grid_row_start;
  const style::GridLine& end = columns ? style.grid_column_end : style.grid_row_end;
  std::optional<int> first = resolve_line(start, axis, true);
  std::optional<int> last = resolve_line(end, axis, false);
  if (first && !last && end.is_span) last = span_to_name(end, *first, 1, axis);
  if (last && !first && start.is_span) first = span_to_name(start, *last, -1, axis);
  if (first && last && *first > *last) std::swap(first, last);
  const LogicalEdges& padding = geometry_.padding;
  Unit from = -(columns ? padding.inline_start : padding.block_start);
  Unit to = columns ? geometry_.content_inline_size() + padding.inline_end
                    : rows_.available + padding.block_end;
  if (first) from = line_offset(grid, *first, false).value_or(from);
  if (last) to = line_offset(grid, *last, true).value_or(to);
  return {from, std::max(from, to)};
}

namespace {

StaticEdge static_edge(style::Alignment self, style::Alignment items, FlowDirection flow) {
  const AlignmentAxis axis{false, flow.direction == Direction::Rtl};
  switch (self_place(self, items, style::AlignKeyword::Start, axis)) {
    case SelfPlace::Center:
      return StaticEdge::Center;
    case SelfPlace::End:
    case SelfPlace::LastBaseline:
      return StaticEdge::End;
    default:
      return StaticEdge::Start;
  }
}

Unit point_of(StaticEdge edge, Unit size) {
  return edge == StaticEdge::Start ? Unit{} : (edge == StaticEdge::End ? size : size / 2);
}

}  // namespace

// §9: positioned children refer to the area that their lines name, or to the padding box.
void GridLayout::add_positioned() {
  if (resume_ != nullptr) return;
  for (const Box* child : positioned_) {
    OutOfFlowChild waiting;
    waiting.box = child;
    const style::ComputedStyle& style = *child->style;
    waiting.inline_edge = static_edge(style.justify_self, box_.style->justify_items, flow_);
    waiting.block_edge = static_edge(style.align_self, box_.style->align_items, flow_);
    // §9.2: as if it were alone in an area that is the content box.
    waiting.static_position = {
        geometry_.insets.inline_start + point_of(waiting.inline_edge, columns_.available),
        edges_.start + point_of(waiting.block_edge, rows_.available)};
    const bool contained = contains_positioned(box_, style.position == style::Position::Fixed) &&
                           style.position != style::Position::Running;
    if (!contained) {
      result_.out_of_flow.push_back(waiting);
      continue;
    }
    const auto across = positioned_extent(style, Axis::Columns);
    const auto along = positioned_extent(style, Axis::Rows);
    positioned_areas_.push_back(
        {waiting,
         {geometry_.insets.inline_start + across.first, edges_.start + along.first},
         {across.second - across.first, along.second - along.first}});
  }
}

void GridLayout::place_in_areas() {
  Fragment& fragment = *result_.fragment;
  std::vector<PendingPositioned> rest;
  const PositionedPages pages = PositionedPages::of(space_, flow_, resume_, rest);
  for (const PositionedArea& area : positioned_areas_) {
    const Size size = flow_.to_physical(area.size);
    const Point origin = flow_.to_physical(area.offset, size, fragment.size);
    const PositionedContainer container{Rect{origin, size}, flow_};
    const LogicalPoint at_edges{point_of(area.child.inline_edge, area.size.inline_size),
                                point_of(area.child.block_edge, area.size.block_size)};
    const Point start = flow_.to_physical(area.offset + at_edges, Size{}, fragment.size);
    const std::vector<OutOfFlowChild> others =
        place_in_container(area.child, start, container, pages, fragment, context_);
    result_.out_of_flow.insert(result_.out_of_flow.end(), others.begin(), others.end());
  }
  const Unit extent = size_in(flow_, fragment).block_size;
  keep_positioned(box_, pages.consumed + extent, resume_, std::move(rest), result_);
}

}  // namespace banxin::layout
