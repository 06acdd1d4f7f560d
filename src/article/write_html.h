#pragma once
// A document as HTML text (HTML Standard §13.3 "Serializing HTML fragments").
#include <string>
#include <string_view>

#include "dom/document.h"

namespace banxin::article {

// Adds `text` with what would read as markup escaped; `in_attribute`: in double quotes.
void append_escaped(std::string& out, std::string_view text, bool in_attribute);

std::string write_html(const dom::Document& document);

}  // namespace banxin::article
