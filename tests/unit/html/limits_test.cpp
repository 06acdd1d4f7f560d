// What hostile pages cost, in counts: nodes, depth and bytes, not seconds.
#include <doctest/doctest.h>

#include "base/diagnostic_ids.h"
#include "dom/dump.h"
#include "html/parse.h"

using namespace banxin;

namespace {

struct Cost {
  std::size_t nodes = 0;
  std::size_t depth = 0;
  std::size_t bytes = 0;
  std::size_t text = 0;
};

Cost cost_of(const dom::Document& document) {
  Cost cost;
  cost.bytes = document.memory().held_bytes();
  const dom::Node& root = document.root();
  for (const dom::Node* node = root.first_child; node != nullptr;
       node = next_in_tree(*node, root)) {
    ++cost.nodes;
    cost.text += node->text().size();
    std::size_t depth = 0;
    for (const dom::Node* at = node; at != &root; at = at->parent)
      ++depth;
    if (node->is_element()) cost.depth = std::max(cost.depth, depth);
  }
  return cost;
}

Cost cost(std::string page, html::ParseOptions options = {}) {
  Diagnostics diagnostics;
  return cost_of(*html::parse_document("", std::move(page), options, diagnostics));
}

std::string repeated(std::string_view piece, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i)
    out += piece;
  return out;
}

// `#` in the piece becomes a number.
std::string numbered(std::string_view piece, std::size_t count) {
  std::string out;
  const std::size_t hole = piece.find('#');
  for (std::size_t i = 0; i < count; ++i) {
    out += piece.substr(0, hole);
    out += std::to_string(i);
    out += piece.substr(hole + 1);
  }
  return out;
}

}  // namespace

