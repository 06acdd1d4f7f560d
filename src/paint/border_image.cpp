// Border images (CSS Backgrounds 3 §6).
#include <algorithm>
#include <cmath>

#include "paint/backgrounds.h"
#include "paint/css_gradient.h"

namespace banxin::paint {
namespace {

double side_length(const css::BorderImageSide& side,
                   double base,
                   double number_factor,
                   double automatic) {
  switch (side.kind) {
    case css::BorderImageSideKind::Number:
      return std::max(0.0, static_cast<double>(side.number) * number_factor);
    case css::BorderImageSideKind::LengthPercentage:
      return std::max(0.0, side.value.resolve(Unit::from_px(base)).to_px());
    case css::BorderImageSideKind::Auto:
      return automatic;
  }
  return 0;
}

Sides resolve_sides(const css::BorderImageSides& sides,
                    Coordinates base,
                    const Sides& number_factors,
                    const Sides& automatic) {
  return {side_length(sides.top, base.y, number_factors[kTop], automatic[kTop]),
          side_length(sides.right, base.x, number_factors[kRight], automatic[kRight]),
          side_length(sides.bottom, base.y, number_factors[kBottom], automatic[kBottom]),
          side_length(sides.left, base.x, number_factors[kLeft], automatic[kLeft])};
}

class BorderImagePainter {
 public:
  BorderImagePainter(const std::variant<const image::Image*, GradientId>& source,
                     Coordinates size,
                     bool smooth,
                     DisplayList& list)
      : source_(source), size_(size), smooth_(smooth), list_(list) {}

  // Draws the part `from` of the picture into `to`.
  void draw(const Area& from,
            const Area& to,
            css::BorderImageRepeat x,
            css::BorderImageRepeat y,
            Coordinates scale) {
    if (from.is_empty() || to.is_empty()) return;
    double width = to.width, height = to.height;  // of one tile
    if (x != css::BorderImageRepeat::Stretch) width = from.width * scale.x;
    if (y != css::BorderImageRepeat::Stretch) height = from.height * scale.y;
    if (!(width > 0.01) || !(height > 0.01)) return;
    if (x == css::BorderImageRepeat::Round)
      width = to.width / std::max(1.0, std::round(to.width / width));
    if (y == css::BorderImageRepeat::Round)
      height = to.height / std::max(1.0, std::round(to.height / height));
    const double columns = std::ceil(to.width / width - 1e-6),
                 rows = std::ceil(to.height / height - 1e-6);
    constexpr double kMostTiles = 2000;
    if (columns * rows > kMostTiles) return;
    // Repeated tiles are centred (§6.2).
    const double start_x = to.x - (columns * width - to.width) / 2;
    const double start_y = to.y - (rows * height - to.height) / 2;
    const bool overflows = columns * width > to.width + 0.01 || rows * height > to.height + 0.01;
    if (overflows) push(to);
    for (double row = 0; row < rows; ++row) {
      for (double column = 0; column < columns; ++column)
        draw_tile(from, {start_x + column * width, start_y + row * height, width, height});
    }
    if (overflows) list_.items.push_back(Pop{});
  }

 private:
  void push(const Area& area) {
    PushClip clip;
    clip.path.rectangle(area);
    list_.items.push_back(std::move(clip));
  }
  void draw_tile(const Area& from, const Area& to) {
    const double fx = to.width / from.width, fy = to.height / from.height;
    DrawTiles tiles;
    tiles.source = source_;
    tiles.tile = {0, 0, size_.x, size_.y};
    tiles.step = {size_.x, size_.y};
    tiles.area = from;
    tiles.smooth = smooth_;
    list_.items.push_back(PushTransform{{fx, 0, 0, fy, to.x - from.x * fx, to.y - from.y * fy}});
    list_.items.push_back(tiles);
    list_.items.push_back(Pop{});
  }

