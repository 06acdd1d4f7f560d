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
