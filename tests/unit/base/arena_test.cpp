#include "base/arena.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

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

}  // namespace banxin
