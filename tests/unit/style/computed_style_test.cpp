#include "style/computed_style.h"

#include <doctest/doctest.h>

using namespace banxin;
using namespace banxin::style;

TEST_CASE("a style begins with the initial values of the rows") {
  const ComputedStyle style;
  CHECK(style.display == css::Display::Inline);
  CHECK(style.font_size == Unit::from_px(16));
  CHECK(style.max_width.is_none());
  CHECK(style.border_top_color.is_current);
  CHECK(style.orphans == 2);
}

TEST_CASE("a child takes over the inherited part only") {
  ComputedStyle parent;
  parent.text_align = css::TextAlign::Center;
  parent.float_ = css::Float::Left;
  ComputedStyle child;
  static_cast<InheritedStyle&>(child) = parent;
  CHECK(child.text_align == css::TextAlign::Center);
  CHECK(child.float_ == css::Float::None);
}
