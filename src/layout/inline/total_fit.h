#pragma once
// total_fit: the breaks of a justified segment, chosen together (Knuth and Plass 1981), with the
// precedence of typography.md §3 as the measure of badness.
#include <cstdint>
#include <vector>

#include "layout/inline/candidates.h"

namespace banxin::layout {

// How long each line is.
struct LineMeasures {
  const LineRequest& request;
  RawWidth first_indent = 0, other_indent = 0;
  // `line` counts from the first line of the request.
  RawWidth of(std::uint32_t line, bool begins_segment) const {
    const Unit whole = line < request.measures.size() ? request.measures[line] : request.measure;
    return whole.raw() - (begins_segment ? first_indent : other_indent);
  }
};

// What it takes to set a line to its measure.
struct LineFit {
  bool possible = false;  // shrinking far enough
  bool loose = false;     // stretched beyond what the pass tolerates
  double badness = 0;
  int fitness = 1;  // 0 tight, 1 decent, 2 loose, 3 very loose
};

// Indices of list.items where lines end.
std::vector<std::uint32_t> total_fit(const CandidateList& list,
                                     const LineMeasures& measures,
                                     std::uint32_t first_line,
                                     Unit em);

}  // namespace banxin::layout
