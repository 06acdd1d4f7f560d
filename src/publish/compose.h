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

Result<Composition> compose(Gathered gathered,
                            const PublishOptions& options,
                            World& world,
                            Diagnostics& diagnostics);

}  // namespace banxin::publish
