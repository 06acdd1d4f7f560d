#include "cli/options.h"

#include <doctest/doctest.h>

namespace banxin::cli {

TEST_CASE("A book's options stand under those of the command line") {
  const auto merged = merge_book_options({{"title", {"书"}}, {"author", {"甲", "乙"}}},
                                         {"--title=另一本", "in.html", "-o", "out.epub"});
  REQUIRE(merged);
  CHECK(merged.value().description.title == "另一本");
  CHECK(merged.value().description.authors.size() == 2);
}

TEST_CASE("An option with a wrong value is named, with the words that it takes") {
  const auto merged = merge_book_options({{"title", {"书"}}, {"readings", {"maybe"}}},
                                         {"in.html", "-o", "out.epub"});
  REQUIRE(!merged);
  CHECK(merged.error().subject == "readings");
  CHECK(merged.error().detail.find("\"maybe\" is none of drop, keep, ruby") != std::string::npos);
  CHECK(merge_book_options({{"readings", {"KEEP"}}}, {"in.html", "-o", "out.epub"})
            .value()
            .read.readings == publish::Readings::Keep);
}

TEST_CASE("A key that is no option is named") {
  const auto merged = merge_book_options({{"language", {"zh"}}}, {"in.html", "-o", "out.epub"});
  REQUIRE(!merged);
  CHECK(merged.error().code == ErrorCode::Usage);
  CHECK(merged.error().detail.find("no option language") != std::string::npos);
}

}  // namespace banxin::cli
