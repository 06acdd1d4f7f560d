#pragma once
// BoundSheet: the names of a sheet's selectors in the terms of one document.
#include <vector>

#include "css/sheet.h"
#include "dom/document.h"
#include "style/element_table.h"

namespace banxin::style {

struct BoundSheet {
  const css::Sheet* sheet = nullptr;
  std::vector<Atom> atoms;           // by symbol; None where the document never names it
  std::vector<std::uint32_t> names;  // by symbol, of ids and classes
};

// Enters the names of the sheet's selectors into `names` and finds its elements' and attributes'.
BoundSheet bind_sheet(const css::Sheet& sheet, const dom::Document& document, NameTable& names);

}  // namespace banxin::style
