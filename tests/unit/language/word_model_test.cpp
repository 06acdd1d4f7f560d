#include "language/word_model.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>

using banxin::language::WordModel;

TEST_CASE("What makes words costs less than what does not") {
  const WordModel words;
  CHECK(words.cost(U"城市建设") < words.cost(U"市城设建"));
  CHECK(words.cost(U"提高工作效率") + 40 < words.cost(U"提高工作效李"));
  CHECK(words.cost(U"") == 0);
}

TEST_CASE("Words on both sides decide between candidates, each at what the whole would cost") {
  const WordModel words;
  const std::array<std::u32string, 3> candidates = {U"到", U"更", U"昌"};
  const std::u32string_view left = U"来";
  const std::u32string_view right = U"北京";
  const auto costs = words.costs_between(left, candidates, right);
  REQUIRE(costs.size() == candidates.size());
  CHECK(costs[0] < costs[1]);
  CHECK(costs[0] < costs[2]);
  CHECK(costs[0] == words.cost(U"来到北京"));
  CHECK(costs[2] == words.cost(U"来昌北京"));
}
