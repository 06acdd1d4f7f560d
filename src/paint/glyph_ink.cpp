#include "paint/glyph_ink.h"

#include <hb.h>

#include <algorithm>
#include <cmath>

#include "font/face.h"

namespace banxin::paint {
namespace {

struct Ink {
  double low = 0, high = 0;
  double x = 0, y = 0;
  InkSpans spans;

  // The part of the segment within the band.
  void line(double to_x, double to_y) {
    const double top = std::max(y, to_y), bottom = std::min(y, to_y);
    if (top >= low && bottom <= high) {
      const auto x_at = [&](double at) {
        return to_y == y ? x : x + (to_x - x) * (at - y) / (to_y - y);
      };
      double a = x, b = to_x;
      if (to_y != y) {
        a = x_at(std::clamp(y, low, high));
        b = x_at(std::clamp(to_y, low, high));
      }
      spans.emplace_back(std::min(a, b), std::max(a, b));
    }
    x = to_x;
    y = to_y;
  }
};

constexpr int kSteps = 8;

void move_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
  auto& ink = *static_cast<Ink*>(data);
  ink.x = static_cast<double>(x);
  ink.y = static_cast<double>(y);
}
void line_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
  static_cast<Ink*>(data)->line(static_cast<double>(x), static_cast<double>(y));
}
// NOLINTNEXTLINE(readability-function-size): the signature is HarfBuzz's
void cubic_to(hb_draw_funcs_t*,
              void* data,
              hb_draw_state_t*,
              float c1x,
              float c1y,
              float c2x,
              float c2y,
              float to_x,
              float to_y,
              void*) {
  auto& ink = *static_cast<Ink*>(data);
  const double x0 = ink.x, y0 = ink.y;
  for (int i = 1; i <= kSteps; ++i) {
    const double t = static_cast<double>(i) / kSteps, u = 1 - t;
    const double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
    ink.line(a * x0 + b * static_cast<double>(c1x) + c * static_cast<double>(c2x) +
                 d * static_cast<double>(to_x),
             a * y0 + b * static_cast<double>(c1y) + c * static_cast<double>(c2y) +
                 d * static_cast<double>(to_y));
  }
}

InkSpans cross(const font::Face& face, std::uint32_t glyph, double low, double high) {
  Ink ink;
  ink.low = low;
  ink.high = high;
  hb_draw_funcs_t* functions = hb_draw_funcs_create();
  hb_draw_funcs_set_move_to_func(functions, move_to, nullptr, nullptr);
  hb_draw_funcs_set_line_to_func(functions, line_to, nullptr, nullptr);
  hb_draw_funcs_set_cubic_to_func(functions, cubic_to, nullptr, nullptr);
  hb_font_get_glyph_shape(face.harfbuzz_font(), glyph, functions, &ink);
  hb_draw_funcs_destroy(functions);
  std::sort(ink.spans.begin(), ink.spans.end());
  InkSpans merged;
  for (const auto& span : ink.spans) {
    if (!merged.empty() && span.first <= merged.back().second) {
      merged.back().second = std::max(merged.back().second, span.second);
    } else {
      merged.push_back(span);
    }
  }
  return merged;
}

// LIMIT: more are forgotten, all at once: a hostile page may have a font size for each word.
constexpr std::size_t kMostRemembered = 20'000;

}  // namespace

const InkSpans& GlyphInk::find(const font::Face& face,
                               std::uint32_t glyph,
                               double low,
                               double high) {
  if (found_.size() >= kMostRemembered) found_.clear();
  const auto [entry, is_new] = found_.try_emplace({&face, glyph, low, high});
  if (is_new) entry->second = cross(face, glyph, low, high);
  return entry->second;
}

}  // namespace banxin::paint
