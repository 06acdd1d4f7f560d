// Trees of the insertion modes: what each file mode_*.cpp is for. The html5lib suite is the whole.
#include <doctest/doctest.h>

#include "dom/dump.h"
#include "html/parse.h"

using namespace banxin;

namespace {

// The tree below <body>, one line: <p>("text",<b>()).
void write(std::string& out, const dom::Document& document, const dom::Node& node) {
  const auto write_children = [&](const dom::Node& parent) {
    for (const dom::Node* child = parent.first_child; child != nullptr;
         child = child->next_sibling) {
      write(out, document, *child);
    }
  };
  if (node.is_text()) {
    out += node.text();
  } else if (node.type == dom::NodeType::Comment) {
    out += "<!--" + std::string(node.text()) + "-->";
  } else if (node.type == dom::NodeType::Element) {
    if (node.name_space == dom::Namespace::Svg) out += "svg:";
    if (node.name_space == dom::Namespace::MathMl) out += "math:";
    out += document.name(node);
    out += '[';
    write_children(node);
    if (const dom::Node* content = document.template_content(node)) write_children(*content);
    out += ']';
  }
}

std::string outline(const std::string& text, const html::ParseOptions& options = {}) {
  Diagnostics diagnostics;
  const auto document = html::parse_document("", "<!DOCTYPE html>" + text, options, diagnostics);
  std::string out;
  write(out, *document, *document->document_element());
  return out;
}

// What stands in body.
std::string body(const std::string& text) {
  const std::string page = outline("<body>" + text);
  constexpr std::string_view kStart = "html[head[]body[";
  REQUIRE(page.starts_with(kStart));
  return page.substr(kStart.size(), page.size() - kStart.size() - 2);
}

}  // namespace

TEST_CASE("head and body are there when the page does not say so") {
  CHECK(outline("") == "html[head[]body[]]");
  CHECK(outline("<title>x</title>y") == "html[head[title[x]]body[y]]");
  CHECK(outline("<p>x<title>y</title>") == "html[head[]body[p[xtitle[y]]]]");
  CHECK(outline("<head></head> <meta>x") == "html[head[meta[]] body[x]]");
  CHECK(outline("<head><noscript><meta><p>x</noscript>") ==
        "html[head[noscript[meta[]]]body[p[x]]]");
  CHECK(outline("a</body>b</body><!--c--></html><!--d-->") == "html[head[]body[ab]<!--c-->]");
}

TEST_CASE("paragraphs, items and headings close each other") {
  CHECK(body("<p>a<p>b<div>c") == "p[a]p[b]div[c]");
  CHECK(body("<p>a<span><div>b</span>c") == "p[aspan[]]div[bc]");
  CHECK(body("<ul><li>a<li>b<ul><li>c</ul>d") == "ul[li[a]li[bul[li[c]]d]]");
  CHECK(body("<dl><dt>a<dd>b<dt>c") == "dl[dt[a]dd[b]dt[c]]");
  CHECK(body("<h1>a<h2>b</h1>c") == "h1[a]h2[b]c");
  CHECK(body("a</p>b</br>c") == "ap[]bbr[]c");
  CHECK(body("<button>a<p>b<button>c") == "button[ap[b]]button[c]");
  CHECK(body("<form>a<form>b</form>c") == "form[ab]c");
  CHECK(body("<pre>\na\n</pre>") == "pre[a\n]");
}

TEST_CASE("formatting that overlaps is taken apart and opened again") {
  CHECK(body("<b>1<i>2</b>3</i>4") == "b[1i[2]]i[3]4");
  CHECK(body("<b>1<p>2</b>3") == "b[1]p[b[2]3]");
  CHECK(body("<a>1<div>2<div>3</a>4") == "a[1]div[a[2]div[a[3]4]]");
  CHECK(body("<a>1<a>2") == "a[1]a[2]");
  CHECK(body("<p><b><b><b><b>1<p>2") == "p[b[b[b[b[1]]]]]p[b[b[b[2]]]]");
  CHECK(body("<nobr>1<nobr>2") == "nobr[1]nobr[2]");
  CHECK(body("<b><object>1</b>2</object>3") == "b[object[12]3]");
}

