#include "base/file_system.h"
#include "support/temporary_folder.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace banxin {
TEST_CASE("a written file is read back, and the limit is met by a longer one") {
  DiskFileSystem disk;
  const TemporaryFolder temporary;
  const std::string& folder = temporary.path();
  const std::string path = folder + "/a.txt";
  REQUIRE(disk.write_file(path, "版心"));
  CHECK(disk.load_file(path, 6).value() == "版心");
  CHECK(disk.load_file(path, 5).error().code == ErrorCode::LimitExceeded);
  CHECK(disk.load_folder(folder_of(path)).value().size() == 1);
}

TEST_CASE("nothing outside the root is read") {
  DiskFileSystem disk;
  const TemporaryFolder temporary;
  const std::string& folder = temporary.path();
  const std::string root = folder + "/root";
  REQUIRE(::mkdir(root.c_str(), 0755) == 0);
  REQUIRE(disk.write_file(folder + "/secret", "s"));
  REQUIRE(disk.write_file(root + "/page", "p"));
  REQUIRE(::symlink("../secret", (root + "/link").c_str()) == 0);
  CHECK(disk.load_below(root, "page", 9).value() == "p");
  CHECK(disk.load_below(root, "../secret", 9).error().code == ErrorCode::Refused);
  CHECK(disk.load_below(root, folder + "/secret", 9).error().code == ErrorCode::Refused);
  CHECK(disk.load_below(root, "link", 9).error().code == ErrorCode::Refused);
  CHECK(disk.load_below(root, "none", 9).error().code == ErrorCode::NotFound);
}

TEST_CASE("pipes and folders are not files, and nobody waits for them") {
  DiskFileSystem disk;
  const TemporaryFolder temporary;
  const std::string& folder = temporary.path();
  REQUIRE(::mkfifo((folder + "/pipe").c_str(), 0600) == 0);
  CHECK(disk.load_file(folder + "/pipe", 9).error().code == ErrorCode::Unusable);
  CHECK(disk.load_file(folder, 9).error().code == ErrorCode::Unusable);
}

TEST_CASE("parts of paths") {
  CHECK(folder_of("a/b/c.html") == "a/b");
  CHECK(folder_of("c.html") == ".");
  CHECK(folder_of("/c") == "/");
  CHECK(extension_of("a.b/c.HTML") == "html");
  CHECK(extension_of("a.b/.hidden").empty());
  CHECK(join_path("a", "b") == "a/b");
}

}  // namespace banxin
