#pragma once
// Pictures: the document's images as Cairo surfaces, one for each picture however often it is
// drawn. Kept up to a budget; made again past it, under the same identity, so that a PDF still
// holds each picture once.
#include <map>

#include "base/diagnostics.h"
#include "image/image_store.h"
#include "pdf/cairo_types.h"

namespace banxin::font {
class Face;
}

namespace banxin::pdf {

struct PictureOptions {
  bool pass_jpeg_through = true;  // PDF holds JPEG as it is; a picture must have its pixels
  double most_dots_per_inch = 0;  // 0: as the picture has them
};

class Pictures {
 public:
  Pictures(const image::ImageStore* store, const PictureOptions& options, Diagnostics& diagnostics)
      : store_(store), options_(options), diagnostics_(diagnostics) {}

  // The stored pixels of a raster picture; null when it cannot be had. `turned` is set when they
  // still have to be turned by the picture's orientation.
  cairo_surface_t* surface(const image::Image& image, bool& turned);
  // Draws a vector picture into `area`.
  void draw_vector(cairo_t* cairo, const image::Image& image, const paint::Area& area);
  // A colour glyph's picture, null when it has none.
  cairo_surface_t* glyph_surface(const font::Face& face, std::uint32_t glyph);

 private:
  Surface make_surface(const image::Image& image, bool& turned);
  void keep(std::size_t bytes);
  void report(const image::Image& image, const Error& error);

  struct Kept {
    Surface surface;
    bool turned = false;
  };
  const image::ImageStore* store_;
  PictureOptions options_;
  Diagnostics& diagnostics_;
  std::map<std::uint64_t, Kept> surfaces_;
  std::map<std::pair<const font::Face*, std::uint32_t>, Surface> glyphs_;
  std::map<std::uint64_t, std::string> vectors_;
  std::size_t kept_bytes_ = 0;
};

// Of a glyph, in the face's own grid: `left` and `top` from the pen, y upwards.
struct GlyphBounds {
  double left = 0, top = 0, width = 0, height = 0;
};
GlyphBounds glyph_bounds(const font::Face& face, std::uint32_t glyph);

// A surface of these pixels; null when there is no memory for it.
Surface make_surface(const image::Pixels& pixels);

}  // namespace banxin::pdf
