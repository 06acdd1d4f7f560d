#include "layout/text_trim.h"

#include "layout/inline/caches.h"
#include "layout/margins.h"
#include "layout/sizing.h"

namespace banxin::layout {
namespace {

using style::TextBoxTrim;
using style::TextEdge;

bool trims(const Box& box, bool start) {
  if (box.origin == BoxOrigin::Anonymous) return false;
  const TextBoxTrim trim = box.style->text_box_trim;
  return trim == TextBoxTrim::TrimBoth ||
         trim == (start ? TextBoxTrim::TrimStart : TextBoxTrim::TrimEnd);
}

// Whether the first (last) line of the box is that of its parent too, with nothing in between.
bool is_at_edge(const Box& box, bool start, const LayoutContext& context) {
  if (box.parent == nullptr || box.parent->type != BoxType::Block) return false;
  if (establishes_formatting_context(box)) return false;
  const LogicalEdges edges =
      used_border(box, box.style->flow(), context) + used_padding(box, box.style->flow(), Unit{});
  if ((start ? edges.block_start : edges.block_end) != Unit{}) return false;
  const Box* beside = start ? box.previous_sibling : box.next_sibling;
  while (beside != nullptr && (beside->floating || beside->out_of_flow))
    beside = start ? beside->previous_sibling : beside->next_sibling;
  return beside == nullptr;
}

const Box* find_trimming(const Box& block, bool start, const LayoutContext& context) {
  for (const Box* at = &block;; at = at->parent) {
    if (trims(*at, start)) return at;
    if (!is_at_edge(*at, start, context)) return nullptr;
  }
}

// §5.2: from the baseline to the edge, upwards or downwards.
Unit edge_of(const Box& block, TextEdge edge, bool start, LayoutContext& context) {
  const style::ComputedStyle& style = *block.style;
  const font::FontStack& fonts = InlineCaches::of(context).stack_of(style, context);
  const font::Face& face = fonts.primary();
  switch (edge) {
    case TextEdge::Cap:
      return scale_to(face.metrics().cap_height, face, style.font_size);
    case TextEdge::Ex:
      return scale_to(face.metrics().x_height, face, style.font_size);
    case TextEdge::Alphabetic:
      return {};
    default: {
      const FontHeight height = font_height(style, fonts, false);
      return start ? height.ascent : height.descent;
    }
  }
}

}  // namespace

TextTrim text_trim_of(const Box& block, LayoutContext& context) {
  TextTrim trim;
  if (!is_horizontal(block.style->writing_mode)) return trim;
  if (const Box* box = find_trimming(block, true, context)) {
    trim.start = edge_of(block, box->style->text_box_edge.over, true, context);
  }
  if (const Box* box = find_trimming(block, false, context)) {
    trim.end = edge_of(block, box->style->text_box_edge.under, false, context);
  }
  return trim;
}

}  // namespace banxin::layout
