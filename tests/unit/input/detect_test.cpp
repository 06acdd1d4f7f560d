#include "input/detect.h"

#include <doctest/doctest.h>

#include <string>

#include "base/diagnostic_ids.h"

namespace {

using namespace banxin;
using input::Encoding;

input::DecodedText decoded(std::string bytes, Diagnostics& diagnostics) {
  return input::decode_document(std::move(bytes), {}, "page.html", diagnostics);
}

// 春天的早晨，小城的街道
const std::string kGbk =
    "\xB4\xBA\xCC\xEC\xB5\xC4\xD4\xE7\xB3\xBF\xA3\xAC\xD0\xA1\xB3\xC7\xB5\xC4\xBD\xD6\xB5\xC0";

}  // namespace

TEST_CASE("Nothing declared: the bytes decide, and it is said") {
  Diagnostics diagnostics;
  const auto found = decoded("<p>" + kGbk + "</p>", diagnostics);
  CHECK(found.encoding == Encoding::Gbk);
  CHECK(found.text == "<p>春天的早晨，小城的街道</p>");
  REQUIRE(diagnostics.found().size() == 1);
  CHECK(diagnostics.found()[0].id == DiagnosticId::EncodingGuessed);
}

TEST_CASE("A label that cannot be right is overruled; a right one never, nor a slip of one byte") {
  Diagnostics diagnostics;
  CHECK(decoded("<meta charset=utf-8><p>" + kGbk + "</p>", diagnostics).encoding == Encoding::Gbk);
  REQUIRE(diagnostics.found().size() == 1);
  CHECK(diagnostics.found()[0].id == DiagnosticId::EncodingContradicted);
  Diagnostics clean;
  CHECK(decoded("<meta charset=gbk><p>" + kGbk + "</p>", clean).encoding == Encoding::Gbk);
  CHECK(decoded("<meta charset=utf-8><p>春天的早晨</p>", clean).encoding == Encoding::Utf8);
  CHECK(decoded("<meta charset=windows-1252><p>caf\xE9</p>", clean).text.ends_with("café</p>"));
  CHECK(clean.found().empty());
  CHECK(decoded("<meta charset=utf-8><p>春天的早\xE6\x99小城的街道</p>", clean).encoding ==
        Encoding::Utf8);
}

TEST_CASE("A part in another encoding is read in its own, and reported with its line") {
  Diagnostics diagnostics;
  const auto found = decoded(
      "<meta charset=utf-8>\n<p>夏天的夜晚，远方的山。</p>\n<p>" + kGbk + "</p>\n", diagnostics);
  CHECK(found.encoding == Encoding::Utf8);
  CHECK(found.text.find("春天的早晨，小城的街道") != std::string::npos);
  REQUIRE(diagnostics.found().size() == 1);
  CHECK(diagnostics.found()[0].id == DiagnosticId::EncodingMixed);
  CHECK(diagnostics.found()[0].position.line == 3);
}

TEST_CASE("Zero bytes give UTF-16 away, escapes ISO-2022-JP") {
  CHECK(input::detect_encoding(std::string("<\0p\0>\0a\0b\0c\0", 12), {}).encoding ==
        Encoding::Utf16le);
  CHECK(input::detect_encoding("<p>\x1B$B$\"\x1B(B</p>", {}).encoding == Encoding::Iso2022Jp);
  CHECK(input::detect_encoding("plain", {}).encoding == Encoding::Windows1252);
  CHECK(input::detect_encoding("", {}).encoding == Encoding::Windows1252);
}
