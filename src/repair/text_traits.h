#pragma once
// What the undamaged part of a text tells about how the whole is written: which
// characters a guess should prefer.
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "language/eaten_model.h"
#include "language/han_model.h"
#include "repair/paragraph.h"

namespace banxin::repair {

// Whether the line reads worse than any Chinese, character by character; cheap.
bool reads_badly(std::u32string_view line, const language::HanModel& model);

// How the Han characters of a text fare with their neighbours.
struct Coherence {
  int characters = 0;
  int alone = 0;       // quarter bits, each character by itself
  int in_context = 0;  // after the two before it
};
Coherence measure_coherence(std::u32string_view text, const language::HanModel& model);

class TextTraits {
 public:
  TextTraits() = default;
  TextTraits(std::span<const Paragraph> lines, const language::HanModel& model);

  // Full-width ASCII was mapped to half width: Chinese with `,` and next to no
  // `，`.
  bool is_halved() const { return halved_; }
  bool is_traditional() const { return traditional_characters_ * 20 > han_; }
  // 在 2017 年 rather than 在2017年; Debian 系统 rather than Debian系统.
  bool spaces_digits() const {
    return spaced_digits_ == tight_digits_ ? spaces_letters() : spaced_digits_ > tight_digits_;
  }
  // The same as EatenModel asks for it.
  language::EatenModel::Style style() const;
  bool spaces_letters() const { return spaced_letters_ > tight_letters_; }

  // The model's cost of a token after others, less where this
  // text has the pair already: names and terms that no model knows come again.
  int cost(const language::HanContext& context,
           char32_t token,
           const language::HanModel& model) const;

  // The same for characters of the text itself, which were counted too.
  int literal_cost(const language::HanContext& context,
                   char32_t token,
                   const language::HanModel& model) const;

  // How much dearer than anywhere the mark `last` is at the end of a line of this text, in quarter
  // bits: titles that are questions end in ？ all of them.
  int end_cost(char32_t last) const;

  // The same for the mark before an eaten ASCII character: in a list of questions, ？ stands before
  // the numbers.
  int mark_cost(char32_t mark, char32_t eaten) const;

  // How often three tokens stand side by side in this text.
  int count_of(char32_t first, char32_t second, char32_t third) const {
    return counts_.empty() ? 0 : count(kTriple, first, second, third);
  }

  // How much likelier this text makes the ASCII character `c` between `before`
  // (a token) and what follows, in quarter bits: the same stood elsewhere in
  // it.
  int ascii_bonus(char32_t before, char32_t c, char32_t next, char32_t second) const;

  // What an ASCII character or space `c` costs between `before` (a token) and what follows, given
  // what it is expected to cost anywhere: a text that writes （参见 with a bracket once does it
  // again.
  // `bracketed`: a bracket is open there.
  struct AsciiPlace {
    char32_t before = 0;
    char32_t next = 0;
    char32_t second = 0;
    bool bracketed = false;
  };
  int ascii_cost(int expected, char32_t c, const AsciiPlace& place) const;

  // The same for each digit before `rest`, which goes on with the number or what it counts: a
  // number that stood elsewhere in the text is likelier than others. `costs` has one for each
  // digit.
  void weigh_digits(std::span<int, 10> costs, std::u32string_view rest) const;

  // What a guessed character costs for belonging to the other script, in
  // quarter bits.
  int script_cost(char32_t character, const language::HanModel& model) const;

 private:
  enum Kind : unsigned {
    kFollowed = 1,
    kPair,
    kTriple,
    kAscii,
    kAsciiBetween,
    kAsciiBefore,
    kNext,
    kBetween,
    kFollower,
    kLast,
    kNumber,
    kMark,
    kBeforeTwo,
    kInBrackets
  };

  struct Widths {
    int full = 0;
    int half = 0;
  };
  struct Spacing {
    int spaced = 0;
    int tight = 0;
  };

  void count_neighbours(const Paragraph& line, const language::HanModel& model);
  void count_followers(const Paragraph& line, const language::HanModel& model);
  void count_numbers(const Paragraph& line);
  void count_marks(const Paragraph& line);
  void count_bracketed(const Paragraph& line);
  void count_pairs(std::u32string_view text);
  void count_spaces(std::u32string_view text, const language::HanModel& model);
  int cost_without(int self,
                   const language::HanContext& context,
                   char32_t token,
                   const language::HanModel& model) const;
  int count(Kind kind, char32_t a, char32_t b, char32_t c) const;
  bool is_simplified() const { return !is_traditional() && simplified_characters_ * 12 > han_; }

  bool halved_ = false;
  int han_ = 0;
  int traditional_characters_ = 0;
  int simplified_characters_ = 0;
  int spaced_digits_ = 0;
  int tight_digits_ = 0;
  int spaced_letters_ = 0;
  int tight_letters_ = 0;
  Widths marks_;
  Widths brackets_;
  Widths quotes_;
  Spacing after_marks_;
  Spacing before_brackets_;
  Spacing before_quotes_;
  int ended_lines_ = 0;
  int lines_ = 0;
  std::unordered_map<std::uint64_t, int> counts_;  // of tokens side by side
};

}  // namespace banxin::repair
