#include "base/diagnostic_ids.h"
#include "style/style_tree.h"

#include <doctest/doctest.h>

#include "css/write_value.h"
#include "style/counter_style.h"
#include "style/dump.h"
#include "unit/style/style_fixture.h"

using namespace banxin;
using namespace banxin::style;

TEST_CASE("the cascade: origin, specificity, order, importance, style attributes") {
  const Styled page(
      "p{color:#000001}.a{color:#000002}#x{color:#000003}p.a{color:#000004}"
      "p{margin-left:1px!important}#x{margin-left:2px}",
      "<p id=x class=a style='margin-left:3px'>");
  CHECK(page.value("x", "color") == "rgb(0, 0, 3)");
  CHECK(page.value("x", "margin-left") == "1px");
}

TEST_CASE("layers: later wins, unlayered wins most, important turns the order round") {
  const Styled page(
      "@layer a,b;@layer b{p{top:1px;left:1px!important}}"
      "@layer a{p{top:2px;left:2px!important}}p{left:3px!important}",
      "<p id=x>");
  CHECK(page.value("x", "top") == "1px");
  CHECK(page.value("x", "left") == "2px");
}

TEST_CASE("revert goes back to the user agent, revert-layer to the layer before") {
  const Styled page(
      "@layer a{p{top:1px}}@layer b{p{top:revert-layer}}p{display:revert}"
      "div{display:revert;top:9px;top:revert-layer}",
      "<p id=x></p><div id=y>");
  CHECK(page.value("x", "top") == "1px");
  CHECK(page.value("x", "display") == "block");
  CHECK(page.value("y", "top") == "auto");
}

TEST_CASE("custom properties: fallbacks, cycles, inheritance, shorthands") {
  const Styled page(
      ":root{--a:2px;--b:var(--c);--c:var(--b);--d:calc(var(--a)*3)}"
      "#x{top:var(--d);left:var(--b,7px);margin:1px var(--a);width:var(--none)}"
      "#y{--a:5px;top:var(--a)}",
      "<p id=x></p><p id=y>");
  CHECK(page.value("x", "top") == "6px");
  CHECK(page.value("x", "left") == "7px");
  CHECK(page.value("x", "margin-left") == "2px");
  CHECK(page.value("x", "width") == "auto");
  CHECK(page.value("y", "top") == "5px");
}

TEST_CASE("custom properties that explode are refused") {
  std::string css = "#x{--v0:aaaaaaaaaaaaaaaa;";
  for (int i = 1; i < 40; ++i) {
    const std::string last = std::to_string(i - 1);
    css += "--v" + std::to_string(i) + ":var(--v" + last + ") var(--v" + last + ");";
  }
  const Styled page(css + "width:var(--v39,3px)}", "<p id=x>");
  CHECK(page.value("x", "width") == "3px");
  CHECK(page.reported(DiagnosticId::CssVariableLimit));
}

TEST_CASE("relative units") {
  const Styled page(
      "html{font-size:20px}#x{font-size:2em;width:1.5em;height:2rem;top:10vw;left:1ic;"
      "line-height:1.5;margin-top:2lh}",
      "<p id=x>");
  CHECK(page.value("x", "font-size") == "40px");
  CHECK(page.value("x", "width") == "60px");
  CHECK(page.value("x", "height") == "40px");
  CHECK(page.value("x", "top") == "80px");
  CHECK(page.value("x", "left") == "40px");
  CHECK(page.value("x", "margin-top") == "120px");
}

TEST_CASE("monospace alone is set smaller, as browsers do") {
  const Styled page("#y{font-family:monospace,monospace}", "<p><code id=x>a</code><code id=y>b");
  CHECK(page.value("x", "font-size") == "13px");
  CHECK(page.value("y", "font-size") == "16px");
}

TEST_CASE("logical properties follow the writing mode and the order of declarations") {
  const Styled page(
      "#x{writing-mode:vertical-rl;margin-inline-start:1px;margin-top:2px;"
      "margin-block-start:3px;inline-size:9px}",
      "<p id=x>");
  CHECK(page.value("x", "margin-top") == "2px");
  CHECK(page.value("x", "margin-right") == "3px");
  CHECK(page.value("x", "height") == "9px");
}

TEST_CASE("currentcolor follows the heir's colour") {
  const Styled page(
      "div{color:red;text-emphasis-color:currentcolor}p{color:blue;border-top:1px solid}",
      "<div><p id=x>");
  CHECK(page.style("x").text_emphasis_color.blue == 1);
  CHECK(page.style("x").border_top_color.blue == 1);
}

TEST_CASE("presentational attributes lie under the author's rules") {
  const Styled page("#y{width:5px}",
                    "<table id=x width=50% bgcolor=red cellpadding=4><tr><td id=c></table>"
                    "<table id=y width=10>");
  CHECK(page.value("x", "width") == "50%");
  CHECK(page.value("x", "background-color") == "rgb(255, 0, 0)");
  CHECK(page.value("c", "padding-left") == "4px");
  CHECK(page.value("y", "width") == "5px");
}

