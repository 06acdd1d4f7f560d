// Where block flow breaks between its children, and how it goes back to a better place (CSS Break 3
// §4).
#include "layout/block_layout.h"
#include "layout/breaking.h"

namespace banxin::layout {

BlockLayout::Candidate BlockLayout::remember(const Box& child) const {
  Candidate candidate;
  candidate.before = &child;
  candidate.children = builder_.count();
  candidate.out_of_flow = result_.out_of_flow.size();
  candidate.parallel = parallel_.size();
  candidate.floats = exclusions_->mark();
  candidate.previous = previous_;
  candidate.placed = placed_;
  candidate.cursor = cursor_;
  candidate.strut = strut_;
  candidate.at_leading_edge = at_leading_edge_;
  candidate.first_baseline = result_.first_baseline;
  candidate.last_baseline = result_.last_baseline;
  return candidate;
}

void BlockLayout::take(const Candidate& candidate) {
  builder_.roll_back(candidate.children);
  result_.out_of_flow.resize(candidate.out_of_flow);
  parallel_.resize(candidate.parallel);
  exclusions_->roll_back(candidate.floats);
  previous_ = candidate.previous;
  placed_ = candidate.placed;
  cursor_ = candidate.cursor;
  strut_ = candidate.strut;
  at_leading_edge_ = candidate.at_leading_edge;
  result_.first_baseline = candidate.first_baseline;
  result_.last_baseline = candidate.last_baseline;
}

BlockLayout::Progress BlockLayout::stop_before(const Box& child, bool forced, BreakAppeal appeal) {
  result_.resume = std::make_unique<BreakToken>();
  result_.resume->next_child = &child;
  result_.resume->forced = forced;
  result_.resume->children.push_back(token_before(child, forced));
  result_.appeal = appeal;
  return Progress::Stop;
}

// A break between the previous in-flow child and this one: forced, chosen, or remembered as
// possible.
BlockLayout::Progress BlockLayout::break_between(const Box& child, bool resumed_here) {
  if (!fragmenting() || previous_ == nullptr || resumed_here) return Progress::GoOn;
  const style::BreakBetween joined =
      join_breaks(break_after_of(*previous_), break_before_of(child), space_.fragmentainer);
  const bool new_page_name =
      space_.fragmentainer == FragmentainerType::Page && start_page(child) != end_page(*previous_);
  if (is_forced(joined, space_.fragmentainer) || new_page_name) {
    return stop_before(child, true, BreakAppeal::Perfect);
  }
  const EarlyBreak here{&child, 0};
  const bool chosen = space_.break_at == here || target_ == here;
  if (chosen) return stop_before(child, false, BreakAppeal::Perfect);
  if (!is_avoided(joined, space_.fragmentainer) && placed_) {
    candidate_ = remember(child);
    result_.early_break = here;
  }
  return Progress::GoOn;
}

// At the start of a page everything must make progress, but what stands below the start edges of
// its ancestors can have the next page for itself; it gets that once.
bool BlockLayout::may_wait(const Box& child,
                           const BreakToken* token,
                           const ConstraintSpace& space) const {
  if (!space.at_fragmentainer_start || space.fragmentainer_offset <= Unit{}) return false;
  if (token != nullptr && !token->break_before) return false;
  // Below floats, which have taken the page.
  if (space.fragmentainer_remaining() <= Unit{} && !exclusions_->empty()) return true;
  if (token != nullptr) return false;
  return is_monolithic(child) || space.orthogonal || space.fragmentainer_remaining() <= Unit{};
}

// What goes on below floats that have taken most of the page has the next one.
bool BlockLayout::must_wait(const BreakToken* token, const ChildPlace& place) const {
  if (!fragmenting() || token == nullptr || token->break_before || exclusions_->empty()) {
    return false;
  }
  constexpr int kLeastPart = 4;
  const Unit room = place.space.fragmentainer_remaining();
  return place.block_offset > Unit{} && room < space_.fragmentainer_block_size / kLeastPart;
}

// The child cannot stand here: break before it, or at the best place before that.
BlockLayout::Progress BlockLayout::avoid_break_at(const Box& child) {
  if (candidate_.before != nullptr) {
    const Candidate candidate = candidate_;
    take(candidate);
    if (candidate.target.box == nullptr || target_.box != nullptr) {
      return stop_before(*candidate.before, false, BreakAppeal::Perfect);
    }
    target_ = candidate.target;
    return Progress::Stop;  // lay_out_children() goes on with the second pass
  }
  if (starts_page_) return stop_before(child, false, BreakAppeal::ViolatesAvoid);
  broke_before_ = true;
  return Progress::Stop;
}

}  // namespace banxin::layout
