#include "repair/convert_script.h"

#include <doctest/doctest.h>

#include "html/parse.h"

using namespace banxin;
using repair::Script;
using repair::ScriptConverter;

TEST_CASE("Words and quotation marks change; English keeps its own") {
  const auto to_traditional = ScriptConverter::open(Script::Traditional);
  REQUIRE(to_traditional);
  CHECK(to_traditional.value().convert("他说：“理发后，皇后发现‘云’不见了。”") ==
        "他說：「理髮後，皇后發現『雲』不見了。」");
  CHECK(to_traditional.value().convert("He said “hello” and it’s fine.") ==
        "He said “hello” and it’s fine.");
  const auto to_simplified = ScriptConverter::open(Script::Simplified);
  REQUIRE(to_simplified);
  CHECK(to_simplified.value().convert("「後來」，他說。") == "“后来”，他说。");
}

TEST_CASE("Words that lie in several elements are converted as words") {
  Diagnostics diagnostics;
  const auto document = html::parse_document(
      "",
      "<p><ruby>头<rt>tóu</rt></ruby><ruby>发<rt>fà</rt></ruby>，<b>皇</b>后在<i>后</i>面。"
      "“里<a href=x>面</a>”<p>发<div>现",
      {}, diagnostics);
  ScriptConverter::open(Script::Traditional).value().convert(*document);
  CHECK(dom::text_content(*document->body()) == "頭tóu髮fà，皇后在後面。「裏面」發現");
}

TEST_CASE("Taiwan's 著 is told from what others write so") {
  const auto converter = ScriptConverter::open(Script::Simplified);
  CHECK(converter.value().convert("沿著河岸走，看著她的著作") == "沿着河岸走，看着她的著作");
  CHECK(converter.value().convert("沿着河岸走，著作") == "沿着河岸走，著作");
}

TEST_CASE("A document: tags follow, Japanese and code stay") {
  Diagnostics diagnostics;
  const auto document = html::parse_document("",
                                             "<html lang=zh-CN><p title=简体>简体<span "
                                             "lang=ja>学校</span><code>简体</code></p>",
                                             {}, diagnostics);
  const auto converter = ScriptConverter::open(Script::Taiwan);
  REQUIRE(converter);
  converter.value().convert(*document);
  CHECK(dom::text_content(*document->body()) == "簡體学校简体");
  CHECK(document->document_element()->attribute(dom::names::lang) == "zh-TW");
  CHECK(dom::find_element(document->root(), dom::names::p)->attribute(dom::names::title) == "簡體");
}
