// Where the lines of a block end on their page: orphans and widows, and lines that no page holds.
#include <algorithm>

#include "layout/fragment_builder.h"
#include "layout/inline/inline_flow.h"

namespace banxin::layout {

// Whether a line goes here even if it does not fit: nothing else brings the end nearer. Below a
// float, or below the start edges of boxes, it may wait for the next page.
bool InlineLayout::must_stand(Unit y) const {
  if (!space_.at_fragmentainer_start || !placed_.empty()) return false;
  if (y > Unit{} && !exclusions_.empty()) return false;
  return resumed_ || space_.fragmentainer_offset + y <= Unit{};
}

bool InlineLayout::fits_height(Unit y, Unit height) const {
  return !space_.can_fragment() || y + height <= space_.fragmentainer_remaining();
}

bool InlineLayout::has_object(const LineRange& line) const {
  const std::size_t k = paragraph_.first_atomic_at(paragraph_.clusters[line.begin].text);
  return k < paragraph_.atomics.size() &&
         paragraph_.cluster_at(paragraph_.atomics[k].position) < line.end;
}

bool InlineLayout::fits(Unit y, const LineRange& line) const {
  Unit height;
  for (std::size_t k = paragraph_.first_atomic_at(paragraph_.clusters[line.begin].text);
       k < paragraph_.atomics.size(); ++k) {
    const AtomicInline& atomic = paragraph_.atomics[k];
    if (paragraph_.cluster_at(atomic.position) >= line.end) break;
    height = std::max({height, line_height_, atomic.size.block_size + atomic.margin.block_sum()});
  }
  if (height == Unit{}) return true;
  return fits_height(y, height);
}

// A line that stands at `y` though it does not fit, or whose boxes are overflown beyond the page.
bool InlineLayout::wants_slices(const LineRange& line, Unit y, const BuiltLine& built) const {
  if (!space_.can_fragment() || built.phantom) return false;
  if (has_object(line)) return !fits_height(y, visible_end(*built.fragment, space_.flow));
  // Of a line of text alone the leading may be cut.
  if (built.height <= space_.fragmentainer_block_size) return false;
  return !fits_height(
      y, std::max(built.fragment->baseline, last_text_start(*built.fragment, space_.flow)));
}

// A line with a box that no page holds is sliced (CSS Break 3 §4.4).
SlicedRest InlineLayout::start_slices(const LineRange& line, BuiltLine built) {
  note_baseline(y_ + built.fragment->baseline);
  SlicedRest rest;
  rest.whole = std::move(built.fragment);
  rest.line_begin = line.begin;
  rest.line_end = line.end;
  return rest;
}

// `sliced_in`: the space that the line was set in. False when more slices follow.
bool InlineLayout::place_slice(SlicedRest rest, const ConstraintSpace& sliced_in) {
  const Unit room = std::max(Unit::from_px(1), space_.fragmentainer_remaining() - y_);
  const Unit width = size_in(space_.flow, *rest.whole).inline_size;
  rest.skips_empty = space_.skips_empty;
  Slice slice = take_slice(rest, block_, space_.flow, room, context_);
  InlineChild child;
  child.offset.block_offset = y_;
  child.offset.inline_offset = rtl_ ? space_.available.inline_size - width : Unit{};
  const Unit height = size_in(space_.flow, *slice.fragment).block_size;
  child.fragment = std::move(slice.fragment);
  result_.children.push_back(std::move(child));
  note_placed(rest.line_begin);
  y_ += height;
  from_ = rest.line_end;
  if (slice.is_last) return true;
  auto token = std::make_unique<BreakToken>();
  token->box = &block_;
  token->inline_position = rest.line_begin;
  token->inside_track = true;
  token->track = static_cast<std::uint32_t>(rest.consumed.raw());
  token->track_end = rest.line_end;
  token->inline_event = next_unplaced();
  token->sliced_in = sliced_in;
  token->sliced_in->exclusions = nullptr;
  result_.resume = std::move(token);
  context_.sliced[&block_] = std::move(rest);
  return false;
}

// The next slice of the line that the last page ended in.
bool InlineLayout::continue_slices(const BreakToken& resume) {
  const Unit consumed = Unit::from_raw(static_cast<std::int32_t>(resume.track));
  const ConstraintSpace& sliced_in = *resume.sliced_in;
  const auto known = context_.sliced.find(&block_);
  if (known != context_.sliced.end() && known->second.consumed == consumed &&
      known->second.line_begin == resume.inline_position) {
    SlicedRest rest = std::move(known->second);
    context_.sliced.erase(known);
    return place_slice(std::move(rest), sliced_in);
  }
  // Somebody tried a layout in between: the line is set once more, as it was.
  resolve_for(sliced_in);
  break_from(from_);
  LineRange line = paragraph_.lines[line_index(from_)];
  if (line.end != resume.track_end) {
    // This page is wider or narrower.
    line.end = resume.track_end;
    line.forced = line.hyphenated = false;
  }
  set_line(paragraph_, line, request_.measure - indent_of(line), Fill::Natural, set_);
  LineBuilder builder(paragraph_, context_,
                      {sliced_in.available.inline_size, sliced_in.percentage_basis.block_size});
  SlicedRest rest = start_slices(line, builder.build(set_, request_.measure, Unit{}));
  resolve_for(space_);
  drop_slices(rest, space_.flow, consumed, context_);
  return place_slice(std::move(rest), sliced_in);
}

// CSS Break 3 §3.3: orphans before the break, widows after it.
bool InlineLayout::stop_before(std::size_t at, const LineRange& line) {
  const auto orphans = static_cast<std::size_t>(std::max(1, style_.orphans));
  const auto widows = static_cast<std::size_t>(std::max(1, style_.widows));
  const std::size_t left = paragraph_.lines.size() - at;
  std::size_t keep = placed_.size();
  if (left < widows) {
    // Orphans come first: where both cannot be had, widows are let go, as browsers have it.
    const std::size_t least = keep >= orphans ? orphans : 0;
    keep = std::max(least, keep > widows - left ? keep - (widows - left) : 0);
  }
  if (keep < orphans) {
    keep = 0;
    if (space_.at_fragmentainer_start) {  // it would not be better on the next page
      keep = std::min(orphans, placed_.size());
      result_.appeal = BreakAppeal::ViolatesOrphans;
    }
  }
  std::uint32_t begin = line.begin;
  if (keep < placed_.size()) {
    begin = roll_back(keep);
  } else if (keep == 0 && has_initial_) {
    result_.children.erase(result_.children.begin());
    y_ = Unit{};
  }
  auto token = std::make_unique<BreakToken>();
  token->box = &block_;
  token->inline_position = begin;
  token->inline_event = next_unplaced();
  result_.resume = std::move(token);
  from_ = begin;
  return false;
}

// A second pass has found the break before the next line to be the best of the page.
bool InlineLayout::is_chosen_break() const {
  const auto next = static_cast<std::uint32_t>(placed_.size());
  return next > 0 && space_.break_at == EarlyBreak{&block_, next};
}

// Where these lines could be broken if what follows them asks for it.
void InlineLayout::note_early_break() {
  if (!space_.can_fragment() || result_.resume != nullptr) return;
  const auto orphans = static_cast<std::size_t>(std::max(1, style_.orphans));
  const auto widows = static_cast<std::size_t>(std::max(1, style_.widows));
  if (placed_.size() < orphans + widows) return;
  result_.early_break = static_cast<std::uint32_t>(placed_.size() - widows);
}

// Nothing of the block stands in this fragmentainer, floats included.
void InlineLayout::stop_at_start() {
  result_.children.clear();
  result_.out_of_flow.clear();
  exclusions_.roll_back(first_floats_);
  paragraph_.next_event = first_event_;
  result_.resume = std::make_unique<BreakToken>();
  result_.resume->box = &block_;
  result_.resume->inline_position = from_;
  result_.resume->inline_event = first_event_;
}

std::uint32_t InlineLayout::roll_back(std::size_t keep) {
  const Placed first_gone = placed_[keep];
  const std::size_t children = keep == 0 ? 0 : placed_[keep - 1].children;
  result_.children.resize(children);
  result_.out_of_flow.resize(keep == 0 ? 0 : placed_[keep - 1].out_of_flow);
  exclusions_.roll_back(keep == 0 ? first_floats_ : placed_[keep - 1].floats);
  paragraph_.next_event = keep == 0 ? first_event_ : placed_[keep - 1].next_event;
  pending_floats_.clear();
  y_ = keep == 0 && has_initial_ ? Unit{} : first_gone.y;
  placed_.resize(keep);
  result_.first_baseline.reset();
  result_.last_baseline.reset();
  for (const InlineChild& child : result_.children) {
    if (child.fragment->type != FragmentType::Line) continue;
    const Unit baseline = child.offset.block_offset + child.fragment->baseline;
    if (!result_.first_baseline) result_.first_baseline = baseline;
    result_.last_baseline = baseline;
  }
  return first_gone.begin;
}

}  // namespace banxin::layout
