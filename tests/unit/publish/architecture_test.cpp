// docs/architecture.md shows what the stages really print: the sections of its case.
#include <doctest/doctest.h>

#include "base/file_system.h"
#include "support/case_file.h"

namespace banxin::test {

TEST_CASE("docs/architecture.md tells the truth") {
  const DiskFileSystem disk;
  constexpr std::size_t kMost = 1U << 20U;
  const std::string page = disk.load_file(BANXIN_SOURCE "/docs/architecture.md", kMost).value();
  const std::string text =
      disk.load_file(BANXIN_SOURCE "/tests/cases/lines/architecture.case", kMost).value();
  const std::vector<Case> cases = parse_cases(text);
  REQUIRE(cases.size() == 1);
  for (const CaseSection& section : cases.front().sections) {
    if (section.name == "options" || section.name == "diagnostics") continue;
    CAPTURE(section.name);
    CHECK(page.find(section.text) != std::string::npos);
  }
}

}  // namespace banxin::test
