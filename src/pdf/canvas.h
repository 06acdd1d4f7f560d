#pragma once
// Canvas: draws the items of a display list on a Cairo context. One painter for PDF, PNG and SVG;
// what only a PDF has (tags, links, destinations) goes to a PageListener.
#include <vector>

#include "pdf/cairo_types.h"
#include "pdf/clusters.h"
#include "pdf/fonts.h"
#include "pdf/pictures.h"
#include "pdf/text_batch.h"

namespace banxin::pdf {

class PageListener {
 public:
  virtual ~PageListener() = default;
  // The text or picture drawn next belongs to `tag`. Not called within groups, of whose structure
  // Cairo knows nothing.
  virtual void enter(paint::TagId tag) = 0;
};

enum class TextAs : std::uint8_t { Text, Shapes };

class Canvas {
 public:
  Canvas(cairo_t* cairo, Fonts& fonts, Pictures& pictures, PageListener* listener, TextAs text_as)
      : cairo_(cairo),
        fonts_(fonts),
        pictures_(pictures),
        listener_(listener),
        text_as_(text_as),
        batch_(cairo) {}

  // The context's coordinates are the list's (px).
  void draw(const paint::DisplayList& list);

 private:
  void draw(const paint::GlyphRun& run);
  void draw(const paint::FillRect& item);
  void draw(const paint::FillPath& item);
  void draw(const paint::StrokePath& item);
  void draw(const paint::DrawImage& item);
  void draw(const paint::DrawTiles& item);
  void draw(const paint::DrawShadow& item);
  void draw(const paint::PushClip& item);
  void draw(const paint::PushTransform& item);
  void draw(const paint::PushGroup& item);
  void draw(const paint::Pop& item);
  void draw(const paint::Link&) {}
  void draw(const paint::Destination&) {}
  void draw(const paint::Bookmark&) {}

  bool is_too_large(const paint::GlyphRun& run) const;
  void enter(paint::TagId tag);
  void place_glyphs(const paint::GlyphRun& run,
                    std::span<const paint::Glyph> glyphs,
                    paint::Coordinates origin);
  void draw_shape(const paint::GlyphRun& run, std::span<const paint::Glyph> glyphs);
  void show_text(const paint::GlyphRun& run, std::string_view text);
  void fill_glyphs(cairo_t* cairo, const paint::GlyphRun& run);
  void draw_colour_glyphs(const paint::GlyphRun& run,
                          std::span<const paint::Glyph> glyphs,
                          std::string_view text);
  void show_blank(const paint::GlyphRun& run, const Cluster& cluster, std::string_view text);
  void draw_surface(cairo_surface_t* surface, const paint::Area& area, bool smooth);
  void draw_picture(const image::Image& image, const paint::Area& area, bool smooth);
  void fill_with(const std::variant<paint::Colour, paint::GradientId>& source,
                 paint::Coordinates offset,
                 const paint::Area& area);
  void draw_one_tile(const paint::DrawTiles& item, double x, double y);
  void repeat_tile(const paint::DrawTiles& item);

  enum class Pushed : std::uint8_t { State, Group };
  struct Level {
    Pushed kind = Pushed::State;
    double opacity = 1;
    paint::Blend blend = paint::Blend::Normal;
  };

  cairo_t* cairo_;
  Fonts& fonts_;
  Pictures& pictures_;
  PageListener* listener_;
  TextAs text_as_;
  const paint::DisplayList* list_ = nullptr;
  std::vector<Level> levels_;
  std::size_t groups_ = 0;
  paint::TagId tag_ = paint::kArtifact;  // entered last
  std::vector<cairo_glyph_t> glyphs_;
  std::vector<Cluster> clusters_;
  TextBatch batch_;
};

}  // namespace banxin::pdf
