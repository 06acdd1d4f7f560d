#pragma once
// Accessibility metadata (EPUB Accessibility 1.1 §2, schema.org), computed from what the content
// has, not claimed.
#include <string>

#include "epub/package.h"

namespace banxin::epub {

void write_accessibility(std::string& out, const PackageInput& input);

}  // namespace banxin::epub
