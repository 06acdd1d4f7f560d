#include "epub/content_writer.h"

#include <doctest/doctest.h>

#include "epub/xml_text.h"
#include "support/book_pages.h"

namespace banxin::epub {
namespace {

// The body of the first (or only) file that a page becomes.
std::string body_of(const std::string& page, const EpubOptions& options = {}) {
  test::Built built = test::build({{"a.html", page}});
  PictureStore pictures(built.publication.load_resource, {}, {});
  const BookContent content =
      ContentWriter(built.publication, options, pictures,
                    {built.publication, options, built.diagnostics}, built.diagnostics)
          .write();
  std::string out;
  for (const ContentFile& file : content.files)
    out += (out.empty() ? "" : "|") + file.body;
  while (!out.empty() && out.back() == '\n')
    out.pop_back();
  return out;
}

TEST_CASE("What EPUB allows stays as it is") {
  CHECK(body_of("<p>甲<em>乙</em>&amp;&lt;</p>") == "<p>甲<em>乙</em>&amp;&lt;</p>");
  CHECK(body_of("<ol start=3><li value=5>甲</li></ol>") ==
        "<ol start=\"3\"><li value=\"5\">甲</li>\n</ol>");
}

TEST_CASE("A phrase around blocks becomes a block") {
  CHECK(body_of("<b><p>甲</p></b>") == "<div class=\"bx-strong\"><p>甲</p>\n</div>");
  CHECK(body_of("<h2>甲<div>乙</div></h2>") ==
        "<h2 id=\"heading-1\">甲<span class=\"bx-block\">乙</span></h2>");
}

TEST_CASE("Items without a list get one, lists take only items") {
  CHECK(body_of("<div><li>甲<li>乙</div>") == "<div><ul><li>甲</li>\n<li>乙</li>\n</ul></div>");
  CHECK(body_of("<ul>甲<li>乙</li><ul><li>丙</ul></ul>") ==
        "<ul><li class=\"bx-bare\">甲</li>\n<li>乙</li>\n<li class=\"bx-bare\"><ul><li>丙</li>\n"
        "</ul></li>\n</ul>");
}

TEST_CASE("A list of terms that is none becomes blocks") {
  CHECK(body_of("<dl><dt>甲<dd>乙</dl>") == "<dl><dt>甲</dt>\n<dd>乙</dd>\n</dl>");
  CHECK(body_of("<dl><dd>乙</dl>") == "<div class=\"bx-dl\"><div class=\"bx-dd\">乙</div>\n</div>");
}

TEST_CASE("Scripts, handlers and script links go, text stays") {
  CHECK(body_of("<p onclick='x()'>甲<script>y()</script><a href='javascript:z()'>乙</a></p>") ==
        "<p>甲<span>乙</span></p>");
}

TEST_CASE("Forms become what they say") {
  CHECK(body_of("<form action=x>名<input value=甲><input type=hidden value=密>"
                "<select><option>乙<option>丙</select></form>") ==
        "<div>名<span class=\"bx-field\">甲</span><span class=\"bx-select\"><span "
        "class=\"bx-option\">乙</span><span class=\"bx-option\">丙</span></span></div>");
}

TEST_CASE("Embedded things become links to them") {
  CHECK(
      body_of("<p><iframe src='https://example.org/v?a=1&b' title='片'></iframe></p>") ==
      "<p><span class=\"bx-embed\"><a href=\"https://example.org/v?a=1&amp;b\">片</a></span></p>");
}

TEST_CASE("What shows nothing of its own leaves no placeholder, a page of the book is linked") {
  CHECK(body_of("<p>甲<iframe src='about:blank'></iframe><video></video></p>") == "<p>甲</p>");
  CHECK(body_of("<p><iframe src='//example.org/v'></iframe></p>")
            .find("href=\"https://example.org/v\"") != std::string::npos);
}

TEST_CASE("A large table is parted between rows, its head said again") {
  std::string page = "<table><thead><tr><th id=h>头</thead><tbody>";
  for (int i = 0; i < 3000; ++i)
    page += "<tr><td>甲乙丙丁";
  const std::string body = body_of(page + "</table>");
  CHECK(
      body.find("|<table><thead class=\"bx-repeated\"><tr><th scope=\"col\">头</th>\n</tr></thead>"
                "<tbody><tr><td>") != std::string::npos);
  CHECK(body.find("id=\"h\"") == body.rfind("id=\"h\""));
}

TEST_CASE("Elements that may not hold their like do not") {
  CHECK(body_of("<address>甲<address>乙</address></address>") ==
        "<address>甲<div>乙</div>\n</address>");
  CHECK(body_of("<p><dfn>甲<dfn>乙</dfn></dfn></p>") ==
        "<p><dfn>甲<span class=\"bx-em\">乙</span></dfn></p>");
}

TEST_CASE("A heading that is hidden is no step between those that are shown") {
  EpubOptions options;
  options.author_css = AuthorCss::Keep;
  CHECK(body_of("<h1>甲</h1><div style='display:none'><h2>乙</h2></div><h3>丙</h3>", options) ==
        "<h1 id=\"heading-1\">甲</h1><div style=\"display: none\"><div id=\"heading-2\" "
        "class=\"bx-h2\">乙</div>\n</div>\n<h2 id=\"heading-3\" class=\"bx-h3\">丙</h2>");
  CHECK(body_of("<style>.x { display: none }</style><h1>甲</h1><h2 class=x>乙</h2>", options) ==
        "<h1 id=\"heading-1\">甲</h1><div id=\"heading-2\" class=\"x bx-h2\">乙</div>");
}

TEST_CASE("Formulas keep their words, pictures inside the page their own style") {
  CHECK(body_of("<p><math><semantics><mi>x</mi><annotation encoding='application/x-tex'>x"
                "</annotation></semantics></math></p>") ==
        "<p><math xmlns=\"http://www.w3.org/1998/Math/MathML\" alttext=\"x\"><mi>x</mi>"
        "</math></p>");
  CHECK(body_of("<svg id=s><path d='M0 0' style='fill:red;behavior:url(x)'/></svg>"
                "<p><a href='#s'>甲</a></p>")
            .find("<span id=\"s\"></span><svg") != std::string::npos);
}

TEST_CASE("Days that there are not are no dates") {
  CHECK(body_of("<p><time datetime=2024-02-30>甲</time><time datetime=2024-02-29>乙</time></p>") ==
        "<p><span>甲</span><time datetime=\"2024-02-29\">乙</time></p>");
}

TEST_CASE("Obsolete markup becomes CSS") {
  CHECK(body_of("<hr width='50%'><br clear=all><ul><li type=circle>甲</ul>") ==
        "<hr style=\"width: 50%\"/><br style=\"clear: both\"/>"
        "<ul><li style=\"list-style-type: circle\">甲</li>\n</ul>");
  CHECK(body_of("<center>甲</center>") == "<div class=\"bx-center\">甲</div>");
  CHECK(body_of("<p align=right><font color=#800000 size=5>甲</font></p>") ==
        "<p style=\"text-align: right\"><span style=\"color: #800000; font-size: x-large\">甲"
        "</span></p>");
  // Yellow on white cannot be read.
  CHECK(body_of("<p><font color=yellow>甲</font></p>") == "<p><span>甲</span></p>");
}

TEST_CASE("A table's parts stand in EPUB's order, its headers have a scope") {
  CHECK(body_of("<table><tfoot><tr><td>足</tfoot><tbody><tr><th>甲<td>乙</tbody>"
                "<thead><tr><th>头</thead><caption>题</caption></table>") ==
        "<table><caption>题</caption>\n<thead><tr><th scope=\"col\">头</th>\n</tr></thead>"
        "<tbody><tr><th scope=\"row\">甲</th>\n<td>乙</td>\n</tr></tbody>"
        "<tfoot><tr><td>足</td>\n</tr></tfoot></table>");
}

TEST_CASE("Ruby keeps to its groups") {
  CHECK(body_of("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字</ruby></p>") ==
        "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字</p>");
  CHECK(body_of("<p><ruby>漢<rp>(</rp><rt>かん</rt></ruby></p>") ==
        "<p><ruby>漢<rt>かん</rt></ruby></p>");
  CHECK(body_of("<p><ruby>漢</ruby></p>") == "<p><span>漢</span></p>");
}

TEST_CASE("Heading levels are not skipped and empty headings are none") {
  CHECK(body_of("<h1>甲</h1><h4>乙</h4><h2> </h2>") ==
        "<h1 id=\"heading-1\">甲</h1><h2 id=\"heading-2\" class=\"bx-h4\">乙</h2>");
}

TEST_CASE("Notes become pop-ups with their roles") {
  const std::string body =
      body_of("<p>文<sup><a href='#n'>1</a></sup></p><ol><li id=n>注</li></ol>");
  CHECK(body.find("<a id=\"noteref-1\" epub:type=\"noteref\">1</a>") != std::string::npos);
  CHECK(body.find("<li><aside id=\"n\" epub:type=\"footnote\" role=\"doc-footnote\">注<a class=") !=
        std::string::npos);
}

TEST_CASE("Files end at headings of the split level, open sections go on") {
  EpubOptions options;
  options.split_level = 2;
  CHECK(body_of("<div class=a><h2>甲</h2><p>一</p><section><h2>乙</h2><p>二</p></section></div>",
                options) ==
        "<div class=\"a\"><h2 id=\"heading-1\">甲</h2><p>一</p>\n</div>|<div class=\"a\">"
        "<section><h2 id=\"heading-2\">乙</h2><p>二</p>\n</section>\n</div>");
}

TEST_CASE("Long files end at a block") {
  EpubOptions options;
  options.file_bytes = 20;
  CHECK(body_of("<ol><li>一二三四五六七八<li>二<li>三</ol>", options) ==
        "<ol><li>一二三四五六七八</li>\n</ol>|<ol start=\"2\"><li>二</li>\n</ol>|<ol "
        "start=\"3\"><li>三</li>\n</ol>");
}

TEST_CASE("MathML is kept when it is valid and becomes text when not") {
  CHECK(body_of("<p><math><mfrac><mi>a</mi><mn>2</mn></mfrac></math></p>") ==
        "<p><math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mfrac><mi>a</mi><mn>2</mn></mfrac>"
        "</math></p>");
  // A binomial is no fraction, and equations stand under each other.
  CHECK(
      body_of("<p><math><mfrac linethickness=0><mi>a</mi><mn>2</mn></mfrac></math></p>") ==
      "<p><math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mfrac linethickness=\"0\"><mi>a</mi>"
      "<mn>2</mn></mfrac></math></p>");
  CHECK(body_of("<p><math><mtable columnalign='right left' frame=bogus columnspacing='0em  1em'>"
                "</mtable><mspace width=wide height='1 em' depth=-.5ex /></math></p>") ==
        "<p><math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mtable columnalign=\"right left\" "
        "columnspacing=\"0em  1em\"></mtable><mspace depth=\"-.5ex\"></mspace></math></p>");
  CHECK(body_of("<p><math><mfrac><mi>a</mi></mfrac></math></p>") ==
        "<p><span class=\"bx-math\">a</span></p>");
}

TEST_CASE("SVG loses what runs and reaches out") {
  CHECK(body_of("<p><svg onload='x()'><script>y()</script><use href='http://a/#b'/>"
                "<circle id='c' fill='url(#g)' r='1'/></svg></p>") ==
        "<p><svg xmlns=\"http://www.w3.org/2000/svg\" aria-hidden=\"true\"><use></use>"
        "<circle id=\"svg1-c\" fill=\"none\" r=\"1\"></circle></svg></p>");
}

TEST_CASE("SVG keeps its links within, its ids once, and borrows a sprite's symbol") {
  CHECK(body_of("<p><svg><g id=a /><g id=a /><use href='#a'/><use href='#b'/></svg>") ==
        "<p><svg xmlns=\"http://www.w3.org/2000/svg\" aria-hidden=\"true\"><g id=\"svg1-a\"></g>"
        "<g></g><use href=\"#svg1-a\"></use><use></use></svg></p>");
  const std::string sprite = body_of(
      "<div><svg><symbol id=i><title>T</title><path d='M0 0'/></symbol></svg></div>"
      "<p><svg aria-label=Icon><use xlink:href='#i'/></svg></p>");
  CHECK(sprite.find("style=\"width: 0; height: 0\"") != std::string::npos);
  CHECK(sprite.find("<p><svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"Icon\">"
                    "<defs><symbol id=\"svg2-i\"><path d=\"M0 0\"></path></symbol></defs>"
                    "<use href=\"#svg2-i\"></use></svg></p>") != std::string::npos);
  CHECK(body_of("<p><svg><desc>A <b>big</b> <style>x{}</style>one</desc></svg>")
            .find("<desc>A big one</desc>") != std::string::npos);
  CHECK(body_of("<p><svg><a href='http://e.org'><text>go</text></a></svg>")
            .find("<a href=\"http://e.org/\"><text>go</text></a>") != std::string::npos);
}

TEST_CASE("Characters that XML forbids are left out") {
  std::string out;
  append_text(out, std::string("a\x01\x0C"
                               "b\xEF\xBF\xBF<"));
  CHECK(out == "a b&lt;");
}

}  // namespace
}  // namespace banxin::epub
