#pragma once
// Which links are the text's own: what it refers to, files that it offers, pages of other sites.
// Links to the same site's pages are that site's.
#include <string>
#include <string_view>

#include "article/marks.h"

namespace banxin::article {

// "参考网址：1. …": a label before what is referred to.
bool is_labelled_reference(std::string_view line);

// A list below a heading that says so, each with its way back, "↩", or of names of files.
bool is_reference_list(const PageMap& map, const Marks& marks, std::uint32_t index);

// The line behind the last heading of references that only links and short lines follow, to the end
// of the lines from `first` to `last`; kNoIndex where there is none.
std::uint32_t find_references(const PageMap& map, std::uint32_t first, std::uint32_t last);

// The site that a page belongs to, by its address or, without one, by where most links lead.
class OwnSite {
 public:
  OwnSite(const PageMap& map, std::string_view address);

  // Whether the links in the element lead to pages of other sites; share buttons and networks of
  // advertisements do not count.
  bool leads_elsewhere(std::uint32_t element) const;

 private:
  const PageMap& map_;
  std::string site_;
};

}  // namespace banxin::article
