#pragma once
// Previews: one page as a PNG picture or an SVG file, by the painter that writes the PDF.
#include <string>

#include "base/diagnostics.h"
#include "base/result.h"
#include "image/image_store.h"
#include "paint/display_list.h"

namespace banxin::pdf {

// `scale`: pixels to a px; 2 is 192 dots an inch. The paper is white. LimitExceeded past 100 M
// pixels. `images` may be null.
Result<std::string> render_png(const paint::DisplayList& page,
                               const image::ImageStore* images,
                               double scale,
                               Diagnostics& diagnostics);

// Text becomes shapes.
Result<std::string> render_svg(const paint::DisplayList& page,
                               const image::ImageStore* images,
                               Diagnostics& diagnostics);

}  // namespace banxin::pdf
