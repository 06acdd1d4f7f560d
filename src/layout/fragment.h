#pragma once
// Fragment: what layout gives for one box (or line, or run of glyphs) on one page or in one column.
// A value, immutable once made, with physical coordinates. A page's fragments are freed when the
// page has been painted, so nothing here may point into another fragment.
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/geometry.h"
#include "layout/box.h"

namespace banxin::font {
class Face;
}

namespace banxin::layout {

struct Glyph {
  std::uint32_t id = 0;       // in the face
  std::uint32_t cluster = 0;  // byte offset in TextRun::text of the first character it stands for
  Unit advance;               // along the line, justification and squeezing included
  Unit x_offset, y_offset;    // from the pen, x rightwards and y downwards
};

enum class GlyphOrientation : std::uint8_t {
  Horizontal,
  Upright,                  // vertical line, glyphs upright (vert forms chosen), advance downwards
  Rotated,                  // vertical line, the whole run turned 90° clockwise
  RotatedCounterClockwise,  // sideways-lr
};

// A run of glyphs of one face, size and style on one line, in visual order.
struct TextRun {
  const font::Face* face = nullptr;
  Unit font_size;
  std::string text;  // the source's characters, in logical order: what copying gives back
  std::vector<Glyph> glyphs;
  GlyphOrientation orientation = GlyphOrientation::Horizontal;
  bool right_to_left = false;
  bool generated = false;      // a hyphen, a leader: shown, but not text of the source
  float horizontal_scale = 1;  // text-combine-upright: squeezed to 1 em
  Unit baseline;  // from the fragment's block-start edge of the line box side to the baseline:
                  // distance from the fragment's top (horizontal) or right (vertical) edge
};

// A straight line that a box draws besides its borders: a collapsed table border (CSS 2.2 §17.6.2)
// or a column rule. From the fragment's top left corner to the line's rectangle.
struct RuleLine {
  Rect rect;
  style::BorderStyle border_style = style::BorderStyle::Solid;
  style::Color color;
  bool is_vertical = false;
};

enum class FragmentType : std::uint8_t { Box, Line, Text };

struct Fragment;
struct ChildFragment {
  Point offset;  // of the child's border box from the parent's border box, top left to top left
  std::unique_ptr<Fragment> fragment;
};

struct Fragment {
  FragmentType type = FragmentType::Box;
  const Box* box = nullptr;  // null for a Line
  Size size;              // border box; of a line its line box; of text its advance × content area
  Edges border, padding;  // used widths on the sides this fragment has (CSS Break 3 §5.4)
  bool is_first = true;   // of its box: decides which borders are cut
  bool is_last = true;
  // A list item's marker, a repeated table head, a running element: not text in reading order.
  bool is_artifact = false;
  // Borders are drawn by the table grid's rules, not by this fragment (collapsed cells).
  bool borders_collapsed = false;
  Unit baseline;  // of a Line: its baseline from its block-start edge
  std::unique_ptr<TextRun> text;
  // Collapsed borders of a table grid, rules between columns; null where there are none.
  std::unique_ptr<std::vector<RuleLine>> rules;
  std::vector<ChildFragment> children;  // in paint order of equal z-index
};

}  // namespace banxin::layout
