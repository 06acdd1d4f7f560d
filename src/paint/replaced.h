#pragma once
// The content of replaced elements (CSS Images 3 §5.5): object-fit and object-position.
#include "paint/display_list.h"
#include "paint/rounded_rect.h"

namespace banxin::paint {

void paint_replaced(const layout::Fragment& fragment, Point origin, TagId tag, DisplayList& list);

}  // namespace banxin::paint
