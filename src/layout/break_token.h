#pragma once
// BreakToken: where layout of a box resumes on the next page or column (CSS Break 3; Blink's
// LayoutNG). A tree: one token for each box that was cut, with the tokens of its cut children.
#include <cstdint>
#include <memory>
#include <vector>

#include "base/unit.h"
#include "layout/box.h"

namespace banxin::layout {

struct BreakToken {
  const Box* box = nullptr;
  // Where to go on among the box's own children; null together with `children_done` false means
  // "from the first".
  const Box* next_child = nullptr;
  bool break_before = false;   // nothing of the box has been placed yet
  bool children_done = false;  // only what is left of the box's own size remains
  Unit consumed_block_size;    // of the box in earlier fragmentainers
  std::uint32_t sequence = 0;  // how many fragments the box has had
  // Inline formatting contexts: what layout/inline needs to go on (a position in its item list).
  std::uint32_t inline_position = 0;
  // Layout-specific state: a table's row, a flex line, a grid row…
  std::uint32_t track = 0;
  // Cut children (several where flows are parallel: cells, flex items, floats).
  std::vector<std::unique_ptr<BreakToken>> children;
};

}  // namespace banxin::layout
