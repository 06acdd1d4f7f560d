// Flexible tracks: what a share of the free space is (CSS Grid 2 §12.7).
#include <algorithm>
#include <cmath>

#include "layout/grid_layout.h"

namespace banxin::layout {

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

// §12.7, indefinite free space: an fr that no flexible track and no item in one exceeds.
double GridLayout::content_fraction(Axis axis) {
  const GridAxis& grid = axis_of(axis);
  double fraction = 0;
  for (const GridTrack& track : grid.tracks) {
    if (!track.is_flexible()) continue;
    const double factor = std::max(1.0, track.size.max.flex);
    fraction = std::max(fraction, track.base.to_px() / factor);
  }
  std::vector<GridItem*> all;
  for (GridItem& item : items_) {
    if (!is_subgrid(item, axis)) all.push_back(&item);
  }
  for (GridItem& item : subgrid_items_)
    all.push_back(&item);
  for (GridItem* const asking : all) {
    GridItem& item = *asking;
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
  return fraction;
}

// §12.7: a definite minimum of the container is to be filled, a maximum not exceeded.
double GridLayout::bounded_row_fraction(double fraction) const {
  const int count = static_cast<int>(rows_.tracks.size());
  const Unit insets = geometry_.insets.block_sum();
  Unit total = rows_.gap * std::max(0, count - 1);
  for (const GridTrack& track : rows_.tracks) {
    total += track.is_flexible()
                 ? std::max(track.base, Unit::from_px(fraction * track.size.max.flex))
                 : track.base;
  }
  if (geometry_.min_block_size > insets && total < geometry_.min_block_size - insets) {
    return fraction_size(rows_, 0, count, geometry_.min_block_size - insets);
  }
  if (geometry_.max_block_size != Unit::max() && total > geometry_.max_block_size - insets) {
    return fraction_size(rows_, 0, count, geometry_.max_block_size - insets);
  }
  return fraction;
}

// §12.7.
void GridLayout::expand_flexible(Axis axis, SizingMode mode, Unit free) {
  GridAxis& grid = axis_of(axis);
  const bool any = std::any_of(grid.tracks.begin(), grid.tracks.end(),
                               [](const GridTrack& track) { return track.is_flexible(); });
  if (!any || mode == SizingMode::MinContent) return;
  double fraction = 0;
  if (free != kIndefinite && mode == SizingMode::Layout) {
    fraction = fraction_size(grid, 0, static_cast<int>(grid.tracks.size()), grid.available);
  } else {
    fraction = content_fraction(axis);
    if (axis == Axis::Rows) fraction = bounded_row_fraction(fraction);
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

}  // namespace banxin::layout
