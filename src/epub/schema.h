#pragma once
// Schema: what of HTML may stand in an EPUB content document, where, and what becomes of the rest.
// One row an element in elements.def.
#include <cstdint>
#include <string_view>

#include "dom/names.h"
#include "dom/node.h"

namespace banxin::epub {

// The name of an element or attribute of HTML.
inline std::string_view name_of(Atom atom) {
  return dom::known_names()[static_cast<std::size_t>(atom)];
}

// What is done with an element: kept, renamed to another, replaced by its contents, left out with
// all it holds; the others are written by a function of their own.
enum class Treatment : std::uint8_t {
  Keep,
  Rename,
  Unwrap,
  Drop,
  Heading,
  Link,
  Conditional,
  DescriptionList,
  Caption,
  Ruby,
  RubyPart,
  Table,
  TablePart,
  Image,
  Placeholder,
  Field,
};

// Where an element may stand.
enum class Kind : std::uint8_t {
  Block,
  Inline,
  Item,
  Term,
  RubyPart,
  TablePart,
  Column,
  Row,
  Cell
};

// What may stand in it. Transparent: what may stand in its parent.
enum class Content : std::uint8_t {
  Flow,
  Phrasing,
  Transparent,
  Text,
  Nothing,
  Items,
  Terms,
  RubyParts,
  TableParts,
  Columns,
  Rows,
  Cells
};

struct ElementRule {
  Treatment treatment = Treatment::Unwrap;
  Kind kind = Kind::Inline;
  Content content = Content::Transparent;
  Atom target = dom::names::span;
  std::string_view style_class;
};

// Of an HTML element. Unknown elements (also custom ones) are unwrapped.
const ElementRule& element_rule(const dom::Node& element);

// Whether an element is a block for the purpose of "a block in a phrase".
bool is_block(const dom::Node& node);

}  // namespace banxin::epub
