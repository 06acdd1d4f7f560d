#pragma once
// Values that size and arrange boxes (CSS Sizing 4, Box Alignment 3, Grid 2, Multi-column 1).
#include "css/basic_values.h"

namespace banxin::css {

// -- sizes
struct AspectRatio {
  bool is_auto = true;  // `auto`, or `auto` beside a ratio: replaced boxes keep their own
  double width = 0;     // 0: no ratio
  double height = 0;
  constexpr bool has_ratio() const { return width > 0 && height > 0; }
  bool operator==(const AspectRatio&) const = default;
};

// -- alignment, CSS Box Alignment 3
struct Alignment {
  AlignKeyword keyword = AlignKeyword::Normal;
  OverflowPosition overflow = OverflowPosition::Default;
  bool legacy = false;  // of justify-items
  static constexpr Alignment of(AlignKeyword keyword) { return {keyword}; }
  bool operator==(const Alignment&) const = default;
};
// column-gap, row-gap
struct Gap {
  bool is_normal = true;
  LengthPercentage value;
  bool operator==(const Gap&) const = default;
};

// -- grid, CSS Grid 2
enum class TrackBreadthKind : std::uint8_t {
  LengthPercentage,
  Flex,
  MinContent,
  MaxContent,
  Auto,
};
struct TrackBreadth {
  TrackBreadthKind kind = TrackBreadthKind::Auto;
  LengthPercentage value;
  double flex = 0;  // fr
  bool operator==(const TrackBreadth&) const = default;
};
enum class TrackSizeKind : std::uint8_t { Breadth, MinMax, FitContent };
// A breadth has it in both `min` and `max`; fit-content(x) has x in `max`.
struct TrackSize {
  TrackSizeKind kind = TrackSizeKind::Breadth;
  TrackBreadth min;
  TrackBreadth max;
  bool operator==(const TrackSize&) const = default;
};
enum class RepeatKind : std::uint8_t { Count, AutoFill, AutoFit };
// An entry of grid-template-rows/-columns: line names before a track, then the track; or a
// repeat() whose inside is such a list again (never nested). The last entry of a list may have
// names only (`has_track` false).
struct TrackEntry {
  List<std::string_view> line_names;
  bool has_track = false;
  TrackSize size;
  bool is_repeat = false;
  RepeatKind repeat_kind = RepeatKind::Count;
  std::int32_t repeat_count = 1;
  List<TrackEntry> repeated;
  bool operator==(const TrackEntry&) const = default;
};
struct GridTemplate {
  bool is_subgrid = false;  // then the entries have line names only
  List<TrackEntry> entries;
  constexpr bool is_none() const { return !is_subgrid && entries.empty(); }
  bool operator==(const GridTemplate&) const = default;
};
// Names in row order, `columns` to a row, "" for a null cell.
struct GridAreas {
  std::uint32_t columns = 0;
  List<std::string_view> cells;
  constexpr bool is_none() const { return cells.empty(); }
  bool operator==(const GridAreas&) const = default;
};
// grid-row-start and its kin: auto (all empty), a number, a name, a span, or together.
struct GridLine {
  bool is_span = false;
  std::int32_t number = 0;  // 0: not given
  std::string_view name;    // "": not given
  constexpr bool is_auto() const { return !is_span && number == 0 && name.empty(); }
  bool operator==(const GridLine&) const = default;
};
struct GridAutoFlow {
  bool column = false;
  bool dense = false;
  bool operator==(const GridAutoFlow&) const = default;
};

// -- columns
struct ColumnCount {
  std::int32_t value = 0;  // 0: auto
  constexpr bool is_auto() const { return value == 0; }
  bool operator==(const ColumnCount&) const = default;
};
// CSS Containment 3 §3.
struct Contain {
  bool size = false, inline_size = false, layout = false, paint = false, style = false;
  bool operator==(const Contain&) const = default;
};

}  // namespace banxin::css
