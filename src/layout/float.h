#pragma once
// Floats (CSS 2.2 §9.5): the exclusion space of a block formatting context, and the placing of a
// float in it. Offsets are from the block formatting context's content corner; inline offsets are
// always measured from its line-left edge, whatever the direction of a box inside, so that blocks
// of both directions share one space. In a right-to-left block, a logical inline offset is the
// content box's inline size minus the line-left offset and the inline size of what is placed.
#include <cstddef>
#include <memory>
#include <vector>

#include "base/geometry.h"
#include "layout/constraint_space.h"
#include "layout/layout_result.h"
#include "style/computed_style.h"

namespace banxin::layout {

class LayoutContext;

// A band in which a line may stand.
struct LineOpportunity {
  Unit block_start;
  Unit block_end;                 // where the band's shape changes; Unit::max() when it does not
  Unit inline_start, inline_end;  // from line-left
};

class ExclusionSpace {
 public:
  // The first band at or after `block_start`, within [inline_start, inline_end], that is at least
  // `minimum` wide (the whole range when no float is in the way, however narrow the range is).
  LineOpportunity find_opportunity(Unit block_start,
                                   Unit inline_start,
                                   Unit inline_end,
                                   Unit minimum) const;
  // The same for lines, which wrap around the shapes of floats (CSS Shapes 1 §2).
  LineOpportunity find_line(Unit block_start,
                            Unit inline_start,
                            Unit inline_end,
                            Unit minimum) const;
  // For lines too: what floats leave of [inline_start, inline_end] over the whole of [block_start,
  // block_end).
  LineOpportunity narrowest(Unit block_start,
                            Unit block_end,
                            Unit inline_start,
                            Unit inline_end) const;
  // The block offset below all floats of that side (`clear`), `block_start` when there are none.
  // `direction` resolves inline-start and inline-end.
  Unit clearance(style::Clear clear, Unit block_start, Direction direction = Direction::Ltr) const;

  // The edge of a shape in [block_start, block_end).
  struct ShapeRow {
    Unit block_start, block_end, edge;
  };
  struct Exclusion {
    LogicalPoint start;  // margin box, from line-left
    LogicalPoint end;
    bool at_line_left = true;
    bool has_shape = false;
    std::vector<ShapeRow> shape = {};  // in block order
  };
  void add(const Exclusion& exclusion);
  bool empty() const { return exclusions_.empty() && pending_.empty(); }
  // Where the last float starts: no later float may be placed higher (CSS 2.2 §9.5.1, rule 5).
  Unit last_start() const { return last_start_; }
  // The lowest end of all floats.
  Unit lowest_end() const { return std::max(left_end_, right_end_); }

  // Floats that go on in the next fragmentainer; the formatting context's root takes them.
  void add_pending(PendingFloat pending) { pending_.push_back(std::move(pending)); }
  std::vector<PendingFloat> take_pending() { return std::move(pending_); }
  bool has_pending() const { return !pending_.empty(); }
  // Whether floats have been put off as a whole: no later one may come before them.
  bool has_put_off() const { return !pending_.empty() && pending_.back().resume->break_before; }

  // To take back what was added after a mark, when a break is put earlier.
  struct Mark {
    std::size_t exclusions = 0;
    std::size_t pending = 0;
  };
  Mark mark() const { return {exclusions_.size(), pending_.size()}; }
  void roll_back(Mark mark);

 private:
  // The edge of one side's floats from `block_start` on, up to the next step.
  struct Step {
    Unit block_start;
    Unit edge;
  };
  struct Sides {
    std::vector<Step> left;   // edges rightwards; Unit::min() where there is none
    std::vector<Step> right;  // edges leftwards; Unit::max() where there is none
  };
  static void raise(std::vector<Step>& side, const ShapeRow& row, bool is_left);
  static void raise(Sides& sides, const Exclusion& exclusion);
  static LineOpportunity find(
      const Sides& sides, Unit block_start, Unit inline_start, Unit inline_end, Unit minimum);
  void index(const Exclusion& exclusion);

  std::vector<Exclusion> exclusions_;
  Sides boxes_;
  Sides shapes_;  // for lines, once a float has a shape
  bool has_shapes_ = false;
  std::vector<PendingFloat> pending_;
  Unit left_end_ = Unit::min();
  Unit right_end_ = Unit::min();
  Unit last_start_ = Unit::min();
};

struct PlacedFloat {
  LogicalPoint offset;  // border box, from the block formatting context's corner (line-left)
  // `fragment` is null when the float was put off to the next fragmentainer. What is left of it is
  // kept by `exclusions`; `resume` is null always.
  LayoutResult result;
};

// Lays out and places `box`, not above `block_start`, in a containing block whose content box is
// `space` (available size, bfc_offset); adds it to `exclusions`.
PlacedFloat place_float(const Box& box,
                        const ConstraintSpace& space,
                        Unit block_start,
                        ExclusionSpace& exclusions,
                        LayoutContext& context);

}  // namespace banxin::layout
