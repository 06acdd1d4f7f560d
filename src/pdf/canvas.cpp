#include "pdf/canvas.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "font/face.h"
#include "pdf/gradients.h"
#include "pdf/shadows.h"

namespace banxin::pdf {

using paint::Area;
using paint::Coordinates;

namespace {

// The most tiles drawn one by one; more are one repeated pattern.
constexpr double kMostTiles = 64;

cairo_operator_t operator_of(paint::Blend blend) {
  constexpr std::array<cairo_operator_t, 16> kOperators{
      CAIRO_OPERATOR_OVER,          CAIRO_OPERATOR_MULTIPLY,       CAIRO_OPERATOR_SCREEN,
      CAIRO_OPERATOR_OVERLAY,       CAIRO_OPERATOR_DARKEN,         CAIRO_OPERATOR_LIGHTEN,
      CAIRO_OPERATOR_COLOR_DODGE,   CAIRO_OPERATOR_COLOR_BURN,     CAIRO_OPERATOR_HARD_LIGHT,
      CAIRO_OPERATOR_SOFT_LIGHT,    CAIRO_OPERATOR_DIFFERENCE,     CAIRO_OPERATOR_EXCLUSION,
      CAIRO_OPERATOR_HSL_HUE,       CAIRO_OPERATOR_HSL_SATURATION, CAIRO_OPERATOR_HSL_COLOR,
      CAIRO_OPERATOR_HSL_LUMINOSITY};
  return kOperators[static_cast<std::size_t>(blend)];
}

// From the stored pixels of a picture, `width` × `height`, to its upright self in the unit square.
cairo_matrix_t turning(image::Orientation orientation, double width, double height) {
  // Columns: where the stored x axis, the stored y axis and the origin go.
  struct Turn {
    double xx, yx, xy, yy, x0, y0;
  };
  constexpr std::array<Turn, 8> kTurns{{{1, 0, 0, 1, 0, 0},
                                        {-1, 0, 0, 1, 1, 0},
                                        {-1, 0, 0, -1, 1, 1},
                                        {1, 0, 0, -1, 0, 1},
                                        {0, 1, 1, 0, 0, 0},
                                        {0, 1, -1, 0, 1, 0},
                                        {0, -1, -1, 0, 1, 1},
                                        {0, -1, 1, 0, 0, 1}}};
  const Turn& turn = kTurns[static_cast<std::size_t>(orientation) - 1];
  cairo_matrix_t matrix;
  cairo_matrix_init(&matrix, turn.xx / width, turn.yx / width, turn.xy / height, turn.yy / height,
                    turn.x0, turn.y0);
  return matrix;
}

void fill_surface(cairo_t* cairo, cairo_surface_t* surface, bool smooth) {
  cairo_set_source_surface(cairo, surface, 0, 0);
  cairo_pattern_set_filter(cairo_get_source(cairo),
                           smooth ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST);
  cairo_rectangle(cairo, 0, 0, cairo_image_surface_get_width(surface),
                  cairo_image_surface_get_height(surface));
  cairo_fill(cairo);
}

bool is_drawn(const paint::Item& item) {
  return !std::holds_alternative<paint::Link>(item) &&
         !std::holds_alternative<paint::Destination>(item) &&
         !std::holds_alternative<paint::Bookmark>(item);
}

TextBatch::Style style_of(const paint::GlyphRun& run, cairo_font_face_t* face) {
  return {face, sane(run.font_size.to_px()), static_cast<double>(run.horizontal_scale), run.colour,
          run.right_to_left};
}

void turn(cairo_t* cairo, paint::RunDirection direction) {
  if (direction == paint::RunDirection::Rotated) cairo_rotate(cairo, std::numbers::pi / 2);
  if (direction == paint::RunDirection::RotatedCounterClockwise) {
    cairo_rotate(cairo, -std::numbers::pi / 2);
  }
}

}  // namespace

void Canvas::draw(const paint::DisplayList& list) {
  list_ = &list;
  for (const paint::Item& item : list.items) {
    if (is_drawn(item) && !std::holds_alternative<paint::GlyphRun>(item)) batch_.flush();
    std::visit([this](const auto& one) { draw(one); }, item);
  }
  batch_.flush();
  while (!levels_.empty())
    draw(paint::Pop{});
}

// -- text

// What waits was drawn for the tag before.
void Canvas::enter(paint::TagId tag) {
  if (tag != tag_) batch_.flush();
  tag_ = tag;
  if (listener_ != nullptr && groups_ == 0) listener_->enter(tag);
}

// `origin` is the pen before the first glyph.
void Canvas::place_glyphs(const paint::GlyphRun& run,
                          std::span<const paint::Glyph> glyphs,
                          Coordinates origin) {
  glyphs_.clear();
  Unit pen;
  const bool upright = run.direction == paint::RunDirection::Upright;
  for (const paint::Glyph& glyph : glyphs) {
    const double along = pen.to_px();
    const double x = origin.x + glyph.x_offset.to_px() + (upright ? 0 : along);
    const double y = origin.y + glyph.y_offset.to_px() + (upright ? along : 0);
    glyphs_.push_back({glyph.id, sane(x), sane(y)});
    pen += glyph.advance;
  }
}

void Canvas::show_text(const paint::GlyphRun& run, std::string_view text) {
  find_clusters(run, list_->glyphs_of(run), text, clusters_);
  const bool layered = fonts_.has_layers(*run.face);
  const auto layer_of = [&](const Cluster& cluster) {
    if (!layered || cluster.glyph_count != 1) return 0U;
    return fonts_.layer_of(*run.face,
                           static_cast<std::uint32_t>(glyphs_[cluster.first_glyph].index),
                           text.substr(cluster.text_start, cluster.text_length));
  };
  for (std::size_t i = 0; i < clusters_.size();) {
    const std::uint32_t layer = layer_of(clusters_[i]);
    std::size_t next = i + 1;
    while (next < clusters_.size() && (!layered || layer_of(clusters_[next]) == layer))
      ++next;
    if (cairo_font_face_t* face = fonts_.face(*run.face, layer)) {
      batch_.add(style_of(run, face), std::span(clusters_).subspan(i, next - i), glyphs_, text);
    }
    i = next;
  }
}

void Canvas::fill_glyphs(cairo_t* cairo, const paint::GlyphRun& run) {
  cairo_font_face_t* face = fonts_.face(*run.face, 0);
  if (face == nullptr) return;
  cairo_save(cairo);
  cairo_translate(cairo, sane(run.origin.x), sane(run.origin.y));
  turn(cairo, run.direction);
  const double size = sane(run.font_size.to_px());
  cairo_matrix_t matrix;
  cairo_matrix_init_scale(&matrix, size * static_cast<double>(run.horizontal_scale), size);
  cairo_set_font_face(cairo, face);
  cairo_set_font_matrix(cairo, &matrix);
  cairo_new_path(cairo);
  cairo_glyph_path(cairo, glyphs_.data(), static_cast<int>(glyphs_.size()));
  cairo_fill(cairo);
  cairo_restore(cairo);
}

void Canvas::show_blank(const paint::GlyphRun& run, const Cluster& cluster, std::string_view text) {
  const std::string_view own = text.substr(cluster.text_start, cluster.text_length);
  const std::uint32_t number = fonts_.blank_glyph(own);
  if (number == 0 || fonts_.blank_face() == nullptr) return;
  cairo_glyph_t glyph = glyphs_[cluster.first_glyph];
  glyph.index = number;
  const Cluster alone{cluster.text_start, cluster.text_length, 0, 1};
  batch_.add(style_of(run, fonts_.blank_face()), {&alone, 1}, {&glyph, 1}, text);
}

void Canvas::draw_colour_glyphs(const paint::GlyphRun& run,
                                std::span<const paint::Glyph> glyphs,
                                std::string_view text) {
  if (text_as_ == TextAs::Text && !text.empty()) {
    find_clusters(run, glyphs, text, clusters_);
    for (const Cluster& cluster : clusters_)
      show_blank(run, cluster, text);
  }
  const double scale = run.font_size.to_px() / std::max(1, run.face->metrics().units_per_em);
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    cairo_surface_t* picture = pictures_.glyph_surface(*run.face, glyphs[i].id);
    const GlyphBounds bounds = glyph_bounds(*run.face, glyphs[i].id);
    if (picture == nullptr || bounds.width <= 0 || bounds.height <= 0) continue;
    draw_surface(picture,
                 {glyphs_[i].x + bounds.left * scale, glyphs_[i].y - bounds.top * scale,
                  bounds.width * scale, bounds.height * scale},
                 true);
  }
}

