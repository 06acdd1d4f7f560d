#pragma once
// break_lines: which clusters make a line. Justified text is broken for the whole paragraph at once
// (Knuth and Plass 1981), ragged text line by line as browsers do.
#include <cstdint>
#include <vector>

#include "layout/inline/paragraph.h"

namespace banxin::layout {

struct LineRequest {
  std::uint32_t from = 0;      // first cluster
  bool first_line = true;      // `from` begins the paragraph
  Unit measure;                // of a line that no float touches
  std::vector<Unit> measures;  // of the next lines, where floats touch them
  Unit indent;                 // text-indent, used value
  bool justified = false;
  // Justified text: the breaks of a segment are chosen together, not line by line as browsers do.
  bool together = false;
  bool avoid_runts = false;  // ragged text: the last line is no lone character
};

std::vector<LineRange> break_lines(const Paragraph& paragraph,
                                   const LineRequest& request,
                                   LayoutContext& context);

// text-indent of a line that begins at `cluster` (CSS Text 4 §7.1).
Unit indent_of_line(const Paragraph& paragraph, const LineRequest& request, std::uint32_t cluster);

// The hyphen shown where a line is broken before `cluster`.
struct HyphenText {
  std::string_view text;
  const font::Face* face = nullptr;
};
HyphenText hyphen_at(const Paragraph& paragraph, std::uint32_t cluster);

// Min- and max-content widths.
MinMaxSizes content_widths(const Paragraph& paragraph, LayoutContext& context);

}  // namespace banxin::layout
