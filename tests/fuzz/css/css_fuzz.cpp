// Any text is a sheet: it is parsed, styles a small page, and every length that comes out is finite
// and within what a Unit holds.
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "css/sheet.h"
#include "dom/names.h"
#include "style/counter_style.h"
#include "style/dump.h"
#include "style/style_tree.h"

namespace {

using namespace banxin;

// <html><body><p id=x class="a b" title=t>…<ul><li>
dom::Node& build(dom::Document& document) {
  namespace names = dom::names;
  dom::Node* at = &document.root();
  for (const Atom name : {names::html, names::body, names::div, names::p, names::span}) {
    dom::Node& element = document.create_element(name);
    dom::Document::append_child(*at, element);
    document.set_attribute(element, names::class_, "a b");
    document.set_attribute(element, names::title, "t");
    at = &element;
  }
  dom::Document::append_child(*at, document.create_text("text"));
  return *at;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Diagnostics diagnostics;
  dom::Document document("fuzz.html", "");
  dom::Node& leaf = build(document);
  document.set_attribute(leaf, dom::names::style, text.substr(0, 200));
  css::SheetOptions options;
  options.file = "fuzz.css";
  style::SheetSet sheets;
  sheets.add(css::parse_sheet(text, options, diagnostics), style::Origin::Author);
  const style::StyledDocument styles =
      style::style_document(document, sheets, style::StyleOptions{}, diagnostics);
  const style::ComputedStyle& style = styles.style(leaf);
  BANXIN_ASSERT(std::isfinite(style.font_size_px), "a font size is a number");
  BANXIN_ASSERT(std::isfinite(style.line_height.number), "a line height is a number");
  BANXIN_ASSERT(style.opacity >= 0 && style.opacity <= 1, "opacity is a share");
  BANXIN_ASSERT(style.color.red >= 0 && style.color.red <= 1, "a channel is a share");
  style::dump_style(document, styles);
  styles.resolve_page({});
  for (const std::int32_t value : {-2147483647, -1, 0, 1, 4000, 2147483647})
    style::format_counter(styles, style.list_style_type, value);
  return 0;
}
