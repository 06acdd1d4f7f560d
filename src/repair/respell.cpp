#include "repair/respell.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace banxin::repair {
namespace {

using language::HanContext;
using language::HanModel;

constexpr std::size_t kBefore = 16;    // characters that give the context of n-grams
constexpr std::size_t kAfter = 3;      // tokens whose cost depends on the guess
constexpr std::size_t kReach = 6;      // characters on either side that may make words with it
constexpr std::size_t kLookedAt = 24;  // candidates that are asked about with all that follows
constexpr std::size_t kCompared = 12;  // and by words
constexpr int kDearer = 80;            // than the best by n-grams: words will not make it the best
constexpr int kTwelve = 12;            // Weights are parts of it
constexpr std::int64_t kQuestionOfWords = 20;  // costs as much as so many to the n-grams

struct Ranked {
  int cost;
  int extra;  // the part of it that is the candidates' own
  std::u32string spelling;
  HanContext context;  // after it and what was asked about already
};

void keep_best(std::vector<Ranked>& ranked, std::size_t most) {
  std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
    return a.cost != b.cost ? a.cost < b.cost : a.spelling < b.spelling;
  });
  if (ranked.size() > most) ranked.resize(most);
  while (ranked.size() > 1 && ranked.back().cost > ranked.front().cost + kDearer)
    ranked.pop_back();
}

HanContext context_before(const std::u32string& text, std::size_t at, const HanModel& model) {
  HanContext out;
  for (std::size_t i = at - std::min(at, kBefore); i < at; ++i)
    out.add(model.token(text[i]));
  return out;
}

// Each spelling with each candidate after it.
std::vector<Ranked> extended(const std::vector<Ranked>& spellings,
                             const Guess& guess,
                             Search& search) {
  std::vector<Ranked> out;
  for (const Ranked& before : spellings) {
    const std::vector<Guess::Candidate>* candidates = &guess.candidates;
    for (const auto& [first, known] : guess.given) {
      if (!before.spelling.empty() && before.spelling.back() == first) candidates = &known;
    }
    for (const Guess::Candidate& candidate : *candidates) {
      Ranked& one = out.emplace_back(before);
      one.extra += candidate.extra;
      one.cost += candidate.extra + search.cost(before.context, candidate.character);
      one.spelling += candidate.character;
      one.context.add(search.model().token(candidate.character));
    }
  }
  search.spend(static_cast<std::int64_t>(out.size()));
  return out;
}

// What n-grams say of the spellings of places side by side, the best first.
std::vector<Ranked> rank_by_ngrams(const std::u32string& text,
                                   std::span<const Guess> places,
                                   Search& search) {
  const HanModel& model = search.model();
  const std::size_t at = places.front().at;
  std::vector<Ranked> ranked = {{0, 0, {}, context_before(text, at, model)}};
  for (const Guess& guess : places) {
    keep_best(ranked, kLookedAt);
    ranked = extended(ranked, guess, search);
  }
  std::size_t counted = 0;
  for (std::size_t i = at + places.size(); i <= text.size() && counted < kAfter; ++i) {
    const char32_t token = i < text.size() ? model.token(text[i]) : U'\n';
    for (Ranked& one : ranked) {
      one.cost += search.traits().cost(one.context, token, model);
      one.context.add(token);
    }
    search.spend(static_cast<std::int64_t>(ranked.size()));
    if (counted == 0) keep_best(ranked, kLookedAt);
    counted += token == U' ' ? 0 : 1;
  }
  keep_best(ranked, kCompared);
  return ranked;
}

// The Han characters next to a place, as tokens.
std::u32string run_before(const std::u32string& text, std::size_t at, const HanModel& model) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < kReach && HanModel::is_covered(text[begin - 1]))
    --begin;
  std::u32string out = text.substr(begin, at - begin);
  std::transform(out.begin(), out.end(), out.begin(), [&](char32_t c) { return model.token(c); });
  return out;
}
std::u32string run_from(const std::u32string& text, std::size_t at, const HanModel& model) {
  std::u32string out;
  for (std::size_t i = at; i < text.size() && out.size() < kReach; ++i) {
    if (!HanModel::is_covered(text[i])) break;
    out += model.token(text[i]);
  }
  return out;
}

