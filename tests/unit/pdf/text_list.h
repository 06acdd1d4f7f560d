#pragma once
// Display lists made by hand for tests: lines of text in an installed face.
#include <hb.h>

#include <string_view>

#include "base/utf8.h"
#include "font/face.h"
#include "paint/display_list.h"

namespace banxin::pdf {

// Adds `text`, one glyph a character, at its natural width.
inline void add_text(paint::DisplayList& list,
                     const font::Face& face,
                     std::string_view text,
                     paint::Coordinates origin,
                     paint::TagId tag = paint::kArtifact) {
  paint::GlyphRun run;
  run.face = &face;
  run.font_size = Unit::from_px(16);
  run.origin = origin;
  run.tag = tag;
  run.first_glyph = static_cast<std::uint32_t>(list.glyphs.size());
  run.text_start = static_cast<std::uint32_t>(list.text.size());
  run.text_length = static_cast<std::uint32_t>(text.size());
  list.text += text;
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCharacter next = decode_utf8(text, at);
    paint::Glyph glyph;
    glyph.id = face.glyph(next.code_point);
    glyph.cluster = static_cast<std::uint32_t>(at);
    glyph.advance = Unit::from_px(hb_font_get_glyph_h_advance(face.harfbuzz_font(), glyph.id) *
                                  16.0 / face.metrics().units_per_em);
    list.glyphs.push_back(glyph);
    at += next.length;
  }
  run.glyph_count = static_cast<std::uint32_t>(list.glyphs.size()) - run.first_glyph;
  list.items.push_back(run);
}

}  // namespace banxin::pdf
