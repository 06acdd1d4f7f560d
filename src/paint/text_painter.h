#pragma once
// Text: glyph runs with their shadows and decorations (CSS Text Decoration 4).
#include "layout/fragment.h"
#include "paint/display_list.h"
#include "paint/glyph_ink.h"
#include "paint/paint_order.h"

namespace banxin::paint {

// Adds the run of `step` (StepType::Text) to `list`.
void paint_text(const Step& step, TagId tag, GlyphInk& ink, DisplayList& list);

}  // namespace banxin::paint
