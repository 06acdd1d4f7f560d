#include <doctest/doctest.h>

#include "base/diagnostic_ids.h"
#include "publish/gather.h"
#include "support/web_archive_of.h"
#include "support/zip_of.h"
#include "unit/publish/publish_fixture.h"

namespace banxin::publish {
namespace {

std::string mhtml_of(const std::string& url, const std::string& page) {
  const std::string folder = url.substr(0, url.rfind('/') + 1);
  return "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n--B\n"
         "Content-Type: text/html; charset=utf-8\nContent-Location: " +
         url + "\n\n" + page + "\n--B\nContent-Type: image/png\nContent-Location: " + folder +
         "i.png\n\npicture\n--B--\n";
}

std::string text_of(const GatheredPage& page) {
  return dom::text_content(*page.page.document->body());
}

Gathered gathered(Fixture& f) {
  return gather(f.options, f.world, article::TitleBlock::Omitted, f.diagnostics).value();
}

}  // namespace

TEST_CASE("packed pages in a folder and in a zip are its pages") {
  Fixture f;
  const std::string first = mhtml_of(
      "https://e.org/b/1.html",
      "<title>第一章 盐</title><p>盐。<img src=i.png><a href='https://e.org/b/2.html'>下一章</a>");
  const std::string second =
      web_archive_of("https://e.org/b/2.html", "<title>第二章 船</title><p>船。<img src=i.png>");
  const std::string third = "<meta charset=utf-8><title>第三章 岸</title><p>岸。";
  const std::vector<std::pair<std::string, std::string>> files{
      {"第一章.mhtml", first}, {"第二章.webarchive", second}, {"第三章.html", third}};
  f.options.read.article = ArticleChoice::Never;
  for (const auto& [name, bytes] : files)
    REQUIRE(f.files.write_file(f.folder + "/" + name, bytes));
  const std::string zip = f.folder + "/all.zip";
  REQUIRE(f.files.write_file(zip, zip_of(files)));
  for (const std::string& input : {f.folder, zip}) {
    CAPTURE(input);
    f.options.inputs = {input};
    const Gathered pages = gathered(f);
    REQUIRE(pages.pages.size() == 3);
    CHECK(text_of(pages.pages[0]).starts_with("盐。"));
    CHECK(text_of(pages.pages[1]) == "船。");
    CHECK(text_of(pages.pages[2]) == "岸。");
    for (int i = 0; i < 2; ++i) {
      const std::string& name = pages.pages[static_cast<std::size_t>(i)].page.name;
      CHECK(pages.gates->load(name, "i.png").value().bytes == "picture");
    }
    CHECK(pages.pages[0].page.addresses.front() == "https://e.org/b/1.html");
    CHECK(!pages.gates->load(pages.pages[2].page.name, "i.png"));
  }
  CHECK(f.diagnostics.found().empty());
}

TEST_CASE("a book.toml in a zip names its cover and its sheets there") {
  Fixture f;
  f.world.merge_options = [&f](const auto& book) {
    PublishOptions merged = f.options;
    merged.setting.css = book.at("css");
    merged.description.cover = book.at("cover").front();
    return Result<PublishOptions>(merged);
  };
  const std::string zip = f.folder + "/b.zip";
  const auto write = [&](const std::string& book) {
    REQUIRE(f.files.write_file(zip, zip_of({{"b/book.toml", book},
                                            {"b/a.html", "<p>甲"},
                                            {"b/s/x.css", "p { color: red }"},
                                            {"b/c.png", "no picture"}})));
  };
  f.options.inputs = {zip};
  f.options.output.files = {f.folder + "/a.epub"};
  write("css = [\"s/x.css\"]\ncover = \"c.png\"\n");
  const Result<Published> published = f.run();
  CHECK(published);
  CHECK(f.world.load_file(zip + "/b/s/x.css", 99).value() == "p { color: red }");
  f.world.packed_files.clear();
  write("css = [\"s/none.css\"]\ncover = \"c.png\"\n");
  CHECK(f.run().error().code == ErrorCode::NotFound);
}

TEST_CASE("a shell around a frame becomes the page in it") {
  Fixture f;
  std::string text;
  for (int i = 0; i < 20; ++i)
    text += "<p>船队沿着河岸慢慢往上走，两边的山越来越高。";
  f.options.inputs = {f.folder + "/p.html"};
  f.options.read.article = ArticleChoice::Never;
  const auto read = [&](const std::string& page) {
    REQUIRE(f.files.write_file(f.folder + "/p.html", page));
    return gathered(f);
  };
  REQUIRE(f.files.make_folder(f.folder + "/p_files"));
  REQUIRE(f.files.write_file(f.folder + "/p_files/i.png", "picture"));
  REQUIRE(f.files.write_file(f.folder + "/p_files/f.html", "<meta charset=utf-8>" + text));
  REQUIRE(f.files.write_file(f.folder + "/p_files/ad.html", "<meta charset=utf-8><p>大减价"));
  const std::string frames =
      "<meta charset=utf-8><title>船队</title><p>收件人：张三<iframe src=p_files/ad.html></iframe>"
      "<iframe src=p_files/f.html></iframe>";
  const Gathered shell = read(frames);
  REQUIRE(shell.pages.size() == 1);
  CHECK(text_of(shell.pages[0]).starts_with("收件人：张三船队沿着"));
  CHECK(shell.pages[0].page.metadata.title == "船队");
  CHECK(shell.pages[0].page.name == "p.html");
  CHECK(shell.gates->load("p.html", "i.png").value().bytes == "picture");
  // The page itself in an attribute.
  const Gathered letter =
      read("<meta charset=utf-8><p>主题<iframe srcdoc='" + text + "'></iframe>");
  CHECK(text_of(letter.pages[0]).starts_with("主题船队沿着"));
  const Gathered menu =
      read("<meta charset=utf-8><p><a href=/>首页</a><iframe srcdoc='" + text + "'></iframe>");
  CHECK(text_of(menu.pages[0]).starts_with("船队沿着"));
  const Gathered nested = read("<meta charset=utf-8><iframe srcdoc=\"<iframe srcdoc='" + text +
                               "'></iframe>\"></iframe>");
  CHECK(text_of(nested.pages[0]).starts_with("船队沿着"));
  // A page with a text of its own keeps it.
  const Gathered article = read(frames + text);
  CHECK(text_of(article.pages[0]).starts_with("收件人"));
  // So does one around an advertisement.
  const Gathered short_page = read("<p>收件人<iframe src=p_files/ad.html></iframe>");
  CHECK(text_of(short_page.pages[0]).starts_with("收件人"));
}

TEST_CASE("no more than so many frames are read, however many are in frames") {
  Fixture f;
  const auto sixteen = [](const std::string& of) {
    std::string frames = "<meta charset=utf-8>";
    for (int i = 0; i < 16; ++i)
      frames += "<iframe src=" + of + "></iframe>";
    return frames;
  };
  std::string text = "<meta charset=utf-8>";
  for (int i = 0; i < 20; ++i)
    text += "<p>船队沿着河岸慢慢往上走，两边的山越来越高。";
  f.options.inputs = {f.folder + "/p.html"};
  REQUIRE(f.files.write_file(f.folder + "/p.html",
                             "<meta charset=utf-8><p>收件人<iframe src=p_files/1.html></iframe>"
                             "<iframe src=p_files/t.html></iframe>"));
  REQUIRE(f.files.make_folder(f.folder + "/p_files"));
  REQUIRE(f.files.write_file(f.folder + "/p_files/1.html", "<meta charset=utf-8><p>短"));
  REQUIRE(f.files.write_file(f.folder + "/p_files/t.html", text));
  CHECK(text_of(gathered(f).pages[0]).find("船队") != std::string::npos);
  REQUIRE(f.files.write_file(f.folder + "/p_files/1.html", sixteen("2.html")));
  REQUIRE(f.files.write_file(f.folder + "/p_files/2.html", sixteen("3.html")));
  REQUIRE(f.files.write_file(f.folder + "/p_files/3.html", "<p>x"));
  CHECK(text_of(gathered(f).pages[0]) == "收件人");
}

}  // namespace banxin::publish
