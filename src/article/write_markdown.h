#pragma once
// The article as Markdown (CommonMark 0.30, tables of GFM).
#include <string>

#include "dom/document.h"

namespace banxin::article {

std::string write_markdown(const dom::Document& document);

}  // namespace banxin::article
