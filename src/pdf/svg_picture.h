#pragma once
// SVG pictures through librsvg.
#include <cairo.h>

#include <string_view>

#include "paint/display_list.h"

namespace banxin::pdf {

// Draws cleaned SVG (image::sanitise_svg) into `area`, as vectors where the surface has them. False
// when librsvg refuses it.
bool draw_svg(cairo_t* cairo, std::string_view bytes, const paint::Area& area);

}  // namespace banxin::pdf
