#pragma once
// Text decorations (CSS Text Decoration 4 §2): which lines a run of text carries, and where.
#include <vector>

#include "layout/fragment.h"
#include "paint/display_list.h"

namespace banxin::paint {

struct DecorationLine {
  css::TextDecorationStyle style = css::TextDecorationStyle::Solid;
  Colour colour;
  // Across the run's line: from the baseline to the middle of the line, positive under (vertical:
  // left), and how thick it is.
  double offset = 0, thickness = 1;
  bool skips_ink = false;
  bool over_text = false;  // line-through is drawn above the text
  // What is left out at the ends of the decorated box, so that neighbours are told apart.
  double inset_start = 0, inset_end = 0;
};

// The lines of a text fragment, from those of the outermost decorating box inwards.
std::vector<DecorationLine> find_decorations(const layout::Fragment& text);

// Draws `line` from `start` along the run for `length`; `baseline` is the other coordinate.
struct DecorationPlace {
  Coordinates start;
  double length = 0;
  bool vertical = false;
};
void paint_decoration(const DecorationLine& line,
                      const DecorationPlace& place,
                      const std::vector<std::pair<double, double>>& gaps,
                      DisplayList& list);

}  // namespace banxin::paint
