#include "epub/write_epub.h"

#include <doctest/doctest.h>

#include "base/utf8.h"
#include "epub/date.h"
#include "epub/sha1.h"
#include "epub/url.h"
#include "input/archive.h"
#include "support/book_pages.h"

namespace banxin::epub {
namespace {

TEST_CASE("SHA-1 of RFC 3174's examples") {
  Sha1 hash;
  hash.add("a");
  hash.add("bc");
  const Sha1::Digest digest = hash.finish();
  CHECK(digest[0] == 0xA9);
  CHECK(digest[19] == 0x9D);
  Sha1 long_hash;
  for (int i = 0; i < 10; ++i)
    long_hash.add("0123456701234567012345670123456701234567012345670123456701234567");
  CHECK(long_hash.finish()[0] == 0xDE);
}

TEST_CASE("Links out are made valid or given up") {
  CHECK(valid_link("HTTP://Example.org/a b?c=甲#d", "") ==
        "http://example.org/a%20b?c=%E7%94%B2#d");
  CHECK(valid_link(" java\nscript:alert(1)", "").empty());
  CHECK(valid_link("file:///etc/passwd", "").empty());
  CHECK(valid_link("../x?y", "https://a.org/b/c/d.html") == "https://a.org/b/x?y");
  CHECK(valid_link("x.html", "").empty());
  CHECK(valid_link("https://user:pw@a.org:99999/", "").empty());
  CHECK(valid_link("https://user:pw@a.org/%zz", "") == "https://a.org/%25zz");
  CHECK(valid_link("mailto:a@b.c", "") == "mailto:a@b.c");
}

TEST_CASE("Text that was cut in a character leaves as text") {
  book::BookOptions options;
  options.metadata.title = "甲\xE4\xB9";
  const test::Built built = test::build({{"a.html", "<p>丙</p>"}}, options);
  Diagnostics diagnostics;
  const auto bytes = write_epub(built.publication, {}, diagnostics);
  REQUIRE(bytes);
  const auto parts = input::read_zip("x.epub", bytes.value(), {});
  REQUIRE(parts);
  for (const input::ArchivePart& part : parts.value())
    CHECK(is_valid_utf8(part.bytes));
}

TEST_CASE("Dates are given in UTC and checked") {
  CHECK(utc_time("2024-05-06T01:30:00+08:00") == "2024-05-05T17:30:00Z");
  CHECK(utc_time("2024-02-30").empty());
  CHECK(valid_date("2024-05") == "2024-05");
  CHECK(valid_date("2024-05-06") == "2024-05-06");
  CHECK(valid_date("gestern").empty());
}

TEST_CASE("The container begins with mimetype, stored, and equal inputs give equal bytes") {
  const auto make = [] {
    test::Built built = test::build({{"../../etc/x.html", "<h1>甲</h1><p>乙</p>"}});
    auto bytes = write_epub(built.publication, {}, built.diagnostics);
    REQUIRE(bytes);
    return std::move(bytes).value();
  };
  const std::string bytes = make();
  CHECK(bytes.substr(30, 28) == "mimetypeapplication/epub+zip");
  CHECK(bytes == make());
  const auto parts = input::read_zip("x.epub", bytes, {});
  REQUIRE(parts);
  for (const input::ArchivePart& part : parts.value()) {
    CHECK(part.name.find("..") == std::string::npos);
    CHECK(part.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-./METAINF") ==
          std::string::npos);
  }
}

TEST_CASE("Pages of the PDF stand in the text, in the list and with their source") {
  test::Built built = test::build({{"a.html", "<h1>甲</h1><p>一二三四</p>"}});
  const dom::Node* text =
      dom::find_element(*built.publication.chapters[0].content, dom::names::p)->first_child;
  EpubOptions options;
  options.pages = {{"7", 0, text, 6}};
  auto bytes = write_epub(built.publication, options, built.diagnostics);
  REQUIRE(bytes);
  const auto parts = input::read_zip("x.epub", bytes.value(), {});
  REQUIRE(parts);
  for (const input::ArchivePart& part : parts.value()) {
    if (part.name == "epub/c0001.xhtml") {
      CHECK(part.bytes.find("一二<span epub:type=\"pagebreak\"") != std::string::npos);
    }
    if (part.name == "epub/nav.xhtml") {
      CHECK(part.bytes.find("<a href=\"c0001.xhtml#page-1\">7</a>") != std::string::npos);
    }
    if (part.name == "epub/package.opf") {
      CHECK(part.bytes.find("pageBreakSource") != std::string::npos);
    }
  }
}

// The links of nav.xhtml's contents, a line each, deeper ones behind more dots.
std::string contents_of(const test::Built& built) {
  Diagnostics diagnostics;
  auto bytes = write_epub(built.publication, {}, diagnostics);
  REQUIRE(bytes);
  const auto parts = input::read_zip("x.epub", bytes.value(), {});
  REQUIRE(parts);
  std::string out;
  for (const input::ArchivePart& part : parts.value()) {
    if (part.name != "epub/nav.xhtml") continue;
    const std::string nav = part.bytes.substr(0, part.bytes.find("</nav>"));
    int depth = 0;
    for (std::size_t at = 0; at < nav.size(); ++at) {
      depth += nav.compare(at, 4, "<ol>") == 0 ? 1 : nav.compare(at, 5, "</ol>") == 0 ? -1 : 0;
      if (nav.compare(at, 9, "<a href=\"") != 0) continue;
      out.append(static_cast<std::size_t>(depth), '.');
      out += nav.substr(at + 9, nav.find("</a>", at) - at - 9) + "\n";
    }
  }
  return out;
}

TEST_CASE("The contents come from headings, from a list of chapters, or from 第N章") {
  CHECK(contents_of(
            test::build({{"a.html", "<h1>甲</h1><p>文</p><h3>乙</h3><p>文</p><h1>丙</h1>"}})) ==
        ".c0001.xhtml#heading-1\">甲\n..c0001.xhtml#heading-3\">乙\n.c0001.xhtml#heading-2\">丙\n");
  CHECK(contents_of(test::build(
            {{"a.html", "<p>第一章 起</p><p>文</p><p>第二章 承</p><p>文</p><p>第三章 合</p>"}})) ==
        ".c0001.xhtml#heading-1\">第一章 起\n.c0001.xhtml#heading-2\">第二章 承\n"
        ".c0001.xhtml#heading-3\">第三章 合\n");
  std::vector<book::InputPage> pages(2);
  Diagnostics diagnostics;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    pages[i].source_path = i == 0 ? "b.html" : "a.html";
    pages[i].document = html::parse_document(pages[i].source_path, "<p>文</p>", {}, diagnostics);
    pages[i].title = i == 0 ? "改名" : "";
    pages[i].part = i == 0 ? "上卷" : "下卷";
  }
  pages[1].title = "末章";
  test::Built built;
  built.publication = book::build_publication(std::move(pages), {}, built.diagnostics);
  CHECK(contents_of(built) ==
        ".c0001.xhtml\">上卷\n..c0001.xhtml\">改名\n.c0002.xhtml\">下卷\n..c0002.xhtml\">末章\n");
}

TEST_CASE("The contents are those of the written text") {
  test::Built built = test::build(
      {{"a.html", "<h1>甲</h1><video src='http://e.org/v.mp4'><h1>片</h1></video><h2>乙</h2>"}});
  auto bytes = write_epub(built.publication, {}, built.diagnostics);
  REQUIRE(bytes);
  const auto parts = input::read_zip("x.epub", bytes.value(), {});
  REQUIRE(parts);
  for (const input::ArchivePart& part : parts.value()) {
    if (part.name != "epub/nav.xhtml" && part.name != "epub/toc.ncx") continue;
    CHECK(part.bytes.find("片") == std::string::npos);
    CHECK(part.bytes.find("乙") != std::string::npos);
  }
}

TEST_CASE("Every link of a book leads to an id that was written") {
  EpubOptions options;
  options.split_level = 1;
  test::Built built = test::build({{"a.html",
                                    "<h1>甲</h1><p><a href='#b'>乙</a><a href='#s'>丁</a></p>"
                                    "<div><span id=s></span><h1 id=b>丙</h1><p>文</p></div>"}});
  auto bytes = write_epub(built.publication, options, built.diagnostics);
  REQUIRE(bytes);
  const auto parts = input::read_zip("x.epub", bytes.value(), {});
  REQUIRE(parts);
  std::string first;
  std::string second;
  for (const input::ArchivePart& part : parts.value()) {
    if (part.name == "epub/c0001.xhtml") first = part.bytes;
    if (part.name == "epub/c0002.xhtml") second = part.bytes;
  }
  CHECK(first.find("href=\"c0002.xhtml#b\"") != std::string::npos);
  CHECK(second.find("id=\"b\"") != std::string::npos);
  const bool anchor_moved = second.find("id=\"s\"") != std::string::npos;
  CHECK(first.find(anchor_moved ? "href=\"c0002.xhtml#s\"" : "href=\"#s\"") != std::string::npos);
}

}  // namespace
}  // namespace banxin::epub
