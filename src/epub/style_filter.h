#pragma once
// The page's own style, as far as reading systems support it and a book bears it: no fixed sizes,
// no positions, no !important, nothing that is loaded, no colours that cannot be read.
#include <string>
#include <string_view>
#include <vector>

namespace banxin::epub {

// Of the declarations of a style attribute those that a book keeps, with -epub- twins where readers
// want them. "" when nothing is left.
std::string filter_style(std::string_view declarations);

// Of a sheet the rules with plain selectors, their declarations as filter_style() leaves them; of
// at-rules only what stands in @media for screens or all, without conditions, and in @layer.
struct FilteredSheet {
  std::string rules;
  std::vector<std::string> imports;  // urls of its @import rules for screens or all
  // What rules with `display: none` end in: ".class", "#id" or "element". Such may be hidden.
  std::vector<std::string> hiding;
};
FilteredSheet filter_sheet(std::string_view sheet);

// The same for a picture inside the page: what SVG 2 §6.6 lists as presentation, as it is written;
// url() leads to the picture itself only.
std::string filter_svg_style(std::string_view declarations);
std::string filter_svg_sheet(std::string_view sheet);

// Whether declarations or rules, filtered, set a colour or a ground.
bool says_colours(std::string_view css);

// A colour that stands off white by 5.3:1 (WCAG 1.4.3 asks 4.5, the rest is for tinted grounds), or
// a background light enough for such text; else "". As HTML's attributes write them.
std::string readable_colour(std::string_view colour);
std::string readable_background(std::string_view colour);

}  // namespace banxin::epub
