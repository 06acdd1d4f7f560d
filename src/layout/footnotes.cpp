#include "layout/footnotes.h"

#include <algorithm>

#include "layout/breaking.h"
#include "layout/layout.h"
#include "layout/sizing.h"

namespace banxin::layout {
namespace {

using style::FootnoteDisplay;

// Below `parent`, a copy of what is in `from`.
void copy_children(const Box& from, Box& parent, BoxFactory& factory) {
  struct Pair {
    const Box* source;
    Box* copy;
  };
  std::vector<Pair> open{{&from, &parent}};
  while (!open.empty()) {
    const Pair at = open.back();
    open.pop_back();
    for (const Box* child = at.source->first_child; child != nullptr; child = child->next_sibling) {
      Box& copy = factory.create(child->type, *child->style, child->node);
      const std::uint32_t index = copy.index;
      copy = *child;
      copy.index = index;
      copy.first_child = copy.last_child = nullptr;
      BoxFactory::append(*at.copy, copy);
      open.push_back({child, &copy});
    }
  }
}

bool stands_in_line(const Box& note, Unit width, LayoutContext& context) {
  if (!note.children_inline) return false;
  const FootnoteDisplay display = note.style->footnote_display;
  if (display != FootnoteDisplay::Compact) return display == FootnoteDisplay::Inline;
  return measure_contribution(note, note.style->flow(), context).max <= width / 2;
}

Box& new_block(const Box& note, BoxFactory& factory) {
  Box& block = factory.create(BoxType::Block,
                              factory.anonymous_style(*note.style, style::Display::Block), nullptr);
  block.origin = BoxOrigin::Anonymous;
  block.parent = note.parent;
  block.children_inline = true;
  block.new_formatting_context = true;
  return block;
}

}  // namespace

std::vector<const Box*> notes_called(const LayoutResult& content) {
  std::vector<const Box*> notes;
  for (const OutOfFlowChild& child : content.out_of_flow) {
    if (child.box->footnote) notes.push_back(child.box);
  }
  return notes;
}

std::vector<const Box*> note_blocks(const LayoutResult& content,
                                    Unit width,
                                    BoxFactory& factory,
                                    LayoutContext& context) {
  std::vector<const Box*> blocks;
  Box* line = nullptr;
  for (const Box* note : notes_called(content)) {
    if (!stands_in_line(*note, width, context)) {
      blocks.push_back(note);
      line = nullptr;
      continue;
    }
    if (line == nullptr) {
      line = &new_block(*note, factory);
      blocks.push_back(line);
    }
    Box& piece = factory.create(BoxType::Inline, *note->style, note->node);
    piece.inline_level = true;
    copy_children(*note, piece, factory);
    BoxFactory::append(*line, piece);
  }
  return blocks;
}

const Box* block_to_move(const std::vector<const Box*>& called, const LayoutResult& content) {
  if (content.fragment == nullptr || called.empty()) return nullptr;
  const std::vector<const Box*> shown = notes_called(content);
  for (const Box* note : called) {
    if (note->style->footnote_policy != style::FootnotePolicy::Block) continue;
    if (std::find(shown.begin(), shown.end(), note) != shown.end()) continue;
    const Box* block = note->parent;
    while (block != nullptr && block->type == BoxType::Inline)
      block = block->parent;
    // The first of its parent takes the parent along.
    while (block != nullptr && block->parent != nullptr && block->previous_sibling == nullptr)
      block = block->parent;
    return block != nullptr && block->parent != nullptr ? block : nullptr;
  }
  return nullptr;
}

}  // namespace banxin::layout
