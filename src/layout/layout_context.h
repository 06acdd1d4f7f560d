#pragma once
// LayoutContext: what every step of one chapter's layout shares. One chapter, one context, one
// thread.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/arena.h"
#include "base/diagnostics.h"
#include "base/limits.h"
#include "layout/constraint_space.h"
#include "layout/layout_result.h"

namespace banxin::dom {
class Document;
}
namespace banxin::font {
class FontSet;
}
namespace banxin::image {
class ImageStore;
}
namespace banxin::style {
class StyledDocument;
}

namespace banxin::layout {

struct TableStructure;

// Of something that is sliced over pages (slices.h): what no page has had yet.
struct SlicedRest {
  std::unique_ptr<Fragment> whole;
  Unit consumed;
  Unit page;  // how much a page holds
  bool skips_empty = false;
  // Measured at the first slice: of the whole with what overflows it, and of such boxes inside.
  Unit total = kIndefinite;
  std::unordered_map<const Fragment*, Unit> overflowing;
  // Of lines that may be divided: where their text stands in them, which stays together.
  struct Extent {
    Unit start, end;
  };
  std::unordered_map<const Fragment*, Extent> texts;
  // Of a line: where it begins and ends.
  std::uint32_t line_begin = 0, line_end = 0;
};

// Tracks that a subgrid takes from its parent (CSS Grid 2 §9).
struct SubgridTracks {
  std::vector<Unit> columns, rows;
  Unit column_gap, row_gap;
};

class LayoutContext {
 public:
  LayoutContext(const style::StyledDocument& styled_document,
                font::FontSet& font_set,
                const image::ImageStore& image_store,
                const Limits& all_limits,
                Diagnostics& found);
  ~LayoutContext();
  LayoutContext(const LayoutContext&) = delete;
  LayoutContext& operator=(const LayoutContext&) = delete;

  const style::StyledDocument& styles;
  font::FontSet& fonts;
  const image::ImageStore& images;
  const Limits& limits;
  Diagnostics& diagnostics;
  Arena memory;

  // The initial containing block: the page area of the first page, or the viewport.
  LogicalSize initial_containing_block{Unit::from_px(800), Unit::from_px(600)};
  bool quirks = false;             // the document is in quirks mode
  bool line_height_quirk = false;  // … or in limited-quirks mode (Quirks Mode §3.3)
  // A picture that cannot be had still takes the size that it was given, as in a browser.
  bool has_room_for_missing_pictures = true;
  // LIMIT: what all shape-outside cost, in rows times corners; then floats keep text off their
  // boxes.
  std::int64_t shape_steps = 400'000'000;
  int column_depth = 0;  // how many multi-column boxes are being laid out, one in the other
  const dom::Document* document = nullptr;  // for places in diagnostics; set by build_boxes()
  std::uint32_t box_count = 0;              // boxes have the indices 0 … box_count − 1

  // What layout/inline keeps of a paragraph between its pages (items, shaped runs, breaks); freed
  // when its last line has been placed.
  struct InlineState {
    virtual ~InlineState() = default;
  };
  std::unordered_map<const Box*, std::unique_ptr<InlineState>> inline_states;

  std::unordered_map<const Box*, SlicedRest> sliced;
  std::unordered_set<const Box*> sliced_boxes;  // of which a diagnostic tells already
  bool has_first_lines = false;  // there are rules for ::first-line; set by build_boxes()
  // By block: its inline content in the styles of its first line, null where it has none.
  std::unordered_map<const Box*, const Box*> first_lines;

  // Borders of cells and grids of tables with collapsed borders: half of each edge's winner.
  std::unordered_map<const Box*, Edges> collapsed_borders;
  std::unordered_map<const Box*, std::unique_ptr<TableStructure>> tables;
  std::unordered_map<const Box*, std::unique_ptr<SubgridTracks>> subgrids;

  // Measures, so that nested boxes are not measured again at every level; by Box::index.
  std::vector<std::optional<MinMaxSizes>> content_sizes;

  // Results of layouts that were only made to know a size, by box and space; bounded a box.
  struct CachedLayout {
    ConstraintSpace space;
    Size size;
    Unit intrinsic_block_size;
    std::optional<Unit> first_baseline, last_baseline;
  };
  std::unordered_map<const Box*, std::vector<CachedLayout>> sized;
};

}  // namespace banxin::layout
