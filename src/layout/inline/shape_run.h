#pragma once
// Shaping of one stretch of characters by HarfBuzz.
#include <string>

#include "layout/inline/paragraph.h"

struct hb_buffer_t;

namespace banxin::layout {

struct StretchRequest {
  std::uint32_t begin, end;  // characters, all of one run
  font::Region region;
  const style::ComputedStyle* style;
  hb_buffer_t* buffer;
};

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

// `subject` names the character and its code point.
void report_missing_glyph(LayoutContext& context, const TextSpan& span, const std::string& subject);

}  // namespace banxin::layout
