// Tables of the content writer: EPUB wants caption, colgroup, thead, tbody…, tfoot in this order,
// and screen readers want header cells.
#include <algorithm>

#include "epub/content_writer.h"
#include "epub/text_facts.h"
#include "epub/xml_text.h"

namespace banxin::epub {

namespace names = dom::names;
using dom::Node;

namespace {

// Places of a table's parts, in the order of the schema.
int part_order(const Node& node) {
  if (node.is_html(names::caption)) return 0;
  if (node.is_html(names::colgroup) || node.is_html(names::col)) return 1;
  if (node.is_html(names::thead)) return 2;
  if (node.is_html(names::tfoot)) return 4;
  return 3;
}

// Bits of Frame::table_parts.
constexpr std::uint8_t kCaption = 1, kColumns = 2, kHead = 4, kBody = 8, kFoot = 16;

}  // namespace

bool ContentWriter::enter_table(const Node& node) {
  if (in_phrase()) return enter_phrase_instead(node, element_rule(node));
  // HTML Standard §4.9.2: no table in a table's title.
  if (is_open(names::caption)) return enter_as(node, names::div, Content::Flow, {});
  ++content_.facts.tables;
  // Only the first caption, head and foot are what they say; the rest is body.
  std::vector<const Node*> order;
  bool is_regular = true;
  bool has_header = false;
  int last = 0;
  std::uint8_t seen = 0;
  std::vector<int> places;
  for (const Node* at = node.first_child; at != nullptr; at = at->next_sibling) {
    if (!at->is_element() && !(at->is_text() && !is_blank_text(at->text()))) continue;
    int place = at->is_element() ? part_order(*at) : 3;
    const auto bit = static_cast<std::uint8_t>(1U << static_cast<unsigned>(place));
    if (place != 3 && place != 1 && (seen & bit) != 0) place = 3;
    seen |= bit;
    is_regular = is_regular && place >= last;
    last = place;
    order.push_back(at);
    places.push_back(place);
  }
  for (const Node* at = node.first_child; at != nullptr && !has_header;
       at = dom::next_in_tree(*at, node)) {
    has_header = at->is_html(names::th) || at->is_html(names::thead);
  }
  if (!has_header) ++content_.facts.tables_without_headers;
  enter_as(node, names::table, Content::TableParts, {});
  if (!is_regular) {
    std::vector<std::size_t> indices(order.size());
    for (std::size_t i = 0; i < indices.size(); ++i)
      indices[i] = i;
    std::stable_sort(indices.begin(), indices.end(),
                     [&](std::size_t a, std::size_t b) { return places[a] < places[b]; });
    std::vector<const Node*> sorted;
    for (const std::size_t i : indices)
      sorted.push_back(order[i]);
    orders_.push_back(std::move(sorted));
    next_order_ = static_cast<std::uint32_t>(orders_.size());
  }
  return true;
}

bool ContentWriter::enter_table_part(const Node& node, const ElementRule& rule) {
  if (rule.kind == Kind::Column) {
    if (context() != Content::Columns) return false;
    std::string extra;
    write_span(extra, node);
    ElementAttributes own;
    own.extra = extra;
    write_empty(names::col, own);
    return false;
  }
  if (in_phrase()) return enter_phrase_instead(node, rule);
  if (rule.kind == Kind::Cell && context() == Content::Cells) return enter_cell(node);
  if (rule.kind == Kind::Row && context() == Content::Rows) {
    return enter_as(node, names::tr, Content::Cells, {});
  }
  if (rule.kind != Kind::TablePart || context() != Content::TableParts) {
    return enter_as(node, names::div, Content::Flow, {});
  }
  std::uint8_t& parts = frames_.back().table_parts;
  if (node.is_html(names::caption) && parts == 0) {
    parts |= kCaption;
    return enter_as(node, names::caption, Content::Flow, {});
  }
  if (node.is_html(names::colgroup) && parts < kHead) {
    parts |= kColumns;
    if (dom::first_child_element(node) == nullptr) {
      std::string extra;
      write_span(extra, node);
      ElementAttributes own;
      own.extra = extra;
      own.id = take_id(node);
      push(&node, names::colgroup, Content::Columns, own);
      return true;
    }
    return enter_as(node, names::colgroup, Content::Columns, {});
  }
  if (node.is_html(names::colgroup)) return false;
  if (node.is_html(names::caption)) {
    // A second caption: a row of its own.
    imply(names::tbody, Content::Rows);
    imply(names::tr, Content::Cells);
    imply(names::td, Content::Flow);
    return enter_as(node, names::div, Content::Flow, {});
  }
  Atom name = names::tbody;
  if (node.is_html(names::thead) && parts < kHead) name = names::thead;
  // The foot is the last part: what follows a foot in the page was moved before it.
  if (node.is_html(names::tfoot) && is_last_part()) name = names::tfoot;
  parts |= name == names::thead ? kHead : name == names::tfoot ? kFoot : kBody;
  return enter_as(node, name, Content::Rows, {});
}

bool ContentWriter::is_last_part() const {
  const Visit& visit = visits_.back();
  if (visit.order != 0) return visit.order_at == orders_[visit.order - 1].size();
  for (const Node* at = visit.next; at != nullptr; at = at->next_sibling) {
    if (at->is_element() || (at->is_text() && !is_blank_text(at->text()))) return false;
  }
  return true;
}

void ContentWriter::write_span(std::string& extra, const Node& node) const {
  for (const dom::Attribute& attribute : node.attributes()) {
    if (document_->atoms().name(attribute.name) != "span") continue;
    const std::string number = positive_number(attribute.value, 1000);
    if (!number.empty()) append_attribute(extra, "span", number);
  }
}

bool ContentWriter::enter_cell(const Node& node) {
  const bool in_head = frames_.size() > 2 && frames_[frames_.size() - 2].name == names::thead;
  bool is_header = node.is_html(names::th) || in_head;
  // A header that says nothing heads nothing (WCAG H51).
  if (is_header && !has_content(node)) is_header = false;
  if (!is_header) return enter_as(node, names::td, Content::Flow, {});
  ElementAttributes own;
  const std::string_view scope = node.attribute(names::scope);
  const bool has_scope =
      scope == "row" || scope == "col" || scope == "rowgroup" || scope == "colgroup";
  if (!has_scope) {
    const Node* row = node.parent;
    const bool first_row = row == nullptr || previous_thing(*row) == nullptr;
    const bool first_cell = previous_thing(node) == nullptr;
    own.extra = in_head || (first_row && !(first_cell && next_thing(node) != nullptr &&
                                           next_thing(node)->is_html(names::td)))
                    ? " scope=\"col\""
                : first_cell ? " scope=\"row\""
                             : std::string_view{};
  }
  own.id = take_id(node);
  push(&node, names::th, Content::Flow, own);
  return true;
}

}  // namespace banxin::epub
