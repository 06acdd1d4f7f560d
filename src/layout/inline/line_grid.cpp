#include "layout/inline/line_grid.h"

#include <algorithm>
#include <map>
#include <optional>

#include "dom/names.h"
#include "layout/breaking.h"
#include "layout/inline/caches.h"
#include "layout/inline/paragraph.h"
#include "layout/margins.h"
#include "layout/sizing.h"

namespace banxin::layout {
namespace {

// LIMIT: boxes looked at to find that a box holds no body lines.
constexpr int kMostLooked = 64;

bool wants_grid(const style::ComputedStyle& style) {
  const css::TextSpacingTrim trim = style.text_spacing_trim;
  return trim != css::TextSpacingTrim::Normal && trim != css::TextSpacingTrim::SpaceAll &&
         trim != css::TextSpacingTrim::Auto;
}

bool is_heading(const Box& box) {
  namespace names = dom::names;
  if (box.style->break_after == css::BreakBetween::Avoid ||
      box.style->break_after == css::BreakBetween::AvoidPage) {
    return true;
  }
  if (box.node == nullptr || box.origin != BoxOrigin::Element) return false;
  const dom::Node& node = *box.node;
  return node.is_html(names::h1) || node.is_html(names::h2) || node.is_html(names::h3) ||
         node.is_html(names::h4) || node.is_html(names::h5) || node.is_html(names::h6);
}

bool follows_closely(const Box& box) {
  return box.style->break_before == css::BreakBetween::Avoid ||
         box.style->break_before == css::BreakBetween::AvoidPage;
}

Unit line_height_of(const Box& block, LayoutContext& context) {
  return used_line_height(*block.style, InlineCaches::of(context).stack_of(*block.style, context));
}

std::size_t text_length(const Box& block) {
  std::size_t length = 0;
  for (const Box* at = block.first_child; at != nullptr; at = next_in_tree(*at, block)) {
    if (at->is_text()) length += at->text.size();
  }
  return length;
}

// Where the first body line stands below the start of the box's border box.
std::optional<Unit> first_line_in(const Box& box, const GridPlace& place, LayoutContext& context) {
  Unit offset;
  for (const Box* at = &box; at != nullptr; at = first_in_flow(*at)) {
    if (at->type != BoxType::Block || at->style->flow() != place.flow) return std::nullopt;
    // Margins of first children have collapsed into the box's, unless an edge keeps them in.
    if (at != &box && (offset != Unit{} || establishes_formatting_context(*at->parent))) {
      offset += used_margin(*at, place.flow, place.basis).block_start;
    }
    offset += (used_border(*at, place.flow, context) + used_padding(*at, place.flow, place.basis))
                  .block_start;
    if (!at->children_inline) continue;
    if (!takes_grid_lines(*at, place.pitch, context)) return std::nullopt;
    return offset;
  }
  return std::nullopt;
}

bool holds_body_lines(const Box& box, Unit pitch, LayoutContext& context) {
  int looked = 0;
  for (const Box* at = &box; at != nullptr; at = next_in_tree(*at, box)) {
    if (++looked > kMostLooked || takes_grid_lines(*at, pitch, context)) return true;
  }
  return false;
}

// The nearer way to the grid; upwards only while `least_room` of the blank before stays.
Unit nearest_shift(Unit offset, const GridPlace& place, Unit least_room) {
  const Unit down = up_to_grid(offset, place.pitch);
  if (down == Unit{}) return {};
  const Unit up = place.pitch - down;
  return up < down && place.room_before - up >= least_room ? -up : down;
}

}  // namespace

Unit grid_pitch(const Box& root, LayoutContext& context) {
  struct Body {
    std::size_t length = 0;
    std::size_t fine = 0;  // of it, what asks for the grid
  };
  std::map<Unit, Body> by_height;
  for (const Box* at = &root; at != nullptr;) {
    if (!at->children_inline || at->type != BoxType::Block ||
        at->style->flow() != root.style->flow()) {
      at = next_in_tree(*at, root);
      continue;
    }
    const std::size_t length = text_length(*at);
    if (length > 0) {
      Body& body = by_height[line_height_of(*at, context)];
      body.length += length;
      if (wants_grid(*at->style)) body.fine += length;
    }
    at = next_after_subtree(*at, root);
  }
  const auto most = std::max_element(
      by_height.begin(), by_height.end(),
      [](const auto& a, const auto& b) { return a.second.length < b.second.length; });
  if (most == by_height.end() || most->second.fine * 2 < most->second.length) return {};
  return most->first > Unit::from_px(1) ? most->first : Unit{};
}

bool takes_grid_lines(const Box& block, Unit pitch, LayoutContext& context) {
  if (!block.children_inline || block.type != BoxType::Block) return false;
  if (is_heading(block) || follows_closely(block)) return false;
  return line_height_of(block, context) == pitch;
}

Unit up_to_grid(Unit offset, Unit pitch) {
  if (pitch <= Unit{}) return {};
  const auto over = offset.raw() % pitch.raw();
  return over == 0 ? Unit{} : Unit::from_raw(over > 0 ? pitch.raw() - over : -over);
}

Unit shift_to_grid(const Box& box, const GridPlace& place, LayoutContext& context) {
  if (place.pitch == Unit{}) return {};
  const std::optional<Unit> line = first_line_in(box, place, context);
  if (!line) return {};
  // Where an indent parts paragraphs, a small blank between them may go altogether; else half
  // stays.
  // So may a margin at the page's start.
  const bool indented = !box.style->text_indent.length.is_zero();
  const bool first = place.offset == place.room_before;
  return nearest_shift(place.offset + *line, place,
                       indented || first ? Unit{} : place.room_before / 2);
}

Unit shift_around_grid(const Box& box,
                       const GridPlace& place,
                       Unit extent,
                       LayoutContext& context) {
  const Box* next = next_in_flow(box);
  const bool heading = is_heading(box);
  // The last of several headings takes the blank; a figure's caption belongs to it.
  if (next != nullptr && (follows_closely(*next) || (heading && is_heading(*next)))) return {};
  if (!heading && (follows_closely(box) || holds_body_lines(box, place.pitch, context))) return {};
  Unit after = used_margin(box, place.flow, place.basis).block_end;
  if (next != nullptr && next->type == BoxType::Block) {
    after = std::max(after, used_margin(*next, place.flow, place.basis).block_start);
  }
  const Unit end = place.offset + extent + after;
  if (heading) return nearest_shift(end, place, std::max(after, place.room_before / 2));
  return up_to_grid(end, place.pitch) / 2;
}

}  // namespace banxin::layout
