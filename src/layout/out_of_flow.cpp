#include "layout/out_of_flow.h"

#include <optional>
#include <utility>

#include "layout/alignment.h"
#include "layout/breaking.h"
#include "layout/layout.h"
#include "layout/layout_context.h"
#include "layout/replaced.h"
#include "layout/sizing.h"
#include "layout/slices.h"
#include "layout/transforms.h"

namespace banxin::layout {

using style::Position;

bool contains_positioned(const Box& box, bool fixed) {
  if (box.origin == BoxOrigin::Anonymous && box.type != BoxType::Table) return false;
  if (box.type == BoxType::TableGrid) return false;  // its wrapper does
  const style::ComputedStyle& style = *box.style;
  // Transforms 1 §3 and 2 §7, Filter Effects 1 §5, Containment 2 §3, Will Change 1 §3.
  const bool contains = is_transformed(style) || !style.perspective.none || style.contain.layout ||
                        style.contain.paint || style.will_change.transform;
  if (contains && box.type != BoxType::Inline) return true;
  if ((style.filter.any || style.backdrop_filter.any) && box.parent != nullptr) return true;
  if (!fixed && style.will_change.position) return true;
  return !fixed && style.position != Position::Static && style.position != Position::Running;
}

namespace {

// One axis of CSS Position 3 §4: everything physical, `size` of the border box.
struct Axis {
  std::optional<Unit> start, end;  // insets
  std::optional<Unit> size;
  bool auto_margin_start = false, auto_margin_end = false;
  Unit margin_start, margin_end;
  Unit container;
  Unit static_start;             // from the container's start edge
  bool static_from_end = false;  // the static position is that of the end edge
  StaticEdge static_edge = StaticEdge::Start;
  bool end_wins = false;          // over-constrained: the start inset gives way (rtl)
  bool is_inline = false;         // the containing block's inline axis
  std::optional<SelfPlace> self;  // align-self or justify-self, physical; none: normal

