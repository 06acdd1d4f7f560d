#include <doctest/doctest.h>

#include "layout/float.h"

namespace banxin::layout {
namespace {

Unit px(int value) {
  return Unit::from_px(value);
}

ExclusionSpace::Exclusion left_float(int top, int bottom, int width) {
  return {{Unit{}, px(top)}, {px(width), px(bottom)}, true};
}
ExclusionSpace::Exclusion right_float(int top, int bottom, int start, int end) {
  return {{px(start), px(top)}, {px(end), px(bottom)}, false};
}

}  // namespace

TEST_CASE("without floats a line has the whole width, however narrow") {
  const ExclusionSpace space;
  const LineOpportunity found = space.find_opportunity(px(5), px(10), px(20), px(100));
  CHECK(found.block_start == px(5));
  CHECK(found.inline_start == px(10));
  CHECK(found.inline_end == px(20));
  CHECK(found.block_end == Unit::max());
}

TEST_CASE("a line between two floats, and below the shorter one where it is too wide") {
  ExclusionSpace space;
  space.add(left_float(0, 30, 50));
  space.add(right_float(0, 50, 90, 150));
  const LineOpportunity beside = space.find_opportunity(Unit{}, Unit{}, px(150), px(40));
  CHECK(beside.inline_start == px(50));
  CHECK(beside.inline_end == px(90));
  CHECK(beside.block_end == px(30));
  const LineOpportunity below = space.find_opportunity(Unit{}, Unit{}, px(150), px(60));
  CHECK(below.block_start == px(30));
  CHECK(below.inline_start == Unit{});
  CHECK(below.inline_end == px(90));
}

TEST_CASE("clearance looks at the sides that are asked for") {
  ExclusionSpace space;
  space.add(left_float(0, 60, 50));
  space.add(right_float(0, 30, 90, 150));
  CHECK(space.clearance(style::Clear::Right, Unit{}) == px(30));
  CHECK(space.clearance(style::Clear::Left, Unit{}) == px(60));
  CHECK(space.clearance(style::Clear::InlineStart, Unit{}, Direction::Rtl) == px(30));
  CHECK(space.clearance(style::Clear::None, px(7)) == px(7));
}

TEST_CASE("rolling back to a mark forgets later floats") {
  ExclusionSpace space;
  space.add(left_float(0, 20, 50));
  const ExclusionSpace::Mark mark = space.mark();
  space.add(left_float(20, 90, 80));
  CHECK(space.lowest_end() == px(90));
  space.roll_back(mark);
  CHECK(space.lowest_end() == px(20));
  CHECK(space.find_opportunity(px(30), Unit{}, px(100), Unit{}).inline_start == Unit{});
}

TEST_CASE("the narrowest place over a stretch counts every float in it") {
  ExclusionSpace space;
  space.add(left_float(0, 10, 20));
  space.add(left_float(10, 20, 60));
  const LineOpportunity found = space.narrowest(Unit{}, px(15), Unit{}, px(100));
  CHECK(found.inline_start == px(60));
  CHECK(space.narrowest(Unit{}, px(10), Unit{}, px(100)).inline_start == px(20));
}

TEST_CASE("twenty thousand floats under each other are indexed in linear time") {
  ExclusionSpace space;
  for (int i = 0; i < 20'000; ++i)
    space.add(left_float(2 * i, 2 * i + 1, 10 + i % 3));
  CHECK(space.find_opportunity(px(39'998), Unit{}, px(100), px(10)).inline_start ==
        px(10 + 19'999 % 3));
}

}  // namespace banxin::layout
