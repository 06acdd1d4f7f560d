#pragma once
// Links to other pages among a text's own paragraphs: a link alone between two of prose, lists of
// links. What the text refers to (footnotes, «参考资料») is its own.
#include <string_view>

#include "article/line_facts.h"
#include "article/marks.h"

namespace banxin::article {

struct BodyOnSite {
  std::uint32_t root;        // the body's element
  std::string_view address;  // of the page, "" where it does not say
};

// Blocks that are mostly links, labelled links between paragraphs.
void mark_link_lists(const PageMap& map,
                     const std::vector<LineFacts>& facts,
                     const BodyOnSite& body,
                     Marks& marks);

}  // namespace banxin::article
