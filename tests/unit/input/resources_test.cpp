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

TEST_CASE("an archive's parts are found by path and by the URL they came from") {
  DiskFileSystem disk;
  Resources gate(disk, {}, Limits{});
  gate.add_part("http://example.org/a/pic.png", "p");
  gate.add_part("img/b.png", "b");
  CHECK(gate.load("http://example.org/a/pic.png", "http://example.org/a/page.html").value().bytes ==
        "p");
  CHECK(gate.load("pic.png", "http://example.org/a/page.html").value().bytes == "p");
  CHECK(gate.load("img/b.png", "page.html").value().bytes == "b");
  CHECK(gate.load("../img/b.png", "text/page.html").value().bytes == "b");
  CHECK(gate.load("http://other.org/", "page.html").error().code == ErrorCode::Refused);
}

}  // namespace banxin::input
