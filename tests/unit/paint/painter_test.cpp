#include "paint/painter.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "dom/document.h"
#include "paint/dump.h"
#include "unit/paint/page_builder.h"

namespace banxin::paint {
namespace {

struct Fixture : PageBuilder {
  TagTree tags;
  std::string paint() {
    Painter painter(tags, {});
    return dump_display_list(painter.paint(page, ""));
  }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "stacking: negative, blocks, floats, positioned by z-index, outlines") {
  layout::Fragment& root = block(page, css::Color::transparent(), 0, 0, 200, 300);
  layout::Fragment& over = block(root, kRed, 1, 0, 10, 10);
  style(*over.box).position = css::Position::Relative;
  style(*over.box).z_index = {false, 2};
  layout::Fragment& zero = block(root, kRed, 2, 0, 10, 10);
  style(*zero.box).position = css::Position::Absolute;
  layout::Fragment& floating = block(root, kGreen, 3, 0, 10, 10);
  const_cast<layout::Box*>(floating.box)->floating = true;
  layout::Fragment& outlined = block(root, kBlue, 4, 0, 10, 10);
  style(*outlined.box).outline_style = css::OutlineStyle::Solid;
  style(*outlined.box).outline_width = Unit::from_px(1);
  style(*outlined.box).outline_color = kBlack;
  layout::Fragment& under = block(root, kRed, 5, 0, 10, 10);
  style(*under.box).position = css::Position::Relative;
  style(*under.box).z_index = {false, -1};
  block(root, kBlue, 6, 0, 10, 10);
  CHECK(paint() ==
        "page 200x300\n"
        "  rect 5,0 10x10 #ff0000\n"
        "  rect 4,0 10x10 #0000ff\n"
        "  rect 6,0 10x10 #0000ff\n"
        "  rect 3,0 10x10 #00ff00\n"
        "  rect 2,0 10x10 #ff0000\n"
        "  rect 1,0 10x10 #ff0000\n"
        "  fill even-odd #000000 M 3,-1 L 15,-1 L 15,11 L 3,11 Z M 4,0 L 14,0 L 14,10 L 4,10 Z\n");
}

TEST_CASE_FIXTURE(Fixture, "overflow clips children, not the box itself; opacity groups") {
  layout::Fragment& root = block(page, css::Color::transparent(), 0, 0, 200, 300);
  layout::Fragment& inner = block(root, css::Color::transparent(), 0, 0, 200, 300);
  layout::Fragment& clipped = block(inner, kRed, 10, 10, 50, 50);
  style(*clipped.box).overflow_x = style(*clipped.box).overflow_y = css::Overflow::Hidden;
  clipped.border = {Unit::from_px(1), Unit::from_px(1), Unit::from_px(1), Unit::from_px(1)};
  block(clipped, kGreen, 0, 0, 90, 90);
  layout::Fragment& faint = block(inner, kBlue, 0, 100, 10, 10);
  style(*faint.box).opacity = 0.5F;
  CHECK(paint() ==
        "page 200x300\n"
        "  rect 10,10 50x50 #ff0000\n"
        "  clip M 11,11 L 59,11 L 59,59 L 11,59 Z\n"
        "    rect 10,10 90x90 #00ff00\n"
        "  end\n"
        "  group opacity=0.5\n"
        "    rect 0,100 10x10 #0000ff\n"
        "  end\n");
}

TEST_CASE_FIXTURE(Fixture, "borders: alike as one ring, else side by side; a cut box has no end") {
  layout::Fragment& root = block(page, css::Color::transparent(), 0, 0, 200, 300);
  layout::Fragment& bordered = block(root, css::Color::transparent(), 10, 10, 40, 20);
  style::ComputedStyle& own = style(*bordered.box);
  own.border_top_style = own.border_right_style = own.border_bottom_style = own.border_left_style =
      css::BorderStyle::Solid;
  own.border_top_color = own.border_right_color = own.border_bottom_color = own.border_left_color =
      kBlack;
  own.border_top_left_radius = {css::LengthPercentage::from_length(Unit::from_px(4)),
                                css::LengthPercentage::from_length(Unit::from_px(4))};
  bordered.border = {Unit::from_px(1), Unit::from_px(1), Unit{}, Unit::from_px(1)};
  bordered.is_last = false;
  const std::string out = paint();
  // Three sides, each clipped to its own part of the rounded ring.
  CHECK(out.find("C") != std::string::npos);
  CHECK(std::count(out.begin(), out.end(), '\n') == 10);
}

TEST_CASE_FIXTURE(Fixture, "the canvas takes the root's background and the root shows none") {
  dom::Document document("a.html", "");
  dom::Node& html = document.create_element(dom::names::html);
  layout::Fragment& root = block(page, kRed, 20, 30, 100, 50);
  const_cast<layout::Box*>(root.box)->node = &html;
  CHECK(paint() == "page 200x300\n  rect 0,0 200x300 #ff0000\n");
}

}  // namespace banxin::paint
