#pragma once
// Dates of the package: ISO 8601 in, what EPUB wants out. The clock is never asked.
#include <string>
#include <string_view>

#include "epub/options.h"

namespace banxin::epub {

// YYYY, YYYY-MM, YYYY-MM-DD or with a time and zone, when `date` begins with a true one; else "".
std::string valid_date(std::string_view date);
// YYYY-MM-DDThh:mm:ssZ; "" when `date` has no day.
std::string utc_time(std::string_view date);
// dcterms:modified: the caller's, the page's, or ZIP's beginning of time.
std::string modification_date(const book::Metadata& metadata, const EpubOptions& options);

}  // namespace banxin::epub
