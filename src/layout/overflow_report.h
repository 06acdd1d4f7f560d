#pragma once
// What a page cuts off because it is wider than the sheet.
#include "layout/page.h"

namespace banxin::layout {

// Warns, once a box, of what reaches over the right edge of the sheet and is not clipped before.
void report_cut_content(const Page& page, LayoutContext& context);

}  // namespace banxin::layout
