#pragma once
// The packings of a font on the web: WOFF 1, WOFF 2, or a bare OpenType file.
#include <string>

#include "base/result.h"

namespace banxin::font {

// A bare SFNT. Bytes that are no font give Unusable; what they unpack to is limited.
Result<std::string> unpack_web_font(std::string bytes);

}  // namespace banxin::font
