#pragma once
// GridLayout: CSS Grid 2 over one container. Rows and columns are indexed from 0, the implicit ones
// before the explicit grid included. Internal to grid*.cpp.
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "layout/alignment.h"
#include "layout/block_end.h"
#include "layout/fragment_builder.h"
#include "layout/layout_context.h"
#include "layout/sized_layout.h"

namespace banxin::layout {

// LIMIT: tracks of one axis, implicit ones included; lines further out are clamped.
inline constexpr int kMaximumTracks = 10'000;

struct GridTrack {
  style::TrackSize size;
  Unit base;
  Unit limit;  // growth limit; Unit::max() is infinite
  Unit planned_base, planned_limit;
  bool infinitely_growable = false;
  bool collapsed = false;  // an empty auto-fit track
  Unit offset;             // from the content corner

  bool is_flexible() const { return size.max.kind == style::TrackBreadthKind::Flex; }
};

struct GridSpan {
  int start = 0;
  int end = 1;
  int length() const { return end - start; }
};

class GridLayout;

struct GridItem {
  const Box* box = nullptr;
  bool orthogonal = false;
  std::optional<GridSpan> wanted_columns, wanted_rows;  // definite placements
  int column_span = 1, row_span = 1;                    // of automatic ones
  GridSpan columns, rows;
  LogicalEdges margin, insets;
  AutoMargins autos;
  SelfPlace inline_place = SelfPlace::Stretch, block_place = SelfPlace::Stretch;
  bool inline_safe = false, block_safe = false;
  Unit baseline_shim;  // added before the item to align baselines in its row
  Unit ascent;
  SizedLayout sized;
  ConstraintSpace sized_space;
  // An item of a subgrid: the subgrid, its index there, and what is added to its contribution.
  GridLayout* owner = nullptr;
  std::size_t owner_index = 0;
  Unit extra;
};

// One axis of the grid: its explicit tracks and the names of its lines.
struct GridAxis {
  std::vector<GridTrack> tracks;
  int explicit_begin = 0;  // tracks before are implicit
  int explicit_count = 0;
  std::unordered_map<std::string_view, std::vector<int>> names;  // line numbers from 0, explicit
  int auto_repeat_begin = 0, auto_repeat_count = 0;
  bool auto_fit = false;
  bool is_subgrid = false;
  Unit gap;
  Unit available = kIndefinite;  // of the content box
};

class GridLayout {
 public:
  GridLayout(const Box& box,
             const ConstraintSpace& space,
             const BreakToken* resume,
             LayoutContext& context);
  LayoutResult run();
  static MinMaxSizes content_sizes(const Box& box, LayoutContext& context);

 private:
  enum class Axis : std::uint8_t { Columns, Rows };
  enum class Contribution : std::uint8_t { Minimum, MinContent, MaxContent };
  enum class SizingMode : std::uint8_t { Layout, MinContent, MaxContent };
  // The steps of §12.5 that grow tracks for the items of one span, in order.
  enum class GrowthStep : std::uint8_t {
    IntrinsicMinimums,
    ContentMinimums,
    MaxContentMinimums,
    IntrinsicMaximums,
    MaxContentMaximums
  };
  struct Growth {
    Axis axis;
    SizingMode mode;
    bool flexible;  // only flexible tracks take part (§12.5, step 4)
    GrowthStep step;

    bool to_base() const { return step <= GrowthStep::MaxContentMinimums; }
  };
  using ItemRows = std::map<int, std::vector<GridItem*>>;  // by their first row
  // What stands on this page already.
  struct PageProgress {
    Unit growth;  // from a row's place in the grid to its place on the page
    bool any_placed = false;
    const GridItem* previous = nullptr;
  };

  // grid_placement.cpp
  void build_axis(Axis axis);
  void add_area_names(Axis axis);
  void expand(const style::List<style::TrackEntry>& entries, Axis axis, bool in_repeat);
  int auto_repeat_count(const style::GridTemplate& tracks, Axis axis) const;
  void collect_items();
  std::optional<GridSpan> resolve_lines(const style::GridLine& start,
                                        const style::GridLine& end,
                                        Axis axis,
                                        int& span) const;
  std::optional<int> resolve_line(const style::GridLine& line, Axis axis, bool is_start) const;
  std::optional<int> named_line(std::string_view name, int number, const GridAxis& axis) const;
  int span_to_name(const style::GridLine& line, int from, int direction, Axis axis) const;
  void place_items();
  void add_implicit_tracks();
  void collapse_empty_tracks(GridAxis& axis, bool columns);

