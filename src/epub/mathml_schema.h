#pragma once
// Presentation MathML as EPUB allows it.
#include <string>

#include "dom/document.h"

namespace banxin::epub {

// Appends the formula. False (with anything appended) when it does not keep to MathML 3's schema:
// an element that is none of presentation MathML, or one with too few or too many children.
bool write_mathml(std::string& out, const dom::Document& document, const dom::Node& formula);

}  // namespace banxin::epub