// The first tokens after a place, as TextTraits counts them.
std::array<char32_t, 2> tokens_after(const std::u32string& text,
                                     std::size_t at,
                                     const HanModel& model) {
  std::array<char32_t, 2> out = {U'\n', U'\n'};
  HanContext context;
  std::size_t count = 0;
  for (std::size_t i = at + 1; i < text.size() && count < out.size(); ++i) {
    const char32_t token = model.token(text[i]);
    if (token == U' ' || context.goes_on(token)) continue;
    context.add(token);
    out[count++] = token;
  }
  return out;
}

// What this text does elsewhere with the same neighbours; `at` is the one place of a guess.
void weigh_habit(std::vector<Ranked>& ranked,
                 const std::u32string& text,
                 std::size_t at,
                 const Search& search) {
  // In quarter bits for each doubling: with the two before, with the two after, with one on each
  // side.
  constexpr std::array<int, 3> weights = {10, 10, 6};
  const HanModel& model = search.model();
  const HanContext before = context_before(text, at, model);
  const std::array<char32_t, 2> after = tokens_after(text, at, model);
  const TextTraits& traits = search.traits();
  for (Ranked& one : ranked) {
    const char32_t token = model.token(one.spelling.front());
    const std::array<int, 3> counts = {traits.count_of(before.second, before.third, token),
                                       traits.count_of(token, after[0], after[1]),
                                       traits.count_of(before.third, token, after[0])};
    double bonus = 0;
    for (std::size_t side = 0; side < counts.size(); ++side)
      bonus += weights[side] * std::log2(1 + counts[side]);
    one.cost -= static_cast<int>(std::lround(bonus));
  }
}

void weigh_words(std::vector<Ranked>& ranked,
                 const std::u32string& text,
                 std::size_t at,
                 const RespellContext& context) {
  const HanModel& model = context.search.model();
  std::vector<std::u32string> spellings;
  for (const Ranked& one : ranked) {
    std::u32string& tokens = spellings.emplace_back(one.spelling);
    std::transform(tokens.begin(), tokens.end(), tokens.begin(),
                   [&](char32_t c) { return model.token(c); });
  }
  const std::size_t end = at + spellings.front().size();
  const std::vector<int> costs = context.words.costs_between(run_before(text, at, model), spellings,
                                                             run_from(text, end, model));
  context.search.spend(kQuestionOfWords * static_cast<std::int64_t>(spellings.size()));
  const Weights& weights = context.weights;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    Ranked& one = ranked[i];
    one.cost = ((one.cost - one.extra) * weights.ngrams + one.extra * weights.extra +
                costs[i] * weights.words) /
               kTwelve;
  }
}

}  // namespace

// Each alone would go with the other's mistake.
std::size_t pair_at(std::span<const Guess> guesses, std::size_t first) {
  return first + 1 < guesses.size() && guesses[first + 1].at == guesses[first].at + 1 ? 2 : 1;
}

void respell(std::u32string& text, std::span<const Guess> guesses, const RespellContext& context) {
  Search& search = context.search;
  for (std::size_t i = 0; i < guesses.size();) {
    if (search.left() <= 0) return;
    const std::size_t at = guesses[i].at;
    const std::size_t count = pair_at(guesses, i);
    std::vector<Ranked> ranked = rank_by_ngrams(text, guesses.subspan(i, count), search);
    i += count;
    if (ranked.size() > 1) weigh_words(ranked, text, at, context);
    if (ranked.size() > 1 && count == 1) weigh_habit(ranked, text, at, search);
    const auto best =
        std::min_element(ranked.begin(), ranked.end(),
                         [](const Ranked& a, const Ranked& b) { return a.cost < b.cost; });
    text.replace(at, count, best->spelling);
  }
}

}  // namespace banxin::repair
