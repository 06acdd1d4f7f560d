#include "repair/repair_source.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "html/parse.h"
#include "repair/repair_document.h"

namespace {

using namespace banxin;

std::string healed(std::string_view html) {
  return repair::repair_source(html).text;
}

std::string text_after(std::string html) {
  Diagnostics diagnostics;
  const auto document = html::parse_document("", std::move(html), {}, diagnostics);
  repair::repair_document(*document, {});
  return dom::text_content(*document->body());
}

}  // namespace

TEST_CASE("A tag that the cut ate comes back before parsing") {
  CHECK(healed("<p>同时，苹果公司表示，“我们正在与富士康密切合作解决这个问题?"
               "！?/p>\n<p>后来，他走了。</p>") ==
        "<p>同时，苹果公司表示，“我们正在与富士康密切合作解决这个问题。”</"
        "p>\n<p>后来，他走了。</p>");
}

TEST_CASE(
    "Text and read attributes are healed; tags, comments, scripts and "
    "styles stay") {
  CHECK(healed("<!-- ä¸­æ–‡ --><p title=\"ä¸­æ–‡\" "
               "class='ä¸­æ–‡'>ä¸­æ–‡</p><script>'ä¸­æ–‡'</script>") ==
        "<!-- ä¸­æ–‡ --><p title=\"中文\" "
        "class='ä¸­æ–‡'>中文</p><script>'ä¸­æ–‡'</script>");
  CHECK(healed("<style>a::before{content:'ä¸­æ–‡'}</style>ä¸­æ–‡") ==
        "<style>a::before{content:'ä¸­æ–‡'}</style>中文");
}

TEST_CASE("A tag that was text before the page was made goes") {
  CHECK(healed("<p>同时，苹果公司表示，“我们正在与富士康密切合作解决这个问题?！?/p&gt;</"
               "p><p>后来，他走了。</p>") ==
        "<p>同时，苹果公司表示，“我们正在与富士康密切合作解决这个问题。”</p><p>后来，他走了。</p>");
}

TEST_CASE("Markup of any shape passes; references are markup here") {
  for (const std::string_view html :
       {"", "<", "<a", "<a href=", "<a href='", "<!--", "<script>", "a < b && c > d", "</",
        "<p>&#20013;&#25991;</p>", "<p>“你说什么?!”他猛地站了起来。</p>",
        "<a title=x y z=\"q\">春天</a>\n<br/>"}) {
    CAPTURE(html);
    CHECK(healed(html) == html);
  }
}

TEST_CASE("In a document: references shown as text, not those in code") {
  CHECK(text_after("<p>&amp;#20013;&amp;#25991;&amp;#23383;</"
                   "p><code>&amp;#20013;&amp;#25991;</code>") == "中文字&#20013;&#25991;");
}

TEST_CASE("What is lost is reported at its place, unless the text talks about it") {
  const auto repaired =
      repair::repair_source("<p>好</p>\n<p>春天的早�，小城</p>\n<p>锟斤拷是乱码</p>");
  REQUIRE(repaired.report.lost.size() == 1);
  Diagnostics diagnostics;
  repair::report_repair(repaired.report, "<p>好</p>\n<p>春天的早�，小城</p>", "a.html",
                        diagnostics);
  REQUIRE(diagnostics.found().size() == 1);
  CHECK(diagnostics.found()[0].position == SourcePosition{2, 8});
}

TEST_CASE("What was looked at in the source is not healed in the document, but references are") {
  const auto cleared =
      repair::repair_source("<p>枉凝眉</p><p>种菊</p><p>他说了几句话。</p>").cleared;
  CHECK(std::find(cleared.begin(), cleared.end(), "种菊") != cleared.end());
  CHECK(std::find(cleared.begin(), cleared.end(), "他说了几句话。") == cleared.end());
  // Where something was healed, all is looked at again.
  CHECK(repair::repair_source("<p>ä¸­æ–‡</p><p>种菊</p>").cleared.empty());
  Diagnostics diagnostics;
  const auto document = html::parse_document("", "<p>&amp;#20013;&amp;#25991;", {}, diagnostics);
  const std::vector<std::string> all{"&#20013;&#25991;"};
  repair::DocumentRepairOptions options;
  options.cleared = all;
  repair::repair_document(*document, options);
  CHECK(dom::text_content(*document->body()) == "中文");
}

TEST_CASE("A page of UTF-8 read as GBK, whose decoder ate the `<` of tags and a quote of a value") {
  CHECK(repair::repair_source("<p>鏄ュぉ鐨勬棭鏅?紝灏忓煄鐨勮\uE51C閬撲笂銆?/"
                              "p><p>瀛╁瓙浠\uE100湪瀛︽牎闂ㄥ彛绛夌潃寮€闂ㄣ€?/p>")
            .text == "<p>春天的早晨，小城的街道上。</p><p>孩子们在学校门口等着开门。</p>");
  CHECK(repair::repair_source("<p>瀛╁瓙浠\uE100湪瀛︽牎闂ㄥ彛绛夌潃寮€闂?img alt=\"鏄ュぉ鐨勬棭鏅? "
                              "width=\"30\">绛夌潃寮€闂ㄣ€?/p>")
            .text ==
        "<p>孩子们在学校门口等着开门<img alt=\"春天的早晨\" width=\"30\">等着开门。</p>");
}
