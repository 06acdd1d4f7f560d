#pragma once
// WordModel: how well words follow each other in Chinese, by n-grams of up to three words of up to
// four characters, over the best division of a text into words. It sees farther than HanModel and
// knows which characters make a word, but costs some microseconds a question. Costs are quarter
// bits. Origin of the data: model/ORIGIN.md.
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/ngram_table.h"

namespace banxin::language {

class WordModel {
 public:
  WordModel();

  static constexpr std::size_t kLongestWord = 4;

  // What a stretch of Han characters costs, given as HanModel's tokens.
  int cost(std::u32string_view tokens) const { return ways_to(tokens, {}).cost(); }
  // What left + candidate + right costs for each candidate.
  std::vector<int> costs_between(std::u32string_view left,
                                 std::span<const std::u32string> candidates,
                                 std::u32string_view right) const;

 private:
  // The cheapest division that ends in a word of a given length.
  struct Way {
    int cost = -1;            // -1: none
    std::uint64_t word = 0;   // hash of the last word; 0: none that is known
    std::uint64_t pair = 0;   // hash of the last two; 0: they are not known together
    unsigned after_word = 0;  // back-off classes
    unsigned after_pair = 0;
  };
  using Ways = std::array<Way, kLongestWord>;  // by the length of the last word - 1
  struct Lattice {
    std::vector<Ways> at;  // by position
    int cost() const;
  };
  Lattice ways_to(std::u32string_view tokens, Lattice known) const;
  void extend(const Ways& from, std::uint64_t word, NgramEntry alone, Way& to) const;

  NgramTable table_;
};

}  // namespace banxin::language
