#pragma once
// A font of glyphs with no more ink than a thousandth of an em, one em wide: text that lies under a
// picture (colour emoji), so that it can be searched and copied. Made here, since no font file has
// one glyph for each of them; not quite blank, because Cairo drops text without ink.
#include <cstdint>
#include <string>

namespace banxin::pdf {

// A TrueType font of `glyphs` such glyphs and .notdef before them.
std::string make_blank_font(std::uint16_t glyphs);

}  // namespace banxin::pdf
