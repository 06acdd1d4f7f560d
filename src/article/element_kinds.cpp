#include "article/element_kinds.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace banxin::article {

namespace {

namespace names = dom::names;

template <std::size_t Count>
bool is_one_of(Atom name, const std::array<Atom, Count>& list) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

bool is_usable_link(std::string_view address) {
  const std::string lower = ascii_lower(address.substr(0, 20));
  return !address.empty() && !lower.starts_with("javascript:") && address != "#";
}

}  // namespace

bool is_kept_block(Atom name) {
  static constexpr std::array kBlocks = {
      names::h1, names::h2, names::h3, names::h4,         names::h5,     names::h6,
      names::ul, names::ol, names::dl, names::blockquote, names::figure, names::figcaption};
  return is_one_of(name, kBlocks);
}

bool is_inline_only(Atom name) {
  static constexpr std::array kInline = {names::h1, names::h2, names::h3,         names::h4,
                                         names::h5, names::h6, names::figcaption, names::caption};
  return is_one_of(name, kInline);
}

bool holds_inline(Atom name) {
  static constexpr std::array kHolders = {names::li, names::td, names::th, names::dt, names::dd};
  return is_one_of(name, kHolders);
}

bool is_table_part(Atom name) {
  static constexpr std::array kParts = {names::table, names::tbody, names::thead, names::tfoot};
  return is_one_of(name, kParts);
}

bool is_kept_inline(const dom::Node& element) {
  static constexpr std::array kInlines = {
      names::em,   names::strong, names::b,    names::i,    names::u,    names::s,
      names::del,  names::ins,    names::sub,  names::sup,  names::code, names::kbd,
      names::samp, names::var,    names::abbr, names::cite, names::q,    names::dfn,
      names::mark, names::small,  names::time, names::bdi,  names::bdo,  names::strike,
      names::tt,   names::acronym};
  if (element.name == names::a) return is_usable_link(element.attribute(names::href));
  if (element.name == names::span) {
    return element.find_attribute(names::lang) != nullptr ||
           element.find_attribute(names::dir) != nullptr;
  }
  return is_one_of(element.name, kInlines);
}

Atom kept_inline_name(Atom name) {
  if (name == names::strike) return names::s;
  if (name == names::tt) return names::code;
  if (name == names::acronym) return names::abbr;
  return name;
}

bool is_kept_attribute(const dom::Node& element, const dom::Attribute& attribute) {
  const Atom name = attribute.name;
  if (name == names::lang || name == names::dir || name == names::id) return true;
  if (name == names::href) return element.name == names::a;
  if (name == names::title) return element.name == names::abbr || element.name == names::acronym;
  if (name == names::datetime) return element.name == names::time;
  if (name == names::colspan || name == names::rowspan || name == names::scope) {
    return element.name == names::td || element.name == names::th;
  }
  if (name == names::start || name == names::reversed || name == names::type) {
    return element.name == names::ol;
  }
  return name == names::value && element.name == names::li;
}

bool is_data_table(const PageMap& map, std::uint32_t table) {
  const Element& row = map.elements[table];
  std::size_t rows = 0;
  std::size_t cells = 0;
  bool headed = false;
  for (std::uint32_t index = table + 1; index < row.end; ++index) {
    const Atom name = map.elements[index].node->name;
    if (name == names::table) return false;
    if (name == names::tr) ++rows;
    if (name == names::td || name == names::th) ++cells;
    headed = headed || name == names::th || name == names::caption || name == names::thead;
  }
  if (cells == 0 || rows == 0) return false;
  if (headed && rows >= 2) return true;
  // LIMIT: cells that hold paragraphs are a layout.
  constexpr float kCellWeight = 250;
  return rows >= 2 && cells >= 2 * rows && row.weight < kCellWeight * static_cast<float>(cells);
}

bool holds_figure_content(const dom::Node& figure) {
  for (const Atom name :
       {names::img, names::table, names::pre, names::blockquote, names::p, names::ul, names::ol}) {
    if (dom::find_element(figure, name) != nullptr) return true;
  }
  return false;
}

std::string code_text(const dom::Node& pre) {
  std::string out;
  const auto end_line = [&out] {
    if (!out.empty() && out.back() != '\n') out += '\n';
  };
  for (const dom::Node* node = pre.first_child; node != nullptr;
       node = dom::next_in_tree(*node, pre)) {
    if (node->is_text()) {
      out += node->text();
    } else if (node->is_element()) {
      // Several <code> in one <pre> are lines of it.
      const bool line =
          is_block_element(*node) || (node->is_html(names::code) && node->parent == &pre);
      if (line) end_line();
      if (node->is_html(names::br)) out += '\n';
    }
  }
  while (!out.empty() && (out.back() == '\n' || out.back() == ' '))
    out.pop_back();
  return out;
}

}  // namespace banxin::article
