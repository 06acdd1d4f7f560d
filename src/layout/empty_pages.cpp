#include "layout/empty_pages.h"

#include <vector>

#include "layout/overflow_report.h"
#include "layout/slices.h"

namespace banxin::layout {
namespace {

// Whether anything begins on the page: text, a line, a box; of a picture every part is new.
bool shows_something_new(const Fragment& page) {
  struct Visit {
    const Fragment* fragment;
    bool in_slice;  // of what was laid out whole: it holds again what began before
  };
  std::vector<Visit> open;
  const auto visit_children = [&open](const Fragment& fragment, bool in_slice) {
    for (const ChildFragment& child : fragment.children)
      open.push_back({child.fragment.get(), in_slice});
  };
  visit_children(page, false);
  while (!open.empty()) {
    const Visit visit = open.back();
    open.pop_back();
    const Fragment& fragment = *visit.fragment;
    if (fragment.is_artifact) continue;
    if (fragment.type == FragmentType::Text) return true;
    if (fragment.type == FragmentType::Line && !visit.in_slice) return true;
    if (fragment.box != nullptr) {
      const BoxType type = fragment.box->type;
      if (type == BoxType::Replaced) return true;
      const bool is_part = type == BoxType::TableRow || type == BoxType::TableRowGroup;
      if (fragment.is_first && !visit.in_slice && !is_part) return true;
    }
    visit_children(fragment, visit.in_slice || is_later_slice(fragment));
  }
  return false;
}

}  // namespace

void EmptyPages::note(const Fragment& page) {
  if (shows_something_new(page)) {
    in_a_row_ = 0;
  } else {
    ++in_a_row_;
    ++in_all_;
  }
}

void EmptyPages::report(const BreakToken* rest, LayoutContext& context) const {
  if (!are_enough() || rest == nullptr) return;
  const Box* box = rest->box;
  while (!rest->children.empty()) {
    rest = rest->children.back().get();
    if (rest->box != nullptr) box = rest->box;
  }
  const bool is_empty = rest->children_done || rest->sliced_in.has_value();
  if (is_empty && box != nullptr) report_skipped_rest(*box, context);
}

}  // namespace banxin::layout
