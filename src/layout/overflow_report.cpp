#include "layout/overflow_report.h"

#include "base/diagnostic_ids.h"

namespace banxin::layout {
namespace {

void report(const Box& box, DiagnosticId id, LayoutContext& context) {
  const Box* named = &box;
  while (named->node == nullptr && named->parent != nullptr)
    named = named->parent;
  if (named->node == nullptr || context.document == nullptr) return;
  if (!context.sliced_boxes.insert(named).second) return;
  context.diagnostics.report(id, context.document->file(), context.document->position(*named->node),
                             context.document->atoms().name(named->node->name));
}

// Whether what overflows the box is meant to, or is not seen.
bool is_left_alone(const Fragment& fragment) {
  if (fragment.is_artifact) return true;
  if (fragment.box == nullptr) return false;
  const style::ComputedStyle& style = *fragment.box->style;
  return fragment.box->out_of_flow || style.visibility != style::Visibility::Visible ||
         style.overflow_x != style::Overflow::Visible || !style.transform.empty();
}

}  // namespace

void report_skipped_rest(const Box& box, LayoutContext& context) {
  report(box, DiagnosticId::EmptyRestCut, context);
}

void report_cut_content(const Page& page, LayoutContext& context) {
  struct Visit {
    const Fragment* fragment;
    Unit left;
  };
  const Unit edge = page.size.width + Unit::from_px(1);
  std::vector<Visit> open{{page.fragment.get(), Unit{}}};
  while (!open.empty()) {
    const Visit visit = open.back();
    open.pop_back();
    const Fragment& fragment = *visit.fragment;
    if (fragment.box != nullptr && visit.left + fragment.size.width > edge &&
        !fragment.box->out_of_flow) {
      report(*fragment.box, DiagnosticId::ContentCut, context);
      continue;  // what is in it is cut with it
    }
    if (is_left_alone(fragment)) continue;
    for (const ChildFragment& child : fragment.children)
      open.push_back({child.fragment.get(), visit.left + child.offset.x});
  }
}

}  // namespace banxin::layout
