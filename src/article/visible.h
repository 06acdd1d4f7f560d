#pragma once
// Byline, source and date as the page shows them, read from the lines around the headline and at
// the end of the text.
#include <string>
#include <vector>

#include "article/dates.h"
#include "article/line_facts.h"

namespace banxin::article {

struct VisibleFacts {
  std::vector<std::string> bylines;   // with a label, an element named so, or bare beside the date
  std::vector<std::string> accounts;  // nicknames, names in author boxes anywhere: of less trust
  std::vector<std::string> office;    // the account of a chat service that published it
  std::string source;
  std::string published;
};

struct VisiblePlace {
  std::uint32_t title_line = kNoIndex;
  std::uint32_t body_begin = 0;  // lines of the body, empty range when unknown
  std::uint32_t body_end = 0;
  DateOrder order = DateOrder::DayFirst;
};

VisibleFacts read_visible(const PageMap& map,
                          const std::vector<LineFacts>& facts,
                          const VisiblePlace& place);

}  // namespace banxin::article
