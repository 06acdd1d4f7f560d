#include "style/support_table.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

#include "base/file_system.h"

using namespace banxin;

TEST_CASE("docs/css-support.md is what the rows say") {
  DiskFileSystem files;
  const std::string path = std::string(BANXIN_SOURCE) + "/docs/css-support.md";
  const std::string table = style::write_support_table();
  if (std::getenv("BANXIN_UPDATE_DOCS") != nullptr) REQUIRE(files.write_file(path, table));
  const Result<std::string> written = files.load_file(path, 1U << 20U);
  REQUIRE(written);
  CHECK(written.value() == table);
}
