#pragma once
// What the content of a page does to the values that its margin boxes and the text show: strings,
// counters, running elements, numbers of pages.
#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "layout/layout_result.h"
#include "layout/page.h"
#include "layout/page_boxes.h"

namespace banxin::layout {

// Strings, counters and running elements that a page assigns, in document order. `root`: of the
// root element. An element may give its page another number.
void note_assignments(const BoxTree& tree,
                      const Fragment& root,
                      const std::vector<OutOfFlowChild>& running,
                      PageFacts& facts,
                      std::uint32_t& page_number);

// CSS Page 3 §6: what the page context does to its counters; `page` counts by itself unless it is
// told how.
void count_page(const style::ComputedStyle& page, PageFacts& facts, std::uint32_t& page_number);

// The first pass: how many pages there are, and on which one each element with a wanted id begins.
class PageFinder final : public PageSink {
 public:
  PageFinder(std::unordered_set<std::string> wanted, const PageQuestions* questions)
      : wanted_(std::move(wanted)), questions_(questions) {}

  void take(Page page) override;

  std::uint32_t count = 0;
  std::unordered_map<std::string, std::uint32_t> pages;
  PageNumbers numbers;

 private:
  std::unordered_set<std::string> wanted_;
  const PageQuestions* questions_;
};

// The boxes once more: with the numbers in place, pages may break a little differently.
BoxTree build_with_answers(const BoxTree& tree,
                           const std::unordered_set<std::string>& wanted,
                           const PageFinder& finder,
                           LayoutContext& context);

}  // namespace banxin::layout
