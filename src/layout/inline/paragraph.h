#pragma once
// Paragraph: one inline formatting context between its boxes and its lines. Each file of this
// folder is a step that fills the next group of fields; nothing before it is changed afterwards.
// Positions are indices of characters or of clusters, never pointers, so that vectors may grow.
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>
#include <unordered_map>
#include <vector>

#include "base/geometry.h"
#include "font/font_set.h"
#include "layout/constraint_space.h"
#include "layout/fragment.h"
#include "layout/inline/classify.h"
#include "layout/layout_context.h"
#include "layout/layout_result.h"

namespace banxin::layout {

// Text of one text box (or one object) in one style.
struct TextSpan {
  std::uint32_t begin = 0;      // up to the next span's begin
  const Box* box = nullptr;     // the text box, the atomic box, or the box of an anchor
  const Box* parent = nullptr;  // the innermost inline box around it, or the block
  const style::ComputedStyle* style = nullptr;
  font::FontStack* fonts = nullptr;
};

enum class EventType : std::uint8_t { Open, Close, Float, OutOfFlow };

// What happens between the characters before and at `position`, in order.
struct InlineEvent {
  std::uint32_t position = 0;
  EventType type = EventType::Open;
  const Box* box = nullptr;
};

// An atomic inline (U+FFFC in the text).
struct AtomicInline {
  std::uint32_t position = 0;
  const Box* box = nullptr;
  LogicalEdges margin;  // in the paragraph's flow
  LogicalSize size;     // border box
  Unit ascent;          // from its margin box's block start to its baseline
  Unit basis;           // what it was laid out for
  LayoutResult result;  // its fragment is moved into the line
  bool is_in_line = false;
};

struct Paragraph;

// One base with its annotation (CSS Ruby 1 §3): the base's characters stand in the text.
struct RubyPair {
  std::uint32_t begin = 0, end = 0;  // of the base, in characters
  const Box* ruby = nullptr;
  const Box* base = nullptr;
  const Box* text = nullptr;
  std::unique_ptr<Paragraph> annotation;
  Unit width;           // of the annotation on one line
  Unit base_lead;       // blank added before the base, and
  Unit base_spread;     // …after each of its characters but the last
  Unit base_trail;      // …after it
  Unit inner;           // of annotations on the same side that stand between it and its base
  bool joined = false;  // ruby-merge: one annotation with that of the pair before
  bool under = false;
  bool beside = false;  // bopomofo at the right of its base
};

// May the line be broken before this character?
enum class BreakKind : std::uint8_t {
  None,
  Allowed,
  InWord,     // allowed, but inside a word of a language without blanks (auto-phrase)
  Hyphen,     // inside a word, with a hyphen shown
  InAddress,  // inside a URL, at one of its own places
  Remedial,   // between closing marks, where nothing else helps
  Emergency,  // anywhere in a word that is wider than its line (overflow-wrap)
  Forced,
};

struct ShapedRun {
  std::uint32_t text_begin = 0, text_end = 0;
  std::uint32_t cluster_begin = 0, cluster_end = 0;
  std::uint32_t span = 0;
  const font::Face* face = nullptr;
  Unit font_size;
  GlyphOrientation orientation = GlyphOrientation::Horizontal;
  std::uint8_t level = 0;  // of bidi embedding
  bool combined = false;   // text-combine-upright: one cluster, set horizontally
  float horizontal_scale = 1;
};

enum ClusterFlag : std::uint8_t {
  kDiscardable = 1,  // a blank that vanishes at a line's end
  kHanging = 2,      // a kept blank that hangs over a line's end
  kGapAfter = 4,     // justification may open a gap after it
  kWordSpace = 8,    // the gap is a blank between words
  kAdjustable = 16,  // has a row in Paragraph::adjustments
  kEdges = 32,       // has a row in Paragraph::edges
  kRubyBase = 64,    // carries ruby: gaps beside it are measured with its ruby
};

struct Cluster {
  std::uint32_t text = 0;   // its first character
  std::uint32_t glyph = 0;  // its first glyph
  Unit advance;             // natural: squeezed beside other marks, with letter-spacing
  CharClass char_class = CharClass::Other;
  std::uint8_t flags = 0;
  BreakKind break_before = BreakKind::None;
};

struct ClusterGlyph {
  std::uint32_t id = 0;
  Unit advance;
  Unit x_offset, y_offset;  // as layout::Glyph
};

// The classes of shrinking and stretching, in the order of typography.md §3.
inline constexpr int kShrinkClasses = 7;
struct Adjustment {
  std::uint32_t cluster = 0;
  std::uint8_t shrink_class = 0;   // 1–7; 0: does not shrink
  std::uint8_t stretch_class = 0;  // 1 blanks of words, 2 Han beside Latin; 0: by its gap only
  bool shrinks_before = false;     // what is taken lies before the glyph
  bool shrinks_both = false;
  Unit shrink, stretch;
  Unit space_after;    // the blank of text-autospace after the cluster, contained in its advance
  Unit at_line_end;    // added to the advance when the cluster ends a line…
  Unit at_line_start;  // …or begins one
  Unit at_first_line;  // …or begins the first line, or one after a forced break
  Unit optional_end;   // taken at a line's end only where that makes the line fit
  Unit hang;           // the part of it that may hang over the line's end
  Unit offset;         // the glyph's own shift from its squeezing beside other marks
};

// Widths of inline boxes' margins, borders and padding beside a cluster.
struct ClusterEdges {
  std::uint32_t cluster = 0;
  Unit before, after;
  Unit ruby_before, ruby_after;  // of these, what wide ruby needs
};

// CSS Break 3 §5.4, box-decoration-break: clone: what the boxes around them add to a line that
// begins, and to one that ends, with the clusters from `cluster` up to the next row's.
struct ClonedEdges {
  std::uint32_t cluster = 0;
  Unit start, end;
};

// What a line-breaker chose: the clusters of a line, blanks at its end included.
struct LineRange {
  std::uint32_t begin = 0, end = 0;  // clusters
  bool hyphenated = false;
  bool forced = false;  // ends with a forced break, or the paragraph
};

struct Paragraph final : LayoutContext::InlineState {
  const Box* block = nullptr;
  const style::ComputedStyle* style = nullptr;  // of the block
  FlowDirection flow;
  bool vertical = false;  // vertical typesetting: upright Han (not of sideways modes)
  font::Region region = font::Region::None;
  Unit em;  // of the block

