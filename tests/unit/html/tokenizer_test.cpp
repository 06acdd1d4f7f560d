// Tokens of every state group, as dump_tokens() shows them. The html5lib suite is the whole; these
// are the cases that name what each file of the tokenizer is for.
#include "html/tokenizer.h"

#include <doctest/doctest.h>

#include "base/diagnostic_ids.h"
#include "html/dump_tokens.h"
#include "html/named_references.h"

using namespace banxin;

namespace {

// Without the doctype and the end of the file.
std::string tokens(const std::string& text) {
  Diagnostics diagnostics;
  std::string out = html::dump_tokens("", "<!DOCTYPE html>\n<body>" + text, {}, diagnostics);
  out.erase(0, out.find("StartTag body\n") + 14);
  return out.substr(0, out.rfind('\n', out.size() - 2) + 1);
}

std::string names_of_faults(const std::string& text) {
  Diagnostics diagnostics;
  html::dump_tokens("", "<!DOCTYPE html><body>" + text, {}, diagnostics);
  std::string out;
  for (const Diagnostic& found : diagnostics.found()) {
    if (found.id == DiagnosticId::UnclosedElements) continue;
    out += diagnostic_text(found.id).name;
    out += ' ';
  }
  return out;
}

}  // namespace

TEST_CASE("tags: names in lower case, values in any quotes, the first of two attributes") {
  CHECK(tokens("<DIV Class=A id='b\"c' DATA-x=\"d'e\" hidden a= f CLASS=g>") ==
        "2:7 StartTag div class=\"A\" id=\"b\\\"c\" data-x=\"d'e\" hidden=\"\" a=\"f\"\n");
  CHECK(tokens("<p a=1/b=2 /c>") == "2:7 StartTag p a=\"1/b=2\" c=\"\"\n");
  CHECK(tokens("<p a=\"1\"b='2'/>") == "2:7 StartTag p a=\"1\" b=\"2\" self-closing\n");
  CHECK(tokens("<p =a==b>") == "2:7 StartTag p =a=\"=b\"\n");
  CHECK(tokens("</P a=1>x") == "2:7 EndTag p a=\"1\"\n2:15 Characters \"x\"\n");
  CHECK(tokens("<p a='x") == "");
}

TEST_CASE("what looks like a tag and is none stays text or becomes a comment") {
  CHECK(tokens("1<2<>") ==
        "2:7 Characters \"1\"\n2:8 Characters \"<\"\n2:9 Characters \"2\"\n"
        "2:10 Characters \"<\"\n2:11 Characters \">\"\n");
  CHECK(tokens("a</>b") == "2:7 Characters \"a\"\n2:11 Characters \"b\"\n");
  CHECK(tokens("<?php x?>") == "2:7 Comment \"?php x?\"\n");
  CHECK(tokens("</ p>") == "2:7 Comment \" p\"\n");
  CHECK(tokens("<![CDATA[x]]>") == "2:7 Comment \"[CDATA[x]]\"\n");
  CHECK(names_of_faults("1<2</><?x?></ p><![CDATA[x]]><!x>") ==
        "invalid-first-character-of-tag-name missing-end-tag-name "
        "unexpected-question-mark-instead-of-tag-name invalid-first-character-of-tag-name "
        "cdata-in-html-content incorrectly-opened-comment ");
}

TEST_CASE("comments end where the standard says") {
  CHECK(tokens("<!-- a -- b -->") == "2:7 Comment \" a -- b \"\n");
  CHECK(tokens("<!---->") == "2:7 Comment \"\"\n");
  CHECK(tokens("<!-->x") == "2:7 Comment \"\"\n2:12 Characters \"x\"\n");
  CHECK(tokens("<!--->x") == "2:7 Comment \"\"\n2:13 Characters \"x\"\n");
  CHECK(tokens("<!--a--!>") == "2:7 Comment \"a\"\n");
  CHECK(tokens("<!--a--!-->") == "2:7 Comment \"a--!\"\n");
  CHECK(tokens("<!--a----->") == "2:7 Comment \"a---\"\n");
  CHECK(tokens("<!--a<!-- b -->") == "2:7 Comment \"a<!-- b \"\n");
  CHECK(tokens("<!--a-") == "2:7 Comment \"a\"\n");
  CHECK(tokens("<!--a--!") == "2:7 Comment \"a\"\n");
  CHECK(names_of_faults("<!--><!--a--!><!--<!--x--><!--<!-->") ==
        "abrupt-closing-of-empty-comment incorrectly-closed-comment nested-comment ");
}

