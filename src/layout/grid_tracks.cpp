// The track sizing algorithm (CSS Grid 2 §12).
#include <algorithm>
#include <cmath>
#include <utility>

#include "layout/grid_layout.h"
#include "layout/layout.h"
#include "layout/layout_algorithms.h"

namespace banxin::layout {

using style::TrackBreadthKind;
using style::TrackSizeKind;

namespace {

bool is_intrinsic(TrackBreadthKind kind) {
  return kind == TrackBreadthKind::MinContent || kind == TrackBreadthKind::MaxContent ||
         kind == TrackBreadthKind::Auto;
}

// A flexible minimum counts as auto (§7.2.1).
TrackBreadthKind min_kind(const GridTrack& track) {
  return track.size.min.kind == TrackBreadthKind::Flex ? TrackBreadthKind::Auto
                                                       : track.size.min.kind;
}
TrackBreadthKind max_kind(const GridTrack& track) {
  return track.size.max.kind;
}

std::optional<Unit> fixed_size(const style::TrackBreadth& breadth, Unit available) {
  if (breadth.kind != TrackBreadthKind::LengthPercentage) return std::nullopt;
  if (breadth.value.has_percent() && available == kIndefinite) return std::nullopt;
  return std::max(Unit{}, breadth.value.resolve(available == kIndefinite ? Unit{} : available));
}

}  // namespace

void GridLayout::initialise(GridAxis& axis, SizingMode) {
  for (GridTrack& track : axis.tracks) {
    // Percentages of an indefinite size count as auto (§7.2.1).
    auto settle = [&axis](style::TrackBreadth& breadth) {
      if (breadth.kind == TrackBreadthKind::LengthPercentage && breadth.value.has_percent() &&
          axis.available == kIndefinite) {
        breadth.kind = TrackBreadthKind::Auto;
      }
    };
    settle(track.size.min);
    if (track.size.kind != TrackSizeKind::FitContent) settle(track.size.max);
    if (track.size.kind == TrackSizeKind::FitContent) {
      track.size.min.kind = TrackBreadthKind::Auto;
    }
    track.base = fixed_size(track.size.min, axis.available).value_or(Unit{});
    track.limit = Unit::max();
    if (track.size.kind != TrackSizeKind::FitContent) {
      if (const auto limit = fixed_size(track.size.max, axis.available)) track.limit = *limit;
    }
    track.limit = std::max(track.limit, track.base);
    track.infinitely_growable = false;
  }
}

// An item's height in its columns.
Unit GridLayout::block_contribution(GridItem& item) {
  if (item.owner != nullptr) {
    return item.owner->block_contribution(item.owner->items_[item.owner_index]);
  }
  const LogicalSize area{span_extent(columns_, item.columns), kIndefinite};
  const ConstraintSpace space = item_space(item, area, false);
  item.sized = size_layout(*item.box, space, flow_, context_);
  item.sized_space = space;
  return item.sized.size.block_size + item.margin.block_sum() + item.baseline_shim;
}

// §6.6 and §12.5: outer sizes.
Unit GridLayout::contribution(GridItem& item, Axis axis, Contribution kind) {
  return own_contribution(item, axis, kind) + item.extra;
}

Unit GridLayout::own_contribution(GridItem& item, Axis axis, Contribution kind) {
  const Box& box = *item.box;
  const bool columns = axis == Axis::Columns;
  const GridAxis& grid = axis_of(axis);
  const GridSpan span = span_of(item, axis);
  if (kind != Contribution::Minimum) {
    if (!columns) return block_contribution(item);
    const MinMaxSizes sizes = measure_contribution(box, flow_, context_);
    return kind == Contribution::MinContent ? sizes.min : sizes.max;
  }
  const AxisSizes sizes = columns ? inline_axis(*box.style, flow_) : block_axis(*box.style, flow_);
  const bool automatic_size =
      sizes.size.is_auto() || (sizes.size.is_length_percentage() && sizes.size.value.has_percent());
  const Unit whole = own_contribution(item, axis, Contribution::MinContent);
  if (!automatic_size) return whole;
  if (!sizes.minimum.is_auto()) {
    const Unit insets = columns ? item.insets.inline_sum() : item.insets.block_sum();
    const Unit margins = columns ? item.margin.inline_sum() : item.margin.block_sum();
    std::optional<Unit> minimum =
        columns ? resolve_inline_size(box, sizes.minimum, kIndefinite, kIndefinite, context_)
                : resolve_block_size(box, sizes.minimum, kIndefinite, insets, kIndefinite);
    return std::max(insets, minimum.value_or(Unit{})) + margins;
  }
  // The automatic minimum: none for scroll containers, none where it would only fight flexibility.
  const style::Overflow overflow =
      columns == is_horizontal(flow_.writing_mode) ? box.style->overflow_x : box.style->overflow_y;
  const bool scrolls = overflow != style::Overflow::Visible && overflow != style::Overflow::Clip &&
                       box.origin != BoxOrigin::Anonymous;
  bool any_auto = false;
  bool any_flexible = false;
  Unit fixed_limit;
  bool all_fixed = true;
  for (int i = span.start; i < span.end; ++i) {
    const GridTrack& track = grid.tracks[static_cast<std::size_t>(i)];
    any_auto = any_auto || min_kind(track) == TrackBreadthKind::Auto;
    any_flexible = any_flexible || track.is_flexible();
    if (const auto limit = fixed_size(track.size.max, grid.available)) {
      fixed_limit += *limit;
    } else {
      all_fixed = false;
    }
  }
  const Unit insets = columns ? item.insets.inline_sum() : item.insets.block_sum();
  const Unit margins = columns ? item.margin.inline_sum() : item.margin.block_sum();
  if (scrolls || !any_auto || (span.length() > 1 && any_flexible)) return insets + margins;
  if (all_fixed) {
    fixed_limit += grid.gap * (span.length() - 1);
    return std::min(whole, std::max(fixed_limit, insets + margins));
  }
  return whole;
}

namespace {

// §12.5.1: shares space among tracks: up to their limits first, then beyond.
template <class GetAffected>
void distribute_extra(std::vector<GridTrack*>& tracks,
                      Unit extra,
                      bool to_base,
                      GetAffected beyond_limits) {
  if (extra <= Unit{} || tracks.empty()) return;
  std::vector<Unit> increase(tracks.size());
  std::vector<bool> frozen(tracks.size());
  auto limit_of = [&](const GridTrack& track) {
    if (to_base) return track.limit;
    return track.infinitely_growable ? Unit::max() : track.limit;
  };
  auto size_of = [&](const GridTrack& track) {
    return to_base ? track.base : (track.limit == Unit::max() ? track.base : track.limit);
  };
  auto round = [&](auto&& capacity) {
    std::fill(frozen.begin(), frozen.end(), false);
    while (extra > Unit{}) {
      std::size_t open = 0;
      for (std::size_t i = 0; i < tracks.size(); ++i) {
        if (!frozen[i] && capacity(i) <= increase[i]) frozen[i] = true;
        if (!frozen[i]) ++open;
      }
      if (open == 0) return;
      const Unit share = extra / static_cast<int>(open);
      bool capped = false;
      for (std::size_t i = 0; i < tracks.size(); ++i) {
        if (frozen[i]) continue;
        const Unit room = capacity(i) - increase[i];
        if (room >= share) continue;
        increase[i] += room;
        extra -= room;
        frozen[i] = true;
        capped = true;
      }
      if (capped) continue;
      std::size_t left = open;
      for (std::size_t i = 0; i < tracks.size(); ++i) {
        if (frozen[i]) continue;
        const Unit part = extra / static_cast<int>(left);
        increase[i] += part;
        extra -= part;
        --left;
      }
      return;
    }
  };
  round([&](std::size_t i) {
    const Unit limit = limit_of(*tracks[i]);
    return limit == Unit::max() ? Unit::max() : std::max(Unit{}, limit - size_of(*tracks[i]));
  });
  if (extra > Unit{}) {
    bool any = false;
    for (const GridTrack* track : tracks)
      any = any || beyond_limits(*track);
    round([&](std::size_t i) {
      return !any || beyond_limits(*tracks[i]) ? Unit::max() : increase[i];
    });
  }
  for (std::size_t i = 0; i < tracks.size(); ++i) {
    GridTrack& track = *tracks[i];
    Unit& planned = to_base ? track.planned_base : track.planned_limit;
    planned = std::max(planned, size_of(track) + increase[i]);
  }
}

// §12.5.1: in proportion to the flex factors, whose sum is `flex`.
void distribute_by_flex(const std::vector<GridTrack*>& tracks, Unit extra, double flex) {
  double done = 0;
  Unit given;
  for (GridTrack* track : tracks) {
    done += track->size.max.flex;
    const Unit until = extra * (done / flex);
    track->planned_base = std::max(track->planned_base, track->base + until - given);
    given = until;
  }
}

// §12.5.1: planned increases begin at the tracks' sizes.
void begin_plan(std::vector<GridTrack>& tracks, bool to_base) {
  for (GridTrack& track : tracks) {
    track.planned_base = track.base;
    track.planned_limit = track.limit == Unit::max() ? track.base : track.limit;
    if (!to_base && track.limit == Unit::max()) track.planned_limit = Unit{};
  }
}

void apply_planned_bases(std::vector<GridTrack>& tracks) {
  for (GridTrack& track : tracks) {
    track.base = std::max(track.base, track.planned_base);
    track.limit = std::max(track.limit, track.base);
  }
}

// §12.5, step 2: limits that were infinite before the intrinsic maximums may grow on in the next
// step, and only there.
void apply_planned_limits(std::vector<GridTrack>& tracks, bool may_grow_on) {
  for (GridTrack& track : tracks) {
    if (track.planned_limit > Unit{} || track.limit != Unit::max()) {
      if (track.limit == Unit::max() && may_grow_on) track.infinitely_growable = true;
      track.limit = track.limit == Unit::max() ? std::max(track.planned_limit, track.base)
                                               : std::max(track.limit, track.planned_limit);
    }
    if (!may_grow_on) track.infinitely_growable = false;
  }
}

}  // namespace

// §12.5, step 2: the tracks whose sizing function the step is about.
bool GridLayout::takes_growth(const GridTrack& track, const Growth& growth) {
  const bool fit = track.size.kind == TrackSizeKind::FitContent;
  const TrackBreadthKind least = min_kind(track);
  const TrackBreadthKind most = max_kind(track);
  if (growth.to_base() && growth.flexible && !track.is_flexible()) return false;
  switch (growth.step) {
    case GrowthStep::IntrinsicMinimums:
      return is_intrinsic(least);
    case GrowthStep::ContentMinimums:
      return least == TrackBreadthKind::MinContent || least == TrackBreadthKind::MaxContent;
    case GrowthStep::MaxContentMinimums:
      return least == TrackBreadthKind::MaxContent ||
             (growth.mode == SizingMode::MaxContent && least == TrackBreadthKind::Auto);
    case GrowthStep::IntrinsicMaximums:
      return fit || is_intrinsic(most);
    case GrowthStep::MaxContentMaximums:
      break;
  }
  return fit || most == TrackBreadthKind::MaxContent || most == TrackBreadthKind::Auto;
}

// §12.5.1: the tracks that take what is left when all are at their limits.
bool GridLayout::grows_beyond_limit(const GridTrack& track, const Growth& growth) {
  if (!growth.to_base()) return true;
  const bool fit = track.size.kind == TrackSizeKind::FitContent;
  if (growth.step == GrowthStep::MaxContentMinimums) {
    return fit || max_kind(track) == TrackBreadthKind::MaxContent;
  }
  return fit || is_intrinsic(max_kind(track));
}

// §12.5, step 2: the contribution that the step asks for; fit-content() limits what max-content
// asks for.
Unit GridLayout::wanted_size(GridItem& item,
                             const Growth& growth,
                             const std::vector<GridTrack*>& affected) {
  const Axis axis = growth.axis;
  if (growth.step == GrowthStep::IntrinsicMinimums) {
    return contribution(
        item, axis,
        growth.mode == SizingMode::Layout ? Contribution::Minimum : Contribution::MinContent);
  }
  if (growth.step == GrowthStep::ContentMinimums || growth.step == GrowthStep::IntrinsicMaximums) {
    return contribution(item, axis, Contribution::MinContent);
  }
  const Unit wanted = contribution(item, axis, Contribution::MaxContent);
  Unit limit;
  bool all_fit = true;
  for (const GridTrack* track : affected) {
    if (track->size.kind != TrackSizeKind::FitContent) {
      all_fit = false;
      continue;
    }
    limit += fixed_size(track->size.max, axis_of(axis).available).value_or(Unit{});
  }
  if (!all_fit || affected.size() != static_cast<std::size_t>(span_of(item, axis).length())) {
    return wanted;
  }
  return std::min(wanted, std::max(limit, contribution(item, axis, Contribution::MinContent)));
}

// §12.5.1 for one item: plans what its tracks lack.
void GridLayout::plan_for_item(GridItem& item, const Growth& growth) {
  GridAxis& grid = axis_of(growth.axis);
  const GridSpan span = span_of(item, growth.axis);
  std::vector<GridTrack*> affected;
  Unit sum = grid.gap * (span.length() - 1);
  double flex = 0;
  for (int i = span.start; i < span.end; ++i) {
    GridTrack& track = grid.tracks[static_cast<std::size_t>(i)];
    if (track.collapsed) sum -= grid.gap;
    sum += growth.to_base() || track.limit == Unit::max() ? track.base : track.limit;
    if (!takes_growth(track, growth)) continue;
    affected.push_back(&track);
    flex += track.size.max.flex;
  }
  if (affected.empty()) return;
  const Unit extra = wanted_size(item, growth, affected) - sum;
  if (!growth.to_base()) {
    // §12.5, step 2: an infinite limit comes to be finite even where nothing is lacking.
    for (GridTrack* track : affected) {
      if (track->limit == Unit::max())
        track->planned_limit = std::max(track->planned_limit, track->base);
    }
  }
  if (extra <= Unit{}) return;
  if (growth.flexible && flex > 0) {
    distribute_by_flex(affected, extra, flex);
    return;
  }
  distribute_extra(affected, extra, growth.to_base(),
                   [&growth](const GridTrack& track) { return grows_beyond_limit(track, growth); });
}

// §12.5, steps 2 to 4, for items of one span.
void GridLayout::grow_for_items(Axis axis,
                                const std::vector<GridItem*>& items,
                                bool flexible,
                                SizingMode mode) {
  std::vector<GridTrack>& tracks = axis_of(axis).tracks;
  for (const GrowthStep step :
       {GrowthStep::IntrinsicMinimums, GrowthStep::ContentMinimums, GrowthStep::MaxContentMinimums,
        GrowthStep::IntrinsicMaximums, GrowthStep::MaxContentMaximums}) {
    const Growth growth{axis, mode, flexible, step};
    if (flexible && !growth.to_base()) return;
    begin_plan(tracks, growth.to_base());
    for (GridItem* item : items)
      plan_for_item(*item, growth);
    if (growth.to_base()) {
      apply_planned_bases(tracks);
    } else {
      apply_planned_limits(tracks, step == GrowthStep::IntrinsicMaximums);
    }
  }
}

void GridLayout::resolve_intrinsic(Axis axis, SizingMode mode) {
  GridAxis& grid = axis_of(axis);
  auto touches_flexible = [&](const GridItem& item) {
    const GridSpan span = span_of(item, axis);
    for (int i = span.start; i < span.end; ++i) {
      if (grid.tracks[static_cast<std::size_t>(i)].is_flexible()) return true;
    }
    return false;
  };
  auto touches_intrinsic = [&](const GridItem& item) {
    const GridSpan span = span_of(item, axis);
    for (int i = span.start; i < span.end; ++i) {
      const GridTrack& track = grid.tracks[static_cast<std::size_t>(i)];
      if (is_intrinsic(min_kind(track)) || is_intrinsic(max_kind(track)) ||
          track.size.kind == TrackSizeKind::FitContent) {
        return true;
      }
    }
    return false;
  };
  std::vector<GridItem*> by_span;
  std::vector<GridItem*> flexible;
  // LIMIT: the tracks that all items look at together are bounded.
  std::int64_t budget = 4'000'000;
  const auto sort_in = [&](GridItem& item) {
    const int length = span_of(item, axis).length();
    budget -= length;
    if (budget < 0) return;
    if (touches_flexible(item)) {
      flexible.push_back(&item);
    } else if (touches_intrinsic(item)) {
      by_span.push_back(&item);
    }
  };
  collect_subgrid_items(axis);
  for (GridItem& item : items_) {
    if (!is_subgrid(item, axis)) sort_in(item);
  }
  for (GridItem& item : subgrid_items_)
    sort_in(item);
  std::stable_sort(by_span.begin(), by_span.end(), [&](const GridItem* a, const GridItem* b) {
    return span_of(*a, axis).length() < span_of(*b, axis).length();
  });
  for (std::size_t i = 0; i < by_span.size();) {
    std::size_t end = i;
    const int length = span_of(*by_span[i], axis).length();
    while (end < by_span.size() && span_of(*by_span[end], axis).length() == length)
      ++end;
    grow_for_items(axis,
                   {by_span.begin() + static_cast<std::ptrdiff_t>(i),
                    by_span.begin() + static_cast<std::ptrdiff_t>(end)},
                   false, mode);
    i = end;
  }
  if (!flexible.empty()) grow_for_items(axis, flexible, true, mode);
  for (GridTrack& track : grid.tracks) {
    if (track.limit == Unit::max() && track.size.kind != TrackSizeKind::FitContent) {
      track.limit = track.is_flexible() ? Unit::max() : track.base;
    } else if (track.limit == Unit::max()) {
      track.limit = track.base;
    }
  }
}

// §12.6.
void GridLayout::maximise(GridAxis& axis, SizingMode mode, Unit free) {
  if (mode == SizingMode::MaxContent || free == kIndefinite) {
    if (mode == SizingMode::MinContent) return;
    for (GridTrack& track : axis.tracks) {
      if (track.limit != Unit::max()) track.base = std::max(track.base, track.limit);
    }
    return;
  }
  while (free > Unit{}) {
    std::size_t open = 0;
    for (const GridTrack& track : axis.tracks) {
      if (!track.is_flexible() && track.base < track.limit) ++open;
    }
    if (open == 0) return;
    const Unit share = std::max(Unit::from_raw(1), free / static_cast<int>(open));
    for (GridTrack& track : axis.tracks) {
      if (track.is_flexible() || track.base >= track.limit || free <= Unit{}) continue;
      const Unit part = std::min({share, track.limit - track.base, free});
      track.base += part;
      free -= part;
    }
  }
}

// §12.8.
void GridLayout::stretch_auto(Axis axis, Unit free) {
  GridAxis& grid = axis_of(axis);
  const style::Alignment alignment =
      axis == Axis::Columns ? box_.style->justify_content : box_.style->align_content;
  const bool stretches = alignment.keyword == style::AlignKeyword::Normal ||
                         alignment.keyword == style::AlignKeyword::Auto ||
                         alignment.keyword == style::AlignKeyword::Stretch;
  if (!stretches) return;
  if (free == kIndefinite && axis == Axis::Rows) {
    const Unit least = geometry_.min_block_size - geometry_.insets.block_sum();
    Unit used = grid.gap * std::max(0, static_cast<int>(grid.tracks.size()) - 1);
    for (const GridTrack& track : grid.tracks)
      used += track.base;
    free = least - used;
  }
  if (free == kIndefinite || free <= Unit{}) return;
  int count = 0;
  for (const GridTrack& track : grid.tracks) {
    if (max_kind(track) == TrackBreadthKind::Auto && !track.collapsed &&
        track.size.kind != TrackSizeKind::FitContent) {
      ++count;
    }
  }
  for (GridTrack& track : grid.tracks) {
    if (count == 0) return;
    if (max_kind(track) != TrackBreadthKind::Auto || track.collapsed ||
        track.size.kind == TrackSizeKind::FitContent) {
      continue;
    }
    const Unit part = free / count;
    track.base += part;
    free -= part;
    --count;
  }
}

void GridLayout::size_tracks(Axis axis, SizingMode mode) {
  GridAxis& grid = axis_of(axis);
  if (mode != SizingMode::Layout) grid.available = kIndefinite;
  initialise(grid, mode);
  resolve_intrinsic(axis, mode);
  auto free_space = [&]() -> Unit {
    if (grid.available == kIndefinite) return kIndefinite;
    Unit used;
    int gaps = -1;
    for (const GridTrack& track : grid.tracks) {
      used += track.base;
      if (!track.collapsed) ++gaps;
    }
    return grid.available - used - grid.gap * std::max(0, gaps);
  };
  maximise(grid, mode, free_space());
  expand_flexible(axis, mode, free_space());
  if (mode == SizingMode::Layout) stretch_auto(axis, free_space());
}

}  // namespace banxin::layout
