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

TEST_CASE("The short way to a character and the long one agree on any three bytes and their cut") {
  std::size_t wrong = 0;
  std::string text(4, 'a');
  for (int first = 0x7E; first < 0x100; ++first) {
    for (int second = 0x7E; second < 0x100; second += 1) {
      for (const int third : {0x00, 0x7F, 0x80, 0xA0, 0xBF, 0xC0, 0xFF}) {
        text[0] = static_cast<char>(first);
        text[1] = static_cast<char>(second);
        text[2] = static_cast<char>(third);
        for (const std::size_t size : {1, 2, 3, 4}) {
          const std::string_view cut = std::string_view(text).substr(0, size);
          const DecodedCharacter quick = decode_utf8(cut, 0);
          const DecodedCharacter any = decode_any_utf8(cut, 0);
          wrong += quick.code_point != any.code_point || quick.length != any.length ? 1 : 0;
          const bool valid = to_utf8(to_utf32(cut)) == cut;
          wrong += is_valid_utf8(cut) != valid ? 1 : 0;
        }
      }
    }
  }
  CHECK(wrong == 0);
}

}  // namespace banxin
