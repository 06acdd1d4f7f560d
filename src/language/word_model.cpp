#include "language/word_model.h"

#include <algorithm>
#include <cstring>

#include "base/assert.h"
#include "language/embedded.h"

namespace banxin::language {
namespace {

// As build_words.py has them.
constexpr int kLeast = 24;
constexpr std::array<int, 4> kBackOff = {0, 3, 6, 10};
constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15U;

constexpr int kUnknownCharacter = 86;  // one that is no word

std::uint64_t after(std::uint64_t hash, std::uint64_t word) {
  return hash ^ (word * kFactor);
}

}  // namespace

WordModel::WordModel() {
  const EmbeddedFile file = embedded_word_model();
  constexpr std::size_t head = 16;
  std::uint32_t buckets = 0;
  BANXIN_ASSERT(file.size > head && std::memcmp(file.data, "BXWORD01", 8) == 0,
                "word_model.bin is not the file that build_words.py makes");
  std::memcpy(&buckets, file.data + 8, sizeof buckets);
  BANXIN_ASSERT(file.size == head + std::size_t{buckets} * 8, "word_model.bin is cut");
  table_ = NgramTable(reinterpret_cast<const std::uint64_t*>(file.data + head), buckets);
}

int WordModel::Lattice::cost() const {
  int best = -1;
  for (const Way& way : at.back()) {
    if (way.cost >= 0 && (best < 0 || way.cost < best)) best = way.cost;
  }
  return best;
}

// The cheapest way to `to` by `word`. The longest n-gram that is there decides.
void WordModel::extend(const Ways& from, std::uint64_t word, NgramEntry alone, Way& to) const {
  const int single = alone.is_known() ? kLeast + 2 * alone.value : kUnknownCharacter;
  for (const Way& way : from) {
    if (way.cost < 0) continue;
    int cost = single;
    NgramEntry two;
    if (way.word != 0 && alone.is_known()) {
      two = table_.find(after(way.word, word));
      cost = two.is_known() ? 2 * two.value : kBackOff[way.after_word] + single;
      if (way.pair != 0) {
        const NgramEntry three = two.is_known() ? table_.find(after(way.pair, word)) : NgramEntry{};
        cost = three.is_known() ? 2 * three.value : kBackOff[way.after_pair] + cost;
      }
    }
    cost += way.cost;
    if (to.cost >= 0 && to.cost <= cost) continue;
    to.cost = cost;
    to.word = alone.is_known() ? mix_key(word) : 0;
    to.pair = two.is_known() ? mix_key(after(way.word, word)) : 0;
    to.after_word = alone.back_off;
    to.after_pair = two.back_off;
  }
}

// `known`: the ways to the first positions.
WordModel::Lattice WordModel::ways_to(std::u32string_view tokens, Lattice known) const {
  if (known.at.empty()) {
    known.at.emplace_back();
    known.at.front().front().cost = 0;
  }
  for (std::size_t end = known.at.size(); end <= tokens.size(); ++end) {
    Ways& ways = known.at.emplace_back();
    std::uint64_t word = 0;
    for (std::size_t length = 1; length <= std::min(end, kLongestWord); ++length) {
      word |= std::uint64_t{tokens[end - length]} << (16 * (length - 1));
      const NgramEntry alone = table_.find(word);
      if (length > 1 && !alone.is_known()) continue;
      extend(known.at[end - length], word, alone, ways[length - 1]);
    }
  }
  return known;
}

std::vector<int> WordModel::costs_between(std::u32string_view left,
                                          std::span<const std::u32string> candidates,
                                          std::u32string_view right) const {
  const Lattice before = ways_to(left, {});
  std::vector<int> out;
  std::u32string text;
  for (const std::u32string& candidate : candidates) {
    text.assign(left);
    text += candidate;
    text += right;
    out.push_back(ways_to(text, before).cost());
  }
  return out;
}

}  // namespace banxin::language
