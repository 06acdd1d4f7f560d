#include "layout/build_boxes.h"

#include <utility>

#include "layout/box_builder.h"
#include "layout/text_transform.h"

namespace banxin::layout {

using style::ComputedStyle;
using style::Display;
using style::Float;
using style::Position;
using style::PseudoElement;
namespace names = dom::names;

namespace {

bool is_positioned(const ComputedStyle& style) {
  return style.position == Position::Absolute || style.position == Position::Fixed ||
         style.position == Position::Running;
}

// CSS Display 3 §2.7: the block-level counterpart.
Display blockify(Display display) {
  switch (display) {
    case Display::Inline:
    case Display::InlineBlock:
    case Display::TableRowGroup:
    case Display::TableHeaderGroup:
    case Display::TableFooterGroup:
    case Display::TableRow:
    case Display::TableCell:
    case Display::TableColumnGroup:
    case Display::TableColumn:
    case Display::TableCaption:
    case Display::RubyBase:
    case Display::RubyText:
    case Display::RubyBaseContainer:
    case Display::RubyTextContainer:
      return Display::Block;
    case Display::InlineTable:
      return Display::Table;
    case Display::InlineFlex:
      return Display::Flex;
    case Display::InlineGrid:
      return Display::Grid;
    case Display::InlineListItem:
      return Display::ListItem;
    case Display::Ruby:
      return Display::BlockRuby;
    default:
      return display;
  }
}

struct BoxKind {
  BoxType type = BoxType::Block;
  bool inline_level = false;
  bool new_context = false;
};

BoxKind kind_of(Display display) {
  switch (display) {
    case Display::Inline:
    case Display::InlineListItem:
      return {BoxType::Inline, true};
    case Display::InlineBlock:
      return {BoxType::Block, true, true};
    case Display::FlowRoot:
    case Display::FlowRootListItem:
      return {BoxType::Block, false, true};
    case Display::Table:
      return {BoxType::Table, false, true};
    case Display::InlineTable:
      return {BoxType::Table, true, true};
    case Display::TableRowGroup:
    case Display::TableHeaderGroup:
    case Display::TableFooterGroup:
      return {BoxType::TableRowGroup};
    case Display::TableRow:
      return {BoxType::TableRow};
    case Display::TableCell:
      return {BoxType::TableCell, false, true};
    case Display::TableColumnGroup:
      return {BoxType::TableColumnGroup};
    case Display::TableColumn:
      return {BoxType::TableColumn};
    case Display::TableCaption:
      return {BoxType::TableCaption, false, true};
    case Display::Flex:
      return {BoxType::Flex, false, true};
    case Display::InlineFlex:
      return {BoxType::Flex, true, true};
    case Display::Grid:
      return {BoxType::Grid, false, true};
    case Display::InlineGrid:
      return {BoxType::Grid, true, true};
    case Display::Ruby:
      return {BoxType::Ruby, true};
    case Display::RubyBase:
      return {BoxType::RubyBase, true};
    case Display::RubyText:
      return {BoxType::RubyText, true};
    default:
      return {};
  }
}

bool clips(const ComputedStyle& style) {
  auto one = [](style::Overflow overflow) {
    return overflow != style::Overflow::Visible && overflow != style::Overflow::Clip;
  };
  return one(style.overflow_x) || one(style.overflow_y);
}

bool is_multicol_style(const ComputedStyle& style) {
  return !style.column_count.is_auto() || !style.column_width.is_auto;
}

}  // namespace

BoxBuilder::BoxBuilder(const dom::Document& document,
                       LayoutContext& context,
                       const BuildOptions& options)
    : document_(document), context_(context), options_(options), factory_(context) {}

// CSS Writing Modes 4 §8: the body's writing mode and direction are the page's, and the root's used
// ones.
const ComputedStyle& BoxBuilder::principal_style(const dom::Node& root) {
  const ComputedStyle& own = context_.styles.style(root);
  const dom::Node* body = document_.body();
  if (body == nullptr || !root.is_html(names::html)) return own;
  const ComputedStyle& of_body = context_.styles.style(*body);
  if (of_body.writing_mode == own.writing_mode && of_body.direction == own.direction) return own;
  if (of_body.display == style::Display::None) return own;
  ComputedStyle& principal = context_.memory.create<ComputedStyle>(own);
  principal.writing_mode = of_body.writing_mode;
  principal.direction = of_body.direction;
  return principal;
}

BoxTree BoxBuilder::build() {
  tree_.document = &document_;
  context_.quirks = document_.quirks_mode == dom::QuirksMode::Full;
  context_.line_height_quirk = document_.quirks_mode != dom::QuirksMode::None;
  const dom::Node* root = document_.document_element();
  if (root == nullptr) return std::move(tree_);
  // A parent for the root's box, so that the walk needs no exception; it is not part of the tree.
  Box& above = factory_.create(BoxType::Block, principal_style(*root), nullptr);
  build_node(*root, above);
  for (Box* child = above.first_child; child != nullptr; child = child->next_sibling) {
    if (child->node != root) continue;
    child->parent = nullptr;
    child->inline_level = false;
    child->floating = child->out_of_flow = false;
    child->new_formatting_context = true;
    tree_.root = child;
  }
  if (tree_.root == nullptr) {
    // `display: none` on the root, or `contents`: an empty page is still a page.
    Box& empty = factory_.create(BoxType::Block,
                                 factory_.anonymous_style(*above.style, Display::Block), nullptr);
    empty.new_formatting_context = true;
    tree_.root = &empty;
  } else {
    Box* box = above.first_child;
    while (box != tree_.root)
      box = box->next_sibling;
    box->previous_sibling = box->next_sibling = nullptr;
    // The root is block-level whatever it says (CSS Display 3 §2.8).
    if (box->type == BoxType::Inline) {
      box->type = BoxType::Block;
      finish_children(*box, factory_);
    }
  }
  return std::move(tree_);
}

ContentSurroundings BoxBuilder::surroundings(const dom::Node* element) {
  return {counters_,        quotes_,          element, options_.targets,
          options_.numbers, &tree_.questions, context_};
}

void BoxBuilder::build_node(const dom::Node& node, Box& parent) {
  if (node.is_text()) {
    build_text(node, parent);
  } else if (node.is_element()) {
    build_element(node, parent);
  }
}

// HTML §15.5.4: of a closed `details` only its summary is shown.
bool BoxBuilder::is_skipped_child(const dom::Node& parent, const dom::Node& child) const {
  if (!parent.is_html(names::details)) return false;
  if (parent.find_attribute(document_.atoms().find("open")) != nullptr) return false;
  if (!child.is_html(names::summary)) return true;
  for (const dom::Node* before = child.previous_sibling; before != nullptr;
       before = before->previous_sibling) {
    if (before->is_html(names::summary)) return true;
  }
  return false;
}

// HTML §15.5.4: a `details` without a summary has a legend that the user agent provides.
void BoxBuilder::build_summary(const dom::Node& node, Box& parent) {
  for (const dom::Node* child = node.first_child; child != nullptr; child = child->next_sibling) {
    if (child->is_html(names::summary)) return;
  }
  const bool open = node.find_attribute(document_.atoms().find("open")) != nullptr;
  Box& line = factory_.create_anonymous(BoxType::Block, parent);
  BoxFactory::append(parent, line);
  add_text(line, open ? "▾ Details" : "▸ Details", BoxOrigin::Before);
  finish_children(line, factory_);
}

void BoxBuilder::build_children(const dom::Node& node, Box& parent) {
  if (node.is_html(names::details)) build_summary(node, parent);
  for (const dom::Node* child = node.first_child; child != nullptr; child = child->next_sibling) {
    if (!is_skipped_child(node, *child)) build_node(*child, parent);
  }
}

void BoxBuilder::add_text(Box& parent, std::string_view text, BoxOrigin origin) {
  Box& box = factory_.create(BoxType::Text, *parent.style, nullptr);
  box.origin = origin;
  box.inline_level = true;
  if (transforms_text(*parent.style)) {
    box.text = context_.memory.copy(transform_text(text, *parent.style, at_word_start_));
  } else {
    box.text = context_.memory.copy(text);
    at_word_start_ = !ends_in_word(text);
  }
  BoxFactory::append(parent, box);
}

void BoxBuilder::build_text(const dom::Node& node, Box& parent) {
  const std::string_view text = node.text();
  if (text.empty()) return;
  Box& box = factory_.create(BoxType::Text, *parent.style, nullptr);
  box.inline_level = true;
  box.source_offset = node.source_offset;
  if (transforms_text(*parent.style)) {
    box.text = context_.memory.copy(transform_text(text, *parent.style, at_word_start_));
  } else {
    box.text = text;
    at_word_start_ = !ends_in_word(text);
  }
  BoxFactory::append(parent, box);
}

Box* BoxBuilder::create_box(const dom::Node* node, const ComputedStyle& style, const Box& parent) {
  Display display = style.display;
  const bool positioned = is_positioned(style);
  const bool footnote = !positioned && style.float_ == Float::Footnote;
  const bool floating = !positioned && !footnote && style.float_ != Float::None;
  const bool is_item = parent.type == BoxType::Flex || parent.type == BoxType::Grid;
  if (positioned || floating || footnote || is_item) display = blockify(display);
  const BoxKind kind = kind_of(display);
  Box& box = factory_.create(kind.type, style, node);
  box.inline_level = kind.inline_level;
  box.out_of_flow = positioned || footnote;
  box.footnote = footnote;
  box.floating = floating && !is_item;
  box.new_formatting_context = kind.new_context || positioned || floating || footnote || is_item ||
                               (kind.type == BoxType::Block && clips(style)) ||
                               (kind.type == BoxType::Block && is_multicol_style(style)) ||
                               (node != nullptr && node->is_html(names::fieldset));
  // CSS Writing Modes 4 §3.1: another block flow than the parent's needs a context of its own.
  if (style.writing_mode != parent.style->writing_mode) {
    if (box.type == BoxType::Inline) box.type = BoxType::Block;
    box.new_formatting_context = true;
  }
  if (kind.type == BoxType::Block && style.align_content.keyword != style::AlignKeyword::Normal &&
      style.align_content.keyword != style::AlignKeyword::Auto) {
    box.new_formatting_context = true;  // CSS Align 3 §5.1.1
  }
  if (style.column_span == style::ColumnSpan::All) box.new_formatting_context = true;
  const bool contained = style.contain.layout || style.contain.paint ||
                         style.container_type != style::ContainerType::Normal;
  if (kind.type == BoxType::Block && contained) box.new_formatting_context = true;
  return &box;
}

void BoxBuilder::build_element(const dom::Node& node, Box& parent) {
  const ComputedStyle& style =
      &node == document_.document_element() ? principal_style(node) : context_.styles.style(node);
  if (style.display == Display::None) return;
  // LIMIT: the parser's own depth limit bounds this recursion; it is checked again here.
  if (depth_ >= context_.limits.depth + 8) return;
  ++depth_;
  counters_.enter(style, &node, document_);
  note_target(node);
  if (style.display == Display::Contents) {
    counters_.begin_children();
    build_pseudo(node, PseudoElement::Before, parent);
    build_children(node, parent);
    build_pseudo(node, PseudoElement::After, parent);
    counters_.end_children();
    --depth_;
    return;
  }
  if (node.is_html(names::br)) {
    Box& box = factory_.create(BoxType::LineBreak, style, &node);
    box.inline_level = true;
    BoxFactory::append(parent, box);
  } else if (!build_content_picture(node, style, parent) && !build_replaced(node, style, parent)) {
    Box& box = *create_box(&node, style, parent);
    if (box.footnote) build_footnote_call(node, parent);
    BoxFactory::append(parent, box);
    note_counters(box);
    if (!box.inline_level) at_word_start_ = true;
    counters_.begin_children();
    if (box.footnote) build_footnote_marker(node, box);
    const bool is_item = style.display == Display::ListItem ||
                         style.display == Display::InlineListItem ||
                         style.display == Display::FlowRootListItem;
    if (is_item) build_marker(node, box);
    build_pseudo(node, PseudoElement::Before, box);
    if (node.is_html(names::wbr)) add_text(box, "\u200B", BoxOrigin::Element);
    build_control(node, box);
    build_children(node, box);
    build_pseudo(node, PseudoElement::After, box);
    set_strings(node, box);
    counters_.end_children();
    finish_children(box, factory_);
    build_first_letter(node, box);
    if (!box.inline_level) at_word_start_ = true;
  }
  --depth_;
}

void BoxBuilder::note_counters(const Box& box) {
  const ComputedStyle& style = *box.style;
  const auto note = [&](const style::List<style::CounterChange>& changes, bool assigned) {
    for (const style::CounterChange& change : changes) {
      if (change.name == "list-item") continue;
      tree_.counters[&box].push_back(
          {std::string{change.name}, counters_.value(change.name), assigned});
    }
  };
  note(style.counter_reset, true);
  note(style.counter_increment, false);
  note(style.counter_set, true);
}

void BoxBuilder::set_strings(const dom::Node& node, const Box& box) {
  for (const style::StringSet& set : box.style->string_set) {
    QuoteState quotes;
    const ContentSurroundings around{counters_,        quotes,           &node,   options_.targets,
                                     options_.numbers, &tree_.questions, context_};
    tree_.named_strings[&box].push_back(
        {std::string{set.name}, pieces_text(generate_content(set.items, *box.style, around))});
  }
}

// What target-counter() and target-text() may want to know of this element, as far as the walk
// knows it: all counters that are in scope here. Kept only in the pass that asks.
void BoxBuilder::note_target(const dom::Node& node) {
  if (options_.gather == nullptr) return;
  const std::string id{node.attribute(names::id)};
  if (id.empty() || options_.gather->count(id) == 0) return;
  TargetFacts& facts = tree_.targets[id];
  if (facts.known) return;
  facts.known = true;
  counters_.for_each([&facts](const std::string& name, const std::vector<std::int32_t>& values) {
    facts.counters[name] = values.back();
    facts.nested[name] = values;
  });
  const std::string text = dom::text_content(node);
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    if (!blank) facts.text += c;
    if (blank && !facts.text.empty() && facts.text.back() != ' ') facts.text += ' ';
  }
  while (!facts.text.empty() && facts.text.back() == ' ')
    facts.text.pop_back();
}

BoxTree build_boxes(const dom::Document& document,
                    LayoutContext& context,
                    const BuildOptions& options) {
  context.document = &document;
  context.has_first_lines = context.styles.has_rules_for(style::PseudoElement::FirstLine);
  return BoxBuilder(document, context, options).build();
}

}  // namespace banxin::layout
