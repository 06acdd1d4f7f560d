#pragma once
// Collapsing margins (CSS 2.2 §8.3.1): what adjoins a block's start margin is known from the box
// tree alone, so that a block is laid out once, at its final place. The one thing that is not, is
// whether a child has clearance; that is asked of the floats placed so far.
#include "layout/float.h"

namespace banxin::layout {

struct LeadingMargins {
  MarginStrut start;    // all that adjoins the block-start margin
  MarginStrut through;  // with the block-end margin, when the margins collapse through
  bool collapses_through = false;
};

struct MarginContext {
  FlowDirection flow;
  Unit basis;          // the containing block's inline size
  Unit base;           // where, in the formatting context, the margins begin
  MarginStrut before;  // those of earlier siblings that adjoin
  const ExclusionSpace* exclusions = nullptr;
};
LeadingMargins leading_margins(const Box& box,
                               const MarginContext& surroundings,
                               LayoutContext& context);

// Whether the inline content makes any line box that is not treated as zero-height (CSS 2.2
// §9.4.2).
bool has_line_boxes(const Box& block);

// Whether the margins of children may collapse with the box's own.
bool establishes_formatting_context(const Box& box);

}  // namespace banxin::layout
