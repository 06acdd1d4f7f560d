// Subgrids: the tracks that they take over, and what their items ask of the parent's tracks (CSS
// Grid 2 §9, §12.5).
#include <utility>

#include "layout/grid_layout.h"
#include "layout/layout.h"
#include "layout/layout_algorithms.h"

namespace banxin::layout {

bool GridLayout::is_subgrid(const GridItem& item, Axis axis) {
  if (item.box->type != BoxType::Grid || item.orthogonal) return false;
  const style::ComputedStyle& style = *item.box->style;
  return axis == Axis::Columns ? style.grid_template_columns.is_subgrid
                               : style.grid_template_rows.is_subgrid;
}

// CSS Grid 2 §9: the tracks that a subgrid stands in become its own.
void GridLayout::prepare_subgrid(const GridItem& item) {
  if (item.box->type != BoxType::Grid) return;
  const style::ComputedStyle& style = *item.box->style;
  if (!style.grid_template_columns.is_subgrid && !style.grid_template_rows.is_subgrid) return;
  auto tracks = std::make_unique<SubgridTracks>();
  auto copy = [](const GridAxis& axis, GridSpan span, std::vector<Unit>& out) {
    for (int i = span.start; i < span.end; ++i) {
      out.push_back(axis.tracks[static_cast<std::size_t>(i)].base);
    }
  };
  if (style.grid_template_columns.is_subgrid) copy(columns_, item.columns, tracks->columns);
  if (style.grid_template_rows.is_subgrid) copy(rows_, item.rows, tracks->rows);
  tracks->column_gap = columns_.gap;
  tracks->row_gap = rows_.gap;
  context_.subgrids[item.box] = std::move(tracks);
}

// A subgrid laid out as far as its items have their places, and their columns when `axis` is rows.
GridLayout& GridLayout::nest(GridItem& item, Axis axis) {
  auto nested = std::make_unique<Nested>();
  if (axis == Axis::Rows) {
    prepare_subgrid(item);
    nested->space = item_space(item, {span_extent(columns_, item.columns), kIndefinite}, false);
  } else {
    nested->space = space_for_child(*item.box, flow_, {Unit{}, kIndefinite});
    nested->space.fixed_inline_size = true;
    nested->space.percentage_basis = {kIndefinite, kIndefinite};
  }
  nested->grid = std::make_unique<GridLayout>(*item.box, nested->space, nullptr, context_);
  GridLayout& grid = *nested->grid;
  grid.nesting_ = nesting_ + 1;
  if (axis == Axis::Columns) {
    // Only the number of tracks is known yet.
    if (is_subgrid(item, Axis::Columns)) {
      nested->tracks.columns.assign(static_cast<std::size_t>(item.columns.length()), Unit{});
    }
    if (is_subgrid(item, Axis::Rows)) {
      nested->tracks.rows.assign(static_cast<std::size_t>(item.rows.length()), Unit{});
    }
    nested->tracks.column_gap = columns_.gap;
    nested->tracks.row_gap = rows_.gap;
    grid.inherited_ = &nested->tracks;
  }
  grid.place_all();
  if (axis == Axis::Rows) {
    grid.size_columns();
    grid.align_baselines();
  }
  nested_.push_back(std::move(nested));
  return grid;
}

// §9: the items of a subgrid take part in the sizing of the tracks that it took over, as if they
// were larger by its edges and by half of what its gaps differ.
void GridLayout::collect_subgrid_items(Axis axis) {
  subgrid_items_.clear();
  nested_.clear();
  // LIMIT: what lies deeper does not size the tracks.
  constexpr int kDeepest = 6;
  if (nesting_ >= kDeepest) return;
  for (GridItem& item : items_) {
    if (!is_subgrid(item, axis)) continue;
    GridLayout& grid = nest(item, axis);
    const bool columns = axis == Axis::Columns;
    const LogicalEdges edges = item.margin + item.insets;
    const Unit start = columns ? edges.inline_start : edges.block_start;
    const Unit end = columns ? edges.inline_end : edges.block_end;
    const Unit difference = (grid.axis_of(axis).gap - axis_of(axis).gap) / 2;
    const GridSpan taken = span_of(item, axis);
    auto add = [&](GridItem inner) {
      GridSpan& span = columns ? inner.columns : inner.rows;
      inner.extra += span.start == 0 ? start : difference;
      inner.extra += span.end == taken.length() ? end : difference;
      span = {span.start + taken.start, span.end + taken.start};
      if (span.end <= taken.end) subgrid_items_.push_back(std::move(inner));
    };
    grid.collect_subgrid_items(axis);
    for (std::size_t i = 0; i < grid.items_.size(); ++i) {
      if (is_subgrid(grid.items_[i], axis)) continue;
      GridItem inner;
      inner.box = grid.items_[i].box;
      inner.columns = grid.items_[i].columns;
      inner.rows = grid.items_[i].rows;
      inner.margin = grid.items_[i].margin;
      inner.insets = grid.items_[i].insets;
      inner.owner = &grid;
      inner.owner_index = i;
      add(std::move(inner));
    }
    for (GridItem& inner : grid.subgrid_items_)
      add(std::move(inner));
  }
}

}  // namespace banxin::layout