// LIMIT: glyphs larger than this, transforms counted in, are not drawn: rasterizers give up on
// them, and Cairo then writes no document at all.
bool Canvas::is_too_large(const paint::GlyphRun& run) const {
  constexpr double kLargest = 12000;  // points
  cairo_matrix_t now;
  cairo_get_matrix(cairo_, &now);
  const double scale = std::max(std::hypot(now.xx, now.yx), std::hypot(now.xy, now.yy));
  const double stretch = std::max(1.0, static_cast<double>(run.horizontal_scale));
  return !(run.font_size.to_px() * scale * stretch < kLargest);
}

// In the run's own coordinates.
void Canvas::draw_shape(const paint::GlyphRun& run, std::span<const paint::Glyph> glyphs) {
  place_glyphs(run, glyphs, {});
  if (run.blur > 0) {
    double length = 0;
    for (const paint::Glyph& glyph : glyphs)
      length += std::abs(glyph.advance.to_px());
    const double size = run.font_size.to_px();
    const bool down = run.direction != paint::RunDirection::Horizontal;
    const Area bounds{run.origin.x - size, run.origin.y - 1.5 * size,
                      2 * size + (down ? size : length), 3 * size + (down ? length : 0)};
    draw_blurred(cairo_, {bounds, static_cast<double>(run.blur), run.colour},
                 [&](cairo_t* target) { fill_glyphs(target, run); });
    return;
  }
  set_source(cairo_, run.colour);
  fill_glyphs(cairo_, run);
}

