#include "layout/page_start.h"

#include <algorithm>

#include "layout/breaking.h"
#include "layout/out_of_flow.h"

namespace banxin::layout {

using style::BreakBetween;
using style::Position;

std::vector<const Box*> fixed_boxes(const Box& root) {
  std::vector<const Box*> found;
  for (const Box* at = &root; at != nullptr; at = next_in_tree(*at, root)) {
    if (!at->out_of_flow || at->style->position != Position::Fixed) continue;
    bool contained = false;
    for (const Box* above = at->parent; above != nullptr; above = above->parent) {
      contained = contained || contains_positioned(*above, true);
    }
    if (!contained) found.push_back(at);
  }
  return found;
}

const Box* find_fixed(const std::vector<const Box*>& fixed, const Box& box) {
  const auto found = std::find_if(fixed.begin(), fixed.end(), [&box](const Box* one) {
    return one == &box || (box.node != nullptr && one->node == box.node &&
                           one->origin == box.origin && one->type == box.type);
  });
  return found == fixed.end() ? nullptr : *found;
}

namespace {

BreakBetween forced_break_before(const Box& child) {
  const Box* before = child.previous_sibling;
  while (before != nullptr && !is_in_flow(*before))
    before = before->previous_sibling;
  if (before == nullptr) return BreakBetween::Auto;
  return join_breaks(break_after_of(*before), break_before_of(child), FragmentainerType::Page);
}

}  // namespace

NextStart next_start(const BreakToken& token) {
  NextStart next;
  next.page_name = token.box->style->page.text;
  const BreakToken* at = &token;
  while (at != nullptr) {
    const Box* child = at->next_child;
    if (child == nullptr) {
      if (at->children.empty()) break;
      at = at->children.front().get();
      next.page_name = at->box->style->page.text;
      continue;
    }
    const BreakToken* inner = find_child_token(at, *child);
    if (inner == nullptr || inner->break_before) {
      next.page_name = start_page(*child);
      if (at->forced) next.forced = forced_break_before(*child);
      break;
    }
    next.page_name = child->style->page.text;
    at = inner;
  }
  return next;
}

}  // namespace banxin::layout
