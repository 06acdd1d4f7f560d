#include "layout/dump.h"

#include <charconv>
#include <utility>

#include "dom/names.h"
#include "layout/transforms.h"

namespace banxin::layout {
namespace {

std::string_view type_name(BoxType type) {
  switch (type) {
    case BoxType::Block:
      return "block";
    case BoxType::Inline:
      return "inline";
    case BoxType::Text:
      return "text";
    case BoxType::LineBreak:
      return "line-break";
    case BoxType::Replaced:
      return "replaced";
    case BoxType::Flex:
      return "flex";
    case BoxType::Grid:
      return "grid";
    case BoxType::Table:
      return "table";
    case BoxType::TableGrid:
      return "table-grid";
    case BoxType::TableCaption:
      return "table-caption";
    case BoxType::TableColumnGroup:
      return "table-column-group";
    case BoxType::TableColumn:
      return "table-column";
    case BoxType::TableRowGroup:
      return "table-row-group";
    case BoxType::TableRow:
      return "table-row";
    case BoxType::TableCell:
      return "table-cell";
    case BoxType::Ruby:
      return "ruby";
    case BoxType::RubyBase:
      return "ruby-base";
    case BoxType::RubyText:
      return "ruby-text";
  }
  return "";
}

std::string_view origin_name(BoxOrigin origin) {
  switch (origin) {
    case BoxOrigin::Element:
      return "";
    case BoxOrigin::Anonymous:
      return "anonymous";
    case BoxOrigin::Before:
      return "::before";
    case BoxOrigin::After:
      return "::after";
    case BoxOrigin::Marker:
      return "::marker";
    case BoxOrigin::FirstLetter:
      return "::first-letter";
  }
  return "";
}

void append_number(std::string& out, double value) {
  char buffer[32];
  // 1/64 px are exact in six decimals; -0 is 0.
  if (value == 0) value = 0;
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
  if (error == std::errc{}) out.append(buffer, end);
}

void append_quoted(std::string& out, std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += "\\u00";
      out += kHex[static_cast<unsigned char>(c) >> 4U];
      out += kHex[static_cast<unsigned char>(c) & 15U];
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_box(std::string& out, const Box& box, const dom::Document* document) {
  out += type_name(box.type);
  if (box.node != nullptr && document != nullptr && box.node->is_element()) {
    out += " <";
    out += document->name(*box.node);
    out += '>';
    const std::string_view id = box.node->attribute(dom::names::id);
    if (!id.empty()) {
      out += " #";
      out += id;
    }
  }
  const std::string_view origin = origin_name(box.origin);
  if (!origin.empty()) {
    out += ' ';
    out += origin;
  }
}

}  // namespace

std::string dump_boxes(const BoxTree& tree) {
  std::string out;
  if (tree.root == nullptr) return out;
  for (const Box* at = tree.root; at != nullptr; at = next_in_tree(*at, *tree.root)) {
    std::size_t depth = 0;
    for (const Box* above = at; above != tree.root; above = above->parent)
      ++depth;
    out.append(2 * depth, ' ');
    append_box(out, *at, tree.document);
    if (at->inline_level && !at->is_text()) out += " inline-level";
    if (at->floating) out += " floating";
    if (at->out_of_flow) out += " out-of-flow";
    if (at->new_formatting_context) out += " root";
    if (at->children_inline) out += " lines";
    if (at->is_text()) {
      out += ' ';
      append_quoted(out, at->text);
    }
    out += '\n';
    if (at->outside_marker != nullptr && at->outside_marker->first_child != nullptr) {
      out.append(2 * depth + 2, ' ');
      out += "outside ::marker ";
      append_quoted(out, at->outside_marker->first_child->text);
      out += '\n';
    }
  }
  return out;
}

namespace {

struct Visit {
  const Fragment* fragment;
  Point at;
  std::size_t depth;
};

// Pre-order, with places from the root's corner.
template <class Function>
void visit_fragments(const Fragment& root, Function function) {
  std::vector<Visit> stack{{&root, {}, 0}};
  while (!stack.empty()) {
    const Visit visit = stack.back();
    stack.pop_back();
    function(visit);
    for (std::size_t i = visit.fragment->children.size(); i-- > 0;) {
      const ChildFragment& child = visit.fragment->children[i];
      stack.push_back({child.fragment.get(), visit.at + child.offset, visit.depth + 1});
    }
  }
}

}  // namespace

std::string dump_page(const Page& page, const dom::Document& document) {
  std::string out = "page ";
  append_number(out, page.number);
  if (!page.name.empty()) {
    out += ' ';
    out += page.name;
  }
  if (page.is_blank) out += " blank";
  out += '\n';
  visit_fragments(*page.fragment, [&](const Visit& visit) {
    if (visit.depth == 0) return;
    const Fragment& fragment = *visit.fragment;
    out.append(2 * visit.depth, ' ');
    for (const Unit value : {visit.at.x, visit.at.y, fragment.size.width, fragment.size.height}) {
      append_number(out, value.to_px());
      out += ' ';
    }
    if (fragment.type == FragmentType::Line) {
      out += "line";
    } else if (fragment.type == FragmentType::Text) {
      out += "text ";
      if (fragment.text != nullptr) append_quoted(out, fragment.text->text);
    } else if (fragment.box != nullptr) {
      append_box(out, *fragment.box, &document);
      if (!fragment.is_first) out += " continued";
      if (!fragment.is_last) out += " broken";
      if (fragment.is_artifact) out += " artifact";
    }
    out += '\n';
  });
  return out;
}

BoxRectangles::Entry& BoxRectangles::entry(const dom::Node& node) {
  return entries_[&node];
}

// Text counts for every ancestor with data-lines; generated text and markers for none.
void BoxRectangles::add_lines(const Fragment& text, const Rect& rect) {
  if (text.box == nullptr || text.text == nullptr) return;
  // A hyphen shown at a line's end belongs to its line; an emphasis mark (smaller) does not.
  if (text.text->generated && text.text->font_size != text.box->style->font_size) return;
  if (text.box->origin != BoxOrigin::Element) return;
  const Atom data_lines = document_.atoms().find("data-lines");
  if (data_lines == Atom::None) return;
  const Box* at = text.box;
  // A first letter is its block's, and text of what it stands in.
  while (at != nullptr && (at->node == nullptr || at->origin == BoxOrigin::FirstLetter))
    at = at->parent;
  if (at == nullptr) return;
  for (const dom::Node* node = at->node; node != nullptr; node = node->parent) {
    if (!node->is_element() || node->find_attribute(data_lines) == nullptr) continue;
    Entry& found = entry(*node);
    found.has_lines = true;
    found.lines.push_back({pages_, rect});
  }
}

void BoxRectangles::take(Page page) {
  ++pages_;
  std::vector<SeenFragment> stack{{page.fragment.get(), {}, {}, true}};
  while (!stack.empty()) {
    SeenFragment seen = stack.back();
    stack.pop_back();
    const Fragment& fragment = *seen.fragment;
    if (fragment.type == FragmentType::Box && fragment.box != nullptr &&
        is_transformed(*fragment.box->style)) {
      seen.matrix = multiply(seen.matrix, transform_of(fragment, seen.at));
    }
    take(seen);
    for (std::size_t i = fragment.children.size(); i-- > 0;) {
      const ChildFragment& child = fragment.children[i];
      stack.push_back({child.fragment.get(), seen.at + child.offset, seen.matrix, false});
    }
  }
}

void BoxRectangles::take(const SeenFragment& seen) {
  const Fragment& fragment = *seen.fragment;
  const Rect at{seen.at, fragment.size};
  const Rect rect = seen.matrix == Matrix{} ? at : bounds_of(seen.matrix, at);
  if (fragment.type == FragmentType::Text) {
    add_lines(fragment, rect);
    return;
  }
  if (seen.is_page || fragment.type != FragmentType::Box || fragment.box == nullptr) return;
  const Box& box = *fragment.box;
  if (box.node == nullptr || box.origin != BoxOrigin::Element || box.type == BoxType::Table) {
    return;
  }
  if (!box.node->is_element() || box.node->attribute(dom::names::id).empty()) return;
  entry(*box.node).rects.push_back({pages_, rect});
}

std::string BoxRectangles::json() const {
  std::string out = "[";
  auto append_rects = [&out](std::string_view name, const std::vector<PageRect>& rects) {
    out += ",\"";
    out += name;
    out += "\":[";
    for (std::size_t i = 0; i < rects.size(); ++i) {
      const Rect& rect = rects[i].rect;
      out += i == 0 ? "{\"page\":" : ",{\"page\":";
      append_number(out, rects[i].page);
      out += ",\"x\":";
      append_number(out, rect.origin.x.to_px());
      out += ",\"y\":";
      append_number(out, rect.origin.y.to_px());
      out += ",\"width\":";
      append_number(out, rect.size.width.to_px());
      out += ",\"height\":";
      append_number(out, rect.size.height.to_px());
      out += '}';
    }
    out += ']';
  };
  bool first = true;
  const dom::Node& root = document_.root();
  for (const dom::Node* node = &root; node != nullptr; node = dom::next_in_tree(*node, root)) {
    const auto found = entries_.find(node);
    if (found == entries_.end()) continue;
    const std::string_view id = node->attribute(dom::names::id);
    if (id.empty()) continue;
    out += first ? "\n{\"id\":" : ",\n{\"id\":";
    first = false;
    append_quoted(out, id);
    append_rects("rects", found->second.rects);
    if (found->second.has_lines) append_rects("lines", found->second.lines);
    out += '}';
  }
  out += "\n]\n";
  return out;
}

}  // namespace banxin::layout
