#pragma once
// Articles that a page carries where a reader without scripts does not see them: JSON-LD's
// articleBody, the state of an application in a script, <noscript>, <template>.
#include <memory>

#include "dom/document.h"

namespace banxin::article {

struct JsonLd;

// A page made of what was found, with the head of the given one; null when nothing says clearly
// more than the `seen_weight` (as of TextMeasure) that the visible text has.
std::unique_ptr<dom::Document> reveal_article(const dom::Document& page,
                                              const JsonLd& json,
                                              float seen_weight);

}  // namespace banxin::article
