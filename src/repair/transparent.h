#pragma once
// What stands between the characters of a sentence without belonging to it:
// pasted readings and tags. The search for damage looks through them.
#include <string_view>
#include <vector>

namespace banxin::repair {

// Of each character, whether it belongs to a reading `(yùn)` after a Han
// character, to such a reading that lost its `(` to a `?`, to a tag, or to a
// tag whose `<` was lost so.
std::vector<bool> transparent_characters(std::u32string_view line);

// How long the reading with its closing parenthesis is that `text` starts with
// (`yùn)`), 0 for none.
std::size_t reading_tail_length(std::u32string_view text);
// How long the rest of a tag is that `text` starts with (`/p>`, `/p&gt;`), 0 for none.
std::size_t tag_tail_length(std::u32string_view text);

// Whether `text` is the beginning of an attribute and nothing else: ` title=`.
bool is_attribute_begin(std::u32string_view text);

bool is_pinyin_letter(char32_t c);

}  // namespace banxin::repair
