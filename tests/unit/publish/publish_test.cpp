#include "publish/publish.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/diagnostic_ids.h"
#include "input/archive.h"
#include "publish/compose.h"
#include "publish/gather.h"
#include "publish/sheets.h"
#include "unit/publish/publish_fixture.h"

namespace banxin::publish {

TEST_CASE("one page goes to both outputs, twice to the same bytes") {
  Fixture f;
  REQUIRE(f.files.write_file(
      f.folder + "/p.html",
      "<!DOCTYPE html><html lang=zh><title>题</title><p>原来，你也玩《原神》！？"));
  f.options.inputs = {f.folder + "/p.html"};
  f.options.output.files = {f.folder + "/a.pdf", f.folder + "/a.epub"};
  const Published first = f.run().value();
  CHECK(first.pages == 1);
  CHECK(first.title == "题");
  const std::string pdf = f.files.load_file(f.folder + "/a.pdf", 1U << 24U).value();
  const std::string epub = f.files.load_file(f.folder + "/a.epub", 1U << 24U).value();
  REQUIRE(f.run());
  CHECK(f.files.load_file(f.folder + "/a.pdf", 1U << 24U).value() == pdf);
  CHECK(f.files.load_file(f.folder + "/a.epub", 1U << 24U).value() == epub);
}

TEST_CASE("a page that shows nothing is an empty page") {
  Fixture f;
  REQUIRE(f.files.write_file(f.folder + "/p.html", "<style>html{display:none}</style><p>x"));
  f.options.inputs = {f.folder + "/p.html"};
  f.options.output.files = {f.folder + "/a.pdf"};
  CHECK(f.run().value().pages == 1);
}

TEST_CASE(
    "a picture that is not there leaves its words, and room only where the page's design rules") {
  Fixture f;
  const std::string page = "<p>前</p><p><img src=no.png alt=画 width=200 height=3000></p><p>后</p>";
  REQUIRE(f.files.write_file(f.folder + "/p.html", page));
  REQUIRE(f.files.write_file(f.folder + "/own.html", "<style>p{color:red}</style>" + page));
  f.options.output.files = {f.folder + "/a.pdf"};
  f.options.inputs = {f.folder + "/p.html"};
  CHECK(f.run().value().pages == 1);
  f.options.inputs = {f.folder + "/own.html"};
  f.options.setting.author_css = AuthorCss::Keep;
  CHECK(f.run().value().pages > 1);
}

TEST_CASE("what is asked wrongly is a usage error and writes nothing") {
  Fixture f;
  REQUIRE(f.files.write_file(f.folder + "/p.html", "<p>x"));
  f.options.inputs = {f.folder + "/p.html"};
  CHECK(f.run().error().code == ErrorCode::Usage);
  f.options.output.files = {f.folder + "/a.docx"};
  CHECK(f.run().error().code == ErrorCode::Usage);
  f.options.output.files = {f.folder + "/p.html"};
  CHECK(f.run().error().code == ErrorCode::Usage);
  f.options.output.files = {f.folder + "/a.pdf"};
  f.options.setting.theme = "nosuch";
  CHECK(f.run().error().code == ErrorCode::Usage);
  CHECK(f.run().error().detail.find("article, book, plain") != std::string::npos);
  CHECK(!f.files.kind(f.folder + "/a.pdf"));
}

TEST_CASE("what an output has no place for is refused by name all the same, and once") {
  Fixture f;
  REQUIRE(f.files.write_file(
      f.folder + "/p.html",
      "<style>/* url(http://h/c) */p{background:url('http://h/1.png')}@import \"http://h/2.css\";"
      "</style><p style='background:url(../3.png)'>x<iframe src=//h/4></iframe><object data=http://"
      "h/5></object><video poster=http://h/6 src=http://h/7></video><img src=http://h/8>"
      "<svg><image xlink:href=http://h/10 /></svg>"
      "<div style='background:image-set(\"http://h/11\" 1x)'></div>"
      "<a href=http://h/9>a</a><iframe src=data:,x></iframe><svg><use href=#u /></svg>"));
  f.options.inputs = {f.folder + "/p.html"};
  f.options.output.files = {f.folder + "/a.epub", f.folder + "/a.pdf"};
  REQUIRE(f.run());
  std::vector<std::string> refused;
  for (const Diagnostic& said : f.diagnostics.found()) {
    if (said.id != DiagnosticId::ResourceRefused) continue;
    refused.push_back(said.subject);
    CHECK(said.position.line == 1);
  }
  for (const char* named :
       {"http://h/1.png", "http://h/2.css", "../3.png", "//h/4", "http://h/5", "http://h/6",
        "http://h/7", "http://h/8", "http://h/10", "http://h/11"}) {
    CAPTURE(named);
    CHECK(std::count(refused.begin(), refused.end(), named) == 1);
  }
  CHECK(refused.size() == 10);
}

TEST_CASE("what sheets refer to is refused by name, with its place in them") {
  Fixture f;
  REQUIRE(f.files.write_file(
      f.folder + "/s.css",
      "/* url(http://h/0) */\n@import 't.css';\n  p{background:url(http://h/1)}"));
  REQUIRE(f.files.write_file(f.folder + "/t.css", "@font-face{font-family:x;src:url(../2)}"));
  REQUIRE(f.files.write_file(
      f.folder + "/p.html",
      "<link rel=stylesheet href=s.css>\n<style>\np{cursor:url(//h/3)}</style><p>x"));
  f.options.inputs = {f.folder + "/p.html"};
  f.options.output.files = {f.folder + "/a.epub", f.folder + "/a.pdf"};
  REQUIRE(f.run());
  std::vector<std::string> refused;
  for (const Diagnostic& said : f.diagnostics.found()) {
    if (said.id == DiagnosticId::ResourceRefused)
      refused.push_back(said.subject + ' ' + std::to_string(said.position.line) + ':' +
                        std::to_string(said.position.column));
  }
  CHECK(refused == std::vector<std::string>{"http://h/1 3:16", "../2 1:30", "//h/3 3:10"});
}

TEST_CASE("a frame whose page is in no output is told") {
  Fixture f;
  REQUIRE(f.files.write_file(f.folder + "/p.html",
                             "<p>x<iframe src=q.html></iframe><iframe src=none.html></iframe>"
                             "<iframe src=about:blank></iframe><iframe srcdoc='<p>z'></iframe>"));
  REQUIRE(f.files.write_file(f.folder + "/q.html", "<p>y"));
  const auto frames = [&f] {
    std::vector<std::string> told;
    REQUIRE(f.run());
    for (const Diagnostic& said : f.diagnostics.found()) {
      if (said.id == DiagnosticId::FrameNotShown) told.push_back(said.subject);
    }
    f.diagnostics = Diagnostics{};
    return told;
  };
  f.options.output.files = {f.folder + "/a.epub"};
  f.options.inputs = {f.folder + "/p.html"};
  CHECK(frames() == std::vector<std::string>{"q.html", "srcdoc"});
  f.options.inputs.push_back(f.folder + "/q.html");
  CHECK(frames() == std::vector<std::string>{"srcdoc"});
}

TEST_CASE("an input that fails beside others is an error, and the others are published") {
  Fixture f;
  REQUIRE(f.files.write_file(f.folder + "/p.html", "<title>t</title><p>x"));
  f.options.inputs = {f.folder + "/none.html", f.folder + "/p.html"};
  f.options.output.files = {f.folder + "/a.epub"};
  CHECK(f.run().value().chapters == 1);
  CHECK(f.diagnostics.count(Severity::Error) == 1);
}

TEST_CASE(
    "the EPUB's page list says where the pages of the PDF begin, in the middle of a text too") {
  Fixture f;
  std::string text;
  for (int i = 1000; i < 1400; ++i)
    text += std::to_string(i) + "号 船，";
  REQUIRE(f.files.write_file(f.folder + "/p.html", "<html lang=zh><title>船</title><p>" + text));
  f.options.inputs = {f.folder + "/p.html"};
  f.options.output.files = {f.folder + "/a.pdf"};
  f.options.setting.page = "60mmx80mm";
  REQUIRE(f.run().value().pages > 5);
  f.options.output.files = {f.folder + "/a.epub", f.folder + "/a.pdf"};
  REQUIRE(f.run());
  const std::string bytes = f.files.load_file(f.folder + "/a.epub", 1U << 24U).value();
  const std::vector<input::ArchivePart> parts = input::read_zip("a.epub", bytes, {}).value();
  std::string chapter;
  for (const input::ArchivePart& part : parts) {
    if (part.name == "epub/c0001.xhtml") chapter = part.bytes;
  }
  const std::string mark = "aria-label=\"3\"></span>";
  const std::size_t at = chapter.find(mark);
  REQUIRE(at != std::string::npos);
  const std::string after = chapter.substr(at + mark.size(), 12);
  // The first line of page 3 begins with the same text.
  const std::string command = "pdftotext -f 3 -l 3 " + f.folder + "/a.pdf " + f.folder + "/t.txt";
  REQUIRE(std::system(command.c_str()) == 0);
  const auto without_blanks = [](std::string line) {
    std::erase_if(line, [](char c) { return c == ' ' || c == '\n'; });
    return line.substr(0, 7);
  };
  CHECK(without_blanks(f.files.load_file(f.folder + "/t.txt", 1U << 20U).value()) ==
        without_blanks(after));
}

TEST_CASE("a book's contents stand in front, name the pages of the chapters and end on a verso") {
  Fixture f;
  for (int n = 1; n <= 3; ++n) {
    std::string text = "<html lang=zh><h1>第" + std::to_string(n) + "章</h1>";
    for (int i = 0; i < n * 30; ++i)
      text += "<p>船还没有来。</p>";
    REQUIRE(f.files.write_file(f.folder + "/" + std::to_string(n) + ".html", text));
  }
  f.options.inputs = {f.folder};
  f.options.output.files = {f.folder + "/a.pdf"};
  const std::size_t pages = f.run().value().pages;
  const auto text_of = [&f](const std::string& page) {
    const std::string command = "pdftotext -layout -f " + page + " -l " + page + " " + f.folder +
                                "/a.pdf " + f.folder + "/t.txt";
    REQUIRE(std::system(command.c_str()) == 0);
    std::string text = f.files.load_file(f.folder + "/t.txt", 1U << 20U).value();
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
    return text;
  };
  const std::string contents = text_of("1");
  CHECK(contents.find("目录") == 0);
  CHECK(text_of("2").find_first_not_of('\f') == std::string::npos);
  // Page 1 of the text is the third sheet.
  CHECK(text_of("3").find("第1章") != std::string::npos);
  const std::size_t last = contents.find("第3章");
  REQUIRE(last != std::string::npos);
  std::string digits;
  for (const char c : contents.substr(last + std::string("第3章").size()))
    if (c >= '0' && c <= '9') digits += c;
  REQUIRE(!digits.empty());
  CHECK(text_of(std::to_string(std::stoi(digits) + 2)).find("第3章") != std::string::npos);
  f.options.description.toc = Contents::None;
  CHECK(f.run().value().pages == pages - 2);
  // A running head may ask for the number of all pages, of the whole book.
  REQUIRE(f.files.write_file(f.folder + "/total.css",
                             "@page { @top-center { content: '共' counter(pages) '页' } }"));
  f.options.setting.css = {f.folder + "/total.css"};
  CHECK(f.run().value().pages == pages - 2);
  CHECK(text_of("1").find("共" + std::to_string(pages - 2) + "页") != std::string::npos);
}

TEST_CASE("counter(pages) in the text of a chapter is the whole book's, on any number of threads") {
  Fixture f;
  REQUIRE(f.files.make_folder(f.folder + "/book"));
  for (int n = 1; n <= 4; ++n) {
    std::string text = "<html lang=zh>";
    // Only the second asks; the first must have its pages counted all the same.
    if (n == 2) text += "<style>h1::after { content: '共' counter(pages) '页' }</style>";
    text += "<h1>第" + std::to_string(n) + "章</h1>";
    for (int i = 0; i < n * 40; ++i)
      text += "<p>船还没有来。</p>";
    REQUIRE(f.files.write_file(f.folder + "/book/" + std::to_string(n) + ".html", text));
  }
  f.options.inputs = {f.folder + "/book"};
  f.options.read.article = ArticleChoice::Never;
  f.options.setting.author_css = AuthorCss::Keep;
  f.options.description.toc = Contents::None;
  f.options.output.files = {f.folder + "/a.pdf"};
  std::string alone;
  for (const std::size_t threads : {1U, 2U}) {
    CAPTURE(threads);
    f.world.threads = threads;
    const std::size_t pages = f.run().value().pages;
    REQUIRE(pages > 4);
    const std::string command = "pdftotext " + f.folder + "/a.pdf " + f.folder + "/t.txt";
    REQUIRE(std::system(command.c_str()) == 0);
    std::string text = f.files.load_file(f.folder + "/t.txt", 1U << 22U).value();
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
    CHECK(text.find("第2章共" + std::to_string(pages) + "页") != std::string::npos);
    const std::string pdf = f.files.load_file(f.folder + "/a.pdf", 1U << 28U).value();
    if (threads == 1)
      alone = pdf;
    else
      CHECK((alone == pdf));
  }
}

TEST_CASE(
    "chapters set side by side make the same book: contents, folios, notes, pictures, sides") {
  Fixture f;
  REQUIRE(f.files.make_folder(f.folder + "/book"));
  REQUIRE(f.files.write_file(f.folder + "/book/p.svg",
                             "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='20'/>"));
  for (int chapter = 10; chapter < 24; ++chapter) {
    const std::string number = std::to_string(chapter);
    std::string html = "<html lang=zh><title>第" + number + "章</title>";
    if (chapter % 3 == 0) html += "<style>h2 { break-before: left }</style>";
    if (chapter % 4 == 0) html += "<style>em { float: footnote }</style>";
    if (chapter % 5 == 0) html += "<style>i::after { content: counter(page) }</style>";
    html += "<h1>第" + number + "章</h1>";
    for (int i = 0; i < chapter * (chapter == 20 ? 28 : 1); ++i) {
      html += "<p>第" + std::to_string(i * chapter) + "段：原来，你也玩《原神》<em>注" + number +
              "</em>！？<i>頁</i></p>";
    }
    html += "<h2>末節</h2><p><img src=p.svg><img src=none.png><a href=10.html>10</a></p>";
    REQUIRE(f.files.write_file(f.folder + "/book/" + number + ".html", html));
  }
  const std::string css = f.folder + "/total.css";
  REQUIRE(f.files.write_file(css, "@page { @top-center { content: counter(pages) } }"));
  f.options.inputs = {f.folder + "/book"};
  f.options.read.article = ArticleChoice::Never;
  f.options.setting.author_css = AuthorCss::Keep;
  f.options.setting.page = "80mmx100mm";
  f.options.output.files = {f.folder + "/a.pdf", f.folder + "/a.epub"};
  for (const bool vertical : {false, true}) {
    f.options.setting.vertical = vertical;
    f.options.setting.css = vertical ? std::vector<std::string>{css} : std::vector<std::string>{};
    std::string pdf, epub, findings;
    for (const std::size_t threads : {1U, 2U, 4U}) {
      CAPTURE(threads);
      f.world.threads = threads;
      f.diagnostics = Diagnostics(1000);
      const Published published = f.run().value();
      CHECK(published.pages > 150);  // more of chapter 20 than waits for its turn
      std::string found;
      for (const Diagnostic& one : f.diagnostics.found())
        found += format_diagnostic(one) + '\n';
      const auto check_same = [threads](std::string& first, std::string now) {
        if (threads == 1)
          first = std::move(now);
        else
          CHECK((first == now));
      };
      check_same(findings, found);
      check_same(pdf, f.files.load_file(f.folder + "/a.pdf", 1U << 28U).value());
      check_same(epub, f.files.load_file(f.folder + "/a.epub", 1U << 28U).value());
    }
  }
}

TEST_CASE("what a page does to itself costs no text: it stands on the paper") {
  Fixture f;
  std::string lists;
  for (int i = 0; i < 100; ++i)
    lists += "<ul><li>";
  const std::vector<std::string> pages{
      "<p>a&#xFFFE;&#xFDD0;&#xE123;",
      "<style>@counter-style l1{system:extends l2}@counter-style l2{system:extends l1}"
      "@counter-style z{system:symbolic;symbols:'*';range:0 infinite}"
      "p::before{content:counter(c,l1) counter(c,z)}</style>",
      "<img src='data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs='"
      " width=1000000000 height=1000000000>",
      "<style>p::before{content:'" + std::string(4000, 'y') + " '}</style>",
      lists,
      "<blockquote><blockquote><blockquote><blockquote><blockquote><blockquote><blockquote>"};
  for (const std::string& page : pages) {
    CAPTURE(page.substr(0, 60));
    REQUIRE(f.files.write_file(f.folder + "/p.html",
                               "<!DOCTYPE html><title>t</title>" + page + "<p>WATCHWORD</p>"));
    f.options.inputs = {f.folder + "/p.html"};
    f.options.output.files = {f.folder + "/a.pdf"};
    REQUIRE(f.run());
    const std::string command = "pdftotext -bbox " + f.folder + "/a.pdf " + f.folder +
                                "/t.txt && tr -d '\\n' < " + f.folder + "/t.txt > " + f.folder +
                                "/u.txt";
    REQUIRE(std::system(command.c_str()) == 0);
    const std::string boxes = f.files.load_file(f.folder + "/u.txt", 1U << 22U).value();
    const std::size_t word = boxes.find("WATCHWORD<");
    REQUIRE(word != std::string::npos);
    // Its right edge, in points of the A4 sheet.
    const std::size_t edge = boxes.rfind("xMax=\"", word) + 6;
    CHECK(std::stod(boxes.substr(edge, 8)) < 595);
  }
  CHECK(f.diagnostics.count(Severity::Error) == 0);
}

TEST_CASE("page, margin and grid become CSS, and what is none of them is a usage error") {
  Fixture f;
  const auto rules = [&f] {
    Result<std::vector<Sheet>> sheets = load_themes(f.options, "plain", f.world);
    return sheets ? sheets.value().back().text : std::string(sheets.error().subject);
  };
  SettingOptions& setting = f.options.setting;
  const auto page = [&](const std::string& name) {
    setting.page = name;
    return rules();
  };
  CHECK(page("32K") == "@page{size:130mm 185mm}\n");
  CHECK(page("100x200") == "@page{size:100mm 200mm}\n");
  CHECK(page("4x3in") == "@page{size:4in 3in}\n");
  CHECK(page("A7½") == "--page A7½");
  CHECK(page("10x") == "--page 10x");
  setting.page.clear();
  setting.margin = "2cm}*{color:red";
  CHECK(rules() == "--margin 2cm}*{color:red");
  setting.margin.clear();
  setting.grid = "26";
  CHECK(rules() == "--grid 26");
  setting.grid = "26x24";
  CHECK(rules().find("100vi/26") != std::string::npos);
}

TEST_CASE("sheets are decoded as CSS says") {
  CHECK(decode_sheet("\xEF\xBB\xBFp{}") == "p{}");
  CHECK(decode_sheet("@charset \"gbk\";p::before{content:'\xB0\xE6'}").find("版") !=
        std::string::npos);
}

}  // namespace banxin::publish
