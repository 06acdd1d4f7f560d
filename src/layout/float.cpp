#include "layout/float.h"

#include <utility>

#include "layout/breaking.h"
#include "layout/float_shape.h"
#include "layout/fragment_builder.h"
#include "layout/layout.h"
#include "layout/layout_context.h"
#include "layout/sized_layout.h"
#include "layout/sizing.h"

namespace banxin::layout {
namespace {

bool floats_line_left(const Box& box, Direction direction) {
  using style::Float;
  const Float side = box.style->float_;
  const bool ltr = direction == Direction::Ltr;
  return side == Float::Left || (ltr ? side == Float::InlineStart : side == Float::InlineEnd);
}

// A physical shift in line-left coordinates.
LogicalPoint line_shift(WritingMode mode, Point shift) {
  if (is_horizontal(mode)) return {shift.x, shift.y};
  const Unit block = is_block_flipped(mode) ? -shift.x : shift.x;
  const Unit line = mode == WritingMode::SidewaysLr ? -shift.y : shift.y;
  return {line, block};
}

struct FloatPlace {
  LogicalEdges margin;
  Unit line_left_margin;
  Unit inline_size;
  bool at_line_left;
};

void put_off(const Box& box,
             const FloatPlace& place,
             const ConstraintSpace& space,
             ExclusionSpace& exclusions) {
  PendingFloat pending;
  pending.resume = token_before(box, false);
  pending.inline_size = place.inline_size;
  pending.line_start = space.bfc_offset.inline_offset;
  pending.line_end = pending.line_start + space.available.inline_size;
  pending.at_line_left = place.at_line_left;
  exclusions.add_pending(std::move(pending));
}

// The rest of a float that was broken.
void go_on_later(PlacedFloat& placed,
                 const FloatPlace& place,
                 const ConstraintSpace& space,
                 ExclusionSpace& exclusions) {
  PendingFloat pending;
  pending.resume = std::move(placed.result.resume);
  pending.line_offset = placed.offset.inline_offset;
  pending.inline_size = place.inline_size;
  pending.line_start = space.bfc_offset.inline_offset;
  pending.line_end = pending.line_start + space.available.inline_size;
  pending.at_line_left = place.at_line_left;
  exclusions.add_pending(std::move(pending));
}

// The space of the float's own layout; its width is found later.
ConstraintSpace space_for_float(const Box& box, const ConstraintSpace& space) {
  ConstraintSpace inner = space_for_child(box, space.flow, space.available);
  inner.percentage_basis = inner.orthogonal ? LogicalSize{space.percentage_basis.block_size,
                                                          space.percentage_basis.inline_size}
                                            : space.percentage_basis;
  inner.shrink_to_fit = true;
  return inner;
}

// CSS 2.2 §10.3.5: margins and the shrink-to-fit width, which `inner` is given.
FloatPlace measure_float(const Box& box,
                         const ConstraintSpace& space,
                         ConstraintSpace& inner,
                         LayoutContext& context) {
  const FlowDirection flow = space.flow;
  FloatPlace place;
  const Unit basis = space.percentage_basis.inline_size == kIndefinite
                         ? Unit{}
                         : space.percentage_basis.inline_size;
  place.margin = used_margin(box, flow, basis);
  const bool ltr = flow.direction == Direction::Ltr;
  place.line_left_margin = ltr ? place.margin.inline_start : place.margin.inline_end;
  place.at_line_left = floats_line_left(box, flow.direction);
  if (inner.orthogonal) {
    place.inline_size = size_layout(box, inner, flow, context).size.inline_size;
  } else {
    place.inline_size = resolve_geometry(box, inner, context).inline_size;
    inner.fixed_inline_size = true;
    inner.available.inline_size = place.inline_size;
  }
  return place;
}

// Where the float begins in the fragmentainer, when its margin box begins at `top`.
void enter_fragmentainer(const ConstraintSpace& space,
                         Unit top,
                         FloatPlace& place,
                         ConstraintSpace& inner) {
  Unit offset =
      space.fragmentainer_offset + top - space.bfc_offset.block_offset + place.margin.block_start;
  const bool at_start = space.at_fragmentainer_start && top <= space.bfc_offset.block_offset;
  if (at_start && offset >= space.fragmentainer_block_size) {
    offset -= place.margin.block_start;  // a margin taller than the page
    place.margin.block_start = Unit{};
  }
  inner.fragmentainer = space.fragmentainer;
  inner.fragmentainer_block_size = space.fragmentainer_block_size;
  inner.fragmentainer_offset = offset;
  inner.skips_empty = space.skips_empty;
  inner.at_fragmentainer_start = at_start;
}

// Whether the float, laid out in `inner`, may stay in the fragmentainer.
bool fits_here(const Box& box,
               const LayoutResult& result,
               FlowDirection flow,
               const ConstraintSpace& inner) {
  if (result.fragment == nullptr) return false;
  if (result.resume != nullptr) return !avoids_break_inside(box, inner.fragmentainer);
  return inner.fragmentainer_offset + size_in(flow, *result.fragment).block_size <=
         inner.fragmentainer_block_size;
}

}  // namespace

PlacedFloat place_float(const Box& box,
                        const ConstraintSpace& space,
                        Unit block_start,
                        ExclusionSpace& exclusions,
                        LayoutContext& context) {
  const FlowDirection flow = space.flow;
  ConstraintSpace inner = space_for_float(box, space);
  FloatPlace place = measure_float(box, space, inner, context);

  PlacedFloat placed;
  const bool fragmenting = space.can_fragment();
  Unit top = std::max(block_start, exclusions.last_start());
  top = exclusions.clearance(box.style->clear, top, flow.direction);
  const Unit width = place.inline_size + place.margin.inline_sum();
  const LineOpportunity found = exclusions.find_opportunity(
      top, space.bfc_offset.inline_offset,
      space.bfc_offset.inline_offset + space.available.inline_size, width);
  if (fragmenting) {
    enter_fragmentainer(space, found.block_start, place, inner);
    // A float after one that was put off must not come before it (CSS 2.2 §9.5.1, rule 5).
    if (exclusions.has_put_off() || (inner.fragmentainer_offset >= space.fragmentainer_block_size &&
                                     !inner.at_fragmentainer_start)) {
      put_off(box, place, space, exclusions);
      return placed;
    }
  }
  placed.result = lay_out(box, inner, nullptr, context);
  if (fragmenting && !inner.at_fragmentainer_start && !fits_here(box, placed.result, flow, inner)) {
    put_off(box, place, space, exclusions);
    return PlacedFloat{};
  }
  const Unit height = size_in(flow, *placed.result.fragment).block_size;
  const Unit left = place.at_line_left ? found.inline_start : found.inline_end - width;
  const Unit end = found.block_start + place.margin.block_sum() + height;
  ExclusionSpace::Exclusion exclusion{
      {left, found.block_start}, {left + width, end}, place.at_line_left, false, {}};
  add_shape(box, space, context, exclusion);
  exclusions.add(exclusion);
  placed.offset = {left + place.line_left_margin, found.block_start + place.margin.block_start};
  if (placed.result.resume != nullptr) go_on_later(placed, place, space, exclusions);
  placed.offset = placed.offset +
                  line_shift(flow.writing_mode, relative_shift(box, flow, space.percentage_basis));
  return placed;
}

}  // namespace banxin::layout
