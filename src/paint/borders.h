#pragma once
// Borders, outlines, box shadows and rules (CSS Backgrounds 3 §4, §7; CSS UI 4 §3).
#include "paint/display_list.h"
#include "paint/rounded_rect.h"

namespace banxin::paint {

struct BorderSide {
  double width = 0;
  css::BorderStyle style = css::BorderStyle::None;
  Colour colour;

  bool is_visible() const {
    return width > 0 && style != css::BorderStyle::None && style != css::BorderStyle::Hidden &&
           colour.alpha > 0;
  }
};
using BorderSides = std::array<BorderSide, 4>;

void paint_borders(const RoundedRect& box, const BorderSides& sides, DisplayList& list);

// One straight line of a border, as collapsed tables and columns have.
void paint_rule(const Area& area, bool is_vertical, const BorderSide& side, DisplayList& list);

void paint_outline(const style::ComputedStyle& style, const RoundedRect& box, DisplayList& list);

void paint_outer_shadows(const style::ComputedStyle& style,
                         const RoundedRect& box,
                         DisplayList& list);
// `padding_box`: inside the borders.
void paint_inner_shadows(const style::ComputedStyle& style,
                         const RoundedRect& padding_box,
                         DisplayList& list);

}  // namespace banxin::paint
