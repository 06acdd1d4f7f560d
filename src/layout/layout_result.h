#pragma once
// LayoutResult: the fragment of a box, where to resume, and what its parent must still place.
#include <memory>
#include <optional>
#include <vector>

#include "base/geometry.h"
#include "layout/break_token.h"
#include "layout/fragment.h"

namespace banxin::layout {

// An absolutely positioned box and where it would stand in the flow (CSS 2.2 §10.3.7), in logical
// coordinates of the fragment's border box.
struct OutOfFlowChild {
  const Box* box = nullptr;
  LogicalPoint static_position;
};

struct LayoutResult {
  std::unique_ptr<Fragment> fragment;
  std::unique_ptr<BreakToken> resume;                 // null when the box is whole
  std::optional<Unit> first_baseline, last_baseline;  // from the border box's block start
  std::vector<OutOfFlowChild> out_of_flow;
};

struct MinMaxSizes {
  Unit min, max;  // min-content and max-content contributions (CSS Sizing 3 §5)
};

}  // namespace banxin::layout
