#include "image/svg.h"

#include <doctest/doctest.h>

#include "image/image.h"

namespace banxin::image {
namespace {

constexpr std::string_view kHead =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">";

std::string cleaned(std::string_view inside) {
  const std::string source =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:x=\"http://www.w3.org/1999/xlink\">" +
      std::string(inside) + "</svg>";
  std::string out = std::move(sanitise_svg(source)).value();
  REQUIRE(out.starts_with(kHead));
  return out.substr(kHead.size(), out.size() - kHead.size() - 6);
}

}  // namespace

TEST_CASE("what runs or reaches out is not written") {
  CHECK(cleaned("<script>alert(1)</script><g onload='x()'/>") == "<g></g>");
  CHECK(cleaned("<image x:href='http://a/b.png'/>") == "<image></image>");
  CHECK(cleaned("<image x:href='data:image/png;base64,AA'/>") ==
        "<image xlink:href=\"data:image/png;base64,AA\"></image>");
  CHECK(cleaned("<image x:href='data:image/svg+xml,x'/>") == "<image></image>");
  CHECK(cleaned("<use href='#a'/><use href='b.svg#a'/>") == "<use href=\"#a\"></use><use></use>");
  CHECK(cleaned("<a href=' JavaScript:x'>t</a><a href='https://a/'>u</a>") ==
        "<a>t</a><a href=\"https://a/\">u</a>");
  CHECK(cleaned("<style>a{fill:url( 'http://x')}</style><style>a{fill:red}</style>") ==
        "<style>a{fill:red}</style>");
  CHECK(cleaned("<style>a{}<g/>b{fill:url(http://x)}</style>").empty());
  CHECK(cleaned("<g style='fill:\\75rl(x)' fill='url(#p)'/>") == "<g fill=\"url(#p)\"></g>");
  CHECK(cleaned("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>")
            .empty());
  CHECK(cleaned("<set attributeName='href' to='x'/><m:x xmlns:m='urn:m'/>").empty());
}

TEST_CASE("entities are text, prefixes are folded, cleaning again changes nothing") {
  const std::string bomb =
      "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]>"
      "<s:svg xmlns:s='http://www.w3.org/2000/svg'><s:text>&a;&b;</s:text></s:svg>";
  const std::string once = std::move(sanitise_svg(bomb)).value();
  CHECK(once == std::string(kHead) + "<text>&amp;a;&amp;b;</text></svg>");
  CHECK(sanitise_svg(once).value() == once);
  CHECK(!sanitise_svg("<html/>"));
  CHECK(!sanitise_svg("<svg><g></svg>"));
}

TEST_CASE("depth is bounded") {
  std::string deep = "<svg xmlns='http://www.w3.org/2000/svg'>";
  for (int i = 0; i < 100000; ++i)
    deep += "<g>";
  for (int i = 0; i < 100000; ++i)
    deep += "</g>";
  const std::string out = std::move(sanitise_svg(deep + "</svg>")).value();
  CHECK(out.size() < 3000);
}

TEST_CASE("natural size from width, height and viewBox") {
  const auto size = [](std::string_view attributes) {
    const std::string svg =
        "<svg xmlns='http://www.w3.org/2000/svg' " + std::string(attributes) + "/>";
    return Image(1, std::move(read_header(svg, {})).value(), "", "").natural_size();
  };
  CHECK(size("width='2in' height='96'").width == Unit::from_px(192));
  CHECK(size("width='2in' height='96'").ratio == 2.0);
  CHECK(size("viewBox='0 0 30 10'").ratio == 3.0);
  CHECK(size("viewBox='0,0,30,10'").width == std::nullopt);
  CHECK(size("width='50%' height='10' viewBox='0 0 0 10'").ratio == std::nullopt);
}

}  // namespace banxin::image
