#pragma once
// The marked page → a new, clean document: paragraphs, headings, lists, tables, pictures with their
// captions, quotes, code, ruby; no wrappers, classes or scripts.
#include <memory>
#include <vector>

#include "article/marks.h"
#include "article/metadata.h"

namespace banxin::article {

struct BuildPlan {
  std::vector<std::uint32_t> roots;  // elements of the map, in document order
  std::vector<std::uint32_t> leads;  // lines above them that open the article
  bool show_title = false;
};

std::unique_ptr<dom::Document> build_article(const PageMap& map,
                                             const Marks& marks,
                                             const BuildPlan& plan,
                                             const Metadata& metadata);

}  // namespace banxin::article
