#pragma once
// EXIF orientation: read from an Exif block, and applied to pixels.
#include <string_view>

#include "image/image.h"

namespace banxin::image {

// `tiff` is the TIFF structure of an Exif block (EXIF 2.32 §4.5), without the "Exif\0\0" before it.
// Upright when it is damaged.
Orientation read_orientation(std::string_view tiff);

// `pixels` turned as they are to be seen.
Pixels apply_orientation(Pixels pixels, Orientation orientation);

}  // namespace banxin::image
