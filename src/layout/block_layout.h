#pragma once
// BlockLayout: one run of block flow over one box in one fragmentainer. Internal to block*.cpp.
#include <optional>
#include <vector>

#include "layout/block_end.h"
#include "layout/float.h"
#include "layout/fragment_builder.h"
#include "layout/inline/line_grid.h"
#include "layout/layout_context.h"
#include "layout/margins.h"

namespace banxin::layout {

class BlockLayout {
 public:
  BlockLayout(const Box& box,
              const ConstraintSpace& space,
              const BreakToken* resume,
              LayoutContext& context);
  LayoutResult run();

 private:
  enum class Progress : std::uint8_t { GoOn, Stop };

  // Where a child comes to stand: border box, from the content corner.
  struct ChildPlace {
    ConstraintSpace space;
    LeadingMargins lead;
    LogicalEdges margin;
    Unit block_offset;
    Unit inline_offset;  // logical
    bool has_clearance = false;
  };
  // The state before a child, to take a break back to it.
  struct Candidate {
    const Box* before = nullptr;
    EarlyBreak target;  // a better place inside `before`
    const Box* previous = nullptr;
    bool placed = false;
    std::size_t children = 0;
    std::size_t out_of_flow = 0;
    std::size_t parallel = 0;
    ExclusionSpace::Mark floats;
    Unit cursor;
    MarginStrut strut;
    bool at_leading_edge = false;
    std::optional<Unit> first_baseline, last_baseline;
  };

  void resume_floats();
  void start_float(const PendingFloat& pending);
  void continue_float(const PendingFloat& pending);
  void accept_float(const Box& child, PlacedFloat placed, Unit corner, Point shift = {});
  void resume_parallel_flows();
  void lay_out_children();
  void lay_out_lines();
  void add_out_of_flow(const Box& child);
  void add_float(const Box& child);
  const Box* find_legend() const;
  void lay_out_legend();
  Progress lay_out_child(const Box& child);
  Progress break_between(const Box& child, bool resumed_here);
  bool cuts_margin(const Box& child, const BreakToken* token) const;
  bool must_wait(const BreakToken* token, const ChildPlace& place) const;
  bool may_wait(const Box& child, const BreakToken* token, const ConstraintSpace& space) const;
  ChildPlace place_child(const Box& child, const BreakToken* token);
  void place_in_block_axis(const Box& child, const BreakToken* token, ChildPlace& place);
  GridPlace grid_place(const ChildPlace& place) const;
  void align_to_grid(const Box& child, const LayoutResult& result, ChildPlace& place);
  void place_in_inline_axis(const Box& child, ChildPlace& place);
  void place_beside_floats(const Box& child, Unit inline_size, ChildPlace& place);
  Progress accept(const Box& child,
                  const BreakToken* token,
                  ChildPlace& place,
                  LayoutResult result);
  void add_child_fragment(const Box& child, const ChildPlace& place, LayoutResult& result);
  Progress stop_before(const Box& child, bool forced, BreakAppeal appeal);
  Progress avoid_break_at(const Box& child);
  void take(const Candidate& candidate);
  Candidate remember(const Box& child) const;
  void place_marker();
  Unit marker_rise();
  LayoutResult break_before_all() const;
  LayoutResult finish();
  bool end_margin_goes_out() const;
  void finish_positioned(Unit consumed, Unit size);
  bool starts_later(const Box& child, LogicalPoint static_position, Unit consumed, Unit size) const;

  bool fragmenting() const { return space_.can_fragment(); }
  // What a cloned end edge leaves; one that leaves nothing hangs over.
  Unit content_fragmentainer_size() const {
    const Unit size = space_.fragmentainer_block_size;
    const Unit end = geometry_.insets.block_end;
    const bool clones = clones_edges(box_, geometry_, space_, resume_);
    return clones && edges_.start + end < size ? size - end : size;
  }
  Unit to_logical_inline(Unit line_offset, Unit inline_size) const;
  bool nothing_placed() const { return !placed_; }

  const Box& box_;
  const ConstraintSpace& space_;
  const BreakToken* resume_;
  LayoutContext& context_;
  BoxGeometry geometry_;
  FlowDirection flow_;
  FragmentBuilder builder_;
  LayoutResult result_;
  ExclusionSpace own_exclusions_;
  ExclusionSpace* exclusions_ = nullptr;
  bool is_context_root_ = false;
  LogicalPoint bfc_content_;
  LogicalSize content_;
  FragmentEdges edges_;
  Unit cursor_;
  MarginStrut strut_;
  bool strut_stays_ = false;  // of a child with clearance: it does not leave the box
  bool at_leading_edge_ = false;
  bool cut_edge_ = false;  // only boxes without height stand after the unforced break
  bool placed_ = false;    // in-flow content stands in this fragment
  bool starts_page_ = false;
  bool broke_before_ = false;  // the box as a whole goes to the next fragmentainer
  bool has_lines_ = false;
  const Box* legend_ = nullptr;  // that stands on the border
  bool legend_in_flow_ = false;
  Unit legend_growth_;
  const Box* previous_ = nullptr;  // the last in-flow child of this fragment
  EarlyBreak target_;
  Candidate candidate_;
  std::vector<std::unique_ptr<BreakToken>> parallel_;
};

}  // namespace banxin::layout
