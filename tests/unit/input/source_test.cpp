#include "input/source.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <zlib.h>

#include <utility>
#include <vector>

#include "base/diagnostic_ids.h"
#include "input/archive.h"
#include "support/temporary_folder.h"

namespace banxin::input {
namespace {

Result<Source> open(const std::string& path) {
  static Diagnostics diagnostics;
  static DiskFileSystem disk;
  return open_source(path, {}, disk, "<p>in", diagnostics);
}

std::string little_endian(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i, value >>= 8U)
    out += static_cast<char>(value & 0xFFU);
  return out;
}

// A zip of stored entries with the names' bytes as given, as no library of today writes them.
std::string zip_of(const std::vector<std::pair<std::string, std::string>>& entries) {
  std::string out;
  std::string directory;
  for (const auto& [name, content] : entries) {
    const auto sum =
        crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size()));
    const std::string common = little_endian(10, 2) + little_endian(0, 8) + little_endian(sum, 4) +
                               little_endian(content.size(), 4) + little_endian(content.size(), 4) +
                               little_endian(name.size(), 2) + little_endian(0, 2);
    directory += "PK\1\2" + little_endian(10, 2) + common + little_endian(0, 10) +
                 little_endian(out.size(), 4) + name;
    out += "PK\3\4" + common + name + content;
  }
  const std::size_t start = out.size();
  return out + directory + "PK\5\6" + little_endian(0, 4) + little_endian(entries.size(), 2) +
         little_endian(entries.size(), 2) + little_endian(directory.size(), 4) +
         little_endian(start, 4) + little_endian(0, 2);
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
  REQUIRE(disk.write_file(folder + "/i.html", "<!--#include file='i.html'-->x"));
  const Source source = open(folder + "/p.shtml").value();
  const std::string& bytes = source.pages[0].bytes;
  CHECK(bytes.starts_with("a<!--#include file='i.html'-->xxxxxxxx"));
  CHECK(bytes.ends_with("b<!--#include file=\"/etc/passwd\"-->"));
}

TEST_CASE("a file of another kind is named, not read as a page") {
  DiskFileSystem disk;
  const TemporaryFolder temporary;
  const std::string file = temporary.path() + "/book.epub";
  REQUIRE(disk.write_file(file, zip_of({{"mimetype", "application/epub+zip"}})));
  const Result<Source> source = open(file);
  REQUIRE(!source);
  CHECK(source.error().detail.find("EPUB") != std::string::npos);
  SourcePage page;
  page.bytes = "PK are two letters, GIF three.";
  page.loaded = true;
  CHECK(load_page(page, {}, disk));
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
