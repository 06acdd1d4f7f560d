#pragma once
// A face made anew as a CID-keyed CFF font of the glyphs a PDF uses. For faces that are TrueType,
// variable, or CFF keyed by names: a PDF's text then has one kind of font, addressed by glyph, with
// one ToUnicode, and no simple font beside it for Latin letters.
#include <span>
#include <string>

#include "base/result.h"
#include "font/face.h"

namespace banxin::font {

// Whether the face is CID-keyed already: subset_face keeps its own outlines and hints then.
bool is_cid_keyed(const Face& face);

// A bare SFNT; glyph ids stay as they are in the face. Outlines are those of the face's instance,
// quadratic curves raised to cubic ones. Unusable when the face has no outlines or more than 65 535
// glyphs.
Result<std::string> make_cid_font(const Face& face, std::span<const std::uint32_t> glyphs);

}  // namespace banxin::font
