#pragma once
// page_addresses: which page of a book a link means. A link may name the file, or the address on
// the web that the page was saved from, or the place where the folder lay on its site.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "dom/document.h"

namespace banxin::book {

// The addresses that a page says it was at: browsers' note "saved from url", SingleFile's, its
// canonical link, og:url. As written; the one that it was saved from first.
std::vector<std::string> own_addresses(const dom::Document& document);

// Pages are named by the order in which they were added.
class PageAddresses {
 public:
  // `path` as the gate names the page, "" for none; `url` its address on the web, or "".
  void add_page(std::string_view path, const std::vector<std::string>& urls);
  // Call for each link before the first find(): links that name many of the pages at one place of a
  // site tell that the folder lay there.
  void learn_link(std::string_view href);

  // The page that `href` (a fragment is passed over), as written in page `from`, means. Null when
  // none; `from` when the reference is empty.
  std::optional<std::size_t> find(std::size_t from, std::string_view href) const;

 private:
  using Index = std::unordered_map<std::string, std::size_t>;

  std::optional<std::size_t> find_path(const std::string& path) const;
  std::optional<std::size_t> find_url(std::string_view url) const;
  std::optional<std::size_t> find_on_site(std::string_view url) const;

  std::vector<std::string> paths_;
  std::vector<std::string> urls_;  // the first of each page, "" for none
  Index by_path_, by_folded_path_, by_url_;
  // A place on a site, and the pages that links have named there.
  std::unordered_map<std::string, std::unordered_set<std::size_t>> places_;
};

}  // namespace banxin::book
