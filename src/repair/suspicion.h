#pragma once
// Which lines of a text any pass of repair may have work with. Clean text costs one look at each
// character.
#include <string_view>

#include "language/han_model.h"
#include "repair/repair_lines.h"

namespace banxin::repair {

// OPTIMIZATION: what is_suspicious() asks, loosely and in one pass over the bytes: no for nearly
// every line of clean text.
bool may_be_suspicious(std::string_view text, const language::HanModel& model);

bool is_suspicious(std::u32string_view line,
                   const language::HanModel& model,
                   const LineOptions& options);

// A Han character is missing: U+FFFD, □, or ? in the middle of a word.
bool has_loss_mark(std::u32string_view line);

// A list of characters in the order of their codes (a code chart, a dictionary's index) reads like
// damage and is none.
bool is_listing(std::u32string_view line);

}  // namespace banxin::repair
