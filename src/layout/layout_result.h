#pragma once
// LayoutResult: the fragment of a box, where to resume, and what its parent must still place.
#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include "base/geometry.h"
#include "layout/break_token.h"
#include "layout/fragment.h"

namespace banxin::layout {

// Margins that adjoin: the largest positive and the smallest negative one (CSS 2.2 §8.3.1).
struct MarginStrut {
  Unit positive, negative;
  constexpr Unit sum() const { return positive + negative; }
  constexpr void add(Unit margin) {
    positive = std::max(positive, margin);
    negative = std::min(negative, margin);
  }
  constexpr void add(const MarginStrut& other) {
    positive = std::max(positive, other.positive);
    negative = std::min(negative, other.negative);
  }
  bool operator==(const MarginStrut&) const = default;
};

// How good the break is that a result ends with (CSS Break 3 §4.4), best last.
enum class BreakAppeal : std::uint8_t { LastResort, ViolatesOrphans, ViolatesAvoid, Perfect };

struct LayoutResult {
  // Null, with `resume`: nothing of the box fits here, break before it.
  std::unique_ptr<Fragment> fragment;
  std::unique_ptr<BreakToken> resume;  // null when the box is whole
  // Block size of the border box by its content alone, unbroken.
  Unit intrinsic_block_size;
  std::optional<Unit> first_baseline, last_baseline;  // from the border box's block start
  std::vector<OutOfFlowChild> out_of_flow;
  // Block-end margins of the last children that collapse with the box's own.
  MarginStrut end_margin;
  BreakAppeal appeal = BreakAppeal::Perfect;  // of the break at `resume`
  // The last place inside where a break would have been perfect, if any.
  EarlyBreak early_break;
};

struct MinMaxSizes {
  Unit min, max;  // min-content and max-content contributions (CSS Sizing 3 §5)
};

}  // namespace banxin::layout
