// clreq §3.1.6, the table of adjacent marks: every pair of full-width marks at the start, in the
// middle and at the end of a line, in four languages, with the width it must have.
#include <doctest/doctest.h>

#include "unit/layout/inline_fixture.h"

namespace banxin::layout {
namespace {

enum class Side { None, Before, After, Both };

// Where the blank half lies: written down from clreq and jlreq, not from the code under test.
Side side_of(char32_t mark, std::string_view lang) {
  const std::u32string_view openings = U"「『（《〈【“‘";
  const std::u32string_view closings = U"」』）》〉】”’";
  const std::u32string_view pauses = U"、。，";
  if (openings.find(mark) != std::u32string_view::npos) return Side::Before;
  if (closings.find(mark) != std::u32string_view::npos) return Side::After;
  if (mark == U'・') return Side::Both;
  const bool centred = lang == "zh-TW" || lang == "zh-HK";
  if (centred) return Side::Both;
  if (lang == "ja" && pauses.find(mark) == std::u32string_view::npos) {
    return mark == U'：' || mark == U'；' ? Side::Both : Side::None;
  }
  return Side::After;
}

// Half an em is taken where a bracket's or a left-hand pause mark's blank meets another mark.
double squeeze_between(Side a, Side b) {
  if (b == Side::Before) return a == Side::None ? 0 : 0.5;
  if (a == Side::After) return b == Side::After || b == Side::Both ? 0.5 : 0;
  return 0;
}

double width_of(std::string_view lang, const std::u32string& text) {
  InlineFixture f(lang);
  f.style.text_spacing_trim = css::TextSpacingTrim::TrimBoth;
  f.add_text(to_utf8(text));
  const InlineResult result = f.lay_out(1000);
  return end_of(*result.children.at(0).fragment) / 10;
}

TEST_CASE("adjacent marks: all pairs, places and languages") {
  constexpr std::u32string_view kMarks = U"、。，；：！？」）”「（“・";
  int count = 0;
  for (const std::string_view lang : {"zh-Hans", "zh-TW", "zh-HK", "ja"}) {
    for (const char32_t a : kMarks) {
      for (const char32_t b : kMarks) {
        const Side x = side_of(a, lang);
        const Side y = side_of(b, lang);
        const double pair = 2 - squeeze_between(x, y);
        const double start = pair - (x == Side::Before ? 0.5 : 0);
        const double end = pair - (y == Side::After ? 0.5 : 0);
        CAPTURE(std::string(lang));
        CAPTURE(to_utf8(std::u32string{a, b}));
        CHECK(width_of(lang, {U'天', a, b, U'地'}) == doctest::Approx(2 + pair));
        CHECK(width_of(lang, {a, b, U'天'}) == doctest::Approx(1 + start));
        CHECK(width_of(lang, {U'天', a, b}) == doctest::Approx(1 + end));
        count += 3;
      }
    }
  }
  CHECK(count == 4 * 14 * 14 * 3);
}

TEST_CASE("marks are squeezed across the borders of elements") {
  InlineFixture f;
  f.style.text_spacing_trim = css::TextSpacingTrim::TrimBoth;
  f.add_text("天」");
  Box& bold = f.add_box(BoxType::Inline);
  f.add_text("「地", nullptr, &bold);
  CHECK(end_of(*f.lay_out(1000).children[0].fragment) == doctest::Approx(35));
}

TEST_CASE("three marks in a row measure two em") {
  CHECK(width_of("zh-Hans", U"天。”）地") == doctest::Approx(4));
  CHECK(width_of("zh-Hans", U"天：“‘地") == doctest::Approx(4));
}

TEST_CASE("Han beside Latin stands a quarter of an em apart, a literal blank included") {
  InlineFixture f;
  f.style.text_autospace = css::TextAutospace{};
  f.add_text("天ab地 12 玄");
  // 1 + ¼ + 2×½ + ¼ + 1 + ¼ + 2×½ + ¼ + 1
  CHECK(end_of(*f.lay_out(1000).children[0].fragment) == doctest::Approx(60));
}

}  // namespace
}  // namespace banxin::layout
