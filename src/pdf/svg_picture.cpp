#include "pdf/svg_picture.h"

#include <librsvg/rsvg.h>

#include <memory>

#include "base/late_library.h"
#include "pdf/cairo_types.h"

namespace banxin::pdf {
namespace {

// What is used of librsvg.
struct Rsvg {
  LateLibrary library{"librsvg-2.so.2"};
  decltype(rsvg_handle_new_from_data)* new_from_data = nullptr;
  decltype(rsvg_handle_set_dpi)* set_dpi = nullptr;
  decltype(rsvg_handle_render_document)* render_document = nullptr;
  decltype(g_object_unref)* unref = nullptr;

  Rsvg() {
    library.find("rsvg_handle_new_from_data", new_from_data);
    library.find("rsvg_handle_set_dpi", set_dpi);
    library.find("rsvg_handle_render_document", render_document);
    library.find("g_object_unref", unref);
  }
};

const Rsvg& rsvg() {
  static const Rsvg kRsvg;
  return kRsvg;
}

struct Unreference {
  void operator()(void* object) const { rsvg().unref(object); }
};

}  // namespace

bool draw_svg(cairo_t* cairo, std::string_view bytes, const paint::Area& area) {
  if (!rsvg().library.complete()) return false;
  // No base file is set: librsvg then loads nothing but data: URLs.
  const std::unique_ptr<RsvgHandle, Unreference> handle(
      rsvg().new_from_data(reinterpret_cast<const guint8*>(bytes.data()), bytes.size(), nullptr));
  if (handle == nullptr) return false;
  rsvg().set_dpi(handle.get(), 96);
  // Recorded first: what goes wrong in there must not put the page's context into an error.
  const cairo_rectangle_t extents{0, 0, area.width, area.height};
  const Surface recording(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents));
  const Context context(cairo_create(recording.get()));
  const RsvgRectangle viewport{0, 0, area.width, area.height};
  const bool drawn =
      rsvg().render_document(handle.get(), context.get(), &viewport, nullptr) != FALSE &&
      cairo_status(context.get()) == CAIRO_STATUS_SUCCESS;
  if (drawn) {
    cairo_save(cairo);
    cairo_set_source_surface(cairo, recording.get(), area.x, area.y);
    cairo_rectangle(cairo, area.x, area.y, area.width, area.height);
    cairo_fill(cairo);
    cairo_restore(cairo);
  }
  return drawn;
}

}  // namespace banxin::pdf
