#include <algorithm>
#include <utility>

#include "layout/breaking.h"
#include "layout/flex_layout.h"
#include "layout/layout.h"
#include "layout/out_of_flow.h"

namespace banxin::layout {

using style::AlignKeyword;

// CSS Flexbox 1 §9.5: offsets along the main axis, from its start.
void FlexLayout::place_main(FlexLine& line) {
  const std::size_t count = line.end - line.begin;
  Unit used = count > 0 ? main_gap_ * static_cast<int>(count - 1) : Unit{};
  int autos = 0;
  for (std::size_t i = line.begin; i < line.end; ++i) {
    const FlexItem& item = items_[i];
    used += item.target + item.main_margins;
    autos += (row_ ? item.autos.inline_start : item.autos.block_start) ? 1 : 0;
    autos += (row_ ? item.autos.inline_end : item.autos.block_end) ? 1 : 0;
  }
  Unit free = main_size_ - used;
  Distribution spread;
  Unit each;
  if (autos > 0 && free > Unit{}) {
    each = free / autos;
  } else {
    spread =
        distribute(box_.style->justify_content, AlignKeyword::FlexStart, free, count, main_axis_);
  }
  Unit at = spread.offset;
  for (std::size_t i = line.begin; i < line.end; ++i) {
    FlexItem& item = items_[i];
    bool auto_before = row_ ? item.autos.inline_start : item.autos.block_start;
    bool auto_after = row_ ? item.autos.inline_end : item.autos.block_end;
    Unit before = row_ ? item.margin.inline_start : item.margin.block_start;
    Unit after = row_ ? item.margin.inline_end : item.margin.block_end;
    if (main_reversed_) {
      std::swap(auto_before, auto_after);
      std::swap(before, after);
    }
    at += before + (auto_before ? each : Unit{});
    item.main_offset = at;
    at += item.target + after + (auto_after ? each : Unit{}) + main_gap_ + spread.between;
  }
}

// §9.6: offsets along the cross axis, in the line.
void FlexLayout::place_cross(FlexLine& line) {
  for (std::size_t i = line.begin; i < line.end; ++i) {
    FlexItem& item = items_[i];
    bool auto_before = row_ ? item.autos.block_start : item.autos.inline_start;
    bool auto_after = row_ ? item.autos.block_end : item.autos.inline_end;
    Unit before = row_ ? item.margin.block_start : item.margin.inline_start;
    Unit after = row_ ? item.margin.block_end : item.margin.inline_end;
    if (cross_reversed_) {
      std::swap(auto_before, auto_after);
      std::swap(before, after);
    }
    const AxisSizes axis =
        row_ ? block_axis(*item.box->style, flow_) : inline_axis(*item.box->style, flow_);
    const bool stretches =
        item.place == SelfPlace::Stretch && axis.size.is_auto() && !auto_before && !auto_after;
    if (stretches) {
      item.cross_is_definite = true;
      const Unit insets = row_ ? item.insets.block_sum() : item.insets.inline_sum();
      Unit size = std::max(insets, line.cross - item.cross_margins);
      if (const auto most = resolve_block_size(*item.box, axis.maximum, cross_size_, insets,
                                               stretched_cross(item))) {
        size = std::min(size, *most);
      }
      if (const auto least = resolve_block_size(*item.box, axis.minimum, cross_size_, insets,
                                                stretched_cross(item))) {
        size = std::max(size, *least);
      }
      item.cross = size;
    }
    const Unit free = line.cross - item.cross - item.cross_margins;
    if (auto_before || auto_after) {
      Unit shift;
      if (free > Unit{}) {
        shift = auto_before && auto_after ? free / 2 : (auto_before ? free : Unit{});
      }
      item.cross_offset = line.offset + before + shift;
      continue;
    }
    Unit offset = self_offset(item.place, free, item.safe);
    if (item.place == SelfPlace::Baseline && row_ && !item.orthogonal) {
      offset = cross_reversed_
                   ? line.cross - line.ascent - (item.cross + item.cross_margins - item.ascent)
                   : line.ascent - item.ascent;
    }
    if (item.place == SelfPlace::LastBaseline && row_ && !item.orthogonal) {
      const Unit descent = item.cross + item.cross_margins - item.ascent;
      offset = cross_reversed_ ? line.cross - line.last_ascent - descent
                               : line.cross - line.last_descent - item.ascent;
    }
    item.cross_offset = line.offset + before + offset;
  }
}

void FlexLayout::place_lines() {
  const std::size_t count = lines_.size();
  Unit used = count > 0 ? cross_gap_ * static_cast<int>(count - 1) : Unit{};
  for (const FlexLine& line : lines_)
    used += line.cross;
  Unit inner = cross_size_;
  if (inner == kIndefinite) {
    inner = std::max(Unit{}, geometry_.used_block_size(used + geometry_.insets.block_sum()) -
                                 geometry_.insets.block_sum());
  }
  Distribution spread;
  if (wraps_) {
    const Unit free = inner - used;
    spread = distribute(box_.style->align_content, AlignKeyword::Stretch, free, count, cross_axis_);
    if (spread.stretch && free > Unit{}) {
      Unit left = free;
      for (std::size_t i = 0; i < count; ++i) {
        const Unit part = i + 1 == count ? left : free / static_cast<int>(count);
        lines_[i].cross += part;
        left -= part;
      }
    }
  }
  Unit at = spread.offset;
  for (FlexLine& line : lines_) {
    line.offset = at;
    at += line.cross + cross_gap_ + spread.between;
    place_main(line);
    place_cross(line);
  }
  cross_size_ = inner;
}

// From logical main and cross offsets to the content corner; reversed axes run from the other end.
LogicalPoint FlexLayout::item_offset(const FlexItem& item, LogicalSize size) const {
  Unit main = item.main_offset;
  Unit cross = item.cross_offset;
  if (main_reversed_) main = main_size_ - main - main_of(size);
  if (cross_reversed_) cross = cross_size_ - cross - cross_of(size);
  return row_ ? LogicalPoint{main, cross} : LogicalPoint{cross, main};
}

namespace {

bool same_space(const ConstraintSpace& a, const ConstraintSpace& b) {
  return a.available == b.available && a.percentage_basis == b.percentage_basis &&
         a.fixed_inline_size == b.fixed_inline_size && a.fixed_block_size == b.fixed_block_size &&
         a.fixed_block_size_is_definite == b.fixed_block_size_is_definite;
}

}  // namespace

// Lays an item out for good. False when it must go to the next fragmentainer as a whole.
bool FlexLayout::add_item(FlexItem& item, Unit extra, bool must_stand) {
  std::optional<Unit> cross = item.cross;
  const bool fragmenting = space_.can_fragment();
  const bool divisible = fragmenting && !item.orthogonal;
  // Without a change of size the first layout stands. In pages, a height that came from the content
  // is left to the content again, which may need more of it when it is broken.
  const bool grown = item.cross != cross_of(item.sized.size);
  if (divisible && row_ && !item.cross_given && !grown) cross.reset();
  ConstraintSpace space = item_space(item, cross);
  if (divisible && !row_ && !item.block_is_definite && item.target == item.base) {
    space.fixed_block_size = false;
    space.available.block_size = space.percentage_basis.block_size;
  }
  LogicalSize size =
      row_ ? LogicalSize{item.target, item.cross} : LogicalSize{item.cross, item.target};
  LogicalPoint offset = item_offset(item, size);
  offset.block_offset += extra;
  LayoutResult result;
  if (fragmenting) {
    const BreakToken* token = find_child_token(resume_, *item.box);
    const Unit corner = space_.fragmentainer_offset + edges_.start;
    if (must_stand && corner + offset.block_offset >= space_.fragmentainer_block_size) {
      offset.block_offset = Unit{};  // a margin taller than the page
    }
    if (token != nullptr && !token->break_before) {
      if (row_ || item.cross_given) {
        space.fixed_block_size = space.fixed_block_size && item.cross_given;
      }
      offset.block_offset = Unit{};
    } else if (token != nullptr) {
      // It was aligned below the end of its page.
      offset.block_offset = space_.skips_empty ? Unit{} : token->track_consumed;
    }
    space.fragmentainer = space_.fragmentainer;
    space.fragmentainer_block_size = space_.fragmentainer_block_size;
    space.fragmentainer_offset = corner + offset.block_offset;
    space.skips_empty = space_.skips_empty;
    space.at_fragmentainer_start =
        space_.at_fragmentainer_start && (must_stand || offset.block_offset <= Unit{});
    result = lay_out(*item.box, space, token, context_);
    if (result.fragment == nullptr) return false;
  } else if (item.sized.result.fragment != nullptr && same_space(space, item.sized_space)) {
    result = std::move(item.sized.result);
  } else {
    result = lay_out(*item.box, space, nullptr, context_);
  }
  size = size_in(flow_, *result.fragment);
  const LogicalPoint at{geometry_.insets.inline_start + offset.inline_offset,
                        edges_.start + offset.block_offset};
  for (const OutOfFlowChild& child : result.out_of_flow) {
    result_.out_of_flow.push_back(
        moved(child, item.box->style->flow(), result.fragment->size, flow_, at));
  }
  const bool has_baseline = !item.orthogonal && result.first_baseline;
  const Unit bottom = at.block_offset + size.block_size;
  item.first_baseline = has_baseline ? at.block_offset + *result.first_baseline : bottom;
  const bool has_last = !item.orthogonal && result.last_baseline;
  item.last_baseline = has_last ? at.block_offset + *result.last_baseline : bottom;
  const LogicalSize container =
      row_ ? LogicalSize{main_size_, cross_size_} : LogicalSize{cross_size_, main_size_};
  content_end_ =
      std::max(content_end_, offset.block_offset + size.block_size + item.margin.block_end);
  if (result.resume != nullptr) unfinished_.push_back(std::move(result.resume));
  builder_.add(std::move(result.fragment), at, relative_shift(*item.box, flow_, container));
  return true;
}

void FlexLayout::add_items() {
  const bool fragmenting = space_.can_fragment();
  if (!fragmenting) {
    for (FlexItem& item : items_)
      add_item(item, Unit{});
    return;
  }
  add_items_in_pages();
}

bool FlexLayout::is_forced_before(std::size_t index, std::size_t previous) const {
  const Box& earlier = *items_[previous].box;
  const Box& later = *items_[index].box;
  const bool new_page_name =
      space_.fragmentainer == FragmentainerType::Page && start_page(later) != end_page(earlier);
  return new_page_name || is_forced(join_breaks(break_after_of(earlier), break_before_of(later),
                                                space_.fragmentainer),
                                    space_.fragmentainer);
}

// Lines of a row, or items of a column, in the order in which they stand one under the other.
std::vector<FlexLayout::PageStep> FlexLayout::page_steps() const {
  std::vector<PageStep> steps;
  if (row_) {
    for (const FlexLine& line : lines_)
      steps.push_back({line.begin, line.end});
    if (cross_reversed_) std::reverse(steps.begin(), steps.end());
  } else {
    for (std::size_t i = 0; i < items_.size(); ++i)
      steps.push_back({i, i + 1});
    if (main_reversed_) std::reverse(steps.begin(), steps.end());
  }
  return steps;
}

// What overflowed items that have ended goes on beside the others. Whether nothing else is left.
bool FlexLayout::resume_overflow(const std::vector<PageStep>& steps) {
  const bool all = resume_->overflow_only || resume_->children_done;
  const std::size_t first = first_step_;
  for (std::size_t s = 0; s < (all ? steps.size() : std::min(first, steps.size())); ++s) {
    for (std::size_t i = steps[s].begin; i < steps[s].end; ++i) {
      if (find_child_token(resume_, *items_[i].box) != nullptr) add_item(items_[i], Unit{});
    }
  }
  content_end_ = Unit{};
  return all;
}

FlexLayout::StepExtent FlexLayout::natural_extent(const PageStep& step) const {
  StepExtent extent;
  for (std::size_t i = step.begin; i < step.end; ++i) {
    const LogicalSize size = row_ ? LogicalSize{items_[i].target, items_[i].cross}
                                  : LogicalSize{items_[i].cross, items_[i].target};
    const Unit at = item_offset(items_[i], size).block_offset;
    extent.start = std::min(extent.start, at - items_[i].margin.block_start);
    extent.border_start = std::min(extent.border_start, at);
    extent.end = std::max(extent.end, at + size.block_size + items_[i].margin.block_end);
  }
  return extent;
}

// An item that is aligned below the end of the page, while others of its line begin here.
bool FlexLayout::puts_off(const FlexItem& item, const PageStep& step, Unit growth) {
  if (!row_ || step.end - step.begin < 2) return false;
  const Unit corner = space_.fragmentainer_offset + edges_.start;
  const Unit end = space_.fragmentainer_block_size - corner - growth;
  const Unit start = item_offset(item, {item.target, item.cross}).block_offset;
  if (start < end || natural_extent(step).start >= end) return false;
  auto token = token_before(*item.box, false);
  token->track_consumed = start - end;
  unfinished_.push_back(std::move(token));
  return true;
}

// Adds the step's items, `growth` under where they would stand unbroken; takes them back when they
// have to move to the next page.
FlexLayout::StepFit FlexLayout::add_step(const PageStep& step, Unit growth, bool is_first) {
  const std::size_t children = builder_.count();
  const std::size_t waiting = result_.out_of_flow.size();
  const std::size_t cut = unfinished_.size();
  const Unit end_before = content_end_;
  bool fits = true;
  const bool at_start = space_.at_fragmentainer_start && is_first;
  const bool resumed_line = resume_ != nullptr && is_first && resume_->inside_track;
  for (std::size_t i = step.begin; i < step.end; ++i) {
    if (resumed_line && find_child_token(resume_, *items_[i].box) == nullptr) continue;
    if (!resumed_line && puts_off(items_[i], step, growth)) continue;
    fits = add_item(items_[i], growth, at_start) && fits;
  }
  bool keeps = false;
  bool broken = false;
  for (std::size_t i = step.begin; i < step.end; ++i) {
    keeps = keeps || avoids_break_inside(*items_[i].box, space_.fragmentainer);
  }
  for (std::size_t i = cut; i < unfinished_.size(); ++i) {
    broken = broken || !unfinished_[i]->overflow_only;
    keeps = keeps && !unfinished_[i]->forced;  // it cannot
  }
  const Unit bottom = space_.fragmentainer_offset + edges_.start + content_end_;
  if (!broken && bottom > space_.fragmentainer_block_size) fits = false;
  if (broken && keeps) fits = false;
  if (fits || at_start) return broken ? StepFit::Broken : StepFit::Whole;
  builder_.roll_back(children);
  result_.out_of_flow.resize(waiting);
  unfinished_.resize(cut);
  content_end_ = end_before;
  return StepFit::None;
}

// Lines of a row, or items of a column, one under the other: each may be moved to the next page or
// be broken; what follows stands after what it takes in the end (CSS Flexbox 1 §10).
void FlexLayout::add_items_in_pages() {
  const std::vector<PageStep> steps = page_steps();
  const std::size_t first = first_step_;
  if (resume_ != nullptr && resume_overflow(steps)) return;
  Unit growth;  // how much later steps stand than they would unbroken
  for (std::size_t s = first; s < steps.size(); ++s) {
    const PageStep step = steps[s];
    if (step.begin == step.end) continue;
    const StepExtent natural = natural_extent(step);
    if (s == first && resume_ != nullptr) {
      // CSS Break 3 §5.2: the margin before is cut off, but for what of it lay beyond the page.
      const Unit beyond = space_.skips_empty ? Unit{} : resume_->track_consumed;
      growth = resume_->forced ? -natural.start : beyond - natural.border_start;
    }
    if (s > first && is_forced_before(step.begin, steps[s - 1].end - 1)) {
      stop_at(s, steps[s], true);
      return;
    }
    const Unit room = space_.fragmentainer_block_size - space_.fragmentainer_offset - edges_.start;
    if (!(row_ && wraps_) && s == first && resume_ == nullptr && room > Unit{} &&
        natural.start >= room) {
      // The box begins here, its content later.
      stop_at(s, step, false);
      result_.resume->track_consumed = natural.border_start - room;
      return;
    }
    const StepFit fit = add_step(step, growth, s == first);
    if (fit == StepFit::None && s == first) {
      broke_before_ = true;
      return;
    }
    if (fit != StepFit::Whole) {
      stop_at(s, steps[s], false);
      const Unit end = space_.fragmentainer_block_size - space_.fragmentainer_offset - edges_.start;
      // A margin is cut off at a break, what an auto one takes is not.
      const bool is_pushed = !row_ && items_[step.begin].autos.block_start;
      if (natural.start + growth < end || is_pushed)
        result_.resume->track_consumed = std::max(Unit{}, natural.border_start + growth - end);
      if (fit == StepFit::Broken) result_.resume->inside_track = true;
      return;
    }
    if (s == first && resume_ != nullptr && resume_->inside_track) {
      // What follows stands under what was left of this line.
      growth = content_end_ - natural.end;
      continue;
    }
    const Unit expected = natural.end + growth;
    if (content_end_ > expected && !main_reversed_) growth += content_end_ - expected;
  }
}

void FlexLayout::stop_at(std::size_t index, const PageStep& step, bool forced) {
  result_.resume = std::make_unique<BreakToken>();
  result_.resume->track = static_cast<std::uint32_t>(index);
  result_.resume->next_child = items_[step.begin].box;
  result_.resume->track_begin = static_cast<std::uint32_t>(step.begin);
  result_.resume->track_end = static_cast<std::uint32_t>(step.end);
  result_.resume->forced = forced;
}

// CSS Flexbox 1 §4.1: as if it were the only item, in the content box.
void FlexLayout::add_out_of_flow() {
  if (resume_ != nullptr) return;
  for (const Box* child = box_.first_child; child != nullptr; child = child->next_sibling) {
    if (!child->out_of_flow) continue;
    OutOfFlowChild waiting;
    waiting.box = child;
    auto edge_of = [](AlignKeyword keyword, bool reversed) {
      switch (keyword) {
        case AlignKeyword::Center:
        case AlignKeyword::SpaceAround:
        case AlignKeyword::SpaceEvenly:
          return StaticEdge::Center;
        case AlignKeyword::FlexEnd:
          return reversed ? StaticEdge::Start : StaticEdge::End;
        case AlignKeyword::End:
        case AlignKeyword::SelfEnd:
          return StaticEdge::End;
        case AlignKeyword::Start:
        case AlignKeyword::SelfStart:
          return StaticEdge::Start;
        default:
          return reversed ? StaticEdge::End : StaticEdge::Start;
      }
    };
    const StaticEdge main = edge_of(box_.style->justify_content.keyword, main_reversed_);
    AlignKeyword self = child->style->align_self.keyword;
    if (self == AlignKeyword::Auto) self = box_.style->align_items.keyword;
    const StaticEdge cross = edge_of(self, cross_reversed_);
    auto point = [](StaticEdge edge, Unit size) {
      return edge == StaticEdge::Start ? Unit{} : (edge == StaticEdge::End ? size : size / 2);
    };
    const Unit main_point = point(main, main_size_);
    const Unit cross_point = point(cross, cross_size_);
    waiting.inline_edge = row_ ? main : cross;
    waiting.block_edge = row_ ? cross : main;
    waiting.static_position = {geometry_.insets.inline_start + (row_ ? main_point : cross_point),
                               edges_.start + (row_ ? cross_point : main_point)};
    result_.out_of_flow.push_back(waiting);
  }
}

LayoutResult FlexLayout::run() {
  collect_items();
  break_lines();
  resolve_main_size();
  size_lines();
  natural_block_size_ = Unit{};
  if (row_) {
    for (const FlexLine& line : lines_)
      natural_block_size_ += line.cross;
    natural_block_size_ += cross_gap_ * static_cast<int>(lines_.size() - 1);
  } else {
    for (const FlexItem& item : items_) {
      natural_block_size_ += item.hypothetical + item.main_margins;
    }
    if (!items_.empty()) natural_block_size_ += main_gap_ * static_cast<int>(items_.size() - 1);
  }
  place_lines();
  add_items();
  if (broke_before_) {
    LayoutResult result;
    result.resume = token_before(box_, false);
    return result;
  }
  add_out_of_flow();
  return finish();
}

// CSS Flexbox 1 §8.5: of the items that are aligned by their baselines in the line at the start,
// else of the item at the start; the start is that of the container's own axes, whatever is
// reversed.
std::optional<Unit> FlexLayout::container_baseline(bool last) const {
  if (items_.empty()) return std::nullopt;
  const FlexLine& line = cross_reversed_ != last ? lines_.back() : lines_.front();
  const SelfPlace wanted = last ? SelfPlace::LastBaseline : SelfPlace::Baseline;
  std::size_t found = main_reversed_ != last ? line.end - 1 : line.begin;
  for (std::size_t i = line.begin; row_ && i < line.end; ++i) {
    const FlexItem& item = items_[i];
    const bool auto_margin = item.autos.block_start || item.autos.block_end;
    if (item.place != wanted || auto_margin || item.orthogonal) continue;
    found = i;
    break;
  }
  return last ? items_[found].last_baseline : items_[found].first_baseline;
}

LayoutResult FlexLayout::finish() {
  result_.first_baseline = container_baseline(false);
  result_.last_baseline = container_baseline(true);
  const bool broken = result_.resume != nullptr;
  Unit content = row_ ? cross_size_ : main_size_;
  if (space_.can_fragment() && (broken || resume_ != nullptr || content_end_ > content)) {
    content = content_end_;
  }
  result_.intrinsic_block_size = edges_.start + natural_block_size_ + geometry_.insets.block_end;
  const FragmentEnd end =
      end_fragment(box_, geometry_, space_, resume_, edges_.start + content, broken);
  const CutEdges edges = cut_edges(box_, geometry_, space_, resume_, end.has_end_edge);
  result_.fragment =
      builder_.finish({geometry_.inline_size, end.size}, edges.border, edges.padding);
  end_or_go_on(box_, resume_, end, unfinished_, result_);
  if (result_.resume != nullptr) {
    // Lines that were once made anew are from then on.
    const bool same = resume_ == nullptr || resume_->track_basis == main_size_;
    result_.resume->track_basis = same ? main_size_ : kIndefinite;
  }
  finish_positioned(box_, space_, flow_, resume_, result_, context_);
  return std::move(result_);
}

}  // namespace banxin::layout
