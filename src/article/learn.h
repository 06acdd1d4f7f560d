#pragma once
// SiteBoilerplate: what pages of one site have in common is not the article. Fed with many pages,
// then evidence for each. Memory is bounded: the table of lines is halved when it grows too large.
#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "article/marks.h"

namespace banxin::article {

class SiteBoilerplate {
 public:
  // Counts the page's lines and blocks, each once.
  void add_page(const dom::Document& page);
  std::size_t pages() const { return pages_; }

  // Marks lines and blocks that stand on many of the pages; nothing before a few were seen.
  void mark(const PageMap& map, Marks& marks) const;

 private:
  void count(std::uint64_t hash);
  void shrink();

  std::unordered_map<std::uint64_t, std::uint32_t> counts_;  // of pages that hold a line
  std::size_t pages_ = 0;
  std::uint32_t forgotten_ = 0;  // counts up to this may have been dropped
};

}  // namespace banxin::article
