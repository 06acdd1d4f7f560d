#include "book/build_publication.h"

#include <doctest/doctest.h>

#include "base/diagnostic_ids.h"
#include "book/heading.h"
#include "book/page_metadata.h"
#include "support/book_pages.h"

namespace banxin::book {
namespace {

using test::build;
using test::Page;

TEST_CASE("Chapters of one level lie under the part of the same level before them") {
  const auto made = build({{"a.html",
                            "<h2>第一卷</h2><h2>第一章</h2><p>甲</p><h2>第二章</h2><p>乙</p>"
                            "<h2>第二卷</h2><h2>第三章</h2><p>丙</p><h2>后记</h2><p>丁</p>"}});
  const auto& contents = made.publication.contents;
  REQUIRE(contents.size() == 3);
  CHECK(contents[0].title == "第一卷");
  REQUIRE(contents[0].children.size() == 2);
  CHECK(contents[0].children[1].title == "第二章");
  CHECK(contents[1].children.size() == 1);
  CHECK(contents[2].title == "后记");
}

TEST_CASE("Pages that repeat their part in their titles lie under it") {
  const auto made = build({{"1.html", "<h1>序</h1><p>甲</p>"},
                           {"2.html", "<h1>卷一 第一章 起</h1><p>乙</p>"},
                           {"3.html", "<h1>卷一 第二章 承</h1><p>丙</p>"},
                           {"4.html", "<h1>卷二 云涌</h1><p>丁</p>"},
                           {"5.html", "<h1>卷二 第一章 转</h1><p>戊</p>"},
                           {"6.html", "<h1>后记</h1><p>己</p>"}});
  const auto& contents = made.publication.contents;
  REQUIRE(contents.size() == 4);
  CHECK(contents[1].title == "卷一");
  REQUIRE(contents[1].children.size() == 2);
  CHECK(contents[1].children[1].title == "第二章 承");
  CHECK(contents[2].title == "卷二 云涌");
  REQUIRE(contents[2].children.size() == 1);
  CHECK(contents[2].children[0].title == "第一章 转");
  CHECK(contents[3].title == "后记");
}

TEST_CASE("A page without title, heading and name is called by its first words") {
  const auto title = [](const std::string& page) {
    return build({{"", page}}).publication.metadata.title;
  };
  CHECK(title("<style>p{}</style><p> 雪下了一夜。<p>天亮了。") == "雪下了一夜");
  CHECK(title("<p>没有人知道那只船后来去了哪里，老人们说它沉在了下游的沙洲旁边。") ==
        "没有人知道那只船后来去了哪里，老人们说它沉在了下…");
  CHECK(title("<html lang=zh-CN><p><img src=a.png>") == "无题");
}

TEST_CASE("Skipped levels close up") {
  const auto made = build({{"a.html", "<h1>书</h1><h4>甲</h4><h6>乙</h6><h2>丙</h2>"}});
  const auto& contents = made.publication.contents;
  REQUIRE(contents.size() == 1);
  REQUIRE(contents[0].children.size() == 2);
  CHECK(contents[0].children[0].children[0].title == "乙");
  CHECK(contents[0].children[1].title == "丙");
}

TEST_CASE("Paragraphs that say 第N章 become headings where there are none") {
  const auto made = build({{"a.html",
                            "<p>楔子</p><p>夜。</p><p>第一章 雪</p><p>他说第一章很好看。</p>"
                            "<p>第二章 霜</p><p>晨。</p>"}});
  REQUIRE(made.publication.contents.size() == 3);
  CHECK(made.publication.contents[1].title == "第一章 雪");
  CHECK(heading_level(*made.publication.contents[1].place.node) == 2);
}

TEST_CASE("The first line behind a title, lines of one <pre>, and parts that chapters repeat") {
  const auto broken = build({{"a.html", "<h1>书</h1>第一章 雪<br>夜。<br><br>第二章 霜<br>晨。"}});
  CHECK(broken.publication.contents[0].children.size() == 2);
  const auto plain = build({{"a.html",
                             "<h1>书</h1><pre>引子的话。\n\n第一章 雪\n\n　　夜。\n\n"
                             "　　第二章 霜\n　　晨。\n</pre>"}});
  REQUIRE(plain.publication.contents[0].children.size() == 2);
  CHECK(plain.publication.contents[0].children[1].title == "第二章 霜");
  CHECK(dom::text_content(*plain.publication.chapters[0].content).find("引子的话。") !=
        std::string::npos);
  // A listing that talks of chapters has elements in it, or one such line.
  const auto code = build({{"a.html", "<h1>书</h1><pre>第一章 雪\n夜</pre>"}});
  CHECK(code.publication.contents[0].children.empty());
  const auto repeated =
      build({{"a.html",
              "<h1>书</h1><h2>第一卷 第一章 雪</h2><p>夜</p><h2>第一卷 第二章 霜</h2>"
              "<p>晨</p><h2>第二卷 第一章 雨</h2><p>午</p>"}});
  const auto& parts = repeated.publication.contents[0].children;
  REQUIRE(parts.size() == 2);
  CHECK(parts[0].title == "第一卷");
  CHECK(parts[0].children[1].title == "第二章 霜");
}

TEST_CASE("Lines between <br> that say 第N章 become headings too") {
  const auto made =
      build({{"a.html",
              "<div>第一卷 风起<br><br>第一章 雪<br>\n　　夜。<br>　　第一章很好看。<br>"
              "<br>第二章 霜<br><br>晨。</div>"}});
  const auto& contents = made.publication.contents;
  REQUIRE(contents.size() == 1);
  REQUIRE(contents[0].children.size() == 2);
  CHECK(contents[0].children[1].title == "第二章 霜");
  const dom::Node& heading = *contents[0].children[0].place.node;
  CHECK(heading_level(heading) == 2);
  // The element parts them now; the text stays, with the break between its own lines.
  REQUIRE(heading.next_sibling != nullptr);
  CHECK(heading.next_sibling->text() == "\n　　夜。");
  CHECK(heading.next_sibling->next_sibling->is_html(dom::names::br));
}

TEST_CASE("Paragraphs: a preface before the first chapter, an afterword behind the last volume") {
  const auto made = build({{"a.html",
                            "<p>序</p><p>夜。</p><p>第一卷</p><p>第一章</p><p>晨。</p><p>序</p>"
                            "<p>番外 旧事</p><p>午。</p><p>后记</p><p>完。</p>"}});
  const auto& contents = made.publication.contents;
  REQUIRE(contents.size() == 4);
  CHECK(contents[0].title == "序");
  CHECK(contents[1].children.size() == 1);
  CHECK(contents[3].title == "后记");
  const auto plain = build({{"a.html", "<p>序</p><p>夜。</p><p>晨。</p>"}});
  CHECK(plain.publication.contents.size() == 1);
  CHECK(plain.publication.contents[0].title != "序");
}

TEST_CASE("Titles leave out readings and note calls") {
  const auto made = build(
      {{"a.html",
        "<h1><ruby>漢<rt>かん</rt></ruby>字<sup><a href='#n'>1</a></sup></h1><p id=n>注</p>"}});
  CHECK(made.publication.contents[0].title == "漢字");
}

TEST_CASE("Links between pages resolve to a chapter and an element") {
  const auto made =
      build({{"a.html", "<h1>甲</h1><p><a href='sub/b.html#x%20y'>乙</a></p>"},
             {"sub/b.html", "<h1>乙</h1><p id='x y'>丙<a href='../a.html'>甲</a></p>"}});
  CHECK(made.publication.links.size() == 2);
  for (const auto& [link, place] : made.publication.links) {
    if (place.chapter == 1) {
      REQUIRE(place.node != nullptr);
      CHECK(made.publication.find_id(*place.node) == "x-y");
    } else {
      CHECK(place.node == nullptr);
    }
  }
}

TEST_CASE("Ids are unique over the book") {
  const auto made = build({{"a.html", "<h1 id=s>甲</h1>"}, {"b.html", "<h1 id=s>乙</h1>"}});
  CHECK(made.publication.contents[0].id == "s");
  CHECK(made.publication.contents[1].id != "s");
  CHECK_FALSE(made.publication.contents[1].id.empty());
}

TEST_CASE("A link to a place that is not there is reported") {
  const auto made = build({{"a.html", "<p><a href='#gone'>x</a></p>"}});
  CHECK(made.publication.links.empty());
  REQUIRE(made.diagnostics.found().size() == 1);
  CHECK(made.diagnostics.found()[0].id == DiagnosticId::DanglingLink);
}

TEST_CASE("Notes are found in their usual shapes") {
  SUBCASE("raised links") {
    const auto made = build({{"a.html",
                              "<p>文<sup><a href='#fn1' id='r1'>1</a></sup></p>"
                              "<ol><li id='fn1'>注<a href='#r1'>↩</a></li></ol>"}});
    REQUIRE(made.publication.notes.size() == 1);
    CHECK(made.publication.notes[0].back_link != nullptr);
    CHECK(made.publication.notes[0].body.node->name == dom::names::li);
  }
  SUBCASE("bracketed links to an anchor in a paragraph") {
    const auto made = build(
        {{"a.html",
          "<p>文<a href='#n1' name='b1'>[1]</a></p><p><a name='n1' href='#b1'>[1]</a> 注</p>"}});
    REQUIRE(made.publication.notes.size() == 1);
    CHECK(made.publication.notes[0].body.node->name == dom::names::p);
  }
  SUBCASE("a list under 注释 without links") {
    const auto made = build({{"a.html",
                              "<p>文<sup>①</sup>，又<sup>[2]</sup></p><h3>注释</h3>"
                              "<p>① 甲注</p><p>[2] 乙注</p>"}});
    REQUIRE(made.publication.notes.size() == 2);
    CHECK(made.publication.links.size() == 2);
  }
  SUBCASE("calls in the text, of a list under 注释") {
    const auto made = build({{"a.html",
                              "<p>[1] 甲[1]乙②（注3）丙[9]，<code>[1]</code></p><h3>注释</h3>"
                              "<p>[1] 甲注，见②</p><p>② 乙注</p><p>注3：丙注</p>"}});
    CHECK(made.publication.notes.size() == 3);
    const dom::Node& paragraph = *made.publication.chapters[0].content->first_child;
    CHECK(dom::text_content(paragraph) == "[1] 甲[1]乙②（注3）丙[9]，[1]");
    CHECK(dom::text_content(*made.publication.notes[2].reference.node) == "（注3）");
  }
  SUBCASE("other raised links are none") {
    const auto made = build(
        {{"a.html", "<p>见<sup><a href='#s'>附录中的第三节说明</a></sup></p><h2 id=s>节</h2>"}});
    CHECK(made.publication.notes.empty());
  }
}

TEST_CASE("Notes that only <br> keeps apart are notes each") {
  const auto made = build({{"a.html",
                            "<h1>题</h1><p>甲[1]乙[2]丙。</p><p>【注】</p>"
                            "<p>[1]第一条。<br>它的第二行。<br>[2]<b>第二</b>条。</p>"},
                           {"b.html", "<p>甲①乙②</p><p>注释：<br>①一<br>②二</p>"}});
  REQUIRE(made.publication.notes.size() == 4);
  CHECK(dom::text_content(*made.publication.notes[0].body.node) == "[1]第一条。它的第二行。");
  CHECK(dom::text_content(*made.publication.notes[1].body.node) == "[2]第二条。");
  CHECK(dom::text_content(*made.publication.notes[3].body.node) == "②二");
  // Verse is none.
  CHECK(build({{"a.html", "<p>床前[1]明月光<br>[1]疑是地上霜</p>"}}).publication.notes.empty());
}

TEST_CASE("Section numbers are added where the titles have none") {
  BookOptions options;
  options.section_numbers = SectionNumbers::Added;
  const auto made = build({{"a.html", "<h1>甲</h1><h2>乙</h2><h1>第二章</h1>"}}, options);
  CHECK(made.publication.contents[0].children[0].title == "1.1 乙");
  CHECK(made.publication.contents[1].title == "第二章");
}

TEST_CASE("Front matter ends with the first chapter, back matter begins after the last") {
  const auto made = build({{"a.html", "<h1>序</h1>"},
                           {"b.html", "<h1>第一章</h1>"},
                           {"c.html", "<h1>后记</h1>"},
                           {"d.html", "<h1>第二章</h1>"},
                           {"e.html", "<h1>附录</h1>"}});
  CHECK(made.publication.chapters[0].matter == Matter::Front);
  CHECK(made.publication.chapters[2].matter == Matter::Body);
  CHECK(made.publication.chapters[4].matter == Matter::Back);
}

TEST_CASE("The head's metadata is read, the options win") {
  BookOptions options;
  options.metadata.publisher = "文津";
  const auto made =
      build({{"a.html",
              "<!doctype html><html lang=zh_CN><head><title>题</title>"
              "<meta name=author content='张三'><meta name=keywords content='甲，乙,甲'>"
              "<meta property='article:published_time' content='2024-05-06T07:08:09+08:00'>"
              "<body><p>文"}},
            options);
  const Metadata& metadata = made.publication.metadata;
  CHECK(metadata.title == "题");
  CHECK(metadata.language == "zh-CN");
  REQUIRE(metadata.creators.size() == 1);
  CHECK(metadata.creators[0].file_as == "Zhang, San");
  CHECK(metadata.subjects == std::vector<std::string>{"甲", "乙"});
  CHECK(metadata.publisher == "文津");
}

TEST_CASE("Which book it is may stand on one page of many") {
  const auto made =
      build({{"a.html", "<head><meta property='book:isbn' content='9787536692930'><body><p>文"},
             {"b.html", "<head><meta name=dc.contributor content=乙><body><p>文"}});
  REQUIRE(made.publication.metadata.identifiers.size() == 1);
  CHECK(made.publication.metadata.identifiers[0].value == "9787536692930");
  REQUIRE(made.publication.metadata.contributors.size() == 1);
  CHECK(made.publication.metadata.contributors[0].name == "乙");
  const auto two =
      build({{"a.html", "<head><meta property='book:isbn' content='9787536692930'><body><p>文"},
             {"b.html", "<head><meta property='book:isbn' content='9787020002207'><body><p>文"}});
  CHECK(two.publication.metadata.identifiers.empty());
}

TEST_CASE("A page's language is one there is, and Chinese in the script of its text") {
  const auto language_of = [](const std::string& page) {
    return test::build({{"a.html", page}}).publication.chapters[0].language;
  };
  const std::string traditional =
      "<p>這個時間我們來說國語，過後還學經濟。對見長從東車馬門風書話問</p>";
  CHECK(language_of("<html lang=zh-CN>" + traditional) == "zh-Hant");
  CHECK(language_of("<html lang=zh>" + traditional) == "zh-Hant");
  CHECK(language_of("<html lang=zh-HK>" + traditional) == "zh-HK");
  CHECK(
      language_of(
          "<html lang=zh-TW><p>这个时间我们来说国语，过后还学经济。对见长从东车马门风书话问</p>") ==
      "zh-Hans");
  // A title in the other script is no evidence.
  CHECK(language_of("<html lang=zh-CN><p>這個時間</p>") == "zh-CN");
  CHECK(language_of("<html lang=xx><p>Words</p>") == "en");
  CHECK(language_of("<html lang=xq-long><p>Words</p>") == "en");
}

TEST_CASE("Relative links out mean what the page's base says") {
  const auto base_of = [](const std::string& page) {
    return test::build({{"a.html", page}}).publication.chapters[0].base_url;
  };
  CHECK(base_of("<base target=x><base href='https://a.org/b/'><p>x") == "https://a.org/b/");
  CHECK(base_of("<link rel=canonical href='https://a.org/c.html'><p>x") == "https://a.org/c.html");
  CHECK(base_of("<base href=./><p>x").empty());
}

TEST_CASE("Every author that a head names is one, unless the page is known to have others") {
  const std::string page =
      "<meta name=DC.creator content=甲><meta name=dc.creator content=乙>"
      "<meta property=book:author content=甲><meta name=dc.contributor content=丙><p>文</p>";
  const test::Built built = test::build({{"a.html", page}});
  const Metadata& metadata = built.publication.metadata;
  REQUIRE(metadata.creators.size() == 2);
  CHECK(metadata.creators[1].name == "乙");
  REQUIRE(metadata.contributors.size() == 1);
  CHECK(metadata.contributors[0].role == "ctb");
}

TEST_CASE("ISBNs are checked") {
  CHECK(valid_isbn("ISBN 978-7-02-000220-7") == "9787020002207");
  CHECK(valid_isbn("978-7-02-000220-8").empty());
  CHECK(valid_isbn("0-8044-2957-X") == "080442957X");
}

}  // namespace
}  // namespace banxin::book
