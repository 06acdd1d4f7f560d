#pragma once
// What pages do not show: what is wider than the sheet, what is empty and very tall.
#include "layout/page.h"

namespace banxin::layout {

// Warns, once a box, of what reaches over the right edge of the sheet and is not clipped before.
void report_cut_content(const Page& page, LayoutContext& context);

// `box` is taller than pages are given to something empty. Once a box.
void report_skipped_rest(const Box& box, LayoutContext& context);

}  // namespace banxin::layout
