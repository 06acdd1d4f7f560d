#include "layout/footnotes.h"

#include <algorithm>

#include "layout/breaking.h"
#include "layout/fragment_builder.h"
#include "layout/layout.h"
#include "layout/sizing.h"
#include "layout/slices.h"

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

std::vector<const Box*> notes_called(const std::vector<OutOfFlowChild>& content) {
  std::vector<const Box*> notes;
  for (const OutOfFlowChild& child : content) {
    if (child.box->footnote && !child.repeated) notes.push_back(child.box);
  }
  return notes;
}

// §2.3: notes with footnote-display `inline`, and short ones with `compact`, follow each other in
// the lines of one block.
std::vector<const Box*> PageNotes::blocks_of(const std::vector<const Box*>& called, Unit width) {
  std::vector<const Box*> blocks;
  Box* line = nullptr;
  for (const Box* note : called) {
    if (!stands_in_line(*note, width, context_)) {
      blocks.push_back(note);
      line = nullptr;
      continue;
    }
    if (line == nullptr) {
      line = &new_block(*note, factory_);
      blocks.push_back(line);
    }
    Box& piece = factory_.create(BoxType::Inline, *note->style, note->node);
    piece.inline_level = true;
    copy_children(*note, piece, factory_);
    BoxFactory::append(*line, piece);
  }
  return blocks;
}

Box PageNotes::area_box(const style::PageStyle& style) const {
  Box box;
  box.style = style.box(style::MarginBox::Footnote);
  return box;
}

// False when the page is full: what is left of the note is in `rest` then.
bool PageNotes::lay_out_one(Rest& note, const BreakToken* resume, Unit width, Unit room) {
  const Box& box = *note.box;
  PlacedNote placed;
  placed.box = &box;
  placed.margin = used_margin(box, flow_, width);
  // LIMIT: negative margins would move notes out of their area.
  placed.margin.block_start =
      resume != nullptr ? Unit{} : std::max(Unit{}, placed.margin.block_start);
  placed.margin.block_end = std::max(Unit{}, placed.margin.block_end);
  ConstraintSpace space = space_for_child(box, flow_, {width, kIndefinite});
  Unit start = used_ + placed.margin.block_start;
  const bool is_first = placed_.empty();
  if (resume == nullptr) placed.result = layout::lay_out(box, space, nullptr, context_);
  if (resume != nullptr || start + visible_end(*placed.result.fragment, flow_) > room) {
    // At the start of the area a margin may be cut.
    if (is_first) start = placed.margin.block_start = Unit{};
    space.fragmentainer = FragmentainerType::Page;
    space.at_fragmentainer_start = is_first;
    space.skips_empty = skips_empty_;
    space.fragmentainer_offset = is_first ? Unit{} : start;
    space.fragmentainer_block_size = std::max(Unit::from_px(1), room);
    placed.result = layout::lay_out(box, space, resume, context_);
  }
  note.resume = std::move(placed.result.resume);
  if (placed.result.fragment == nullptr) {
    note.resume.reset();
    return false;
  }
  const Unit end = start + visible_end(*placed.result.fragment, flow_);
  if (note.resume == nullptr && !is_first && end > room) return false;
  if (note.resume != nullptr) placed.margin.block_end = Unit{};
  placed.margin.block_end = std::min(placed.margin.block_end, std::max(Unit{}, room - end));
  used_ = end + placed.margin.block_end;
  placed_.push_back(std::move(placed));
  return note.resume == nullptr;
}

Unit PageNotes::area_edges(const style::PageStyle& style) const {
  const Box area = area_box(style);
  if (area.style == nullptr) return {};
  return (used_margin(area, flow_, Unit{}) + used_border(area, flow_, context_) +
          used_padding(area, flow_, Unit{}))
      .block_sum();
}

Unit PageNotes::lay_out(const std::vector<const Box*>& called,
                        const style::PageStyle& style,
                        LogicalSize page_area,
                        Unit most) {
  placed_.clear();
  rest_.clear();
  used_ = Unit{};
  if (waiting_.empty() && called.empty()) return {};
  const Unit edges = area_edges(style);
  const Unit width = page_area.inline_size;
  std::vector<Rest> notes;
  for (std::size_t i = 0; i < waiting_.size(); ++i)
    notes.push_back({waiting_[i].box, nullptr, i});
  for (const Box* box : blocks_of(called, width))
    notes.push_back({box, nullptr, kNotWaiting});
  bool goes_on = true;
  for (Rest& note : notes) {
    const bool waited = note.waiting != kNotWaiting;
    const BreakToken* resume = waited ? waiting_[note.waiting].resume.get() : nullptr;
    if (goes_on) goes_on = lay_out_one(note, resume, width, most - edges);
    if (!goes_on) rest_.push_back(std::move(note));
  }
  return used_ + edges;
}

PageNotes::Area PageNotes::take(const style::PageStyle& style, LogicalSize page_area) {
  Area area;
  std::vector<Note> waiting;
  for (Rest& rest : rest_) {
    Note note{rest.box, std::move(rest.resume)};
    if (note.resume == nullptr && rest.waiting != kNotWaiting)
      note.resume = std::move(waiting_[rest.waiting].resume);
    waiting.push_back(std::move(note));
  }
  waiting_ = std::move(waiting);
  rest_.clear();
  if (placed_.empty()) return area;
  const style::ComputedStyle* given = style.box(style::MarginBox::Footnote);
  Box& box = factory_.create(
      BoxType::Block,
      given != nullptr ? *given : factory_.anonymous_style(*style.page, style::Display::Block),
      nullptr);
  const LogicalEdges border = used_border(box, flow_, context_);
  const LogicalEdges padding = used_padding(box, flow_, Unit{});
  const LogicalEdges insets = border + padding;
  FragmentBuilder builder(box, flow_);
  Unit at = insets.block_start;
  for (PlacedNote& note : placed_) {
    at += note.margin.block_start;
    Fragment& fragment = *note.result.fragment;
    const LogicalPoint offset{insets.inline_start + note.margin.inline_start, at};
    for (const OutOfFlowChild& child : note.result.out_of_flow)
      area.out_of_flow.push_back(
          moved(child, note.box->style->flow(), fragment.size, flow_, offset));
    at += visible_end(fragment, flow_) + note.margin.block_end;
    builder.add(std::move(note.result.fragment), offset);
  }
  placed_.clear();
  area.fragment = builder.finish({page_area.inline_size, at + insets.block_end}, border, padding);
  area.end_margin = used_margin(box, flow_, Unit{}).block_end;
  return area;
}

void PageNotes::wait(const std::vector<const Box*>& called) {
  for (const Box* note : called)
    waiting_.push_back({note, nullptr});
}

const Box* block_to_move(const std::vector<const Box*>& called, const LayoutResult& content) {
  if (content.fragment == nullptr || called.empty()) return nullptr;
  const std::vector<const Box*> shown = notes_called(content.out_of_flow);
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
