#pragma once
// BreakToken: where layout of a box resumes on the next page or column (CSS Break 3; Blink's
// LayoutNG). A tree: one token for each box that was cut, with the tokens of its cut children.
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "base/geometry.h"
#include "base/unit.h"
#include "layout/box.h"
#include "layout/constraint_space.h"

namespace banxin::layout {

struct BreakToken;

// An absolutely positioned box and where it would stand in the flow (CSS 2.2 §10.3.7), in logical
// coordinates of the fragment's border box.
enum class StaticEdge : std::uint8_t { Start, Center, End };
struct OutOfFlowChild {
  const Box* box = nullptr;
  LogicalPoint static_position;
  // Which point of its margin box stands there: flex and grid align it (CSS Flexbox 1 §4.1).
  StaticEdge inline_edge = StaticEdge::Start;
  StaticEdge block_edge = StaticEdge::Start;
  bool repeated = false;  // it was on an earlier page already: in a head or foot that is repeated
};

// A float, or the rest of one, that goes on in the next fragmentainer. Offsets as in float.h.
struct FloatPlacing {
  Unit line_offset;           // of its border box, where it has been placed already
  Unit inline_size;           // of its border box
  Unit line_start, line_end;  // its containing block
  bool at_line_left = true;
};
struct PendingFloat : FloatPlacing {
  std::unique_ptr<BreakToken> resume;
};

// A positioned box, or the rest of one, that goes on in the next fragment of its containing block.
struct PositionedPlacing {
  ConstraintSpace space;  // that it had, without the fragmentainer
  Unit across;            // of its border box, left or top edge from the containing fragment's
  Unit block_offset;      // of one that begins later, from the start of the next fragmentainer
  int waits = 0;          // for how many fragmentainers it has waited
};
struct PendingPositioned : PositionedPlacing {
  std::unique_ptr<BreakToken> resume;
};

// What of it can be copied.
struct BreakPlace {
  const Box* box = nullptr;
  // Where to go on among the box's own children; null together with `children_done` false means
  // "from the first".
  const Box* next_child = nullptr;
  bool break_before = false;  // nothing of the box has been placed yet
  bool forced = false;        // by a forced break: the margin after it is kept (CSS Break 3 §5.2)
  // The box itself ended, but what overflows it (or is positioned in it) goes on: the flow of its
  // parent has moved past it.
  bool overflow_only = false;
  bool legend_in_flow = false;  // of a fieldset: no page held its legend on the border
  bool children_done = false;   // only what is left of the box's own size remains
  Unit consumed_block_size;     // of the box in earlier fragmentainers
  std::uint32_t sequence = 0;   // how many fragments the box has had
  // Inline formatting contexts: what layout/inline needs to go on (a position in its item list).
  std::uint32_t inline_position = 0;
  std::uint32_t inline_event = 0;  // the first of its floats that is not placed
  // Layout-specific state: a table's row, a flex line, a grid row…
  std::uint32_t track = 0;
  bool inside_track = false;  // in the middle of it, not before it
  Unit track_basis;           // the content's inline size that lines or columns were made for
  // Of a table row's own height, where that alone goes on; in a grid and a flex container, how far
  // a row or an item that is not done reaches beyond the page.
  Unit track_consumed;
  std::uint32_t track_begin = 0, track_end = 0;  // flex items of it
  // Of what is sliced: the space that it was laid out in as a whole, whatever the later pages are.
  std::optional<ConstraintSpace> sliced_in;
  // Positioned boxes that come to stand in a later fragment of their containing block; offsets from
  // the start of its first fragment.
  std::vector<OutOfFlowChild> out_of_flow;
};

struct BreakToken : BreakPlace {
  // Cut children (several where flows are parallel: cells, flex items, floats).
  std::vector<std::unique_ptr<BreakToken>> children;
  // Floats of the formatting context that the box establishes.
  std::vector<PendingFloat> floats;
  std::vector<PendingPositioned> positioned;
};

}  // namespace banxin::layout
