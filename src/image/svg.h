#pragma once
// SVG pictures: cleaned of all that runs, reaches out or explodes, and nothing else.
#include <string>
#include <string_view>

#include "base/result.h"

namespace banxin::image {

// The picture as a standalone SVG file with one namespace prefix (xlink). Out go: scripts, event
// handlers, animations, foreign elements, DOCTYPE with its entities, references to anything but the
// file itself and raster data: URLs, links but to http(s) and mail. Unusable when it is not
// well-formed or not SVG; what is nested deeper than 256 is dropped. The output of a cleaned file
// is the same file.
Result<std::string> sanitise_svg(std::string_view bytes);

}  // namespace banxin::image
