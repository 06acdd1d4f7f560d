#pragma once
// The language of a page: what it declares, unless its script says otherwise.
#include <string>
#include <string_view>

namespace banxin::article {

// A BCP 47 tag in its usual case, "" when nothing tells. `text` is a sample of the page's text.
std::string find_language(std::string_view declared, std::string_view text);

}  // namespace banxin::article
