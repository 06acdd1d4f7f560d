#include <utility>

#include "dom/names.h"

#include "layout/alignment.h"
#include "layout/block_layout.h"
#include "layout/breaking.h"
#include "layout/inline/caches.h"
#include "layout/layout.h"
#include "layout/out_of_flow.h"
#include "layout/slices.h"

namespace banxin::layout {

// CSS 2.2 §8.3.1: the end margin adjoins that of the last child when nothing stands between.
bool BlockLayout::end_margin_goes_out() const {
  if (is_context_root_ || geometry_.insets.block_end != Unit{}) return false;
  return geometry_.block_size == kIndefinite && !strut_stays_;
}

const Box* BlockLayout::find_legend() const {
  if (box_.node == nullptr || box_.origin != BoxOrigin::Element || box_.children_inline)
    return nullptr;
  if (!box_.node->is_html(dom::names::fieldset)) return nullptr;
  for (const Box* child = box_.first_child; child != nullptr; child = child->next_sibling) {
    if (!is_in_flow(*child) || child->node == nullptr) continue;
    if (child->node->is_html(dom::names::legend) && child->origin == BoxOrigin::Element)
      return child;
  }
  return nullptr;
}

void BlockLayout::lay_out_legend() {
  const Box* legend = find_legend();
  if (legend == nullptr) return;
  if (resume_ != nullptr) {
    legend_in_flow_ = resume_->legend_in_flow;
    if (!legend_in_flow_) legend_ = legend;
    return;
  }
  ConstraintSpace space = space_for_child(*legend, flow_, content_);
  space.shrink_to_fit = true;
  LayoutResult result = lay_out(*legend, space, nullptr, context_);
  const LogicalSize size = size_in(flow_, *result.fragment);
  const Unit border = geometry_.border.block_start;
  const Unit top = std::max(Unit{}, (border - size.block_size) / 2);
  if (fragmenting() &&
      space_.fragmentainer_remaining() < top + visible_end(*result.fragment, flow_)) {
    // One that no page holds is a block as others.
    broke_before_ = !starts_page_;
    legend_in_flow_ = true;
    return;
  }
  legend_ = legend;
  const LogicalEdges margin = used_margin(*legend_, flow_, content_.inline_size);
  const Unit height = size.block_size + margin.block_sum();
  // The taller of border and legend makes the top edge; the border runs through its middle.
  const Unit edge = std::max(border, height);
  edges_.start = edge + geometry_.padding.block_start;
  legend_growth_ = edge - border;
  if (content_.block_size != kIndefinite) {
    content_.block_size = std::max(Unit{}, content_.block_size - legend_growth_);
  }
  Unit inline_offset = geometry_.insets.inline_start + margin.inline_start;
  const AutoMargins autos = auto_margins(*legend_->style, flow_);
  const Unit left = content_.inline_size - size.inline_size - margin.inline_sum();
  if (left > Unit{}) {
    if (autos.inline_start) {
      inline_offset += autos.inline_end ? left / 2 : left;
    } else if (!autos.inline_end) {
      const AlignmentAxis axis{false, flow_.direction == Direction::Rtl};
      inline_offset += self_offset(
          self_place(legend_->style->justify_self, {}, style::AlignKeyword::Start, axis), left,
          true);
    }
  }
  const LogicalPoint at{inline_offset, top};
  for (const OutOfFlowChild& inner : result.out_of_flow) {
    result_.out_of_flow.push_back(
        moved(inner, legend_->style->flow(), result.fragment->size, flow_, at));
  }
  builder_.add(std::move(result.fragment), at, relative_shift(*legend_, flow_, content_));
}

// A marker that rises above the text of its item moves the first line down, as browsers have it.
Unit BlockLayout::marker_rise() {
  if (box_.outside_marker == nullptr || resume_ != nullptr || !box_.children_inline) return {};
  const Box& marker = *box_.outside_marker;
  const Box* inside = marker.first_child;
  const bool picture = inside != nullptr && inside->type == BoxType::Replaced;
  if (!picture && marker.style->font_size <= box_.style->font_size) return {};
  ConstraintSpace space = space_for_child(marker, flow_, content_);
  space.shrink_to_fit = true;
  space.available.inline_size = Unit::max();
  const LayoutResult result = lay_out(marker, space, nullptr, context_);
  const bool central = !is_horizontal(flow_.writing_mode) &&
                       box_.style->text_orientation != style::TextOrientation::Sideways;
  const Unit ascent =
      line_box_height(*box_.style, InlineCaches::of(context_).stack_of(*box_.style, context_),
                      central)
          .ascent;
  const Unit height = size_in(flow_, *result.fragment).block_size;
  return std::max(Unit{}, result.first_baseline.value_or(height) - ascent);
}

// CSS Lists 3 §3.4: beside the first line, outside the box's start edge.
void BlockLayout::place_marker() {
  if (box_.outside_marker == nullptr || resume_ != nullptr) return;
  const Box& marker = *box_.outside_marker;
  ConstraintSpace space = space_for_child(marker, flow_, content_);
  space.shrink_to_fit = true;
  space.available.inline_size = Unit::max();
  LayoutResult result = lay_out(marker, space, nullptr, context_);
  const LogicalSize size = size_in(flow_, *result.fragment);
  const LogicalEdges margin = used_margin(marker, flow_, content_.inline_size);
  Unit block = edges_.start;
  if (result_.first_baseline) {
    block = *result_.first_baseline - result.first_baseline.value_or(size.block_size);
  } else {
    // An item without lines is as tall as its marker.
    cursor_ = std::max(cursor_, size.block_size);
    result_.first_baseline = edges_.start + result.first_baseline.value_or(Unit{});
    at_leading_edge_ = false;
  }
  const Unit start = geometry_.insets.inline_start - size.inline_size - margin.inline_end;
  result.fragment->is_artifact = false;
  builder_.add_first(std::move(result.fragment), {start, block});
}

LayoutResult BlockLayout::finish() {
  const bool broken = result_.resume != nullptr;
  if (!broken || placed_) place_marker();
  Unit content = cursor_;
  if (!broken) {
    if (end_margin_goes_out()) {
      result_.end_margin = strut_;
    } else {
      content += std::max(strut_.sum(), is_context_root_ ? -cursor_ : strut_.sum());
    }
  }
  if (is_context_root_) {
    const Unit lowest = exclusions_->lowest_end();
    if (lowest != Unit::min()) content = std::max(content, lowest);
    if (exclusions_->has_pending() && !broken) {
      result_.resume = std::make_unique<BreakToken>();
      result_.resume->children_done = true;
    }
  }
  if (!parallel_.empty() && result_.resume == nullptr) {
    result_.resume = std::make_unique<BreakToken>();
    result_.resume->overflow_only = true;
    result_.resume->children_done = true;
  }
  const bool content_broken = result_.resume != nullptr && !result_.resume->overflow_only;
  BoxGeometry geometry = geometry_;
  geometry.min_block_size += legend_growth_;
  result_.intrinsic_block_size = edges_.start + content + geometry_.insets.block_end;
  const FragmentEnd end =
      end_fragment(box_, geometry, space_, resume_, edges_.start + content, content_broken);
  // A limit of the height parts the child's margin from ours.
  const Unit whole = edges_.start + content + geometry_.insets.block_end;
  const bool limited = end.size > whole || (!broken && end.size < whole);
  if (limited && end_margin_goes_out()) result_.end_margin = {};
  const Unit consumed = resume_ != nullptr ? resume_->consumed_block_size : Unit{};
  if (end.cuts_edge) result_.appeal = BreakAppeal::LastResort;
  if (end.self_broken && result_.resume == nullptr) {
    result_.resume = std::make_unique<BreakToken>();
    result_.resume->children_done = true;
  } else if (end.self_broken && result_.resume->overflow_only) {
    result_.resume->overflow_only = false;
    result_.resume->children_done = true;
  }
  if (end.overflow_only) {
    if (result_.resume != nullptr) result_.resume->overflow_only = true;
  }
  const CutEdges edges = cut_edges(box_, geometry_, space_, resume_, end.has_end_edge);
  result_.fragment =
      builder_.finish({geometry_.inline_size, end.size}, edges.border, edges.padding);
  result_.fragment->is_first = resume_ == nullptr;
  result_.fragment->is_last = result_.resume == nullptr || result_.resume->overflow_only;
  if (result_.resume != nullptr) {
    BreakToken& token = *result_.resume;
    token.box = &box_;
    token.legend_in_flow = legend_in_flow_;
    token.consumed_block_size = consumed + end.size;
    token.sequence = (resume_ != nullptr ? resume_->sequence : 0) + 1;
    for (auto& parallel : parallel_)
      token.children.push_back(std::move(parallel));
    if (is_context_root_) token.floats = exclusions_->take_pending();
  }
  finish_positioned(consumed, end.size);
  return std::move(result_);
}

// Positioned boxes are placed in the fragment of their containing block where they start.
void BlockLayout::finish_positioned(Unit consumed, Unit size) {
  std::vector<OutOfFlowChild> waiting = std::move(result_.out_of_flow);
  result_.out_of_flow.clear();
  if (resume_ != nullptr) {
    for (const OutOfFlowChild& child : resume_->out_of_flow) {
      waiting.push_back(child);
      waiting.back().static_position.block_offset -= consumed;
    }
  }
  if (waiting.empty() && (resume_ == nullptr || resume_->positioned.empty())) return;
  if (box_.type == BoxType::TableCell) {
    // The table stretches its cells first, then places what they contain.
    result_.out_of_flow = std::move(waiting);
    return;
  }
  if (result_.resume != nullptr && fragmenting()) {
    std::vector<OutOfFlowChild> here;
    for (const OutOfFlowChild& child : waiting) {
      const bool fixed = child.box->style->position == style::Position::Fixed;
      const bool ours = contains_positioned(box_, fixed);
      if (ours && starts_later(*child.box, child.static_position, consumed, size)) {
        result_.resume->out_of_flow.push_back(child);
        result_.resume->out_of_flow.back().static_position.block_offset += consumed;
      } else {
        here.push_back(child);
      }
    }
    waiting = std::move(here);
  }
  // Insets refer to the whole of the containing block, not to its fragment on this page.
  result_.out_of_flow = std::move(waiting);
  layout::finish_positioned(box_, space_, flow_, resume_, result_, context_);
}

bool BlockLayout::starts_later(const Box& child,
                               LogicalPoint static_position,
                               Unit consumed,
                               Unit size) const {
  const style::ComputedStyle& style = *child.style;
  const bool horizontal = is_horizontal(flow_.writing_mode);
  const bool flipped = is_block_flipped(flow_.writing_mode);
  const style::LengthPercentageOrAuto& before =
      horizontal ? style.top : (flipped ? style.right : style.left);
  const style::LengthPercentageOrAuto& after =
      horizontal ? style.bottom : (flipped ? style.left : style.right);
  if (!before.is_auto) {
    const Unit basis = content_.block_size == kIndefinite ? Unit{} : content_.block_size;
    return before.value.resolve(basis) >= consumed + size;
  }
  if (!after.is_auto) return known_block_size(box_, space_, context_) == kIndefinite;
  return static_position.block_offset >= size;
}

}  // namespace banxin::layout
