#pragma once
// The day that a page prints as that of its publication, by the words around each date.
#include <string>
#include <vector>

#include "article/visible.h"

namespace banxin::article {

// Empty where none is printed.
std::string find_printed_date(const PageMap& map,
                              const std::vector<LineFacts>& facts,
                              const VisiblePlace& place);

}  // namespace banxin::article
