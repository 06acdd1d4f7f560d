#include <algorithm>
#include <utility>

#include "layout/breaking.h"
#include "layout/layout.h"
#include "layout/out_of_flow.h"
#include "layout/page.h"
#include "layout/sizing.h"

namespace banxin::layout {
namespace {

// Fixed boxes that no transformed box contains: they stand on every page (CSS Position 3 §2.1).
std::vector<const Box*> fixed_boxes(const Box& root) {
  std::vector<const Box*> found;
  for (const Box* at = &root; at != nullptr;) {
    if (at->out_of_flow && at->style->position == style::Position::Fixed) {
      bool contained = false;
      for (const Box* above = at->parent; above != nullptr; above = above->parent) {
        contained = contained || contains_positioned(*above, true);
      }
      if (!contained) found.push_back(at);
    }
    at = next_in_tree(*at, root);
  }
  return found;
}

}  // namespace

void lay_out_pages(const BoxTree& tree,
                   const PageOptions& options,
                   PageState& state,
                   LayoutContext& context,
                   PageSink& sink) {
  if (tree.root == nullptr) return;
  const Box& root = *tree.root;
  const FlowDirection flow = root.style->flow();
  context.initial_containing_block = FlowDirection{}.to_logical(options.viewport);
  const std::vector<const Box*> fixed = fixed_boxes(root);
  std::unique_ptr<BreakToken> token;
  do {
    ConstraintSpace space;
    space.flow = flow;
    space.available = space.percentage_basis = flow.to_logical(options.viewport);
    LayoutResult result = lay_out(root, space, token.get(), context);
    Page page;
    page.index = state.next_index++;
    page.number = state.next_number++;
    const LogicalEdges margin = used_margin(root, flow, space.edge_basis());
    auto sheet = std::make_unique<Fragment>();
    sheet->box = &root;
    LogicalSize size = flow.to_logical(options.viewport);
    size.block_size = std::max(size.block_size, size_in(flow, *result.fragment).block_size);
    sheet->size = flow.to_physical(size);
    const LogicalPoint at{margin.inline_start, token == nullptr ? margin.block_start : Unit{}};
    const Point place = flow.to_physical(at, result.fragment->size, sheet->size);
    std::vector<OutOfFlowChild> waiting = std::move(result.out_of_flow);
    const Size root_size = result.fragment->size;
    sheet->children.push_back({place, std::move(result.fragment)});
    const PositionedContainer container{Rect{{}, options.viewport}, flow};
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      const OutOfFlowChild child = waiting[i];
      if (child.box->style->position == style::Position::Running) continue;
      const Point where = place + flow.to_physical(child.static_position, Size{}, root_size);
      PlacedOutOfFlow placed = lay_out_positioned(child, where, container, context);
      for (const OutOfFlowChild& inner : placed.result.out_of_flow)
        waiting.push_back(inner);
      sheet->children.push_back({placed.offset, std::move(placed.result.fragment)});
    }
    page.size = sheet->size;
    page.fragment = std::move(sheet);
    token = std::move(result.resume);
    sink.take(std::move(page));
  } while (token != nullptr);
  (void)fixed;
}

}  // namespace banxin::layout