TEST_CASE("character references: the longest name, history, numbers, and what is none") {
  CHECK(tokens("&notit;&notin;&amp") ==
        "2:7 Characters \"¬\"\n2:11 Characters \"it;\"\n2:14 Characters \"∉\"\n"
        "2:21 Characters \"&\"\n");
  CHECK(tokens("<a b='?x&copy=1&amp;y&lt'>") == "2:7 StartTag a b=\"?x&copy=1&y<\"\n");
  CHECK(tokens("&#20013;&#X4E2D;&#x80;") ==
        "2:7 Characters \"中\"\n2:15 Characters \"中\"\n2:23 Characters \"€\"\n");
  CHECK(tokens("&#0;&#xD800;&#99999999999;") ==
        "2:7 Characters \"\xEF\xBF\xBD\"\n"
        "2:11 Characters \"\xEF\xBF\xBD\"\n"
        "2:19 Characters \"\xEF\xBF\xBD\"\n");
  CHECK(names_of_faults("&#;&#x;&nosuch;&nosuch &#0;&#xD800;&#xFFFFFF;&#xFFFE;&#1;&lt") ==
        "absence-of-digits-in-numeric-character-reference "
        "absence-of-digits-in-numeric-character-reference unknown-named-character-reference "
        "null-character-reference surrogate-character-reference "
        "character-reference-outside-unicode-range noncharacter-character-reference "
        "control-character-reference missing-semicolon-after-character-reference ");
}

TEST_CASE("the table of names has its ends and nothing between") {
  const auto name = [](std::string_view text) {
    const html::NamedReference* found = html::find_named_reference(text);
    return found == nullptr ? std::string_view{} : found->name;
  };
  CHECK(name("AElig;") == "AElig;");
  CHECK(name("AEligx") == "AElig");
  CHECK(name("zwnj;") == "zwnj;");
  CHECK(name("zwnj").empty());
  CHECK(name("CounterClockwiseContourIntegral;x") == "CounterClockwiseContourIntegral;");
  CHECK(name("\xE4").empty());
  CHECK(name("").empty());
}

TEST_CASE("scripts hide their end inside of <!-- <script>") {
  CHECK(tokens("<script>a<b</script>") ==
        "2:7 StartTag script\n2:15 Characters \"a<b\"\n2:18 EndTag script\n");
  CHECK(tokens("<script><!--</script>x") ==
        "2:7 StartTag script\n2:15 Characters \"<!--\"\n"
        "2:19 EndTag script\n2:28 Characters \"x\"\n");
  CHECK(tokens("<script><!--<script></script>--></script>") ==
        "2:7 StartTag script\n2:15 Characters \"<!--<script></script>-->\"\n"
        "2:39 EndTag script\n");
  CHECK(tokens("<script><!--<scripts></script>") ==
        "2:7 StartTag script\n2:15 Characters \"<!--<scripts>\"\n2:28 EndTag script\n");
  CHECK(tokens("<script></scrip</SCRIPT\t>") ==
        "2:7 StartTag script\n2:15 Characters \"</scrip\"\n2:22 EndTag script\n");
}

TEST_CASE("elements of text end at their own end tag only") {
  CHECK(tokens("<textarea>\n<b>&lt;</b></textarea>") ==
        "2:7 StartTag textarea\n2:17 Characters \"\\n<b>\"\n3:4 Characters \"<\"\n"
        "3:8 Characters \"</b>\"\n3:12 EndTag textarea\n");
  CHECK(tokens("<style>a&lt;</styles></style >") ==
        "2:7 StartTag style\n2:14 Characters \"a&lt;</styles>\"\n2:28 EndTag style\n");
  CHECK(tokens("<plaintext></plaintext>") ==
        "2:7 StartTag plaintext\n2:18 Characters \"</plaintext>\"\n");
}

TEST_CASE("doctypes, whole and broken") {
  const auto doctype = [](const std::string& text) {
    Diagnostics diagnostics;
    const std::string out = html::dump_tokens("", text, {}, diagnostics);
    return out.substr(4, out.find('\n') - 4);
  };
  CHECK(doctype("<!doctype HTML>") == "Doctype html");
  CHECK(doctype("<!DOCTYPE html PUBLIC \"-//x\" 'y'>") ==
        "Doctype html public \"-//x\" system \"y\"");
  CHECK(doctype("<!DOCTYPE html SYSTEM 'about:legacy-compat' x>") ==
        "Doctype html system \"about:legacy-compat\"");
  CHECK(doctype("<!DOCTYPE>") == "Doctype quirks");
  CHECK(doctype("<!DOCTYPE html PUBLIC '-//x>") == "Doctype html public \"-//x\" quirks");
  CHECK(doctype("<!DOCTYPE html nonsense>") == "Doctype html quirks");
  CHECK(doctype("<!DOCTYPE html") == "Doctype html quirks");
}

TEST_CASE("newlines are one character before anything is read") {
  CHECK(html::normalize_newlines("a\r\nb\rc\r\r\n") == "a\nb\nc\n\n");
  CHECK(html::normalize_newlines("a\nb") == "a\nb");
  CHECK(html::normalize_newlines("\r") == "\n");
}
