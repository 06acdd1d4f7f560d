#pragma once
// read_page: one page from its bytes to the tree that is published: decoded, healed, parsed, taken
// out of its chrome, its pasted readings made ruby.
#include <memory>
#include <string>

#include "article/extract.h"
#include "base/diagnostics.h"
#include "dom/document.h"
#include "input/source.h"
#include "publish/options.h"

namespace banxin::publish {

struct ReadPage {
  std::unique_ptr<dom::Document> document;
  article::Metadata metadata;
  std::string file;     // for messages
  std::string name;     // in the resource gate
  std::string charset;  // WHATWG's name
  bool is_article = false;
  bool has_own_style = false;  // brings style sheets (asked before an article is taken out)
  std::size_t readings = 0;    // pasted readings that became ruby
};

// A title block (headline, byline, date) is shown by a publication, not by `extract`.
ReadPage read_page(input::SourcePage page,
                   const ReadOptions& options,
                   article::TitleBlock title_block,
                   Diagnostics& diagnostics);

// Only decoded and healed: what the parser reads.
std::string read_text(input::SourcePage page, const ReadOptions& options, Diagnostics& diagnostics);

}  // namespace banxin::publish
