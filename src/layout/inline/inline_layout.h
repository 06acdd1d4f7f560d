#pragma once
// The inline formatting context: lines of text and atomic inlines (CSS Inline 3, CSS Text 4).
// CONTRACT between layout/inline (which implements these) and the rest of layout (which calls them
// for every box with children_inline, and is called back for atomic inlines and floats).
#include <optional>
#include <vector>

#include "layout/constraint_space.h"
#include "layout/layout_result.h"

namespace banxin::layout {

class LayoutContext;

// One placed line, or one placed float that was met in it: offset in logical coordinates of the
// content box of the block.
struct InlineChild {
  LogicalPoint offset;
  std::unique_ptr<Fragment> fragment;
};

struct InlineResult {
  std::vector<InlineChild> children;
  Unit block_size;  // of all lines placed, without floats that hang below
  // Set when lines are left for the next fragmentainer; inline_position says where.
  std::unique_ptr<BreakToken> resume;
  BreakAppeal appeal = BreakAppeal::Perfect;  // of that break: orphans and widows
  std::uint32_t early_break = 0;  // the last line before which a break would have been perfect
  std::optional<Unit> first_baseline, last_baseline;
  std::vector<OutOfFlowChild> out_of_flow;
};

// Lays out the lines of `block` from `resume` (null: from the first) into `space`, whose
// `available` is the content box. Breaks before a line that does not fit the fragmentainer, obeying
// orphans and widows; always places at least one line when space.at_fragmentainer_start.
// `exclusions` is updated with the floats met. `space.bfc_offset` is the content box's corner,
// inline offsets from its line-left edge (see float.h).
InlineResult lay_out_inline(const Box& block,
                            const ConstraintSpace& space,
                            const BreakToken* resume,
                            ExclusionSpace& exclusions,
                            LayoutContext& context);

// Where an empty line at `y` would begin, logical, from the content box's corner: text-indent,
// text-align and floats have their say. `space` as for lay_out_inline.
Unit empty_line_start(const Box& block,
                      const ConstraintSpace& space,
                      Unit y,
                      const ExclusionSpace& exclusions);

// Min- and max-content inline sizes of the lines (CSS Sizing 3 §5.1).
MinMaxSizes measure_inline(const Box& block, LayoutContext& context);

}  // namespace banxin::layout
