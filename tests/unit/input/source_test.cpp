#include "input/source.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "input/archive.h"
#include "support/temporary_folder.h"

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
  for (const char* name :
       {"第十二回.html", "第二回.html", "第二十回.htm", "index.html", "a_files/ad.html", "x.txt"}) {
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
  REQUIRE(disk.write_file(folder + "/book.toml", "title = \n"));
  CHECK(open(folder).error().subject == folder + "/book.toml:1:9");
  REQUIRE(disk.write_file(folder + "/book.toml", "chapters = [\"../x.html\"]\n"));
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
  CHECK(source.resources.load("i.png", source.pages[0].name).value().bytes == "心");
  CHECK(source.resources.load("cid:x@y", source.pages[0].name).value().bytes == "心");
  CHECK(read_mhtml("x", "no mime at all", Limits{}).error().code == ErrorCode::Unusable);
}

TEST_CASE("server-side includes go through the gate") {
  DiskFileSystem disk;
  const TemporaryFolder temporary;
  const std::string& folder = temporary.path();
  REQUIRE(
      disk.write_file(folder + "/p.shtml",
                      "a<!--#include virtual=\"i.html\" -->b<!--#include file=\"/etc/passwd\"-->"));
  REQUIRE(disk.write_file(folder + "/i.html", "<!--#include file='i.html'-->x"));
  const Source source = open(folder + "/p.shtml").value();
  const std::string& bytes = source.pages[0].bytes;
  CHECK(bytes.starts_with("a<!--#include file='i.html'-->xxxxxxxx"));
  CHECK(bytes.ends_with("b<!--#include file=\"/etc/passwd\"-->"));
}

TEST_CASE("standard input and what is no input") {
  CHECK(open("-").value().pages[0].bytes == "<p>in");
  CHECK(open("/nowhere/x.html").error().code == ErrorCode::NotFound);
  CHECK(open(TemporaryFolder().path()).error().code == ErrorCode::Unusable);
}

}  // namespace banxin::input
