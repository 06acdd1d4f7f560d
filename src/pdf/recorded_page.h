#pragma once
// RecordedPage: a display list that waits for its fonts. All pages must be known before the first
// can be written (a font's subset is made of all glyphs used), so what waits is packed: about six
// bytes a Han character instead of twenty-three.
#include <string>

#include "paint/display_list.h"

namespace banxin::pdf {

class RecordedPage {
 public:
  explicit RecordedPage(paint::DisplayList list);
  paint::DisplayList unpack() const;
  std::size_t bytes() const;

 private:
  paint::DisplayList list_;  // its glyphs are in codes_
  std::string codes_;
  std::size_t glyph_count_ = 0;
};

}  // namespace banxin::pdf
