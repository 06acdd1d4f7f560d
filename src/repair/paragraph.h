#pragma once
// Paragraph: one line of text under repair. Passes change `text` and say so;
// what they did becomes the report at the end.
#include <cstddef>
#include <string>
#include <vector>

#include "repair/damage.h"

namespace banxin::repair {

struct Change {
  std::size_t begin = 0;  // of what was there before this pass
  std::size_t end = 0;
  std::u32string after;
  DamageKind kind = DamageKind::Utf8AsSingleByte;
  int certainty = 100;
  std::vector<std::size_t> guesses;  // positions in `after`; another copy of the text knows better
};

struct Paragraph {
  std::size_t offset = 0;  // of its first byte in the input
  std::size_t length = 0;  // bytes there
  std::u32string text;
  std::vector<HealedSpan> healed;
  std::vector<std::size_t> guesses;  // positions in `text` that were guessed
  bool suspicious = true;            // the others only teach how the text is written
  bool recoded = false;              // read in another charset as a whole: in step throughout
  bool given_up = false;             // a search for what it was took more than its share

  // Applies changes (in order, not overlapping) and notes them.
  void apply(const std::vector<Change>& changes);
  void replace_all(std::u32string after, DamageKind kind, int certainty);
};

}  // namespace banxin::repair
