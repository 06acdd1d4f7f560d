#include <doctest/doctest.h>

#include "css/color.h"

namespace banxin::css {
namespace {

std::string shown(std::string_view text) {
  Arena memory;
  ValueContext context(memory);
  const std::vector<Token> tokens = tokenize(text);
  TokenCursor cursor(text, tokens, memory);
  Color color;
  if (!parse_color(cursor, context, color) || !cursor.at_end()) return "invalid";
  const auto byte = [](float channel) {
    return std::to_string(static_cast<int>(channel * 255 + 0.5F));
  };
  return byte(color.red) + ' ' + byte(color.green) + ' ' + byte(color.blue) + ' ' +
         byte(color.alpha);
}

}  // namespace

TEST_CASE("channels of another colour are numbers of the function's own kind") {
  CHECK(shown("rgb(from rgb(10 20 30) b g r)") == "30 20 10 255");
  CHECK(shown("hsl(from #808080 h s calc(l / 2))") == "64 64 64 255");
  CHECK(shown("color(from rgb(255 0 0) srgb g r b)") == "0 255 0 255");
  CHECK(shown("rgb(from red q g b)") == "invalid");
}

TEST_CASE("alpha is the origin's unless it is said; a division is no solidus") {
  CHECK(shown("rgb(from rgb(10 20 30 / 0.4) r g b)") == "10 20 30 102");
  CHECK(shown("rgb(from rgb(10 20 30 / 0.4) calc(r / 2) g b)") == "5 20 30 102");
  CHECK(shown("rgb(from rgb(10 20 30 / 0.4) r g b / calc(alpha / 2))") == "10 20 30 51");
}

TEST_CASE("relative colours stand in one another") {
  CHECK(shown("rgb(from rgb(from rgb(1 2 3) g b r) r g b)") == "2 3 1 255");
}

}  // namespace banxin::css
