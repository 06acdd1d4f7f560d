#pragma once
// Links out of the book, as EPUB takes them.
#include <string>
#include <string_view>

namespace banxin::epub {

// `href` as a valid absolute URL of a scheme that a book may lead to (http, https, mailto, tel…),
// with what a URL must not hold percent-encoded; relative ones against `base`. Empty when there is
// none: javascript:, file:, a host that is none.
std::string valid_link(std::string_view href, std::string_view base);

}  // namespace banxin::epub
