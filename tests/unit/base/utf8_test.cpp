#include "base/utf8.h"

#include <doctest/doctest.h>

namespace banxin {

TEST_CASE("noncharacters are replaced byte for byte") {
  const auto replaced = [](std::string text) {
    replace_noncharacters(text);
    return text;
  };
  CHECK(replaced("a\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xB7\x90\xEF\xB7\xAFz") ==
        "a\uFFFD\uFFFD\uFFFD\uFFFDz");
  CHECK(replaced("\xF0\x9F\xBF\xBE") == "\U0001FFFD");
  // What only looks like them.
  for (const char* text : {"\uFDCF\uFDF0", "\uFFBF\uBFFE\U0001F93E", "\U0001EFFE"})
    CHECK(replaced(text) == text);
}

TEST_CASE("UTF-8 there and back") {
  const std::u32string text = U"a\u00E9\u7248\U0002A6A5";
  CHECK(to_utf32(to_utf8(text)) == text);
  CHECK(count_characters(to_utf8(text)) == 4);
  CHECK(decode_utf8_before("版心", 6).code_point == U'心');
}

TEST_CASE("ill-formed UTF-8: one U+FFFD for each maximal subpart") {
  CHECK(to_utf32("\xE7\x89") == U"\uFFFD");
  CHECK(to_utf32("\xC0\xAF") == U"\uFFFD\uFFFD");
  CHECK(to_utf32("\xED\xA0\x80") == U"\uFFFD\uFFFD\uFFFD");
  CHECK(to_utf32("\xF0\x9F\x98"
                 "a") == U"\uFFFDa");
  CHECK(is_valid_utf8("\xEF\xBF\xBD"));
  CHECK(!is_valid_utf8("\xEF\xBF"));
}

}  // namespace banxin
