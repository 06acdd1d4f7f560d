#pragma once
// 2D transforms (CSS Transforms 1 and 2).
#include "base/matrix.h"
#include "layout/fragment.h"

namespace banxin::layout {

// `transform`, `translate`, `rotate` or `scale` is not none.
bool is_transformed(const style::ComputedStyle& style);

// What maps the fragment's content, laid out at `origin`, to where it is seen.
Matrix transform_of(const Fragment& fragment, Point origin);

}  // namespace banxin::layout
