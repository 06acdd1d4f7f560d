#pragma once
// ConstraintSpace: all that a box's layout may know of its surroundings. Logical coordinates of the
// box's own flow direction. `available` and `percentage_basis` are the containing block's content
// box as the box sees it: its own margins, borders and padding have not been taken off.
#include <cstdint>

#include "base/geometry.h"
#include "base/unit.h"

namespace banxin::layout {

class ExclusionSpace;
struct Box;

// An indefinite block size.
inline constexpr Unit kIndefinite = Unit::min();

enum class FragmentainerType : std::uint8_t { None, Page, Column };

// A place where a fragmentainer may end: before a box, or inside it before one of its lines.
struct EarlyBreak {
  const Box* box = nullptr;
  std::uint32_t line = 0;  // of the box's lines in this fragment; 0: before the box
  bool operator==(const EarlyBreak&) const = default;
};

struct ConstraintSpace {
  FlowDirection flow;
  LogicalSize available;         // block_size may be kIndefinite
  LogicalSize percentage_basis;  // either may be kIndefinite
  // The border box's size is given in `available` (a stretched flex item, a table cell).
  bool fixed_inline_size = false;
  bool fixed_block_size = false;
  // The given block size counts as definite for percentages of the children.
  bool fixed_block_size_is_definite = true;
  // The containing block's flow is orthogonal: its inline axis is this box's block axis.
  bool orthogonal = false;
  // Shrink to fit (CSS 2.2 §10.3.5) instead of filling the available inline size.
  bool shrink_to_fit = false;

  // Floats of the block formatting context; null where the box establishes its own. `bfc_offset` is
  // where the box starts in it: its border box for lay_out(), its content box for lay_out_inline().
  // Inline offsets are measured from the *line-left* edge in either direction (float.h).
  ExclusionSpace* exclusions = nullptr;
  LogicalPoint bfc_offset;

  // Fragmentation: the whole block size of the page or column, and where this box starts in it.
  FragmentainerType fragmentainer = FragmentainerType::None;
  Unit fragmentainer_block_size = kIndefinite;
  Unit fragmentainer_offset;
  // Nothing has been placed in the fragmentainer before this box: it must make progress.
  bool at_fragmentainer_start = false;
  // Body lines stand at multiples of it from the fragmentainer's start (inline/line_grid.h); zero
  // where there is no grid.
  Unit grid_pitch;
  // Enough pages have shown nothing new: what is left of a box without content ends on this one
  // (empty_pages.h).
  bool skips_empty = false;
  // A second pass: break there, the best place that was found (CSS Break 3 §4.5).
  EarlyBreak break_at;

  bool can_fragment() const { return fragmentainer != FragmentainerType::None; }
  // A column without an end: multi-column layout measures its content between forced breaks.
  bool is_endless() const { return fragmentainer_block_size > Unit::max() / 2; }
  Unit fragmentainer_remaining() const { return fragmentainer_block_size - fragmentainer_offset; }
  // What percentages of margins and padding refer to: the containing block's inline size.
  Unit edge_basis() const {
    const Unit basis = orthogonal ? percentage_basis.block_size : percentage_basis.inline_size;
    return basis == kIndefinite ? Unit{} : basis;
  }
};

}  // namespace banxin::layout
