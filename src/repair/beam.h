#pragma once
// Beam: the search that all guesses of repair share. Characters are emitted
// from left to right, each at what the language model says it costs after
// those before it; only the cheapest hypotheses live on. The width and the budget of the Search
// bound time, and what no live hypothesis leads to is swept, which bounds memory: linear in the
// text.
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "repair/search.h"

namespace banxin::repair {

// One emitted character and where it came from.
struct Emission {
  char32_t character : 24 = 0;
  bool damaged : 4 = false;  // not simply the input's own character
  bool guessed : 4 = false;  // bytes were missing
  std::int32_t before = -1;  // index of the emission before it
  std::uint32_t symbol = 0;  // the input symbol it ends in
  int cost = 0;              // of everything up to here
};

struct Hypothesis {
  int cost = 0;
  std::int32_t last = -1;
  language::HanContext context;
  std::uint32_t state = 0;    // the caller's: pending bytes, phase
  bool quoted = false;        // after “, before ”
  bool straight = false;      // after an odd number of "
  std::uint8_t brackets = 0;  // open, of either width: （参见 udev(7)）
};

// A closing bracket that none opened, or one that stays open: rare, so that what opens or closes it
// is the better guess.
inline constexpr int kUnmatchedBracket = 30;
inline constexpr int kNestedBracket = 10;

struct Emit {
  char32_t character = 0;
  int extra_cost = 0;
  bool damaged = true;
  bool guessed = false;
  bool transparent = false;  // a reading or a tag: costs nothing and leaves the context alone
};

class Beam {
 public:
  Beam(Search& search, std::size_t width) : search_(search), width_(width) {}
  ~Beam() { search_.spend(spent_); }
  Beam(const Beam&) = delete;
  Beam& operator=(const Beam&) = delete;

  // The hypotheses before the next symbol.
  const std::vector<Hypothesis>& live() const { return live_; }
  // Before the first of `length` symbols.
  void start(std::size_t length);

  // `from` with one more character, not yet among the next ones.
  Hypothesis extend(const Hypothesis& from, const Emit& emit, std::size_t symbol);
  void push(const Hypothesis& hypothesis) { next_.push_back(hypothesis); }
  // The next hypotheses become the live ones, the best of each state and
  // context.
  void advance();

  // The character that a hypothesis ends in; 0 at the beginning.
  char32_t last_of(const Hypothesis& h) const {
    return h.last < 0 ? 0 : emissions_[static_cast<std::size_t>(h.last)].character;
  }

  // What `character` would cost after `from`, script included.
  int cost_of(const Hypothesis& from, char32_t character) {
    ++spent_;
    return search_.cost(from.context, character);
  }
  // What a caller did for a hypothesis besides.
  void spend(int questions) { spent_ += questions; }
  // Whether more may be asked than what the search itself must.
  bool affords_more() const { return !is_late_; }
  // Spends so much if half of the line's share allows it.
  bool pays(std::int64_t questions) {
    if (spent_ + questions > allowance_ / 2 + least_) return false;
    spent_ += questions;
    return true;
  }
  // How many of `usual` candidates are worth keeping now.
  std::size_t candidates(std::size_t usual) const { return is_late_ ? 4 : usual; }
  // The line has taken more than its share: what was found so far is no result.
  bool is_exhausted() const { return spent_ > allowance_ + allowance_ / 2 + least_; }

  // Emissions kept for the paths of the live hypotheses.
  std::size_t remembered() const { return emissions_.size(); }

  // The emissions of the cheapest live hypothesis, in order. Empty when none
  // lives.
  std::vector<Emission> best(int* cost = nullptr) const;

 private:
  int literal_cost(const Hypothesis& from, char32_t character) const;
  void sweep();

  Search& search_;
  std::size_t width_;
  std::vector<Hypothesis> live_;
  std::vector<Hypothesis> next_;
  std::vector<Emission> emissions_;
  std::size_t sweep_at_ = 0;    // so many emissions
  std::int64_t allowance_ = 0;  // questions to the model
  std::int64_t least_ = 0;      // that any line may ask
  std::int64_t spent_ = 0;
  std::size_t length_ = 1;
  std::size_t symbol_ = 0;
  bool is_late_ = false;  // more was spent than the part of the line behind is worth
};

// Keeps the cheapest few of many candidates.
class Shortlist {
 public:
  explicit Shortlist(std::size_t size) : size_(size) {}
  struct Entry {
    int cost;
    char32_t character;
    int extra;            // the part of the cost that the model does not know
    unsigned detail = 0;  // the caller's: the byte that was guessed
  };
  void offer(const Entry& entry);
  const std::vector<Entry>& entries() const { return entries_; }
  std::vector<Entry> take() { return std::move(entries_); }

 private:
  std::size_t size_;
  std::vector<Entry> entries_;  // by cost
};

}  // namespace banxin::repair
