#pragma once
// Numbers as chapters carry them: 12, １２, 十二, 一百零三, 一二三, 廿四, 兩千, 壹佰; XIV,
// Twenty-One.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace banxin {

struct ParsedNumber {
  std::uint64_t value = 0;
  std::size_t length = 0;  // bytes of `text` it takes, from its start
};

// The number that `text` begins with; empty when it begins with none. Values are at most 10^15.
std::optional<ParsedNumber> parse_number(std::string_view text);

// The Roman numeral, in the form that all write (IX, not VIIII), or the English word (nine,
// twenty-one) that `text` begins with; empty when the word goes on or is no number. For words that
// a unit stands before: Chapter IX, Part One.
std::optional<ParsedNumber> parse_roman_number(std::string_view text);
std::optional<ParsedNumber> parse_english_number(std::string_view text);

// A key under which names sort as people count: 第二回 < 第十二回 < 第一百回, 2 < 10, ch-9 < Ch-10,
// 第1章 < 第1.5章 < 第2章, Part II < Part IX, Chapter Two < Chapter Three. Every number becomes its
// decimal digits behind their count, so do 上中下 and 甲乙丙… where they count volumes; ASCII
// letters become small ones; all else stays.
std::string natural_sort_key(std::string_view name);

}  // namespace banxin
