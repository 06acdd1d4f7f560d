#include <doctest/doctest.h>

#include "html/parse.h"

using namespace banxin;

namespace {

std::string findings(std::string text, std::size_t limit = 100) {
  Diagnostics diagnostics(limit);
  html::parse_document("a.html", std::move(text), {}, diagnostics);
  std::string out;
  for (const Diagnostic& found : diagnostics.found()) {
    out += diagnostic_text(found.id).name;
    out += ' ' + std::to_string(found.position.line) + ':' + std::to_string(found.position.column);
    if (!found.subject.empty()) out += ' ' + found.subject;
    out += '\n';
  }
  return out;
}

}  // namespace

TEST_CASE("a page without faults is silent") {
  CHECK(findings("<!DOCTYPE html><html lang=zh><head><title>一</title></head>"
                 "<body><p>二<ul><li>三<li>四</ul><table><tr><td>五</table></body></html>\n")
            .empty());
}

TEST_CASE("faults carry the standard's names and their places, in order") {
  CHECK(findings("<!DOCTYPE html>\n<p a=1 a=2>&nosuch; &lt\n一\x01二<div/></span>") ==
        "duplicate-attribute 2:9 a\n"
        "unknown-named-character-reference 2:19\n"
        "missing-semicolon-after-character-reference 2:24\n"
        "control-character-in-input-stream 3:2\n"
        "non-void-html-element-start-tag-with-trailing-solidus 3:4 div\n"
        "unexpected-end-tag 3:10 span\n"
        "unclosed-elements 3:17 div\n");
  CHECK(findings("x") == "missing-doctype 1:1\n");
}

TEST_CASE("what the input stream must not hold is found wherever it stands") {
  CHECK(
      findings("<!DOCTYPE html>\xEF\xBF\xBF<p>\xF0\x9F\xBF\xBE\xC2\x85\xEF\xB7\x90\xEF\xBC\x8C") ==
      "noncharacter-in-input-stream 1:16\n"
      "noncharacter-in-input-stream 1:20\n"
      "control-character-in-input-stream 1:21\n"
      "noncharacter-in-input-stream 1:22\n");
}

TEST_CASE("past the limit findings are counted only") {
  Diagnostics diagnostics(3);
  html::parse_document("a.html", std::string(1000, '\x01'), {}, diagnostics);
  CHECK(diagnostics.found().size() == 3);
  CHECK(diagnostics.count(Severity::Note) == 1001);
}
