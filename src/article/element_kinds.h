#pragma once
// Which elements and attributes a clean article keeps.
#include <string>

#include "article/page_map.h"

namespace banxin::article {

// Blocks that mean something: headings, lists, quotes, figures.
bool is_kept_block(Atom name);
// Of them, those whose content is inline only (headings, captions).
bool is_inline_only(Atom name);
// Those that may hold inline content without a paragraph (li, td, dd…).
bool holds_inline(Atom name);
bool is_table_part(Atom name);

bool is_kept_inline(const dom::Node& element);
// Old presentational names as today's: strike → s, tt → code.
Atom kept_inline_name(Atom name);
bool is_kept_attribute(const dom::Node& element, const dom::Attribute& attribute);

// Rows and columns of short cells, or headers; not a table that lays out a page.
bool is_data_table(const PageMap& map, std::uint32_t table);

bool holds_figure_content(const dom::Node& figure);

// The text of a <pre> with its lines, also where they are blocks or <br>.
std::string code_text(const dom::Node& pre);

}  // namespace banxin::article
