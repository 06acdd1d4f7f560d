#include "layout/margins.h"

#include <algorithm>
#include <optional>

#include "layout/layout_context.h"
#include "layout/sizing.h"

namespace banxin::layout {

using style::Clear;

bool establishes_formatting_context(const Box& box) {
  return box.new_formatting_context || box.type != BoxType::Block;
}

namespace {

bool has_visible_character(const Box& text) {
  using style::WhiteSpaceCollapse;
  const WhiteSpaceCollapse collapse = text.style->white_space_collapse;
  if (text.text.empty()) return false;
  if (collapse == WhiteSpaceCollapse::Preserve || collapse == WhiteSpaceCollapse::BreakSpaces ||
      collapse == WhiteSpaceCollapse::PreserveSpaces) {
    return true;
  }
  const std::string_view blanks =
      collapse == WhiteSpaceCollapse::PreserveBreaks ? " \t\r\f" : " \t\r\f\n";
  return text.text.find_first_not_of(blanks) != std::string_view::npos;
}

bool has_inline_edges(const Box& box) {
  const style::ComputedStyle& style = *box.style;
  const Edges border = border_widths(style);
  auto margin = [](const style::LengthPercentageOrAuto& value) {
    return !value.is_auto && !value.value.is_zero();
  };
  const bool left =
      margin(style.margin_left) || !style.padding_left.is_zero() || border.left != Unit{};
  const bool right =
      margin(style.margin_right) || !style.padding_right.is_zero() || border.right != Unit{};
  // A piece of a divided inline has no edge where the others go on.
  const bool ltr = style.direction == Direction::Ltr;
  return (left && !(ltr ? box.continues_before : box.continues_after)) ||
         (right && !(ltr ? box.continues_after : box.continues_before));
}

}  // namespace

bool has_line_boxes(const Box& block) {
  for (const Box* at = block.first_child; at != nullptr;) {
    if (at->floating || at->out_of_flow) {
      at = next_after_subtree(*at, block);
      continue;
    }
    if (at->is_text() ? has_visible_character(*at)
                      : at->type != BoxType::Inline || has_inline_edges(*at)) {
      return true;
    }
    at = next_in_tree(*at, block);
  }
  return false;
}

namespace {

// Height auto or zero, nothing at the end edge, no minimum.
bool has_no_extent(const Box& box, FlowDirection flow, const LogicalEdges& insets) {
  if (insets.block_end != Unit{} || insets.block_start != Unit{}) return false;
  if (box.outside_marker != nullptr || box.style->aspect_ratio.has_ratio()) return false;
  const AxisSizes axis = block_axis(*box.style, flow);
  const bool no_size = !axis.size.is_length_percentage() || axis.size.value.is_zero();
  const bool no_minimum = !axis.minimum.is_length_percentage() || axis.minimum.value.is_zero();
  return no_size && no_minimum;
}

struct Chain {
  FlowDirection flow;
  Unit base;
  const ExclusionSpace* exclusions;
  LayoutContext& context;
  bool left_float = false;  // floats in the chain itself, not placed yet
  bool right_float = false;
};

bool has_clearance(const Box& box, const Chain& chain, const MarginStrut& strut) {
  const Clear clear = box.style->clear;
  if (clear == Clear::None) return false;
  const bool left = clear == Clear::Left || clear == Clear::Both || clear == Clear::InlineStart;
  const bool right = clear == Clear::Right || clear == Clear::Both || clear == Clear::InlineEnd;
  if ((left && chain.left_float) || (right && chain.right_float)) return true;
  if (chain.exclusions == nullptr) return false;
  const Unit place = chain.base + strut.sum();
  return chain.exclusions->clearance(clear, place, chain.flow.direction) > place;
}

// What percentages of the children refer to. LIMIT: a width by keyword counts as auto here.
Unit content_inline_size(const Box& box,
                         Unit basis,
                         const LogicalEdges& insets,
                         const LogicalEdges& margin,
                         const Chain& chain) {
  const AxisSizes axis = inline_axis(*box.style, chain.flow);
  const auto resolve = [&](const style::BoxSize& size) -> std::optional<Unit> {
    if (!size.is_length_percentage()) return std::nullopt;
    return resolve_inline_size(box, size, basis, basis, chain.context);
  };
  Unit size = resolve(axis.size).value_or(basis - margin.inline_sum());
  if (const auto most = resolve(axis.maximum)) size = std::min(size, *most);
  if (const auto least = resolve(axis.minimum)) size = std::max(size, *least);
  return std::max(Unit{}, size - insets.inline_sum());
}

LeadingMargins lead(const Box& box, Unit basis, MarginStrut before, Chain& chain) {
  LeadingMargins found;
  const LogicalEdges margin = used_margin(box, chain.flow, basis);
  found.start.add(margin.block_start);
  before.add(margin.block_start);
  found.through = found.start;
  if (establishes_formatting_context(box)) return found;
  const LogicalEdges insets =
      used_border(box, chain.flow, chain.context) + used_padding(box, chain.flow, basis);
  if (insets.block_start != Unit{}) return found;
  if (box.children_inline) {
    if (has_line_boxes(box)) return found;
  } else {
    const Unit inner = content_inline_size(box, basis, insets, margin, chain);
    for (const Box* child = box.first_child; child != nullptr; child = child->next_sibling) {
      if (child->out_of_flow) continue;
      if (child->floating) {
        const bool left = child->style->float_ == style::Float::Left ||
                          child->style->float_ == style::Float::InlineStart;
        (left ? chain.left_float : chain.right_float) = true;
        continue;
      }
      const LeadingMargins sub = lead(*child, inner, before, chain);
      MarginStrut with_child = before;
      with_child.add(sub.start);
      if (has_clearance(*child, chain, with_child)) return found;
      found.start.add(sub.start);
      if (!sub.collapses_through) return found;
      found.start.add(sub.through);
      before.add(sub.through);
    }
  }
  if (!has_no_extent(box, chain.flow, insets)) return found;
  found.through = found.start;
  found.through.add(margin.block_end);
  found.collapses_through = true;
  return found;
}

}  // namespace

LeadingMargins leading_margins(const Box& box,
                               const MarginContext& surroundings,
                               LayoutContext& context) {
  Chain chain{surroundings.flow, surroundings.base, surroundings.exclusions, context};
  return lead(box, surroundings.basis, surroundings.before, chain);
}

}  // namespace banxin::layout
