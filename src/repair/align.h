#pragma once
// The differences of two texts that are nearly the same: the shortest edit
// script (Myers 1986).
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace banxin::repair {

// a[a_begin, a_end) stands where b[b_begin, b_end) stands; all between two
// hunks is equal.
struct Hunk {
  std::size_t a_begin = 0;
  std::size_t a_end = 0;
  std::size_t b_begin = 0;
  std::size_t b_end = 0;
};

// Nothing when they differ in more than `limit` characters. Time and memory
// grow with (length + limit) * differences.
std::optional<std::vector<Hunk>> align(std::u32string_view a, std::u32string_view b, int limit);

}  // namespace banxin::repair
