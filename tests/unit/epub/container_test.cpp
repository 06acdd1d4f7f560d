#include "epub/container.h"

#include <doctest/doctest.h>

#include "input/archive.h"

namespace banxin::epub {
namespace {

std::vector<input::ArchivePart> read(const Result<std::string>& file) {
  REQUIRE(file);
  Limits limits;
  auto parts = input::read_zip("x.epub", file.value(), limits);
  REQUIRE(parts);
  return std::move(parts).value();
}

}  // namespace

TEST_CASE("What is packed comes out again, and what does not become smaller is stored") {
  std::string noise;
  for (std::uint32_t i = 1; i < 3'000; ++i)
    noise += static_cast<char>(i * i * 2654435761U >> 24U);
  Container container(2);
  container.add("a/empty.txt", "", Compression::Deflated);
  container.add("a/long.txt", std::string(100'000, 'x'), Compression::Deflated);
  container.add("a/noise.bin", noise, Compression::Deflated);
  container.add("a/stored.txt", "xxxxxxxxxxxxxxxxxxxx", Compression::Stored);
  const auto file = std::move(container).finish();
  const auto parts = read(file);
  REQUIRE(parts.size() == 5);
  CHECK(parts[0].bytes == "application/epub+zip");
  CHECK(parts[1].bytes.empty());
  CHECK(parts[2].bytes == std::string(100'000, 'x'));
  CHECK(parts[3].bytes == noise);
  CHECK(file.value().size() < 5'000);
  CHECK(file.value().find("xxxxxxxxxxxxxxxxxxxx") != std::string::npos);
}

TEST_CASE("More files than 16 bits count") {
  Container container(1);
  for (int i = 0; i < 66'000; ++i)
    container.add("f" + std::to_string(i), "", Compression::Stored);
  const auto file = std::move(container).finish();
  const auto parts = read(file);
  REQUIRE(parts.size() == 66'001);
  CHECK(parts.back().name == "f65999");
}

}  // namespace banxin::epub
