#pragma once
// TextBatch: glyphs of one face, size and colour, waiting to be shown in one call. Each call costs
// Cairo as much as a dozen glyphs, and a page of code or links has thousands of short runs.
#include <cairo.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "paint/display_list.h"
#include "pdf/clusters.h"

namespace banxin::pdf {

class TextBatch {
 public:
  struct Style {
    cairo_font_face_t* face = nullptr;
    double size = 0;  // px
    double horizontal_scale = 1;
    paint::Colour colour;
    bool right_to_left = false;

    bool operator==(const Style&) const = default;
  };

  explicit TextBatch(cairo_t* cairo) : cairo_(cairo) {}

  // `clusters` are neighbours, and point into `text` and `glyphs`. The places of glyphs are in the
  // context's coordinates, which may not change until flush().
  void add(const Style& style,
           std::span<const Cluster> clusters,
           std::span<const cairo_glyph_t> glyphs,
           std::string_view text);
  void flush();

 private:
  cairo_t* cairo_;
  Style style_;
  std::vector<cairo_glyph_t> glyphs_;
  std::vector<cairo_text_cluster_t> clusters_;
  std::string text_;
};

}  // namespace banxin::pdf
