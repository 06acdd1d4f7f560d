#pragma once
// What balancing columns knows of their content: the pieces that cannot be divided.
#include <vector>

#include "layout/fragment.h"

namespace banxin::layout {

// What cannot be divided, from its top to its bottom in the flow laid out in one piece.
struct Piece {
  Unit start, end;
};

// Those of a flow laid out in one piece, in order.
void collect_pieces(const Fragment& fragment, FlowDirection flow, std::vector<Piece>& pieces);

// How many columns of `height` the pieces need, filled one after the other. Between pieces the flow
// may be cut anywhere.
int columns_needed(const std::vector<Piece>& pieces, Unit total, Unit height);

}  // namespace banxin::layout
