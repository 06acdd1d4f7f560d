#include "pdf/render_png.h"

#include <cairo-svg.h>

#include "pdf/canvas.h"

namespace banxin::pdf {
namespace {

constexpr double kMostPixels = 100e6;

Error failed(cairo_status_t status) {
  return {ErrorCode::Unusable, "preview",
          std::string("Cairo gave up: ") + cairo_status_to_string(status)};
}

void draw(cairo_t* cairo,
          const paint::DisplayList& page,
          const image::ImageStore* images,
          Diagnostics& diagnostics) {
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_set_font_options(cairo, options);
  cairo_font_options_destroy(options);
  Fonts fonts;
  Pictures pictures(images, {.pass_jpeg_through = false, .most_dots_per_inch = 0}, diagnostics);
  Canvas(cairo, fonts, pictures, nullptr, TextAs::Shapes).draw(page);
}

}  // namespace

Result<std::string> render_png(const paint::DisplayList& page,
                               const image::ImageStore* images,
                               double scale,
                               Diagnostics& diagnostics) {
  const double width = std::ceil(sane(page.width) * sane(scale));
  const double height = std::ceil(sane(page.height) * sane(scale));
  if (!(width >= 1) || !(height >= 1)) return Error{ErrorCode::Usage, "preview", "it has no size"};
  if (width * height > kMostPixels) {
    return Error{ErrorCode::LimitExceeded, "preview", "it would have too many pixels"};
  }
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(width),
                                                   static_cast<int>(height)));
  const Context context(cairo_create(surface.get()));
  cairo_set_source_rgb(context.get(), 1, 1, 1);
  cairo_paint(context.get());
  cairo_scale(context.get(), sane(scale), sane(scale));
  draw(context.get(), page, images, diagnostics);
  if (const cairo_status_t status = cairo_status(context.get()); status != CAIRO_STATUS_SUCCESS) {
    return failed(status);
  }
  std::string out;
  const cairo_status_t status =
      cairo_surface_write_to_png_stream(surface.get(), append_bytes, &out);
  if (status != CAIRO_STATUS_SUCCESS) return failed(status);
  return out;
}

Result<std::string> render_svg(const paint::DisplayList& page,
                               const image::ImageStore* images,
                               Diagnostics& diagnostics) {
  std::string out;
  const Surface surface(cairo_svg_surface_create_for_stream(
      append_bytes, &out, std::max(1.0, sane(page.width)), std::max(1.0, sane(page.height))));
  cairo_svg_surface_set_document_unit(surface.get(), CAIRO_SVG_UNIT_PX);
  Context context(cairo_create(surface.get()));
  draw(context.get(), page, images, diagnostics);
  const cairo_status_t status = cairo_status(context.get());
  context.reset();
  cairo_surface_finish(surface.get());
  if (status != CAIRO_STATUS_SUCCESS) return failed(status);
  return out;
}

}  // namespace banxin::pdf
