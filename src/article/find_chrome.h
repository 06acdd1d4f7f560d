#pragma once
// Chrome that has no telling name: readers' posts, sections that a heading gives away, prompts and
// share bars, lists of links. All of it marks; nothing is deleted.
#include <vector>

#include "article/line_facts.h"
#include "article/marks.h"

namespace banxin::article {

// Rows of a forum thread after the first, and comments: siblings of one shape that carry dates and
// readers' marks.
void mark_threads(const PageMap& map, const std::vector<LineFacts>& facts, Marks& marks);

// Lists of other articles with their abstracts: siblings of one shape, each a link and a little
// text.
void mark_teasers(const PageMap& map, const std::vector<LineFacts>& facts, Marks& marks);

// What follows "相关阅读" or "Comments", as far as it looks like what they announce.
void mark_sections(const PageMap& map, const std::vector<LineFacts>& facts, Marks& marks);

// Short lines that are prompts, share bars, tools, legal notices; and blocks of nothing else.
void mark_phrases(const PageMap& map,
                  const std::vector<LineFacts>& facts,
                  std::uint32_t root,
                  Marks& marks);

}  // namespace banxin::article