  // grid_tracks.cpp
  void size_tracks(Axis axis, SizingMode mode);
  void initialise(GridAxis& axis, SizingMode mode);
  void resolve_intrinsic(Axis axis, SizingMode mode);
  void grow_for_items(Axis axis,
                      const std::vector<GridItem*>& items,
                      bool flexible,
                      SizingMode mode);
  static bool takes_growth(const GridTrack& track, const Growth& growth);
  static bool grows_beyond_limit(const GridTrack& track, const Growth& growth);
  void plan_for_item(GridItem& item, const Growth& growth);
  Unit wanted_size(GridItem& item, const Growth& growth, const std::vector<GridTrack*>& affected);
  void maximise(GridAxis& axis, SizingMode mode, Unit free);
  void expand_flexible(Axis axis, SizingMode mode, Unit free);
  double content_fraction(Axis axis);
  double bounded_row_fraction(double fraction) const;
  void stretch_auto(Axis axis, Unit free);
  Unit contribution(GridItem& item, Axis axis, Contribution kind);
  Unit own_contribution(GridItem& item, Axis axis, Contribution kind);
  Unit block_contribution(GridItem& item);
  double fraction_size(const GridAxis& axis, int begin, int end, Unit space) const;
  void size_rows();
  void align_baselines();

  // grid.cpp
  void place_tracks(Axis axis);
  Unit span_extent(const GridAxis& axis, GridSpan span) const;
  ConstraintSpace item_space(const GridItem& item, LogicalSize area, bool final) const;
  bool add_item(GridItem& item, Unit growth, bool must_stand = false);
  static Unit inline_shift(const GridItem& item, Unit free);
  static Unit block_shift(const GridItem& item, Unit free);
  void add_items_in_pages();
  void add_overflowing_items();
  bool continue_rows(const ItemRows& rows, PageProgress& progress);
  bool breaks_before_row(int row,
                         const std::vector<GridItem*>& items,
                         const PageProgress& progress);
  bool add_row(int row, const std::vector<GridItem*>& items, PageProgress& progress);
  void stop_at(int row, bool forced);
  void stop_inside(int row, const PageProgress& progress);
  bool any_goes_on(std::size_t from) const;
  bool goes_on_in(int row, std::size_t from) const;
  void add_positioned();
  std::pair<Unit, Unit> positioned_extent(const style::ComputedStyle& style, Axis axis) const;
  void place_in_areas();
  void place_all();
  void size_columns();

  // grid_subgrid.cpp
  static bool is_subgrid(const GridItem& item, Axis axis);
  void prepare_subgrid(const GridItem& item);
  GridLayout& nest(GridItem& item, Axis axis);
  void collect_subgrid_items(Axis axis);

  LayoutResult finish();

  GridAxis& axis_of(Axis axis) { return axis == Axis::Columns ? columns_ : rows_; }
  const GridAxis& axis_of(Axis axis) const { return axis == Axis::Columns ? columns_ : rows_; }
  static GridSpan span_of(const GridItem& item, Axis axis) {
    return axis == Axis::Columns ? item.columns : item.rows;
  }

  const Box& box_;
  const ConstraintSpace& space_;
  const BreakToken* resume_;
  LayoutContext& context_;
  BoxGeometry geometry_;
  FlowDirection flow_;
  FragmentEdges edges_;
  FragmentBuilder builder_;
  LayoutResult result_;
  GridAxis columns_, rows_;
  std::vector<GridItem> items_;
  struct PositionedArea {
    OutOfFlowChild child;
    LogicalPoint offset;
    LogicalSize size;
  };
  struct Nested {
    ConstraintSpace space;
    SubgridTracks tracks;
    std::unique_ptr<GridLayout> grid;
  };
  std::vector<std::unique_ptr<Nested>> nested_;
  int nesting_ = 0;                      // subgrids around that ask for the sizes of this one
  std::vector<GridItem> subgrid_items_;  // of the axis that is being sized
  std::vector<const Box*> positioned_;
  std::vector<PositionedArea> positioned_areas_;
  const SubgridTracks* inherited_ = nullptr;
  Unit content_end_;
  std::map<int, Unit> row_ends_;  // of the items on this page, by their last row
  std::vector<std::unique_ptr<BreakToken>> unfinished_;
  bool broke_before_ = false;
};

}  // namespace banxin::layout
