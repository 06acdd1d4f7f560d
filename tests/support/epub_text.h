#pragma once
// The text of a book, from its pages' trees and from the finished EPUB, for comparing the two:
// without blanks, and without what the writer says that it drops or adds.
#include <string>
#include <string_view>

#include "book/publication.h"

namespace banxin::test {

std::string text_of_pages(const book::Publication& publication);
// `bytes` is the EPUB file; "" when it cannot be read.
std::string text_of_epub(const std::string& bytes);

}  // namespace banxin::test
