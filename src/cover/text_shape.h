#pragma once
// One line of a cover's text: shaped with HarfBuzz, broken by width.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "font/font_set.h"

namespace banxin::cover {

enum class LineDirection : std::uint8_t { Horizontal, Vertical };

// In parts of an em, from the line's beginning; y grows downwards.
struct PlacedGlyph {
  const font::Face* face = nullptr;
  std::uint32_t glyph = 0;
  double x = 0, y = 0;
};

struct ShapedLine {
  std::vector<PlacedGlyph> glyphs;
  double length = 0;  // along the line, in em
};

ShapedLine shape_line(std::string_view text,
                      font::FontStack& stack,
                      std::string_view language,
                      LineDirection direction);

// Lines of at most `most` em: between words, and between the characters of scripts without spaces.
// A line that is too long for that stays whole when it is one word.
std::vector<ShapedLine> break_lines(std::string_view text,
                                    font::FontStack& stack,
                                    std::string_view language,
                                    LineDirection direction,
                                    double most);

}  // namespace banxin::cover
