#pragma once
// Respelling: once a line is read as a whole, each character that was guessed is weighed again
// with what stands on both sides of it, by words too: what the search could not afford for every
// hypothesis.
#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "language/word_model.h"
#include "repair/search.h"

namespace banxin::repair {

// A guessed character and what may have stood there instead; all are Han.
struct Guess {
  struct Candidate {
    char32_t character;
    int extra;  // what is known of it beyond the language models, in quarter bits
  };
  std::size_t at;  // in the text
  std::vector<Candidate> candidates;
  // Where the character before is a guess too: the candidates once that is known.
  std::vector<std::pair<char32_t, std::vector<Candidate>>> given = {};
};

// How many of `guesses` are spelt together from `first` on: two side by side, or one.
std::size_t pair_at(std::span<const Guess> guesses, std::size_t first);

// How much of what n-grams, the candidate's extra and words say counts, in twelfths: they know much
// of the same.
struct Weights {
  int ngrams;
  int extra;
  int words;
};

struct RespellContext {
  const language::WordModel& words;
  Search& search;
  Weights weights;
};

void respell(std::u32string& text, std::span<const Guess> guesses, const RespellContext& context);

}  // namespace banxin::repair
