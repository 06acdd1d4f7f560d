#pragma once
// Beam: the search that all guesses of repair share. Characters are emitted
// from left to right, each at what the language model says it costs after the
// two before it; only the cheapest hypotheses live on. The width bounds time
// and memory: linear in the text.
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "language/han_model.h"
#include "repair/text_traits.h"

namespace banxin::repair {

// One emitted character and where it came from.
struct Emission {
  char32_t character = 0;
  std::int32_t before = -1;  // index of the emission before it
  std::uint32_t symbol = 0;  // the input symbol it ends in
  bool damaged = false;      // not simply the input's own character
  bool guessed = false;      // bytes were missing
  int cost = 0;              // of everything up to here
};

struct Hypothesis {
  int cost = 0;
  std::int32_t last = -1;
  char32_t first = U'\n';  // tokens of the last two characters
  char32_t second = U'\n';
  std::uint32_t state = 0;  // the caller's: pending bytes, phase
  bool quoted = false;      // after “, before ”
  bool bracketed = false;   // after （, before ）, of either width
};

// A closing bracket that none opened, or one that stays open: rare, so that what opens or closes it
// is the better guess.
inline constexpr int kUnmatchedBracket = 20;

struct Emit {
  char32_t character = 0;
  int extra_cost = 0;
  bool damaged = true;
  bool guessed = false;
  bool transparent = false;  // a reading or a tag: costs nothing and leaves the context alone
};

class Beam {
 public:
  Beam(const language::HanModel& model, const TextTraits& traits, std::size_t width)
      : model_(model), traits_(traits), width_(width) {}

  // The hypotheses before the next symbol.
  const std::vector<Hypothesis>& live() const { return live_; }
  void start() { live_.assign(1, Hypothesis{}); }

  // `from` with one more character, not yet among the next ones.
  Hypothesis extend(const Hypothesis& from, const Emit& emit, std::size_t symbol);
  void push(const Hypothesis& hypothesis) { next_.push_back(hypothesis); }
  // The next hypotheses become the live ones, the best of each state and
  // context.
  void advance();

  // What `character` would cost after `from`, script included.
  int cost_of(const Hypothesis& from, char32_t character) const;

  // The emissions of the cheapest live hypothesis, in order. Empty when none
  // lives.
  std::vector<Emission> best(int* cost = nullptr) const;

 private:
  const language::HanModel& model_;
  const TextTraits& traits_;
  std::size_t width_;
  std::vector<Hypothesis> live_;
  std::vector<Hypothesis> next_;
  std::vector<Emission> emissions_;
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
