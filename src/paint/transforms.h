#pragma once
// 2D transforms (CSS Transforms 1 and 2).
#include "layout/fragment.h"
#include "paint/display_list.h"

namespace banxin::paint {

Matrix multiply(const Matrix& outer, const Matrix& inner);

// What maps the fragment's content, laid out at `origin`, to where it is seen.
Matrix transform_of(const layout::Fragment& fragment, Point origin);

}  // namespace banxin::paint
