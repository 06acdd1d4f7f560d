#pragma once
// The end of a fragment: how tall it is on this page, and whether the box goes on (CSS Break 3 §5).
#include "layout/layout_result.h"
#include "layout/sizing.h"

namespace banxin::layout {

// Whether the edges at a break are those of the box (CSS Break 3 §5.4: box-decoration-break). Edges
// that would leave the content next to nothing of a page are only at the start and the end.
bool clones_edges(const Box& box,
                  const BoxGeometry& geometry,
                  const ConstraintSpace& space,
                  const BreakToken* resume);

// The insets that this fragment of the box has.
struct FragmentEdges {
  Unit start, end;  // border + padding
};
FragmentEdges edges_at_start(const Box& box,
                             const BoxGeometry& geometry,
                             const ConstraintSpace& space,
                             const BreakToken* resume);

struct FragmentEnd {
  Unit size;                   // of this fragment's border box
  bool self_broken = false;    // the box's own size goes on
  bool has_end_edge = false;   // the block-end border and padding are here
  bool overflow_only = false;  // content goes on, the box does not
  bool cuts_edge = false;      // all content is here, only the end edge goes on
};
// `content`: start edge + content of this fragment, without the end edge.
FragmentEnd end_fragment(const Box& box,
                         const BoxGeometry& geometry,
                         const ConstraintSpace& space,
                         const BreakToken* resume,
                         Unit content,
                         bool content_is_broken);

// Border and padding of a fragment: no start edge on later ones, no end edge on all but the last,
// unless they are cloned.
struct CutEdges {
  LogicalEdges border, padding;
};
CutEdges cut_edges(const Box& box,
                   const BoxGeometry& geometry,
                   const ConstraintSpace& space,
                   const BreakToken* resume,
                   bool has_end_edge);

// What is left of a container after the fragment of `result`: nothing, its own rest, or no more
// than the children `unfinished`, which overflow it. Sets the fragment's is_first and is_last, and
// the token with which it goes on.
void end_or_go_on(const Box& box,
                  const BreakToken* resume,
                  const FragmentEnd& end,
                  std::vector<std::unique_ptr<BreakToken>>& unfinished,
                  LayoutResult& result);

}  // namespace banxin::layout
