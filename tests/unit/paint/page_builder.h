#pragma once
// Pages of fragments made by hand for tests of painting.
#include <deque>
#include <memory>

#include "layout/fragment.h"

namespace banxin::paint {

// Owns boxes and styles; makes the fragments of one page.
class PageBuilder {
 public:
  PageBuilder() {
    page.type = layout::FragmentType::Box;
    page.size = {Unit::from_px(200), Unit::from_px(300)};
  }

  layout::Box& box(layout::Box* parent, layout::BoxType type = layout::BoxType::Block) {
    layout::Box& one = boxes_.emplace_back();
    one.type = type;
    one.parent = parent;
    one.style = &styles_.emplace_back();
    one.inline_level = type == layout::BoxType::Inline || type == layout::BoxType::Text;
    return one;
  }
  style::ComputedStyle& style(const layout::Box& box) {
    for (style::ComputedStyle& one : styles_) {
      if (&one == box.style) return one;
    }
    return styles_.front();
  }
  layout::Fragment& add(
      layout::Fragment& parent, const layout::Box& box, int x, int y, int width, int height) {
    auto fragment = std::make_unique<layout::Fragment>();
    fragment->box = &box;
    fragment->size = {Unit::from_px(width), Unit::from_px(height)};
    layout::Fragment& out = *fragment;
    parent.children.push_back({{Unit::from_px(x), Unit::from_px(y)}, std::move(fragment)});
    return out;
  }
  // A block of `colour` on the page.
  layout::Fragment& block(
      layout::Fragment& parent, css::Color colour, int x, int y, int width, int height) {
    layout::Box& one = box(const_cast<layout::Box*>(parent.box));
    style(one).background_color = colour;
    return add(parent, one, x, y, width, height);
  }

  layout::Fragment page;

 private:
  std::deque<layout::Box> boxes_;
  std::deque<style::ComputedStyle> styles_;
};

inline constexpr css::Color kRed{1, 0, 0, 1, false};
inline constexpr css::Color kGreen{0, 1, 0, 1, false};
inline constexpr css::Color kBlue{0, 0, 1, 1, false};
inline constexpr css::Color kBlack{0, 0, 0, 1, false};

}  // namespace banxin::paint
