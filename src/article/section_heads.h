#pragma once
// Section heads that the page sets as plain paragraphs: many Chinese sites do, and only their shape
// and place tell: short, one line, no full stop, again and again between runs of longer paragraphs.
#include "dom/document.h"

namespace banxin::article {

// Makes such paragraphs of the clean document h2. An article with headings of its own stays.
void promote_section_heads(dom::Document& article);

}  // namespace banxin::article
