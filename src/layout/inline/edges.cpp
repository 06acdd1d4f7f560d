// Widths that depend on the containing block: margins, borders and padding of inline boxes, the
// sizes of atomic inlines; with them the blanks that wide ruby needs.
#include <algorithm>
#include <map>

#include "layout/inline/caches.h"
#include "layout/inline/paragraph.h"
#include "layout/layout.h"
#include "layout/sizing.h"

namespace banxin::layout {
namespace {

Edges physical_edges(const style::ComputedStyle& style, Unit basis) {
  auto margin = [&](const css::LengthPercentageOrAuto& value) {
    return value.resolve(basis, Unit{});
  };
  return {margin(style.margin_top), margin(style.margin_right), margin(style.margin_bottom),
          margin(style.margin_left)};
}

class EdgeList {
 public:
  explicit EdgeList(Paragraph& paragraph) : paragraph_(paragraph) {}
  void before(std::uint32_t cluster, Unit width) { rows_[cluster].before += width; }
  void after(std::uint32_t cluster, Unit width) { rows_[cluster].after += width; }
  void ruby_before(std::uint32_t cluster, Unit width) {
    before(cluster, width);
    rows_[cluster].ruby_before += width;
  }
  void ruby_after(std::uint32_t cluster, Unit width) {
    after(cluster, width);
    rows_[cluster].ruby_after += width;
  }
  void write() {
    paragraph_.edges.clear();
    for (const auto& [cluster, widths] : rows_) {
      paragraph_.edges.push_back(widths);
      paragraph_.edges.back().cluster = cluster;
      paragraph_.clusters[cluster].flags |= kEdges;
    }
  }

