#pragma once
// What a page's own scripts know of the article where its markup is silent.
#include <string>

#include "dom/document.h"

namespace banxin::article {

// The value of a variable or member that is named for the date of publication (publishTime,
// createTime, ct…) as ISO 8601; "" when there is none. `hours_east` of seconds since 1970.
std::string find_script_date(const dom::Document& document, int hours_east);

}  // namespace banxin::article