TEST_CASE("no page is deeper than the limit, and no character is lost") {
  const std::pair<std::string, std::size_t> pages[] = {
      {repeated("<div>x", 20'000), 20'000},
      {repeated("<div>", 20'000) + 'x' + repeated("</div>y", 20'000), 20'001},
      {repeated("<span><p>x", 5'000), 5'000},
      {repeated("<table><tr><td>x", 5'000), 5'000},
      {repeated("<svg><foreignObject><p>x", 2'000), 2'000},
      {repeated("<math><mi>x", 5'000), 5'000},
      {repeated("<ul><li>x", 5'000), 5'000},
      {repeated("<form><div>x</form>", 5'000), 5'000},
      {repeated("<a><div>x", 5'000), 5'000},
      {repeated("<b><i><u><s><em><div>x", 300) + repeated("</b></i></u></s></em>y", 300), 600},
      {repeated("<button>x", 5'000), 5'000},
      {repeated("<frameset>", 5'000), 0},
      {repeated("<ruby><rt>x", 5'000), 5'000},
      {repeated("<svg><title>x", 2'000) + repeated("</p>", 100), 2'000}};
  for (const auto& row : pages) {
    const std::string beginning = row.first.substr(0, 40);
    CAPTURE(beginning);
    const Cost found = cost(row.first);
    CHECK(found.depth <= Limits{}.depth);
    CHECK(found.text == row.second);
  }
}

TEST_CASE("deeper elements are siblings that hold their own text") {
  html::ParseOptions options;
  options.limits.depth = 8;
  Diagnostics diagnostics;
  const auto document = html::parse_document(
      "a.html", "<!DOCTYPE html><div><div><div><p>a<b>b</b>c<p>d</div>e</div>f</div>g", options,
      diagnostics);
  CHECK(dom::dump_tree(*document, *document->body()) ==
        "| <div>\n"
        "|   <div>\n"
        "|     <div>\n"
        "|       <p>\n"
        "|         \"a\"\n"
        "|       <b>\n"
        "|         \"b\"\n"
        "|       \"c\"\n"
        "|       <p>\n"
        "|         \"d\"\n"
        "|     \"e\"\n"
        "|   \"f\"\n"
        "| \"g\"\n");
  std::size_t reported = 0;
  for (const Diagnostic& found : diagnostics.found())
    reported += found.id == DiagnosticId::DepthLimit ? 1U : 0U;
  CHECK(reported == 1);
}

TEST_CASE("unclosed formatting elements cost no more than the page's size allows") {
  // Each paragraph would open every one of them again.
  const Cost distinct = cost("<p>" + numbered("<font size=#>", 60) + repeated("<p>x", 50'000));
  CHECK(distinct.text == 50'000);
  CHECK(distinct.nodes < 400'000);
  Diagnostics diagnostics;
  html::parse_document("", "<p>" + numbered("<font size=#>", 60) + repeated("<p>x", 50'000),
                       {.limits = {}, .report_parse_errors = false}, diagnostics);
  REQUIRE(diagnostics.found().size() == 1);
  CHECK(diagnostics.found()[0].id == DiagnosticId::FormattingLimit);
  const Cost alike = cost(repeated("<b>", 20'000) + repeated("<p>x", 10'000));
  CHECK(alike.nodes < 100'000);
  const Cost heavy = cost("<b " + numbered("a#=1 ", 2'000) + ">" + repeated("<p>x", 50'000));
  CHECK(heavy.bytes < 50'000'000);
  CHECK(heavy.text == 50'000);
}

TEST_CASE("attributes: thousands on one tag, the first of each name, and a limit") {
  Diagnostics diagnostics;
  const auto many =
      html::parse_document("", "<p " + numbered("a#=1 ", 40'000) + "a7=2>", {}, diagnostics);
  const dom::Node* p = dom::find_element(many->root(), dom::names::p);
  CHECK(p->attributes().size() == 40'000);
  CHECK(p->attribute(many->atoms().find("a7")) == "1");
  html::ParseOptions options;
  options.limits.attributes = 3;
  const auto few = html::parse_document("", "<p a=1 b=2 c=3 d=4 a=5 e=6>", options, diagnostics);
  CHECK(dom::dump_tree(*few, *few->body()) == "| <p>\n|   a=\"1\"\n|   b=\"2\"\n|   c=\"3\"\n");
}

TEST_CASE("attributes that later <html> and <body> tags add are gathered") {
  Diagnostics diagnostics;
  const auto document = html::parse_document(
      "", "<body x=0>" + numbered("<body a#=1>", 5'000) + numbered("<html b#=1 x=2>", 5'000), {},
      diagnostics);
  CHECK(document->body()->attributes().size() == 5'001);
  CHECK(document->document_element()->attributes().size() == 5'001);
  CHECK(document->body()->attribute(dom::names::x) == "0");
  CHECK(document->memory().held_bytes() < 3'000'000);
}

TEST_CASE("the node limit ends the page and says so") {
  html::ParseOptions options;
  options.limits.nodes = 100;
  Diagnostics diagnostics;
  const auto document =
      html::parse_document("", "<!DOCTYPE html>" + repeated("<p>x", 1'000), options, diagnostics);
  CHECK(cost_of(*document).nodes < 110);
  REQUIRE(diagnostics.count(Severity::Error) == 1);
}

TEST_CASE("a value of many references, a text of many NULs and a long name stay small") {
  CHECK(cost("<p title=\"" + repeated("&amp;", 500'000) + "\">").bytes < 2'000'000);
  CHECK(cost(std::string(500'000, '\0')).bytes < 100'000);
  CHECK(cost("<p>" + repeated("&#x4E2D;", 300'000)).bytes < 4'000'000);
  CHECK(cost("<x" + std::string(1'000'000, 'y') + ">").bytes < 1'200'000);
}

TEST_CASE("selects that show their options inside of each other do not double") {
  const Cost found = cost(repeated("<select><option><selectedcontent><table><td>", 200) +
                          repeated("<i>x</i>", 1'000));
  CHECK(found.nodes < 300'000);
  CHECK(found.depth <= Limits{}.depth);
}
