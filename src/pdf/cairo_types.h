#pragma once
// Owners of Cairo's objects, and the conversions that keep its numbers sane: Cairo sets a context
// into an error for good when it meets NaN, an infinity or a singular matrix.
#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>

#include "paint/display_list.h"

namespace banxin::pdf {

struct DestroySurface {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct DestroyContext {
  void operator()(cairo_t* context) const { cairo_destroy(context); }
};
struct DestroyPattern {
  void operator()(cairo_pattern_t* pattern) const { cairo_pattern_destroy(pattern); }
};
using Surface = std::unique_ptr<cairo_surface_t, DestroySurface>;
using Context = std::unique_ptr<cairo_t, DestroyContext>;
using Pattern = std::unique_ptr<cairo_pattern_t, DestroyPattern>;

// What a stream of Cairo's writes, at the end of a std::string.
inline cairo_status_t append_bytes(void* out, const unsigned char* bytes, unsigned length) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), length);
  return CAIRO_STATUS_SUCCESS;
}

// Within what Cairo's 24.8 fixed point holds, with room for transforms.
inline double sane(double value) {
  constexpr double kMost = 1'000'000;
  return std::isnan(value) ? 0 : std::clamp(value, -kMost, kMost);
}

inline void set_source(cairo_t* cairo, const paint::Colour& colour) {
  const auto channel = [](float value) { return std::clamp<double>(value, 0, 1); };
  cairo_set_source_rgba(cairo, channel(colour.red), channel(colour.green), channel(colour.blue),
                        channel(colour.alpha));
}

inline void add_path(cairo_t* cairo, const paint::Path& path) {
  const paint::Coordinates* at = path.points.data();
  for (const paint::Verb verb : path.verbs) {
    switch (verb) {
      case paint::Verb::Move:
        cairo_move_to(cairo, sane(at->x), sane(at->y));
        break;
      case paint::Verb::Line:
        cairo_line_to(cairo, sane(at->x), sane(at->y));
        break;
      case paint::Verb::Curve:
        cairo_curve_to(cairo, sane(at[0].x), sane(at[0].y), sane(at[1].x), sane(at[1].y),
                       sane(at[2].x), sane(at[2].y));
        at += 2;
        break;
      case paint::Verb::Close:
        cairo_close_path(cairo);
        continue;
    }
    ++at;
  }
}

inline void add_rectangle(cairo_t* cairo, const paint::Area& area) {
  cairo_rectangle(cairo, sane(area.x), sane(area.y), sane(area.width), sane(area.height));
}

}  // namespace banxin::pdf
