#pragma once
// EatenModel: which ASCII character a decoder ate together with the byte before it, or whether the
// line just ended there; and which character that byte was the last of. Two networks that see nine
// tokens on either side, what is known of the character before, how the document is written and
// which quotes and brackets are open. Origin: model/ORIGIN.md.
#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "language/window_network.h"

namespace banxin::language {

// The tokens of EatenModel: raw characters but for simplified Han, letters (one 'A' a word) and
// what is not known.
namespace eaten_token {
inline constexpr char32_t kEaten = 0xE000;
inline constexpr char32_t kSomeHan = 0xE001;  // a character whose last byte went
// The same of punctuation, by its block: “” and the like, 、。「」, ，（）.
char32_t cut_character(char32_t group);  // group: its code >> 6
// The character before the place in question, when only its group is known.
inline constexpr char32_t kGroup = 0xE100;
char32_t group_of(char32_t character);
}  // namespace eaten_token

class EatenModel {
 public:
  EatenModel();

  static constexpr std::size_t kReach = 9;
  static constexpr std::size_t kAnswers = 33;  // ' ' to '?', and the end of the line
  static constexpr std::size_t kEnd = 32;

  struct Style {
    enum Spaces : unsigned char { Unknown, Spaced, Tight };
    enum Widths : unsigned char { None, Full, Mixed, Half };
    Spaces letters = Unknown;
    Spaces digits = Unknown;
    Widths marks = None;
    Widths brackets = None;
    Widths quotes = None;  // “ is full, " half
    enum Ends : unsigned char { Few, Seldom, Often, Mostly };
    Ends ends = Few;  // of lines, with a mark
    Spaces after_marks = Unknown;
    Spaces before_brackets = Unknown;  // of half width; so for quotes
    Spaces before_quotes = Unknown;
  };
  // Of the marks of a kind, the nearest on either side
  enum Pair : unsigned char { Neither, Opening, Closing };
  struct Paired {
    Pair before = Neither;
    Pair after = Neither;
  };
  struct Context {
    std::array<char32_t, 2 * kReach> around;  // before, the nearest first; after; '\n' beyond
    char32_t cut = 0;                         // the character before: itself, or kGroup + code >> 6
    Style style;
    bool is_quoted = false;     // an odd number of " before
    unsigned quotes_after = 0;  // 0: none, 1: odd, 2: even
    bool eaten_after = false;   // more places like this one
    // Of the nearest bracket on that side: 0 none or of the other kind, 1 half width, 2 full
    unsigned opened = 0;
    unsigned closed = 0;
    unsigned eaten_between = 0;  // places up to the next bracket: 0, 1, 2 or more
    Paired quotes;               // “「 and ”」
    Paired titles;               // 《【〈『 and 》】〉』
    // What the clause before holds: the mark that ends it is guessed with it.
    bool asks = false;      // 吗, 什么
    bool exclaims = false;  // 多么, 太
  };

  // In quarter bits: ' ' first, then in the order of the codes, the end of the line last.
  std::array<int, kAnswers> costs(const Context& context);
  // Of each value that the last six bits of the code before may have, in quarter bits. `cut` of the
  // context is a group.
  std::array<int, 64> cut_costs(const Context& context);

 private:
  WindowNetwork network_;
  WindowNetwork cut_;
  // OPTIMIZATION: questions about one place differ in a few tokens.
  WindowNetwork::Sums asked_;
  WindowNetwork::Sums cut_asked_;
};

}  // namespace banxin::language
