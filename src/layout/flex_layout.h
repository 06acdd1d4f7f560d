#pragma once
// FlexLayout: CSS Flexbox 1 §9 over one container. Sizes of items are those of border boxes; main
// and cross are axes of the container's flow. Internal to flex*.cpp.
#include <cstdint>
#include <optional>
#include <vector>

#include "layout/alignment.h"
#include "layout/block_end.h"
#include "layout/fragment_builder.h"
#include "layout/layout_context.h"
#include "layout/sized_layout.h"

namespace banxin::layout {

struct FlexItem {
  const Box* box = nullptr;
  bool orthogonal = false;
  LogicalEdges margin, insets;  // in the container's flow; auto margins are zero
  AutoMargins autos;
  // Main axis.
  Unit base, hypothetical, target;
  Unit minimum;
  Unit maximum = Unit::max();
  Unit main_insets, main_margins, cross_margins;
  bool frozen = false;
  bool block_is_definite = true;   // column: the main size counts as definite
  bool cross_is_definite = false;  // row: given, or stretched
  bool cross_given = false;        // it does not come from the content
  // Cross axis.
  Unit cross;
  Unit ascent;  // from the margin box's cross start, when it takes part in baseline alignment
  SelfPlace place = SelfPlace::Stretch;
  bool safe = false;
  SizedLayout sized;
  ConstraintSpace sized_space;
  // Placement, from the container's content corner along its main and cross axes.
  Unit main_offset, cross_offset;
  // In the fragment; the end of the border box where it has none.
  std::optional<Unit> first_baseline, last_baseline;
};

struct FlexLine {
  std::size_t begin = 0, end = 0;  // items
  Unit cross, offset;
  Unit ascent, descent;
  Unit last_ascent, last_descent;  // of items aligned by their last baseline, to the line's end
};

class FlexLayout {
 public:
  FlexLayout(const Box& box,
             const ConstraintSpace& space,
             const BreakToken* resume,
             LayoutContext& context);
  LayoutResult run();
  static MinMaxSizes content_sizes(const Box& box, LayoutContext& context);
  static Unit columns_width(const Box& box, LayoutContext& context);

 private:
  // What is moved to the next page together: a line of a row, or an item of a column.
  struct PageStep {
    std::size_t begin, end;  // items
  };
  struct StepExtent {
    Unit start = Unit::max();  // of the margin boxes, unbroken
    Unit border_start = Unit::max();
    Unit end;
  };
  enum class StepFit : std::uint8_t { Whole, Broken, None };

  void collect_items();
  void size_base(FlexItem& item);
  Unit content_main_size(FlexItem& item);
  Unit automatic_minimum(FlexItem& item, std::optional<Unit> specified);
  void break_lines();
  void break_items(std::size_t begin, std::size_t end);
  void break_rest();
  void add_line(std::size_t begin, std::size_t end);
  void resolve_main_size();
  void resolve_flexible_lengths(const FlexLine& line);
  bool line_grows(const FlexLine& line) const;
  void freeze_inflexible(const FlexLine& line, bool grows);
  Unit free_space(const FlexLine& line) const;
  Unit distribute_free_space(const FlexLine& line, bool grows, Unit free, double total);
  void freeze_violations(const FlexLine& line, Unit violation);
  void size_cross(FlexItem& item);
  ConstraintSpace item_space(const FlexItem& item, std::optional<Unit> cross) const;
  std::optional<Unit> definite_cross(const FlexItem& item) const;
  void size_lines();
  void place_main(FlexLine& line);
  void place_cross(FlexLine& line);
  void place_lines();
  LayoutResult finish();
  std::optional<Unit> container_baseline(bool last) const;
  void add_items();
  bool add_item(FlexItem& item, Unit extra, bool must_stand = false);
  void add_items_in_pages();
  std::vector<PageStep> page_steps() const;
  bool resume_overflow(const std::vector<PageStep>& steps);
  StepExtent natural_extent(const PageStep& step) const;
  bool puts_off(const FlexItem& item, const PageStep& step, Unit growth);
  StepFit add_step(const PageStep& step, Unit growth, bool is_first);
  bool is_forced_before(std::size_t index, std::size_t previous) const;
  void stop_at(std::size_t index, const PageStep& step, bool forced);
  void add_out_of_flow();
  LogicalPoint item_offset(const FlexItem& item, LogicalSize size) const;

  Unit line_gaps(const FlexLine& line) const {  // of a line that has items
    return main_gap_ * static_cast<int>(line.end - line.begin - 1);
  }
  // What `stretch` fills across.
  Unit stretched_cross(const FlexItem& item) const {
    return cross_size_ == kIndefinite ? kIndefinite
                                      : std::max(Unit{}, cross_size_ - item.cross_margins);
  }
  bool is_row() const { return row_; }
  Unit main_of(LogicalSize size) const { return row_ ? size.inline_size : size.block_size; }
  Unit cross_of(LogicalSize size) const { return row_ ? size.block_size : size.inline_size; }
  // Whether the item's own inline axis is the main axis.
  bool main_is_inline(const FlexItem& item) const { return row_ != item.orthogonal; }

  const Box& box_;
  const ConstraintSpace& space_;
  const BreakToken* resume_;
  LayoutContext& context_;
  BoxGeometry geometry_;
  FlowDirection flow_;
  FragmentEdges edges_;
  FragmentBuilder builder_;
  LayoutResult result_;
  bool row_ = true;
  bool main_reversed_ = false;
  bool cross_reversed_ = false;
  bool wraps_ = false;
  AlignmentAxis main_axis_, cross_axis_;
  Unit main_gap_, cross_gap_;
  Unit main_size_ = kIndefinite;   // inner
  Unit cross_size_ = kIndefinite;  // inner
  std::vector<FlexItem> items_;
  std::vector<FlexLine> lines_;
  std::size_t first_step_ = 0;  // that earlier pages have not had
  Unit natural_block_size_;
  Unit content_end_;  // of the items placed in this fragment
  std::vector<std::unique_ptr<BreakToken>> unfinished_;
  bool broke_before_ = false;
};

Unit resolve_gap(const style::Gap& gap, Unit basis);

}  // namespace banxin::layout
