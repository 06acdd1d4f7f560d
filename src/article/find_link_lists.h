#pragma once
// Links to other pages among a text's own paragraphs: a link alone between two of prose, lists of
// links. What the text refers to (footnotes, «参考资料») is its own.
#include "article/line_facts.h"
#include "article/marks.h"

namespace banxin::article {

// Blocks that are mostly links, labelled links between paragraphs.
void mark_link_lists(const PageMap& map,
                     const std::vector<LineFacts>& facts,
                     std::uint32_t root,
                     Marks& marks);

}  // namespace banxin::article
