#include "html/parse.h"

#include <doctest/doctest.h>

#include "dom/dump.h"
#include "html/dump_tokens.h"

using namespace banxin;

namespace {

std::unique_ptr<dom::Document> parsed(std::string text) {
  Diagnostics diagnostics;
  return html::parse_document("a.html", std::move(text), {}, diagnostics);
}

std::string tree(std::string text) {
  const auto document = parsed(std::move(text));
  return dom::dump_tree(*document, document->root());
}

bool is_view_of_source(const dom::Document& document, std::string_view text) {
  return text.data() >= document.source().data() &&
         text.data() + text.size() <= document.source().data() + document.source().size();
}

const dom::Node& first_text(const dom::Document& document) {
  const dom::Node* node = document.body();
  while (!node->is_text())
    node = node->first_child;
  return *node;
}

}  // namespace

TEST_CASE("a page of its own kind of disorder") {
  CHECK(tree("<!DOCTYPE html><title>題</title><p>一<b>二<p>三</b>四<table>五<tr><td>六") ==
        "| <!DOCTYPE html>\n"
        "| <html>\n"
        "|   <head>\n"
        "|     <title>\n"
        "|       \"題\"\n"
        "|   <body>\n"
        "|     <p>\n"
        "|       \"一\"\n"
        "|       <b>\n"
        "|         \"二\"\n"
        "|     <p>\n"
        "|       <b>\n"
        "|         \"三\"\n"
        "|       \"四\"\n"
        "|     \"五\"\n"
        "|     <table>\n"
        "|       <tbody>\n"
        "|         <tr>\n"
        "|           <td>\n"
        "|             \"六\"\n");
}

TEST_CASE("a fragment's nodes are those of its context") {
  Diagnostics diagnostics;
  const auto rows = html::parse_fragment("", "<tr><td>x", {.name = "tbody"}, {}, diagnostics);
  CHECK(dom::dump_tree(*rows, rows->root()) == "| <tr>\n|   <td>\n|     \"x\"\n");
  const auto title = html::parse_fragment("", "a<b>&amp;", {.name = "title"}, {}, diagnostics);
  CHECK(dom::dump_tree(*title, title->root()) == "| \"a<b>&\"\n");
  const auto svg = html::parse_fragment(
      "", "<lineargradient/>", {.name = "g", .name_space = dom::Namespace::Svg}, {}, diagnostics);
  CHECK(dom::dump_tree(*svg, svg->root()) == "| <svg linearGradient>\n");
}

TEST_CASE("text that needs no change is a view of the source") {
  const auto plain = parsed("<p>中文");
  CHECK(first_text(*plain).text() == "中文");
  CHECK(is_view_of_source(*plain, first_text(*plain).text()));
  // A reference that stands for itself does not cut the text.
  const auto ampersand = parsed("<p>a & b &x; c");
  CHECK(first_text(*ampersand).text() == "a & b &x; c");
  CHECK(is_view_of_source(*ampersand, first_text(*ampersand).text()));
  const auto reference = parsed("<p>a&lt;b&#x4E2D;c");
  CHECK(first_text(*reference).text() == "a<b中c");
  CHECK_FALSE(is_view_of_source(*reference, first_text(*reference).text()));
}

TEST_CASE("text that grows in turns with its neighbours stays whole") {
  std::string page = "<table>";
  std::string expected;
  for (int i = 0; i < 1000; ++i) {
    page += "a&amp;<tr>b";
    expected += "a&b";
  }
  const auto document = parsed(page);
  CHECK(first_text(*document).text() == expected);
}

TEST_CASE("newlines become LF and nodes know their places") {
  const auto document = parsed("<p>a\r\nb\rc\n<i>中<b>");
  CHECK(first_text(*document).text() == "a\nb\nc\n");
  const dom::Node* bold = dom::find_element(document->root(), dom::names::b);
  REQUIRE(bold != nullptr);
  CHECK(document->position(*bold) == SourcePosition{4, 5});
}

TEST_CASE("doctypes decide about quirks") {
  const auto mode = [](std::string text) { return parsed(std::move(text))->quirks_mode; };
  CHECK(mode("<!DOCTYPE html>") == dom::QuirksMode::None);
  CHECK(mode("<p>") == dom::QuirksMode::Full);
  CHECK(mode("<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN'>") ==
        dom::QuirksMode::Full);
  CHECK(mode("<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN' 'x'>") ==
        dom::QuirksMode::Limited);
  CHECK(mode("<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'x'>") ==
        dom::QuirksMode::None);
}

TEST_CASE("tokens are dumped with their places, in the states that the tree asks for") {
  Diagnostics diagnostics;
  CHECK(html::dump_tokens("", "<!DOCTYPE html>\n<title>a<b</title><br/ id=\"x\\\">&amp;\t", {},
                          diagnostics) ==
        "1:1 Doctype html\n"
        "1:16 Characters \"\\n\"\n"
        "2:1 StartTag title\n"
        "2:8 Characters \"a<b\"\n"
        "2:11 EndTag title\n"
        "2:19 StartTag br id=\"x\\\\\"\n"
        "2:32 Characters \"&\"\n"
        "2:37 Characters \"\\x09\"\n"
        "2:38 EndOfFile\n");
}
