#include "cover/draw_cover.h"

#include <cairo.h>
#include <hb.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/utf8.h"
#include "cover/text_shape.h"
#include "image/transcode.h"

namespace banxin::cover {
namespace {

struct Colour {
  double red, green, blue;
};

constexpr Colour hex(unsigned value) {
  return {((value >> 16U) & 0xFFU) / 255.0, ((value >> 8U) & 0xFFU) / 255.0,
          (value & 0xFFU) / 255.0};
}

// Grounds named after Chinese pigments; white text stands off each by 6:1 at least.
constexpr std::array kGrounds{hex(0x2E4E7E), hex(0x5D3F51), hex(0x3B5B4A), hex(0x7A3B2E),
                              hex(0x41555D), hex(0x6B4423), hex(0x44434F), hex(0x1F4F58)};
constexpr Colour kPaper = hex(0xF7F3E9);
constexpr Colour kInk = hex(0x26221C);

Colour ground_of(std::string_view title) {
  std::uint32_t hash = 2166136261U;
  for (const char c : title)
    hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return kGrounds[(hash >> 8U) % kGrounds.size()];
}

struct SurfaceDeleter {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct ContextDeleter {
  void operator()(cairo_t* context) const { cairo_destroy(context); }
};

// HarfBuzz's outline calls → Cairo's path calls, in font units scaled by `scale`.
struct Pen {
  cairo_t* context;
  double x, y, scale;
  double at_x = 0, at_y = 0;

  void to(float glyph_x, float glyph_y, double& out_x, double& out_y) const {
    out_x = x + static_cast<double>(glyph_x) * scale;
    out_y = y - static_cast<double>(glyph_y) * scale;
  }
};

void move_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
  Pen& pen = *static_cast<Pen*>(data);
  pen.to(x, y, pen.at_x, pen.at_y);
  cairo_move_to(pen.context, pen.at_x, pen.at_y);
}
void line_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
  Pen& pen = *static_cast<Pen*>(data);
  pen.to(x, y, pen.at_x, pen.at_y);
  cairo_line_to(pen.context, pen.at_x, pen.at_y);
}
// NOLINTNEXTLINE(readability-function-size): the signature is HarfBuzz's.
void cubic_to(hb_draw_funcs_t*,
              void* data,
              hb_draw_state_t*,
              float x1,
              float y1,
              float x2,
              float y2,
              float x,
              float y,
              void*) {
  Pen& pen = *static_cast<Pen*>(data);
  double first_x = 0, first_y = 0, second_x = 0, second_y = 0;
  pen.to(x1, y1, first_x, first_y);
  pen.to(x2, y2, second_x, second_y);
  pen.to(x, y, pen.at_x, pen.at_y);
  cairo_curve_to(pen.context, first_x, first_y, second_x, second_y, pen.at_x, pen.at_y);
}
// NOLINTNEXTLINE(readability-function-size): the signature is HarfBuzz's
void quadratic_to(
    hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x1, float y1, float x, float y, void*) {
  Pen& pen = *static_cast<Pen*>(data);
  double control_x = 0, control_y = 0;
  pen.to(x1, y1, control_x, control_y);
  const double from_x = pen.at_x;
  const double from_y = pen.at_y;
  pen.to(x, y, pen.at_x, pen.at_y);
  cairo_curve_to(pen.context, from_x + (control_x - from_x) * 2 / 3,
                 from_y + (control_y - from_y) * 2 / 3, pen.at_x + (control_x - pen.at_x) * 2 / 3,
                 pen.at_y + (control_y - pen.at_y) * 2 / 3, pen.at_x, pen.at_y);
}
void close_path(hb_draw_funcs_t*, void* data, hb_draw_state_t*, void*) {
  cairo_close_path(static_cast<Pen*>(data)->context);
}

class Drawing {
 public:
  Drawing(const CoverText& text, const CoverSize& size, font::FontSet& fonts)
      : text_(text),
        width_(size.width),
        height_(size.height),
        bold_(fonts.stack({{"serif"},
                           {false},
                           {700, 100, font::Slant::Upright},
                           font::region_of_language(text.language)})),
        plain_(fonts.stack({{"serif"}, {false}, {}, font::region_of_language(text.language)})),
        surface_(cairo_image_surface_create(CAIRO_FORMAT_RGB24, size.width, size.height)),
        context_(cairo_create(surface_.get())),
        pens_(hb_draw_funcs_create()) {
    hb_draw_funcs_set_move_to_func(pens_, move_to, nullptr, nullptr);
    hb_draw_funcs_set_line_to_func(pens_, line_to, nullptr, nullptr);
    hb_draw_funcs_set_cubic_to_func(pens_, cubic_to, nullptr, nullptr);
    hb_draw_funcs_set_quadratic_to_func(pens_, quadratic_to, nullptr, nullptr);
    hb_draw_funcs_set_close_path_func(pens_, close_path, nullptr, nullptr);
  }
  ~Drawing() { hb_draw_funcs_destroy(pens_); }
  Drawing(const Drawing&) = delete;
  Drawing& operator=(const Drawing&) = delete;

