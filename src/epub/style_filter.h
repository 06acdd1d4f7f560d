#pragma once
// The page's own style, as far as reading systems support it.
#include <string>
#include <string_view>

namespace banxin::epub {

// Of the declarations of a style attribute those that a book keeps: no fixed sizes, no positions,
// no !important, no urls, no colours that cannot be read; with -epub- twins where readers want
// them. "" when nothing is left.
std::string filter_style(std::string_view declarations);

// A colour that stands off white by 5.3:1 (WCAG 1.4.3 asks 4.5, the rest is for tinted grounds), or
// a background light enough for such text; else "". #rgb, #rrggbb, rgb(), and CSS's basic names.
std::string readable_colour(std::string_view colour);
std::string readable_background(std::string_view colour);

}  // namespace banxin::epub
