#include "publish/gather.h"

#include <doctest/doctest.h>

#include "base/diagnostic_ids.h"
#include "input/archive.h"
#include "publish/compose.h"
#include "unit/publish/publish_fixture.h"

namespace banxin::publish {

TEST_CASE("--keep and --drop choose by selector; what is no selector is a usage error") {
  Fixture f;
  const std::string page = f.folder + "/p.html";
  REQUIRE(f.files.write_file(page, "<html lang=zh><p>甲<div id=d><p class=k>乙<p>丙</div><p>丁"));
  f.options.inputs = {page};
  f.options.read.article = ArticleChoice::Never;
  f.options.read.drop = {"#d"};
  f.options.read.keep = {"#d > .k"};
  const Gathered gathered =
      gather(f.options, f.world, article::TitleBlock::Omitted, f.diagnostics).value();
  const ReadPage& read = gathered.pages.front().page;
  CHECK(dom::text_content(*read.document->body()) == "甲乙丁");
  REQUIRE(read.removals.size() == 1);
  CHECK(read.removals.front().text == "丙");
  f.options.read.drop = {"p >"};
  CHECK(gather(f.options, f.world, article::TitleBlock::Omitted, f.diagnostics).error().code ==
        ErrorCode::Usage);
}

TEST_CASE("--script converts the text and what the page says of itself, and tells the language") {
  Fixture f;
  const std::string page = f.folder + "/p.html";
  REQUIRE(f.files.write_file(page,
                             "<html lang=zh-Hans><title>软件与网络</title><p>他说：“内存不够。”"));
  f.options.inputs = {page};
  f.options.read.script = Script::Taiwan;
  f.options.read.article = ArticleChoice::Never;
  const Gathered gathered =
      gather(f.options, f.world, article::TitleBlock::Omitted, f.diagnostics).value();
  const ReadPage& read = gathered.pages.front().page;
  CHECK(read.metadata.title == "軟件與網絡");
  CHECK(read.metadata.lang == "zh-TW");
  CHECK(dom::text_content(*read.document->body()).find("「內存不夠。」") != std::string::npos);
  CHECK(read.document->document_element()->attribute(dom::names::lang) == "zh-TW");
}

TEST_CASE("the pages of one article in a folder become one chapter") {
  Fixture f;
  const auto text = [](char32_t first) {
    return "<p>第" + std::to_string(first) +
           "段，船队沿着河岸慢慢往上走，两边的山越来越高，水也越来越急。</p>";
  };
  for (int n = 1; n <= 2; ++n) {
    const std::string mark = "（" + std::to_string(n) + "/2）";
    std::string body;
    for (int i = 0; i < 5; ++i)
      body += text(static_cast<char32_t>(n * 10 + i));
    REQUIRE(f.files.write_file(f.folder + "/story_" + std::to_string(n) + ".html",
                               "<html lang=zh><title>船队日记" + mark + "</title><h1>船队日记" +
                                   mark + "</h1><div>" + body));
  }
  f.options.inputs = {f.folder};
  const Gathered gathered =
      gather(f.options, f.world, article::TitleBlock::Shown, f.diagnostics).value();
  REQUIRE(gathered.pages.size() == 1);
  const std::string all = dom::text_content(*gathered.pages.front().page.document->body());
  CHECK(all.find("第10段") < all.find("第24段"));
  CHECK(all.find("第24段") != std::string::npos);
}

TEST_CASE("pages that turn to one another are one article where their titles agree") {
  Fixture f;
  const auto write = [&f](const std::string& name, const std::string& heading,
                          const std::string& next, const std::string& words) {
    std::string body;
    for (int i = 0; i < 5; ++i)
      body += "<p>" + name + std::to_string(i) +
              "，船队沿着河岸慢慢往上走，两边的山越来越高，水也越来越急。</p>";
    REQUIRE(f.files.write_file(f.folder + "/" + name + ".html",
                               "<html lang=zh><title>船队日记</title><h1>船队日记</h1>" + heading +
                                   "<div>" + body + "</div><a href=" + next + ".html>" + words +
                                   "</a>"));
  };
  f.options.inputs = {f.folder};
  write("zeta", "", "mu", "下一页");
  write("mu", "", "alpha", "下一页 »");
  write("alpha", "", "zeta", "回到第1页");
  Gathered gathered = gather(f.options, f.world, article::TitleBlock::Shown, f.diagnostics).value();
  REQUIRE(gathered.pages.size() == 1);
  const std::string all = dom::text_content(*gathered.pages.front().page.document->body());
  CHECK(all.find("zeta4") < all.find("mu0"));
  CHECK(all.find("mu4") < all.find("alpha0"));
  // Also where the files were named one by one.
  f.options.inputs = {f.folder + "/zeta.html", f.folder + "/mu.html", f.folder + "/alpha.html"};
  gathered = gather(f.options, f.world, article::TitleBlock::Shown, f.diagnostics).value();
  CHECK(gathered.pages.size() == 1);
  f.options.inputs = {f.folder};
  // <link rel=next> does as well.
  for (const auto& [name, next] : {std::pair{"zeta", "mu"}, std::pair{"mu", "alpha"}})
    write(name, "<link rel=next href=" + std::string(next) + ".html>", "nowhere", "首页");
  gathered = gather(f.options, f.world, article::TitleBlock::Shown, f.diagnostics).value();
  CHECK(gathered.pages.size() == 1);
  // A manual's pages have its title, and headings of their own.
  for (const auto& [name, next] : {std::pair{"zeta", "mu"}, std::pair{"mu", "alpha"}}) {
    REQUIRE(f.files.write_file(
        f.folder + "/" + name + ".html",
        "<html lang=zh><title>船队手册</title><h1>" + std::string(name) +
            "</h1><p>船队沿着河岸慢慢往上走，两边的山越来越高。</p><a href=" + next +
            ".html>下一页</a>"));
  }
  gathered = gather(f.options, f.world, article::TitleBlock::Shown, f.diagnostics).value();
  CHECK(gathered.pages.size() == 3);
  // A book of chapters has the same links.
  write("zeta", "<h2>第一章 起</h2>", "mu", "下一页");
  write("mu", "<h2>第二章 承</h2>", "alpha", "下一页");
  write("alpha", "<h2>第三章 转</h2>", "zeta", "回到第1页");
  gathered = gather(f.options, f.world, article::TitleBlock::Shown, f.diagnostics).value();
  CHECK(gathered.pages.size() == 3);
}

TEST_CASE("a page of frames is the pages that its frames show") {
  Fixture f;
  REQUIRE(f.files.write_file(f.folder + "/i.html",
                             "<frameset><frame src=m.html><frame src=c.html></frameset>"));
  REQUIRE(f.files.write_file(f.folder + "/m.html", "<p>单"));
  REQUIRE(f.files.write_file(f.folder + "/c.html", "<frameset><frame src=d.html></frameset>"));
  REQUIRE(f.files.write_file(f.folder + "/d.html", "<p>文"));
  f.options.inputs = {f.folder + "/i.html"};
  const Gathered gathered =
      gather(f.options, f.world, article::TitleBlock::Omitted, f.diagnostics).value();
  REQUIRE(gathered.pages.size() == 2);
  CHECK(gathered.pages[0].page.name == "m.html");
  CHECK(gathered.pages[1].page.name == "d.html");
}

TEST_CASE("a page with nothing on it is told") {
  Fixture f;
  REQUIRE(f.files.write_file(f.folder + "/a.html", "<script>write('x')</script><p> &nbsp;"));
  REQUIRE(f.files.write_file(f.folder + "/b.html", "<p><img src='data:,' alt=''>"));
  f.options.inputs = {f.folder + "/a.html", f.folder + "/b.html"};
  f.options.output.files = {f.folder + "/a.epub"};
  REQUIRE(f.run());
  const auto told = f.diagnostics.found();
  CHECK(std::count_if(told.begin(), told.end(), [](const Diagnostic& one) {
          return one.id == DiagnosticId::PageEmpty;
        }) == 1);
}

TEST_CASE("an input of which no page can be read is an error") {
  Fixture f;
  REQUIRE(f.files.write_file(f.folder + "/book.toml", "chapters = [\"a.html\", \"b.html\"]"));
  f.options.inputs = {f.folder + "/book.toml"};
  CHECK(gather(f.options, f.world, article::TitleBlock::Omitted, f.diagnostics).error().code ==
        ErrorCode::Unusable);
  CHECK(f.diagnostics.count(Severity::Error) == 2);
}

TEST_CASE("a book.toml says how its pages are read") {
  Fixture f;
  REQUIRE(f.files.write_file(f.folder + "/a.html", "<h1>头发</h1><p>他们说这是真的。"));
  REQUIRE(f.files.write_file(
      f.folder + "/book.toml",
      "script = \"traditional\"\n[[chapters]]\nfile = \"a.html\"\ntitle = \"头发\"\n"));
  f.options.inputs = {f.folder + "/book.toml"};
  f.world.merge_options = [&f](const auto&) -> Result<PublishOptions> {
    PublishOptions merged = f.options;
    merged.read.script = Script::Traditional;
    return merged;
  };
  const Gathered gathered =
      gather(f.options, f.world, article::TitleBlock::Omitted, f.diagnostics).value();
  CHECK(gathered.pages[0].chapter->title == "頭髮");
  CHECK(dom::text_content(gathered.pages[0].page.document->root()).find("頭髮") !=
        std::string::npos);
}

TEST_CASE("pages below one root find each other; other roots have names of their own") {
  DiskFileSystem disk;
  Gates gates;
  const Limits limits;
  CHECK(gates.add("/a", input::Resources(disk, "/a", limits)).empty());
  CHECK(gates.add("/a", input::Resources(disk, "/a", limits)).empty());
  CHECK(gates.add("/b", input::Resources(disk, "/b", limits)) == "@2/");
  CHECK(!gates.load("@9/p.html", "q.png"));
}

TEST_CASE("a folder's contents page is front matter, and what its chapters name is the book") {
  Fixture f;
  const auto write = [&f](const std::string& name, const std::string& body) {
    REQUIRE(f.files.write_file(f.folder + "/book/" + name, body));
  };
  REQUIRE(f.files.make_folder(f.folder + "/book"));
  for (const std::string chapter : {"一", "二", "三"}) {
    write(chapter + ".html", "<title>第" + chapter + "章 雨 - 旧城记</title><h1>第" + chapter +
                                 "章 雨</h1><p>雨落在旧城的" + chapter + "条街上。");
  }
  f.options.inputs = {f.folder + "/book"};
  const auto compose_folder = [&f] {
    return compose(gather(f.options, f.world, article::TitleBlock::Shown, f.diagnostics).value(),
                   f.options, f.world, f.diagnostics)
        .value();
  };
  CHECK(compose_folder().publication.metadata.title == "旧城记");
  CHECK(compose_folder().publication.metadata.site_name.empty());
  write("index.html",
        "<title>旧城记</title><h1>旧城记</h1><h2>卷一 雨</h2><a href=一.html>第一章 雨</a>"
        "<h2>卷二 雪</h2><a href=二.html>第二章 雨</a><a href=三.html>第三章 雨</a>");
  const Composition composed = compose_folder();
  const book::Publication& publication = composed.publication;
  CHECK(publication.chapters.front().matter == book::Matter::Front);
  CHECK(publication.chapters[1].matter == book::Matter::Body);
  REQUIRE(publication.contents.size() == 3);
  CHECK(publication.contents[0].title == "旧城记");
  CHECK(publication.contents[0].children.empty());
  CHECK(publication.contents[1].title == "卷一 雨");
  CHECK(publication.contents[2].children.size() == 2);
}

TEST_CASE("pages without a title of their own are called what the contents page calls them") {
  Fixture f;
  for (const char* name : {"1", "2", "3"}) {
    REQUIRE(
        f.files.write_file(f.folder + "/" + name + ".html",
                           std::string("<title>某书</title><p>夜里下了雪，他们都没有睡。") + name));
  }
  REQUIRE(
      f.files.write_file(f.folder + "/index.html",
                         "<title>目录</title><ul><li><a href=2.html>雪</a><li><a href=1.html>山</a>"
                         "<li><a href=3.html>归</a></ul>"));
  f.options.inputs = {f.folder};
  const Composition composition =
      compose(gather(f.options, f.world, article::TitleBlock::Shown, f.diagnostics).value(),
              f.options, f.world, f.diagnostics)
          .value();
  std::string titles;
  for (const book::Chapter& chapter : composition.publication.chapters)
    titles += chapter.title + ' ';
  CHECK(titles == "目录 雪 山 归 ");
}

TEST_CASE("chapters whose <title> is the book's are called by their headings") {
  Fixture f;
  f.options.inputs = {f.folder};
  f.options.read.article = ArticleChoice::Always;
  const std::string text = "<p>船队沿着河岸慢慢往上走，两边的山越来越高，水声也越来越大。";
  for (const char* number : {"1", "2", "3"}) {
    REQUIRE(f.files.write_file(f.folder + "/" + number + ".html",
                               "<html lang=zh><meta charset=utf-8><title>旧城记</title><h1>第" +
                                   std::string(number) + "章</h1>" + text + number + text));
  }
  const Gathered gathered =
      gather(f.options, f.world, article::TitleBlock::Shown, f.diagnostics).value();
  CHECK(common_title(gathered) == "旧城记");
  REQUIRE(gathered.pages.size() == 3);
  CHECK(gathered.pages[1].page.metadata.title == "第2章");
  CHECK(dom::text_content(*gathered.pages[1].page.document->body()).find("旧城记") ==
        std::string::npos);
}

TEST_CASE("a site that all chapters name is no book's title") {
  Fixture f;
  REQUIRE(f.files.make_folder(f.folder + "/book"));
  for (const std::string chapter : {"一", "二", "三"}) {
    REQUIRE(f.files.write_file(f.folder + "/book/" + chapter + ".html",
                               "<title>第" + chapter + "章 雨 - 旧城小说网</title><h1>第" +
                                   chapter + "章 雨</h1><p>雨落在" + chapter + "条街上。"));
  }
  f.options.inputs = {f.folder + "/book"};
  const Gathered gathered =
      gather(f.options, f.world, article::TitleBlock::Shown, f.diagnostics).value();
  CHECK(common_title(gathered) == "book");
}

}  // namespace banxin::publish
