#include "repair/beam.h"

#include <algorithm>

namespace banxin::repair {

namespace {

constexpr std::size_t kNarrow = 6;  // hypotheses where a line has spent its share
constexpr int kMostBrackets = 3;    // open at once that are counted
constexpr std::size_t kSweepAt = 32'768;

}  // namespace

void Beam::start(std::size_t length) {
  live_.assign(1, Hypothesis{});
  length_ = std::max<std::size_t>(length, 1);
  allowance_ = search_.share_of(length);
  least_ = 64 + 2 * static_cast<std::int64_t>(length);
  sweep_at_ = kSweepAt;
}

Hypothesis Beam::extend(const Hypothesis& from, const Emit& emit, std::size_t symbol) {
  Hypothesis out = from;
  out.cost += emit.extra_cost;
  if (emit.character == U'"') {
    out.quoted = !from.quoted;
    out.straight = !from.straight;
  }
  if (emit.character == U'(' || emit.character == U'（') {
    out.cost += from.brackets > 0 ? kNestedBracket : 0;
    out.brackets = static_cast<std::uint8_t>(std::min(from.brackets + 1, kMostBrackets));
  }
  if (emit.character == U')' || emit.character == U'）') {
    out.cost += from.brackets > 0 ? 0 : kUnmatchedBracket;
    out.brackets = static_cast<std::uint8_t>(std::max(from.brackets - 1, 0));
  }
  if (!emit.transparent) {
    out.cost += emit.damaged ? cost_of(from, emit.character) : literal_cost(from, emit.character);
    if (emit.character == U'“' || emit.character == U'”') out.quoted = emit.character == U'“';
    out.context.add(search_.model().token(emit.character));
  }
  out.last = static_cast<std::int32_t>(emissions_.size());
  emissions_.push_back({emit.character & 0xFFFFFFU, emit.damaged, emit.guessed, from.last,
                        static_cast<std::uint32_t>(symbol), out.cost});
  ++spent_;
  return out;
}

int Beam::literal_cost(const Hypothesis& from, char32_t character) const {
  const language::HanModel& model = search_.model();
  return search_.traits().literal_cost(from.context, model.token(character), model);
}

void Beam::advance() {
  const auto same = [](const Hypothesis& a, const Hypothesis& b) {
    return a.state == b.state && a.quoted == b.quoted && a.straight == b.straight &&
           a.brackets == b.brackets && a.context == b.context;
  };
  std::sort(next_.begin(), next_.end(), [](const Hypothesis& a, const Hypothesis& b) {
    if (a.cost != b.cost) return a.cost < b.cost;
    return a.last < b.last;
  });
  spent_ += static_cast<std::int64_t>(next_.size());
  ++symbol_;
  // A damaged place takes its questions at once, so a part of them is there from the beginning.
  const auto behind = static_cast<double>(symbol_) / static_cast<double>(length_);
  is_late_ = static_cast<double>(spent_) >
             static_cast<double>(allowance_) * (0.25 + behind) + static_cast<double>(least_);
  const std::size_t width = is_late_ ? std::min(width_, kNarrow) : width_;
  live_.clear();
  for (const Hypothesis& candidate : next_) {
    if (live_.size() >= width) break;
    const bool known = std::any_of(live_.begin(), live_.end(),
                                   [&](const Hypothesis& h) { return same(h, candidate); });
    if (!known) live_.push_back(candidate);
  }
  next_.clear();
  if (emissions_.size() > sweep_at_) sweep();
}

// Forgets the emissions that no live hypothesis goes back to; each comes after the one before it.
void Beam::sweep() {
  std::vector<std::int32_t> place(emissions_.size(), -1);
  for (const Hypothesis& h : live_) {
    for (std::int32_t at = h.last; at >= 0 && place[static_cast<std::size_t>(at)] < 0;
         at = emissions_[static_cast<std::size_t>(at)].before) {
      place[static_cast<std::size_t>(at)] = 0;
    }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < emissions_.size(); ++i) {
    if (place[i] < 0) continue;
    place[i] = static_cast<std::int32_t>(kept);
    Emission emission = emissions_[i];
    if (emission.before >= 0) emission.before = place[static_cast<std::size_t>(emission.before)];
    emissions_[kept++] = emission;
  }
  emissions_.resize(kept);
  for (Hypothesis& h : live_)
    h.last = h.last < 0 ? h.last : place[static_cast<std::size_t>(h.last)];
  sweep_at_ = std::max(kSweepAt, kept * 2);
}

std::vector<Emission> Beam::best(int* cost) const {
  const auto cheapest =
      std::min_element(live_.begin(), live_.end(),
                       [](const Hypothesis& a, const Hypothesis& b) { return a.cost < b.cost; });
  std::vector<Emission> out;
  if (cheapest == live_.end()) return out;
  if (cost != nullptr) *cost = cheapest->cost;
  for (std::int32_t at = cheapest->last; at >= 0;
       at = emissions_[static_cast<std::size_t>(at)].before) {
    out.push_back(emissions_[static_cast<std::size_t>(at)]);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

void Shortlist::offer(const Entry& entry) {
  if (entries_.size() == size_ && entry.cost >= entries_.back().cost) return;
  const auto place = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const Entry& other) { return entry.cost < other.cost; });
  entries_.insert(place, entry);
  if (entries_.size() > size_) entries_.pop_back();
}

}  // namespace banxin::repair
