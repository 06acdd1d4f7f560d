#pragma once
// One reading of a page: map, facts, declared metadata, headline, and where the body stands. Shared
// by extraction, judging and metadata.
#include "article/extract.h"
#include "article/find_body.h"
#include "article/gather.h"
#include "article/line_facts.h"

namespace banxin::article {

struct PageReading {
  explicit PageReading(const dom::Document& page);

  PageMap map;
  std::vector<LineFacts> facts;
  Declared declared;
  Headline headline;
  Marks marks;
  BodyChoice body;
  float all_score = 0;          // what the whole page's lines say for text
  bool framed_by_site = false;  // other pages of the site repeat what stands around the body

  // Marks chrome and chooses the body; with less trust in names when nothing would be left.
  void locate(const ExtractOptions& options);
  // The prose between headline and body.
  std::vector<std::uint32_t> leads() const;
  bool is_told_again(std::uint32_t line) const;
  bool is_called_lead(std::uint32_t element) const;
  VisibleFacts visible() const;
  Metadata metadata() const { return gather_metadata(map, declared, headline, visible()); }
};

PageVerdict judge_reading(const PageReading& reading);

}  // namespace banxin::article
