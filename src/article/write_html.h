#pragma once
// A document as HTML text (HTML Standard §13.3 "Serializing HTML fragments").
#include <string>

#include "dom/document.h"

namespace banxin::article {

std::string write_html(const dom::Document& document);

}  // namespace banxin::article
