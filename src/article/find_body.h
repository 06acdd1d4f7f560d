#pragma once
// Where the article stands in the page: chrome is marked by its names and tags, every line is
// scored by what it says, and the subtree with the greatest sum wins.
#include <vector>

#include "article/line_facts.h"
#include "article/marks.h"

namespace banxin::article {

struct BodyChoice {
  std::uint32_t root = kNoIndex;  // element of the map, kNoIndex when nothing was found
  float score = 0;                // of the root's lines
  float page_score = 0;           // of all lines that speak for text
};

// What tells chrome: every name; the tags alone; nothing. A page that would be left empty is read
// again with less trust.
enum class ChromeTrust : unsigned char { Names, Tags, None };

// Marks what is chrome by its tag, role, class or id; text in it stays when it is most of the page.
void mark_chrome(const PageMap& map,
                 const std::vector<LineFacts>& facts,
                 ChromeTrust trust,
                 Marks& marks);

// How much a line speaks for being part of an article (negative: against).
float score_line(const Line& line);

BodyChoice choose_body(const PageMap& map, const Marks& marks);

}  // namespace banxin::article
