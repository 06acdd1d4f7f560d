#pragma once
// Colours of a picture's own ICC profile, converted to sRGB (lcms2).
#include <cstdint>
#include <span>
#include <string_view>

namespace banxin::image {

// RGBA in place; alpha stays. Nothing happens when the profile is damaged, not of an RGB space, or
// sRGB itself.
void convert_to_srgb(std::span<std::uint8_t> rgba, std::string_view profile);

// C, M, Y, K in place into R, G, B, opaque: by the profile, or plainly when there is none.
// `inverted`: 255 is no ink, as Adobe writes them.
void convert_cmyk(std::span<std::uint8_t> cmyk, std::string_view profile, bool inverted);

}  // namespace banxin::image
