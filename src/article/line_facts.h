#pragma once
// What each line of a page is, read once: its phrase, whether it holds a date, whether it speaks of
// a reader's contribution (网友, reply, likes), how much it speaks for an article.
#include <vector>

#include "article/page_map.h"
#include "article/phrases.h"

namespace banxin::article {

struct LineFacts {
  Phrase phrase = Phrase::None;
  bool has_date = false;
  bool has_reader_mark = false;
  float score = 0;
};

std::vector<LineFacts> read_line_facts(const PageMap& map);

}  // namespace banxin::article
