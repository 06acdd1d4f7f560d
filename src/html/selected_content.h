#pragma once
// The contents of `selectedcontent`: what a customisable select shows of its selected option. The
// standard clones them when an option is closed; without scripts once at the end is the same.
#include <cstddef>

#include "dom/document.h"

namespace banxin::html {

// `budget` is how many nodes may be made; it is lowered by those that were.
void fill_selected_contents(dom::Document& document, std::size_t& budget);

}  // namespace banxin::html
