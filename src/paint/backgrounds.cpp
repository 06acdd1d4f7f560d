#include "paint/backgrounds.h"

#include <algorithm>
#include <cmath>

#include "paint/css_gradient.h"

namespace banxin::paint {
namespace {

// Lists are cycled to the length of background-image.
template <class T>
const T& cycled(const css::List<T>& list, std::size_t index, const T& fallback) {
  return list.empty() ? fallback : list[index % list.size()];
}

RoundedRect box_of(const BackgroundBoxes& boxes, css::BackgroundBox which) {
  if (which == css::BackgroundBox::BorderBox || which == css::BackgroundBox::Text) {
    return boxes.border;
  }
  const RoundedRect padding = boxes.border.inner(boxes.border_widths);
  return which == css::BackgroundBox::PaddingBox ? padding : padding.inner(boxes.padding);
}

struct Layer {
  const image::Image* image = nullptr;
  const css::Gradient* gradient = nullptr;
  Area origin;
  RoundedRect clip;
};

// §2.9. `auto` keeps the ratio; a gradient has neither size nor ratio.
Coordinates tile_size(const css::BackgroundSize& size, const Layer& layer) {
  const double width = layer.origin.width, height = layer.origin.height;
  std::optional<double> ratio;
  Coordinates natural{width, height};
  if (layer.image != nullptr) {
    ratio = layer.image->natural_size().ratio;
    natural = default_size(*layer.image, width, height);
  }
  if (size.kind != css::BackgroundSizeKind::Explicit) {
    if (!ratio || *ratio <= 0) return {width, height};
    const bool by_width =
        (width / *ratio >= height) == (size.kind == css::BackgroundSizeKind::Cover);
    return by_width ? Coordinates{width, width / *ratio} : Coordinates{height * *ratio, height};
  }
  const auto length = [](const css::LengthPercentageOrAuto& value, double base) {
    return value.value.resolve(Unit::from_px(base)).to_px();
  };
  if (size.width.is_auto && size.height.is_auto) return natural;
  if (size.height.is_auto) {
    const double w = length(size.width, width);
    return {w, ratio && *ratio > 0 ? w / *ratio : natural.y};
  }
  if (size.width.is_auto) {
    const double h = length(size.height, height);
    return {ratio && *ratio > 0 ? h * *ratio : natural.x, h};
  }
  return {length(size.width, width), length(size.height, height)};
}

// One axis of §2.4, §2.6 and §2.9.
struct Axis {
  double origin = 0, length = 0;  // of the positioning area
  double tile = 0;
  double offset = 0;  // of the first tile from the origin
  double step = 0;    // 0: no repetition
};

void place(Axis& axis, css::RepeatStyle repeat, const css::LengthPercentage& position) {
  const double room = axis.length - axis.tile;
  axis.offset = position.resolve(Unit::from_px(room)).to_px();
  if (repeat == css::RepeatStyle::Repeat || repeat == css::RepeatStyle::Round) {
    axis.step = axis.tile;
    return;
  }
  if (repeat == css::RepeatStyle::Space) {
    const double count = std::floor(axis.length / axis.tile);
    if (count >= 2) {
      axis.offset = 0;
      axis.step = axis.tile + (axis.length - count * axis.tile) / (count - 1);
    }
  }
}

void round_tile(Axis& axis, css::RepeatStyle repeat) {
  if (repeat != css::RepeatStyle::Round || axis.tile <= 0 || axis.length <= 0) return;
  axis.tile = axis.length / std::max(1.0, std::round(axis.length / axis.tile));
}

void push_clip(const RoundedRect& rect, DisplayList& list) {
  list.items.push_back(PushClip{rect.path(), FillRule::NonZero});
}

void paint_layer(const style::ComputedStyle& style,
                 std::size_t index,
                 const Layer& layer,
                 DisplayList& list) {
  const css::BackgroundRepeat repeat =
      cycled(style.background_repeat, index, css::BackgroundRepeat{});
  const css::BackgroundSize wanted = cycled(style.background_size, index, css::BackgroundSize{});
  const Coordinates size = tile_size(wanted, layer);
  if (!(size.x > 0.01) || !(size.y > 0.01)) return;
  Axis x{layer.origin.x, layer.origin.width, size.x, 0, 0};
  Axis y{layer.origin.y, layer.origin.height, size.y, 0, 0};
  round_tile(x, repeat.x);
  round_tile(y, repeat.y);
  if (wanted.kind == css::BackgroundSizeKind::Explicit) {
    // §2.9: rounding one axis scales the other with it when that is auto.
    if (repeat.x == css::RepeatStyle::Round && repeat.y != css::RepeatStyle::Round &&
        wanted.height.is_auto) {
      y.tile *= x.tile / size.x;
    } else if (repeat.y == css::RepeatStyle::Round && repeat.x != css::RepeatStyle::Round &&
               wanted.width.is_auto) {
      x.tile *= y.tile / size.y;
    }
  }
  place(x, repeat.x, cycled(style.background_position_x, index, css::LengthPercentage{}));
  place(y, repeat.y, cycled(style.background_position_y, index, css::LengthPercentage{}));

  Area area = layer.clip.area;
  if (x.step == 0) {
    area = intersection(area, {x.origin + x.offset, area.y, x.tile, area.height});
    x.step = x.tile;
  }
  if (y.step == 0) {
    area = intersection(area, {area.x, y.origin + y.offset, area.width, y.tile});
    y.step = y.tile;
  }
  if (area.is_empty()) return;
  DrawTiles tiles;
  tiles.tile = {x.origin + x.offset, y.origin + y.offset, x.tile, y.tile};
  tiles.step = {x.step, y.step};
  tiles.area = area;
  tiles.smooth = style.image_rendering != css::ImageRendering::Pixelated &&
                 style.image_rendering != css::ImageRendering::CrispEdges;
  if (layer.gradient != nullptr) {
    tiles.source = GradientId{static_cast<std::uint32_t>(list.gradients.size())};
    list.gradients.push_back(resolve_gradient(*layer.gradient, x.tile, y.tile));
  } else {
    tiles.source = layer.image;
  }
  const bool rounded = layer.clip.is_rounded();
  if (rounded) push_clip(layer.clip, list);
  list.items.push_back(tiles);
  if (rounded) list.items.push_back(Pop{});
}

bool find_layer(const css::Image& image, const PictureSource& pictures, Layer& layer) {
  if (image.kind == css::ImageKind::Gradient && image.gradient != nullptr &&
      !image.gradient->stops.empty()) {
    layer.gradient = image.gradient;
  } else if (image.kind == css::ImageKind::Url) {
    layer.image = pictures.find(image.url);
  }
  return layer.gradient != nullptr || layer.image != nullptr;
}

}  // namespace

const image::Image* PictureSource::find(const css::Url& url) const {
  if (store == nullptr || diagnostics == nullptr || url.text.empty()) return nullptr;
  return store->load(url.text, url.base, {file, {}}, *diagnostics);
}

Coordinates default_size(const image::Image& image, double width, double height) {
  const image::NaturalSize natural = image.natural_size();
  if (natural.width && natural.height) return {natural.width->to_px(), natural.height->to_px()};
  const double ratio = natural.ratio.value_or(0);
  if (ratio > 0) {
    if (natural.width) return {natural.width->to_px(), natural.width->to_px() / ratio};
    if (natural.height) return {natural.height->to_px() * ratio, natural.height->to_px()};
    // Contained in the box.
    return width / ratio <= height ? Coordinates{width, width / ratio}
                                   : Coordinates{height * ratio, height};
  }
  return {natural.width ? natural.width->to_px() : width,
          natural.height ? natural.height->to_px() : height};
}

bool has_background(const style::ComputedStyle& style) {
  if (!style.background_color.is_transparent()) return true;
  return std::any_of(style.background_image.begin(), style.background_image.end(),
                     [](const css::Image& image) { return image.kind != css::ImageKind::None; });
}

void paint_background(const style::ComputedStyle& style,
                      const BackgroundBoxes& boxes,
                      const PictureSource& pictures,
                      DisplayList& list) {
  const std::size_t layers = std::max<std::size_t>(1, style.background_image.size());
  if (!style.background_color.is_transparent()) {
    // §2.3: the colour is clipped as the bottom layer is.
    const css::BackgroundBox clip =
        cycled(style.background_clip, layers - 1, css::BackgroundBox::BorderBox);
    const RoundedRect box = box_of(boxes, clip);
    const Colour colour = to_colour(style.background_color);
    if (clip == css::BackgroundBox::Text || box.area.is_empty()) {
      // LIMIT: text is not used as a clip; it keeps its own colour.
    } else if (box.is_rounded()) {
      list.items.push_back(FillPath{box.path(), FillRule::NonZero, colour});
    } else {
      list.items.push_back(FillRect{box.area, colour});
    }
  }
  for (std::size_t i = style.background_image.size(); i-- > 0;) {
    Layer layer;
    if (!find_layer(style.background_image[i], pictures, layer)) continue;
    const css::BackgroundBox clip = cycled(style.background_clip, i, css::BackgroundBox::BorderBox);
    if (clip == css::BackgroundBox::Text) continue;
    layer.clip = box_of(boxes, clip);
    layer.origin =
        box_of(boxes, cycled(style.background_origin, i, css::BackgroundBox::PaddingBox)).area;
    paint_layer(style, i, layer, list);
  }
}

void paint_canvas_background(const style::ComputedStyle& style,
                             const BackgroundBoxes& boxes,
                             const PictureSource& pictures,
                             DisplayList& list) {
  if (!style.background_color.is_transparent()) {
    list.items.push_back(FillRect{boxes.border.area, to_colour(style.background_color)});
  }
  for (std::size_t i = style.background_image.size(); i-- > 0;) {
    Layer layer;
    if (!find_layer(style.background_image[i], pictures, layer)) continue;
    layer.clip = boxes.border;
    layer.origin = inset(boxes.border.area, boxes.padding);
    paint_layer(style, i, layer, list);
  }
}

}  // namespace banxin::paint
