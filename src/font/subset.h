#pragma once
// A face cut down to the glyphs a document uses (hb-subset).
#include <span>
#include <string>

#include "base/result.h"
#include "font/face.h"

namespace banxin::font {

enum class GlyphNumbers : bool { Kept, Renumbered };

struct SubsetOptions {
  // Kept: glyph ids stay as they are in the face. Renumbered: they are closed up, in ascending
  // order of the old ids.
  GlyphNumbers numbers = GlyphNumbers::Kept;
  bool keep_layout_tables = false;  // GSUB, GPOS: an EPUB's fonts are shaped again, a PDF's are not
  // A PDF's fonts are addressed by glyph; without a cmap Cairo embeds every one as a CID font.
  bool keep_character_map = true;
  // With layout tables: the characters whose glyphs must be reachable through cmap.
  std::span<const char32_t> code_points = {};
};

// A bare SFNT with .notdef and `glyphs`. Unusable when the face is too damaged to be cut.
Result<std::string> subset_face(const Face& face,
                                std::span<const std::uint32_t> glyphs,
                                const SubsetOptions& options = {});

}  // namespace banxin::font
