#include "layout/column_pieces.h"

#include <algorithm>

#include "layout/breaking.h"
#include "layout/fragment_builder.h"

namespace banxin::layout {

void collect_pieces(const Fragment& fragment, FlowDirection flow, std::vector<Piece>& pieces) {
  struct Visit {
    const Fragment* fragment;
    Unit start;
  };
  std::vector<Visit> stack{{&fragment, Unit{}}};
  while (!stack.empty()) {
    const Visit visit = stack.back();
    stack.pop_back();
    const Unit extent = size_in(flow, *visit.fragment).block_size;
    const Box* box = visit.fragment->box;
    const bool line = visit.fragment->type == FragmentType::Line;
    const bool whole = line || box == nullptr || is_monolithic(*box) ||
                       avoids_break_inside(*box, FragmentainerType::Column) ||
                       visit.fragment->type == FragmentType::Text || box->type == BoxType::TableRow;
    if (whole || visit.fragment->children.empty()) {
      // A box without content may be cut anywhere.
      if (whole && extent > Unit{}) pieces.push_back({visit.start, visit.start + extent});
      continue;
    }
    std::size_t lines = 0;
    std::size_t first_line = pieces.size();
    for (const ChildFragment& child : visit.fragment->children) {
      const Size size = visit.fragment->size;
      const Size inner = child.fragment->size;
      const LogicalEdges at =
          flow.to_logical(Edges{child.offset.y, size.width - child.offset.x - inner.width,
                                size.height - child.offset.y - inner.height, child.offset.x});
      const Unit start = visit.start + at.block_start;
      if (child.fragment->type == FragmentType::Line) {
        ++lines;
        pieces.push_back({start, start + flow.to_logical(inner).block_size});
      } else {
        stack.push_back({child.fragment.get(), start});
      }
    }
    if (lines == 0) continue;
    // Orphans and widows keep the first and the last lines together.
    auto tie = [&](std::size_t from, std::size_t to) {
      for (std::size_t i = from; i < to; ++i) {
        pieces[i].start = pieces[from].start;
        pieces[i].end = pieces[to - 1].end;
      }
    };
    const auto orphans = static_cast<std::size_t>(std::max(1, box->style->orphans));
    const auto widows = static_cast<std::size_t>(std::max(1, box->style->widows));
    if (lines <= orphans || lines < orphans + widows) {
      // Orphans come first: where both cannot be had, widows are let go.
      tie(first_line, first_line + std::min(lines, orphans));
    } else {
      tie(first_line, first_line + orphans);
      tie(first_line + lines - widows, first_line + lines);
    }
  }
  std::sort(pieces.begin(), pieces.end(),
            [](const Piece& a, const Piece& b) { return a.start < b.start; });
}

int columns_needed(const std::vector<Piece>& pieces, Unit total, Unit height) {
  if (height <= Unit{}) return 1 << 20;
  int columns = 1;
  Unit column_end = height;
  for (const Piece& piece : pieces) {
    while (piece.start >= column_end) {
      ++columns;
      column_end += height;
      if (columns > 10'000) return columns;
    }
    if (piece.end > column_end) {
      ++columns;
      column_end = piece.start + std::max(height, piece.end - piece.start);
    }
  }
  while (total > column_end && columns < 10'000) {
    ++columns;
    column_end += height;
  }
  return columns;
}

}  // namespace banxin::layout
