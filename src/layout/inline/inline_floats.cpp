// Floats that are met in the lines of a block, and where its positioned boxes would have stood.
#include <algorithm>

#include "layout/float.h"
#include "layout/inline/inline_flow.h"
#include "layout/layout.h"
#include "layout/sizing.h"

namespace banxin::layout {

std::uint32_t InlineLayout::next_unplaced() const {
  return pending_floats_.empty() ? static_cast<std::uint32_t>(paragraph_.next_event)
                                 : first_pending_;
}

void InlineLayout::note_placed(std::uint32_t begin) {
  placed_.push_back({begin, y_, result_.children.size(), result_.out_of_flow.size(),
                     next_unplaced(), exclusions_.mark()});
}

const InlineEvent* InlineLayout::next_float() const {
  const auto& events = paragraph_.events;
  for (std::size_t i = paragraph_.next_event; i < events.size(); ++i) {
    if (events[i].type == EventType::Float) return &events[i];
  }
  return nullptr;
}

void InlineLayout::skip(const InlineEvent& event) {
  paragraph_.next_event = static_cast<std::size_t>(&event - paragraph_.events.data()) + 1;
}

void InlineLayout::place_floats_before(std::uint32_t cluster) {
  if (!paragraph_.has_floats) return;
  const std::uint32_t position = paragraph_.clusters[cluster].text;
  for (const InlineEvent* at = next_float(); at != nullptr && at->position <= position;
       at = next_float()) {
    skip(*at);
    place_one(*at->box, y_);
    // A first letter does not wait for the next page without its line.
    const bool waits = exclusions_.mark().pending > first_floats_.pending;
    if (waits && at->box->origin == BoxOrigin::FirstLetter && placed_.empty() &&
        !must_stand(Unit{})) {
      return stop_at_start();
    }
  }
}

// Floats that are met before the line is full: beside it where there is room, else below, and
// then all that follow too. True when the line must be broken anew.
bool InlineLayout::place_floats_inside(const LineRange& line, const Band& band) {
  if (!paragraph_.has_floats) return false;
  const Unit room = band.end - band.start;
  std::uint32_t at = line.begin;
  Unit used = indent_of(line);
  Unit solid = used;  // without the blanks before the float
  for (const InlineEvent* event = next_float(); event != nullptr; event = next_float()) {
    while (at < paragraph_.cluster_count() && paragraph_.clusters[at].text < event->position) {
      // A float after a forced break, or after what this line cannot hold, is not met on it.
      if (paragraph_.clusters[at].char_class == CharClass::NewLine) return false;
      used += paragraph_.clusters[at].advance + edges_at(at);
      if ((paragraph_.clusters[at].flags & kDiscardable) == 0) solid = used;
      ++at;
      if (at > line.end && solid > room) return false;
    }
    if (pending_floats_.empty()) {
      first_pending_ = static_cast<std::uint32_t>(event - paragraph_.events.data());
    }
    skip(*event);
    const Unit top = std::max(y_, band.block_start);
    const bool beside = pending_floats_.empty() && !comes_lower(*event->box, top) &&
                        solid + float_extent(*event->box) <= room;
    if (beside) {
      place_one(*event->box, top);
      return true;
    }
    pending_floats_.push_back(event->box);
  }
  return false;
}

// Whether an earlier float or `clear` keeps it from starting at `y`.
bool InlineLayout::comes_lower(const Box& box, Unit y) const {
  const Unit top = space_.bfc_offset.block_offset + y;
  return exclusions_.last_start() > top ||
         exclusions_.clearance(box.style->clear, top, style_.direction) > top;
}

// The inline size of a float's margin box.
Unit InlineLayout::float_extent(const Box& box) const {
  ConstraintSpace inner = space_for_child(box, paragraph_.flow, space_.available);
  inner.shrink_to_fit = true;
  const LogicalEdges margin = used_margin(box, paragraph_.flow, space_.available.inline_size);
  if (inner.orthogonal) {
    const LayoutResult probe = lay_out(box, inner, nullptr, context_);
    return size_in(paragraph_.flow, *probe.fragment).inline_size + margin.inline_sum();
  }
  return resolve_geometry(box, inner, context_).inline_size + margin.inline_sum();
}

void InlineLayout::place_floats_below() {
  for (const Box* box : pending_floats_)
    place_one(*box, y_);
  pending_floats_.clear();
}

// HTML §15.3.9: <br clear>. True when what follows stands lower than it would.
bool InlineLayout::clear_after(const LineRange& line) {
  if (exclusions_.empty() || line.end == line.begin) return false;
  const Cluster& last = paragraph_.clusters[line.end - 1];
  if (last.char_class != CharClass::NewLine) return false;
  const Box* box = paragraph_.span_at(last.text).box;
  if (box->type != BoxType::LineBreak || box->style->clear == css::Clear::None) return false;
  const Unit here = space_.bfc_offset.block_offset + y_;
  const Unit cleared = exclusions_.clearance(box->style->clear, here, style_.direction);
  if (cleared <= here) return false;
  y_ = cleared - space_.bfc_offset.block_offset;
  return true;
}

void InlineLayout::place_one(const Box& box, Unit y) {
  PlacedFloat placed =
      place_float(box, space_, space_.bfc_offset.block_offset + y, exclusions_, context_);
  paragraph_.lines_measure = Unit::min();
  if (placed.result.fragment == nullptr) return;
  InlineChild child;
  const Unit left = placed.offset.inline_offset - space_.bfc_offset.inline_offset;
  const Unit width = paragraph_.flow.to_logical(placed.result.fragment->size).inline_size;
  child.offset.inline_offset = rtl_ ? space_.available.inline_size - left - width : left;
  child.offset.block_offset = placed.offset.block_offset - space_.bfc_offset.block_offset;
  child.fragment = std::move(placed.result.fragment);
  for (OutOfFlowChild& out : placed.result.out_of_flow) {
    out.static_position = out.static_position + child.offset;
    result_.out_of_flow.push_back(out);
  }
  result_.children.push_back(std::move(child));
}

void InlineLayout::note_out_of_flow(const LineBuilder& builder,
                                    const Band& band,
                                    Unit y,
                                    BuiltLine& built) {
  const LineRange& line = set_.range;
  const std::uint32_t begin = paragraph_.clusters[line.begin].text;
  const std::uint32_t end = paragraph_.clusters[line.end].text;
  const bool at_end = line.end == paragraph_.cluster_count();
  const Unit line_start = rtl_ ? space_.available.inline_size - band.end : band.start;
  for (OutOfFlowChild& child : built.out_of_flow) {
    child.static_position = child.static_position + LogicalPoint{line_start, y};
    result_.out_of_flow.push_back(child);
  }
  const auto& events = paragraph_.events;
  auto at = std::lower_bound(
      events.begin(), events.end(), begin,
      [](const InlineEvent& event, std::uint32_t position) { return event.position < position; });
  std::uint32_t solid = line.begin;  // the first cluster that is more than an anchor
  while (solid < line.end && paragraph_.clusters[solid].char_class == CharClass::Anchor)
    ++solid;
  for (; at != events.end(); ++at) {
    if (at->position > end) break;
    if (at->type != EventType::OutOfFlow) continue;
    const bool inline_level = at->box->style->was_inline_level;
    if (at->position == end && !at_end && (line.forced || !inline_level)) continue;
    // Where a line was broken without force, the place before the break counts.
    const bool after_break = inline_level && at->position == begin && line.begin > 0 &&
                             paragraph_.clusters[line.begin - 1].char_class != CharClass::NewLine;
    if (after_break) continue;
    const std::uint32_t cluster =
        at->position >= end ? line.end : paragraph_.cluster_at(at->position);
    if (!at->box->style->was_inline_level) {
      // CSS Position 3 §4.1: a block would begin a line of its own.
      add_positioned(*at->box, {Unit{}, cluster > solid ? y + built.height : y}, rtl_);
      continue;
    }
    const LineBuilder::StaticPlace place = builder.static_place(cluster, set_);
    const Unit x = band.start + place.x;
    add_positioned(*at->box, {rtl_ ? space_.available.inline_size - x : x, y}, place.line_right);
  }
}

// `line_right`: it is the line-right edge of the box that stands there.
void InlineLayout::add_positioned(const Box& box, LogicalPoint at, bool line_right) {
  OutOfFlowChild child;
  child.box = &box;
  child.static_position = at;
  const bool parent_rtl =
      box.parent != nullptr ? box.parent->style->direction == Direction::Rtl : rtl_;
  child.inline_edge = line_right == parent_rtl ? StaticEdge::Start : StaticEdge::End;
  result_.out_of_flow.push_back(child);
}

// A block with nothing in it but positioned boxes.
void InlineLayout::note_out_of_flow_alone() {
  for (const InlineEvent& event : paragraph_.events) {
    if (event.type != EventType::OutOfFlow) continue;
    const Unit x = event.box->style->was_inline_level
                       ? empty_line_start(block_, space_, y_, exclusions_)
                       : Unit{};
    add_positioned(*event.box, {x, y_}, rtl_);
  }
}

}  // namespace banxin::layout
