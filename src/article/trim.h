#pragma once
// The ends of an article: its own headline, dateline and byline at the top (they are metadata) and
// credits at the bottom.
#include <string>
#include <vector>

#include "article/line_facts.h"
#include "article/marks.h"

namespace banxin::article {

struct TrimFacts {
  std::vector<std::string> title_keys;   // comparison keys of the headline's forms
  std::vector<std::string> byline_keys;  // of the authors
  bool may_have_labels = true;  // short lines above and below are the page's, not the text's
};

void trim_ends(const PageMap& map,
               const std::vector<LineFacts>& facts,
               const TrimFacts& known,
               std::uint32_t root,
               Marks& marks);

}  // namespace banxin::article
