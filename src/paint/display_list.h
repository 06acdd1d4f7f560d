#pragma once
// DisplayList: one page as a renderer sees it: what is drawn, in painting order, with the text that
// each glyph stands for, the structure it belongs to (tag_tree.h), links and destinations. The one
// boundary between layout and its outputs (PDF, PNG, SVG). A value; refers to faces and pictures,
// which outlive it. Coordinates: CSS px from the page's top left corner, y downwards.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/matrix.h"
#include "base/unit.h"

namespace banxin::font {
class Face;
}
namespace banxin::image {
class Image;
}

namespace banxin::paint {

struct Coordinates {
  double x = 0, y = 0;
  bool operator==(const Coordinates&) const = default;
};
struct Area {
  double x = 0, y = 0, width = 0, height = 0;
  bool is_empty() const { return width <= 0 || height <= 0; }
  bool operator==(const Area&) const = default;
};
// sRGB, not premultiplied, each 0–1.
struct Colour {
  float red = 0, green = 0, blue = 0, alpha = 1;
  bool operator==(const Colour&) const = default;
};

// -- shapes
enum class Verb : std::uint8_t { Move, Line, Curve, Close };  // 1, 1, 3 and 0 points
struct Path {
  std::vector<Verb> verbs;
  std::vector<Coordinates> points;

  void move(double x, double y) { add(Verb::Move, x, y); }
  void line(double x, double y) { add(Verb::Line, x, y); }
  void curve(Coordinates first, Coordinates second, Coordinates end);
  void close() { verbs.push_back(Verb::Close); }
  void rectangle(const Area& area);
  void append(const Path& other);

 private:
  void add(Verb verb, double x, double y) {
    verbs.push_back(verb);
    points.push_back({x, y});
  }
};
enum class FillRule : std::uint8_t { NonZero, EvenOdd };

struct GradientStop {
  double offset = 0;
  Colour colour;
};
enum class GradientShape : std::uint8_t { Linear, Radial, Conic };
// Stops ascend. Linear: from `start` to `end`. Radial: an ellipse about `start` with `radius`.
// Conic: about `start`, clockwise from the top by `angle` degrees; offsets in turns.
struct Gradient {
  GradientShape shape = GradientShape::Linear;
  bool repeating = false;
  Coordinates start, end, radius;
  double angle = 0;
  std::vector<GradientStop> stops;
};
// An index into DisplayList::gradients: items stay small.
struct GradientId {
  std::uint32_t index = 0;
};

// -- structure: an index into the TagTree; 0 is an artifact, which is no part of the content.
using TagId = std::uint32_t;
inline constexpr TagId kArtifact = 0;

// -- items
struct Glyph {
  std::uint32_t id = 0;       // in the face
  std::uint32_t cluster = 0;  // byte offset in the run's text of the first character it stands for
  Unit advance;               // along the run
  Unit x_offset, y_offset;    // from the pen, y downwards
};

enum class RunDirection : std::uint8_t {
  Horizontal,
  Upright,                  // the pen goes down, glyphs stand
  Rotated,                  // the whole run turned 90° clockwise about its origin
  RotatedCounterClockwise,  // …90° the other way
};

struct GlyphRun {
  const font::Face* face = nullptr;
  Unit font_size;
  Coordinates origin;  // the pen before the first glyph
  RunDirection direction = RunDirection::Horizontal;
  bool right_to_left = false;  // `glyphs` are in visual order, `text` in logical order
  // Only a shape: it stands for no text (a shadow, an emphasis mark, a leader).
  bool is_shape = false;
  float horizontal_scale = 1;
  float blur = 0;  // standard deviation in px; shapes only
  Colour colour;
  std::uint32_t first_glyph = 0, glyph_count = 0;  // in DisplayList::glyphs
  std::uint32_t text_start = 0, text_length = 0;   // in DisplayList::text
  TagId tag = kArtifact;
};
struct FillRect {
  Area area;
  Colour colour;
};
struct FillPath {
  Path path;
  FillRule rule = FillRule::NonZero;
  std::variant<Colour, GradientId> paint;
};
struct StrokePath {
  Path path;
  double width = 1;
  std::vector<double> dashes;
  double dash_offset = 0;
  bool round = false;  // caps and joins
  Colour colour;
};
struct DrawImage {
  const image::Image* image = nullptr;
  Area area;
  bool smooth = true;
  TagId tag = kArtifact;
};
// `source` drawn into `tile`, and again every `step`, over `area`. A gradient's coordinates are
// relative to the tile's corner.
struct DrawTiles {
  std::variant<const image::Image*, GradientId> source;
  Area tile;
  Coordinates step;
  Area area;
  bool smooth = true;
};
// The shape filled and blurred by a Gaussian; `inverted`: all but the shape.
struct DrawShadow {
  Path shape;
  Area bounds;      // of the shape
  double blur = 0;  // standard deviation, px
  bool inverted = false;
  Colour colour;
};
struct PushClip {
  Path path;
  FillRule rule = FillRule::NonZero;
};
struct PushTransform {
  Matrix matrix;
};
enum class Blend : std::uint8_t {
  Normal,
  Multiply,
  Screen,
  Overlay,
  Darken,
  Lighten,
  ColourDodge,
  ColourBurn,
  HardLight,
  SoftLight,
  Difference,
  Exclusion,
  Hue,
  Saturation,
  Colour,
  Luminosity,
};
struct PushGroup {
  double opacity = 1;
  Blend blend = Blend::Normal;
};
// Ends the innermost PushClip, PushTransform or PushGroup.
struct Pop {};
// An area that leads to `uri`, or within the file to `destination`: one of the two is empty.
struct Link {
  Area area;
  std::string uri;
  std::string destination;
  TagId tag = kArtifact;
};
struct Destination {
  std::string name;
  Coordinates place;
};
// A heading: an entry of the outline.
struct Bookmark {
  std::string title;
  int level = 1;
  Coordinates place;
};

using Item = std::variant<GlyphRun,
                          FillRect,
                          FillPath,
                          StrokePath,
                          DrawImage,
                          DrawTiles,
                          DrawShadow,
                          PushClip,
                          PushTransform,
                          PushGroup,
                          Pop,
                          Link,
                          Destination,
                          Bookmark>;

struct DisplayList {
  double width = 0, height = 0;
  std::string label;  // the page's number as the reader sees it: "iv", "12"; "" for its ordinal
  std::vector<Item> items;
  std::vector<Glyph> glyphs;
  std::vector<Gradient> gradients;
  std::string text;

  std::span<const Glyph> glyphs_of(const GlyphRun& run) const {
    return std::span(glyphs).subspan(run.first_glyph, run.glyph_count);
  }
  std::string_view text_of(const GlyphRun& run) const {
    return std::string_view(text).substr(run.text_start, run.text_length);
  }
};

}  // namespace banxin::paint
