#pragma once
// Footnotes of the pages (GCPM 3 §2): as blocks or side by side at the end of the page that calls
// them; what finds no room there goes on on the next ones.
#include <cstdint>
#include <memory>
#include <vector>

#include "layout/anonymous_boxes.h"
#include "layout/layout_result.h"
#include "style/style_tree.h"

namespace banxin::layout {

// The notes whose calls stand in a page's content, in order.
std::vector<const Box*> notes_called(const std::vector<OutOfFlowChild>& content);

// §2.5, footnote-policy: block: of notes that were `called` but moved to the next page, the block
// with the call, when a part of it stayed behind in `content` and the page can end before it.
const Box* block_to_move(const std::vector<const Box*>& called, const LayoutResult& content);

class PageNotes {
 public:
  PageNotes(FlowDirection flow, BoxFactory& factory, LayoutContext& context)
      : flow_(flow), factory_(factory), context_(context) {}

  // Of the area around the notes.
  Unit area_edges(const style::PageStyle& style) const;
  // Lays out those that wait from earlier pages and those that are `called` on this one, as long as
  // the area is no taller than `most`. Returns its height, margins included; zero without notes.
  // To be called as often as the page's content changes.
  Unit lay_out(const std::vector<const Box*>& called,
               const style::PageStyle& style,
               LogicalSize page_area,
               Unit most);
  // The area of what was laid out last, null without notes; the rest waits for the next page.
  // `out_of_flow`: positioned boxes in it and notes that its notes call, from its corner.
  struct Area {
    std::unique_ptr<Fragment> fragment;
    Unit end_margin;
    std::vector<OutOfFlowChild> out_of_flow;
  };
  Area take(const style::PageStyle& style, LogicalSize page_area);
  // Called by what no page's area counts with any more: on the next page.
  void wait(const std::vector<const Box*>& called);
  bool is_waiting() const { return !waiting_.empty(); }
  void skip_empty(bool skips) { skips_empty_ = skips; }

 private:
  struct Note {
    const Box* box = nullptr;
    std::unique_ptr<BreakToken> resume;
  };
  static constexpr std::size_t kNotWaiting = SIZE_MAX;
  struct Rest {
    const Box* box = nullptr;
    std::unique_ptr<BreakToken> resume;
    std::size_t waiting = kNotWaiting;  // its index, if it came from an earlier page
  };
  struct PlacedNote {
    const Box* box = nullptr;
    LayoutResult result;
    LogicalEdges margin;
  };

  Box area_box(const style::PageStyle& style) const;
  std::vector<const Box*> blocks_of(const std::vector<const Box*>& called, Unit width);
  bool lay_out_one(Rest& note, const BreakToken* resume, Unit width, Unit room);

  FlowDirection flow_;
  BoxFactory& factory_;
  LayoutContext& context_;
  std::vector<Note> waiting_;  // from earlier pages
  std::vector<PlacedNote> placed_;
  std::vector<Rest> rest_;
  Unit used_;  // by those placed
  bool skips_empty_ = false;
};

}  // namespace banxin::layout
