#pragma once
// InlineLayout: one pass over the lines of a block, down to the end of its fragmentainer. Internal
// to inline_*.cpp.
#include <cstdint>
#include <vector>

#include "layout/float.h"
#include "layout/inline/break_lines.h"
#include "layout/inline/inline_layout.h"
#include "layout/inline/justify.h"
#include "layout/inline/line_builder.h"
#include "layout/inline/paragraph.h"
#include "layout/slices.h"

namespace banxin::layout {

enum class LineEdge : std::uint8_t { Left, Right, Center, Justify };

// Where the lines of the paragraph stand (CSS Text 4 §7.3).
LineEdge resolve_edge(css::TextAlign align, bool rtl);

class InlineLayout {
 public:
  InlineLayout(const Box& block,
               const ConstraintSpace& space,
               ExclusionSpace& exclusions,
               LayoutContext& context)
      : block_(block),
        space_(space),
        exclusions_(exclusions),
        context_(context),
        paragraph_(paragraph_of(block, context)),
        style_(*block.style),
        rtl_(style_.direction == Direction::Rtl) {}

  InlineResult run(const BreakToken* resume);

 private:
  // Where a line may stand beside floats.
  struct Band {
    Unit start, end;  // from the content box's line-left edge
    Unit block_start, block_end;
    bool whole = true;
  };

  struct Placed {
    std::uint32_t begin;   // cluster
    Unit y;                // before the line
    std::size_t children;  // of the result, the line included
    std::size_t out_of_flow;
    std::uint32_t next_event;  // the first float that does not stand above or beside the line
    ExclusionSpace::Mark floats;
  };

  // -- lines (inline_layout.cpp)
  void resolve_for(const ConstraintSpace& space);
  bool place_first_line(const BreakToken* resume);
  LineEdge body_edge() const { return resolve_edge(style_.text_align, rtl_); }
  LineEdge last_edge(bool rtl) const;
  Unit on_grid(Unit y) const;
  Unit keep_pitch(Unit y, const BuiltLine& built) const;
  bool shaped() const { return !exclusions_.empty() || initial_bottom_ > y_; }
  void place_initial();
  Band band_at(Unit y, Unit minimum) const;
  Band band_beside_floats(Unit y, Unit minimum) const;
  Unit first_word(std::uint32_t from) const;
  Unit edges_at(std::uint32_t cluster) const;
  void break_from(std::uint32_t from);
  bool has_line_at(std::uint32_t from) const { return line_index(from) < paragraph_.lines.size(); }
  std::size_t line_index(std::uint32_t from) const;
  bool place_lines();
  bool is_clamped() const;
  Unit indent_of(const LineRange& line) const;
  bool place_line(const LineRange& line, const Band& band, std::size_t at);
  void add_line(const LineRange& line, const Band& band, Unit y, BuiltLine built);
  void note_baseline(Unit baseline);
  void set_hyphen(const LineRange& line);

  // -- fragmentation (inline_breaks.cpp)
  bool must_stand(Unit y) const;
  bool fits_height(Unit y, Unit height) const;
  bool has_object(const LineRange& line) const;
  bool fits(Unit y, const LineRange& line) const;
  bool wants_slices(const LineRange& line, Unit y, const BuiltLine& built) const;
  SlicedRest start_slices(const LineRange& line, BuiltLine built);
  bool place_slice(SlicedRest rest, const ConstraintSpace& sliced_in);
  bool continue_slices(const BreakToken& resume);
  void stop_at_start();
  bool stop_before(std::size_t at, const LineRange& line);
  bool is_chosen_break() const;
  void note_early_break();
  std::uint32_t roll_back(std::size_t keep);

  // -- floats and positioned boxes (inline_floats.cpp)
  std::uint32_t next_unplaced() const;
  void note_placed(std::uint32_t begin);
  const InlineEvent* next_float() const;
  void skip(const InlineEvent& event);
  void place_floats_before(std::uint32_t cluster);
  bool place_floats_inside(const LineRange& line, const Band& band);
  bool comes_lower(const Box& box, Unit y) const;
  Unit float_extent(const Box& box) const;
  void place_floats_below();
  bool clear_after(const LineRange& line);
  void place_one(const Box& box, Unit y);
  void note_out_of_flow(const LineBuilder& builder, const Band& band, Unit y, BuiltLine& built);
  void add_positioned(const Box& box, LogicalPoint at, bool line_right);
  void note_out_of_flow_alone();

  const Box& block_;
  const ConstraintSpace& space_;
  ExclusionSpace& exclusions_;
  LayoutContext& context_;
  Paragraph& paragraph_;
  const style::ComputedStyle& style_;
  bool rtl_;
  bool resumed_ = false;  // an earlier fragmentainer had its part, if only the box's start edge
  bool first_line_only_ = false;
  bool has_initial_ = false;  // the first of the result's children
  bool has_grid_ = false;
  LineRequest request_;
  SetLine set_;
  InlineResult result_;
  std::vector<Placed> placed_;
  std::vector<const Box*> pending_floats_;
  std::uint32_t first_pending_ = 0;  // the event of the first of them
  std::uint32_t first_event_ = 0;    // where this fragment began
  ExclusionSpace::Mark first_floats_;
  std::size_t placed_lines_ = 0;
  std::uint32_t from_ = 0;
  Unit y_, line_height_, body_ascent_;
  Unit initial_width_, initial_bottom_ = Unit::min();
};

}  // namespace banxin::layout
