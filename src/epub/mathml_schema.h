#pragma once
// Presentation MathML as EPUB allows it.
#include <string>

#include "dom/document.h"

namespace banxin::epub {

// What stands for a formula where it cannot be shown or seen; either may be empty.
struct MathInstead {
  std::string picture;  // a file of the book
  std::string text;
};

// Appends the formula. False (with anything appended) when it does not keep to MathML 3's schema:
// an element that is none of presentation MathML, or one with too few or too many children.
bool write_mathml(std::string& out,
                  const dom::Document& document,
                  const dom::Node& formula,
                  const MathInstead& instead);

}  // namespace banxin::epub