TEST_CASE("languages are those of the nearest attribute") {
  const Styled page("", "<div lang=zh-TW><p id=x></p></div><p id=y lang=''>");
  CHECK(page.style("x").lang == "zh-TW");
  CHECK(page.style("y").lang.empty());
}

TEST_CASE("generated content, markers and floats") {
  const Styled page(
      "#x::before{content:'a' counter(c,lower-roman) attr(title)}#x::after{color:red}"
      "li::marker{color:red}",
      "<p id=x title=T></p><ul><li id=i>");
  const ComputedStyle* before = page.pseudo("x", PseudoElement::Before);
  REQUIRE(before != nullptr);
  CHECK(css::write_value(before->content) == "\"a\" counter(c, lower-roman) \"T\"");
  CHECK(page.pseudo("x", PseudoElement::After) == nullptr);
  const ComputedStyle* marker = page.pseudo("i", PseudoElement::Marker);
  REQUIRE(marker != nullptr);
  CHECK(marker->color.red == 1);
}

TEST_CASE("elements with the same rules share one style") {
  std::string html;
  for (int i = 0; i < 100; ++i)
    html += "<p class=a style='top:1px'>x</p>";
  const Styled page(".a{color:red}", html);
  CHECK(page.styles().distinct_styles() < 10);
}

TEST_CASE("pages: names, sides, margin boxes") {
  const Styled page(
      "@page{size:A5;margin:1cm;@top-center{content:counter(page)}}"
      "@page :left{margin-left:2cm}@page wide{size:A4 landscape}"
      "@page :first{@top-center{content:none}}",
      "<p>");
  const PageStyle right = page.styles().resolve_page({});
  CHECK(right.page->size.width.to_px() == doctest::Approx(559.4).epsilon(0.01));
  CHECK(right.box(MarginBox::TopCenter) != nullptr);
  CHECK(right.page->margin_left.value.length.to_px() == doctest::Approx(37.8).epsilon(0.01));
  PageQuery left;
  left.left = true;
  CHECK(page.styles().resolve_page(left).page->margin_left.value.length.to_px() ==
        doctest::Approx(75.6).epsilon(0.01));
  PageQuery first;
  first.first = true;
  CHECK(page.styles().resolve_page(first).box(MarginBox::TopCenter) == nullptr);
  PageQuery wide;
  wide.name = "wide";
  CHECK(page.styles().resolve_page(wide).page->size.width >
        page.styles().resolve_page(wide).page->size.height);
}

TEST_CASE("counter styles") {
  const Styled page("@counter-style dots{system:cyclic;symbols:'*' '+';suffix:' '}", "<p>");
  const StyledDocument& styles = page.styles();
  const auto text = [&](std::string_view name, int value) {
    return format_counter(styles, CounterStyleName::of(name), value);
  };
  CHECK(text("decimal", -7) == "-7");
  CHECK(text("lower-roman", 1994) == "mcmxciv");
  CHECK(text("upper-alpha", 28) == "AB");
  CHECK(text("dots", 2) == "+");
  CHECK(text("simp-chinese-informal", 11) == "十一");
  CHECK(text("simp-chinese-informal", 110) == "一百一十");
  CHECK(text("simp-chinese-informal", 1005) == "一千零五");
  CHECK(text("simp-chinese-formal", 11) == "壹拾壹");
  CHECK(text("cjk-decimal", 20) == "二〇");
  CHECK(text("decimal-leading-zero", 5) == "05");
  CHECK(format_marker(styles, CounterStyleName::of("decimal"), 3) == "3. ");
}

TEST_CASE("states of forms: groups know of their controls, fieldsets block what they hold") {
  const Styled page(
      ":invalid{order:1} :valid{order:2} :disabled{z-index:3} :default{flex-grow:4}"
      ":indeterminate{flex-shrink:5}",
      "<form id=bad><fieldset id=outer><fieldset id=inner><input id=empty required></fieldset>"
      "</fieldset><input id=first type=submit><input id=second type=submit></form>"
      "<form id=good><fieldset disabled id=off><legend><input id=free required value=x></legend>"
      "<legend><input id=held required></legend><p><button id=deep></button></p></fieldset>"
      "<input id=one type=radio name=r><input id=two type=radio name=r checked>"
      "<input id=lone type=radio name=s></form>");
  for (const std::string_view id : {"bad", "outer", "inner", "empty"})
    CHECK(page.value(id, "order") == "1");
  for (const std::string_view id : {"good", "free", "off"})
    CHECK(page.value(id, "order") == "2");
  CHECK(page.value("held", "order") == "0");
  for (const std::string_view id : {"off", "held", "deep"})
    CHECK(page.value(id, "z-index") == "3");
  CHECK(page.value("free", "z-index") == "auto");
  CHECK(page.value("first", "flex-grow") == "4");
  CHECK(page.value("second", "flex-grow") == "0");
  CHECK(page.value("two", "flex-grow") == "4");
  CHECK(page.value("one", "flex-shrink") == "1");
  CHECK(page.value("lone", "flex-shrink") == "5");
}
