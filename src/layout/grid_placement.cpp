// The grid's lines and the placement of items (CSS Grid 2 §7, §8).
#include <algorithm>
#include <climits>
#include <map>
#include <tuple>
#include <utility>

#include "layout/flex_layout.h"
#include "layout/grid_layout.h"
#include "layout/layout_algorithms.h"

namespace banxin::layout {

using style::GridLine;
using style::TrackBreadthKind;

namespace {

int clamp_line(std::int64_t line) {
  return static_cast<int>(std::clamp<std::int64_t>(line, -kMaximumTracks, kMaximumTracks));
}

// The definite size of a track for counting repetitions: its max if definite, else its min.
std::optional<Unit> definite_size(const style::TrackSize& size, Unit basis) {
  auto resolve = [basis](const style::TrackBreadth& breadth) -> std::optional<Unit> {
    if (breadth.kind != TrackBreadthKind::LengthPercentage) return std::nullopt;
    if (breadth.value.has_percent() && basis == kIndefinite) return std::nullopt;
    return breadth.value.resolve(basis == kIndefinite ? Unit{} : basis);
  };
  const auto minimum = resolve(size.min);
  auto maximum = resolve(size.max);
  if (size.kind == style::TrackSizeKind::FitContent) maximum.reset();
  if (maximum && minimum) return std::max(*maximum, *minimum);
  return maximum ? maximum : minimum;
}

}  // namespace

// CSS Grid 2 §7.2.3.2: as many repetitions as fit.
int GridLayout::auto_repeat_count(const style::GridTemplate& tracks, Axis axis) const {
  const GridAxis& grid = axis_of(axis);
  // On later pages, which may be wider, items keep their places.
  const bool keeps = axis == Axis::Columns && resume_ != nullptr;
  const Unit available = keeps ? resume_->track_basis : grid.available;
  Unit fixed;
  Unit repeated;
  int fixed_count = 0;
  int repeated_count = 0;
  for (const style::TrackEntry& entry : tracks.entries) {
    if (entry.is_repeat && entry.repeat_kind != style::RepeatKind::Count) {
      for (const style::TrackEntry& inner : entry.repeated) {
        if (!inner.has_track) continue;
        repeated += definite_size(inner.size, available).value_or(Unit::from_px(1));
        ++repeated_count;
      }
    } else if (entry.is_repeat) {
      for (const style::TrackEntry& inner : entry.repeated) {
        if (!inner.has_track) continue;
        fixed += definite_size(inner.size, available).value_or(Unit{}) *
                 std::min(entry.repeat_count, kMaximumTracks);
        fixed_count += std::min(entry.repeat_count, kMaximumTracks);
      }
    } else if (entry.has_track) {
      fixed += definite_size(entry.size, available).value_or(Unit{});
      ++fixed_count;
    }
  }
  if (repeated_count == 0) return 0;
  Unit room = available;
  bool at_least = false;
  if (room == kIndefinite) {
    // A definite maximum counts as the size, a definite minimum is to be filled.
    const bool columns = axis == Axis::Columns;
    const Unit insets = columns ? geometry_.insets.inline_sum() : geometry_.insets.block_sum();
    std::optional<Unit> most = geometry_.max_block_size;
    std::optional<Unit> least = geometry_.min_block_size;
    if (columns) {
      const AxisSizes sizes = inline_axis(*box_.style, flow_);
      const auto given = [&](const style::BoxSize& size) -> std::optional<Unit> {
        if (!size.is_length_percentage()) return std::nullopt;
        return resolve_inline_size(box_, size, kIndefinite, kIndefinite, context_);
      };
      most = given(sizes.maximum);
      least = given(sizes.minimum);
    } else if (*most == Unit::max()) {
      most.reset();
    }
    if (most) {
      room = *most - insets;
    } else if (least && *least > insets) {
      room = *least - insets;
      at_least = true;
    } else {
      return 1;
    }
  }
  const Unit step = std::max(Unit::from_raw(1), repeated + grid.gap * repeated_count);
  const Unit left = room - fixed - grid.gap * (fixed_count - 1);
  std::int64_t count = std::max<std::int64_t>(0, left.raw()) / step.raw();
  if (at_least && count * step.raw() < left.raw()) ++count;
  return static_cast<int>(
      std::clamp<std::int64_t>(count, 1, std::max(1, kMaximumTracks / repeated_count)));
}

void GridLayout::expand(const style::List<style::TrackEntry>& entries, Axis axis, bool in_repeat) {
  GridAxis& grid = axis_of(axis);
  for (const style::TrackEntry& entry : entries) {
    if (static_cast<int>(grid.tracks.size()) >= kMaximumTracks) return;
    if (entry.is_repeat && !in_repeat) {
      const style::GridTemplate& tracks = axis == Axis::Columns ? box_.style->grid_template_columns
                                                                : box_.style->grid_template_rows;
      int count = std::min(entry.repeat_count, kMaximumTracks);
      const auto before = static_cast<int>(grid.tracks.size());
      if (entry.repeat_kind != style::RepeatKind::Count) {
        count = auto_repeat_count(tracks, axis);
        grid.auto_fit = entry.repeat_kind == style::RepeatKind::AutoFit;
      }
      for (const std::string_view name : entry.line_names)
        grid.names[name].push_back(before);
      for (int i = 0; i < count && static_cast<int>(grid.tracks.size()) < kMaximumTracks; ++i) {
        expand(entry.repeated, axis, true);
      }
      if (entry.repeat_kind != style::RepeatKind::Count) {
        grid.auto_repeat_begin = before;
        grid.auto_repeat_count = static_cast<int>(grid.tracks.size()) - before;
      }
      continue;
    }
    const auto line = static_cast<int>(grid.tracks.size());
    for (const std::string_view name : entry.line_names) {
      std::vector<int>& lines = grid.names[name];
      if (lines.empty() || lines.back() != line) lines.push_back(line);
    }
    if (!entry.has_track) continue;
    GridTrack track;
    track.size = entry.size;
    grid.tracks.push_back(track);
  }
}

// CSS Grid 2 §7.3.3: an area makes lines named after it.
void GridLayout::add_area_names(Axis axis) {
  const style::GridAreas& areas = box_.style->grid_template_areas;
  if (areas.is_none() || areas.columns == 0) return;
  struct Extent {
    int begin = 0, end = 0;
  };
  std::map<std::string_view, Extent> extents;
  for (std::uint32_t i = 0; i < areas.cells.count; ++i) {
    const std::string_view name = areas.cells[i];
    if (name.empty()) continue;
    const int at = static_cast<int>(axis == Axis::Columns ? i % areas.columns : i / areas.columns);
    auto [found, is_new] = extents.try_emplace(name, Extent{at, at + 1});
    if (is_new) continue;
    found->second.begin = std::min(found->second.begin, at);
    found->second.end = std::max(found->second.end, at + 1);
  }
  GridAxis& grid = axis_of(axis);
  for (const auto& [name, extent] : extents) {
    const std::string_view start = context_.memory.copy(std::string{name} + "-start");
    const std::string_view end = context_.memory.copy(std::string{name} + "-end");
    grid.names[start].push_back(extent.begin);
    grid.names[end].push_back(extent.end);
  }
  const std::uint32_t count =
      axis == Axis::Columns ? areas.columns : areas.cells.count / areas.columns;
  const style::List<style::TrackSize>& sizes =
      axis == Axis::Columns ? box_.style->grid_auto_columns : box_.style->grid_auto_rows;
  while (grid.tracks.size() < count && static_cast<int>(grid.tracks.size()) < kMaximumTracks) {
    GridTrack track;
    if (!sizes.empty()) {
      track.size = sizes[(grid.tracks.size() - static_cast<std::size_t>(grid.explicit_count)) %
                         sizes.size()];
    }
    grid.tracks.push_back(track);
  }
}

void GridLayout::build_axis(Axis axis) {
  GridAxis& grid = axis_of(axis);
  const style::ComputedStyle& style = *box_.style;
  const style::GridTemplate& tracks =
      axis == Axis::Columns ? style.grid_template_columns : style.grid_template_rows;
  if (tracks.is_subgrid && inherited_ != nullptr) {
    const std::vector<Unit>& sizes = axis == Axis::Columns ? inherited_->columns : inherited_->rows;
    if (!sizes.empty()) {
      grid.is_subgrid = true;
      const style::Gap& own = axis == Axis::Columns ? style.column_gap : style.row_gap;
      const Unit gap = axis == Axis::Columns ? inherited_->column_gap : inherited_->row_gap;
      if (own.is_normal) grid.gap = gap;
      const Unit difference = (grid.gap - gap) / 2;
      const Unit start = axis == Axis::Columns
                             ? geometry_.insets.inline_start + geometry_.margin.inline_start
                             : geometry_.insets.block_start + geometry_.margin.block_start;
      const Unit end = axis == Axis::Columns
                           ? geometry_.insets.inline_end + geometry_.margin.inline_end
                           : geometry_.insets.block_end + geometry_.margin.block_end;
      for (std::size_t i = 0; i < sizes.size(); ++i) {
        GridTrack track;
        Unit size = sizes[i];
        size -= i == 0 ? start : difference;
        size -= i + 1 == sizes.size() ? end : difference;
        track.size.min.kind = track.size.max.kind = TrackBreadthKind::LengthPercentage;
        track.size.min.value = track.size.max.value =
            style::LengthPercentage::from_length(std::max(Unit{}, size));
        grid.tracks.push_back(track);
      }
      int line = 0;
      for (const style::TrackEntry& entry : tracks.entries) {
        for (const std::string_view name : entry.line_names)
          grid.names[name].push_back(line);
        ++line;
      }
      grid.explicit_count = static_cast<int>(grid.tracks.size());
      return;
    }
  }
  if (!tracks.is_subgrid) expand(tracks.entries, axis, false);
  grid.explicit_count = static_cast<int>(grid.tracks.size());
  add_area_names(axis);
  grid.explicit_count = static_cast<int>(grid.tracks.size());
}

// The number'th line of the name (from the end when negative); lines that are not there are
// imagined beyond the explicit grid (§8.3).
std::optional<int> GridLayout::named_line(std::string_view name,
                                          int number,
                                          const GridAxis& axis) const {
  const auto found = axis.names.find(name);
  const std::vector<int> none;
  const std::vector<int>& lines = found == axis.names.end() ? none : found->second;
  const auto count = static_cast<int>(lines.size());
  if (number > 0) {
    if (number <= count) return lines[static_cast<std::size_t>(number - 1)];
    return clamp_line(std::int64_t{axis.explicit_count} + number - count);
  }
  if (-number <= count) return lines[static_cast<std::size_t>(count + number)];
  return clamp_line(std::int64_t{number} + count);
}

std::optional<int> GridLayout::resolve_line(const GridLine& line, Axis axis, bool is_start) const {
  const GridAxis& grid = axis_of(axis);
  if (line.is_auto() || line.is_span) return std::nullopt;
  if (line.name.empty()) {
    return line.number > 0 ? clamp_line(line.number - 1)
                           : clamp_line(std::int64_t{grid.explicit_count} + 1 + line.number);
  }
  if (line.number == 0) {
    const std::string area = std::string{line.name} + (is_start ? "-start" : "-end");
    const auto found = grid.names.find(area);
    if (found != grid.names.end() && !found->second.empty()) return found->second.front();
    return named_line(line.name, 1, grid);
  }
  return named_line(line.name, line.number, grid);
}

// The line `number` lines of that name away from `from`.
int GridLayout::span_to_name(const GridLine& line, int from, int direction, Axis axis) const {
  const GridAxis& grid = axis_of(axis);
  const int count = std::max(1, line.number);
  if (line.name.empty()) return clamp_line(std::int64_t{from} + std::int64_t{direction} * count);
  const auto found = grid.names.find(line.name);
  int left = count;
  if (found != grid.names.end()) {
    std::vector<int> lines = found->second;
    std::sort(lines.begin(), lines.end());
    if (direction < 0) std::reverse(lines.begin(), lines.end());
    for (const int at : lines) {
      if ((direction > 0 ? at > from : at < from) && --left == 0) return at;
    }
  }
  return direction > 0 ? clamp_line(std::int64_t{std::max(from, grid.explicit_count)} + left)
                       : clamp_line(std::int64_t{std::min(from, 0)} - left);
}

// §8.3.1: definite spans; nothing, with the span's length, for automatic placement.
std::optional<GridSpan> GridLayout::resolve_lines(const GridLine& start,
                                                  const GridLine& end,
                                                  Axis axis,
                                                  int& span) const {
  const auto first = resolve_line(start, axis, true);
  const auto last = resolve_line(end, axis, false);
  span = 1;
  if (first && last) {
    if (*first == *last) return GridSpan{*first, *first + 1};
    return GridSpan{std::min(*first, *last), std::max(*first, *last)};
  }
  if (first) {
    if (end.is_span) return GridSpan{*first, span_to_name(end, *first, 1, axis)};
    return GridSpan{*first, *first + 1};
  }
  if (last) {
    if (start.is_span) return GridSpan{span_to_name(start, *last, -1, axis), *last};
    return GridSpan{*last - 1, *last};
  }
  // Two spans: the end's is ignored; a span for a name alone is one.
  const GridLine& given = start.is_span ? start : end;
  if (given.is_span && given.name.empty()) {
    span = std::clamp(given.number, 1, kMaximumTracks);
  }
  return std::nullopt;
}

void GridLayout::collect_items() {
  for (const Box* child = box_.first_child; child != nullptr; child = child->next_sibling) {
    if (child->out_of_flow) {
      positioned_.push_back(child);
      continue;
    }
    GridItem item;
    item.box = child;
    items_.push_back(std::move(item));
  }
  auto order = [](const GridItem& item) {
    return item.box->origin == BoxOrigin::Anonymous && item.box->type != BoxType::Table
               ? 0
               : item.box->style->order;
  };
  std::stable_sort(items_.begin(), items_.end(),
                   [&](const GridItem& a, const GridItem& b) { return order(a) < order(b); });
  for (GridItem& item : items_) {
    const style::ComputedStyle& style = *item.box->style;
    item.wanted_columns = resolve_lines(style.grid_column_start, style.grid_column_end,
                                        Axis::Columns, item.column_span);
    item.wanted_rows =
        resolve_lines(style.grid_row_start, style.grid_row_end, Axis::Rows, item.row_span);
    if (columns_.is_subgrid) {
      item.column_span = std::min(item.column_span, std::max(1, columns_.explicit_count));
    }
    item.orthogonal = is_orthogonal(style.flow(), flow_);
    item.autos = auto_margins(style, flow_);
    const bool right = flow_.direction == Direction::Rtl;
    // Pictures and boxes with a ratio are not stretched by `normal` (§6.2).
    const bool keeps = item.box->type == BoxType::Replaced;
    const style::AlignKeyword normal =
        keeps ? style::AlignKeyword::Start : style::AlignKeyword::Stretch;
    item.inline_place =
        self_place(style.justify_self, box_.style->justify_items, normal, {false, right});
    item.block_place = self_place(style.align_self, box_.style->align_items, normal, {});
    item.inline_safe = is_safe(style.justify_self, box_.style->justify_items);
    item.block_safe = is_safe(style.align_self, box_.style->align_items);
  }
}

namespace {

// Which cells are taken: by track of the major axis (rows in row flow), intervals of the minor one.
class Occupancy {
 public:
  void add(GridSpan major, GridSpan minor) {
    for (int i = major.start; i < major.end; ++i) {
      if (entries_ >= kMaximumEntries) return;  // LIMIT: later items may overlap
      ++entries_;
      tracks_[i].push_back(minor);
    }
  }
  // The end of an interval in the way, or nothing.
  std::optional<int> blocked(GridSpan major, GridSpan minor) const {
    for (auto at = tracks_.lower_bound(major.start); at != tracks_.end() && at->first < major.end;
         ++at) {
      for (const GridSpan& taken : at->second) {
        if (taken.start < minor.end && minor.start < taken.end) return taken.end;
      }
    }
    return std::nullopt;
  }

