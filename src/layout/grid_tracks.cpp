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
  const LogicalSize area{span_extent(columns_, item.columns), kIndefinite};
  const ConstraintSpace space = item_space(item, area, false);
  item.sized = size_layout(*item.box, space, flow_, context_);
  item.sized_space = space;
  return item.sized.size.block_size + item.margin.block_sum() + item.baseline_shim;
}

// §6.6 and §12.5: outer sizes.
Unit GridLayout::contribution(GridItem& item, Axis axis, Contribution kind) {
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
  const Unit whole = contribution(item, axis, Contribution::MinContent);
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

}  // namespace

// §12.5, steps 2 to 4, for items of one span.
void GridLayout::grow_for_items(Axis axis,
                                const std::vector<GridItem*>& items,
                                bool flexible,
                                SizingMode mode) {
  GridAxis& grid = axis_of(axis);
  struct Phase {
    Contribution kind;
    bool to_base;
  };
  auto affects_base = [&](const GridTrack& track, int phase) {
    const TrackBreadthKind kind = min_kind(track);
    if (flexible && !track.is_flexible()) return false;
    switch (phase) {
      case 0:  // intrinsic minimums
        return is_intrinsic(kind);
      case 1:  // content-based minimums
        return kind == TrackBreadthKind::MinContent || kind == TrackBreadthKind::MaxContent;
      default:  // max-content minimums
        return kind == TrackBreadthKind::MaxContent ||
               (mode == SizingMode::MaxContent && kind == TrackBreadthKind::Auto);
    }
  };
  auto affects_limit = [&](const GridTrack& track, int phase) {
    const bool fit = track.size.kind == TrackSizeKind::FitContent;
    const TrackBreadthKind kind = max_kind(track);
    if (phase == 3) return fit || is_intrinsic(kind);
    return fit || kind == TrackBreadthKind::MaxContent || kind == TrackBreadthKind::Auto;
  };
  for (int phase = 0; phase < (flexible ? 3 : 5); ++phase) {
    const bool to_base = phase < 3;
    for (GridTrack& track : grid.tracks) {
      track.planned_base = track.base;
      track.planned_limit = track.limit == Unit::max() ? track.base : track.limit;
      if (!to_base && track.limit == Unit::max()) track.planned_limit = Unit{};
    }
    for (GridItem* item : items) {
      const GridSpan span = span_of(*item, axis);
      std::vector<GridTrack*> affected;
      Unit sum = grid.gap * (span.length() - 1);
      double flex = 0;
      for (int i = span.start; i < span.end; ++i) {
        GridTrack& track = grid.tracks[static_cast<std::size_t>(i)];
        if (track.collapsed) sum -= grid.gap;
        sum += to_base ? track.base : (track.limit == Unit::max() ? track.base : track.limit);
        const bool takes = to_base ? affects_base(track, phase) : affects_limit(track, phase);
        if (!takes) continue;
        affected.push_back(&track);
        flex += track.size.max.flex;
      }
      if (affected.empty()) continue;
      Contribution kind = Contribution::MaxContent;
      if (phase == 0) {
        kind = mode == SizingMode::MinContent || mode == SizingMode::MaxContent
                   ? Contribution::MinContent
                   : Contribution::Minimum;
      }
      if (phase == 1 || phase == 3) kind = Contribution::MinContent;
      Unit wanted = contribution(*item, axis, kind);
      if (phase == 4 || phase == 2) {
        // fit-content() limits what max-content asks for.
        Unit limit;
        bool any_fit = true;
        for (const GridTrack* track : affected) {
          if (track->size.kind != TrackSizeKind::FitContent) {
            any_fit = false;
            continue;
          }
          limit += fixed_size(track->size.max, grid.available).value_or(Unit{});
        }
        if (any_fit && affected.size() == static_cast<std::size_t>(span.length())) {
          wanted = std::min(wanted,
                            std::max(limit, contribution(*item, axis, Contribution::MinContent)));
        }
      }
      const Unit extra = wanted - sum;
      if (extra <= Unit{}) continue;
      if (flexible && flex > 0) {
        // §12.5, step 4: in proportion to the flex factors.
        double done = 0;
        Unit given;
        for (GridTrack* track : affected) {
          done += track->size.max.flex;
          const Unit until = extra * (done / flex);
          track->planned_base = std::max(track->planned_base, track->base + until - given);
          given = until;
        }
        continue;
      }
      distribute_extra(affected, extra, to_base, [&](const GridTrack& track) {
        if (!to_base) return true;
        const bool fit = track.size.kind == TrackSizeKind::FitContent;
        if (phase == 2) return fit || max_kind(track) == TrackBreadthKind::MaxContent;
        return fit || is_intrinsic(max_kind(track));
      });
    }
    for (GridTrack& track : grid.tracks) {
      if (to_base) {
        track.base = std::max(track.base, track.planned_base);
        track.limit = std::max(track.limit, track.base);
      } else if (track.planned_limit > Unit{} || track.limit != Unit::max()) {
        if (track.limit == Unit::max() && phase == 3) track.infinitely_growable = true;
        track.limit = track.limit == Unit::max() ? std::max(track.planned_limit, track.base)
                                                 : std::max(track.limit, track.planned_limit);
      }
    }
    if (phase == 4) {
      for (GridTrack& track : grid.tracks)
        track.infinitely_growable = false;
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
  for (GridItem& item : items_) {
    const int length = span_of(item, axis).length();
    if (budget < length) break;
    budget -= length;
    if (touches_flexible(item)) {
      flexible.push_back(&item);
    } else if (touches_intrinsic(item)) {
      by_span.push_back(&item);
    }
  }
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

// §12.7.1: the size of an fr over tracks [begin, end) in `space`.
double GridLayout::fraction_size(const GridAxis& axis, int begin, int end, Unit space) const {
  std::vector<bool> inflexible(static_cast<std::size_t>(end - begin));
  for (;;) {
    double left = space.to_px();
    double factors = 0;
    for (int i = begin; i < end; ++i) {
      const GridTrack& track = axis.tracks[static_cast<std::size_t>(i)];
      if (i > begin && !track.collapsed) left -= axis.gap.to_px();
      if (track.is_flexible() && !inflexible[static_cast<std::size_t>(i - begin)]) {
        factors += track.size.max.flex;
      } else {
        left -= track.base.to_px();
      }
    }
    const double fraction = left / std::max(1.0, factors);
    bool again = false;
    for (int i = begin; i < end; ++i) {
      const GridTrack& track = axis.tracks[static_cast<std::size_t>(i)];
      const auto index = static_cast<std::size_t>(i - begin);
      if (!track.is_flexible() || inflexible[index]) continue;
      if (fraction * track.size.max.flex < track.base.to_px() - 1e-9) {
        inflexible[index] = true;
        again = true;
      }
    }
    if (!again) return std::max(0.0, fraction);
  }
}

void GridLayout::expand_flexible(Axis axis, SizingMode mode, Unit free) {
  GridAxis& grid = axis_of(axis);
  const bool any = std::any_of(grid.tracks.begin(), grid.tracks.end(),
                               [](const GridTrack& track) { return track.is_flexible(); });
  if (!any || mode == SizingMode::MinContent) return;
  double fraction = 0;
  const int count = static_cast<int>(grid.tracks.size());
  if (free != kIndefinite && mode == SizingMode::Layout) {
    fraction = fraction_size(grid, 0, count, grid.available);
  } else {
    for (const GridTrack& track : grid.tracks) {
      if (!track.is_flexible()) continue;
      const double factor = std::max(1.0, track.size.max.flex);
      fraction = std::max(fraction, track.base.to_px() / factor);
    }
    for (GridItem& item : items_) {
      const GridSpan span = span_of(item, axis);
      bool flexible = false;
      for (int i = span.start; i < span.end; ++i) {
        flexible = flexible || grid.tracks[static_cast<std::size_t>(i)].is_flexible();
      }
      if (!flexible) continue;
      fraction =
          std::max(fraction, fraction_size(grid, span.start, span.end,
                                           contribution(item, axis, Contribution::MaxContent)));
    }
    // A definite minimum of the container is to be filled, a maximum not exceeded.
    if (axis == Axis::Rows) {
      const Unit insets = geometry_.insets.block_sum();
      auto total = [&](double fr) {
        Unit sum = grid.gap * std::max(0, count - 1);
        for (const GridTrack& track : grid.tracks) {
          sum += track.is_flexible() ? std::max(track.base, Unit::from_px(fr * track.size.max.flex))
                                     : track.base;
        }
        return sum;
      };
      if (geometry_.min_block_size > insets &&
          total(fraction) < geometry_.min_block_size - insets) {
        fraction = fraction_size(grid, 0, count, geometry_.min_block_size - insets);
      } else if (geometry_.max_block_size != Unit::max() &&
                 total(fraction) > geometry_.max_block_size - insets) {
        fraction = fraction_size(grid, 0, count, geometry_.max_block_size - insets);
      }
    }
  }
  // Rounded so that shares add up.
  double done = 0;
  Unit given;
  for (GridTrack& track : grid.tracks) {
    if (!track.is_flexible()) continue;
    const double wanted = fraction * track.size.max.flex;
    if (wanted <= track.base.to_px()) continue;
    done += wanted;
    const Unit until = Unit::from_px(done);
    track.base = std::max(track.base, until - given);
    given = until;
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

}  // namespace banxin::layout
