#pragma once
// Which glyphs of a run stand for which text (the many-to-many that ToUnicode and ActualText
// express).
#include <cstdint>
#include <string_view>
#include <vector>

#include "paint/display_list.h"

namespace banxin::pdf {

struct Cluster {
  std::uint32_t text_start = 0, text_length = 0;   // bytes of the run's text
  std::uint32_t first_glyph = 0, glyph_count = 0;  // of the run's glyphs, in visual order
};

// The clusters in logical order; they cover all glyphs and all bytes of the text. A run whose
// clusters are not in order is one cluster. Clusters in which each character has its own glyph are
// taken apart.
void find_clusters(const paint::GlyphRun& run,
                   std::span<const paint::Glyph> glyphs,
                   std::string_view text,
                   std::vector<Cluster>& out);

}  // namespace banxin::pdf
