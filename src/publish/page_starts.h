#pragma once
// PageStarts: where in a chapter's document each page of the PDF begins, for the page list of the
// EPUB.
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "book/publication.h"
#include "epub/options.h"
#include "layout/fragment.h"

namespace banxin::publish {

class PageStarts {
 public:
  // The chapter whose pages come next.
  void begin_chapter(const book::Chapter& chapter, std::uint32_t index);
  // The pages of a chapter in their order.
  void add_page(const layout::Fragment& page, const std::string& label);
  std::vector<epub::PageStart> take() { return std::move(starts_); }

 private:
  struct Text {
    const dom::Node* node = nullptr;  // null: two nodes say that they stand at this place
    std::size_t seen = 0;             // characters, blanks left out, on the pages so far
  };

  bool is_chapter_start_ = true;
  std::uint32_t chapter_ = 0;
  std::unordered_map<std::uint32_t, Text> texts_;  // by source offset
  std::vector<epub::PageStart> starts_;
};

}  // namespace banxin::publish
