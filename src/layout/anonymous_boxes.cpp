#include "layout/anonymous_boxes.h"

#include <algorithm>
#include <vector>

#include "layout/column_spans.h"
#include "layout/layout_algorithms.h"

namespace banxin::layout {

using style::ComputedStyle;
using style::Display;

Box& BoxFactory::create(BoxType type, const ComputedStyle& style, const dom::Node* node) {
  Box& box = context_.memory.create<Box>();
  box.type = type;
  box.style = &style;
  box.node = node;
  box.index = context_.box_count++;
  return box;
}

const ComputedStyle& BoxFactory::anonymous_style(const ComputedStyle& parent, Display display) {
  const ComputedStyle*& known = anonymous_[&parent];
  if (known == nullptr) {
    ComputedStyle& made = context_.memory.create<ComputedStyle>();
    static_cast<style::InheritedStyle&>(made) = parent;
    made.display = display;
    known = &made;
  }
  return *known;
}

Box& BoxFactory::create_anonymous(BoxType type, const Box& parent) {
  Box& box = create(type, anonymous_style(*parent.style, Display::Block), nullptr);
  box.origin = BoxOrigin::Anonymous;
  switch (type) {
    case BoxType::Table:
    case BoxType::TableCell:
    case BoxType::TableCaption:
      box.new_formatting_context = true;
      break;
    case BoxType::RubyBase:
    case BoxType::RubyText:
    case BoxType::Ruby:
    case BoxType::Inline:
      box.inline_level = true;
      break;
    default:
      break;
  }
  return box;
}

Box& BoxFactory::clone_inline(const Box& box) {
  Box& clone = create(box.type, *box.style, box.node);
  clone.origin = box.origin;
  clone.inline_level = true;
  return clone;
}

style::ComputedStyle& BoxFactory::edit_style(Box& box) {
  ComputedStyle& own = context_.memory.create<ComputedStyle>(*box.style);
  box.style = &own;
  return own;
}

void BoxFactory::insert_before(Box& parent, Box& child, Box* before) {
  child.parent = &parent;
  child.next_sibling = before;
  child.previous_sibling = before == nullptr ? parent.last_child : before->previous_sibling;
  (child.previous_sibling == nullptr ? parent.first_child : child.previous_sibling->next_sibling) =
      &child;
  (before == nullptr ? parent.last_child : before->previous_sibling) = &child;
}

void BoxFactory::append(Box& parent, Box& child) {
  insert_before(parent, child, nullptr);
}

void BoxFactory::remove(Box& box) {
  Box& parent = *box.parent;
  (box.previous_sibling == nullptr ? parent.first_child : box.previous_sibling->next_sibling) =
      box.next_sibling;
  (box.next_sibling == nullptr ? parent.last_child : box.next_sibling->previous_sibling) =
      box.previous_sibling;
  box.parent = box.previous_sibling = box.next_sibling = nullptr;
}

bool is_collapsible_space(const Box& text) {
  using style::WhiteSpaceCollapse;
  if (!text.is_text()) return false;
  const WhiteSpaceCollapse collapse = text.style->white_space_collapse;
  if (text.text.empty()) return true;
  if (collapse != WhiteSpaceCollapse::Collapse && collapse != WhiteSpaceCollapse::Discard &&
      collapse != WhiteSpaceCollapse::PreserveBreaks) {
    return false;
  }
  const std::string_view blanks =
      collapse == WhiteSpaceCollapse::PreserveBreaks ? " \t\r\f" : " \t\r\f\n";
  return text.text.find_first_not_of(blanks) == std::string_view::npos;
}

namespace {

bool is_inline_level(const Box& box) {
  return box.inline_level || !is_in_flow(box);
}

std::vector<Box*> take_children(Box& box) {
  std::vector<Box*> children;
  for (Box* child = box.first_child; child != nullptr; child = child->next_sibling) {
    children.push_back(child);
  }
  box.first_child = box.last_child = nullptr;
  return children;
}

// -- tables, CSS Tables 3 §2.2

bool is_table_internal(BoxType type) {
  return type == BoxType::TableRowGroup || type == BoxType::TableRow ||
         type == BoxType::TableCell || type == BoxType::TableColumn ||
         type == BoxType::TableColumnGroup || type == BoxType::TableCaption;
}
bool is_proper_grid_child(const Box& box) {
  return box.type == BoxType::TableRowGroup || box.type == BoxType::TableRow ||
         box.type == BoxType::TableColumn || box.type == BoxType::TableColumnGroup ||
         box.type == BoxType::TableCaption;
}

// Wraps runs of children that are not `proper` in one anonymous box of `type` each. Blanks at the
// edges of a run and between proper children vanish.
template <class Proper>
void wrap_improper(Box& box, BoxType type, Proper proper, BoxFactory& factory) {
  std::vector<Box*> run;
  auto flush = [&] {
    while (!run.empty() && is_collapsible_space(*run.back()))
      run.pop_back();
    std::size_t first = 0;
    while (first < run.size() && is_collapsible_space(*run[first]))
      ++first;
    if (first < run.size()) {
      Box& wrapper = factory.create_anonymous(type, box);
      for (std::size_t i = first; i < run.size(); ++i)
        BoxFactory::append(wrapper, *run[i]);
      BoxFactory::append(box, wrapper);
      finish_children(wrapper, factory);
    }
    run.clear();
  };
  for (Box* child : take_children(box)) {
    if (child->out_of_flow) {
      BoxFactory::append(box, *child);
    } else if (proper(*child) && !child->floating) {
      flush();
      BoxFactory::append(box, *child);
    } else {
      run.push_back(child);
    }
  }
  flush();
}

// The wrapper has the captions and one grid (CSS Tables 3 §3.1).
void finish_table(Box& table, BoxFactory& factory) {
  if (table.first_child != nullptr && table.first_child->type == BoxType::TableGrid &&
      table.first_child == table.last_child) {
    return;
  }
  Box& grid = factory.create(BoxType::TableGrid, *table.style, table.node);
  grid.origin = table.origin;
  grid.new_formatting_context = true;
  std::vector<Box*> top;
  std::vector<Box*> bottom;
  for (Box* child : take_children(table)) {
    if (child->type == BoxType::TableCaption) {
      (child->style->caption_side == style::CaptionSide::Bottom ? bottom : top).push_back(child);
    } else {
      BoxFactory::append(grid, *child);
    }
  }
  for (Box* caption : top)
    BoxFactory::append(table, *caption);
  BoxFactory::append(table, grid);
  for (Box* caption : bottom)
    BoxFactory::append(table, *caption);
  wrap_improper(grid, BoxType::TableRow, is_proper_grid_child, factory);
  // Rows outside of a group get one, so that a grid has groups and columns only.
  wrap_improper(
      grid, BoxType::TableRowGroup,
      [](const Box& child) { return child.type != BoxType::TableRow; }, factory);
}

// Table parts outside of a table: the missing ones are made around them.
void wrap_stray_table_parts(Box& box, BoxFactory& factory) {
  bool any = false;
  for (const Box* child = box.first_child; child != nullptr; child = child->next_sibling) {
    any = any || (is_table_internal(child->type) && is_in_flow(*child));
  }
  if (!any) return;
  std::vector<Box*> run;
  std::vector<Box*> blanks;
  auto flush = [&] {
    if (!run.empty()) {
      Box& table = factory.create_anonymous(BoxType::Table, box);
      table.inline_level = box.type == BoxType::Inline;
      for (Box* child : run)
        BoxFactory::append(table, *child);
      BoxFactory::append(box, table);
      finish_children(table, factory);
    }
    run.clear();
    for (Box* blank : blanks)
      BoxFactory::append(box, *blank);
    blanks.clear();
  };
  for (Box* child : take_children(box)) {
    if (is_table_internal(child->type) && is_in_flow(*child)) {
      blanks.clear();  // blanks between table parts vanish
      run.push_back(child);
    } else if (!run.empty() && is_collapsible_space(*child)) {
      blanks.push_back(child);
    } else {
      flush();
      BoxFactory::append(box, *child);
    }
  }
  flush();
}

// -- blocks in inlines, CSS 2.2 §9.2.1.1

bool contains_block(const Box& inline_box) {
  for (const Box* child = inline_box.first_child; child != nullptr; child = child->next_sibling) {
    if (!is_inline_level(*child)) return true;
    if (child->type == BoxType::Inline && child->continues_after) return true;
  }
  return false;
}

// `box` is an inline box with blocks inside: its pieces and the blocks, in order. continues_after
// marks inline boxes that are still to be divided, until then.
void divide(Box& box, std::vector<Box*>& out, BoxFactory& factory) {
  const std::vector<Box*> children = take_children(box);
  box.continues_after = false;
  Box* piece = &box;
  const auto add = [&](Box& part, bool is_block) {
    if (!is_block) {
      BoxFactory::append(*piece, part);
      return;
    }
    piece->continues_after = true;
    out.push_back(piece);
    out.push_back(&part);
    piece = &factory.clone_inline(box);
    piece->continues_before = true;
  };
  for (Box* child : children) {
    const bool is_block = !is_inline_level(*child);
    if (is_block || child->type != BoxType::Inline || !child->continues_after) {
      add(*child, is_block);
      continue;
    }
    std::vector<Box*> parts;
    divide(*child, parts, factory);
    for (Box* part : parts)
      add(*part, part->type != BoxType::Inline);
  }
  out.push_back(piece);
}

// An inline piece that shows nothing: no content and no edge of its own here.
bool is_blank_run(const std::vector<Box*>& run) {
  for (const Box* box : run) {
    if (!is_in_flow(*box) || is_collapsible_space(*box)) continue;
    return false;
  }
  return true;
}

void finish_block_container(Box& box, BoxFactory& factory) {
  bool any_block = false;
  bool any_inline = false;
  bool any_divided = false;
  for (const Box* child = box.first_child; child != nullptr; child = child->next_sibling) {
    if (!is_in_flow(*child)) continue;
    any_block = any_block || !child->inline_level;
    any_inline = any_inline || (child->inline_level && !is_collapsible_space(*child));
    any_divided = any_divided || (child->type == BoxType::Inline && child->continues_after);
  }
  if (!any_block && !any_divided) {
    box.children_inline = any_inline;
    if (any_inline) return;
    // Blanks alone make no line; floats and positioned boxes need none.
    for (Box* child : take_children(box)) {
      if (!is_in_flow(*child)) BoxFactory::append(box, *child);
    }
    return;
  }
  std::vector<Box*> parts;
  for (Box* child : take_children(box)) {
    if (child->type == BoxType::Inline && child->continues_after) {
      divide(*child, parts, factory);
    } else {
      parts.push_back(child);
    }
  }
  std::vector<Box*> run;
  auto flush = [&] {
    if (is_blank_run(run)) {
      // Blanks between blocks make no box; floats and positioned boxes stand by themselves.
      for (Box* child : run) {
        if (!is_in_flow(*child)) BoxFactory::append(box, *child);
      }
    } else {
      Box& wrapper = factory.create_anonymous(BoxType::Block, box);
      wrapper.children_inline = true;
      for (Box* child : run)
        BoxFactory::append(wrapper, *child);
      BoxFactory::append(box, wrapper);
    }
    run.clear();
  };
  for (Box* part : parts) {
    if (is_inline_level(*part)) {
      run.push_back(part);
    } else {
      flush();
      BoxFactory::append(box, *part);
    }
  }
  flush();
}

// CSS Flexbox 1 §4: every child is an item; runs of text are wrapped, blanks vanish.
void finish_items(Box& box, BoxFactory& factory) {
  std::vector<Box*> run;
  auto flush = [&] {
    if (!is_blank_run(run)) {
      Box& wrapper = factory.create_anonymous(BoxType::Block, box);
      wrapper.new_formatting_context = true;
      for (Box* child : run)
        BoxFactory::append(wrapper, *child);
      BoxFactory::append(box, wrapper);
      finish_children(wrapper, factory);
    }
    run.clear();
  };
  for (Box* child : take_children(box)) {
    const bool is_run = child->is_text() || child->type == BoxType::LineBreak ||
                        (child->inline_level && is_in_flow(*child) && !child->is_atomic_inline());
    if (is_run) {
      run.push_back(child);
      continue;
    }
    flush();
    child->inline_level = false;
    if (child->type == BoxType::Block) child->new_formatting_context = true;
    BoxFactory::append(box, *child);
  }
  flush();
}

// CSS Multicol 1 §2, §6: the content between spanning children flows through one row of columns; it
// gets a box of its own, which is what the columns are fragments of.
void wrap_column_flows(Box& box, BoxFactory& factory) {
  const bool lines = box.children_inline;
  box.children_inline = false;
  Box* flow = nullptr;
  for (Box* child : take_children(box)) {
    const bool spans = !lines && is_in_flow(*child) && !child->inline_level &&
                       child->origin != BoxOrigin::Anonymous &&
                       child->style->column_span == style::ColumnSpan::All;
    if (spans) {
      BoxFactory::append(box, *child);
      flow = nullptr;
      continue;
    }
    if (flow == nullptr) {
      flow = &factory.create_anonymous(BoxType::Block, box);
      flow->new_formatting_context = true;
      flow->children_inline = lines;
      BoxFactory::append(box, *flow);
    }
    BoxFactory::append(*flow, *child);
  }
}

// -- ruby, CSS Ruby 1 §2.2: bases and their texts, alternating

void finish_ruby(Box& ruby, BoxFactory& factory) {
  std::vector<Box*> bases;
  std::vector<Box*> texts;
  std::vector<Box*> run;
  auto flush_run = [&] {
    if (!is_blank_run(run)) {
      Box& base = factory.create_anonymous(BoxType::RubyBase, ruby);
      for (Box* child : run)
        BoxFactory::append(base, *child);
      bases.push_back(&base);
    }
    run.clear();
  };
  std::vector<Box*> pairs;
  auto flush_segment = [&] {
    flush_run();
    for (std::size_t i = 0; i < std::max(bases.size(), texts.size()); ++i) {
      pairs.push_back(i < bases.size() ? bases[i]
                                       : &factory.create_anonymous(BoxType::RubyBase, ruby));
      pairs.push_back(i < texts.size() ? texts[i]
                                       : &factory.create_anonymous(BoxType::RubyText, ruby));
    }
    bases.clear();
    texts.clear();
  };
  for (Box* child : take_children(ruby)) {
    if (child->type == BoxType::RubyText) {
      flush_run();
      texts.push_back(child);
    } else if (is_collapsible_space(*child) && run.empty()) {
      continue;
    } else {
      if (!texts.empty()) flush_segment();
      if (child->type == BoxType::RubyBase) {
        flush_run();
        bases.push_back(child);
      } else {
        run.push_back(child);
      }
    }
  }
  flush_segment();
  for (Box* box : pairs)
    BoxFactory::append(ruby, *box);
}

// CSS Ruby 1 §2.2: bases and texts outside of a ruby get one around them, and so does all that is
// in a ruby of display block.
void wrap_stray_ruby(Box& box, BoxFactory& factory) {
  const auto is_internal = [](const Box& child) {
    return child.type == BoxType::RubyBase || child.type == BoxType::RubyText;
  };
  bool any = false;
  for (const Box* child = box.first_child; child != nullptr; child = child->next_sibling)
    any = any || is_internal(*child);
  if (!any) return;
  const bool all = box.origin == BoxOrigin::Element && box.style->display == Display::BlockRuby;
  Box* ruby = nullptr;
  for (Box* child : take_children(box)) {
    const bool joins = is_internal(*child) || (all && is_inline_level(*child));
    if (!joins) {
      if (ruby != nullptr) finish_children(*ruby, factory);
      ruby = nullptr;
      BoxFactory::append(box, *child);
      continue;
    }
    if (ruby == nullptr) {
      ruby = &factory.create_anonymous(BoxType::Ruby, box);
      ruby->inline_level = true;
      BoxFactory::append(box, *ruby);
    }
    BoxFactory::append(*ruby, *child);
  }
  if (ruby != nullptr) finish_children(*ruby, factory);
}

}  // namespace

void finish_children(Box& box, BoxFactory& factory) {
  switch (box.type) {
    case BoxType::Text:
    case BoxType::LineBreak:
    case BoxType::Replaced:
    case BoxType::TableColumn:
      box.first_child = box.last_child = nullptr;
      return;
    case BoxType::Table:
      finish_table(box, factory);
      return;
    case BoxType::TableGrid:
      return;
    case BoxType::TableColumnGroup:
      for (Box* child : take_children(box)) {
        if (child->type == BoxType::TableColumn) BoxFactory::append(box, *child);
      }
      return;
    case BoxType::TableRowGroup:
      wrap_improper(
          box, BoxType::TableRow, [](const Box& child) { return child.type == BoxType::TableRow; },
          factory);
      return;
    case BoxType::TableRow:
      wrap_improper(
          box, BoxType::TableCell,
          [](const Box& child) { return child.type == BoxType::TableCell; }, factory);
      return;
    case BoxType::Ruby:
      finish_ruby(box, factory);
      return;
    case BoxType::Flex:
    case BoxType::Grid:
      wrap_stray_table_parts(box, factory);
      finish_items(box, factory);
      return;
    case BoxType::Inline:
    case BoxType::RubyBase:
    case BoxType::RubyText:
      wrap_stray_table_parts(box, factory);
      wrap_stray_ruby(box, factory);
      // To be divided by the block container around it.
      box.continues_after = box.type == BoxType::Inline && contains_block(box);
      return;
    default:
      wrap_stray_table_parts(box, factory);
      wrap_stray_ruby(box, factory);
      finish_block_container(box, factory);
      if (is_multicol(box)) {
        divide_at_spanners(box, factory);
        wrap_column_flows(box, factory);
      }
      return;
  }
}

}  // namespace banxin::layout
