#include "epub/style_filter.h"

#include <doctest/doctest.h>

namespace banxin::epub {
namespace {

TEST_CASE("Fixed sizes, positions and !important go, absolute lengths become relative") {
  CHECK(filter_style("width: 300px; position: absolute; height: 2em; margin: 8px 0 !important") ==
        "margin: 0.5em 0");
  CHECK(filter_style("width: 50%; max-width: 20em; font-size: 24px") ==
        "width: 50%; max-width: 20em; font-size: 1.5rem");
  CHECK(filter_style("text-indent: -9999px; font-size: 1px").find("-9999") == std::string::npos);
}

TEST_CASE("Nothing is loaded and nothing runs") {
  CHECK(filter_style("background: url(http://a/b.png)").empty());
  CHECK(filter_style("background-color: expression(1); behavior: url(x)").empty());
  CHECK(filter_style("content: url(x)").empty());
}

TEST_CASE("Colours that cannot be read on white go") {
  CHECK(filter_style("color: yellow").empty());
  CHECK(filter_style("color: #800000; background: #fafafa") ==
        "color: #800000; background-color: #fafafa");
  CHECK(filter_style("background-color: black").empty());
}

TEST_CASE("Readers of 2011 get their twins") {
  CHECK(filter_style("writing-mode: vertical-rl") ==
        "-epub-writing-mode: vertical-rl; writing-mode: vertical-rl");
}

TEST_CASE("Of a sheet plain rules stay, also of screens") {
  CHECK(
      filter_sheet(
          "@import 'x'; p.a > b, h1 { color: #000; position: fixed } a:hover { color: red }"
          "@media screen { i { font-weight: bold } } @media (min-width: 9px) { u { float: left } }"
          "@font-face { font-family: x; src: url(y) }")
          .rules == "p.a > b, h1 { color: #000000 }\ni { font-weight: bold }\n");
}

TEST_CASE("A sheet's imports for screens, and what it hides") {
  const FilteredSheet sheet = filter_sheet(
      "@import 'a.css'; @import url(\"b.css\") screen; @import url(c.css) layer; @import 'd' print;"
      "@import 'e' (min-width: 3px); .menu, div.x #top, p > span:first-child { display: none }");
  CHECK(sheet.imports == std::vector<std::string>{"a.css", "b.css", "c.css"});
  CHECK(sheet.hiding == std::vector<std::string>{".menu", "#top", "span"});
}

TEST_CASE("A picture's own style keeps what draws") {
  CHECK(filter_svg_style("fill:#F00;stroke-width:2px;position:fixed;fill:url(#g)") ==
        "fill: #F00; stroke-width: 2px; fill: url(#g)");
  CHECK(filter_svg_style("fill: url(http://a/b#c); filter: url('x.svg#y')").empty());
  CHECK(filter_svg_sheet(".a{fill:red} #b{fill:red} @import 'x'; .c{behavior:url(x)}") ==
        ".a { fill: red }\n");
}

}  // namespace
}  // namespace banxin::epub
