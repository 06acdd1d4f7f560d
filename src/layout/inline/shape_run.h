#pragma once
// Shaping of one stretch of characters by HarfBuzz.
#include <string>
#include <string_view>

#include "layout/inline/paragraph.h"

struct hb_buffer_t;

namespace banxin::layout {

struct StretchRequest {
  std::uint32_t begin, end;  // characters, all of one run
  font::Region region;
  const style::ComputedStyle* style;
  hb_buffer_t* buffer;
  std::uint32_t script = 0;  // HarfBuzz's; 0: that of the characters
  bool capitals = false;     // the capitals of the characters
};

// Whether the face has the feature, of four letters, among its substitutions.
bool has_feature(const font::Face& face, std::uint32_t tag);

// The script of the first letter among the characters, as HarfBuzz names it.
std::uint32_t script_of(const Paragraph& paragraph, std::uint32_t begin, std::uint32_t end);

// Equal for styles that ask HarfBuzz for the same: language and features.
std::string shaping_key(const style::ComputedStyle& style, font::Region region);

// Appends clusters and glyphs in logical order of clusters.
void shape_with_harfbuzz(Paragraph& paragraph, const ShapedRun& run, const StretchRequest& request);

// Glyphs and width of a text by itself (a hyphen, an emphasis mark).
struct ShapedText {
  std::vector<ClusterGlyph> glyphs;
  Unit width;
};
ShapedText shape_text(std::string_view utf8,
                      const font::Face& face,
                      Unit size,
                      hb_buffer_t* buffer);

// No face has the character: an error with the character, its code point and place, once a
// character.
void report_missing_glyph(LayoutContext& context, const TextSpan& span, char32_t code_point);

}  // namespace banxin::layout
