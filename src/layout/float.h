#pragma once
// Floats (CSS 2.2 §9.5): the exclusion space of a block formatting context, and the placing of a
// float in it. Offsets are logical, from the block formatting context's content corner.
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
  Unit block_end;  // where the band's shape changes; Unit::max() when it does not
  Unit inline_start, inline_end;
};

class ExclusionSpace {
 public:
  // The first band at or after `block_start`, within [inline_start, inline_end], that is at least
  // `minimum` wide (the whole range when no float is in the way, however narrow the range is).
  LineOpportunity find_opportunity(Unit block_start,
                                   Unit inline_start,
                                   Unit inline_end,
                                   Unit minimum) const;
  // The block offset below all floats of that side (`clear`), `block_start` when there are none.
  Unit clearance(style::Clear clear, Unit block_start) const;

  struct Exclusion {
    LogicalPoint start;
    LogicalPoint end;
    bool at_line_left = true;
  };
  void add(const Exclusion& exclusion);
  bool empty() const { return exclusions_.empty(); }

 private:
  std::vector<Exclusion> exclusions_;
};

struct PlacedFloat {
  LogicalPoint offset;  // border box, from the block formatting context's corner
  LayoutResult result;
};

// Lays out and places `box`, not above `block_start`, in a containing block whose content spans
// [inline_start, inline_end]; adds it to `exclusions`. `space` is that of the containing block.
PlacedFloat place_float(const Box& box,
                        const ConstraintSpace& space,
                        Unit block_start,
                        ExclusionSpace& exclusions,
                        LayoutContext& context);

}  // namespace banxin::layout
