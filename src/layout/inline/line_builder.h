#pragma once
// line_builder: one line that has been set becomes a Line fragment: pieces of text in visual order
// (UAX #9 L2), inline boxes around them, everything at its height (CSS 2.2 §10.8), with ruby and
// emphasis marks between the lines.
#include <memory>
#include <vector>

#include "layout/inline/caches.h"
#include "layout/inline/justify.h"
#include "layout/inline/paragraph.h"

namespace banxin::layout {

struct BuiltLine {
  std::unique_ptr<Fragment> fragment;
  Unit height;
  Unit baseline;         // from the block start of the line box
  bool phantom = false;  // nothing on it: no height (CSS 2.2 §9.4.2)
  // Positioned boxes inside atomic inlines; logical in the paragraph's flow, from the line box.
  std::vector<OutOfFlowChild> out_of_flow;
};

// Where an annotation stands along the line: its first character, what is added between its
// characters, and the extent of its base.
struct RubyPlace {
  Unit at, gap;
  Unit base_left, base_width;
};

// `copies` of what the run shows, one after the other (leaders.cpp).
void repeat_run(TextRun& run, std::uint32_t copies);

class LineBuilder {
 public:
  // `containing`: the content box of the block, for percentages of relative positions.
  LineBuilder(Paragraph& paragraph,
              LayoutContext& context,
              LogicalSize containing = {Unit{}, kIndefinite});

  // `width`: of the line box. `start`: where the text starts in it, from line-left.
  BuiltLine build(const SetLine& line, Unit width, Unit start);

  // Where the characters of the last line begin, from line-left; by cluster.
  Unit offset_of(std::uint32_t cluster) const;

  // Where an empty inline before `cluster` of the line just built would stand, from line-left, and
  // whether its line-right edge stands there (it is among right-to-left text).
  struct StaticPlace {
    Unit x;
    bool line_right = false;
  };
  StaticPlace static_place(std::uint32_t cluster, const SetLine& line) const;

 private:
  enum class LeafType : std::uint8_t { Text, Atomic, Anchor, Hyphen };
  struct Leaf {
    LeafType type = LeafType::Text;
    std::uint32_t begin = 0, end = 0;
    const ShapedRun* run = nullptr;
    const TextSpan* span = nullptr;
    AtomicInline* atomic = nullptr;
    std::uint8_t level = 0;
    std::uint32_t copies = 1;  // of a leader's pattern
    Unit lead, trail;          // blanks before and after a leader, in the text's order
  };
  // A fragment to be, in coordinates of the line: x from line-left, y from the root's baseline.
  struct Node {
    std::uint32_t parent = 0;
    std::uint32_t group = 0;  // boxes aligned to the line's top or bottom move together
    Unit x, y, width, height;
    Point at;  // in the line, when it is finished
    Fragment* fragment = nullptr;
    std::unique_ptr<Fragment> owned;
  };
  struct OpenBox {
    const Box* box = nullptr;
    std::uint32_t node = 0;
    std::uint32_t group = 0;
    Unit baseline;  // y
    FontHeight font;
    const style::ComputedStyle* style = nullptr;
    const font::FontStack* fonts = nullptr;
    LogicalEdges inner;  // borders and padding
    Unit end_margin;     // on its line-right side
  };
  struct Group {
    Unit top, bottom;  // y, from the group's baseline
    bool any = false;
    css::VerticalAlignKeyword align = css::VerticalAlignKeyword::Baseline;
    Unit shift;
  };

  void collect_leaves(const SetLine& line);
  void repeat_leaders(const SetLine& line);
  void repeat_leader(std::size_t first, std::size_t last, const SetLine& line);
  void part_levels();
  void reorder();
  void place_leaf(const Leaf& leaf, const SetLine& line);
  void open_boxes_of(const Leaf& leaf);
  void open_box(const Box& box, const Leaf& leaf);
  void close_box();
  bool ends_on_line(const Box& box) const;
  bool leaf_has(const Leaf& leaf, const Box& box, bool first) const;
  Unit baseline_of(const style::ComputedStyle& style, FontHeight own, const OpenBox& parent) const;
  std::uint32_t group_of(const style::ComputedStyle& style, const OpenBox& parent);
  void include(std::uint32_t group, Unit top, Unit bottom);
  void include_strut();
  void add_text(const Leaf& leaf, const SetLine& line);
  void add_atomic(const Leaf& leaf);
  void add_hyphen(const Leaf& leaf, const SetLine& line);
  void add_emphasis(const Leaf& leaf, const SetLine& line, const Node& text);
  void add_rubies(const SetLine& line);
  void add_bopomofo(const RubyPair& pair, Unit right);
  void base_extent(const RubyPair& pair, const SetLine& line, Unit& left, Unit& right) const;
  void add_ruby(std::size_t first, std::size_t last, Unit left, Unit right);
  void add_annotation(const RubyPair& pair, const RubyPlace& place);
  Node& add_node(FragmentType type, const Box* box);
  void fill_run(const Leaf& leaf, const SetLine& line, TextRun& run);
  void note_fallback(const Leaf& leaf);
  BuiltLine finish(Unit width);
  Unit deepest_in(std::uint32_t cluster, const SetLine& line, bool backwards, bool odd) const;
  void hand_on_positioned(BuiltLine& built);

  Paragraph& paragraph_;
  LayoutContext& context_;
  InlineCaches& caches_;
  LogicalSize containing_;
  // Positioned boxes of an atomic inline and its node; static positions logical in its flow.
  struct Waiting {
    OutOfFlowChild child;
    std::uint32_t node = 0;
    FlowDirection flow;
  };
  std::vector<Waiting> waiting_;
  FlowDirection inside_;  // over is block start, line-left is inline start
  bool central_ = false;
  std::vector<Leaf> leaves_;
  std::vector<Node> nodes_;
  std::vector<OpenBox> open_;
  std::vector<Group> groups_;
  std::vector<Unit> cluster_x_;
  std::vector<std::uint32_t> offsets_;
  std::uint32_t first_cluster_ = 0;
  Unit x_, width_;
  bool solid_ = false;  // something on the line gives it height
};

}  // namespace banxin::layout
