#include "pdf/pictures.h"

#include <hb-ot.h>
#include <hb.h>

#include <charconv>
#include <cstring>
#include <utility>

#include "base/diagnostic_ids.h"
#include "font/face.h"
#include "pdf/svg_picture.h"

namespace banxin::pdf {
namespace {

constexpr std::size_t kMostKeptBytes = 96U << 20U;

void destroy_string(void* bytes) {
  delete static_cast<std::string*>(bytes);
}

// Gives `bytes` to the surface.
void attach(cairo_surface_t* surface, const char* type, std::string bytes) {
  auto owned = std::make_unique<std::string>(std::move(bytes));
  const auto* data = reinterpret_cast<const unsigned char*>(owned->data());
  if (cairo_surface_set_mime_data(surface, type, data, owned->size(), destroy_string,
                                  owned.get()) == CAIRO_STATUS_SUCCESS) {
    static_cast<void>(owned.release());  // the surface's now
  }
}

std::string hexadecimal(std::uint64_t number) {
  char buffer[16];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number, 16).ptr;
  return {buffer, end};
}

std::uint8_t premultiplied(unsigned value, unsigned alpha) {
  return static_cast<std::uint8_t>((value * alpha + 127) / 255);
}

}  // namespace

GlyphBounds glyph_bounds(const font::Face& face, std::uint32_t glyph) {
  hb_glyph_extents_t extents{};
  if (hb_font_get_glyph_extents(face.harfbuzz_font(), glyph, &extents) == 0) return {};
  return {static_cast<double>(extents.x_bearing), static_cast<double>(extents.y_bearing),
          static_cast<double>(extents.width), -static_cast<double>(extents.height)};
}

Surface make_surface(const image::Pixels& pixels) {
  const cairo_format_t format = pixels.opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32;
  Surface surface(cairo_image_surface_create(format, pixels.width, pixels.height));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return {};
  unsigned char* row = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  const std::uint8_t* from = pixels.rgba.data();
  for (int y = 0; y < pixels.height; ++y, row += stride) {
    for (int x = 0; x < pixels.width; ++x, from += 4) {
      const std::uint32_t alpha = from[3];
      const std::uint32_t argb =
          alpha << 24U | std::uint32_t{premultiplied(from[0], alpha)} << 16U |
          std::uint32_t{premultiplied(from[1], alpha)} << 8U | premultiplied(from[2], alpha);
      std::memcpy(row + static_cast<std::ptrdiff_t>(x) * 4, &argb, 4);
    }
  }
  cairo_surface_mark_dirty(surface.get());
  return surface;
}

void Pictures::report(const image::Image& image, const Error& error) {
  diagnostics_.report(error.code == ErrorCode::LimitExceeded ? DiagnosticId::ImageTooBig
                                                             : DiagnosticId::ImageBroken,
                      {}, {}, image.url().substr(0, 80) + " (" + error.detail + ")");
}

void Pictures::keep(std::size_t bytes) {
  kept_bytes_ += bytes;
  if (kept_bytes_ <= kMostKeptBytes) return;
  surfaces_.clear();
  kept_bytes_ = bytes;
}

Surface Pictures::make_surface(const image::Image& image, bool& turned) {
  if (options_.pass_jpeg_through && image.header().passes_through) {
    Result<std::string> bytes = store_->load_bytes(image);
    if (!bytes) {
      report(image, bytes.error());
      return {};
    }
    // The pixels are never touched, so they cost address space and no memory.
    Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, image.header().width,
                                               image.header().height));
    if (cairo_surface_status(surface.get()) == CAIRO_STATUS_SUCCESS) {
      keep(bytes.value().size());
      attach(surface.get(), CAIRO_MIME_TYPE_JPEG, std::move(bytes).value());
      turned = true;
      return surface;
    }
  }
  turned = false;
  Result<image::Pixels> pixels = store_->load_pixels(image, store_->limits().wanted_pixels);
  if (!pixels) {
    report(image, pixels.error());
    return {};
  }
  keep(pixels.value().rgba.size());
  return pdf::make_surface(pixels.value());
}

cairo_surface_t* Pictures::surface(const image::Image& image, bool& turned) {
  const auto found = surfaces_.find(image.id());
  if (found != surfaces_.end()) {
    turned = found->second.turned;
    return found->second.surface.get();
  }
  if (store_ == nullptr) return nullptr;
  Surface surface = make_surface(image, turned);
  if (surface != nullptr) {
    attach(surface.get(), CAIRO_MIME_TYPE_UNIQUE_ID, hexadecimal(image.id()));
  }
  return surfaces_.emplace(image.id(), Kept{std::move(surface), turned})
      .first->second.surface.get();
}

void Pictures::draw_vector(cairo_t* cairo, const image::Image& image, const paint::Area& area) {
  if (store_ == nullptr) return;
  auto found = vectors_.find(image.id());
  if (found == vectors_.end()) {
    Result<std::string> bytes = store_->load_bytes(image);
    if (!bytes) report(image, bytes.error());
    found = vectors_.emplace(image.id(), bytes ? std::move(bytes).value() : std::string()).first;
  }
  if (found->second.empty()) return;
  if (!draw_svg(cairo, found->second, area)) {
    report(image, {ErrorCode::Unusable, {}, "librsvg cannot draw it"});
    found->second.clear();
  }
}

cairo_surface_t* Pictures::glyph_surface(const font::Face& face, std::uint32_t glyph) {
  const auto key = std::pair(&face, glyph);
  if (const auto found = glyphs_.find(key); found != glyphs_.end()) return found->second.get();
  Surface surface;
  hb_blob_t* blob = hb_ot_color_glyph_reference_png(face.harfbuzz_font(), glyph);
  unsigned length = 0;
  const char* data = hb_blob_get_data(blob, &length);
  const std::string_view bytes(data, length);
  const image::DecodeLimits limits;
  if (const Result<image::Header> header = image::read_header(bytes, limits); header) {
    if (const auto pixels = image::decode(bytes, header.value(), limits); pixels) {
      surface = pdf::make_surface(pixels.value());
    }
  }
  hb_blob_destroy(blob);
  return glyphs_.emplace(key, std::move(surface)).first->second.get();
}

}  // namespace banxin::pdf
