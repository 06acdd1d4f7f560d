#pragma once
// What asks the reader for something, told by what it is and not by its name: forms to write a
// comment, to leave an address or to log in, and notices of consent.
#include <vector>

#include "article/headline.h"
#include "article/line_facts.h"
#include "article/marks.h"

namespace banxin::article {

// A <form> with a field to write into, with the few lines that lead to it.
void mark_forms(const PageMap& map, const std::vector<LineFacts>& facts, Marks& marks);

// Blocks that speak of cookies, unless the headline does.
void mark_consent(const PageMap& map,
                  const std::vector<LineFacts>& facts,
                  const Headline& headline,
                  Marks& marks);

// In the body: blocks of a few lines that offer to send a newsletter, heading, promise and privacy.
void mark_prompt_blocks(const PageMap& map,
                        const std::vector<LineFacts>& facts,
                        std::uint32_t root,
                        Marks& marks);

}  // namespace banxin::article
