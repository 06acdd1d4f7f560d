#include "layout/inline/first_line.h"

#include <algorithm>
#include <vector>

#include "layout/anonymous_boxes.h"
#include "layout/layout_context.h"
#include "layout/text_transform.h"
#include "style/style_tree.h"

namespace banxin::layout {
namespace {

using style::ComputedStyle;
using style::PseudoElement;

bool is_block_container(const Box& box) {
  return box.type == BoxType::Block || box.type == BoxType::TableCell ||
         box.type == BoxType::TableCaption;
}

bool is_first_in_flow(const Box& box) {
  for (const Box* before = box.previous_sibling; before != nullptr;
       before = before->previous_sibling) {
    if (!before->floating && !before->out_of_flow) return false;
  }
  return true;
}

// The styles on the first formatted line, from the outermost block with ::first-line inwards: each
// inherits from the one before (§2.1.3).
const ComputedStyle* first_line_style(const Box& block, LayoutContext& context) {
  std::vector<const Box*> chain;
  std::size_t last_styled = 0;
  for (const Box* at = &block;; at = at->parent) {
    chain.push_back(at);
    const bool own = at->node != nullptr && at->origin == BoxOrigin::Element;
    if (own && context.styles.find_pseudo(*at->node, PseudoElement::FirstLine) != nullptr) {
      last_styled = chain.size();
    }
    // The first line of a float, a cell or an inline block is not that of the box around it.
    const bool in_flow = at->type == BoxType::Block && !at->floating && !at->out_of_flow &&
                         !at->inline_level && is_first_in_flow(*at);
    if (!in_flow || at->parent == nullptr || !is_block_container(*at->parent)) break;
  }
  const ComputedStyle* style = nullptr;
  for (std::size_t i = last_styled; i-- > 0;) {
    const Box& at = *chain[i];
    if (at.node == nullptr || at.origin != BoxOrigin::Element) continue;
    const ComputedStyle& base = style != nullptr
                                    ? context.styles.restyle(*at.node, PseudoElement::None, *style)
                                    : *at.style;
    const bool has_own = context.styles.find_pseudo(*at.node, PseudoElement::FirstLine) != nullptr;
    style = has_own ? &context.styles.restyle(*at.node, PseudoElement::FirstLine, base) : &base;
  }
  return style;
}

class LineCopier {
 public:
  explicit LineCopier(LayoutContext& context) : context_(context) {}

  const Box* run(const Box& block, const ComputedStyle& line) {
    ComputedStyle& root_style = context_.memory.create<ComputedStyle>(*block.style);
    static_cast<style::InheritedStyle&>(root_style) = line;
    Box& root = copy(block, root_style);
    root.parent = block.parent;
    root.previous_sibling = block.previous_sibling;
    root.next_sibling = block.next_sibling;
    Box* into = &root;
    if (shows_something(line)) {
      into = &context_.memory.create<Box>();
      into->type = BoxType::Inline;
      into->origin = BoxOrigin::Anonymous;
      into->inline_level = true;
      into->style = &line;
      into->index = context_.box_count++;
      BoxFactory::append(root, *into);
    }
    copy_children(block, *into);
    return &root;
  }

 private:
  static bool shows_something(const ComputedStyle& line) {
    return line.text_decoration_line != style::TextDecorationLine{} ||
           line.background_color != style::OwnStyle{}.background_color ||
           line.vertical_align.keyword != style::VerticalAlignKeyword::Baseline ||
           !line.background_image.empty();
  }

  Box& copy(const Box& box, const ComputedStyle& style) {
    Box& made = context_.memory.create<Box>(box);
    made.style = &style;
    made.parent = made.previous_sibling = made.next_sibling = nullptr;
    made.first_child = made.last_child = nullptr;
    made.index = context_.box_count++;
    return made;
  }

  static bool takes_line_style(const Box& box) {
    return !box.floating && !box.out_of_flow && !box.is_atomic_inline() && box.inline_level;
  }

  void copy_children(const Box& block, Box& into_root) {
    const Box* from = &block;
    Box* into = &into_root;
    bool as_it_is = false;  // in a float or the like, up to `after`
    const Box* after = nullptr;
    for (const Box* at = block.first_child; at != nullptr; at = next_in_tree(*at, block)) {
      while (from != at->parent) {
        from = from->parent;
        into = into->parent;
      }
      if (at == after) as_it_is = false;
      if (!as_it_is && !takes_line_style(*at)) {
        as_it_is = true;
        after = next_after_subtree(*at, block);
      }
      Box& made = copy(*at, as_it_is ? *at->style : style_of(*at, *into));
      BoxFactory::append(*into, made);
      if (at->is_text() && !as_it_is) retransform(*at, made);
      if (at->first_child == nullptr) continue;
      from = at;
      into = &made;
    }
  }

  const ComputedStyle& style_of(const Box& box, const Box& into) {
    if (box.style == box.parent->style) return *into.style;
    if (box.node == nullptr) {
      ComputedStyle& made = context_.memory.create<ComputedStyle>(*box.style);
      static_cast<style::InheritedStyle&>(made) = *into.style;
      return made;
    }
    switch (box.origin) {
      case BoxOrigin::Element:
        return context_.styles.restyle(*box.node, PseudoElement::None, *into.style);
      case BoxOrigin::Before:
        return restyle_known(box, PseudoElement::Before, *into.style);
      case BoxOrigin::After:
        return restyle_known(box, PseudoElement::After, *into.style);
      case BoxOrigin::FirstLetter:
        return restyle_known(box, PseudoElement::FirstLetter, *into.style);
      default:
        return *box.style;
    }
  }

  const ComputedStyle& restyle_known(const Box& box,
                                     PseudoElement which,
                                     const ComputedStyle& parent) {
    if (context_.styles.find_pseudo(*box.node, which) == nullptr) return *box.style;
    return context_.styles.restyle(*box.node, which, parent);
  }

  // The text of a box has been transformed already: what the line asks for comes on top.
  void retransform(const Box& from, Box& made) {
    if (made.style->text_transform == from.style->text_transform) return;
    if (!transforms_text(*made.style)) return;
    made.text = context_.memory.copy(transform_text(from.text, *made.style, at_word_start_));
  }

  LayoutContext& context_;
  bool at_word_start_ = true;
};

}  // namespace

const Box* first_line_block(const Box& block, LayoutContext& context) {
  if (!context.has_first_lines) return nullptr;
  const auto [known, is_new] = context.first_lines.try_emplace(&block, nullptr);
  if (!is_new) return known->second;
  const ComputedStyle* style = first_line_style(block, context);
  if (style == nullptr) return nullptr;
  const Box* made = LineCopier(context).run(block, *style);
  context.first_lines[&block] = made;
  context.first_lines[made] = nullptr;  // it is set as it stands
  return made;
}

}  // namespace banxin::layout
