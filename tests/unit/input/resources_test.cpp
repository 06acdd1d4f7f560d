#include "input/resources.h"
#include "support/temporary_folder.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace banxin::input {
TEST_CASE("the gate opens files below the root and data: URLs, and nothing else") {
  DiskFileSystem disk;
  const TemporaryFolder temporary;
  const std::string& folder = temporary.path();
  const std::string root = folder + "/root";
  REQUIRE(::mkdir(root.c_str(), 0755) == 0);
  REQUIRE(::mkdir((root + "/img").c_str(), 0755) == 0);
  REQUIRE(disk.write_file(folder + "/secret", "s"));
  REQUIRE(disk.write_file(root + "/img/a b.png", "p"));
  REQUIRE(disk.write_file(root + "/q.css?v=1", "q"));
  const Resources gate(disk, root, Limits{});
  CHECK(gate.load("img/a%20b.png", "page.html").value().bytes == "p");
  CHECK(gate.load(" ./img/../img/a b.png#x", "page.html").value().name == "img/a b.png");
  CHECK(gate.load("../img/a b.png", "text/page.html").value().bytes == "p");
  CHECK(gate.load("img/a b.png?v=2", "page.html").value().bytes == "p");
  CHECK(gate.load("q.css?v=1", "page.html").value().bytes == "q");
  CHECK(gate.load("data:text/plain,%E7%89%88", "page.html").value().bytes == "版");
  CHECK(gate.load("data:;base64,5b+D", "page.html").value().bytes == "心");
  for (const std::string_view url :
       {"../secret", "%2e%2e/secret", "..\\secret", "file:///etc/passwd", "/etc/passwd", "//host/x",
        "http://127.0.0.1/x", "HT\tTP://x/", "\x01https://x/", "javascript:1",
        "img/../../secret"}) {
    CAPTURE(url);
    CHECK(gate.load(url, "page.html").error().code == ErrorCode::Refused);
  }
  CHECK(gate.load("none.png", "page.html").error().code == ErrorCode::NotFound);
}

TEST_CASE("the gate finds a file that its name means in other eyes, and no other") {
  DiskFileSystem disk;
  const TemporaryFolder temporary;
  const std::string& root = temporary.path();
  REQUIRE(::mkdir((root + "/Img").c_str(), 0755) == 0);
  REQUIRE(disk.write_file(root + "/Img/A.PNG", "a"));
  REQUIRE(disk.write_file(root + "/Img/か\u3099.png", "g"));          // as macOS decomposes が
  REQUIRE(disk.write_file(root + "/Img/\xD1\xA9\xB5\xD8.png", "x"));  // 雪地 in GBK
  REQUIRE(disk.write_file(root + "/雪.png", "s"));
  REQUIRE(disk.write_file(root + "/%E9%9B%A8.png", "r"));
  const Resources gate(disk, root, Limits{});
  CHECK(gate.load("img/a.png", "p.html").value().name == "Img/A.PNG");
  CHECK(gate.load("Img/が.png", "p.html").value().bytes == "g");
  CHECK(gate.load("Img/雪地.png", "p.html").value().bytes == "x");
  CHECK(gate.load("%D1%A9.png", "p.html").value().bytes == "s");
  CHECK(gate.load("%E9%9B%A8.png", "p.html").value().bytes == "r");
  CHECK(gate.load("/img/a.png", "d/p.html").value().bytes == "a");
  CHECK(gate.load("img/b.png", "p.html").error().code == ErrorCode::NotFound);
  CHECK(gate.load("/img/b.png", "p.html").error().code == ErrorCode::Refused);
}

TEST_CASE("URLs against their base") {
  const std::string base = "https://e.org/a/b.html?q=1#f";
  CHECK(resolve_url("c.html#x", base) == "https://e.org/a/c.html");
  CHECK(resolve_url("../c/./d?e=/../f", base) == "https://e.org/c/d?e=/../f");
  CHECK(resolve_url("/c/", base) == "https://e.org/c/");
  CHECK(resolve_url("//h/c", base) == "https://h/c");
  CHECK(resolve_url("?z", base) == "https://e.org/a/b.html?z");
  CHECK(resolve_url("mailto:x", base) == "mailto:x");
  CHECK(resolve_url("c.html", "a/b.html") == "c.html");
  CHECK(resolve_url("c", "https://e.org") == "https://e.org/c");
}

TEST_CASE("an archive's parts are found by path and by the URL they came from") {
  DiskFileSystem disk;
  Resources gate(disk, {}, Limits{});
  gate.close_to_disk();
  gate.add_part("http://example.org/a/pic.png", "p");
  gate.add_part("img/b.png", "b");
  CHECK(gate.load("http://example.org/a/pic.png", "http://example.org/a/page.html").value().bytes ==
        "p");
  CHECK(gate.load("pic.png", "http://example.org/a/page.html").value().bytes == "p");
  CHECK(gate.load("img/b.png", "page.html").value().bytes == "b");
  CHECK(gate.load("../img/b.png", "text/page.html").value().bytes == "b");
  const std::string_view page = "http://example.org/a/page.html";
  for (const std::string_view url :
       {"../a/pic.png", "/a/pic.png", "//example.org/a/pic.png", "./p%69c.png#x", "pic.png?v=1"}) {
    CAPTURE(url);
    CHECK(gate.load(url, page).value().bytes == "p");
  }
  CHECK(gate.load("../../x", "text/page.html").error().code == ErrorCode::Refused);
  CHECK(gate.load("none.png", "page.html").error().code == ErrorCode::NotFound);
  CHECK(gate.load("http://other.org/", "page.html").error().code == ErrorCode::Refused);
}

}  // namespace banxin::input
