#pragma once
// The article as plain text, one paragraph a line.
#include <string>

#include "dom/document.h"

namespace banxin::article {

// Captions belong to pictures, which text cannot show.
enum class Captions : unsigned char { LeftOut, Kept };

std::string write_text(const dom::Document& document, Captions captions = Captions::LeftOut);

}  // namespace banxin::article
