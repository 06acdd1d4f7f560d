#pragma once
// read_page: one page from its bytes to the tree that is published: decoded, healed, parsed, taken
// out of its chrome, its pasted readings made ruby.
#include <memory>
#include <string>
#include <vector>

#include "article/extract.h"
#include "base/diagnostics.h"
#include "dom/document.h"
#include "input/source.h"
#include "publish/options.h"
#include "repair/repair_text.h"

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
  std::vector<article::Removal> removals;
};

// A title block (headline, byline, date) is shown by a publication, not by `extract`.
ReadPage read_page(input::SourcePage page,
                   const ReadOptions& options,
                   article::TitleBlock title_block,
                   Diagnostics& diagnostics);

// The page's text in UTF-8, not healed.
std::string decode_page(input::SourcePage page,
                        const ReadOptions& options,
                        Diagnostics& diagnostics);

// Heals `text` as options.repair says, and reports in `diagnostics` what cannot be healed.
repair::RepairedText repair_page(const std::string& text,
                                 repair::TextForm form,
                                 const ReadOptions& options,
                                 const std::string& file,
                                 Diagnostics& diagnostics);

}  // namespace banxin::publish
