#include "base/geometry.h"

#include <doctest/doctest.h>

#include <limits>

namespace banxin {

TEST_CASE("units saturate and know no NaN") {
  CHECK(Unit::max() + Unit::from_px(1) == Unit::max());
  CHECK(Unit::from_px(1e30) == Unit::max());
  CHECK(Unit::from_px(-std::numeric_limits<double>::infinity()) == Unit::min());
  CHECK(Unit::from_px(std::numeric_limits<double>::quiet_NaN()) == Unit{});
  CHECK(Unit::from_px(3) / 2 == Unit::from_px(1.5));
}

TEST_CASE("logical to physical in each writing mode") {
  const Unit one = Unit::from_px(1);
  const Size outer{Unit::from_px(100), Unit::from_px(200)};
  const Size inner{Unit::from_px(10), Unit::from_px(20)};
  const LogicalPoint at{one, one * 2};
  const auto place = [&](WritingMode mode, Direction direction) {
    return FlowDirection{mode, direction}.to_physical(at, inner, outer);
  };
  CHECK(place(WritingMode::HorizontalTb, Direction::Ltr) == Point{one, one * 2});
  CHECK(place(WritingMode::HorizontalTb, Direction::Rtl) == Point{one * 89, one * 2});
  CHECK(place(WritingMode::VerticalRl, Direction::Ltr) == Point{one * 88, one});
  CHECK(place(WritingMode::VerticalRl, Direction::Rtl) == Point{one * 88, one * 179});
  CHECK(place(WritingMode::VerticalLr, Direction::Ltr) == Point{one * 2, one});
  CHECK(place(WritingMode::SidewaysLr, Direction::Ltr) == Point{one * 2, one * 179});
}

TEST_CASE("physical edges to logical edges") {
  const Edges edges{Unit::from_px(1), Unit::from_px(2), Unit::from_px(3), Unit::from_px(4)};
  const LogicalEdges vertical =
      FlowDirection{WritingMode::VerticalRl, Direction::Ltr}.to_logical(edges);
  CHECK(vertical.inline_start == edges.top);
  CHECK(vertical.block_start == edges.right);
  const LogicalEdges rtl =
      FlowDirection{WritingMode::HorizontalTb, Direction::Rtl}.to_logical(edges);
  CHECK(rtl.inline_start == edges.right);
}

}  // namespace banxin
