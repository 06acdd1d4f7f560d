#pragma once
// What the states of the tokenizer and the tree builder ask of a text.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ascii.h"

namespace banxin::html {

constexpr std::size_t count_leading_whitespace(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && is_ascii_space(text[count]))
    ++count;
  return count;
}

// Infra §4.5.
constexpr bool is_noncharacter(std::uint32_t code_point) {
  return (code_point >= 0xFDD0 && code_point <= 0xFDEF) || (code_point & 0xFFFEU) == 0xFFFE;
}

}  // namespace banxin::html
