#include "input/file_names.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "input/source.h"
#include "support/temporary_folder.h"

namespace banxin::input {
namespace {

const std::string kSecond = "\xB5\xDA\xB6\xFE\xBB\xD8.html";           // 第二回 in GBK
const std::string kTwelfth = "\xB5\xDA\xCA\xAE\xB6\xFE\xBB\xD8.html";  // 第十二回
const std::string kBook = "\xBE\xC9\xB3\xC7";                          // 旧城

}  // namespace

TEST_CASE("names that are not UTF-8 say together what they are in") {
  CHECK(encoding_of_names({"a.html", "第一回"}) == std::nullopt);
  CHECK(readable_name(kTwelfth, encoding_of_names({kSecond, kTwelfth})) == "第十二回.html");
  CHECK(readable_name("か\u3099", {}) == "が");
  CHECK(folded_name("Ａ.HTML") == "a.html");
}

TEST_CASE("a book.toml of a few words may be in GBK") {
  CHECK(decode_short_text("title = \"" + kBook + "\"") == "title = \"旧城\"");
  CHECK(decode_short_text("\xEF\xBB\xBFtitle = \"é\"") == "title = \"é\"");
}

TEST_CASE("a folder with names in GBK is read by its bytes and shown by its names") {
  DiskFileSystem disk;
  const TemporaryFolder temporary;
  const std::string book = temporary.path() + "/" + kBook;
  REQUIRE(::mkdir(book.c_str(), 0755) == 0);
  REQUIRE(::mkdir((book + "/" + kBook).c_str(), 0755) == 0);
  REQUIRE(disk.write_file(book + "/" + kTwelfth, "<p>12"));
  REQUIRE(disk.write_file(book + "/" + kSecond, "<p>2"));
  REQUIRE(disk.write_file(book + "/" + kBook + "/i.png", "p"));
  Diagnostics diagnostics;
  Source source = open_source(book, {}, disk, {}, diagnostics).value();
  CHECK(source.name == "旧城");
  REQUIRE(source.pages.size() == 2);
  CHECK(source.pages[0].name == "第二回.html");
  CHECK(source.pages[1].file == temporary.path() + "/旧城/第十二回.html");
  REQUIRE(load_page(source.pages[1], {}, disk, diagnostics));
  CHECK(source.pages[1].bytes == "<p>12");
  // As GBK's bytes, as UTF-8, and as the text of a page: one file with one name.
  for (const char* url : {"%BE%C9%B3%C7/i.png", "%E6%97%A7%E5%9F%8E/i.png", "旧城/I.png"}) {
    CAPTURE(url);
    CHECK(source.resources.load(url, "第二回.html").value().name == "旧城/i.png");
  }
  CHECK(source.resources.load("../%B5%DA%B6%FE%BB%D8.html", "旧城/x.html").value().name ==
        "第二回.html");
  REQUIRE(disk.write_file(book + "/book.toml", "chapters = [\"第十二回.html\"]"));
  Source listed = open_source(book, {}, disk, {}, diagnostics).value();
  REQUIRE(listed.pages.size() == 1);
  REQUIRE(load_page(listed.pages[0], {}, disk, diagnostics));
  CHECK(listed.pages[0].bytes == "<p>12");
}

}  // namespace banxin::input
