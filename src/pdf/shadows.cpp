#include "pdf/shadows.h"

#include <cstdint>
#include <vector>

namespace banxin::pdf {
namespace {

constexpr int kMostSide = 1024;

// One pass of a running mean over 2·radius + 1 samples of a row or column.
void box_pass(std::vector<int>& line, std::vector<int>& out, int radius) {
  const int count = static_cast<int>(line.size());
  const int width = 2 * radius + 1;
  int sum = 0;
  const auto at = [&](int i) {
    return i >= 0 && i < count ? line[static_cast<std::size_t>(i)] : 0;
  };
  for (int i = -radius; i <= radius; ++i)
    sum += at(i);
  for (int i = 0; i < count; ++i) {
    out[static_cast<std::size_t>(i)] = (sum + width / 2) / width;
    sum += at(i + radius + 1) - at(i - radius);
  }
  line.swap(out);
}

// Filter Effects 1 §9.4: three means make a Gaussian to within 3 %.
int box_radius(double deviation) {
  return std::max(0, static_cast<int>(std::lround((deviation * 1.88 - 1) / 2)));
}

struct Mask {
  std::uint8_t* data;
  int width, height, stride;
};

void blur_mask(const Mask& mask, double deviation) {
  const int radius = box_radius(deviation);
  if (radius == 0) return;
  constexpr int kFine = 64;  // sub-levels, so that three roundings do not show
  const auto blur_line = [&](std::uint8_t* start, int count, int step) {
    std::vector<int> line(static_cast<std::size_t>(count)), out(line.size());
    for (int i = 0; i < count; ++i)
      line[static_cast<std::size_t>(i)] = start[static_cast<std::ptrdiff_t>(i) * step] * kFine;
    for (int pass = 0; pass < 3; ++pass)
      box_pass(line, out, radius);
    for (int i = 0; i < count; ++i) {
      start[static_cast<std::ptrdiff_t>(i) * step] = static_cast<std::uint8_t>(
          std::min(255, (line[static_cast<std::size_t>(i)] + kFine / 2) / kFine));
    }
  };
  for (int y = 0; y < mask.height; ++y)
    blur_line(mask.data + static_cast<std::ptrdiff_t>(y) * mask.stride, mask.width, 1);
  for (int x = 0; x < mask.width; ++x)
    blur_line(mask.data + x, mask.height, mask.stride);
}

// The mask in one colour, as a picture with alpha: every PDF reader draws those alike.
Surface coloured(cairo_surface_t* mask, const paint::Colour& colour) {
  const int width = cairo_image_surface_get_width(mask),
            height = cairo_image_surface_get_height(mask);
  Surface out(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height));
  const Context context(cairo_create(out.get()));
  set_source(context.get(), colour);
  cairo_mask_surface(context.get(), mask, 0, 0);
  cairo_surface_flush(out.get());
  return out;
}

}  // namespace

void draw_blurred(cairo_t* cairo, const Blur& blur, const std::function<void(cairo_t*)>& draw) {
  const double margin = blur.deviation * 3;
  const paint::Area area{blur.bounds.x - margin, blur.bounds.y - margin,
                         blur.bounds.width + 2 * margin, blur.bounds.height + 2 * margin};
  if (!(area.width > 0) || !(area.height > 0)) return;
  double scale = std::clamp(6 / std::max(0.1, blur.deviation), 0.25, 4.0);
  scale = std::min(scale, kMostSide / std::max(area.width, area.height));
  const int width = std::max(1, static_cast<int>(std::ceil(area.width * scale)));
  const int height = std::max(1, static_cast<int>(std::ceil(area.height * scale)));
  const Surface mask(cairo_image_surface_create(CAIRO_FORMAT_A8, width, height));
  {
    const Context context(cairo_create(mask.get()));
    cairo_scale(context.get(), scale, scale);
    cairo_translate(context.get(), -area.x, -area.y);
    draw(context.get());
  }
  cairo_surface_flush(mask.get());
  blur_mask({cairo_image_surface_get_data(mask.get()), width, height,
             cairo_image_surface_get_stride(mask.get())},
            blur.deviation * scale);
  cairo_surface_mark_dirty(mask.get());
  const Surface picture = coloured(mask.get(), blur.colour);
  cairo_save(cairo);
  cairo_translate(cairo, area.x, area.y);
  cairo_scale(cairo, 1 / scale, 1 / scale);
  cairo_set_source_surface(cairo, picture.get(), 0, 0);
  cairo_rectangle(cairo, 0, 0, width, height);
  cairo_fill(cairo);
  cairo_restore(cairo);
}

}  // namespace banxin::pdf
