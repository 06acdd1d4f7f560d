#pragma once
// What the states of the tokenizer and the tree builder ask of a text.
#include <cstddef>
#include <string_view>

#include "base/ascii.h"

namespace banxin::html {

constexpr std::size_t count_leading_whitespace(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && is_ascii_space(text[count]))
    ++count;
  return count;
}

}  // namespace banxin::html
