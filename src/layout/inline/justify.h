#pragma once
// justify: the advances of one line's clusters, exactly as long as the measure where it is to be
// justified (typography.md §3: shrink and stretch by classes, in their order).
#include <vector>

#include "layout/inline/break_lines.h"

namespace banxin::layout {

// Fitted: shrunk where it is too long, as the last line of a justified paragraph.
enum class Fill : std::uint8_t { Natural, Fitted, Justified };

struct SetLine {
  LineRange range;
  std::uint32_t solid_end = 0;  // the cluster after the last that is no blank at the line's end
  std::vector<Unit> advances;   // of range.begin … range.end
  std::vector<Unit> shifts;     // of the glyphs, along the line
  Unit hyphen_width;
  Unit leader_room;  // what each leader() gets beyond one copy of its pattern
  Unit width;        // of all, edges and hyphen included, hanging parts left out
};

void set_line(
    const Paragraph& paragraph, const LineRange& range, Unit measure, Fill fill, SetLine& out);

// GCPM 3 §4: what is left of the measure goes to the leaders of the line.
bool has_leader(const Paragraph& paragraph, const LineRange& line);
void fill_leaders(const Paragraph& paragraph, Unit measure, SetLine& line);

}  // namespace banxin::layout