  Result<std::string> draw() {
    fill_ground();
    if (is_horizontal(text_.writing_mode)) {
      draw_horizontal();
    } else {
      draw_vertical();
    }
    cairo_surface_flush(surface_.get());
    if (cairo_surface_status(surface_.get()) != CAIRO_STATUS_SUCCESS) {
      return Error{ErrorCode::Unusable, "cover", "it cannot be drawn"};
    }
    return image::encode_flat_png(
        {cairo_image_surface_get_data(surface_.get()),
         cairo_image_surface_get_width(surface_.get()),
         cairo_image_surface_get_height(surface_.get()),
         static_cast<std::size_t>(cairo_image_surface_get_stride(surface_.get()))});
  }

 private:
  void set_colour(const Colour& colour) {
    cairo_set_source_rgb(context_.get(), colour.red, colour.green, colour.blue);
  }

  void fill_ground() {
    set_colour(ground_of(text_.title));
    cairo_paint(context_.get());
    // A frame, as of a bound book.
    const double inset = width_ * 0.045;
    cairo_set_source_rgba(context_.get(), 1, 1, 1, 0.45);
    cairo_set_line_width(context_.get(), width_ * 0.0025);
    cairo_rectangle(context_.get(), inset, inset, width_ - 2 * inset, height_ - 2 * inset);
    cairo_stroke(context_.get());
  }

  void draw_line(const ShapedLine& line, double x, double y, double size) {
    for (const PlacedGlyph& glyph : line.glyphs) {
      hb_font_t* font = hb_font_create(glyph.face->harfbuzz_face());
      Pen pen{context_.get(), x + glyph.x * size, y + glyph.y * size,
              size / glyph.face->metrics().units_per_em};
      hb_font_get_glyph_shape(font, glyph.glyph, pens_, &pen);
      hb_font_destroy(font);
    }
    cairo_fill(context_.get());
  }

  // The largest size at which the text takes at most `most_lines` lines of `room` px.
  std::vector<ShapedLine> fit(std::string_view text,
                              font::FontStack& stack,
                              LineDirection direction,
                              double room,
                              double& size,
                              std::size_t most_lines) {
    std::vector<ShapedLine> lines;
    const double least = size * 0.34;
    for (;; size *= 0.9) {
      lines = break_lines(text, stack, text_.language, direction, room / size);
      double longest = 0;
      for (const ShapedLine& line : lines)
        longest = std::max(longest, line.length);
      if ((lines.size() <= most_lines && longest * size <= room) || size < least) break;
    }
    if (lines.size() > most_lines * 2) lines.resize(most_lines * 2);
    if (lines.size() > 1) balance(text, stack, direction, room / size, lines);
    return lines;
  }