 private:
  static constexpr std::size_t kMaximumEntries = 2'000'000;
  std::map<int, std::vector<GridSpan>> tracks_;
  std::size_t entries_ = 0;
};

// §8.5: the auto-placement algorithm. The major axis is that of the rows in row flow; in column
// flow the axes change places.
class AutoPlacement {
 public:
  AutoPlacement(std::vector<GridItem>& items, style::GridAutoFlow flow, int minor_tracks)
      : items_(items), flow_(flow), minor_end_(minor_tracks) {}
  void run() {
    find_bounds();
    place_definite();
    place_in_given_rows();
    place_remaining();
  }

 private:
  struct Cursor {
    int major, minor;
  };
  using Shape = std::tuple<int, int, int>;  // both spans and the definite start in the minor axis

  void find_bounds();
  void place_definite();
  void place_in_given_rows();
  void place_remaining();
  void place_in_given_column(GridItem& item);
  void place_at_cursor(GridItem& item);
  Cursor& first_gap(const GridItem& item);
  void put(GridItem& item, GridSpan major, GridSpan minor);

  const std::optional<GridSpan>& major_wanted(const GridItem& item) const {
    return flow_.column ? item.wanted_columns : item.wanted_rows;
  }
  const std::optional<GridSpan>& minor_wanted(const GridItem& item) const {
    return flow_.column ? item.wanted_rows : item.wanted_columns;
  }
  int major_span(const GridItem& item) const {
    return flow_.column ? item.column_span : item.row_span;
  }
  int minor_span(const GridItem& item) const {
    return flow_.column ? item.row_span : item.column_span;
  }

