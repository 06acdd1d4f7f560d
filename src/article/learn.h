#pragma once
// SiteBoilerplate: what pages of one site have in common is not the article. Fed with many pages,
// then evidence for each. Memory is bounded: the table of lines is halved when it grows too large.
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "article/marks.h"

namespace banxin::article {

class SiteBoilerplate {
 public:
  // Counts the page's lines and blocks, each once.
  void add_page(const dom::Document& page);
  std::size_t pages() const { return pages_; }

  // Marks lines and blocks that stand on many of the pages; nothing before a few were seen. Among
  // the page's own prose more is asked: a refrain or a short speech is no boilerplate.
  void mark(const PageMap& map, Marks& marks) const;
  // Whether the line is such a one.
  bool repeats(const PageMap& map, std::uint32_t line) const {
    return pages_with(map, map.lines[line]) != 0;
  }

 private:
  friend class LearntSites;

  void count(std::uint64_t hash);
  void shrink();
  // The pages that hold the line; 0 when they are too few to tell.
  std::uint32_t pages_with(const PageMap& map, const Line& line) const;

  std::unordered_map<std::uint64_t, std::uint32_t> counts_;  // of pages that hold a line
  std::size_t pages_ = 0;
  std::uint32_t forgotten_ = 0;  // counts up to this may have been dropped
};

// One SiteBoilerplate a site. Pages belong together by the host that they declare as theirs; those
// that declare none are one site.
class LearntSites {
 public:
  void add_page(const dom::Document& page);
  // Null when no page of this page's site was added.
  const SiteBoilerplate* find(const dom::Document& page) const;

  // What was learnt as text, for another process, without what stands on one page only.
  std::string write() const;
  // Adds what write() gave; stops at what it would not have written.
  void read(std::string_view text);

 private:
  std::map<std::string, SiteBoilerplate, std::less<>> sites_;
};

}  // namespace banxin::article
