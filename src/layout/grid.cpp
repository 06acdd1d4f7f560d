#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include "layout/breaking.h"
#include "layout/flex_layout.h"
#include "layout/grid_layout.h"
#include "layout/layout.h"
#include "layout/layout_algorithms.h"
#include "layout/out_of_flow.h"
#include "layout/slices.h"

namespace banxin::layout {

GridLayout::GridLayout(const Box& box,
                       const ConstraintSpace& space,
                       const BreakToken* resume,
                       LayoutContext& context)
    : box_(box),
      space_(space),
      resume_(resume != nullptr && resume->break_before ? nullptr : resume),
      context_(context),
      geometry_(resolve_geometry(box, space, context)),
      flow_(geometry_.flow),
      edges_(edges_at_start(box, geometry_, space, resume_)),
      builder_(box, geometry_.flow) {
  columns_.available = geometry_.content_inline_size();
  rows_.available = geometry_.content_block_basis();
  columns_.gap = resolve_gap(box.style->column_gap, columns_.available);
  rows_.gap = resolve_gap(box.style->row_gap, rows_.available);
  const auto found = context.subgrids.find(&box);
  if (found != context.subgrids.end()) inherited_ = found->second.get();
}

// Tracks get their places; content distribution widens the gaps (§10.5).
void GridLayout::place_tracks(Axis axis) {
  GridAxis& grid = axis_of(axis);
  Unit used;
  std::size_t count = 0;
  for (const GridTrack& track : grid.tracks) {
    used += track.base;
    if (!track.collapsed) ++count;
  }
  used += grid.gap * static_cast<int>(count > 0 ? count - 1 : 0);
  Unit inner = grid.available;
  if (inner == kIndefinite) {
    inner = std::max(Unit{}, geometry_.used_block_size(used + geometry_.insets.block_sum()) -
                                 geometry_.insets.block_sum());
  }
  const style::Alignment alignment =
      axis == Axis::Columns ? box_.style->justify_content : box_.style->align_content;
  const Distribution spread =
      distribute(alignment, style::AlignKeyword::Start, inner - used, count,
                 {false, axis == Axis::Columns && flow_.direction == Direction::Rtl});
  Unit at = spread.offset;
  for (GridTrack& track : grid.tracks) {
    track.offset = at;
    if (!track.collapsed) at += track.base + grid.gap + spread.between;
  }
  grid.available = inner;
}

Unit GridLayout::span_extent(const GridAxis& axis, GridSpan span) const {
  const GridTrack& first = axis.tracks[static_cast<std::size_t>(span.start)];
  const GridTrack& last = axis.tracks[static_cast<std::size_t>(span.end - 1)];
  return last.offset + last.base - first.offset;
}

ConstraintSpace GridLayout::item_space(const GridItem& item, LogicalSize area, bool final) const {
  const Box& box = *item.box;
  ConstraintSpace space = space_for_child(box, flow_, area);
  const LogicalSize room{std::max(Unit{}, area.inline_size - item.margin.inline_sum()),
                         area.block_size == kIndefinite
                             ? kIndefinite
                             : std::max(Unit{}, area.block_size - item.margin.block_sum())};
  const AxisSizes across = inline_axis(*box.style, flow_);
  const AxisSizes along = block_axis(*box.style, flow_);
  const bool has_ratio = logical_ratio(box, box.style->flow()) > 0;
  // §6.2: a replaced box is stretched only when it is asked for.
  const auto asked = [&](style::Alignment self, style::Alignment all) {
    const style::AlignKeyword keyword =
        self.keyword == style::AlignKeyword::Auto ? all.keyword : self.keyword;
    return box.type != BoxType::Replaced || keyword == style::AlignKeyword::Stretch;
  };
  const bool stretch_inline = item.inline_place == SelfPlace::Stretch && across.size.is_auto() &&
                              !item.autos.inline_start && !item.autos.inline_end &&
                              asked(box.style->justify_self, box_.style->justify_items) &&
                              !(has_ratio && along.size.is_length_percentage());
  const bool stretch_block =
      item.block_place == SelfPlace::Stretch && along.size.is_auto() && !item.autos.block_start &&
      !item.autos.block_end && asked(box.style->align_self, box_.style->align_items) &&
      (!has_ratio || box.type == BoxType::Replaced || (!stretch_inline && across.size.is_auto()));
  bool& fixed_inline = space.orthogonal ? space.fixed_block_size : space.fixed_inline_size;
  bool& fixed_block = space.orthogonal ? space.fixed_inline_size : space.fixed_block_size;
  Unit& inline_size = space.orthogonal ? space.available.block_size : space.available.inline_size;
  Unit& block_size = space.orthogonal ? space.available.inline_size : space.available.block_size;
  if (stretch_inline) {
    Unit size = room.inline_size;
    auto limit = [&](const style::BoxSize& value) -> std::optional<Unit> {
      if (space.orthogonal) {
        return resolve_block_size(box, value, area.inline_size, item.insets.inline_sum(),
                                  area.inline_size);
      }
      return resolve_inline_size(box, value, area.inline_size, room.inline_size, context_);
    };
    if (const auto most = limit(across.maximum)) size = std::min(size, *most);
    if (const auto least = limit(across.minimum)) size = std::max(size, *least);
    inline_size = std::max(size, item.insets.inline_sum());
    fixed_inline = true;
  } else {
    space.shrink_to_fit = true;
  }
  if (final && stretch_block && room.block_size != kIndefinite) {
    Unit size = room.block_size;
    if (const auto most = resolve_block_size(box, along.maximum, area.block_size,
                                             item.insets.block_sum(), area.block_size)) {
      size = std::min(size, *most);
    }
    if (const auto least = resolve_block_size(box, along.minimum, area.block_size,
                                              item.insets.block_sum(), area.block_size)) {
      size = std::max(size, *least);
    }
    block_size = std::max(size, item.insets.block_sum());
    fixed_block = true;
  }
  return space;
}

Unit GridLayout::inline_shift(const GridItem& item, Unit free) {
  if (!item.autos.inline_start && !item.autos.inline_end)
    return self_offset(item.inline_place, free, item.inline_safe);
  if (free <= Unit{} || !item.autos.inline_start) return {};
  return item.autos.inline_end ? free / 2 : free;
}

// What alignment adds to the block offset of an item with so much free space.
Unit GridLayout::block_shift(const GridItem& item, Unit free) {
  if (item.autos.block_start || item.autos.block_end) {
    if (free <= Unit{} || !item.autos.block_start) return {};
    return item.autos.block_end ? free / 2 : free;
  }
  if (item.block_place == SelfPlace::Baseline) return item.baseline_shim;
  return self_offset(item.block_place, free, item.block_safe);
}

// False when the item must go to the next fragmentainer as a whole.
bool GridLayout::add_item(GridItem& item, Unit growth, bool must_stand) {
  const LogicalSize area{span_extent(columns_, item.columns), span_extent(rows_, item.rows)};
  ConstraintSpace space = item_space(item, area, true);
  Unit area_block = rows_.tracks[static_cast<std::size_t>(item.rows.start)].offset + growth;
  const bool fragmenting = space_.can_fragment();
  const BreakToken* token = fragmenting ? find_child_token(resume_, *item.box) : nullptr;
  const bool continued = token != nullptr && !token->break_before;
  LayoutResult result;
  Unit shift;
  if (fragmenting) {
    const Unit corner = space_.fragmentainer_offset + edges_.start;
    const Unit begin = corner + area_block + item.margin.block_start;
    if (continued || (must_stand && begin >= space_.fragmentainer_block_size)) {
      area_block = -item.margin.block_start;  // also a margin taller than the page
    }
    // A height that came from the content is left to the content, which may need more when cut.
    const bool by_content = rows_.tracks[static_cast<std::size_t>(item.rows.start)].size.min.kind !=
                            style::TrackBreadthKind::LengthPercentage;
    if (by_content && !item.orthogonal && item.sized.size.block_size > Unit{} &&
        space.available.block_size <= item.sized.size.block_size) {
      space.fixed_block_size = false;
    }
    if (!continued) {
      const bool moves = item.block_place != SelfPlace::Stretch || item.autos.block_start;
      if (moves && item.sized.size.block_size == Unit{}) block_contribution(item);
      shift =
          block_shift(item, area.block_size - item.sized.size.block_size - item.margin.block_sum());
    }
    space.fragmentainer = space_.fragmentainer;
    space.fragmentainer_block_size = space_.fragmentainer_block_size;
    space.skips_empty = space_.skips_empty;
    space.fragmentainer_offset =
        space_.fragmentainer_offset + edges_.start + area_block + item.margin.block_start + shift;
    if (!continued && shift > Unit{} && !must_stand && space.fragmentainer_remaining() <= Unit{}) {
      return false;
    }
    space.at_fragmentainer_start =
        space_.at_fragmentainer_start && (continued || must_stand || area_block <= Unit{});
    result = lay_out(*item.box, space, token, context_);
    if (result.fragment == nullptr) return false;
  } else {
    prepare_subgrid(item);
    result = lay_out(*item.box, space, nullptr, context_);
  }
  const LogicalSize size = size_in(flow_, *result.fragment);
  const Unit free_inline = area.inline_size - size.inline_size - item.margin.inline_sum();
  const Unit free_block = area.block_size - size.block_size - item.margin.block_sum();
  LogicalPoint offset{columns_.tracks[static_cast<std::size_t>(item.columns.start)].offset +
                          item.margin.inline_start,
                      area_block + item.margin.block_start};
  offset.inline_offset += inline_shift(item, free_inline);
  if (!fragmenting) shift = block_shift(item, free_block);
  if (fragmenting && shift > Unit{} && result.resume == nullptr) {
    // Alignment does not move what overflows an item over the end of its page.
    const Unit end = std::max(size.block_size, visible_end(*result.fragment, flow_));
    shift = std::max(Unit{}, std::min(shift, shift + space.fragmentainer_remaining() - end));
  }
  offset.block_offset = continued ? Unit{} : offset.block_offset + shift;
  const LogicalPoint at{geometry_.insets.inline_start + offset.inline_offset,
                        edges_.start + offset.block_offset};
  for (const OutOfFlowChild& child : result.out_of_flow) {
    result_.out_of_flow.push_back(
        moved(child, item.box->style->flow(), result.fragment->size, flow_, at));
  }
  if (!item.orthogonal && result.first_baseline && item.rows.start == 0 &&
      !result_.first_baseline) {
    result_.first_baseline = at.block_offset + *result.first_baseline;
  }
  // What an item grew by being cut takes the place of its margin, as browsers have it.
  const Unit below = continued ? Unit{} : item.margin.block_end;
  const Unit end = offset.block_offset + size.block_size + below;
  content_end_ = std::max(content_end_, end);
  Unit& row_end = row_ends_[item.rows.end - 1];
  row_end = std::max(row_end, end);
  if (result.resume != nullptr) unfinished_.push_back(std::move(result.resume));
  builder_.add(std::move(result.fragment), at, relative_shift(*item.box, flow_, area));
  return true;
}

// §11.8 with CSS Align 3 §9.3: items of a row that are aligned by baseline move down to meet.
void GridLayout::align_baselines() {
  bool any = false;
  for (const GridItem& item : items_) {
    any = any || (item.block_place == SelfPlace::Baseline && !item.orthogonal);
  }
  if (!any) return;
  std::unordered_map<int, Unit> ascents;
  for (GridItem& item : items_) {
    if (item.block_place != SelfPlace::Baseline || item.orthogonal) continue;
    block_contribution(item);
    item.ascent =
        item.margin.block_start + item.sized.first_baseline.value_or(item.sized.size.block_size);
    Unit& ascent = ascents[item.rows.start];
    ascent = std::max(ascent, item.ascent);
  }
  for (GridItem& item : items_) {
    if (item.block_place != SelfPlace::Baseline || item.orthogonal) continue;
    item.baseline_shim = ascents[item.rows.start] - item.ascent;
  }
}

// CSS Grid 2 §7.2.1: percentages of a height that comes from the content count as auto first, and
// then refer to that height.
void GridLayout::size_rows() {
  const bool by_content = rows_.available == kIndefinite;
  const bool percent =
      by_content &&
      (box_.style->row_gap.value.has_percent() ||
       std::any_of(rows_.tracks.begin(), rows_.tracks.end(), [](const GridTrack& track) {
         return track.size.min.value.has_percent() || track.size.max.value.has_percent();
       }));
  const std::vector<GridTrack> as_written = percent ? rows_.tracks : std::vector<GridTrack>{};
  size_tracks(Axis::Rows, SizingMode::Layout);
  place_tracks(Axis::Rows);
  if (!percent) return;
  const Unit content = rows_.available;  // place_tracks() has settled it
  if (geometry_.block_size == kIndefinite) {
    geometry_.block_size = content + geometry_.insets.block_sum();
    geometry_.block_size_is_definite = true;
  }
  rows_.tracks = as_written;
  rows_.gap = resolve_gap(box_.style->row_gap, content);
  size_tracks(Axis::Rows, SizingMode::Layout);
  place_tracks(Axis::Rows);
}

LayoutResult GridLayout::run() {
  place_all();
  size_columns();
  align_baselines();
  size_rows();
  if (space_.can_fragment()) {
    add_items_in_pages();
  } else {
    for (GridItem& item : items_)
      add_item(item, Unit{});
  }
  if (broke_before_) {
    LayoutResult result;
    result.resume = token_before(box_, false);
    return result;
  }
  add_positioned();
  return finish();
}

// The items get their places among the tracks.
void GridLayout::place_all() {
  build_axis(Axis::Columns);
  build_axis(Axis::Rows);
  collect_items();
  place_items();
  add_implicit_tracks();
  for (GridItem& item : items_) {
    item.margin = used_margin(*item.box, flow_, Unit{});
    item.insets = used_border(*item.box, flow_, context_) + used_padding(*item.box, flow_, Unit{});
  }
}

void GridLayout::size_columns() {
  size_tracks(Axis::Columns, SizingMode::Layout);
  place_tracks(Axis::Columns);
  for (GridItem& item : items_) {
    // Percentages of margins and padding refer to the area (§6.2).
    const Unit width = span_extent(columns_, item.columns);
    item.margin = used_margin(*item.box, flow_, width);
    item.insets = used_border(*item.box, flow_, context_) + used_padding(*item.box, flow_, width);
    prepare_subgrid(item);
  }
}

LayoutResult GridLayout::finish() {
  const bool broken = result_.resume != nullptr;
  Unit content;
  if (!rows_.tracks.empty()) {
    const GridTrack& last = rows_.tracks.back();
    content = std::max(Unit{}, last.offset + last.base);
  }
  result_.intrinsic_block_size = edges_.start + content + geometry_.insets.block_end;
  if (space_.can_fragment() && (broken || resume_ != nullptr || content_end_ > content)) {
    content = content_end_;
  }
  const FragmentEnd end =
      end_fragment(box_, geometry_, space_, resume_, edges_.start + content, broken);
  const CutEdges edges = cut_edges(box_, geometry_, space_, resume_, end.has_end_edge);
  result_.fragment =
      builder_.finish({geometry_.inline_size, end.size}, edges.border, edges.padding);
  end_or_go_on(box_, resume_, end, unfinished_, result_);
  if (result_.resume != nullptr) {
    result_.resume->track_basis = resume_ != nullptr ? resume_->track_basis : columns_.available;
  }
  place_in_areas();
  finish_positioned(box_, space_, flow_, resume_, result_, context_);
  return std::move(result_);
}

MinMaxSizes GridLayout::content_sizes(const Box& box, LayoutContext& context) {
  ConstraintSpace space;
  space.flow = box.style->flow();
  // The geometry must not ask for the content's size again.
  space.fixed_inline_size = true;
  space.available = {Unit{}, kIndefinite};
  space.percentage_basis = {kIndefinite, kIndefinite};
  MinMaxSizes sizes;
  for (const SizingMode mode : {SizingMode::MinContent, SizingMode::MaxContent}) {
    GridLayout grid(box, space, nullptr, context);
    grid.columns_.available = kIndefinite;
    grid.columns_.gap = resolve_gap(box.style->column_gap, kIndefinite);
    grid.place_all();
    grid.size_tracks(Axis::Columns, mode);
    Unit sum;
    int gaps = -1;
    for (const GridTrack& track : grid.columns_.tracks) {
      sum += track.base;
      if (!track.collapsed) ++gaps;
    }
    sum += grid.columns_.gap * std::max(0, gaps);
    (mode == SizingMode::MinContent ? sizes.min : sizes.max) = sum;
  }
  return sizes;
}

MinMaxSizes grid_content_sizes(const Box& box, LayoutContext& context) {
  return GridLayout::content_sizes(box, context);
}

LayoutResult lay_out_grid(const Box& box,
                          const ConstraintSpace& space,
                          const BreakToken* resume,
                          LayoutContext& context) {
  return GridLayout(box, space, resume, context).run();
}

}  // namespace banxin::layout
