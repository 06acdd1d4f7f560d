#include <algorithm>

#include "layout/breaking.h"
#include "layout/inline/inline_layout.h"
#include "layout/layout.h"
#include "layout/layout_algorithms.h"
#include "layout/layout_context.h"
#include "layout/replaced.h"
#include "layout/sizing.h"

namespace banxin::layout {
namespace {

// CSS Sizing 3 §5.1 with CSS 2.2 §10.3.5: floats stand side by side until one clears.
MinMaxSizes measure_flow(const Box& box, LayoutContext& context) {
  const FlowDirection flow = box.style->flow();
  MinMaxSizes sizes;
  Unit left;
  Unit right;
  for (const Box* child = box.first_child; child != nullptr; child = child->next_sibling) {
    if (child->out_of_flow) continue;
    const MinMaxSizes part = measure_contribution(*child, flow, context);
    sizes.min = std::max(sizes.min, part.min);
    using style::Clear;
    const Clear clear = child->style->clear;
    if (clear != Clear::None) {
      sizes.max = std::max(sizes.max, left + right);
      if (clear == Clear::Left || clear == Clear::Both || clear == Clear::InlineStart) left = {};
      if (clear == Clear::Right || clear == Clear::Both || clear == Clear::InlineEnd) right = {};
    }
    if (child->floating) {
      const bool at_left = child->style->float_ == style::Float::Left ||
                           child->style->float_ == style::Float::InlineStart;
      (at_left ? left : right) += std::max(Unit{}, part.max);
    } else if (child->new_formatting_context || child->type != BoxType::Block) {
      sizes.max = std::max(sizes.max, left + right + part.max);
      left = right = {};
    } else {
      sizes.max = std::max({sizes.max, left + right, part.max});
      left = right = {};
    }
  }
  sizes.max = std::max(sizes.max, left + right);
  return sizes;
}

MinMaxSizes content_box_sizes(const Box& box, LayoutContext& context) {
  MinMaxSizes sizes =
      box.children_inline ? measure_inline(box, context) : measure_flow(box, context);
  if (is_multicol(box)) sizes = columns_content_sizes(box, sizes, context);
  return sizes;
}

MinMaxSizes table_wrapper_sizes(const Box& box, LayoutContext& context) {
  MinMaxSizes sizes;
  for (const Box* child = box.first_child; child != nullptr; child = child->next_sibling) {
    if (!is_in_flow(*child)) continue;
    if (child->type == BoxType::TableGrid) {
      const MinMaxSizes grid = measure(*child, context);
      sizes.min = std::max(sizes.min, grid.min);
      sizes.max = std::max(sizes.max, grid.max);
    } else {
      // A caption asks for its min-content size only (CSS Tables 3 §3.7).
      const MinMaxSizes caption = measure_contribution(*child, box.style->flow(), context);
      sizes.min = std::max(sizes.min, caption.min);
      sizes.max = std::max(sizes.max, caption.min);
    }
  }
  return sizes;
}

MinMaxSizes inner_sizes(const Box& box, LayoutContext& context) {
  if (is_contained_type(box) && contains_inline_size(*box.style)) return {};
  switch (box.type) {
    case BoxType::Flex:
      return flex_content_sizes(box, context);
    case BoxType::Grid:
      return grid_content_sizes(box, context);
    default:
      return content_box_sizes(box, context);
  }
}

MinMaxSizes compute(const Box& box, LayoutContext& context) {
  switch (box.type) {
    case BoxType::Replaced:
      return replaced_content_sizes(box, context);
    case BoxType::Table:
      return table_wrapper_sizes(box, context);
    case BoxType::TableGrid:
      return table_content_sizes(box, context);
    default:
      break;
  }
  MinMaxSizes sizes = inner_sizes(box, context);
  const FlowDirection flow = box.style->flow();
  const Unit insets =
      used_border(box, flow, context).inline_sum() + used_padding(box, flow, Unit{}).inline_sum();
  sizes.min = std::max(Unit{}, sizes.min) + insets;
  sizes.max = std::max(sizes.min, sizes.max + insets);
  return sizes;
}

}  // namespace

MinMaxSizes content_sizes(const Box& box, LayoutContext& context) {
  if (context.content_sizes.size() <= box.index) {
    context.content_sizes.resize(std::max<std::size_t>(context.box_count, box.index + 1U));
  }
  if (const auto& known = context.content_sizes[box.index]) return *known;
  const MinMaxSizes sizes = compute(box, context);
  context.content_sizes[box.index] = sizes;
  return sizes;
}

MinMaxSizes measure(const Box& box, LayoutContext& context) {
  const FlowDirection flow = box.style->flow();
  const AxisSizes axis = inline_axis(*box.style, flow);
  MinMaxSizes sizes;
  if (box.type == BoxType::Table) {
    sizes = content_sizes(box, context);
  } else if (const auto size =
                 resolve_inline_size(box, axis.size, kIndefinite, kIndefinite, context)) {
    sizes = {*size, *size};
    if (axis.size.kind == style::BoxSizeKind::FitContent) sizes = content_sizes(box, context);
    if (box.type == BoxType::TableGrid) {
      sizes.min = std::max(sizes.min, content_sizes(box, context).min);
      sizes.max = std::max(sizes.max, sizes.min);
    }
  } else if (const double ratio = logical_ratio(box, flow);
             ratio > 0 && box.type != BoxType::Replaced) {
    ConstraintSpace space;
    space.flow = flow;
    space.available = space.percentage_basis = {kIndefinite, kIndefinite};
    space.shrink_to_fit = true;
    const Unit used = resolve_geometry(box, space, context).inline_size;
    return {used, used};
  } else {
    sizes = content_sizes(box, context);
    // CSS Sizing 3 §5.2.2: percentages make a replaced box compressible.
    if (box.type == BoxType::Replaced &&
        (axis.size.value.has_percent() || axis.maximum.value.has_percent())) {
      sizes.min = Unit{};
    }
  }
  if (box.type == BoxType::Table) return sizes;
  if (const auto maximum =
          resolve_inline_size(box, axis.maximum, kIndefinite, kIndefinite, context)) {
    sizes.min = std::min(sizes.min, *maximum);
    sizes.max = std::min(sizes.max, *maximum);
  }
  if (const auto minimum =
          resolve_inline_size(box, axis.minimum, kIndefinite, kIndefinite, context)) {
    sizes.min = std::max(sizes.min, *minimum);
    sizes.max = std::max(sizes.max, *minimum);
  }
  return sizes;
}

MinMaxSizes measure_contribution(const Box& child, FlowDirection flow, LayoutContext& context) {
  const LogicalEdges margin = used_margin(child, flow, Unit{});
  MinMaxSizes sizes;
  if (is_orthogonal(child.style->flow(), flow)) {
    // Its block size: known by laying it out in what it would have at most.
    ConstraintSpace space = space_for_child(child, flow, {kIndefinite, kIndefinite});
    const Size initial = FlowDirection{}.to_physical(context.initial_containing_block);
    space.available.inline_size = child.style->flow().to_logical(initial).inline_size;
    space.percentage_basis = {space.available.inline_size, kIndefinite};
    space.shrink_to_fit = true;
    const LayoutResult result = lay_out(child, space, nullptr, context);
    const Unit extent = size_in(flow, *result.fragment).inline_size;
    sizes = {extent, extent};
  } else {
    sizes = measure(child, context);
  }
  sizes.min += margin.inline_sum();
  sizes.max += margin.inline_sum();
  return sizes;
}

}  // namespace banxin::layout
