#pragma once
// The article stage: a page's DOM → the article alone as a clean document, its metadata, and a
// report of what was left out and why. The page is not changed.
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "article/marks.h"
#include "article/metadata.h"
#include "base/diagnostics.h"
#include "dom/document.h"

namespace banxin::article {

class SiteBoilerplate;

// --article auto|always|never
enum class Mode : unsigned char { Auto, Always, Never };

// Whether the clean document opens with the headline (h1), byline and date. `extract` prints the
// text alone; a publication wants to show them.
enum class TitleBlock : unsigned char { Omitted, Shown };

struct ExtractOptions {
  Mode mode = Mode::Auto;
  TitleBlock title_block = TitleBlock::Omitted;
  // Elements of the page that an expert chose (--keep): they win over everything.
  std::vector<const dom::Node*> keep;
  // What was learnt from other pages of the site; may be null.
  const SiteBoilerplate* boilerplate = nullptr;
};

struct Article {
  // html, head, title, body, article; null where the page is left whole: then it is the page.
  std::unique_ptr<dom::Document> document;
  Metadata metadata;
  bool is_article = false;
  std::vector<Removal> removals;
};

Article extract_article(const dom::Document& page,
                        const ExtractOptions& options,
                        Diagnostics& diagnostics);

// Why a page is an article or is left whole.
struct PageVerdict {
  bool is_article = false;
  std::string reason;
};

PageVerdict judge_page(const dom::Document& page);

}  // namespace banxin::article
