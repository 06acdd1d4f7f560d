#include "layout/inline/initial_letter.h"

#include <algorithm>
#include <cmath>

#include "layout/inline/justify.h"
#include "layout/inline/line_builder.h"

namespace banxin::layout {
namespace {

// A copy of the letter's box and its text, at another font size.
const Box& resized(const Box& box, const style::ComputedStyle& style, LayoutContext& context) {
  Box& root = context.memory.create<Box>();
  root.type = BoxType::Block;
  root.children_inline = true;
  root.style = &style;
  root.node = box.node;
  root.origin = box.origin;
  for (const Box* at = box.first_child; at != nullptr; at = next_in_tree(*at, box)) {
    if (!at->is_text()) continue;
    Box& text = context.memory.create<Box>();
    text = *at;
    text.parent = &root;
    text.style = &style;
    text.first_child = text.last_child = text.next_sibling = nullptr;
    text.previous_sibling = root.last_child;
    (root.last_child == nullptr ? root.first_child : root.last_child->next_sibling) = &text;
    root.last_child = &text;
  }
  return root;
}

}  // namespace

BuiltInitial build_initial(const Box& box, const Paragraph& paragraph, LayoutContext& context) {
  BuiltInitial built;
  InlineCaches& caches = InlineCaches::of(context);
  const style::ComputedStyle& body = *paragraph.style;
  const font::FontStack& fonts = caches.stack_of(body, context);
  const FontHeight strut = line_box_height(body, fonts, false);
  const Unit line = strut.height();
  const double size = std::clamp(box.style->initial_letter.size, 1.0, 100.0);
  built.sink = box.style->initial_letter.sink > 0
                   ? static_cast<std::uint32_t>(std::min(box.style->initial_letter.sink, 100))
                   : static_cast<std::uint32_t>(std::floor(size));

  // CSS Inline 3 §7.4: ideographs span em boxes, letters span from cap height to baseline.
  style::ComputedStyle& style = context.memory.create<style::ComputedStyle>(*box.style);
  style.initial_letter = {};
  style.line_height = {css::LineHeightKind::Number, 1, {}};
  const Box& probe = resized(box, style, context);
  Paragraph trial;
  collect(probe, trial, context);
  const bool ideographic = trial.has_han || paragraph.vertical;
  const font::Face& face = caches.stack_of(*box.style, context).primary();
  const double cap = static_cast<double>(face.metrics().cap_height) / face.metrics().units_per_em;
  const Unit spanned = line * (size - 1);
  const Unit letter =
      ideographic
          ? spanned + paragraph.em
          : Unit::from_px((spanned.to_px() + paragraph.em.to_px() * cap) / std::max(0.1, cap));
  style::ComputedStyle& large = context.memory.create<style::ComputedStyle>(style);
  large.font_size = letter;
  large.font_size_px = letter.to_px();
  const Box& root = resized(box, large, context);

  Paragraph text;
  collect(root, text, context);
  itemize(text, context);
  find_breaks(text, context);
  shape(text, context);
  space(text, context);
  resolve_edges(text, Unit{}, context);
  if (text.cluster_count() == 0) return built;
  SetLine set;
  set_line(text, {0, text.cluster_count(), false, true}, Unit::max(), Fill::Natural, set);
  LineBuilder builder(text, context);
  BuiltLine made = builder.build(set, set.width, Unit{});
  const double raised_lines = std::max(0.0, size - static_cast<double>(built.sink));
  built.raised = line * raised_lines;
  // Its baseline stands on that of the last line beside it; em boxes end together.
  const Unit last_baseline = built.raised + line * static_cast<int>(built.sink - 1) + strut.ascent;
  const Unit baseline =
      ideographic ? last_baseline - (letter - paragraph.em).scaled(12, 100) : last_baseline;
  built.top = baseline - made.baseline;
  built.width = set.width;
  const LogicalEdges margin =
      paragraph.flow.to_logical(Edges{{},
                                      box.style->margin_right.resolve(Unit{}, Unit{}),
                                      {},
                                      box.style->margin_left.resolve(Unit{}, Unit{})});
  built.width += margin.inline_end + box.style->padding_right.resolve(Unit{}) +
                 box.style->padding_left.resolve(Unit{});
  built.fragment = std::move(made.fragment);
  return built;
}

}  // namespace banxin::layout
