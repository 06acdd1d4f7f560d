#include <algorithm>

#include "layout/float.h"

namespace banxin::layout {
namespace {

// The last step that starts at or before `block`; `end` when there is none.
template <class Steps>
auto step_at(const Steps& steps, Unit block) {
  auto next = std::upper_bound(steps.begin(), steps.end(), block, [](Unit value, const auto& step) {
    return value < step.block_start;
  });
  return next == steps.begin() ? steps.end() : std::prev(next);
}

}  // namespace

// A side is a list of steps in block order. A float starts no higher than the one before it, so
// that only the last steps change and adding n floats costs O(n) in all but contrived staircases.
void ExclusionSpace::raise(std::vector<Step>& side, const ShapeRow& row, bool is_left) {
  const Unit none = is_left ? Unit::min() : Unit::max();
  if (side.empty()) side.push_back({Unit::min(), none});
  auto split = [&side](Unit at) {
    auto next = std::upper_bound(side.begin(), side.end(), at, [](Unit value, const Step& step) {
      return value < step.block_start;
    });
    const auto index = static_cast<std::size_t>(next - side.begin());
    if (side[index - 1].block_start == at) return index - 1;
    side.insert(next, Step{at, side[index - 1].edge});
    return index;
  };
  const std::size_t first = split(row.block_start);
  const std::size_t last = split(row.block_end);
  for (std::size_t i = first; i < last; ++i) {
    side[i].edge = is_left ? std::max(side[i].edge, row.edge) : std::min(side[i].edge, row.edge);
  }
  // Equal neighbours merge.
  std::size_t kept = first == 0 ? 0 : first - 1;
  for (std::size_t i = kept + 1; i < side.size(); ++i) {
    if (side[i].edge != side[kept].edge) side[++kept] = side[i];
  }
  side.resize(kept + 1);
}

void ExclusionSpace::raise(Sides& sides, const Exclusion& exclusion) {
  // A float whose margin box is empty keeps no line away.
  if (exclusion.end.block_offset <= exclusion.start.block_offset) return;
  if (exclusion.end.inline_offset <= exclusion.start.inline_offset) return;
  const bool left = exclusion.at_line_left;
  raise(left ? sides.left : sides.right,
        {exclusion.start.block_offset, exclusion.end.block_offset,
         left ? exclusion.end.inline_offset : exclusion.start.inline_offset},
        left);
}

void ExclusionSpace::index(const Exclusion& exclusion) {
  last_start_ = std::max(last_start_, exclusion.start.block_offset);
  Unit& end = exclusion.at_line_left ? left_end_ : right_end_;
  end = std::max(end, exclusion.end.block_offset);
  if (exclusion.has_shape && !has_shapes_) {
    has_shapes_ = true;
    shapes_ = boxes_;
  }
  raise(boxes_, exclusion);
  if (!has_shapes_) return;
  if (!exclusion.has_shape) return raise(shapes_, exclusion);
  for (const ShapeRow& row : exclusion.shape)
    raise(exclusion.at_line_left ? shapes_.left : shapes_.right, row, exclusion.at_line_left);
}

void ExclusionSpace::add(const Exclusion& exclusion) {
  exclusions_.push_back(exclusion);
  index(exclusion);
}

void ExclusionSpace::roll_back(Mark mark) {
  if (pending_.size() > mark.pending) pending_.resize(mark.pending);
  if (exclusions_.size() == mark.exclusions) return;
  exclusions_.resize(mark.exclusions);
  boxes_ = shapes_ = {};
  has_shapes_ = false;
  left_end_ = right_end_ = last_start_ = Unit::min();
  for (const Exclusion& exclusion : exclusions_)
    index(exclusion);
}

LineOpportunity ExclusionSpace::find_opportunity(Unit block_start,
                                                 Unit inline_start,
                                                 Unit inline_end,
                                                 Unit minimum) const {
  return find(boxes_, block_start, inline_start, inline_end, minimum);
}

LineOpportunity ExclusionSpace::find_line(Unit block_start,
                                          Unit inline_start,
                                          Unit inline_end,
                                          Unit minimum) const {
  return find(has_shapes_ ? shapes_ : boxes_, block_start, inline_start, inline_end, minimum);
}

LineOpportunity ExclusionSpace::find(
    const Sides& sides, Unit block_start, Unit inline_start, Unit inline_end, Unit minimum) {
  const std::vector<Step>& left_steps = sides.left;
  const std::vector<Step>& right_steps = sides.right;
  auto left = step_at(left_steps, block_start);
  auto right = step_at(right_steps, block_start);
  Unit at = block_start;
  for (;;) {
    const Unit left_edge = left == left_steps.end() ? Unit::min() : left->edge;
    const Unit right_edge = right == right_steps.end() ? Unit::max() : right->edge;
    LineOpportunity found{at, Unit::max(), std::max(inline_start, left_edge),
                          std::min(inline_end, right_edge)};
    if (left != left_steps.end() && std::next(left) != left_steps.end()) {
      found.block_end = std::next(left)->block_start;
    }
    if (right != right_steps.end() && std::next(right) != right_steps.end()) {
      found.block_end = std::min(found.block_end, std::next(right)->block_start);
    }
    const bool clear = left_edge <= inline_start && right_edge >= inline_end;
    const Unit width = found.inline_end - found.inline_start;
    if (clear || (width >= minimum && width >= Unit{}) || found.block_end == Unit::max()) {
      if (found.inline_end < found.inline_start) found.inline_end = found.inline_start;
      return found;
    }
    at = found.block_end;
    if (left != left_steps.end() && std::next(left) != left_steps.end() &&
        std::next(left)->block_start <= at) {
      ++left;
    }
    if (right != right_steps.end() && std::next(right) != right_steps.end() &&
        std::next(right)->block_start <= at) {
      ++right;
    }
  }
}

LineOpportunity ExclusionSpace::narrowest(Unit block_start,
                                          Unit block_end,
                                          Unit inline_start,
                                          Unit inline_end) const {
  const Sides& sides = has_shapes_ ? shapes_ : boxes_;
  LineOpportunity found{block_start, block_end, inline_start, inline_end};
  for (auto step = step_at(sides.left, block_start); step != sides.left.end(); ++step) {
    if (step->block_start >= block_end && step->block_start > block_start) break;
    found.inline_start = std::max(found.inline_start, step->edge);
  }
  for (auto step = step_at(sides.right, block_start); step != sides.right.end(); ++step) {
    if (step->block_start >= block_end && step->block_start > block_start) break;
    found.inline_end = std::min(found.inline_end, step->edge);
  }
  return found;
}

Unit ExclusionSpace::clearance(style::Clear clear, Unit block_start, Direction direction) const {
  using style::Clear;
  const bool ltr = direction == Direction::Ltr;
  const bool left = clear == Clear::Left || clear == Clear::Both ||
                    (ltr ? clear == Clear::InlineStart : clear == Clear::InlineEnd);
  const bool right = clear == Clear::Right || clear == Clear::Both ||
                     (ltr ? clear == Clear::InlineEnd : clear == Clear::InlineStart);
  if (left) block_start = std::max(block_start, left_end_);
  if (right) block_start = std::max(block_start, right_end_);
  return block_start;
}

}  // namespace banxin::layout
