// Positioned boxes over pages: what does not stand in one fragment of the containing block goes on
// in the next.
#include <utility>

#include "layout/breaking.h"
#include "layout/layout.h"
#include "layout/layout_context.h"
#include "layout/out_of_flow.h"
#include "layout/slices.h"

namespace banxin::layout {

LogicalEdges distances(FlowDirection flow, Point at, Size inner, Size outer) {
  return flow.to_logical(
      Edges{at.y, outer.width - at.x - inner.width, outer.height - at.y - inner.height, at.x});
}

PositionedPages PositionedPages::of(const ConstraintSpace& space,
                                    FlowDirection flow,
                                    const BreakToken* resume,
                                    std::vector<PendingPositioned>& rest) {
  PositionedPages pages;
  pages.flow = flow;
  if (resume != nullptr) pages.consumed = resume->consumed_block_size;
  if (!space.can_fragment() || space.is_endless()) return pages;
  pages.type = space.fragmentainer;
  pages.size = space.fragmentainer_block_size;
  pages.start = space.fragmentainer_offset;
  pages.skips_empty = space.skips_empty;
  pages.rest = &rest;
  return pages;
}

namespace {

// LIMIT: an inset so large brings a box no further than as many pages on.
constexpr int kMostWaits = 100;

LayoutResult lay_out_in_page(const Box& box,
                             ConstraintSpace space,
                             Unit start,
                             const PositionedPages& pages,
                             const BreakToken* resume,
                             LayoutContext& context) {
  space.fragmentainer = pages.type;
  space.fragmentainer_block_size = pages.size;
  space.fragmentainer_offset = start;
  space.skips_empty = pages.skips_empty;
  space.at_fragmentainer_start = true;
  return lay_out(box, space, resume, context);
}

}  // namespace

void divide_positioned(const Box& box,
                       Point at,
                       Size frame,
                       const PositionedPages& pages,
                       PlacedOutOfFlow& placed,
                       LayoutContext& context) {
  if (pages.rest == nullptr) return;
  const Fragment& whole = *placed.result.fragment;
  const Unit start = pages.start + distances(pages.flow, at, whole.size, frame).block_start;
  const bool fits = start + visible_end(whole, pages.flow) <= pages.size;
  if (fits && !has_forced_break(box, pages.type)) return;
  PendingPositioned rest;
  rest.space = placed.space;
  rest.across = is_horizontal(pages.flow.writing_mode) ? at.x : at.y;
  LayoutResult cut;
  if (start < pages.size) cut = lay_out_in_page(box, placed.space, start, pages, nullptr, context);
  placed.result = std::move(cut);
  if (placed.result.fragment == nullptr) {
    // It begins later.
    rest.resume = std::make_unique<BreakToken>();
    rest.resume->box = &box;
    rest.resume->break_before = true;
    rest.block_offset = std::max(Unit{}, start - pages.size);
    placed.result = {};
    pages.rest->push_back(std::move(rest));
    return;
  }
  if (placed.result.resume == nullptr) return;
  rest.resume = std::move(placed.result.resume);
  pages.rest->push_back(std::move(rest));
}

std::vector<OutOfFlowChild> continue_positioned(const std::vector<PendingPositioned>& pending,
                                                const PositionedPages& pages,
                                                Fragment& fragment,
                                                const Rect& frame,
                                                LayoutContext& context) {
  std::vector<OutOfFlowChild> others;
  if (pages.rest == nullptr) return others;
  for (const PendingPositioned& from : pending) {
    const bool is_new = from.resume->break_before;
    PendingPositioned rest;
    rest.space = from.space;
    rest.across = from.across;
    const bool waits = from.waits < kMostWaits && !pages.skips_empty;
    if (is_new && from.block_offset >= pages.size && waits) {
      rest.resume = std::make_unique<BreakToken>();
      rest.resume->box = from.resume->box;
      rest.resume->break_before = true;
      rest.block_offset = from.block_offset - pages.size;
      rest.waits = from.waits + 1;
      pages.rest->push_back(std::move(rest));
      continue;
    }
    const Unit start = is_new && from.block_offset < pages.size ? from.block_offset : Unit{};
    LayoutResult result = lay_out_in_page(*from.resume->box, from.space, start, pages,
                                          is_new ? nullptr : from.resume.get(), context);
    if (result.fragment == nullptr && start > Unit{})
      result = lay_out_in_page(*from.resume->box, from.space, Unit{}, pages, nullptr, context);
    if (result.resume != nullptr) {
      rest.resume = std::move(result.resume);
      pages.rest->push_back(std::move(rest));
    }
    if (result.fragment == nullptr) continue;
    Point at = pages.flow.to_physical(LogicalPoint{Unit{}, start - pages.start},
                                      result.fragment->size, frame.size);
    (is_horizontal(pages.flow.writing_mode) ? at.x : at.y) = from.across;
    for (const OutOfFlowChild& inner : result.out_of_flow) {
      const Point inside = from.resume->box->style->flow().to_physical(
          inner.static_position, Size{}, result.fragment->size);
      const LogicalEdges edges =
          distances(pages.flow, frame.origin + at + inside, Size{}, fragment.size);
      others.push_back(inner);
      others.back().static_position = {edges.inline_start, edges.block_start};
    }
    fragment.children.push_back({frame.origin + at, std::move(result.fragment)});
  }
  return others;
}

void keep_positioned(const Box& box,
                     Unit consumed,
                     const BreakToken* resume,
                     std::vector<PendingPositioned> rest,
                     LayoutResult& result) {
  if (rest.empty()) return;
  if (result.resume == nullptr) {
    result.resume = std::make_unique<BreakToken>();
    result.resume->box = &box;
    result.resume->overflow_only = true;
    result.resume->children_done = true;
    result.resume->consumed_block_size = consumed;
    result.resume->sequence = (resume != nullptr ? resume->sequence : 0) + 1;
  }
  for (PendingPositioned& one : rest)
    result.resume->positioned.push_back(std::move(one));
}

}  // namespace banxin::layout
