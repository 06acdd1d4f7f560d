#pragma once
// Numbers as chapters carry them: 12, １２, 十二, 一百零三, 一二三, 廿四, 兩千, 壹佰.
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

// A key under which names sort as people count: 第二回 < 第十二回 < 第一百回, 2.html < 10.html.
// Every number becomes its decimal digits behind their count, so do 上中下 and 甲乙丙… where they
// count volumes; all else stays.
std::string natural_sort_key(std::string_view name);

}  // namespace banxin
