#include "paint/replaced.h"

#include <algorithm>

#include "paint/backgrounds.h"

namespace banxin::paint {
namespace {

Coordinates contained(const Coordinates& natural, const Area& box, bool cover) {
  if (natural.x <= 0 || natural.y <= 0) return {box.width, box.height};
  const double x = box.width / natural.x, y = box.height / natural.y;
  const double factor = cover ? std::max(x, y) : std::min(x, y);
  return {natural.x * factor, natural.y * factor};
}

// The picture's natural size, where only a ratio is known that which it takes in the box.
Coordinates object_size(const style::ComputedStyle& style,
                        const image::Image& image,
                        const Area& box) {
  const Coordinates natural = default_size(image, box.width, box.height);
  switch (style.object_fit) {
    case css::ObjectFit::Fill:
      return {box.width, box.height};
    case css::ObjectFit::Contain:
      return contained(natural, box, false);
    case css::ObjectFit::Cover:
      return contained(natural, box, true);
    case css::ObjectFit::None:
      return natural;
    case css::ObjectFit::ScaleDown: {
      const Coordinates fitted = contained(natural, box, false);
      return fitted.x < natural.x ? fitted : natural;
    }
  }
  return {box.width, box.height};
}

}  // namespace

void paint_replaced(const layout::Fragment& fragment, Point origin, TagId tag, DisplayList& list) {
  const image::Image* image = fragment.box->image;
  if (image == nullptr) return;
  const style::ComputedStyle& style = *fragment.box->style;
  const RoundedRect content = border_box(fragment, origin)
                                  .inner(to_sides(fragment.border))
                                  .inner(to_sides(fragment.padding));
  const Area& box = content.area;
  if (box.is_empty()) return;
  const Coordinates size = object_size(style, *image, box);
  const auto place = [](const css::LengthPercentage& position, double room) {
    return position.resolve(Unit::from_px(room)).to_px();
  };
  DrawImage item;
  item.image = image;
  item.tag = tag;
  item.area = {box.x + place(style.object_position.x, box.width - size.x),
               box.y + place(style.object_position.y, box.height - size.y), size.x, size.y};
  item.smooth = style.image_rendering != css::ImageRendering::Pixelated &&
                style.image_rendering != css::ImageRendering::CrispEdges;
  constexpr double kHair = 0.05;
  const bool within = item.area.x > box.x - kHair && item.area.y > box.y - kHair &&
                      item.area.x + item.area.width < box.x + box.width + kHair &&
                      item.area.y + item.area.height < box.y + box.height + kHair;
  const bool clipped = content.is_rounded() || !within;
  if (clipped) list.items.push_back(PushClip{content.path(), FillRule::NonZero});
  list.items.push_back(item);
  if (clipped) list.items.push_back(Pop{});
}

}  // namespace banxin::paint