  Unit position(Unit used) const {
    if (!start && !end) {
      const Unit outer = used + margin_start + margin_end;
      if (static_edge == StaticEdge::Center) return static_start - outer / 2 + margin_start;
      const bool at_end = static_from_end != (static_edge == StaticEdge::End);
      return at_end ? static_start - used - margin_end : static_start + margin_start;
    }
    if (start && end && (size || self)) {
      const Unit left = container - *start - *end - used;
      if (auto_margin_start && auto_margin_end) {
        if (left >= Unit{} || !is_inline) return *start + left / 2;
        return end_wins ? container - *end - used : *start;
      }
      if (auto_margin_start) return *start + (left - margin_end);
      if (auto_margin_end) return *start + margin_start;
      if (self) {
        return *start + margin_start + self_offset(*self, left - margin_start - margin_end, false);
      }
      return end_wins ? container - *end - margin_end - used : *start + margin_start;
    }
    if (start) return *start + margin_start;
    return container - *end - margin_end - used;
  }
  Unit available() const {
    Unit room = container - margin_start - margin_end;
    if (start) room -= *start;
    if (end) room -= *end;
    if (!start && !end) {
      room =
          (static_from_end ? static_start : container - static_start) - margin_start - margin_end;
      if (static_edge != StaticEdge::Start) room = container - margin_start - margin_end;
    }
    return std::max(Unit{}, room);
  }
};

std::optional<Unit> inset(const style::LengthPercentageOrAuto& value, Unit basis) {
  if (value.is_auto) return std::nullopt;
  return value.value.resolve(basis);
}

struct Axes {
  Axis x, y;
};

// CSS Position 3 §4.4: within what the insets leave; `normal` and `stretch` fill it. `flipped`: the
// axis starts at the right or at the bottom.
std::optional<SelfPlace> physical_place(style::Alignment self, bool flipped) {
  if (self.keyword == style::AlignKeyword::Auto) return std::nullopt;
  const AlignmentAxis axis{false, flipped};
  const SelfPlace place = self_place(self, {}, style::AlignKeyword::Stretch, axis);
  switch (place) {
    case SelfPlace::Stretch:
      return std::nullopt;
    case SelfPlace::Center:
      return place;
    case SelfPlace::End:
    case SelfPlace::LastBaseline:
      return flipped ? SelfPlace::Start : SelfPlace::End;
    default:
      return flipped ? SelfPlace::End : SelfPlace::Start;
  }
}

bool is_content_keyword(const style::BoxSize& size) {
  using style::BoxSizeKind;
  return size.kind == BoxSizeKind::MinContent || size.kind == BoxSizeKind::MaxContent ||
         size.kind == BoxSizeKind::FitContent;
}

Axes resolve_axes(const Box& box,
                  Point static_position,
                  FlowDirection static_flow,
                  const PositionedContainer& container,
                  Unit edge_basis) {
  const style::ComputedStyle& style = *box.style;
  Axes axes;
  const Size size = container.rect.size;
  axes.x.container = size.width;
  axes.x.start = inset(style.left, size.width);
  axes.x.end = inset(style.right, size.width);
  axes.x.auto_margin_start = style.margin_left.is_auto;
  axes.x.auto_margin_end = style.margin_right.is_auto;
  axes.x.margin_start = style.margin_left.resolve(edge_basis, Unit{});
  axes.x.margin_end = style.margin_right.resolve(edge_basis, Unit{});
  axes.x.static_start = static_position.x - container.rect.origin.x;
  axes.y.container = size.height;
  axes.y.start = inset(style.top, size.height);
  axes.y.end = inset(style.bottom, size.height);
  axes.y.auto_margin_start = style.margin_top.is_auto;
  axes.y.auto_margin_end = style.margin_bottom.is_auto;
  axes.y.margin_start = style.margin_top.resolve(edge_basis, Unit{});
  axes.y.margin_end = style.margin_bottom.resolve(edge_basis, Unit{});
  axes.y.static_start = static_position.y - container.rect.origin.y;
  auto flipped_inline = [](FlowDirection flow) {
    return (flow.direction == Direction::Rtl) != (flow.writing_mode == WritingMode::SidewaysLr);
  };
  if (is_horizontal(static_flow.writing_mode)) {
    axes.x.static_from_end = flipped_inline(static_flow);
  } else {
    axes.y.static_from_end = flipped_inline(static_flow);
    axes.x.static_from_end = is_block_flipped(static_flow.writing_mode);
  }
  (is_horizontal(container.flow.writing_mode) ? axes.x : axes.y).end_wins =
      flipped_inline(container.flow);
  if (is_block_flipped(container.flow.writing_mode)) axes.x.end_wins = true;
  const bool across = is_horizontal(container.flow.writing_mode);
  Axis& along = across ? axes.x : axes.y;
  along.is_inline = true;
  along.self = physical_place(style.justify_self, flipped_inline(container.flow));
  (across ? axes.y : axes.x).self =
      physical_place(style.align_self, is_block_flipped(container.flow.writing_mode));
  return axes;
}

// CSS Position 3 §4.5: the inline size when `size` is auto, within what the insets leave.
Unit automatic_inline_size(const Box& box,
                           const Axis& along,
                           const Axis& across,
                           ConstraintSpace& space,
                           LayoutContext& context) {
  const FlowDirection flow = space.flow;
  const Unit available = along.available();
  const bool has_ratio = logical_ratio(box, flow) > 0;
  // CSS Position 4 §4.2: a box with a ratio is not stretched where its other axis is definite.
  const bool by_ratio = has_ratio && block_axis(*box.style, flow).size.is_length_percentage();
  if (along.start && along.end && box.type != BoxType::Table && !along.self && !by_ratio)
    return available;
  if (has_ratio) {
    // CSS Sizing 4 §5.1: what the insets of the other axis leave is handed over by the ratio.
    if (across.start && across.end && block_axis(*box.style, flow).size.is_auto()) {
      space.fixed_block_size = true;
      space.available.block_size = across.available();
    }
    space.shrink_to_fit = true;
    const Unit size = resolve_geometry(box, space, context).inline_size;
    space.shrink_to_fit = space.fixed_block_size = false;
    return size;
  }
  const MinMaxSizes content = content_sizes_within(box, space.edge_basis(), context);
  return std::max(content.min, std::min(available, content.max));
}

// The inline size, between its limits, of a box that is not replaced; `along` is its inline axis.
void size_inline_axis(const Box& box,
                      Axis& along,
                      const Axis& across,
                      ConstraintSpace& space,
                      LayoutContext& context) {
  const AxisSizes sizes = inline_axis(*box.style, space.flow);
  const Unit room = space.percentage_basis.inline_size;
  const Unit available = along.available();
  auto size = resolve_inline_size(box, sizes.size, room, available, context);
  if (size) {
    along.size = size;
  } else {
    size = automatic_inline_size(box, along, across, space, context);
    if (box.type == BoxType::Table) along.size = size;
  }
  bool clamped = false;
  if (const auto maximum = resolve_inline_size(box, sizes.maximum, room, available, context)) {
    clamped = *maximum < *size;
    size = std::min(*size, *maximum);
  }
  if (const auto minimum = resolve_inline_size(box, sizes.minimum, room, available, context)) {
    clamped = clamped || *minimum > *size;
    size = std::max(*size, *minimum);
  }
  if (clamped) along.size = size;
  space.fixed_inline_size = true;
  space.available.inline_size = *size;
}

// The block size, as far as it does not follow from the content; `across` is the block axis.
void size_block_axis(const Box& box,
                     const Axis& along,
                     Axis& across,
                     Unit edge_basis,
                     ConstraintSpace& space,
                     LayoutContext& context) {
  const FlowDirection flow = space.flow;
  const Unit basis = space.percentage_basis.block_size;
  const LogicalEdges insets = used_border(box, flow, context) + used_padding(box, flow, edge_basis);
  const AxisSizes heights = block_axis(*box.style, flow);
  const Unit room = across.available();
  auto height = resolve_block_size(box, heights.size, basis, insets.block_sum(), room);
  if (height) across.size = height;
  const bool by_ratio = logical_ratio(box, flow) > 0 && along.start && along.end;
  const bool fills = !across.self && !is_content_keyword(heights.size);
  if (!height && across.start && across.end && box.type != BoxType::Table && !by_ratio && fills) {
    height = room;
  }
  if (!height) {
    space.available.block_size = basis;
    return;
  }
  if (const auto maximum =
          resolve_block_size(box, heights.maximum, basis, insets.block_sum(), room)) {
    if (*maximum < *height) across.size = maximum;
    height = std::min(*height, *maximum);
  }
  if (const auto minimum =
          resolve_block_size(box, heights.minimum, basis, insets.block_sum(), room)) {
    if (*minimum > *height) across.size = minimum;
    height = std::max(*height, *minimum);
  }
  space.fixed_block_size = true;
  space.available.block_size = *height;
}

}  // namespace

PlacedOutOfFlow lay_out_positioned(const OutOfFlowChild& child,
                                   Point static_position,
                                   const PositionedContainer& container,
                                   LayoutContext& context) {
  const Box& box = *child.box;
  const FlowDirection flow = box.style->flow();
  const LogicalSize room = flow.to_logical(container.rect.size);
  const bool horizontal = is_horizontal(flow.writing_mode);
  ConstraintSpace space;
  space.flow = flow;
  space.orthogonal = is_orthogonal(flow, container.flow);
  space.available = space.percentage_basis = room;
  const Unit edge_basis = container.flow.to_logical(container.rect.size).inline_size;
  const FlowDirection static_flow =
      box.parent != nullptr ? box.parent->style->flow() : container.flow;
  Axes axes = resolve_axes(box, static_position, static_flow, container, edge_basis);
  const bool across = is_horizontal(static_flow.writing_mode);
  (across ? axes.x : axes.y).static_edge = child.inline_edge;
  (across ? axes.y : axes.x).static_edge = child.block_edge;
  Axis& inline_axis_ = horizontal ? axes.x : axes.y;
  Axis& block_axis_ = horizontal ? axes.y : axes.x;

  if (box.type != BoxType::Replaced) {
    size_inline_axis(box, inline_axis_, block_axis_, space, context);
    size_block_axis(box, inline_axis_, block_axis_, edge_basis, space, context);
  } else {
    space.shrink_to_fit = true;
    space.available.inline_size =
        inline_axis_.available() + inline_axis_.margin_start + inline_axis_.margin_end;
  }
  PlacedOutOfFlow placed;
  placed.result = lay_out(box, space, nullptr, context);
  const Size used = placed.result.fragment->size;
  if (box.type == BoxType::Replaced) {
    axes.x.size = used.width;
    axes.y.size = used.height;
  }
  if (!block_axis_.size && block_axis_.start && block_axis_.end) {
    // The height came from the content after all (a table, an aspect ratio).
    if (box.type == BoxType::Table || logical_ratio(box, flow) > 0 ||
        is_content_keyword(block_axis(*box.style, flow).size)) {
      block_axis_.size = horizontal ? used.height : used.width;
    }
  }
  placed.offset = {axes.x.position(used.width), axes.y.position(used.height)};
  placed.space = space;
  return placed;
}

namespace {

// The nearest positioned inline box between `box` and the block that laid it out, null when there
// is none.
const Box* positioned_inline(const Box& child, const Box& block, bool fixed) {
  for (const Box* at = child.parent; at != nullptr && at != &block; at = at->parent) {
    if (at->type != BoxType::Inline) return nullptr;
    if (contains_positioned(*at, fixed)) return at;
  }
  return nullptr;
}

// From the start corner of an inline's first fragment in this block to the end corner of its last,
// padding boxes both (CSS 2.2 §10.1); of no size where that would be negative.
std::optional<Rect> inline_rect(const Box& wanted, const Fragment& root) {
  struct Visit {
    const Fragment* fragment;
    Point at;
  };
  std::vector<Visit> stack{{&root, {}}};
  std::optional<Rect> first;
  Rect last;
  while (!stack.empty()) {
    const Visit visit = stack.back();
    stack.pop_back();
    if (visit.fragment->box == &wanted && visit.fragment != &root) {
      const Edges& border = visit.fragment->border;
      last = {{visit.at.x + border.left, visit.at.y + border.top},
              {visit.fragment->size.width - border.horizontal(),
               visit.fragment->size.height - border.vertical()}};
      if (!first) first = last;
      continue;
    }
    const bool is_flow =
        visit.fragment == &root || visit.fragment->type == FragmentType::Line ||
        (visit.fragment->box != nullptr && visit.fragment->box->type == BoxType::Inline);
    if (!is_flow) continue;
    const auto& children = visit.fragment->children;
    for (auto child = children.rbegin(); child != children.rend(); ++child) {
      stack.push_back({child->fragment.get(), visit.at + child->offset});
    }
  }
  if (!first) return std::nullopt;
  const FlowDirection flow = wanted.style->flow();
  const Edges start{first->origin.y, first->right(), first->bottom(), first->origin.x};
  const Edges end{last.origin.y, last.right(), last.bottom(), last.origin.x};
  const bool rightwards = is_horizontal(flow.writing_mode) ? flow.direction == Direction::Ltr
                                                           : !is_block_flipped(flow.writing_mode);
  const bool downwards =
      is_horizontal(flow.writing_mode) ||
      (flow.direction == Direction::Ltr) == (flow.writing_mode != WritingMode::SidewaysLr);
  Unit left = rightwards ? start.left : end.left;
  const Unit right = std::max(left, rightwards ? end.right : start.right);
  if (!rightwards) left = std::min(left, start.right);
  const Unit top = downwards ? start.top : end.top;
  const Unit bottom = std::max(top, downwards ? end.bottom : start.bottom);
  return Rect{{left, top}, {right - left, bottom - top}};
}

// The padding box of all fragments of a box, of which earlier pages had `consumed`, from the corner
// of this one.
Rect whole_padding_box(const Box& box,
                       const Fragment& fragment,
                       FlowDirection flow,
                       const PositionedPages& pages,
                       LayoutContext& context) {
  LogicalEdges border = flow.to_logical(fragment.border);
  const LogicalSize size = flow.to_logical(fragment.size);
  Unit extent = pages.consumed + size.block_size;
  if (pages.consumed > Unit{} || pages.whole != kIndefinite) {
    const LogicalEdges all = used_border(box, flow, context);
    border.block_start = all.block_start;
    if (pages.whole != kIndefinite) {
      border.block_end = all.block_end;
      extent = pages.whole;
    }
  }
  const LogicalSize inner{size.inline_size - border.inline_sum(),
                          std::max(Unit{}, extent - border.block_sum())};
  const LogicalPoint corner{border.inline_start, border.block_start - pages.consumed};
  const Size physical = flow.to_physical(inner);
  return {flow.to_physical(corner, physical, fragment.size), physical};
}

}  // namespace

std::vector<OutOfFlowChild> place_in_container(const OutOfFlowChild& child,
                                               Point static_position,
                                               const PositionedContainer& container,
                                               const PositionedPages& pages,
                                               Fragment& fragment,
                                               LayoutContext& context) {
  PlacedOutOfFlow placed = lay_out_positioned(child, static_position, container, context);
  Point at = container.rect.origin + placed.offset;
  if (pages.rest != nullptr && pages.consumed > Unit{}) {
    // LIMIT: pages that have been handed on take nothing more; it stands at the start of this one.
    const Size inner = placed.result.fragment->size;
    LogicalEdges edges = distances(pages.flow, at, inner, fragment.size);
    const Unit above = edges.block_start + pages.start;
    if (above < Unit{}) {
      const LogicalPoint moved_to{edges.inline_start, -pages.start};
      at = pages.flow.to_physical(moved_to, inner, fragment.size);
    }
  }
  if (child.repeated) {
    placed.result.fragment->is_artifact = true;
  } else {
    divide_positioned(*child.box, at, fragment.size, pages, placed, context);
  }
  std::vector<OutOfFlowChild> others;
  if (placed.result.fragment == nullptr) return others;
  for (const OutOfFlowChild& inner : placed.result.out_of_flow) {
    const Point inside = child.box->style->flow().to_physical(inner.static_position, Size{},
                                                              placed.result.fragment->size);
    const LogicalEdges edges = distances(pages.flow, at + inside, Size{}, fragment.size);
    OutOfFlowChild next = inner;
    next.static_position = {edges.inline_start, edges.block_start};
    next.repeated = child.repeated;
    others.push_back(next);
  }
  fragment.children.push_back({at, std::move(placed.result.fragment)});
  return others;
}

std::vector<OutOfFlowChild> place_positioned(const Box& box,
                                             FlowDirection flow,
                                             Fragment& fragment,
                                             std::vector<OutOfFlowChild> waiting,
                                             LayoutContext& context,
                                             const PositionedPages& pages) {
  std::vector<OutOfFlowChild> others;
  PositionedPages here = pages;
  here.flow = flow;
  // What a positioned box contains itself comes back in its own result: a work list, in order.
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    const OutOfFlowChild child = waiting[i];
    const bool fixed = child.box->style->position == Position::Fixed;
    PositionedContainer container{whole_padding_box(box, fragment, flow, pages, context), flow};
    bool contained = contains_positioned(box, fixed);
    // Running elements and footnotes belong to the page.
    if (child.box->footnote || child.box->style->position == Position::Running) {
      others.push_back(child);
      continue;
    }
    if (const Box* inline_box = positioned_inline(*child.box, box, fixed)) {
      if (const auto rect = inline_rect(*inline_box, fragment)) {
        container.rect = *rect;
        container.flow = inline_box->style->flow();
        contained = true;
      }
    }
    if (!contained) {
      others.push_back(child);
      continue;
    }
    const Point static_position = flow.to_physical(child.static_position, Size{}, fragment.size);
    const std::vector<OutOfFlowChild> inner =
        place_in_container(child, static_position, container, here, fragment, context);
    waiting.insert(waiting.end(), inner.begin(), inner.end());
  }
  return others;
}

