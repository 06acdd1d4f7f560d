#pragma once
// Where a glyph's outline crosses a band (CSS Text Decoration 4 §2.10, skip-ink).
#include <cstdint>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

namespace banxin::font {
class Face;
}

namespace banxin::paint {

// Intervals of x, merged and in order; in the face's own grid.
using InkSpans = std::vector<std::pair<double, double>>;

// Remembers what it found: the letters under a page's links are few. Refers to faces, which outlive
// it.
class GlyphInk {
 public:
  // Where the outline has parts between `low` and `high`, y upwards.
  const InkSpans& find(const font::Face& face, std::uint32_t glyph, double low, double high);

 private:
  using Key = std::tuple<const font::Face*, std::uint32_t, double, double>;
  std::map<Key, InkSpans> found_;
};

}  // namespace banxin::paint
