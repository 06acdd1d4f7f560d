#include "layout/sizing.h"

#include <doctest/doctest.h>

#include "layout/alignment.h"

namespace banxin::layout {
namespace {

constexpr FlowDirection kVertical{WritingMode::VerticalRl, Direction::Ltr};
constexpr FlowDirection kRtl{WritingMode::HorizontalTb, Direction::Rtl};

Unit px(int value) {
  return Unit::from_px(value);
}

}  // namespace

TEST_CASE("physical_edges undoes to_logical in every flow") {
  const Edges edges{px(1), px(2), px(3), px(4)};
  for (const WritingMode mode : {WritingMode::HorizontalTb, WritingMode::VerticalRl,
                                 WritingMode::VerticalLr, WritingMode::SidewaysLr}) {
    for (const Direction direction : {Direction::Ltr, Direction::Rtl}) {
      const FlowDirection flow{mode, direction};
      CHECK(physical_edges(flow, flow.to_logical(edges)) == edges);
    }
  }
}

TEST_CASE("in vertical text the inline axis is the height's") {
  style::ComputedStyle style;
  style.height.kind = style::BoxSizeKind::LengthPercentage;
  style.height.value = style::LengthPercentage::from_length(px(7));
  CHECK(inline_axis(style, kVertical).size.value.length == px(7));
  CHECK(block_axis(style, kVertical).size.is_auto());
}

TEST_CASE("auto margins are told by logical side") {
  style::ComputedStyle style;
  style.margin_left = style::LengthPercentageOrAuto::automatic();
  CHECK(auto_margins(style, kRtl).inline_end);
  CHECK(!auto_margins(style, kRtl).inline_start);
  CHECK(auto_margins(style, kVertical).block_end);
}

TEST_CASE("content distribution: what is left, and its fallbacks when nothing is") {
  using style::AlignKeyword;
  const style::Alignment between = style::Alignment::of(AlignKeyword::SpaceBetween);
  CHECK(distribute(between, AlignKeyword::Start, px(30), 4, {}).between == px(10));
  CHECK(distribute(between, AlignKeyword::Start, px(-30), 4, {}).offset == Unit{});
  const style::Alignment center = style::Alignment::of(AlignKeyword::Center);
  CHECK(distribute(center, AlignKeyword::Start, px(-30), 1, {}).offset == px(-15));
  style::Alignment safe = center;
  safe.overflow = style::OverflowPosition::Safe;
  CHECK(distribute(safe, AlignKeyword::Start, px(-30), 1, {}).offset == Unit{});
  const style::Alignment end = style::Alignment::of(AlignKeyword::End);
  CHECK(distribute(end, AlignKeyword::Start, px(30), 1, {.reversed = true}).offset == Unit{});
}

}  // namespace banxin::layout
