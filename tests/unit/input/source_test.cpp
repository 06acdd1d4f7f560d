#include "input/source.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <vector>

#include "base/diagnostic_ids.h"
#include "input/archive.h"
#include "support/temporary_folder.h"
#include "support/zip_of.h"

namespace banxin::input {
namespace {

Result<Source> open(const std::string& path) {
  static Diagnostics diagnostics;
  static DiskFileSystem disk;
  return open_source(path, {}, disk, "<p>in", diagnostics);
}

}  // namespace

TEST_CASE("a folder's pages come in reading order, without the folders of saved pages") {
  DiskFileSystem disk;
  const TemporaryFolder temporary;
  const std::string& folder = temporary.path();
  REQUIRE(::mkdir((folder + "/a_files").c_str(), 0755) == 0);
  REQUIRE(::mkdir((folder + "/第二回_文件").c_str(), 0755) == 0);
  REQUIRE(::symlink(".", (folder + "/again").c_str()) == 0);
  for (const char* name : {"第十二回.html", "第二回.html", "第二十回.htm", "index.html",
                           "a_files/ad.html", "x.txt", "第二回_文件/ad.html"}) {
    REQUIRE(disk.write_file(folder + "/" + name, name));
  }
  const Source source = open(folder).value();
  REQUIRE(source.pages.size() == 4);
  CHECK(source.pages[0].name == "index.html");
  CHECK(source.pages[1].name == "第二回.html");
  CHECK(source.pages[2].name == "第十二回.html");
  CHECK(source.pages[3].name == "第二十回.htm");
}

TEST_CASE("book.toml names chapters, parts and options") {
  DiskFileSystem disk;
  const TemporaryFolder temporary;
  const std::string& folder = temporary.path();
  REQUIRE(disk.write_file(
      folder + "/book.toml",
      "title = \"集\"\nauthor = [\"甲\", \"乙\"]\ndate = 2024-05-06\n"
      "[[chapters]]\nfile = \"b.html\"\npart = \"上\"\n[[chapters]]\nfile = \"a.html\"\n"
      "[[front]]\nfile = \"f.html\"\n"));
  const Source source = open(folder).value();
  REQUIRE(source.book);
  CHECK(source.book->options.at("author").size() == 2);
  CHECK(source.book->options.at("date").front() == "2024-05-06");
  REQUIRE(source.pages.size() == 3);
  CHECK(source.pages[0].name == "f.html");
  CHECK(source.pages[1].name == "b.html");
  CHECK(source.book->chapters[1].part == "上");
  REQUIRE(disk.write_file(folder + "/a%20b#.html", "<p>e"));
  REQUIRE(disk.write_file(folder + "/book.toml", "chapters = [\"./a%20b#.html\", \"a%20b\"]\n"));
  const Source escaped = open(folder).value();
  CHECK(escaped.pages[0].path == "a%20b#.html");
  CHECK(escaped.pages[1].path == "a b");
  REQUIRE(disk.write_file(folder + "/book.toml", "title = \n"));
  CHECK(open(folder).error().subject == folder + "/book.toml:1:9");
  REQUIRE(disk.write_file(folder + "/book.toml", "chapters = [\"../x.html\"]\n"));
  CHECK(open(folder).error().code == ErrorCode::Refused);
}

TEST_CASE("book.toml: what is wrong is told with its place; files count from its folder") {
  const auto fault = [](const std::string& text) {
    const Error error = parse_book_file("d/book.toml", text).error();
    return error.code == ErrorCode::Usage ? error.subject : "no usage error";
  };
  CHECK(fault("x = 1\nchapters = \"a.html\"") == "d/book.toml:2:12");
  CHECK(fault("chapters = [1]") == "d/book.toml:1:13");
  CHECK(fault("[[chapters]]\nfile = \"a\"\ntitel = \"b\"") == "d/book.toml:3:9");
  CHECK(fault("chapters = [{title = \"b\"}]") == "d/book.toml:1:13");
  const BookFile book =
      parse_book_file("d/book.toml",
                      "css = [\"a.css\", \"s/b.css\"]\ncover = \"none\"\ntheme = \"book\"\n")
          .value();
  CHECK(book.options.at("css") == std::vector<std::string>{"d/a.css", "d/s/b.css"});
  CHECK(book.options.at("cover").front() == "none");
  CHECK(book.options.at("theme").front() == "book");
  CHECK(book.places.at("theme") == "d/book.toml:3:9");
}

TEST_CASE("a book.toml reads nothing outside its folder and does not say where is written") {
  const auto refusal = [](const std::string& text) {
    return parse_book_file("d/book.toml", text).error();
  };
  for (const char* out :
       {"css = \"/b.css\"", "css = [\"a.css\", \"../b.css\"]", "cover = \"../../c.png\"",
        "theme = \"../t.css\"", "[book]\ncover = \"/c.png\""}) {
    CAPTURE(out);
    CHECK(refusal(out).code == ErrorCode::Refused);
  }
  for (const char* command :
       {"output = \"x.pdf\"", "root = \"..\"", "limit-pages = 9", "[book]\nroot = \"/\""}) {
    CAPTURE(command);
    CHECK(refusal(command).code == ErrorCode::Usage);
  }
  CHECK(refusal("css = [\"a.css\", \"../b.css\"]").subject == "d/book.toml:1:17");

  DiskFileSystem disk;
  const TemporaryFolder temporary;
  const std::string folder = temporary.path() + "/book";
  REQUIRE(disk.make_folder(folder));
  REQUIRE(disk.write_file(temporary.path() + "/secret.png", "x"));
  REQUIRE(disk.write_file(folder + "/a.html", "<p>a"));
  REQUIRE(disk.write_file(folder + "/book.toml", "cover = \"c.png\"\n"));
  REQUIRE(::symlink("../secret.png", (folder + "/c.png").c_str()) == 0);
  CHECK(open(folder).error().code == ErrorCode::Refused);
  REQUIRE(::unlink((folder + "/book.toml").c_str()) == 0);
  REQUIRE(::symlink("../secret.png", (folder + "/book.toml").c_str()) == 0);
  CHECK(open(folder).error().code == ErrorCode::Refused);
}

TEST_CASE("MHTML: the page and its parts") {
  const std::string text =
      "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: "
      "multipart/related;\r\n\ttype=\"text/html\";\r\n"
      "\tboundary=\"--b\"\r\n\r\n----b\r\nContent-Type: text/html; charset=utf-8\r\n"
      "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: http://e.org/p.html\r\n\r\n"
      "<p>=E7=89=\r\n=88</p>\r\n----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: "
      "base64\r\n"
      "Content-ID: <x@y>\r\nContent-Location: http://e.org/i.png\r\n\r\n5b+D\r\n----b--\r\n";
  DiskFileSystem disk;
  const TemporaryFolder temporary;
  const std::string& folder = temporary.path();
  const std::string path = folder + "/p.mht";
  REQUIRE(disk.write_file(path, text));
  const Source source = open(path).value();
  REQUIRE(source.pages.size() == 1);
  CHECK(source.pages[0].bytes == "<p>版</p>");
  CHECK(source.pages[0].charset == "utf-8");
  const SourcePage& page = source.pages[0];
  CHECK(page.name == "p.mht");
  REQUIRE(page.parts != nullptr);
  CHECK(page.parts->load("i.png", page.base).value().bytes == "心");
  CHECK(page.parts->load("cid:x@y", page.base).value().bytes == "心");
  CHECK(read_mhtml("x", "no mime at all", Limits{}).error().code == ErrorCode::Unusable);
  // Names as they were written on a Chinese Windows.
  const std::vector<ArchivePart> foreign =
      read_mhtml(
          "x",
          "MIME-Version: 1.0\nContent-Type: text/html\n"
          "Content-Location: file:///C:/\xD0\xA1\xB3\xC7/\xB5\xDA\xD2\xBB\xD5\xC2.htm\n\n<p>x",
          Limits{})
          .value();
  CHECK(foreign.front().name == "file:///C:/小城/第一章.htm");
  CHECK(foreign.front().base == foreign.front().name);
}

TEST_CASE("a zip's names are read in their encoding, and none leads out of it") {
  DiskFileSystem disk;
  const TemporaryFolder temporary;
  const std::string file = temporary.path() + "/pages.zip";
  // 第十二回 and 第二十回 of a folder 书, as a Chinese Windows writes them.
  const std::string folder = "\xCA\xE9\\";
  REQUIRE(disk.write_file(file, zip_of({{folder + "\xB5\xDA\xB6\xFE\xCA\xAE\xBB\xD8.html", "<p>20"},
                                        {folder + "\xB5\xDA\xCA\xAE\xB6\xFE\xBB\xD8.html", "<p>12"},
                                        {"../evil.html", "<p>out"}})));
  Diagnostics diagnostics;
  const Source source = open_source(file, {}, disk, {}, diagnostics).value();
  REQUIRE(source.pages.size() == 2);
  CHECK(source.pages[0].name == "书/第十二回.html");
  CHECK(source.pages[1].name == "书/第二十回.html");
  REQUIRE(diagnostics.found().size() == 1);
  CHECK(diagnostics.found()[0].id == DiagnosticId::ResourceRefused);
  CHECK(diagnostics.found()[0].subject == "../evil.html");
}

TEST_CASE("server-side includes go through the gate") {
  DiskFileSystem disk;
  const TemporaryFolder temporary;
  const std::string& folder = temporary.path();
  REQUIRE(
      disk.write_file(folder + "/p.shtml",
                      "a<!--#include virtual=\"i.html\" -->b<!--#include file=\"/etc/passwd\"-->"));
  REQUIRE(disk.write_file(folder + "/i.html", "\xEF\xBB\xBF<!--#include file='i.html'-->x"));
  const Source source = open(folder + "/p.shtml").value();
  const std::string& bytes = source.pages[0].bytes;
  CHECK(bytes == "a<!--#include file='i.html'-->xb<!--#include file=\"/etc/passwd\"-->");
}

TEST_CASE("server-side includes as servers take them, in folders too") {
  DiskFileSystem disk;
  const TemporaryFolder temporary;
  const std::string& folder = temporary.path();
  REQUIRE(::mkdir((folder + "/in").c_str(), 0755) == 0);
  REQUIRE(disk.write_file(folder + "/in/h.inc", "H"));
  REQUIRE(disk.write_file(folder + "/a.shtml",
                          "<!--#INCLUDE FILE=in/h.inc --><!--#include virtual = '/in/h.inc'-->"));
  REQUIRE(disk.write_file(folder + "/b.shtml", "x\n版<!--#include file=\"../h.inc\" -->"));
  Diagnostics diagnostics;
  Source source = open_source(folder, {}, disk, {}, diagnostics).value();
  for (SourcePage& page : source.pages)
    REQUIRE(load_page(page, {}, disk, diagnostics));
  CHECK(source.pages[0].bytes == "HH");
  REQUIRE(diagnostics.found().size() == 1);
  CHECK(diagnostics.found()[0].id == DiagnosticId::ResourceRefused);
  CHECK(diagnostics.found()[0].subject == "../h.inc");
  CHECK(diagnostics.found()[0].position == SourcePosition{2, 2});
}

TEST_CASE("a folder's pages are read below it alone, whatever links there are in it") {
  DiskFileSystem disk;
  const TemporaryFolder temporary;
  const std::string& folder = temporary.path();
  REQUIRE(::mkdir((folder + "/in").c_str(), 0755) == 0);
  REQUIRE(::mkdir((folder + "/out").c_str(), 0755) == 0);
  REQUIRE(disk.write_file(folder + "/out/o.html", "out"));
  REQUIRE(disk.write_file(folder + "/in/a.html", "in"));
  REQUIRE(::symlink("../out/o.html", (folder + "/in/b.html").c_str()) == 0);
  REQUIRE(::symlink("../out", (folder + "/in/c").c_str()) == 0);
  REQUIRE(::symlink("a.html", (folder + "/in/d.html").c_str()) == 0);
  Diagnostics diagnostics;
  Source source = open_source(folder + "/in", {}, disk, {}, diagnostics).value();
  REQUIRE(source.pages.size() == 3);
  CHECK(load_page(source.pages[0], {}, disk, diagnostics));
  CHECK(load_page(source.pages[1], {}, disk, diagnostics).error().code == ErrorCode::Refused);
  CHECK(load_page(source.pages[2], {}, disk, diagnostics));
}

TEST_CASE("archives of pages are known by their bytes, under any name") {
  DiskFileSystem disk;
  const TemporaryFolder temporary;
  const std::string& folder = temporary.path();
  const std::string zip = zip_of({{"a.html", "<p>a"}, {"p.txt", "p"}});
  REQUIRE(disk.write_file(folder + "/pages", zip));
  // SingleFileZ: a page that shows the archive in it.
  REQUIRE(disk.write_file(folder + "/self.html", "<html><body><!--" + zip + "--></body></html>"));
  REQUIRE(disk.write_file(folder + "/mail.html",
                          "From: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>m"));
  for (const char* name : {"/pages", "/self.html"}) {
    const Source source = open(folder + name).value();
    REQUIRE(source.pages.size() == 1);
    CHECK(source.pages[0].bytes == "<p>a");
    CHECK(source.resources.load("p.txt", "a.html").value().bytes == "p");
  }
  CHECK(open(folder + "/mail.html").value().pages[0].bytes == "<p>m");
  Diagnostics diagnostics;
  CHECK(open_source("-", {}, disk, zip, diagnostics).value().pages[0].bytes == "<p>a");
  SourceOptions plain;
  plain.look_inside = LookInside::No;
  const std::string mail = "MIME-Version: 1.0\nContent-Type: text/html\n\nx";
  CHECK(open_source("-", plain, disk, mail, diagnostics).value().pages[0].bytes == mail);
}

TEST_CASE("a zip keeps what it can; its book.toml lists the chapters") {
  DiskFileSystem disk;
  const TemporaryFolder temporary;
  const std::string file = temporary.path() + "/b.zip";
  REQUIRE(disk.write_file(
      file, zip_of({{"b/a.html", "<p>a"},
                    {"b/c.html", "<p>c"},
                    {"b/._c.html", "x"},
                    {"b/big.html", std::string(5000, ' ')},
                    {"b/e%20f#.html", "<p>e"},
                    {"b/book.toml", "chapters = [\"c.html\", \"a.html\", \"e%20f#.html\"]"}})));
  SourceOptions options;
  options.limits.input_bytes = 4000;
  Diagnostics diagnostics;
  CHECK(open_source(file, options, disk, {}, diagnostics).error().code == ErrorCode::LimitExceeded);
  options.limits.input_bytes = 1U << 20U;
  const Source source = open_source(file, options, disk, {}, diagnostics).value();
  REQUIRE(source.pages.size() == 3);
  CHECK(source.pages[0].bytes == "<p>c");
  CHECK(source.pages[2].bytes == "<p>e");
  CHECK(source.book->chapters[1].file == "b/a.html");
}

TEST_CASE("MHTML: bases, start and nested parts") {
  const std::string text =
      "Content-Type: multipart/related; boundary=O; start=\"<m>\"\nMIME-Version: 1.0\n"
      "Content-Location: https://e.org/d/p.html\n\n--O\nContent-Type: text/html\n\nframe\n--O\n"
      "Content-Type: text/html\nContent-ID: <m>\n\nmain\n--O\nContent-Type: image/png\n"
      "Content-Location: i%20j.png?x=1\n\nP";
  const std::vector<ArchivePart> parts = read_mhtml("x", text, Limits{}).value();
  REQUIRE(parts.size() == 3);
  CHECK(parts[1].is_start);
  CHECK(parts[1].base == "https://e.org/d/p.html");
  CHECK(parts[2].name == "https://e.org/d/i%20j.png?x=1");
  CHECK(is_mhtml(text));
  CHECK(!is_mhtml("<p>MIME-Version: 1.0"));
  CHECK(!is_mhtml("Note: one\n\nMIME-Version: 1.0\n"));
}

TEST_CASE("a file of another kind is named, not read as a page") {
  DiskFileSystem disk;
  const TemporaryFolder temporary;
  const std::string file = temporary.path() + "/book.epub";
  REQUIRE(disk.write_file(file, zip_of({{"mimetype", "application/epub+zip"}})));
  const Result<Source> source = open(file);
  REQUIRE(!source);
  CHECK(source.error().detail.find("EPUB") != std::string::npos);
  Diagnostics diagnostics;
  SourcePage page;
  page.bytes = "PK are two letters, GIF three.";
  page.loaded = true;
  CHECK(load_page(page, {}, disk, diagnostics));
}

TEST_CASE("a wider root may be written otherwise than the input") {
  DiskFileSystem disk;
  const TemporaryFolder temporary;
  const std::string& folder = temporary.path();
  REQUIRE(::mkdir((folder + "/a").c_str(), 0755) == 0);
  REQUIRE(disk.write_file(folder + "/a/p.html", "<p>甲"));
  REQUIRE(disk.write_file(folder + "/shared.css", "p{}"));
  Diagnostics diagnostics;
  for (const std::string& root : {folder, folder + "/", folder + "/a/..", folder + "/./"}) {
    const Result<Source> source =
        open_source(folder + "/a/p.html", {root, {}}, disk, {}, diagnostics);
    REQUIRE(source);
    CHECK(source.value().pages[0].name == "a/p.html");
    CHECK(source.value().resources.load("../shared.css", "a/p.html"));
  }
  const Result<Source> beside =
      open_source(folder + "/a/p.html", {folder + "/b", {}}, disk, {}, diagnostics);
  CHECK(beside.error().code == ErrorCode::Usage);
}

TEST_CASE("standard input and what is no input") {
  CHECK(open("-").value().pages[0].bytes == "<p>in");
  CHECK(open("/nowhere/x.html").error().code == ErrorCode::NotFound);
  CHECK(open(TemporaryFolder().path()).error().code == ErrorCode::Unusable);
}

}  // namespace banxin::input