  // collect
  std::vector<char32_t> text;
  std::vector<TextSpan> spans;
  std::vector<InlineEvent> events;
  std::vector<AtomicInline> atomics;
  std::vector<RubyPair> rubies;  // by their begin, outer ones first
  // Where the characters of each inline box stand.
  struct TextRange {
    std::uint32_t begin = 0, end = 0;
  };
  std::unordered_map<const Box*, TextRange> box_ranges;
  std::vector<TextRange> leaders;       // the pattern of each leader()
  const Box* initial_letter = nullptr;  // left out of the text; set beside its first lines
  bool has_han = false;
  bool needs_bidi = false;
  bool has_floats = false;
  // itemize
  std::vector<CharClass> classes;
  std::vector<std::uint8_t> levels;  // empty when all are 0
  std::uint8_t base_level = 0;
  struct LevelAt {
    std::uint32_t position = 0;  // in `text`
    std::uint8_t level = 0;
  };
  std::vector<LevelAt> level_gaps;  // before which a lower level stands between
  std::vector<LevelAt> own_levels;  // with `plaintext`: base levels, by where they begin
  bool is_rtl_at(std::uint32_t position) const;
  // break_opportunities
  std::vector<BreakKind> breaks;
  // shape
  std::vector<ShapedRun> runs;
  std::vector<Cluster> clusters;  // one more at the end, as a sentinel
  std::vector<ClusterGlyph> glyphs;
  // spacing
  std::vector<Adjustment> adjustments;
  std::vector<ClusterEdges> edges;
  std::vector<ClonedEdges> cloned;  // empty where nothing is cloned
  // break_lines
  std::vector<LineRange> lines;  // of `lines_measure`, from cluster `lines_from` on
  Unit lines_measure = Unit::min();
  std::uint32_t lines_from = 0;
  std::size_t next_event = 0;      // floats before it have been placed
  Unit edges_basis = Unit::min();  // for which atomics and edges were resolved
  Unit block_basis = kIndefinite;  // what percentages of atomics' heights refer to

  // Index of the first atomic inline at or after a position; they are in the text's order.
  std::size_t first_atomic_at(std::uint32_t position) const {
    const auto found = std::lower_bound(
        atomics.begin(), atomics.end(), position,
        [](const AtomicInline& atomic, std::uint32_t at) { return atomic.position < at; });
    return static_cast<std::size_t>(found - atomics.begin());
  }
  std::uint32_t cluster_count() const { return static_cast<std::uint32_t>(clusters.size()) - 1; }
  const TextSpan& span_at(std::uint32_t position) const;
  std::uint32_t span_index_at(std::uint32_t position) const;
  const ShapedRun& run_at(std::uint32_t cluster) const;
  const Adjustment* adjustment_of(std::uint32_t cluster) const;
  // What a break before the cluster adds to the line before and to the one after it.
  ClonedEdges cloned_at(std::uint32_t cluster) const {
    auto found =
        std::upper_bound(cloned.begin(), cloned.end(), cluster,
                         [](std::uint32_t at, const ClonedEdges& row) { return at < row.cluster; });
    return found == cloned.begin() ? ClonedEdges{} : *std::prev(found);
  }
  const ClusterEdges* edges_of(std::uint32_t cluster) const;
  // The cluster that `position` belongs to.
  std::uint32_t cluster_at(std::uint32_t position) const;
};

// What asks for Chinese setting beyond what browsers do: the page's own values (README.md).
bool wants_fine_setting(const style::ComputedStyle& style);

// Steps, in order.
void collect(const Box& block, Paragraph& paragraph, LayoutContext& context);
void itemize(Paragraph& paragraph, LayoutContext& context);
void find_breaks(Paragraph& paragraph, LayoutContext& context);
void shape(Paragraph& paragraph, LayoutContext& context);
void space(Paragraph& paragraph, LayoutContext& context);

// Inline boxes' margins, borders and padding, ruby's blanks, and the atomic inlines' sizes, which
// depend on the containing block's inline size.
void resolve_edges(Paragraph& paragraph, Unit basis, LayoutContext& context);
// Lays one out again that stands in a line already: that line was given up.
void restore_atomic(AtomicInline& atomic, Paragraph& paragraph, LayoutContext& context);
// For min- or max-content: the atomic inlines' contributions, percentages of nothing.
enum class ContentSize : std::uint8_t { Min, Max };
void resolve_edges_for(ContentSize wanted, Paragraph& paragraph, LayoutContext& context);
LogicalEdges inline_edges(const Box& box, const Paragraph& paragraph, Unit basis);

// The paragraph of `block`, made or taken from `context`.
Paragraph& paragraph_of(const Box& block, LayoutContext& context);

}  // namespace banxin::layout