void Canvas::draw(const paint::GlyphRun& run) {
  const std::span<const paint::Glyph> glyphs = list_->glyphs_of(run);
  if (run.face == nullptr || glyphs.empty() || run.font_size <= Unit{}) return;
  if (is_too_large(run)) return;
  enter(run.tag);
  const std::string_view text = list_->text_of(run);
  const bool as_shape = run.is_shape || text.empty() || text_as_ == TextAs::Shapes;
  if (as_shape && (run.blur > 0 || !run.face->has_colour())) {
    batch_.flush();
    draw_shape(run, glyphs);
    return;
  }
  const bool rotated = run.direction == paint::RunDirection::Rotated ||
                       run.direction == paint::RunDirection::RotatedCounterClockwise;
  if (rotated) {
    batch_.flush();
    cairo_save(cairo_);
    cairo_translate(cairo_, sane(run.origin.x), sane(run.origin.y));
    turn(cairo_, run.direction);
  }
  place_glyphs(run, glyphs, rotated ? Coordinates{} : run.origin);
  if (run.face->has_colour()) {
    draw_colour_glyphs(run, glyphs, text);
  } else {
    show_text(run, text);
  }
  if (rotated) {
    batch_.flush();
    cairo_restore(cairo_);
  }
}

// -- shapes

void Canvas::fill_with(const std::variant<paint::Colour, paint::GradientId>& source,
                       Coordinates offset,
                       const Area& area) {
  if (const auto* colour = std::get_if<paint::Colour>(&source)) {
    set_source(cairo_, *colour);
  } else {
    const paint::Gradient& gradient = list_->gradients[std::get<paint::GradientId>(source).index];
    const double reach =
        std::hypot(area.width, area.height) +
        std::hypot(area.x - gradient.start.x - offset.x, area.y - gradient.start.y - offset.y);
    const Pattern pattern = make_gradient(gradient, offset, reach);
    cairo_set_source(cairo_, pattern.get());
  }
  cairo_fill(cairo_);
}

void Canvas::draw(const paint::FillRect& item) {
  set_source(cairo_, item.colour);
  add_rectangle(cairo_, item.area);
  cairo_fill(cairo_);
}