  // Lines of about one length: no last line of one character.
  void balance(std::string_view text,
               font::FontStack& stack,
               LineDirection direction,
               double room,
               std::vector<ShapedLine>& lines) {
    double total = 0;
    for (const ShapedLine& line : lines)
      total += line.length;
    const double least = total / static_cast<double>(lines.size());
    for (int step = 0; least + step * 0.5 < room; ++step) {
      std::vector<ShapedLine> even =
          break_lines(text, stack, text_.language, direction, least + step * 0.5);
      if (even.size() > lines.size()) continue;
      lines = std::move(even);
      return;
    }
  }

  double draw_centred(
      std::string_view text, font::FontStack& stack, double y, double size, std::size_t most) {
    const std::vector<ShapedLine> lines =
        fit(text, stack, LineDirection::Horizontal, width_ * 0.74, size, most);
    for (const ShapedLine& line : lines) {
      y += size * 1.05;
      draw_line(line, (width_ - line.length * size) / 2, y, size);
      y += size * 0.35;
    }
    return y;
  }

  void draw_horizontal() {
    set_colour(kPaper);
    double y = draw_centred(text_.title, bold_, height_ * 0.2, width_ * 0.125, 3);
    if (!text_.subtitle.empty()) {
      y = draw_centred(text_.subtitle, plain_, y + height_ * 0.01, width_ * 0.05, 2);
    }
    cairo_rectangle(context_.get(), width_ * 0.44, y + height_ * 0.035, width_ * 0.12,
                    width_ * 0.004);
    cairo_fill(context_.get());
    if (!text_.author.empty()) {
      draw_centred(text_.author, plain_, std::max(y + height_ * 0.07, height_ * 0.62),
                   width_ * 0.055, 2);
    }
    if (!text_.publisher.empty()) {
      draw_centred(text_.publisher, plain_, height_ * 0.88, width_ * 0.034, 1);
    }
  }

  // The title on a label at the upper right, as on thread-bound books; the author low beside it.
  void draw_vertical() {
    double size = width_ * 0.12;
    const double room = height_ * 0.6;
    const std::vector<ShapedLine> lines =
        fit(text_.title, bold_, LineDirection::Vertical, room, size, 2);
    double longest = 0;
    for (const ShapedLine& line : lines)
      longest = std::max(longest, line.length);
    const double label_width = size * (1.3 * static_cast<double>(lines.size()) + 0.5);
    const double label_height = longest * size + size * 1.1;
    const double right = width_ * 0.88;
    const double top = height_ * 0.1;
    set_colour(kPaper);
    cairo_rectangle(context_.get(), right - label_width, top, label_width, label_height);
    cairo_fill(context_.get());
    set_colour(kInk);
    cairo_set_line_width(context_.get(), width_ * 0.003);
    const double inner = size * 0.12;
    cairo_rectangle(context_.get(), right - label_width + inner, top + inner,
                    label_width - 2 * inner, label_height - 2 * inner);
    cairo_stroke(context_.get());
    double x = right - size * 0.9;
    for (const ShapedLine& line : lines) {
      draw_line(line, x, top + size * 0.55, size);
      x -= size * 1.3;
    }
    set_colour(kPaper);
    if (text_.author.empty()) return;
    double author_size = width_ * 0.055;
    const std::vector<ShapedLine> author =
        fit(text_.author, plain_, LineDirection::Vertical, height_ * 0.4, author_size, 1);
    x = width_ * 0.2;
    for (const ShapedLine& line : author) {
      draw_line(line, x, height_ * 0.9 - line.length * author_size, author_size);
      x -= author_size * 1.4;
    }
  }

  const CoverText& text_;
  double width_, height_;
  font::FontStack& bold_;
  font::FontStack& plain_;
  std::unique_ptr<cairo_surface_t, SurfaceDeleter> surface_;
  std::unique_ptr<cairo_t, ContextDeleter> context_;
  hb_draw_funcs_t* pens_;
};

}  // namespace

Result<std::string> draw_cover(const CoverText& text, const CoverSize& size, font::FontSet& fonts) {
  if (size.width < 100 || size.height < 100 || size.width > 10'000 || size.height > 10'000) {
    return Error{ErrorCode::Unusable, "cover", "its size is out of bounds"};
  }
  return Drawing(text, size, fonts).draw();
}

}  // namespace banxin::cover
