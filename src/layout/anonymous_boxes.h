#pragma once
// Anonymous boxes: what turns the boxes of elements into a tree in which every box has children
// that its formatting context can lay out. CSS 2.2 §9.2.1.1 and §17.2.1, CSS Flexbox 1 §4, CSS Grid
// 2 §6, CSS Ruby 1 §2.
#include <unordered_map>

#include "layout/box.h"
#include "layout/layout_context.h"

namespace banxin::layout {

class BoxFactory {
 public:
  explicit BoxFactory(LayoutContext& context) : context_(context) {}

  Box& create(BoxType type, const style::ComputedStyle& style, const dom::Node* node);
  // An anonymous box that inherits from `parent`.
  Box& create_anonymous(BoxType type, const Box& parent);
  // A copy of an inline box without its children.
  Box& clone_inline(const Box& box);

  // A style of the box's own, to be changed.
  style::ComputedStyle& edit_style(Box& box);

  static void append(Box& parent, Box& child);
  static void insert_before(Box& parent, Box& child, Box* before);
  static void remove(Box& box);

  // Inherited values of `parent`, all others initial.
  const style::ComputedStyle& anonymous_style(const style::ComputedStyle& parent,
                                              style::Display display);

 private:
  LayoutContext& context_;
  std::unordered_map<const style::ComputedStyle*, const style::ComputedStyle*> anonymous_;
};

bool is_collapsible_space(const Box& text);

// To be called when all children of `box` stand in it, their own insides being finished. Wraps,
// divides and drops what must be.
void finish_children(Box& box, BoxFactory& factory);

}  // namespace banxin::layout
