#pragma once
// reading_links: the links of a folder's pages among each other, and which of them lead a step on
// or back (下一章, rel=prev, 次へ).
#include <cstddef>
#include <cstdint>
#include <vector>

#include "publish/reading_order.h"

namespace banxin::publish {

enum class Step : std::uint8_t { Other, Next, Previous };

struct PageLink {
  const dom::Node* node = nullptr;
  std::size_t target = 0;
  Step step = Step::Other;
  bool turns_page = false;  // its words speak of a page, not of a chapter
  bool is_arrow = false;    // it has no words but an arrow
};

class Links {
 public:
  explicit Links(const std::vector<LinkedPage>& pages);
  // In the order of the page; those that lead to another page of the folder.
  const std::vector<PageLink>& of(std::size_t page) const { return of_[page]; }

 private:
  std::vector<std::vector<PageLink>> of_;
};

}  // namespace banxin::publish