 private:
  Paragraph& paragraph_;
  std::map<std::uint32_t, ClusterEdges> rows_;
};

void lay_out_atomic(AtomicInline& atomic,
                    Paragraph& paragraph,
                    Unit basis,
                    LayoutContext& context) {
  const Box& box = *atomic.box;
  ConstraintSpace space;
  space.flow = box.style->flow();
  space.orthogonal =
      is_horizontal(space.flow.writing_mode) != is_horizontal(paragraph.flow.writing_mode);
  space.available = {basis, kIndefinite};
  space.percentage_basis = {basis, paragraph.block_basis};
  if (space.orthogonal) {
    const LogicalSize page = context.initial_containing_block;
    space.available = {page.block_size, basis};
    space.percentage_basis = {kIndefinite, basis};
  }
  space.shrink_to_fit = true;
  atomic.result = lay_out(box, space, nullptr, context);
  atomic.basis = basis;
  atomic.is_in_line = false;
  atomic.margin = paragraph.flow.to_logical(physical_edges(*box.style, basis));
  if (atomic.result.fragment != nullptr) {
    atomic.size = paragraph.flow.to_logical(atomic.result.fragment->size);
  }
  // CSS 2.2 §10.8.1: an inline-block's last line, unless it clips; a replaced box's margin edge.
  const bool clips = box.type == BoxType::Block &&
                     box.style->overflow_x != css::Overflow::Visible &&
                     box.style->overflow_x != css::Overflow::Clip;
  // CSS Inline 3 §4.2.1: of an inline block, the last line unless it asks for the first.
  const style::BaselineSource source = box.style->baseline_source;
  const bool takes_last = source == style::BaselineSource::Auto
                              ? box.type == BoxType::Block
                              : source == style::BaselineSource::Last;
  std::optional<Unit> baseline =
      takes_last ? atomic.result.last_baseline : atomic.result.first_baseline;
  if (box.type == BoxType::Replaced || clips || space.orthogonal) baseline.reset();
  atomic.ascent = atomic.margin.block_start +
                  (baseline ? *baseline : atomic.size.block_size + atomic.margin.block_end);
}

}  // namespace

LogicalEdges inline_edges(const Box& box, const Paragraph& paragraph, Unit basis) {
  const style::ComputedStyle& style = *box.style;
  if (box.type == BoxType::RubyBase || box.type == BoxType::Ruby) {
    if (box.node == nullptr) return {};
  }
  const Edges border = border_widths(style);
  return paragraph.flow.to_logical(Edges{border.top + style.padding_top.resolve(basis),
                                         border.right + style.padding_right.resolve(basis),
                                         border.bottom + style.padding_bottom.resolve(basis),
                                         border.left + style.padding_left.resolve(basis)});
}

namespace {

void note_cloned(Paragraph& paragraph, Unit basis) {
  std::map<std::uint32_t, std::pair<Unit, Unit>> changes;
  for (const InlineEvent& event : paragraph.events) {
    if (event.type != EventType::Open) continue;
    const Box& box = *event.box;
    if (box.style->box_decoration_break != css::BoxDecorationBreak::Clone) continue;
    const auto range = paragraph.box_ranges.find(&box);
    if (range == paragraph.box_ranges.end()) continue;
    const std::uint32_t begin = paragraph.cluster_at(range->second.begin) + 1;
    const std::uint32_t end = range->second.end >= paragraph.text.size()
                                  ? paragraph.cluster_count()
                                  : paragraph.cluster_at(range->second.end);
    if (begin >= end) continue;
    const LogicalEdges inner = inline_edges(box, paragraph, basis);
    const LogicalEdges margin = paragraph.flow.to_logical(physical_edges(*box.style, basis));
    const Unit start_edge = inner.inline_start + margin.inline_start;
    const Unit end_edge = inner.inline_end + margin.inline_end;
    changes[begin].first += start_edge;
    changes[begin].second += end_edge;
    changes[end].first -= start_edge;
    changes[end].second -= end_edge;
  }
  paragraph.cloned.clear();
  ClonedEdges now;
  for (const auto& [cluster, change] : changes) {
    now.cluster = cluster;
    now.start += change.first;
    now.end += change.second;
    paragraph.cloned.push_back(now);
  }
}

void resolve_inline_boxes(Paragraph& paragraph, Unit basis) {
  note_cloned(paragraph, basis);
  EdgeList list(paragraph);
  for (const InlineEvent& event : paragraph.events) {
    if (event.type != EventType::Open && event.type != EventType::Close) continue;
    const LogicalEdges inner = inline_edges(*event.box, paragraph, basis);
    const LogicalEdges margin = paragraph.flow.to_logical(physical_edges(*event.box->style, basis));
    if (event.type == EventType::Open && !event.box->continues_before) {
      const Unit width = inner.inline_start + margin.inline_start;
      if (width != Unit{}) list.before(paragraph.cluster_at(event.position), width);
    }
    if (event.type == EventType::Close && event.position > 0 && !event.box->continues_after) {
      const Unit width = inner.inline_end + margin.inline_end;
      if (width != Unit{}) list.after(paragraph.cluster_at(event.position - 1), width);
    }
  }
  for (const RubyPair& pair : paragraph.rubies) {
    if (pair.begin >= pair.end) continue;
    if (pair.base_lead != Unit{})
      list.ruby_before(paragraph.cluster_at(pair.begin), pair.base_lead);
    if (pair.base_trail != Unit{})
      list.ruby_after(paragraph.cluster_at(pair.end - 1), pair.base_trail);
  }
  list.write();
}

}  // namespace

void resolve_edges(Paragraph& paragraph, Unit basis, LayoutContext& context) {
  if (paragraph.edges_basis == basis) return;
  paragraph.edges_basis = basis;
  paragraph.lines.clear();
  for (AtomicInline& atomic : paragraph.atomics) {
    lay_out_atomic(atomic, paragraph, basis, context);
    Cluster& cluster = paragraph.clusters[paragraph.cluster_at(atomic.position)];
    cluster.advance = atomic.size.inline_size + atomic.margin.inline_sum();
  }
  resolve_inline_boxes(paragraph, basis);
}

void restore_atomic(AtomicInline& atomic, Paragraph& paragraph, LayoutContext& context) {
  lay_out_atomic(atomic, paragraph, atomic.basis, context);
}

void resolve_edges_for(ContentSize wanted, Paragraph& paragraph, LayoutContext& context) {
  paragraph.edges_basis = Unit::min();  // what is laid out asks for its own
  paragraph.lines.clear();
  for (const AtomicInline& atomic : paragraph.atomics) {
    const MinMaxSizes sizes = measure_contribution(*atomic.box, paragraph.flow, context);
    Cluster& cluster = paragraph.clusters[paragraph.cluster_at(atomic.position)];
    cluster.advance = wanted == ContentSize::Min ? sizes.min : sizes.max;
  }
  resolve_inline_boxes(paragraph, Unit{});
}

}  // namespace banxin::layout
