// CSS Break 3 as a whole: documents at random, on small pages.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "property/paginated.h"
#include "property/random_document.h"

namespace banxin::property {
namespace {

constexpr std::uint64_t kSeeds = 300;

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* value = std::getenv(variable);
  return value != nullptr ? std::strtoull(value, nullptr, 10) : otherwise;
}

TEST_CASE("every character stands on one page, in order, and pagination ends") {
  Fonts fonts;
  const std::uint64_t from = number_from("BANXIN_FIRST_SEED", 1);
  const std::uint64_t count = number_from("BANXIN_SEEDS", kSeeds);
  for (std::uint64_t seed = from; seed < from + count; ++seed) {
    CAPTURE(seed);
    CHECK(check_pages(write_html(make_document(seed)), fonts) == "");
  }
}

TEST_CASE("documents that once lost or repeated text") {
  Fonts fonts;
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(BANXIN_SOURCE "/tests/property/documents")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    CAPTURE(file.string());
    CHECK(check_pages(DiskFileSystem().load_file(file.string(), 1U << 20U).value(), fonts) == "");
  }
}

}  // namespace
}  // namespace banxin::property
