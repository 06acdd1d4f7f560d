// Floats of a block's formatting context, over its pages, and what stands beside them.
#include <algorithm>
#include <utility>

#include "layout/block_layout.h"
#include "layout/layout.h"
#include "layout/out_of_flow.h"

namespace banxin::layout {

void BlockLayout::resume_floats() {
  if (resume_ == nullptr || !is_context_root_) return;
  for (const PendingFloat& pending : resume_->floats) {
    if (pending.resume->break_before) {
      start_float(pending);
    } else {
      continue_float(pending);
    }
  }
}

// A float that no earlier fragment had room for.
void BlockLayout::start_float(const PendingFloat& pending) {
  ConstraintSpace space = space_;
  space.flow = flow_;
  space.available = space.percentage_basis = content_;
  space.available.inline_size = pending.line_end - pending.line_start;
  space.bfc_offset = {pending.line_start, Unit{}};
  space.fragmentainer_offset = space_.fragmentainer_offset + edges_.start;
  space.at_fragmentainer_start = true;
  accept_float(*pending.resume->box,
               place_float(*pending.resume->box, space, Unit{}, *exclusions_, context_), Unit{});
}

void BlockLayout::continue_float(const PendingFloat& pending) {
  const Box& child = *pending.resume->box;
  ConstraintSpace space = space_for_child(child, flow_, content_);
  space.shrink_to_fit = true;
  if (!space.orthogonal) {
    space.fixed_inline_size = true;
    space.available.inline_size = pending.inline_size;
  }
  const LogicalEdges margin = used_margin(child, flow_, content_.inline_size);
  const bool ltr = flow_.direction == Direction::Ltr;
  if (fragmenting()) {
    space.fragmentainer = space_.fragmentainer;
    space.fragmentainer_block_size = space_.fragmentainer_block_size;
    space.fragmentainer_offset = space_.fragmentainer_offset + edges_.start;
    space.at_fragmentainer_start = true;
    space.skips_empty = space_.skips_empty;
  }
  PlacedFloat placed;
  placed.result = lay_out(child, space, pending.resume.get(), context_);
  const Unit height = size_in(flow_, *placed.result.fragment).block_size;
  const Unit left = pending.line_offset - (ltr ? margin.inline_start : margin.inline_end);
  const Unit width = pending.inline_size + margin.inline_sum();
  const bool ends = placed.result.resume == nullptr;
  exclusions_->add({{left, Unit{}},
                    {left + width, height + (ends ? margin.block_end : Unit{})},
                    pending.at_line_left});
  if (!ends) {
    PendingFloat rest;
    rest.resume = std::move(placed.result.resume);
    rest.line_offset = pending.line_offset;
    rest.inline_size = pending.inline_size;
    rest.line_start = pending.line_start;
    rest.line_end = pending.line_end;
    rest.at_line_left = pending.at_line_left;
    exclusions_->add_pending(std::move(rest));
  }
  placed.offset = {pending.line_offset, Unit{}};
  const Point shift = relative_shift(child, flow_, content_);
  accept_float(child, std::move(placed), Unit{}, shift);
}

// Into the fragment: `corner` is the block offset of the content box in the formatting context.
void BlockLayout::accept_float(const Box& child, PlacedFloat placed, Unit corner, Point shift) {
  if (placed.result.fragment == nullptr) return;
  const LogicalSize size = size_in(flow_, *placed.result.fragment);
  const LogicalPoint at{geometry_.insets.inline_start +
                            to_logical_inline(placed.offset.inline_offset, size.inline_size),
                        edges_.start + placed.offset.block_offset - corner};
  for (const OutOfFlowChild& inner : placed.result.out_of_flow) {
    result_.out_of_flow.push_back(
        moved(inner, child.style->flow(), placed.result.fragment->size, flow_, at));
  }
  builder_.add(std::move(placed.result.fragment), at, shift);
}

void BlockLayout::add_float(const Box& child) {
  ConstraintSpace space = space_;
  space.flow = flow_;
  space.available = space.percentage_basis = content_;
  space.bfc_offset = bfc_content_;
  space.fragmentainer_offset = space_.fragmentainer_offset + edges_.start;
  space.at_fragmentainer_start = starts_page_ && nothing_placed();
  const Unit block =
      bfc_content_.block_offset + (at_leading_edge_ ? Unit{} : cursor_ + strut_.sum());
  accept_float(child, place_float(child, space, block, *exclusions_, context_),
               bfc_content_.block_offset);
}

// CSS 2.2 §9.5: the border box of a formatting context's root does not overlap floats; it is made
// narrower or comes below them.
void BlockLayout::place_beside_floats(const Box& child, Unit inline_size, ChildPlace& place) {
  const bool ltr = flow_.direction == Direction::Ltr;
  const Unit start = bfc_content_.inline_offset;
  const Unit end = start + content_.inline_size;
  const Unit left_margin = ltr ? place.margin.inline_start : place.margin.inline_end;
  const Unit right_margin = ltr ? place.margin.inline_end : place.margin.inline_start;
  const bool fills =
      child.type == BoxType::Block || child.type == BoxType::Flex || child.type == BoxType::Grid;
  const AxisSizes axis = inline_axis(*child.style, flow_);
  const bool is_auto = fills && axis.size.is_auto() && !place.space.orthogonal;
  const bool is_table = child.type == BoxType::Table && !place.space.orthogonal;
  Unit wanted = inline_size;
  if (is_auto) {
    const LogicalEdges insets =
        used_border(child, flow_, context_) + used_padding(child, flow_, content_.inline_size);
    wanted =
        std::max(insets.inline_sum(), resolve_inline_size(child, axis.minimum, content_.inline_size,
                                                          content_.inline_size, context_)
                                          .value_or(Unit{}));
    if (wanted == Unit{}) wanted = Unit::from_raw(1);
  } else if (is_table && !axis.size.is_length_percentage()) {
    wanted = std::min(wanted, measure(child, context_).min);
  }
  const LineOpportunity found =
      exclusions_->find_opportunity(bfc_content_.block_offset + place.block_offset,
                                    start + left_margin, end - right_margin, wanted);
  place.block_offset = found.block_start - bfc_content_.block_offset;
  const Unit room = found.inline_end - found.inline_start;
  if (is_auto || is_table) {
    place.space.available.inline_size = room + place.margin.inline_sum();
  }
  Unit used = inline_size;
  if (is_auto) used = std::min(inline_size, room);
  const BoxGeometry again = resolve_geometry(child, place.space, context_);
  used = again.inline_size;
  Unit line_offset = ltr ? found.inline_start : found.inline_end - used;
  const AutoMargins autos = auto_margins(*child.style, flow_);
  if (autos.inline_start && used < room) {
    line_offset = autos.inline_end ? found.inline_start + (room - used) / 2
                                   : (ltr ? found.inline_end - used : found.inline_start);
  }
  place.inline_offset = to_logical_inline(line_offset, used);
}

}  // namespace banxin::layout
