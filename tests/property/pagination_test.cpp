// CSS Break 3 as a whole: documents at random, on small pages.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
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

TEST_CASE("no text begins below the sheet") {
  Fonts fonts;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    CAPTURE(seed);
    CHECK(find_text_below_pages(write_html(make_document(seed)), fonts) == "");
  }
}

TEST_CASE("two threads lay out what one does") {
  constexpr std::uint64_t kShared = 60;
  const auto dump = [](std::uint64_t first, std::uint64_t step, std::vector<std::string>& pages) {
    Fonts fonts;
    for (std::uint64_t seed = first; seed < kShared; seed += step)
      pages[seed] = dump_pages(write_html(make_document(seed)), fonts);
  };
  std::vector<std::string> alone(kShared);
  std::vector<std::string> beside(kShared);
  dump(0, 1, alone);
  std::thread other([&] { dump(1, 2, beside); });
  dump(0, 2, beside);
  other.join();
  CHECK(alone == beside);
}

TEST_CASE("documents that once lost, repeated or hid text") {
  Fonts fonts;
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(BANXIN_SOURCE "/tests/property/documents")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    CAPTURE(file.string());
    const std::string html = DiskFileSystem().load_file(file.string(), 1U << 20U).value();
    CHECK(check_pages(html, fonts) == "");
    CHECK(find_text_below_pages(html, fonts) == "");
  }
}

}  // namespace
}  // namespace banxin::property