Unit known_block_size(const Box& box, const ConstraintSpace& space, LayoutContext& context) {
  if (!space.can_fragment() || space.is_endless()) return kIndefinite;
  const BoxGeometry geometry = resolve_geometry(box, space, context);
  const bool known = geometry.block_size != kIndefinite && !geometry.content_is_minimum;
  return known ? geometry.used_block_size(Unit{}) : kIndefinite;
}

void finish_positioned(const Box& box,
                       const ConstraintSpace& space,
                       FlowDirection flow,
                       const BreakToken* resume,
                       LayoutResult& result,
                       LayoutContext& context) {
  if (result.out_of_flow.empty() && (resume == nullptr || resume->positioned.empty())) return;
  std::vector<PendingPositioned> rest;
  PositionedPages pages = PositionedPages::of(space, flow, resume, rest);
  if (result.resume != nullptr && !result.resume->overflow_only)
    pages.whole = known_block_size(box, space, context);
  Fragment& fragment = *result.fragment;
  std::vector<OutOfFlowChild> waiting = std::move(result.out_of_flow);
  if (resume != nullptr) {
    for (const OutOfFlowChild& note :
         continue_positioned(resume->positioned, pages, fragment, Rect{{}, fragment.size}, context))
      waiting.push_back(note);
  }
  result.out_of_flow = place_positioned(box, flow, fragment, std::move(waiting), context, pages);
  keep_positioned(box, pages.consumed + size_in(flow, fragment).block_size, resume, std::move(rest),
                  result);
}

}  // namespace banxin::layout
