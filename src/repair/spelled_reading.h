#pragma once
// spelled_reading: the ways in which a Mandarin syllable is spelled beside a character (yùn, yun4,
// ㄩㄣˋ, with blanks around), brought to the one that the table of readings has.
#include <string>
#include <string_view>

namespace banxin::repair {

// Pinyin with its tone mark, composed; "" for what is no spelling of one syllable. Whether there is
// such a syllable is not asked.
std::string pinyin_of(std::string_view written);

// Whether a spelling may begin with it.
bool begins_reading(char32_t c);

}  // namespace banxin::repair
