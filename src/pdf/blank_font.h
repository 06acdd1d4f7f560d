#pragma once
// A font of glyphs without ink, one em wide: text that lies invisibly over a picture (colour
// emoji), so that it can be searched and copied. Made here, since no font file has one glyph for
// each of them.
#include <cstdint>
#include <string>

namespace banxin::pdf {

// A TrueType font of `glyphs` blank glyphs and .notdef before them.
std::string make_blank_font(std::uint16_t glyphs);

}  // namespace banxin::pdf