void Canvas::draw(const paint::FillPath& item) {
  cairo_set_fill_rule(cairo_, item.rule == paint::FillRule::EvenOdd ? CAIRO_FILL_RULE_EVEN_ODD
                                                                    : CAIRO_FILL_RULE_WINDING);
  add_path(cairo_, item.path);
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
  cairo_path_extents(cairo_, &x1, &y1, &x2, &y2);
  fill_with(item.paint, {}, {x1, y1, x2 - x1, y2 - y1});
}

void Canvas::draw(const paint::StrokePath& item) {
  cairo_save(cairo_);
  set_source(cairo_, item.colour);
  cairo_set_line_width(cairo_, std::max(0.0, sane(item.width)));
  double sum = 0;
  bool dashes_good = !item.dashes.empty();
  for (const double dash : item.dashes) {
    if (!(dash >= 0) || dash > 1e6) dashes_good = false;
    sum += dash;
  }
  if (dashes_good && sum > 0.01) {
    cairo_set_dash(cairo_, item.dashes.data(), static_cast<int>(item.dashes.size()),
                   sane(item.dash_offset));
  }
  if (item.round) {
    cairo_set_line_cap(cairo_, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo_, CAIRO_LINE_JOIN_ROUND);
  }
  add_path(cairo_, item.path);
  cairo_stroke(cairo_);
  cairo_restore(cairo_);
}

void Canvas::draw(const paint::DrawShadow& item) {
  const auto fill = [&item](cairo_t* target) {
    cairo_set_source_rgb(target, 0, 0, 0);
    cairo_set_fill_rule(target, CAIRO_FILL_RULE_EVEN_ODD);
    add_path(target, item.shape);
    if (item.inverted) {
      const double margin = item.blur * 4 + 1;
      add_rectangle(target, {item.bounds.x - margin, item.bounds.y - margin,
                             item.bounds.width + 2 * margin, item.bounds.height + 2 * margin});
    }
    cairo_fill(target);
  };
  draw_blurred(cairo_, {item.bounds, item.blur, item.colour}, fill);
}

// -- pictures

void Canvas::draw_surface(cairo_surface_t* surface, const Area& area, bool smooth) {
  const int width = cairo_image_surface_get_width(surface);
  const int height = cairo_image_surface_get_height(surface);
  if (area.is_empty() || width <= 0 || height <= 0) return;
  cairo_save(cairo_);
  cairo_translate(cairo_, sane(area.x), sane(area.y));
  cairo_scale(cairo_, sane(area.width) / width, sane(area.height) / height);
  fill_surface(cairo_, surface, smooth);
  cairo_restore(cairo_);
}

void Canvas::draw_picture(const image::Image& image, const Area& area, bool smooth) {
  if (area.is_empty()) return;
  if (image.is_vector()) {
    pictures_.draw_vector(cairo_, image, area);
    return;
  }
  bool turned = false;
  cairo_surface_t* surface = pictures_.surface(image, turned);
  if (surface == nullptr) return;
  if (!turned || image.header().orientation == image::Orientation::Upright) {
    draw_surface(surface, area, smooth);
    return;
  }
  const int width = cairo_image_surface_get_width(surface);
  const int height = cairo_image_surface_get_height(surface);
  cairo_save(cairo_);
  cairo_translate(cairo_, sane(area.x), sane(area.y));
  cairo_scale(cairo_, sane(area.width), sane(area.height));
  const cairo_matrix_t matrix = turning(image.header().orientation, width, height);
  cairo_transform(cairo_, &matrix);
  fill_surface(cairo_, surface, smooth);
  cairo_restore(cairo_);
}

void Canvas::draw(const paint::DrawImage& item) {
  if (item.image == nullptr) return;
  enter(item.tag);
  draw_picture(*item.image, item.area, item.smooth);
}

void Canvas::draw_one_tile(const paint::DrawTiles& item, double x, double y) {
  const Area tile{x, y, item.tile.width, item.tile.height};
  if (const auto* image = std::get_if<const image::Image*>(&item.source)) {
    if (*image != nullptr) draw_picture(**image, tile, item.smooth);
    return;
  }
  add_rectangle(cairo_, tile);
  fill_with(std::get<paint::GradientId>(item.source), {x, y}, tile);
}

