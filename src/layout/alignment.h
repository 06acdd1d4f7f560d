#pragma once
// Alignment (CSS Box Alignment 3) as flex and grid share it, along one axis.
#include <cstddef>

#include "base/unit.h"
#include "style/computed_style.h"

namespace banxin::layout {

// Where an axis runs: `reversed` against the flow's own (row-reverse, wrap-reverse); `flipped` when
// its start is at the physical right or bottom, for left and right.
struct AlignmentAxis {
  bool reversed = false;
  bool starts_right = false;  // inline axes of horizontal text with rtl
};

// Space before the first and between all subjects of content distribution (§5).
struct Distribution {
  Unit offset;
  Unit between;
  bool stretch = false;
};
Distribution distribute(style::Alignment alignment,
                        style::AlignKeyword normal,
                        Unit free,
                        std::size_t count,
                        AlignmentAxis axis);

enum class SelfPlace : std::uint8_t { Start, Center, End, Stretch, Baseline, LastBaseline };
// align-self and justify-self, `auto` being that of the container (§6). Start and End are in terms
// of the (reversed) axis.
SelfPlace self_place(style::Alignment self,
                     style::Alignment items,
                     style::AlignKeyword normal,
                     AlignmentAxis axis);
bool is_safe(style::Alignment self, style::Alignment items);
// How far from the start of `free` space.
Unit self_offset(SelfPlace place, Unit free, bool safe);

}  // namespace banxin::layout
