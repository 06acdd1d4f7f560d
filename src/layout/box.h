#pragma once
// Box: one node of the box tree (CSS Display 3 §2), built from the styled tree once a chapter and
// never changed afterwards. Boxes live in the chapter's arena. Text boxes hold the text after
// text-transform and before white-space processing, which belongs to layout/inline.
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "dom/node.h"
#include "style/computed_style.h"

namespace banxin::image {
class Image;
}

namespace banxin::layout {

enum class BoxType : std::uint8_t {
  Block,   // block container: flow, or the root of an inline formatting context
  Inline,  // a non-atomic inline box
  Text,
  LineBreak,  // <br>
  Replaced,   // image and the like; inline-level or block-level
  Flex,
  Grid,
  Table,  // the table wrapper box (CSS Tables 3 §2.1); its grid and captions are its children
  TableGrid,
  TableCaption,
  TableColumnGroup,
  TableColumn,
  TableRowGroup,
  TableRow,
  TableCell,
  Ruby,  // one ruby container: its children are RubyBase and RubyText in pairs (CSS Ruby 1 §2)
  RubyBase,
  RubyText,
};

// What made the box, for pseudo-elements.
enum class BoxOrigin : std::uint8_t { Element, Anonymous, Before, After, Marker, FirstLetter };

struct Box {
  Box* parent = nullptr;
  Box* first_child = nullptr;
  Box* last_child = nullptr;
  Box* previous_sibling = nullptr;
  Box* next_sibling = nullptr;

  const style::ComputedStyle* style = nullptr;  // never null once built
  const dom::Node* node = nullptr;              // the element; null for anonymous boxes
  std::string_view text;                        // BoxType::Text
  const image::Image* image = nullptr;          // BoxType::Replaced; null when it could not be had
  // Text boxes: offset of `text` in the document's source, 0 for generated content.
  std::uint32_t source_offset = 0;
  // The marker of a list item with `list-style-position: outside`: a block container laid out
  // beside the first line, not a child and in no formatting context (CSS Lists 3 §3.4).
  Box* outside_marker = nullptr;
  std::uint32_t index = 0;  // in order of creation; a stable identity
  float image_density = 1;  // pixels of `image` a px, where srcset says so
  BoxType type = BoxType::Block;
  BoxOrigin origin = BoxOrigin::Element;
  bool inline_level = false;     // takes part in its parent's inline formatting context
  bool children_inline = false;  // establishes an inline formatting context
  bool floating = false;
  bool out_of_flow = false;  // absolute or fixed
  bool footnote = false;     // float: footnote; its call stands in its place (GCPM 3 §2)
  bool new_formatting_context = false;
  // An inline box that a block divided (CSS 2.2 §9.2.1.1): this piece has no start (end) edge.
  bool continues_before = false;
  bool continues_after = false;
  bool is_leader = false;  // Text: the pattern of leader(), repeated to fill its line (GCPM 3 §4)

  bool is_text() const { return type == BoxType::Text; }
  // Laid out as one piece inside a line: inline-block, inline-table, inline-flex, replaced…
  bool is_atomic_inline() const {
    return inline_level && !floating && !out_of_flow && type != BoxType::Inline &&
           type != BoxType::Text && type != BoxType::LineBreak && type != BoxType::Ruby &&
           type != BoxType::RubyBase && type != BoxType::RubyText;
  }
};

// Whether a box takes part in its parent's block flow.
inline bool is_in_flow(const Box& box) {
  return !box.floating && !box.out_of_flow;
}
static_assert(std::is_trivially_destructible_v<Box>, "an arena never runs destructors");

// As dom::next_in_tree, over boxes.
inline Box* next_after_subtree(const Box& box, const Box& root) {
  for (const Box* at = &box; at != nullptr && at != &root; at = at->parent) {
    if (at->next_sibling != nullptr) return at->next_sibling;
  }
  return nullptr;
}
inline Box* next_in_tree(const Box& box, const Box& root) {
  return box.first_child != nullptr ? box.first_child : next_after_subtree(box, root);
}

}  // namespace banxin::layout
