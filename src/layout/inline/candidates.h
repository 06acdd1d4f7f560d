#pragma once
// Candidates: the places of one segment (up to a forced break) where a line may end, each with what
// a line that ends or begins there measures, so that any line is a difference of two of them.
#include <cstdint>
#include <vector>

#include "layout/inline/break_lines.h"

namespace banxin::layout {

using RawWidth = std::int64_t;  // in Unit's raw scale: a paragraph may be longer than a Unit

// What the classes of typography.md §3 can give, summed from the segment's start.
struct Capacities {
  RawWidth shrink[kShrinkClasses + 1] = {};  // [0]: all of them together
  RawWidth stretch[3] = {};                  // [1] blanks of words, [2] Han beside Latin
  std::uint32_t word_gaps = 0;
};

struct Candidate {
  std::uint32_t cluster = 0;  // a line may begin with it
  BreakKind kind = BreakKind::None;
  RawWidth end = 0;           // a line that ends here: end − start of its first cluster
  RawWidth end_optional = 0;  // what its last mark can give where that makes it fit
  RawWidth start = 0;         // a line that begins here
  std::uint32_t gaps_end = 0, gaps_start = 0;
  std::uint32_t sums_end = 0, sums_start = 0;  // of CandidateList::sums
  std::uint32_t han = 0;                       // Han-like characters before it, marks left out
  bool full_mark = false;                      // the line would end with a mark that stays full
};

struct CandidateList {
  std::vector<Candidate> items;  // items[0] is the segment's start, the last its end
  std::vector<Capacities> sums;
  std::uint32_t segment_end = 0;  // cluster after the segment, its forced break included
};

struct SegmentStart {
  std::uint32_t from = 0;  // cluster
  bool first_line = true;  // of the paragraph, or after a forced break
  RawWidth narrowest =
      0;  // words wider than it get emergency candidates where overflow-wrap allows
};

// `out` is filled anew; its memory is used again.
void find_candidates(const Paragraph& paragraph,
                     const SegmentStart& start,
                     LayoutContext& context,
                     CandidateList& out);

}  // namespace banxin::layout
