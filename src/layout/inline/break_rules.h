#pragma once
// The pair rules of UAX #14 as a state that walks through the characters, and the special finders
// that come after it.
#include "layout/inline/paragraph.h"

namespace banxin::layout {

// What the style says about breaking.
struct BreakStyle {
  bool wraps = true;
  bool keep_all = false;
  bool break_all = false;
  bool anywhere = false;
  bool loose = false;
  bool strict = true;           // small kana and ー never begin a line
  bool east_asian = false;      // zh or ja: the tailoring of CSS Text 4 §5.3 for them
  bool chinese_strict = false;  // —— never begins a line (clreq's strict)
  bool keeps_blanks = false;    // break-spaces: a break after every blank
  static BreakStyle of(const style::ComputedStyle& style);
};

class BreakState {
 public:
  BreakKind may_break(const Paragraph& paragraph, std::uint32_t at, const BreakStyle& style) const;
  // Takes the character in; true when it is of a script that needs a dictionary (Thai, Lao…).
  bool step(const Paragraph& paragraph, std::uint32_t at, const BreakStyle& style);

  // The same, after an ideograph for another one, after a Latin letter for another one.
  void step_alike(char32_t c) { solid_character_ = c; }

 private:
  bool pair_breaks(const Paragraph& paragraph,
                   std::uint32_t at,
                   std::int32_t after,
                   const BreakStyle& style) const;
  bool tailored_never(const Paragraph& paragraph, std::uint32_t at, const BreakStyle& style) const;

  std::int32_t before_ = 0;  // class of the last character, combining marks absorbed
  std::int32_t solid_ = 0;   // of the last that was no blank
  CharClass solid_class_ = CharClass::NewLine;
  char32_t solid_character_ = 0;
  bool blanks_ = false;  // blanks lie between solid_ and here
  bool joiner_ = false;  // the last character was ZWJ
  int indicators_ = 0;   // regional indicators in a row
  int closings_ = 0;     // closing marks in a row
};

void find_dictionary_breaks(Paragraph& paragraph, std::uint32_t begin, std::uint32_t end);
// URLs, paths and mail addresses break at their own places only.
void find_address_breaks(Paragraph& paragraph);
void find_hyphens(Paragraph& paragraph, LayoutContext& context);
// word-break: auto-phrase. Breaks inside a word of ICU's dictionary become BreakKind::InWord.
void find_phrases(Paragraph& paragraph);

}  // namespace banxin::layout