// One tile with its gap, recorded once and repeated by the reader.
void Canvas::repeat_tile(const paint::DrawTiles& item) {
  const cairo_rectangle_t extents{0, 0, item.step.x, item.step.y};
  const Surface cell(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents));
  {
    const Context context(cairo_create(cell.get()));
    Canvas inner(context.get(), fonts_, pictures_, nullptr, text_as_);
    inner.list_ = list_;
    inner.draw_one_tile(item, 0, 0);
  }
  const Pattern pattern(cairo_pattern_create_for_surface(cell.get()));
  cairo_pattern_set_extend(pattern.get(), CAIRO_EXTEND_REPEAT);
  cairo_matrix_t matrix;
  cairo_matrix_init_translate(&matrix, -sane(item.tile.x), -sane(item.tile.y));
  cairo_pattern_set_matrix(pattern.get(), &matrix);
  cairo_set_source(cairo_, pattern.get());
  add_rectangle(cairo_, item.area);
  cairo_fill(cairo_);
}

void Canvas::draw(const paint::DrawTiles& item) {
  if (item.tile.is_empty() || item.area.is_empty() || !(item.step.x > 0) || !(item.step.y > 0)) {
    return;
  }
  const double first_x = std::floor((item.area.x - item.tile.x) / item.step.x);
  const double first_y = std::floor((item.area.y - item.tile.y) / item.step.y);
  const double columns =
      std::ceil((item.area.x + item.area.width - item.tile.x) / item.step.x) - first_x;
  const double rows =
      std::ceil((item.area.y + item.area.height - item.tile.y) / item.step.y) - first_y;
  cairo_save(cairo_);
  add_rectangle(cairo_, item.area);
  cairo_clip(cairo_);
  if (columns * rows > kMostTiles) {
    repeat_tile(item);
  } else {
    for (double row = 0; row < rows; ++row) {
      for (double column = 0; column < columns; ++column) {
        draw_one_tile(item, item.tile.x + (first_x + column) * item.step.x,
                      item.tile.y + (first_y + row) * item.step.y);
      }
    }
  }
  cairo_restore(cairo_);
}

// -- levels

void Canvas::draw(const paint::PushClip& item) {
  cairo_save(cairo_);
  cairo_set_fill_rule(cairo_, item.rule == paint::FillRule::EvenOdd ? CAIRO_FILL_RULE_EVEN_ODD
                                                                    : CAIRO_FILL_RULE_WINDING);
  cairo_new_path(cairo_);
  add_path(cairo_, item.path);
  cairo_clip(cairo_);
  levels_.push_back({});
}

void Canvas::draw(const paint::PushTransform& item) {
  cairo_save(cairo_);
  const Matrix& m = item.matrix;
  cairo_matrix_t matrix;
  cairo_matrix_init(&matrix, sane(m.a), sane(m.b), sane(m.c), sane(m.d), sane(m.e), sane(m.f));
  if (std::abs(matrix.xx * matrix.yy - matrix.xy * matrix.yx) > 1e-9) {
    cairo_transform(cairo_, &matrix);
  } else {
    // CSS Transforms 1 §7: what has no inverse is not shown.
    cairo_new_path(cairo_);
    cairo_clip(cairo_);
  }
  levels_.push_back({});
}

void Canvas::draw(const paint::PushGroup& item) {
  cairo_push_group(cairo_);
  levels_.push_back({Pushed::Group, item.opacity, item.blend});
  ++groups_;
}

void Canvas::draw(const paint::Pop&) {
  if (levels_.empty()) return;
  const Level level = levels_.back();
  levels_.pop_back();
  if (level.kind == Pushed::State) {
    cairo_restore(cairo_);
    return;
  }
  --groups_;
  cairo_pop_group_to_source(cairo_);
  cairo_set_operator(cairo_, operator_of(level.blend));
  cairo_paint_with_alpha(cairo_, std::clamp(level.opacity, 0.0, 1.0));
  cairo_set_operator(cairo_, CAIRO_OPERATOR_OVER);
}

}  // namespace banxin::pdf
