#pragma once
// text-transform (CSS Text 4 §2.1): full case mappings of Unicode by the language of the text.
#include <string>
#include <string_view>

#include "style/computed_style.h"

namespace banxin::layout {

// Whether anything would change at all.
// Whether a word may go on after the text: text-transform: capitalize looks over boxes.
bool ends_in_word(std::string_view text);
bool transforms_text(const style::ComputedStyle& style);
// `at_word_start`: whether the text before it ended a word; updated.
std::string transform_text(std::string_view text,
                           const style::ComputedStyle& style,
                           bool& at_word_start);

}  // namespace banxin::layout
