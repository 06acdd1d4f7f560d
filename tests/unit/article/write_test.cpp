#include <doctest/doctest.h>

#include <string>

#include "article/metadata.h"
#include "article/write_html.h"
#include "article/write_json.h"
#include "article/write_markdown.h"
#include "article/write_text.h"
#include "html/parse.h"

using namespace banxin;
using namespace banxin::article;

namespace {

std::unique_ptr<dom::Document> parse(const std::string& page) {
  Diagnostics diagnostics;
  return html::parse_document("page.html", page, {}, diagnostics);
}

}  // namespace

TEST_CASE("write_text: one paragraph a line, captions left out, code line by line") {
  const auto document = parse(
      "<p>One\n two<br>three</p><figure><img src=a><figcaption>A bridge</figcaption></figure>"
      "<ul><li>x<li>y</ul><pre>a\n b</pre>");
  CHECK(write_text(*document) == "One two\nthree\nx\ny\na\nb\n");
  CHECK(write_text(*document, Captions::Kept).find("A bridge\n") != std::string::npos);
}

TEST_CASE("write_text: what has no width is no space") {
  const auto document = parse("<p>山\u200B\u200B河 \u200B 大\uFEFF地</p>");
  CHECK(write_text(*document) == "山河 大地\n");
}

TEST_CASE("write_text: readings of ruby stand in brackets, once") {
  const auto document = parse(
      "<p><ruby>運<rt>yùn</rt></ruby>行，<ruby>漢字<rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby></"
      "p>");
  CHECK(write_text(*document) == "運(yùn)行，漢字(かんじ)\n");
}

TEST_CASE("write_markdown: blocks and inline marks") {
  const auto document = parse(
      "<h2>Head</h2><p>A <b>bold</b> <a href='x y'>link</a> *star*</p><ul><li>one<li>two</ul>"
      "<ol start=3><li>three</ol><blockquote><p>said</p></blockquote><pre><code>a`b</code></pre>"
      "<table><tr><th>k<th>v<tr><td>1<td>2</table>");
  CHECK(write_markdown(*document) ==
        "## Head\n\nA **bold** [link](x%20y) \\*star\\*\n\n- one\n- two\n\n3. three\n\n> said\n\n"
        "```\na`b\n```\n\n| k | v |\n| --- | --- |\n| 1 | 2 |\n");
}

TEST_CASE("write_markdown: text that looks like markup stays text") {
  const auto document = parse("<p># no heading</p><p>1. no list</p><p>- no item</p>");
  CHECK(write_markdown(*document) == "\\# no heading\n\n1\\. no list\n\n\\- no item\n");
}

TEST_CASE("write_html: escapes, void elements, attributes") {
  const auto document =
      parse("<!DOCTYPE html><title>a&amp;b</title><p title='\"'>1 &lt; 2<br>x</p>");
  const std::string html = write_html(*document);
  CHECK(html.find("<title>a&amp;b</title>") != std::string::npos);
  CHECK(html.find("<p title=\"&quot;\">1 &lt; 2<br>x</p>") != std::string::npos);
}

TEST_CASE("read_metadata: JSON-LD, OpenGraph and meta; unknown things are null in JSON") {
  const auto document = parse(
      "<html lang=en><head><title>A quiet town - Example Daily</title>"
      "<meta property=og:site_name content='Example Daily'>"
      "<script type=application/ld+json>{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"A "
      "quiet town\","
      "\"author\":[{\"name\":\"Jane Doe\"},{\"name\":\"John "
      "Roe\"}],\"datePublished\":\"2021-03-04T10:00:00Z\"}]}"
      "</script></head><body><h1>A quiet town</h1><p>Text.</p></body></html>");
  const Metadata metadata = read_metadata(*document);
  CHECK(metadata.title == "A quiet town");
  CHECK(join_bylines(metadata.bylines) == "Jane Doe, John Roe");
  CHECK(metadata.published == "2021-03-04T10:00:00Z");
  CHECK(metadata.site == "Example Daily");
  CHECK(metadata.lang == "en");
  CHECK(write_metadata_json(metadata).find("\"source\": null") != std::string::npos);
}

TEST_CASE("read_metadata: broken JSON-LD and a wrong lang do no harm") {
  const auto document = parse(
      "<html lang=en><title>河边的小镇_新闻_某某网</title><script "
      "type=application/ld+json>{\"@type\":</script>"
      "<body><p>河边的小镇在清晨总是很安静，只有卖豆腐的老人推着车，从桥上慢慢走过，谁也不说话。</"
      "p>");
  const Metadata metadata = read_metadata(*document);
  CHECK(metadata.title == "河边的小镇");
  CHECK(metadata.lang == "zh-Hans");
}
TEST_CASE("write_markdown: code, marks and addresses that need care") {
  const auto written = [](const std::string& page) { return write_markdown(*parse(page)); };
  CHECK(written("<p><code>`</code> <code>a*b</code>") == "`` ` `` `a*b`\n");
  CHECK(written("<p>a<b> b </b>c<i></i> ~~d~~ &amp;amp;") == "a **b** c \\~\\~d\\~\\~ \\&amp;\n");
  // A mark between 。 and a letter would be no mark.
  CHECK(written("<p>字<em>强调。</em>后<b>粗。</b>，<b>尾。</b>") ==
        "字<em>强调。</em>后**粗。**，**尾。**\n");
  CHECK(written("<p><img src='a b(1).png' alt='x]'><a href='javascript:1'>js</a>") ==
        "![x\\]](a%20b%281%29.png)js\n");
  CHECK(written("<ol><li>a<li value=5>b</ol>") == "1. a\n5. b\n");
  CHECK(written("<p><math><semantics><mn>1</mn><annotation "
                "encoding='application/x-tex'>a_1</annotation></semantics></math>") == "$a_1$\n");
}
TEST_CASE("write_markdown: tables with spans, captions and blocks in cells") {
  const auto document = parse(
      "<table><caption>表</caption><tr><th>k<th colspan=2>a|b<tr><td rowspan=2>1<td>x<br>y<td>"
      "<ul><li>p<li>q</ul><tr><td><code>c|d</code><td><table><tr><td>in<td>ner</table></table>");
  CHECK(write_markdown(*document) ==
        "表\n\n| k | a\\|b | |\n| --- | --- | --- |\n| 1 | x<br>y | p<br>q |\n"
        "| | `c\\|d` | in ner |\n");
}
