#include <utility>

#include "base/assert.h"

#include "layout/block_layout.h"
#include "layout/breaking.h"
#include "layout/inline/inline_layout.h"
#include "layout/layout.h"
#include "layout/layout_algorithms.h"
#include "layout/out_of_flow.h"
#include "layout/sized_layout.h"
#include "layout/text_trim.h"

namespace banxin::layout {

BlockLayout::BlockLayout(const Box& box,
                         const ConstraintSpace& space,
                         const BreakToken* resume,
                         LayoutContext& context)
    : box_(box),
      space_(space),
      resume_(resume),
      context_(context),
      geometry_(resolve_geometry(box, space, context)),
      flow_(geometry_.flow),
      builder_(box, geometry_.flow) {
  if (resume_ != nullptr && resume_->break_before) resume_ = nullptr;
  edges_ = edges_at_start(box, geometry_, space, resume_);
  is_context_root_ = space.exclusions == nullptr || establishes_formatting_context(box);
  exclusions_ = is_context_root_ ? &own_exclusions_ : space.exclusions;
  starts_page_ = space.at_fragmentainer_start;
  content_ = {geometry_.content_inline_size(), geometry_.content_block_basis()};
}

LayoutResult BlockLayout::run() {
  // HTML §15.3.13: the legend of a fieldset stands on its border.
  lay_out_legend();
  if (broke_before_) return break_before_all();
  if (!is_context_root_) {
    const bool ltr = flow_.direction == Direction::Ltr;
    bfc_content_ = {space_.bfc_offset.inline_offset +
                        (ltr ? geometry_.insets.inline_start : geometry_.insets.inline_end),
                    space_.bfc_offset.block_offset + edges_.start};
  }
  at_leading_edge_ = !is_context_root_ && edges_.start == Unit{} && resume_ == nullptr;
  resume_floats();
  resume_parallel_flows();
  if (resume_ == nullptr || !resume_->children_done) {
    if (box_.children_inline) {
      lay_out_lines();
    } else {
      lay_out_children();
    }
  }
  return broke_before_ ? break_before_all() : finish();
}

LayoutResult BlockLayout::break_before_all() const {
  LayoutResult result;
  result.resume = token_before(box_, false);
  result.appeal = result_.appeal;
  return result;
}

Unit BlockLayout::to_logical_inline(Unit line_offset, Unit inline_size) const {
  const Unit offset = line_offset - bfc_content_.inline_offset;
  return flow_.direction == Direction::Ltr ? offset : content_.inline_size - offset - inline_size;
}

// Flows that overflowed children which have ended: they go on at the top of this fragment.
void BlockLayout::resume_parallel_flows() {
  if (resume_ == nullptr) return;
  for (const auto& token : resume_->children) {
    if (!token->overflow_only) continue;
    const Box& child = *token->box;
    ChildPlace place = place_child(child, token.get());
    place.block_offset = Unit{};
    LayoutResult result = lay_out(child, place.space, token.get(), context_);
    if (result.resume != nullptr) parallel_.push_back(std::move(result.resume));
    if (result.fragment != nullptr) add_child_fragment(child, place, result);
  }
}

void BlockLayout::add_out_of_flow(const Box& child) {
  const Unit block = at_leading_edge_ ? Unit{} : cursor_ + strut_.sum();
  Unit start;
  if (child.style->was_inline_level) {
    ConstraintSpace space = space_;
    space.available = content_;
    space.bfc_offset = bfc_content_;
    start = empty_line_start(box_, space, block, *exclusions_);
  }
  result_.out_of_flow.push_back(
      {&child, {geometry_.insets.inline_start + start, edges_.start + block}});
}

void BlockLayout::lay_out_children() {
  const Box* child = box_.first_child;
  if (resume_ != nullptr && resume_->next_child != nullptr) child = resume_->next_child;
  while (child != nullptr) {
    const Box* next = child->next_sibling;
    if (child->out_of_flow) {
      add_out_of_flow(*child);
    } else if (child->floating) {
      add_float(*child);
    } else if (child != legend_ && lay_out_child(*child) == Progress::Stop) {
      if (result_.resume != nullptr || broke_before_) return;
      // A second pass over one child, to break at a better place inside it.
      next = candidate_.before;
      candidate_ = {};
    }
    child = next;
  }
}

BlockLayout::Progress BlockLayout::lay_out_child(const Box& child) {
  const bool resumed_here = resume_ != nullptr && resume_->next_child == &child;
  if (break_between(child, resumed_here) == Progress::Stop) return Progress::Stop;
  const BreakToken* token = resumed_here ? find_child_token(resume_, child) : nullptr;
  Candidate before_child;
  if (fragmenting()) before_child = remember(child);
  ChildPlace place = place_child(child, token);
  if (must_wait(token, place)) {
    result_.resume = std::make_unique<BreakToken>();
    result_.resume->next_child = &child;
    result_.resume->children.push_back(copy_token(*token));
    return Progress::Stop;
  }
  if (may_wait(child, token, place.space)) place.space.at_fragmentainer_start = false;
  LayoutResult result = lay_out(child, place.space, token, context_);
  if (result.fragment != nullptr && result.resume == nullptr) align_to_grid(child, result, place);
  if (fragmenting()) {
    const bool at_start = place.space.at_fragmentainer_start;
    bool goes_on_before = result.fragment == nullptr;
    if (!goes_on_before && !at_start && space_.fragmentainer != FragmentainerType::None) {
      const Unit end =
          place.space.fragmentainer_offset + size_in(flow_, *result.fragment).block_size;
      const bool floats_on = exclusions_->mark().pending > before_child.floats.pending;
      const bool broken = result.resume != nullptr && !result.resume->overflow_only;
      const bool overflows = !broken && end > space_.fragmentainer_block_size;
      // Nothing but an empty start would stand here.
      const bool empty = broken && size_in(flow_, *result.fragment).block_size == Unit{} &&
                         place.space.fragmentainer_remaining() <= Unit{};
      const bool continued = token != nullptr && !token->break_before;
      goes_on_before = !continued && (overflows || empty ||
                                      (((broken && !result.resume->forced) || floats_on) &&
                                       avoids_break_inside(child, space_.fragmentainer)));
    }
    if (goes_on_before && !at_start) {
      exclusions_->roll_back(before_child.floats);
      return avoid_break_at(child);
    }
    const bool poor = result.resume != nullptr && !result.resume->overflow_only &&
                      result.appeal < BreakAppeal::Perfect;
    if (poor && candidate_.before != nullptr && target_.box == nullptr)
      return avoid_break_at(child);
    if (result.early_break.box != nullptr && result.resume == nullptr &&
        !avoids_break_inside(child, space_.fragmentainer)) {
      candidate_ = before_child;
      candidate_.target = result.early_break;
      result_.early_break = result.early_break;
    }
  }
  return accept(child, token, place, std::move(result));
}

void BlockLayout::align_to_grid(const Box& child, const LayoutResult& result, ChildPlace& place) {
  if (space_.grid_pitch == Unit{} || place.space.at_fragmentainer_start) return;
  if (place.space.orthogonal || place.has_clearance) return;
  const Unit shift = shift_around_grid(child, grid_place(place),
                                       size_in(flow_, *result.fragment).block_size, context_);
  place.block_offset += shift;
  place.space.fragmentainer_offset += shift;
}

GridPlace BlockLayout::grid_place(const ChildPlace& place) const {
  const Unit room = at_leading_edge_ ? Unit{} : place.block_offset - cursor_;
  return {space_.grid_pitch, space_.fragmentainer_offset + edges_.start + place.block_offset, room,
          flow_, content_.inline_size};
}

// CSS Break 3 §5.2: margins after an unforced break are cut off, those after a forced one kept.
bool BlockLayout::cuts_margin(const Box& child, const BreakToken* token) const {
  const bool after_break = cut_edge_ || (token != nullptr && !token->forced);
  return after_break && child.style->margin_break != style::MarginBreak::Keep;
}

void BlockLayout::place_in_block_axis(const Box& child,
                                      const BreakToken* token,
                                      ChildPlace& place) {
  MarginContext margins{flow_, content_.inline_size, bfc_content_.block_offset + cursor_, strut_,
                        exclusions_};
  place.lead = leading_margins(child, margins, context_);
  const bool continued = token != nullptr && !token->break_before;
  const bool cut_margin = cuts_margin(child, token);
  place.block_offset = cursor_;
  if (continued) return;
  if (!at_leading_edge_ && !cut_margin) {
    MarginStrut all = strut_;
    all.add(place.lead.start);
    place.block_offset = cursor_ + all.sum();
  }
  if (child.style->clear == style::Clear::None) {
    place.block_offset += shift_to_grid(child, grid_place(place), context_);
    return;
  }
  const Unit here = bfc_content_.block_offset + place.block_offset;
  const Unit cleared = exclusions_->clearance(child.style->clear, here, flow_.direction);
  if (cleared <= here) return;
  place.has_clearance = true;
  place.block_offset = cleared - bfc_content_.block_offset;
}

void BlockLayout::place_in_inline_axis(const Box& child, ChildPlace& place) {
  Unit used;
  if (place.space.orthogonal) {
    // The inline extent is the child's block size, which only layout tells.
    used = size_layout(child, place.space, flow_, context_).size.inline_size;
  } else {
    used = resolve_geometry(child, place.space, context_).inline_size;
  }
  if (!exclusions_->empty() && establishes_formatting_context(child)) {
    place_beside_floats(child, used, place);
    return;
  }
  // CSS 2.2 §10.3.3: auto margins take what is left; of too much, the end margin gives way.
  const Unit left = content_.inline_size - used - place.margin.inline_sum();
  const AutoMargins autos = auto_margins(*child.style, flow_);
  place.inline_offset = place.margin.inline_start;
  if (child.type == BoxType::TableGrid || left <= Unit{}) return;
  if (autos.inline_start) {
    place.inline_offset += autos.inline_end ? left / 2 : left;
  } else if (!autos.inline_end) {
    using style::TextAlign;
    // HTML §15.3.2: align="center" and <center> move blocks as well.
    const TextAlign align = box_.style->text_align;
    const bool ltr = flow_.direction == Direction::Ltr;
    if (align == TextAlign::BanxinCenter) place.inline_offset += left / 2;
    if (align == (ltr ? TextAlign::BanxinRight : TextAlign::BanxinLeft))
      place.inline_offset += left;
  }
}

BlockLayout::ChildPlace BlockLayout::place_child(const Box& child, const BreakToken* token) {
  ChildPlace place;
  place.space = space_for_child(child, flow_, content_);
  if (place.space.orthogonal && place.space.available.inline_size == kIndefinite) {
    // CSS Writing Modes 4 §7.3.1: the fallback is the initial containing block.
    const Size initial = FlowDirection{}.to_physical(context_.initial_containing_block);
    place.space.available.inline_size = child.style->flow().to_logical(initial).inline_size;
  }
  if (child.type == BoxType::TableGrid) {
    // The wrapper has the grid's width; what the grid's height refers to lies outside of it.
    place.space.fixed_inline_size = true;
    place.space.percentage_basis.block_size = space_.percentage_basis.block_size;
    const bool alone = child.previous_sibling == nullptr && child.next_sibling == nullptr;
    if (space_.fixed_block_size && alone) {
      place.space.fixed_block_size = true;
      place.space.available.block_size = space_.available.block_size;
    }
  }
  place.margin = used_margin(child, flow_, content_.inline_size);
  if (place.space.available.block_size != kIndefinite && !is_context_root_) {
    // CSS Sizing 4 §6.2: a margin that could collapse with ours takes nothing from `stretch`.
    if (geometry_.insets.block_start == Unit{}) {
      place.space.available.block_size += place.margin.block_start;
    }
    if (geometry_.insets.block_end == Unit{}) {
      place.space.available.block_size += place.margin.block_end;
    }
  }
  place_in_block_axis(child, token, place);
  place_in_inline_axis(child, place);
  const bool ltr = flow_.direction == Direction::Ltr;
  if (!establishes_formatting_context(child) && !place.space.orthogonal) {
    place.space.exclusions = exclusions_;
    Unit line_offset = bfc_content_.inline_offset + place.inline_offset;
    if (!ltr) {
      const Unit used = resolve_geometry(child, place.space, context_).inline_size;
      line_offset = bfc_content_.inline_offset + content_.inline_size - place.inline_offset - used;
    }
    place.space.bfc_offset = {line_offset, bfc_content_.block_offset + place.block_offset};
  }
  if (fragmenting()) {
    place.space.fragmentainer = space_.fragmentainer;
    place.space.fragmentainer_block_size = content_fragmentainer_size();
    place.space.skips_empty = space_.skips_empty;
    place.space.grid_pitch = child.type == BoxType::Block ? space_.grid_pitch : Unit{};
    place.space.fragmentainer_offset =
        space_.fragmentainer_offset + edges_.start + place.block_offset;
    place.space.at_fragmentainer_start = starts_page_ && nothing_placed();
    place.space.break_at = target_.box != nullptr ? target_ : space_.break_at;
  }
  return place;
}

void BlockLayout::add_child_fragment(const Box& child,
                                     const ChildPlace& place,
                                     LayoutResult& result) {
  const LogicalPoint at{geometry_.insets.inline_start + place.inline_offset,
                        edges_.start + place.block_offset};
  for (const OutOfFlowChild& inner : result.out_of_flow) {
    result_.out_of_flow.push_back(
        moved(inner, child.style->flow(), result.fragment->size, flow_, at));
  }
  if (!place.space.orthogonal) {
    if (result.first_baseline && !result_.first_baseline) {
      result_.first_baseline = at.block_offset + *result.first_baseline;
    }
    if (result.last_baseline) result_.last_baseline = at.block_offset + *result.last_baseline;
  }
  builder_.add(std::move(result.fragment), at, relative_shift(child, flow_, content_));
}

BlockLayout::Progress BlockLayout::accept(const Box& child,
                                          const BreakToken* token,
                                          ChildPlace& place,
                                          LayoutResult result) {
  BANXIN_ASSERT(result.fragment != nullptr, "a child at the start of a page makes progress");
  const Unit extent = size_in(flow_, *result.fragment).block_size;
  const bool whole = token == nullptr || token->break_before;
  add_child_fragment(child, place, result);
  previous_ = &child;
  if (place.lead.collapses_through && whole && extent == Unit{}) {
    if (place.has_clearance) {
      // CSS 2.2 §8.3.1: its margins collapse, but not with those of the parent's end.
      at_leading_edge_ = false;
      cursor_ = place.block_offset - place.lead.start.sum();
      strut_ = place.lead.through;
      strut_stays_ = true;
    } else if (cuts_margin(child, token)) {
      // CSS Break 3 §5.2: all margins that adjoin the break.
      cut_edge_ = true;
    } else if (!at_leading_edge_) {
      strut_.add(place.lead.through);
    }
  } else {
    cut_edge_ = false;
    at_leading_edge_ = false;
    placed_ = placed_ || extent > Unit{} || place.block_offset > Unit{};
    cursor_ = place.block_offset + extent;
    strut_ = result.end_margin;
    strut_.add(place.margin.block_end);
    strut_stays_ = false;
  }
  if (result.resume == nullptr) return Progress::GoOn;
  if (result.resume->overflow_only) {
    parallel_.push_back(std::move(result.resume));
    return Progress::GoOn;
  }
  result_.resume = std::make_unique<BreakToken>();
  result_.resume->next_child = &child;
  result_.resume->forced = result.resume->forced;
  result_.resume->children.push_back(std::move(result.resume));
  result_.appeal = result.appeal;
  return Progress::Stop;
}

void BlockLayout::lay_out_lines() {
  ConstraintSpace space = space_;
  space.flow = flow_;
  space.orthogonal = false;
  space.available = space.percentage_basis = content_;
  space.fixed_inline_size = space.fixed_block_size = space.shrink_to_fit = false;
  space.exclusions = exclusions_;
  space.bfc_offset = bfc_content_;
  const Unit rise = marker_rise();
  space.bfc_offset.block_offset += rise;
  space.fragmentainer_offset = space_.fragmentainer_offset + edges_.start + rise;
  if (fragmenting()) space.fragmentainer_block_size = content_fragmentainer_size();
  InlineResult lines = lay_out_inline(box_, space, resume_, *exclusions_, context_);
  const bool nothing = lines.children.empty() && lines.block_size == Unit{};
  if (lines.resume != nullptr && nothing && resume_ == nullptr && !starts_page_) {
    broke_before_ = true;
    result_.appeal = lines.appeal;
    return;
  }
  const TextTrim trim = text_trim_of(box_, context_);
  Unit start = rise;
  if (trim.start && resume_ == nullptr && lines.first_baseline) {
    start -= *lines.first_baseline - *trim.start;
  }
  if (trim.end && lines.resume == nullptr && lines.last_baseline) {
    lines.block_size = *lines.last_baseline + *trim.end;
  }
  const LogicalPoint corner{geometry_.insets.inline_start, edges_.start + start};
  for (InlineChild& child : lines.children) {
    builder_.add(std::move(child.fragment), corner + child.offset);
  }
  for (const OutOfFlowChild& child : lines.out_of_flow) {
    result_.out_of_flow.push_back(child);
    result_.out_of_flow.back().static_position = corner + child.static_position;
  }
  if (lines.first_baseline) result_.first_baseline = corner.block_offset + *lines.first_baseline;
  if (lines.last_baseline) result_.last_baseline = corner.block_offset + *lines.last_baseline;
  cursor_ = lines.block_size + start;
  has_lines_ = has_line_boxes(box_);
  if (cursor_ > Unit{} || has_lines_) at_leading_edge_ = false;
  placed_ = placed_ || cursor_ > Unit{};
  if (lines.early_break > 0) result_.early_break = {&box_, lines.early_break};
  if (lines.resume != nullptr) {
    result_.resume = std::move(lines.resume);
    result_.appeal = lines.appeal;
  }
}

LayoutResult lay_out_block(const Box& box,
                           const ConstraintSpace& space,
                           const BreakToken* resume,
                           LayoutContext& context) {
  const ExclusionSpace::Mark floats =
      space.exclusions != nullptr ? space.exclusions->mark() : ExclusionSpace::Mark{};
  LayoutResult result = BlockLayout(box, space, resume, context).run();
  const bool again = result.appeal == BreakAppeal::LastResort && result.resume != nullptr &&
                     result.early_break.box != nullptr && space.break_at.box == nullptr;
  if (!again) return result;
  // CSS Break 3 §4.1: no break between the last content and the end edge, but before that content.
  if (space.exclusions != nullptr) space.exclusions->roll_back(floats);
  ConstraintSpace chosen = space;
  chosen.break_at = result.early_break;
  return BlockLayout(box, chosen, resume, context).run();
}

}  // namespace banxin::layout