  std::vector<GridItem>& items_;
  style::GridAutoFlow flow_;
  int minor_begin_ = 0;
  int minor_end_;
  int major_begin_ = 0;
  Cursor cursor_{0, 0};
  std::map<Shape, Cursor> first_gaps_;
  Occupancy occupied_;
};

void AutoPlacement::put(GridItem& item, GridSpan major, GridSpan minor) {
  item.rows = flow_.column ? minor : major;
  item.columns = flow_.column ? major : minor;
  occupied_.add(major, minor);
}

// §8.5, step 3: the columns of the implicit grid; step 2 may still add to them.
void AutoPlacement::find_bounds() {
  for (const GridItem& item : items_) {
    if (const auto& minor = minor_wanted(item)) {
      minor_begin_ = std::min(minor_begin_, minor->start);
      minor_end_ = std::max(minor_end_, minor->end);
    } else {
      minor_end_ = std::max(minor_end_, minor_begin_ + minor_span(item));
    }
    if (const auto& major = major_wanted(item)) major_begin_ = std::min(major_begin_, major->start);
  }
}

// §8.5, step 1: what is not placed automatically.
void AutoPlacement::place_definite() {
  for (GridItem& item : items_) {
    if (!major_wanted(item) || !minor_wanted(item)) continue;
    put(item, *major_wanted(item), *minor_wanted(item));
  }
}

// §8.5, step 2: items locked to a row.
void AutoPlacement::place_in_given_rows() {
  std::map<int, int> row_cursor;  // sparse: after the last item of that row
  for (GridItem& item : items_) {
    if (!major_wanted(item) || minor_wanted(item)) continue;
    const GridSpan major = *major_wanted(item);
    int at = minor_begin_;
    if (!flow_.dense) {
      const auto found = row_cursor.find(major.start);
      if (found != row_cursor.end()) at = std::max(at, found->second);
    }
    GridSpan minor{at, at + minor_span(item)};
    while (const auto next = occupied_.blocked(major, minor)) {
      minor = {*next, *next + minor_span(item)};
    }
    minor_end_ = std::max(minor_end_, minor.end);
    row_cursor[major.start] = minor.end;
    put(item, major, minor);
  }
}

// §8.5, step 4: the others, from the cursor on, or in dense packing from the first gap on.
void AutoPlacement::place_remaining() {
  cursor_ = {major_begin_, minor_begin_};
  for (GridItem& item : items_) {
    if (major_wanted(item)) continue;
    Cursor* gap = flow_.dense ? &first_gap(item) : nullptr;
    if (gap != nullptr) cursor_ = *gap;
    const bool is_fixed = minor_wanted(item).has_value();
    if (is_fixed) {
      place_in_given_column(item);
    } else {
      place_at_cursor(item);
    }
    if (gap != nullptr) *gap = {cursor_.major, is_fixed ? minor_begin_ : cursor_.minor};
  }
}

// OPTIMIZATION: cells are never given back, so the first gap for items of one shape only moves on.
AutoPlacement::Cursor& AutoPlacement::first_gap(const GridItem& item) {
  const auto& wanted = minor_wanted(item);
  const Shape shape{major_span(item), minor_span(item), wanted ? wanted->start : INT_MIN};
  return first_gaps_.try_emplace(shape, Cursor{major_begin_, minor_begin_}).first->second;
}

// §8.5, step 4, for an item with a definite column.
void AutoPlacement::place_in_given_column(GridItem& item) {
  const int length = major_span(item);
  const GridSpan wanted = *minor_wanted(item);
  if (!flow_.dense && wanted.start < cursor_.minor) ++cursor_.major;
  cursor_.minor = wanted.start;
  while (occupied_.blocked({cursor_.major, cursor_.major + length}, wanted))
    ++cursor_.major;
  put(item, {cursor_.major, cursor_.major + length}, wanted);
}

// §8.5, step 4, for an item that is automatic in both axes.
void AutoPlacement::place_at_cursor(GridItem& item) {
  const int length = major_span(item);
  const int width = minor_span(item);
  for (;;) {
    if (cursor_.minor + width > minor_end_) {
      ++cursor_.major;
      cursor_.minor = minor_begin_;
    }
    const GridSpan major{cursor_.major, cursor_.major + length};
    const GridSpan minor{cursor_.minor, cursor_.minor + width};
    const auto next = occupied_.blocked(major, minor);
    if (!next) {
      put(item, major, minor);
      cursor_.minor = minor.end;
      return;
    }
    cursor_.minor = *next;
  }
}

}  // namespace

// §8.5.
void GridLayout::place_items() {
  const style::GridAutoFlow flow = box_.style->grid_auto_flow;
  AutoPlacement(items_, flow, flow.column ? rows_.explicit_count : columns_.explicit_count).run();
}

// Implicit tracks before and after the explicit ones (§7.5); items are moved to indices from 0.
void GridLayout::add_implicit_tracks() {
  for (const Axis which : {Axis::Columns, Axis::Rows}) {
    GridAxis& axis = axis_of(which);
    int begin = 0;
    int end = axis.explicit_count;
    for (const GridItem& item : items_) {
      begin = std::min(begin, span_of(item, which).start);
      end = std::max(end, span_of(item, which).end);
    }
    begin = std::max(begin, -kMaximumTracks);
    end = std::min(end, 2 * kMaximumTracks);
    const style::List<style::TrackSize>& sizes =
        which == Axis::Columns ? box_.style->grid_auto_columns : box_.style->grid_auto_rows;
    const auto pattern = static_cast<int>(sizes.size());
    std::vector<GridTrack> tracks;
    for (int i = begin; i < end; ++i) {
      if (i >= 0 && i < axis.explicit_count) {
        tracks.push_back(axis.tracks[static_cast<std::size_t>(i)]);
        continue;
      }
      GridTrack track;
      if (pattern > 0) {
        const int at =
            i < 0 ? ((i % pattern) + pattern) % pattern : (i - axis.explicit_count) % pattern;
        track.size = sizes[static_cast<std::size_t>(at)];
      }
      tracks.push_back(track);
    }
    axis.tracks = std::move(tracks);
    axis.explicit_begin = -begin;
    for (GridItem& item : items_) {
      GridSpan& span = which == Axis::Columns ? item.columns : item.rows;
      span.start = std::clamp(span.start - begin, 0, std::max(0, end - begin - 1));
      span.end = std::clamp(span.end - begin, span.start + 1, std::max(1, end - begin));
    }
    if (axis.auto_fit) collapse_empty_tracks(axis, which == Axis::Columns);
  }
}

void GridLayout::collapse_empty_tracks(GridAxis& axis, bool columns) {
  std::vector<int> changes(axis.tracks.size() + 1);
  for (const GridItem& item : items_) {
    const GridSpan span = columns ? item.columns : item.rows;
    ++changes[static_cast<std::size_t>(span.start)];
    --changes[static_cast<std::size_t>(span.end)];
  }
  int covered = 0;
  for (std::size_t i = 0; i < axis.tracks.size(); ++i) {
    covered += changes[i];
    const int index = static_cast<int>(i) - axis.explicit_begin - axis.auto_repeat_begin;
    if (index < 0 || index >= axis.auto_repeat_count || covered > 0) continue;
    GridTrack& track = axis.tracks[i];
    track.collapsed = true;
    track.size = {};
    track.size.min.kind = track.size.max.kind = TrackBreadthKind::LengthPercentage;
  }
}

}  // namespace banxin::layout