TEST_CASE("tables: implied parts, strangers put before them, cells of their own") {
  CHECK(body("<table><td>1<th>2<tr>3") == "3table[tbody[tr[td[1]th[2]]tr[]]]");
  CHECK(body("<table><caption>c<col><td>x") == "table[caption[c]colgroup[col[]]tbody[tr[td[x]]]]");
  CHECK(body("<table>a<b>b<tr><td>c") == "ab[b]table[tbody[tr[td[c]]]]");
  CHECK(body("<table> <tr> <td>x") == "table[ tbody[tr[ td[x]]]]");
  CHECK(body("<table><td><b>1<td>2") == "table[tbody[tr[td[b[1]]td[2]]]]");
  CHECK(body("<table><td><table><td>1</table>2</table>3") ==
        "table[tbody[tr[td[table[tbody[tr[td[1]]]]2]]]]3");
  CHECK(body("<table><input type=hidden><input>") == "input[]table[input[]]");
  CHECK(body("<table><tr></tbody><tfoot><td>x") == "table[tbody[tr[]]tfoot[tr[td[x]]]]");
  CHECK(body("<table><table>1") ==
        "table[]1table[]"
        "");
}

TEST_CASE("select holds what the standard lets it hold now") {
  CHECK(body("<select><option>1<option>2<optgroup><option>3</select>4") ==
        "select[option[1]option[2]optgroup[option[3]]]4");
  CHECK(body("<select><div>1<select>2") == "select[div[1]]2");
  CHECK(body("<select><option>1<hr>2") == "select[option[1]hr[]2]");
  CHECK(body("<select><option>1<input>") == "select[option[1]]input[]");
  CHECK(body("<select><button><selectedcontent></button><option>1<option selected>2<b>3") ==
        "select[button[selectedcontent[2b[3]]]option[1]option[2b[3]]]");
}

TEST_CASE("SVG and MathML, and the ways out of them") {
  CHECK(body("<svg><LINEARGRADIENT/><title>a</title>c</svg>d") ==
        "svg:svg[svg:linearGradient[]svg:title[a]c]d");
  CHECK(body("<svg><g><p>x") == "svg:svg[svg:g[]]p[x]");
  CHECK(body("<svg><font>a<font size=1>b") == "svg:svg[svg:font[a]]font[b]");
  CHECK(body("<svg><![CDATA[a<b]]>") == "svg:svg[a<b]");
  CHECK(body("<math><mi>a<b>c</b></mi><mglyph>") == "math:math[math:mi[ab[c]]math:mglyph[]]");
  CHECK(body("<math><annotation-xml encoding=TEXT/html><p>a") ==
        "math:math[math:annotation-xml[p[a]]]");
  CHECK(body("<math><annotation-xml><p>a") == "math:math[math:annotation-xml[]]p[a]");
  CHECK(body("<svg><desc></svg>x") == "svg:svg[svg:desc[]]x");
}

TEST_CASE("templates keep their contents apart") {
  CHECK(body("<template><tr><td>1</template>2") == "template[tr[td[1]]]2");
  CHECK(body("<template><template>1") == "template[template[1]]");
  CHECK(body("<template><col><div>1") == "template[col[]]");
  CHECK(body("<table><template><td>1</template><td>2") == "table[template[td[1]]tbody[tr[td[2]]]]");
}

TEST_CASE("ruby, framesets, text elements") {
  CHECK(body("<ruby>漢<rp>(<rt>かん<rp>)<rb>字<rtc>じ<rt>x") ==
        "ruby[漢rp[(]rt[かん]rp[)]rb[字]rtc[じrt[x]]]");
  CHECK(outline("<frameset><frame><frameset><frame></frameset>x") ==
        "html[head[]frameset[frame[]frameset[frame[]]]]");
  CHECK(outline("x<frameset>") == "html[head[]body[x]]");
  CHECK(body("<textarea>\na<b></textarea>c") == "textarea[a<b>]c");
  CHECK(body("<xmp><b></xmp><iframe><p></iframe><noscript><p>x</noscript>") ==
        "xmp[<b>]iframe[<p>]noscript[p[x]]");
  CHECK(body("<image src=a>") == "img[]");
}

TEST_CASE("XHTML: elements close themselves, CDATA is text, and the rest is HTML") {
  html::ParseOptions xhtml;
  xhtml.xml_syntax = true;
  CHECK(outline("<html><head><title/><script/><style/></head><body><p/><div/>a<a/>b<br/>c</body>",
                xhtml) == "html[head[title[]script[]style[]]body[p[]div[]aa[]bbr[]c]]");
  CHECK(outline("<body/>x<p>a<![CDATA[b<i>]]><textarea/>c", xhtml) ==
        "html[head[]body[xp[ab<i>textarea[]c]]]");
  const std::string subset = "<!DOCTYPE html [<!ENTITY a \"]>\"><!-- ]> -->]><p>x";
  CHECK(outline(subset, xhtml) == "html[head[]body[p[x]]]");
  CHECK(outline("<!DOCTYPE html [ open><p>x", xhtml) == "html[head[]body[p[x]]]");
  CHECK(outline("<body><td/><svg><g/></svg><p>open", xhtml) ==
        "html[head[]body[svg:svg[svg:g[]]p[open]]]");
}
