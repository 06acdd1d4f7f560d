#include "base/arena.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace banxin {

TEST_CASE("an arena's copy outlives its original") {
  Arena arena;
  std::string original = "原來";
  const std::string_view copy = arena.copy(original);
  original.assign("xxxxxx");
  CHECK(copy == "原來");
}

TEST_CASE("an arena copies spans and nothing") {
  Arena arena;
  const std::array<int, 3> values{1, 2, 3};
  const auto copy = arena.copy(std::span<const int>(values));
  CHECK(copy.size() == 3);
  CHECK(copy[2] == 3);
  CHECK(arena.copy(std::span<const int>{}).empty());
  CHECK(arena.copy(std::string_view{}).empty());
}

TEST_CASE("an arena aligns what it gives, and pieces of any size do not overlap") {
  Arena arena;
  std::vector<std::pair<char*, std::size_t>> pieces;
  for (std::size_t i = 1; i < 2000; ++i) {
    const std::size_t size = i % 100 == 0 ? i * 1000 : i % 37;
    const std::size_t alignment = std::size_t{1} << (i % 5);
    char* piece = static_cast<char*>(arena.allocate(size, alignment));
    CHECK(reinterpret_cast<std::uintptr_t>(piece) % alignment == 0);
    std::fill(piece, piece + size, static_cast<char>(i));
    pieces.emplace_back(piece, size);
  }
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const auto [piece, size] = pieces[i];
    CHECK(std::count(piece, piece + size, static_cast<char>(i + 1)) ==
          static_cast<std::ptrdiff_t>(size));
  }
}

TEST_CASE("an arena holds little more than was asked for") {
  Arena arena;
  for (int i = 0; i < 100'000; ++i)
    arena.allocate(64, 8);
  CHECK(arena.allocated_bytes() == 6'400'000);
  CHECK(arena.held_bytes() < 6'700'000);
}

}  // namespace banxin
