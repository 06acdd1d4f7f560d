#include "pdf/text_batch.h"

#include <algorithm>

#include "pdf/cairo_types.h"

namespace banxin::pdf {

void TextBatch::add(const Style& style,
                    std::span<const Cluster> clusters,
                    std::span<const cairo_glyph_t> glyphs,
                    std::string_view text) {
  if (clusters.empty()) return;
  // Glyphs of right-to-left text stand against the order of its clusters, which ends with a run.
  if (!(style == style_) || style.right_to_left) flush();
  style_ = style;
  std::uint32_t glyph_start = clusters.front().first_glyph, glyph_end = glyph_start;
  for (const Cluster& cluster : clusters) {
    clusters_.push_back(
        {static_cast<int>(cluster.text_length), static_cast<int>(cluster.glyph_count)});
    glyph_start = std::min(glyph_start, cluster.first_glyph);
    glyph_end = std::max(glyph_end, cluster.first_glyph + cluster.glyph_count);
  }
  const auto shown = glyphs.subspan(glyph_start, glyph_end - glyph_start);
  glyphs_.insert(glyphs_.end(), shown.begin(), shown.end());
  const std::uint32_t text_start = clusters.front().text_start;
  const std::uint32_t text_end = clusters.back().text_start + clusters.back().text_length;
  text_.append(text.substr(text_start, text_end - text_start));
}

void TextBatch::flush() {
  if (glyphs_.empty()) return;
  cairo_matrix_t matrix;
  cairo_matrix_init_scale(&matrix, style_.size * style_.horizontal_scale, style_.size);
  cairo_set_font_face(cairo_, style_.face);
  cairo_set_font_matrix(cairo_, &matrix);
  set_source(cairo_, style_.colour);
  cairo_show_text_glyphs(cairo_, text_.data(), static_cast<int>(text_.size()), glyphs_.data(),
                         static_cast<int>(glyphs_.size()), clusters_.data(),
                         static_cast<int>(clusters_.size()),
                         style_.right_to_left ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD
                                              : static_cast<cairo_text_cluster_flags_t>(0));
  glyphs_.clear();
  clusters_.clear();
  text_.clear();
}

}  // namespace banxin::pdf
