#pragma once
// ConstraintSpace: all that a box's layout may know of its surroundings. Logical coordinates of the
// box's own flow direction.
#include <cstdint>

#include "base/geometry.h"
#include "base/unit.h"

namespace banxin::layout {

class ExclusionSpace;

// An indefinite block size.
inline constexpr Unit kIndefinite = Unit::min();

enum class FragmentainerType : std::uint8_t { None, Page, Column };

struct ConstraintSpace {
  FlowDirection flow;
  LogicalSize available;         // of the content box offered; block_size may be kIndefinite
  LogicalSize percentage_basis;  // either may be kIndefinite
  // The size is given from outside (a stretched flex item, a table cell), not computed.
  bool fixed_inline_size = false;
  bool fixed_block_size = false;
  // Shrink to fit (CSS 2.2 §10.3.5) instead of filling the available inline size.
  bool shrink_to_fit = false;

  // Floats of the block formatting context, and where this box's content starts in it.
  const ExclusionSpace* exclusions = nullptr;
  LogicalPoint bfc_offset;

  // Fragmentation: the whole block size of the page or column, and where this box starts in it.
  FragmentainerType fragmentainer = FragmentainerType::None;
  Unit fragmentainer_block_size = kIndefinite;
  Unit fragmentainer_offset;
  // Nothing has been placed in the fragmentainer before this box: it must make progress.
  bool at_fragmentainer_start = false;

  bool can_fragment() const { return fragmentainer != FragmentainerType::None; }
  Unit fragmentainer_remaining() const { return fragmentainer_block_size - fragmentainer_offset; }
};

}  // namespace banxin::layout
