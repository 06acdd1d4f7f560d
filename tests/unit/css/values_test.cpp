#include "css/values.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "css/calc.h"
#include "css/keywords.h"

using namespace banxin;
using namespace banxin::css;

TEST_CASE("a length-percentage resolves against its base") {
  const LengthPercentage value{Unit::from_px(10), 50};
  CHECK(value.resolve(Unit::from_px(200)) == Unit::from_px(110));
  CHECK(LengthPercentage::from_length(Unit::from_px(3)).resolve(Unit::max()) == Unit::from_px(3));
}

TEST_CASE("an expression keeps min() until the base is known") {
  const std::array leaves{CalcNode{CalcOperation::Leaf, 600, 0, {}},
                          CalcNode{CalcOperation::Leaf, 0, 100, {}}};
  const CalcNode node{CalcOperation::Min, 0, 0, List<CalcNode>(leaves)};
  const LengthPercentage value{Unit{}, 0, &node};
  CHECK(value.has_percent());
  CHECK(value.resolve(Unit::from_px(400)) == Unit::from_px(400));
  CHECK(value.resolve(Unit::from_px(800)) == Unit::from_px(600));
}

TEST_CASE("rounding and remainders follow CSS Values 4 §10.3") {
  CHECK(calculate(CalcOperation::Nearest, std::array{-1.5, 1.0}) == -1);
  CHECK(calculate(CalcOperation::Up, std::array{1.1, 5.0}) == 5);
  CHECK(calculate(CalcOperation::ToZero, std::array{-9.0, 5.0}) == -5);
  CHECK(calculate(CalcOperation::Mod, std::array{-18.0, 5.0}) == 2);
  CHECK(calculate(CalcOperation::Rem, std::array{-18.0, 5.0}) == -3);
  CHECK(std::isnan(calculate(CalcOperation::Nearest, std::array{1.0, 0.0})));
}

TEST_CASE("keywords are found by their text") {
  CHECK(find_keyword<OverflowWrap>("break-word") == OverflowWrap::BreakWord);
  CHECK_FALSE(find_keyword<TextEmphasisShape>(""));
  CHECK(keyword_name(WritingMode::SidewaysLr) == "sideways-lr");
}
