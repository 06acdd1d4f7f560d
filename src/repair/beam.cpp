#include "repair/beam.h"

#include <algorithm>

namespace banxin::repair {

int Beam::cost_of(const Hypothesis& from, char32_t character) const {
  return traits_.cost(from.first, from.second, model_.token(character), model_) +
         traits_.script_cost(character, model_);
}

Hypothesis Beam::extend(const Hypothesis& from, const Emit& emit, std::size_t symbol) {
  Hypothesis out = from;
  out.cost += emit.extra_cost;
  if (emit.character == U'"') out.quoted = !from.quoted;
  if (emit.character == U'(' || emit.character == U'（') out.bracketed = true;
  if (emit.character == U')' || emit.character == U'）') {
    out.cost += from.bracketed ? 0 : kUnmatchedBracket;
    out.bracketed = false;
  }
  if (!emit.transparent) {
    out.cost += emit.damaged ? cost_of(from, emit.character)
                             : traits_.literal_cost(from.first, from.second,
                                                    model_.token(emit.character), model_);
    if (emit.character == U'“' || emit.character == U'”') out.quoted = emit.character == U'“';
    if (emit.character != U' ') {
      out.first = from.second;
      out.second = model_.token(emit.character);
    }
  }
  out.last = static_cast<std::int32_t>(emissions_.size());
  emissions_.push_back({emit.character, from.last, static_cast<std::uint32_t>(symbol), emit.damaged,
                        emit.guessed, out.cost});
  return out;
}

void Beam::advance() {
  const auto same = [](const Hypothesis& a, const Hypothesis& b) {
    return a.state == b.state && a.quoted == b.quoted && a.bracketed == b.bracketed &&
           a.first == b.first && a.second == b.second;
  };
  std::sort(next_.begin(), next_.end(), [](const Hypothesis& a, const Hypothesis& b) {
    if (a.cost != b.cost) return a.cost < b.cost;
    return a.last < b.last;
  });
  live_.clear();
  for (const Hypothesis& candidate : next_) {
    if (live_.size() >= width_) break;
    const bool known = std::any_of(live_.begin(), live_.end(),
                                   [&](const Hypothesis& h) { return same(h, candidate); });
    if (!known) live_.push_back(candidate);
  }
  next_.clear();
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
