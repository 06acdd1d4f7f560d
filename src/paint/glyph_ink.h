#pragma once
// Where a glyph's outline crosses a band (CSS Text Decoration 4 §2.10, skip-ink).
#include <cstdint>
#include <utility>
#include <vector>

namespace banxin::font {
class Face;
}

namespace banxin::paint {

// The extents in x of the outline's parts between `low` and `high`, as one interval each, merged
// and in order. The face's own grid, y upwards.
std::vector<std::pair<double, double>> find_ink(const font::Face& face,
                                                std::uint32_t glyph,
                                                double low,
                                                double high);

}  // namespace banxin::paint
