#pragma once
// HanModel: how well characters follow each other in Chinese, by n-grams of up to four characters
// with back-off. Traditional characters are folded to simplified ones first, so one table serves
// both; which of the two a text is written in is for script_of() to say. Costs are quarter bits: -4
// log2 of a probability; the smaller, the likelier. Origin of the data: model/ORIGIN.md.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "language/ngram_table.h"

namespace banxin::language {

// A cost that no Chinese text reaches on average.
inline constexpr int kUnknownCost = 84;
inline constexpr int kMostCost = kUnknownCost + 12;  // of any character in any context

// The last three tokens of a text. A space leaves them alone, and a run of letters or of digits is
// one token: what stands before a Latin word tells more than that it has six letters.
struct HanContext {
  char32_t first = U'\n';
  char32_t second = U'\n';
  char32_t third = U'\n';

  bool operator==(const HanContext&) const = default;

  bool goes_on(char32_t token) const { return token == third && (token == U'0' || token == U'A'); }
  void add(char32_t token) {
    if (token == U' ' || goes_on(token)) return;
    first = second;
    second = third;
    third = token;
  }
};

class HanModel {
 public:
  HanModel();

  // The class of a character as the model sees it: simplified Han, full-width punctuation, '0' for
  // digits, 'A' for letters, '\n' for line ends. A space is ' ': it leaves the context alone.
  char32_t token(char32_t code_point) const;

  // Of a token after others, and by itself.
  int cost(const HanContext& context, char32_t token) const;
  int cost(char32_t token) const;
  // cost(token(code_point)).
  int cost_of(char32_t code_point) const {
    if (!is_covered(code_point)) return cost(token(code_point));
    const int cost = unigram_[simplified(code_point) - kFirst];
    return cost == 255 ? kUnknownCost : cost;
  }

  // The simplified character that stands for this one; itself when there is none.
  char32_t simplified(char32_t code_point) const {
    if (!is_covered(code_point)) return code_point;
    const char32_t folded = fold_[code_point - kFirst];
    return folded < kFirst ? code_point : folded;
  }
  // Whether traditional text never has this character (国, but not 后, which is also 皇后's).
  bool is_simplified_only(char32_t code_point) const {
    return is_covered(code_point) && fold_[code_point - kFirst] == 1;
  }

  // Average cost of the characters of `text`, in quarter bits; 0 for an empty text.
  int average_cost(std::u32string_view text) const;
  // average_cost(text) >= least, without asking further than that takes.
  bool averages_at_least(std::u32string_view text, int least) const;

  static bool is_covered(char32_t code_point) { return code_point >= kFirst && code_point < kLast; }

 private:
  static constexpr char32_t kFirst = 0x3400;
  static constexpr char32_t kLast = 0xA000;

  struct Entry {
    int cost = -1;  // quarter bits; -1: not stored
    unsigned back_off = 0;
  };
  Entry find(std::uint64_t key) const;
  int cost_in_full(const HanContext& context, char32_t token, Entry two) const;

  const std::uint16_t* fold_;
  const std::uint8_t* unigram_;
  const std::uint8_t* back_off_;
  NgramTable table_;
};

}  // namespace banxin::language
