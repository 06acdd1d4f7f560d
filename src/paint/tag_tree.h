#pragma once
// TagTree: the logical structure of the whole document, in document order, to which the items of
// all pages refer. Holds what PDF/UA and PDF/A need (ISO 32000-1 §14.7–14.8); a renderer takes of
// it what it can.
#include <cstdint>
#include <string>
#include <vector>

#include "paint/display_list.h"

namespace banxin::paint {

// ISO 32000-1 §14.8.4, standard structure types.
enum class Role : std::uint8_t {
  Artifact,
  Document,
  Part,
  Article,
  Section,
  Division,
  BlockQuote,
  Caption,
  Toc,
  TocItem,
  Paragraph,
  Heading1,
  Heading2,
  Heading3,
  Heading4,
  Heading5,
  Heading6,
  List,
  ListItem,
  Label,
  ListBody,
  Table,
  TableHead,
  TableBody,
  TableFoot,
  TableRow,
  HeaderCell,
  DataCell,
  Span,
  Quote,
  Emphasis,  // PDF 2.0: Em, Strong, Title, Aside
  Strong,
  Title,
  Aside,
  Note,
  Reference,
  Code,
  Link,
  Figure,
  Formula,
  Ruby,
  RubyBase,
  RubyText,
};
// "P", "H1", "TD": the name of the type.
const char* role_name(Role role);

// Phrases within a line (Span, Quote, Emphasis, Strong, Code): they say how, not what.
bool is_phrase(Role role);

enum class Scope : std::uint8_t { None, Row, Column, Both };

struct Tag {
  TagId parent = kArtifact;
  Role role = Role::Span;
  Scope scope = Scope::None;      // of HeaderCell
  std::uint16_t column_span = 1;  // of cells
  std::uint16_t row_span = 1;
  bool has_children = false;
  std::string alt;          // of Figure, Formula
  std::string actual_text;  // in place of the content's
  std::string language;     // "" as the parent's
};

class TagTree {
 public:
  TagTree() : tags_(1) { tags_[0].role = Role::Artifact; }

  TagId add(Tag tag) {
    if (tag.parent != kArtifact) tags_[tag.parent].has_children = true;
    tags_.push_back(std::move(tag));
    return static_cast<TagId>(tags_.size() - 1);
  }
  const Tag& operator[](TagId id) const { return tags_[id]; }
  std::size_t size() const { return tags_.size(); }

 private:
  std::vector<Tag> tags_;
};

}  // namespace banxin::paint