  std::variant<const image::Image*, GradientId> source_;
  Coordinates size_;
  bool smooth_;
  DisplayList& list_;
};

// The three stretches of an axis.
struct Cuts {
  double at[4];
};
Cuts cuts(double start, double length, double first, double last) {
  return {{start, start + first, start + length - last, start + length}};
}

}  // namespace

bool paint_border_image(const style::ComputedStyle& style,
                        const BackgroundBoxes& boxes,
                        const PictureSource& pictures,
                        DisplayList& list) {
  const css::Image& wanted = style.border_image_source;
  if (wanted.kind == css::ImageKind::None) return false;
  const Sides ones{1, 1, 1, 1};
  const Sides out = resolve_sides(style.border_image_outset, {}, boxes.border_widths, {});
  const Area area = inset(boxes.border.area, {-out[0], -out[1], -out[2], -out[3]});
  std::variant<const image::Image*, GradientId> source;
  Coordinates size{area.width, area.height};
  if (wanted.kind == css::ImageKind::Url) {
    const image::Image* image = pictures.find(wanted.url);
    if (image == nullptr) return false;
    source = image;
    size = default_size(*image, area.width, area.height);
  } else {
    source = GradientId{static_cast<std::uint32_t>(list.gradients.size())};
    list.gradients.push_back(resolve_gradient(*wanted.gradient, size.x, size.y));
  }
  if (!(size.x > 0) || !(size.y > 0)) return true;
  Sides slice = resolve_sides(style.border_image_slice, size, ones, {});
  for (std::size_t i = 0; i < 4; ++i)
    slice[i] = std::min(slice[i], i % 2 == 0 ? size.y : size.x);
  Sides widths = resolve_sides(style.border_image_width, {area.width, area.height},
                               boxes.border_widths, slice);
  double factor = 1;
  if (widths[kLeft] + widths[kRight] > area.width)
    factor = area.width / (widths[kLeft] + widths[kRight]);
  if (widths[kTop] + widths[kBottom] > area.height) {
    factor = std::min(factor, area.height / (widths[kTop] + widths[kBottom]));
  }
  for (double& width : widths)
    width *= factor;

  const bool smooth = style.image_rendering != css::ImageRendering::Pixelated;
  BorderImagePainter painter(source, size, smooth, list);
  const Cuts from_x = cuts(0, size.x, slice[kLeft], slice[kRight]);
  const Cuts from_y = cuts(0, size.y, slice[kTop], slice[kBottom]);
  const Cuts to_x = cuts(area.x, area.width, widths[kLeft], widths[kRight]);
  const Cuts to_y = cuts(area.y, area.height, widths[kTop], widths[kBottom]);
  const auto ratio = [](double to, double from) { return from > 0 ? to / from : 0; };
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      if (row == 1 && column == 1 && !style.border_image_slice.fill) continue;
      const Area from{from_x.at[column], from_y.at[row], from_x.at[column + 1] - from_x.at[column],
                      from_y.at[row + 1] - from_y.at[row]};
      const Area to{to_x.at[column], to_y.at[row], to_x.at[column + 1] - to_x.at[column],
                    to_y.at[row + 1] - to_y.at[row]};
      // §6.2: an edge is scaled as its own thickness is; the middle as the top and left edges.
      const std::size_t beside = column == 2 ? kRight : kLeft, above = row == 2 ? kBottom : kTop;
      double sx = ratio(widths[above], slice[above]), sy = ratio(widths[beside], slice[beside]);
      if (sx <= 0) sx = ratio(widths[kBottom], slice[kBottom]);
      if (sy <= 0) sy = ratio(widths[kRight], slice[kRight]);
      painter.draw(from, to,
                   column == 1 ? style.border_image_repeat.x : css::BorderImageRepeat::Stretch,
                   row == 1 ? style.border_image_repeat.y : css::BorderImageRepeat::Stretch,
                   {sx > 0 ? sx : 1, sy > 0 ? sy : 1});
    }
  }
  return true;
}

}  // namespace banxin::paint
