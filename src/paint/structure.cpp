#include "paint/structure.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "dom/names.h"

namespace banxin::paint {
namespace {

using dom::KnownName;

struct Meaning {
  bool has_role = false;
  Role role = Role::Span;
};

struct RoleRow {
  KnownName name;
  Role role;
};
constexpr std::array kRoles{
    RoleRow{KnownName::body, Role::Section},
    RoleRow{KnownName::section, Role::Section},
    RoleRow{KnownName::nav, Role::Section},
    RoleRow{KnownName::article, Role::Article},
    RoleRow{KnownName::aside, Role::Aside},
    RoleRow{KnownName::blockquote, Role::BlockQuote},
    RoleRow{KnownName::figcaption, Role::Caption},
    RoleRow{KnownName::caption, Role::Caption},
    RoleRow{KnownName::p, Role::Paragraph},
    RoleRow{KnownName::pre, Role::Paragraph},
    RoleRow{KnownName::address, Role::Paragraph},
    RoleRow{KnownName::h1, Role::Heading1},
    RoleRow{KnownName::h2, Role::Heading2},
    RoleRow{KnownName::h3, Role::Heading3},
    RoleRow{KnownName::h4, Role::Heading4},
    RoleRow{KnownName::h5, Role::Heading5},
    RoleRow{KnownName::h6, Role::Heading6},
    RoleRow{KnownName::ul, Role::List},
    RoleRow{KnownName::ol, Role::List},
    RoleRow{KnownName::menu, Role::List},
    RoleRow{KnownName::dl, Role::List},
    RoleRow{KnownName::li, Role::ListItem},
    RoleRow{KnownName::dd, Role::ListItem},
    RoleRow{KnownName::dt, Role::Label},
    RoleRow{KnownName::table, Role::Table},
    RoleRow{KnownName::thead, Role::TableHead},
    RoleRow{KnownName::tbody, Role::TableBody},
    RoleRow{KnownName::tfoot, Role::TableFoot},
    RoleRow{KnownName::tr, Role::TableRow},
    RoleRow{KnownName::th, Role::HeaderCell},
    RoleRow{KnownName::td, Role::DataCell},
    RoleRow{KnownName::em, Role::Emphasis},
    RoleRow{KnownName::i, Role::Emphasis},
    RoleRow{KnownName::cite, Role::Emphasis},
    RoleRow{KnownName::dfn, Role::Emphasis},
    RoleRow{KnownName::strong, Role::Strong},
    RoleRow{KnownName::b, Role::Strong},
    RoleRow{KnownName::q, Role::Quote},
    RoleRow{KnownName::code, Role::Code},
    RoleRow{KnownName::kbd, Role::Code},
    RoleRow{KnownName::samp, Role::Code},
    RoleRow{KnownName::img, Role::Figure},
    RoleRow{KnownName::object, Role::Figure},
    RoleRow{KnownName::video, Role::Figure},
    RoleRow{KnownName::canvas, Role::Figure},
    RoleRow{KnownName::ruby, Role::Ruby},
    RoleRow{KnownName::rb, Role::RubyBase},
    RoleRow{KnownName::rt, Role::RubyText},
};

Meaning meaning_of(const dom::Node& node) {
  const KnownName name = dom::known_name(node.name);
  if (node.name_space == dom::Namespace::Svg) return {name == KnownName::svg, Role::Figure};
  if (node.name_space == dom::Namespace::MathMl) return {name == KnownName::math, Role::Formula};
  if (name == KnownName::a) {
    return {node.find_attribute(dom::names::href) != nullptr, Role::Link};
  }
  const auto* const row = std::find_if(kRoles.begin(), kRoles.end(),
                                       [name](const RoleRow& one) { return one.name == name; });
  if (row != kRoles.end()) return {true, row->role};
  // A phrase in another language keeps it.
  return {node.find_attribute(dom::names::lang) != nullptr && name == KnownName::span, Role::Span};
}

std::uint16_t span_of(std::string_view text) {
  unsigned value = 1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return static_cast<std::uint16_t>(std::clamp(value, 1U, 65534U));
}

Scope scope_of(const dom::Node& cell) {
  const std::string_view scope = cell.attribute(dom::names::scope);
  if (scope == "row" || scope == "rowgroup") return Scope::Row;
  if (scope == "col" || scope == "colgroup") return Scope::Column;
  // HTML §4.9.12.2 finds the direction from the place; a head is the common case.
  const dom::Node* row = cell.parent;
  const bool in_head =
      row != nullptr && row->parent != nullptr && row->parent->is_html(dom::names::thead);
  return in_head ? Scope::Column : Scope::None;
}

}  // namespace

TagId Structure::document() {
  if (document_ == kArtifact) {
    Tag tag;
    tag.role = Role::Document;
    document_ = tags_.add(std::move(tag));
  }
  return document_;
}

TagId Structure::add_for(const dom::Node& element, TagId parent) {
  const Meaning meaning = meaning_of(element);
  if (!meaning.has_role) return parent;
  Tag tag;
  tag.parent = parent;
  tag.role = meaning.role;
  tag.language = element.attribute(dom::names::lang);
  if (meaning.role == Role::Figure || meaning.role == Role::Formula) {
    const dom::Attribute* alt = element.find_attribute(dom::names::alt);
    // HTML §4.8.4.4: an empty alt is a picture that says nothing.
    if (alt != nullptr && alt->value.empty()) return kArtifact;
    tag.alt = alt != nullptr ? alt->value : element.attribute(dom::names::aria_label);
  }
  if (meaning.role == Role::HeaderCell || meaning.role == Role::DataCell) {
    tag.column_span = span_of(element.attribute(dom::names::colspan));
    tag.row_span = span_of(element.attribute(dom::names::rowspan));
    if (meaning.role == Role::HeaderCell) tag.scope = scope_of(element);
  }
  if (meaning.role == Role::ListItem) {
    const TagId item = tags_.add(std::move(tag));
    Tag label;
    label.parent = item;
    label.role = Role::Label;
    labels_[&element] = tags_.add(std::move(label));
    Tag body;
    body.parent = item;
    body.role = Role::ListBody;
    return tags_.add(std::move(body));
  }
  return tags_.add(std::move(tag));
}

TagId Structure::tag_of_node(const dom::Node* node) {
  // From the nearest element that has been met, outwards in: no recursion over depth.
  std::vector<const dom::Node*> missing;
  TagId tag = kArtifact;
  bool found = false;
  for (const dom::Node* at = node; at != nullptr && at->is_element(); at = at->parent) {
    if (const auto known = nodes_.find(at); known != nodes_.end()) {
      tag = known->second;
      found = true;
      break;
    }
    missing.push_back(at);
  }
  if (!found) tag = document();
  for (auto it = missing.rbegin(); it != missing.rend(); ++it) {
    // A picture without meaning makes only itself an artifact.
    tag = add_for(**it, tag);
    nodes_[*it] = tag;
  }
  return tag;
}

TagId Structure::tag_of(const layout::Box& box) {
  const layout::Box* block = nullptr;  // the innermost block of text around
  const layout::Box* element = nullptr;
  for (const layout::Box* at = &box; at != nullptr; at = at->parent) {
    if (at->origin == layout::BoxOrigin::Marker && at->node != nullptr) {
      tag_of_node(at->node);
      const auto label = labels_.find(at->node);
      if (label != labels_.end()) return label->second;
    }
    if (element == nullptr && at->node != nullptr) element = at;
    if (block == nullptr && at->children_inline) block = at;
    if (element != nullptr && block != nullptr) break;
  }
  const TagId tag = tag_of_node(element != nullptr ? element->node : nullptr);
  if (block == nullptr || tag == kArtifact) return tag;
  // Text of a division or section is a paragraph all the same.
  switch (tags_[tag].role) {
    case Role::Document:
    case Role::Part:
    case Role::Section:
    case Role::Article:
    case Role::Aside:
    case Role::BlockQuote:
      break;
    default:
      return tag;
  }
  const auto [found, added] = paragraphs_.try_emplace(block, kArtifact);
  if (added) {
    Tag paragraph;
    paragraph.parent = tag;
    paragraph.role = Role::Paragraph;
    found->second = tags_.add(std::move(paragraph));
  }
  return found->second;
}

const dom::Node* Structure::link_of(const layout::Box& box) {
  for (const layout::Box* at = &box; at != nullptr; at = at->parent) {
    if (at->node == nullptr || !at->node->is_html(dom::names::a)) continue;
    if (at->node->find_attribute(dom::names::href) != nullptr) return at->node;
  }
  return nullptr;
}

}  // namespace banxin::paint
