#pragma once
// Which lines of a text any pass of repair may have work with. Clean text costs one look at each
// character.
#include <string_view>

#include "language/han_model.h"
#include "repair/repair_lines.h"

namespace banxin::repair {

// What may be wrong with a line: which passes must look at it closely.
struct Suspicions {
  bool references = false;  // & and ; in a text that has no references
  bool bytes = false;       // nothing but what bytes read one by one give
  bool loss = false;        // marks of lost characters
  bool dear = false;        // rare characters throughout
  bool pages = false;       // what other pages of single bytes make of UTF-8
  bool step = false;        // rare characters side by side, or a sign of a cut

  bool any() const { return references || bytes || loss || dear || pages || step; }
};

// OPTIMIZATION: what is_suspicious() asks, loosely and in one pass over the bytes: nothing for most
// lines of clean text.
Suspicions first_look(std::string_view text,
                      const language::HanModel& model,
                      const LineOptions& options);

// Whether one of the suspicions holds.
bool is_suspicious(std::u32string_view line,
                   const Suspicions& suspicions,
                   const language::HanModel& model);

// A Han character is missing: U+FFFD, □, or ? in the middle of a word.
bool has_loss_mark(std::u32string_view line);

// A list of characters in the order of their codes (a code chart, a dictionary's index) reads like
// damage and is none.
bool is_listing(std::u32string_view line);

// Whether what the line was is gone: U+FFFD in UTF-8, read as GBK, again and again (锟斤拷锟斤拷).
// Bytes of it that fell together with others look like a text out of step, and are none.
bool is_replaced_throughout(std::u32string_view line);

}  // namespace banxin::repair
