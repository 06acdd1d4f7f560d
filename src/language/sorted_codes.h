#pragma once
// The characters and tokens that a model's file lists, sorted.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace banxin::language {

inline std::optional<std::size_t> place_in(std::span<const std::uint16_t> codes, char32_t code) {
  const auto found = std::lower_bound(codes.begin(), codes.end(), code);
  if (found == codes.end() || *found != code) return std::nullopt;
  return static_cast<std::size_t>(found - codes.begin());
}

// The index of a character among a network's answers, -1 when it is none of them.
inline int answer_of(std::span<const std::uint16_t> characters, char32_t character) {
  const std::optional<std::size_t> place = place_in(characters, character);
  return place ? static_cast<int>(*place) : -1;
}

// A token's row in a network: the first row is that of all tokens without one.
inline std::size_t row_in(std::span<const std::uint16_t> tokens, char32_t token) {
  const std::optional<std::size_t> place = place_in(tokens, token);
  return place ? *place + 1 : 0;
}

}  // namespace banxin::language
