#include "layout/fragment_builder.h"

#include <utility>

namespace banxin::layout {

namespace {

Point own_shift(const Box& box, FlowDirection flow, LogicalSize container) {
  const style::ComputedStyle& style = *box.style;
  if (style.position != style::Position::Relative && style.position != style::Position::Sticky) {
    return {};
  }
  if (box.origin == BoxOrigin::Anonymous && box.type != BoxType::Table) return {};
  if (box.type == BoxType::TableGrid) return {};
  // CSS Position 3 §3.4: sticky is as static until something scrolls, and pages never do.
  if (style.position == style::Position::Sticky) return {};
  const Size size = flow.to_physical(container);
  auto inset = [](const style::LengthPercentageOrAuto& value, Unit basis, bool& is_auto) {
    is_auto = value.is_auto || (basis == kIndefinite && value.value.has_percent());
    return is_auto ? Unit{} : value.value.resolve(basis == kIndefinite ? Unit{} : basis);
  };
  bool no_left = false;
  bool no_right = false;
  bool no_top = false;
  bool no_bottom = false;
  const Unit left = inset(style.left, size.width, no_left);
  const Unit right = inset(style.right, size.width, no_right);
  const Unit top = inset(style.top, size.height, no_top);
  const Unit bottom = inset(style.bottom, size.height, no_bottom);
  const bool rightwards = is_horizontal(flow.writing_mode) ? flow.direction == Direction::Ltr
                                                           : !is_block_flipped(flow.writing_mode);
  const bool downwards = is_horizontal(flow.writing_mode) || flow.direction == Direction::Ltr;
  Point shift;
  if (no_left || (!rightwards && !no_right)) {
    shift.x = -right;
  } else {
    shift.x = left;
  }
  if (no_top || (!downwards && !no_bottom)) {
    shift.y = -bottom;
  } else {
    shift.y = top;
  }
  return shift;
}

}  // namespace

Point relative_shift(const Box& box, FlowDirection flow, LogicalSize container) {
  Point shift = own_shift(box, flow, container);
  if (box.inline_level || box.previous_sibling == nullptr) return shift;
  // CSS 2.2 §9.2.1.1: a block that divides inline boxes moves with them. Their pieces stand before
  // it, in an anonymous block.
  const Box& before = *box.previous_sibling;
  if (before.origin != BoxOrigin::Anonymous || !before.children_inline) return shift;
  for (const Box* at = before.last_child; at != nullptr && at->continues_after; at = at->last_child)
    shift = shift + own_shift(*at, flow, container);
  return shift;
}

LogicalPoint convert_point(LogicalPoint point,
                           FlowDirection inner_flow,
                           Size inner,
                           FlowDirection outer_flow,
                           LogicalPoint offset) {
  if (inner_flow == outer_flow) return point + offset;
  const Point physical = inner_flow.to_physical(point, Size{}, inner);
  // The inverse of to_physical is to_physical of the other way round: a point of no size.
  const LogicalEdges distances = outer_flow.to_logical(
      Edges{physical.y, inner.width - physical.x, inner.height - physical.y, physical.x});
  return LogicalPoint{distances.inline_start, distances.block_start} + offset;
}

void FragmentBuilder::add(std::unique_ptr<Fragment> fragment, LogicalPoint offset, Point shift) {
  children_.push_back({offset, shift, std::move(fragment)});
}

void FragmentBuilder::add_first(std::unique_ptr<Fragment> fragment, LogicalPoint offset) {
  children_.insert(children_.begin(), {offset, {}, std::move(fragment)});
}

void FragmentBuilder::shift_block(std::size_t first, Unit distance) {
  for (std::size_t i = first; i < children_.size(); ++i) {
    children_[i].offset.block_offset += distance;
  }
}

std::unique_ptr<Fragment> FragmentBuilder::finish(LogicalSize border_box,
                                                  const LogicalEdges& border,
                                                  const LogicalEdges& padding) {
  auto fragment = std::make_unique<Fragment>();
  fragment->box = &box_;
  fragment->size = flow_.to_physical(border_box);
  fragment->border = physical_edges(flow_, border);
  fragment->padding = physical_edges(flow_, padding);
  fragment->children.reserve(children_.size());
  for (Child& child : children_) {
    const Point place =
        flow_.to_physical(child.offset, child.fragment->size, fragment->size) + child.shift;
    fragment->children.push_back({place, std::move(child.fragment)});
  }
  children_.clear();
  return fragment;
}

}  // namespace banxin::layout
