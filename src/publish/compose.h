#pragma once
// compose: the pages that were read → the one Publication that both outputs read.
#include <memory>
#include <set>
#include <string>

#include "book/build_publication.h"
#include "publish/gather.h"

namespace banxin::publish {

struct Composition {
  book::Publication publication;
  std::unique_ptr<Gates> gates;     // the publication's loader looks into them
  std::set<std::string> own_style;  // source paths of the pages that keep theirs (--author-css)
  std::string theme;                // name or file, chosen when the user named none
};

// What the pages of a folder are chapters of: the book that they all name, in their titles' ends
// too (第一章 - 旧城记), else what all their titles begin with (旧城记（上）), else, where they are
// chapters by their titles, the folder's name; "" when they are no such pages.
std::string common_title(const Gathered& gathered);

Result<Composition> compose(Gathered gathered,
                            const PublishOptions& options,
                            World& world,
                            Diagnostics& diagnostics);

}  // namespace banxin::publish
