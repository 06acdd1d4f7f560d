#pragma once
// Footnotes of one page (GCPM 3 §2): as blocks or side by side, and what moves with a note that
// finds no room.
#include <vector>

#include "layout/anonymous_boxes.h"
#include "layout/layout_result.h"

namespace banxin::layout {

// The notes whose calls stand in a page's content, in order.
std::vector<const Box*> notes_called(const LayoutResult& content);

// The blocks that show them (§2.3): notes with footnote-display `inline`, and short ones with
// `compact`, follow each other in the lines of one block.
std::vector<const Box*> note_blocks(const LayoutResult& content,
                                    Unit width,
                                    BoxFactory& factory,
                                    LayoutContext& context);

// §2.5, footnote-policy: block: of notes that were `called` but moved to the next page, the block
// with the call, when a part of it stayed behind in `content` and the page can end before it.
const Box* block_to_move(const std::vector<const Box*>& called, const LayoutResult& content);

}  // namespace banxin::layout
