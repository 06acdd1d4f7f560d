#include "layout/sizing.h"

#include <algorithm>

#include "dom/names.h"
#include "layout/layout.h"
#include "layout/layout_context.h"
#include "layout/replaced.h"

namespace banxin::layout {

using style::BoxSize;
using style::BoxSizeKind;
using style::ComputedStyle;

AxisSizes inline_axis(const ComputedStyle& style, FlowDirection flow) {
  return is_horizontal(flow.writing_mode)
             ? AxisSizes{style.width, style.min_width, style.max_width}
             : AxisSizes{style.height, style.min_height, style.max_height};
}

AxisSizes block_axis(const ComputedStyle& style, FlowDirection flow) {
  return is_horizontal(flow.writing_mode)
             ? AxisSizes{style.height, style.min_height, style.max_height}
             : AxisSizes{style.width, style.min_width, style.max_width};
}

LogicalEdges operator+(const LogicalEdges& a, const LogicalEdges& b) {
  return {a.inline_start + b.inline_start, a.inline_end + b.inline_end,
          a.block_start + b.block_start, a.block_end + b.block_end};
}

Edges physical_edges(FlowDirection flow, const LogicalEdges& edges) {
  // to_logical only permutes; the permutation of indices is inverted here.
  const LogicalEdges places = flow.to_logical(
      Edges{Unit::from_raw(0), Unit::from_raw(1), Unit::from_raw(2), Unit::from_raw(3)});
  Unit sides[4];
  sides[places.inline_start.raw()] = edges.inline_start;
  sides[places.inline_end.raw()] = edges.inline_end;
  sides[places.block_start.raw()] = edges.block_start;
  sides[places.block_end.raw()] = edges.block_end;
  return {sides[0], sides[1], sides[2], sides[3]};
}

AutoMargins auto_margins(const ComputedStyle& style, FlowDirection flow) {
  auto flag = [](const style::LengthPercentageOrAuto& margin) {
    return Unit::from_raw(margin.is_auto ? 1 : 0);
  };
  const LogicalEdges flags =
      flow.to_logical(Edges{flag(style.margin_top), flag(style.margin_right),
                            flag(style.margin_bottom), flag(style.margin_left)});
  return {flags.inline_start.raw() != 0, flags.inline_end.raw() != 0, flags.block_start.raw() != 0,
          flags.block_end.raw() != 0};
}

LogicalEdges used_margin(const Box& box, FlowDirection flow, Unit basis) {
  switch (box.type) {
    // CSS 2.2 §8.3: margins do not apply to the insides of a table.
    case BoxType::TableGrid:
    case BoxType::TableCell:
    case BoxType::TableRow:
    case BoxType::TableRowGroup:
    case BoxType::TableColumn:
    case BoxType::TableColumnGroup:
      return {};
    default:
      break;
  }
  const ComputedStyle& style = *box.style;
  return flow.to_logical(
      Edges{style.margin_top.resolve(basis, Unit{}), style.margin_right.resolve(basis, Unit{}),
            style.margin_bottom.resolve(basis, Unit{}), style.margin_left.resolve(basis, Unit{})});
}

LogicalEdges used_padding(const Box& box, FlowDirection flow, Unit basis) {
  const ComputedStyle& style = *box.style;
  switch (box.type) {
    case BoxType::Table:
    case BoxType::TableRow:
    case BoxType::TableRowGroup:
    case BoxType::TableColumn:
    case BoxType::TableColumnGroup:
      return {};
    case BoxType::TableGrid:
      // CSS 2.2 §17.6.2: a table with collapsed borders has no padding.
      if (style.border_collapse == style::BorderCollapse::Collapse) return {};
      break;
    default:
      break;
  }
  auto side = [basis](const style::LengthPercentage& padding) {
    return std::max(Unit{}, padding.resolve(basis));
  };
  return flow.to_logical(Edges{side(style.padding_top), side(style.padding_right),
                               side(style.padding_bottom), side(style.padding_left)});
}

Edges border_widths(const ComputedStyle& style) {
  const auto side = [](Unit width, style::BorderStyle border_style) {
    return border_style == style::BorderStyle::None || border_style == style::BorderStyle::Hidden
               ? Unit{}
               : width;
  };
  return {side(style.border_top_width, style.border_top_style),
          side(style.border_right_width, style.border_right_style),
          side(style.border_bottom_width, style.border_bottom_style),
          side(style.border_left_width, style.border_left_style)};
}

LogicalEdges used_border(const Box& box, FlowDirection flow, const LayoutContext& context) {
  const ComputedStyle& style = *box.style;
  switch (box.type) {
    case BoxType::Table:
    case BoxType::TableRow:
    case BoxType::TableRowGroup:
    case BoxType::TableColumn:
    case BoxType::TableColumnGroup:
      return {};
    case BoxType::TableGrid:
    case BoxType::TableCell:
      if (style.border_collapse == style::BorderCollapse::Collapse) {
        const auto found = context.collapsed_borders.find(&box);
        return found == context.collapsed_borders.end() ? LogicalEdges{}
                                                        : flow.to_logical(found->second);
      }
      break;
    default:
      break;
  }
  return flow.to_logical(border_widths(style));
}

bool contains_inline_size(const ComputedStyle& style) {
  return style.contain.size || style.contain.inline_size ||
         style.container_type != style::ContainerType::Normal;
}

bool contains_block_size(const ComputedStyle& style) {
  return style.contain.size || style.container_type == style::ContainerType::Size;
}

double logical_ratio(const Box& box, FlowDirection flow) {
  double ratio = 0;
  if (box.type == BoxType::Replaced) {
    ratio = natural_ratio(box);
  } else if (box.style->aspect_ratio.has_ratio()) {
    ratio = box.style->aspect_ratio.width / box.style->aspect_ratio.height;
  }
  if (ratio <= 0) return 0;
  return is_horizontal(flow.writing_mode) ? ratio : 1 / ratio;
}

namespace {

Unit as_border_box(const ComputedStyle& style, Unit value, Unit insets) {
  return style.box_sizing == style::BoxSizing::BorderBox ? std::max(value, insets)
                                                         : std::max(value, Unit{}) + insets;
}

// Sizes of these boxes are in terms of the border box by definition, or ignore box-sizing.
bool sizes_border_box(const Box& box) {
  return box.type == BoxType::TableGrid && box.node != nullptr &&
         box.style->box_sizing == style::BoxSizing::BorderBox;
}

}  // namespace

// Contributions have nothing that percentages of padding could refer to; here it is known.
MinMaxSizes content_sizes_within(const Box& box, Unit edge_basis, LayoutContext& context) {
  MinMaxSizes sizes = content_sizes(box, context);
  if (box.type == BoxType::Replaced) return sizes;
  const FlowDirection flow = box.style->flow();
  const Unit more = used_padding(box, flow, edge_basis).inline_sum() -
                    used_padding(box, flow, Unit{}).inline_sum();
  sizes.min += more;
  sizes.max += more;
  return sizes;
}

namespace {

MinMaxSizes sizes_with_padding(const Box& box, Unit basis, LayoutContext& context) {
  return content_sizes_within(box, basis == kIndefinite ? Unit{} : basis, context);
}

}  // namespace

std::optional<Unit> resolve_inline_size(
    const Box& box, const BoxSize& value, Unit basis, Unit available, LayoutContext& context) {
  const FlowDirection flow = box.style->flow();
  switch (value.kind) {
    case BoxSizeKind::Auto:
    case BoxSizeKind::None:
    case BoxSizeKind::Content:
      return std::nullopt;
    case BoxSizeKind::LengthPercentage: {
      if (value.value.has_percent() && basis == kIndefinite) return std::nullopt;
      const Unit length = value.value.resolve(basis == kIndefinite ? Unit{} : basis);
      if (sizes_border_box(box)) return length;
      const Unit edge_basis = basis == kIndefinite ? Unit{} : basis;
      const Unit insets = used_border(box, flow, context).inline_sum() +
                          used_padding(box, flow, edge_basis).inline_sum();
      return as_border_box(*box.style, length, insets);
    }
    case BoxSizeKind::MinContent:
      return sizes_with_padding(box, basis, context).min;
    case BoxSizeKind::MaxContent:
      return sizes_with_padding(box, basis, context).max;
    case BoxSizeKind::FitContent: {
      const MinMaxSizes sizes = sizes_with_padding(box, basis, context);
      if (available == kIndefinite) return sizes.max;
      return std::max(sizes.min, std::min(available, sizes.max));
    }
    case BoxSizeKind::FitContentLimit: {
      const MinMaxSizes sizes = sizes_with_padding(box, basis, context);
      const Unit limit = value.value.resolve(basis == kIndefinite ? Unit{} : basis);
      return std::max(sizes.min, std::min(limit, sizes.max));
    }
    case BoxSizeKind::Stretch:
      if (available == kIndefinite) return std::nullopt;
      return available;
  }
  return std::nullopt;
}

std::optional<Unit> resolve_block_size(
    const Box& box, const BoxSize& value, Unit basis, Unit insets, Unit available) {
  if (value.kind == BoxSizeKind::Stretch) {
    if (available == kIndefinite) return std::nullopt;
    return available;
  }
  if (value.kind != BoxSizeKind::LengthPercentage) return std::nullopt;
  if (value.value.has_percent() && basis == kIndefinite) return std::nullopt;
  return as_border_box(*box.style, value.value.resolve(basis == kIndefinite ? Unit{} : basis),
                       insets);
}

Unit BoxGeometry::content_block_basis() const {
  if (!block_size_is_definite || block_size == kIndefinite) return kIndefinite;
  const Unit used = std::max(min_block_size, std::min(block_size, max_block_size));
  return std::max(Unit{}, used - insets.block_sum());
}

Unit BoxGeometry::used_block_size(Unit intrinsic) const {
  Unit used = block_size == kIndefinite ? intrinsic : block_size;
  if (content_is_minimum) used = std::max(used, std::min(intrinsic, max_block_size));
  used = std::max(min_block_size, std::min(used, max_block_size));
  return std::max(used, insets.block_sum());
}

namespace {

// HTML §15.5: form controls are as wide as they need to be, as blocks too.
bool is_control(const Box& box) {
  if (box.node == nullptr || box.origin != BoxOrigin::Element) return false;
  return box.node->is_html(dom::names::button) || box.node->is_html(dom::names::input) ||
         box.node->is_html(dom::names::select) || box.node->is_html(dom::names::textarea);
}

// CSS 2.2 §10.3.5 and its kin: which boxes take the size of their content when width is auto.
bool shrinks_to_fit(const Box& box, const ConstraintSpace& space) {
  return space.shrink_to_fit || space.orthogonal || box.floating || box.is_atomic_inline() ||
         box.type == BoxType::Table || is_control(box);
}

Unit ratio_size(const Box& box, Unit other, Unit other_insets, Unit insets, double factor) {
  // CSS Sizing 4 §5.1: with content-box sizing the ratio is that of the content box.
  if (box.style->box_sizing == style::BoxSizing::BorderBox && !box.style->aspect_ratio.is_auto) {
    return std::max(insets, other * factor);
  }
  return std::max(Unit{}, other - other_insets) * factor + insets;
}

bool is_named(const Box* box, Atom name) {
  return box != nullptr && box->node != nullptr && box->node->is_html(name);
}

// What the margins, borders and paddings of body and html leave of the viewport (Quirks Mode §3.6,
// §3.7): the quirky height of body's content.
Unit room_in_body(const Box& body, const LayoutContext& context) {
  Unit room = context.initial_containing_block.block_size;
  const Unit width = context.initial_containing_block.inline_size;
  for (const Box* at = &body; at != nullptr; at = at->parent) {
    const FlowDirection flow = at->style->flow();
    const LogicalEdges edges = used_margin(*at, flow, width) + used_border(*at, flow, context) +
                               used_padding(*at, flow, width);
    room = std::max(Unit{}, room - edges.block_sum());
  }
  return room;
}

// Quirks Mode §3.6, §3.7: html fills the viewport, body html.
bool fills_viewport(const Box& box) {
  if (box.floating || box.out_of_flow || box.inline_level) return false;
  if (!is_horizontal(box.style->flow().writing_mode)) return false;
  return is_named(&box, dom::names::body) || (box.parent == nullptr && box.node != nullptr);
}

// Quirks Mode §3.5: percentages of heights look past auto heights, up to the viewport.
Unit quirky_basis(const Box& box, const LayoutContext& context) {
  for (const Box* at = box.parent; at != nullptr; at = at->parent) {
    // What a cell leaves of it is not known: as without the quirk.
    if (at->type == BoxType::TableCell) return kIndefinite;
    if (is_named(at, dom::names::body)) return room_in_body(*at, context);
  }
  return context.initial_containing_block.block_size;
}

void resolve_block_axis(const Box& box,
                        const ConstraintSpace& space,
                        const AxisSizes& axis,
                        const LayoutContext& context,
                        BoxGeometry& geometry) {
  const Unit insets = geometry.insets.block_sum();
  Unit basis = space.percentage_basis.block_size;
  // Quirks Mode §3.5: percentages of heights look past auto heights, up to the viewport.
  if (context.quirks && basis == kIndefinite && box.node != nullptr && !space.orthogonal &&
      axis.size.is_length_percentage() && axis.size.value.has_percent() &&
      box.type != BoxType::TableCell) {
    basis = quirky_basis(box, context);
  }
  const Unit available = space.available.block_size == kIndefinite
                             ? kIndefinite
                             : space.available.block_size - geometry.margin.block_sum();
  // CSS 2.2 §10.7 leaves limits of the heights of cells open; browsers know none.
  const bool limited = box.type != BoxType::TableCell;
  const auto minimum = resolve_block_size(box, axis.minimum, basis, insets, available);
  if (minimum && limited) geometry.min_block_size = *minimum;
  if (axis.minimum.kind == BoxSizeKind::MinContent ||
      axis.minimum.kind == BoxSizeKind::MaxContent ||
      axis.minimum.kind == BoxSizeKind::FitContent) {
    geometry.content_is_minimum = true;
  }
  const auto maximum = resolve_block_size(box, axis.maximum, basis, insets, available);
  if (maximum && limited) geometry.max_block_size = *maximum;
  if (context.quirks && axis.size.is_auto() && fills_viewport(box)) {
    geometry.min_block_size =
        std::max(geometry.min_block_size, room_in_body(box, context) + insets);
  }
  if (space.fixed_block_size && space.available.block_size != kIndefinite) {
    geometry.block_size = space.available.block_size;
    geometry.block_size_is_definite = space.fixed_block_size_is_definite;
    geometry.min_block_size = insets;
    geometry.max_block_size = Unit::max();
    return;
  }
  if (const auto size = resolve_block_size(box, axis.size, basis, insets, available)) {
    geometry.block_size = *size;
    geometry.block_size_is_definite = true;
  }
}

// The wrapper is as wide as its grid, or as its captions need (CSS Tables 3 §4.1).
Unit used_table_size(const Box& table, Unit basis, Unit available, LayoutContext& context) {
  Unit used;
  for (const Box* child = table.first_child; child != nullptr; child = child->next_sibling) {
    if (child->floating || child->out_of_flow) continue;
    if (child->type != BoxType::TableGrid) {
      used = std::max(used, measure_contribution(*child, table.style->flow(), context).min);
      continue;
    }
    const AxisSizes axis = inline_axis(*child->style, child->style->flow());
    const MinMaxSizes sizes = content_sizes(*child, context);
    Unit width;
    if (const auto given = resolve_inline_size(*child, axis.size, basis, available, context)) {
      width = *given;
    } else {
      width = available == kIndefinite ? sizes.max
                                       : std::max(sizes.min, std::min(available, sizes.max));
    }
    if (const auto most = resolve_inline_size(*child, axis.maximum, basis, available, context)) {
      width = std::min(width, *most);
    }
    if (const auto least = resolve_inline_size(*child, axis.minimum, basis, available, context)) {
      width = std::max(width, *least);
    }
    used = std::max({used, width, sizes.min});
  }
  return used;
}

// CSS 2.2 §10.3, CSS Sizing 3 §5 and 4 §5.1: the border box's inline size, when no algorithm around
// has fixed it; `geometry` has its edges and its block size already.
Unit used_inline_size(const Box& box,
                      const ConstraintSpace& space,
                      const AxisSizes& inline_sizes,
                      const BoxGeometry& geometry,
                      LayoutContext& context) {
  const ComputedStyle& style = *box.style;
  const bool is_wrapper = box.type == BoxType::Table;
  const Unit insets = geometry.insets.inline_sum();
  const Unit basis = space.percentage_basis.inline_size;
  const Unit available =
      space.available.inline_size == kIndefinite
          ? kIndefinite
          : std::max(Unit{}, space.available.inline_size - geometry.margin.inline_sum());
  const double ratio = logical_ratio(box, geometry.flow);
  auto size = is_wrapper ? std::optional{used_table_size(box, basis, available, context)}
                         : resolve_inline_size(box, inline_sizes.size, basis, available, context);
  if (!size && ratio > 0 && geometry.block_size != kIndefinite) {
    const Unit block =
        std::max(geometry.min_block_size, std::min(geometry.block_size, geometry.max_block_size));
    size = ratio_size(box, block, geometry.insets.block_sum(), insets, ratio);
  }
  if (!size) {
    if (shrinks_to_fit(box, space) || available == kIndefinite) {
      const MinMaxSizes sizes = content_sizes_within(box, space.edge_basis(), context);
      size = available == kIndefinite ? sizes.max
                                      : std::max(sizes.min, std::min(available, sizes.max));
    } else {
      size = available;
    }
    // Limits of the other axis are handed over by the ratio (CSS Sizing 4 §5.1.1).
    if (ratio > 0 && geometry.max_block_size != Unit::max()) {
      size = std::min(*size, ratio_size(box, geometry.max_block_size, geometry.insets.block_sum(),
                                        insets, ratio));
    }
    if (ratio > 0 && geometry.min_block_size > geometry.insets.block_sum() &&
        block_axis(style, geometry.flow).minimum.is_length_percentage() &&
        inline_sizes.size.is_auto() && shrinks_to_fit(box, space)) {
      size = std::max(*size, ratio_size(box, geometry.min_block_size, geometry.insets.block_sum(),
                                        insets, ratio));
    }
  }
  if (const auto maximum =
          resolve_inline_size(box, inline_sizes.maximum, basis, available, context)) {
    size = std::min(*size, *maximum);
  }
  if (const auto minimum =
          resolve_inline_size(box, inline_sizes.minimum, basis, available, context)) {
    size = std::max(*size, *minimum);
  }
  return std::max(*size, insets);
}

}  // namespace

bool is_contained_type(const Box& box) {
  const bool flows =
      box.type == BoxType::Block || box.type == BoxType::Flex || box.type == BoxType::Grid;
  return flows && box.origin != BoxOrigin::Anonymous;
}

BoxGeometry resolve_geometry(const Box& box, const ConstraintSpace& space, LayoutContext& context) {
  const ComputedStyle& style = *box.style;
  BoxGeometry geometry;
  geometry.flow = style.flow();
  const Unit edge_basis = space.edge_basis();
  geometry.margin = used_margin(box, geometry.flow, edge_basis);
  geometry.border = used_border(box, geometry.flow, context);
  geometry.padding = used_padding(box, geometry.flow, edge_basis);
  geometry.insets = geometry.border + geometry.padding;

  if (box.type == BoxType::Replaced) {
    const LogicalSize content = geometry.flow.to_logical(used_replaced_size(box, space, context));
    geometry.inline_size = content.inline_size + geometry.insets.inline_sum();
    geometry.block_size = content.block_size + geometry.insets.block_sum();
    geometry.block_size_is_definite = true;
    return geometry;
  }
  const bool is_wrapper = box.type == BoxType::Table;
  const AxisSizes automatic{{}, {}, style::BoxSize::none()};
  const AxisSizes inline_sizes = is_wrapper ? automatic : inline_axis(style, geometry.flow);
  resolve_block_axis(box, space, is_wrapper ? automatic : block_axis(style, geometry.flow), context,
                     geometry);
  if (box.type == BoxType::TableCell || box.type == BoxType::TableGrid) {
    geometry.content_is_minimum = true;  // CSS 2.2 §17.5.3: heights are minima in tables
  }

  const Unit insets = geometry.insets.inline_sum();
  if (space.fixed_inline_size) {
    geometry.inline_size = std::max(space.available.inline_size, insets);
  } else {
    geometry.inline_size = used_inline_size(box, space, inline_sizes, geometry, context);
  }
  if (geometry.block_size == kIndefinite && is_contained_type(box) && contains_block_size(style)) {
    geometry.block_size = geometry.insets.block_sum();
  }
  const double ratio = logical_ratio(box, geometry.flow);
  if (geometry.block_size == kIndefinite && ratio > 0 && box.type != BoxType::Replaced) {
    geometry.block_size =
        ratio_size(box, geometry.inline_size, insets, geometry.insets.block_sum(), 1 / ratio);
    geometry.block_size_is_definite = true;
    geometry.content_is_minimum = block_axis(style, geometry.flow).minimum.is_auto() &&
                                  style.overflow_x == style::Overflow::Visible;
  }
  return geometry;
}

ConstraintSpace space_for_child(const Box& child, FlowDirection flow, LogicalSize size) {
  ConstraintSpace space;
  space.flow = child.style->flow();
  space.orthogonal = is_orthogonal(space.flow, flow);
  if (space.orthogonal) size = {size.block_size, size.inline_size};
  space.available = size;
  space.percentage_basis = size;
  return space;
}

}  // namespace banxin::layout
