// CSS Multicol 1 §6.1: a spanning element may stand deeper than its multi-column box; it divides
// the blocks around it, as a block divides inline boxes. Each piece of a block has its own part of
// the content; only the first and the last have the block's edges.
#include "layout/column_spans.h"

#include <algorithm>
#include <vector>

namespace banxin::layout {
namespace {

bool is_spanner(const Box& box) {
  return !box.floating && !box.out_of_flow && !box.inline_level &&
         box.origin != BoxOrigin::Anonymous && box.style->column_span == style::ColumnSpan::All;
}

// A block of the multi-column box's own formatting context, whose height is that of its content.
bool may_be_divided(const Box& box) {
  return box.type == BoxType::Block && !box.new_formatting_context && !box.children_inline &&
         !box.floating && !box.out_of_flow && box.outside_marker == nullptr &&
         box.style->height.is_auto() && box.style->width.is_auto();
}

// LIMIT: pieces that spanners make of the blocks of one multi-column box; more of them do not span.
constexpr std::size_t kMostPieces = 4000;

class Divider {
 public:
  explicit Divider(BoxFactory& factory) : factory_(factory) {}

  // The block's children from each spanner on move out, behind the block.
  void divide(Box& block) {
    Box* piece = &block;
    Box* after = block.next_sibling;
    std::vector<Box*> rest;
    for (Box* child = block.first_child; child != nullptr; child = child->next_sibling)
      rest.push_back(child);
    const auto first =
        std::find_if(rest.begin(), rest.end(), [](Box* c) { return is_spanner(*c); });
    if (first == rest.end() || pieces_ + rest.size() > kMostPieces) return;
    bool open = true;
    for (auto child = first; child != rest.end(); ++child) {
      BoxFactory::remove(**child);
      if (is_spanner(**child)) {
        BoxFactory::insert_before(*block.parent, **child, after);
        open = false;
        continue;
      }
      if (!open) piece = &go_on(*piece, block, after);
      open = true;
      BoxFactory::append(*piece, **child);
    }
    if (!open) go_on(*piece, block, after);
  }

 private:
  Box& go_on(Box& piece, const Box& block, Box* after) {
    ++pieces_;
    Box& next = factory_.create(BoxType::Block, *piece.style, block.node);
    next.origin = block.origin;
    cut(factory_.edit_style(piece), false);
    cut(factory_.edit_style(next), true);
    BoxFactory::insert_before(*block.parent, next, after);
    return next;
  }

  static void cut(style::ComputedStyle& style, bool start) {
    switch (style.flow().writing_mode) {
      case WritingMode::HorizontalTb:
        if (start) {
          clear(style.margin_top, style.padding_top, style.border_top_width);
        } else {
          clear(style.margin_bottom, style.padding_bottom, style.border_bottom_width);
        }
        return;
      default:
        if (start == is_block_flipped(style.flow().writing_mode)) {
          clear(style.margin_right, style.padding_right, style.border_right_width);
        } else {
          clear(style.margin_left, style.padding_left, style.border_left_width);
        }
    }
  }

  static void clear(style::LengthPercentageOrAuto& margin,
                    style::LengthPercentage& padding,
                    Unit& border) {
    margin = {};
    padding = {};
    border = Unit{};
  }

  BoxFactory& factory_;
  std::size_t pieces_ = 0;
};

}  // namespace

void divide_at_spanners(Box& multicol, BoxFactory& factory) {
  // Deepest first: what a block hands out divides the next block around.
  std::vector<Box*> blocks;
  bool any = false;
  for (Box* at = multicol.first_child; at != nullptr;) {
    any = any || (is_spanner(*at) && at->parent != &multicol);
    if (!may_be_divided(*at)) {
      at = next_after_subtree(*at, multicol);
      continue;
    }
    blocks.push_back(at);
    at = next_in_tree(*at, multicol);
  }
  if (!any) return;
  Divider divider(factory);
  for (std::size_t i = blocks.size(); i-- > 0;)
    divider.divide(*blocks[i]);
}

}  // namespace banxin::layout
