#pragma once
// An article cut into pages (story.html, story_2.html, …; "1/3") put together when all are given.
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "article/extract.h"

namespace banxin::article {

// What tells pages of one article: their files (or addresses) and titles.
struct PageName {
  std::string path;   // file name or URL
  std::string title;  // Metadata::title
};

// Groups of indices, each in page order; pages that stand alone are groups of one. Groups come in
// the order of their first members.
std::vector<std::vector<std::size_t>> group_pages(std::span<const PageName> pages);

// The pages of one group → one article: the first one's metadata, all texts; what every page
// repeats (standfirst, headline) once. `pages` is not empty.
Article join_pages(std::vector<Article> pages);

}  // namespace banxin::article
