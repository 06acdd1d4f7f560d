#pragma once
// An article cut into pages (story.html, story_2.html, …; "1/3") put together when all are given.
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "article/extract.h"

namespace banxin::article {

// Groups of indices, each in page order; pages that stand alone are groups of one. Groups come in
// the order of their first members. Pages of one article are told by their files or addresses
// (`paths`) and by their titles (Metadata::title); these are asked for where paths are alike.
std::vector<std::vector<std::size_t>> group_pages(
    std::span<const std::string> paths,
    const std::function<std::string(std::size_t index)>& title_of);

// Whether two titles are those of pages of one article: alike but for a page's number. Titles that
// say nothing are not.
bool are_pages_of_one(std::string_view title, std::string_view next);

struct JoinedArticle {
  Article article;
  std::vector<const dom::Node*> beginnings;  // of each page but the first; null: it adds nothing
};

// The pages of one group → one article: the first one's metadata, all texts; what a page repeats of
// those before it at its own beginning and end (standfirst, headline, a note on the author) once,
// as a removal. `pages` is not empty.
JoinedArticle join_pages(std::vector<Article> pages);

}  // namespace banxin::article
