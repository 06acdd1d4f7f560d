#pragma once
// draw_cover: a cover for a book that brings none: title and author in the book's own script and
// direction, on a ground whose colour comes from the title, as PNG.
#include <cstdint>
#include <string>

#include "base/geometry.h"
#include "base/result.h"
#include "font/font_set.h"

namespace banxin::cover {

struct CoverText {
  std::string title;
  std::string subtitle;
  std::string author;
  std::string publisher;
  std::string language;  // BCP 47
  WritingMode writing_mode = WritingMode::HorizontalTb;
};

// What stores ask for: 1,600 px high at least, three to four.
struct CoverSize {
  int width = 1200;
  int height = 1600;
};

// Errors: Unusable when Cairo cannot draw it, as for a size without pixels.
Result<std::string> draw_cover(const CoverText& text, const CoverSize& size, font::FontSet& fonts);

}  // namespace banxin::cover
