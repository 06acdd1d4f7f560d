// Ruby, emphasis marks, vertical lines, initial letters, hyphens, hanging marks: as dumps of lines.
#include <doctest/doctest.h>

#include "layout/inline/dump_lines.h"
#include "unit/layout/inline_fixture.h"

namespace banxin::layout {
namespace {

std::string dump(const InlineResult& result) {
  std::string out;
  for (const InlineChild& child : result.children)
    out += dump_lines(*child.fragment);
  return out;
}

void add_ruby(InlineFixture& f,
              const char* base,
              const char* reading,
              const style::ComputedStyle& small) {
  Box& ruby = f.add_box(BoxType::Ruby);
  Box& holder = f.add_box(BoxType::RubyBase, nullptr, &ruby);
  f.add_text(base, nullptr, &holder);
  Box& text = f.add_box(BoxType::RubyText, &small, &ruby);
  f.add_text(reading, &small, &text);
}

TEST_CASE("a reading stands centred over its base and widens it where it must") {
  InlineFixture f("ja");
  f.style.text_spacing_trim = css::TextSpacingTrim::TrimBoth;
  style::ComputedStyle small = f.style;
  small.font_size = Unit::from_px(5);
  f.add_text("人");
  add_ruby(f, "天", "あい", small);
  add_ruby(f, "地", "あいう", small);
  f.add_text("人");
  // Beside another reading 1/8 of its em is kept; 地's reading is 5 longer than its base.
  CHECK(dump(f.lay_out(200)) ==
        "line 0 0 200x15 baseline 10\n"
        "  0 2 +10 BanxinSquare 10 “人”\n"
        "  10.31 2 +10 BanxinSquare 10 “天”\n"
        "  23.44 2 +10 BanxinSquare 10 “地”\n"
        "  36.25 2 +10 BanxinSquare 10 “人”\n"
        "line 10.31 -4 10x7.5 baseline 5\n"
        "  0 1 +10 BanxinSquare 5 “あい”\n"
        "line 20.94 -4 15x7.5 baseline 5\n"
        "  0 1 +15 BanxinSquare 5 “あいう”\n");
}

TEST_CASE("emphasis marks stand under Chinese and over Japanese, not at marks") {
  for (const char* lang : {"zh-Hans", "ja"}) {
    InlineFixture f(lang);
    f.style.text_emphasis_style = {css::TextEmphasisShape::Dot, false, {}};
    f.add_text("天，地");
    const InlineResult result = f.lay_out(200);
    const Fragment& line = *result.children[0].fragment;
    REQUIRE(line.children.size() == 2);
    const Fragment& marks = *line.children[1].fragment;
    CHECK(marks.text->text == "••");
    CHECK(marks.text->generated);
    const bool under = line.children[1].offset.y == Unit::from_px(12);  // below the em box
    CHECK(under == (std::string_view(lang) == "zh-Hans"));
    // The second mark stands over 地, two em on.
    CHECK(marks.text->glyphs[0].advance == Unit::from_px(20));
  }
}

TEST_CASE("vertical lines") {
  InlineFixture f;
  f.style.writing_mode = WritingMode::VerticalRl;
  style::ComputedStyle combined = f.style;
  combined.text_combine_upright = {css::TextCombineKind::All, 2};
  f.add_text("天，ab");
  f.add_text("12", &combined);
  f.add_text("月（日）");
  CHECK(dump(f.lay_out(200)) ==
        "line 0 0 15x200 baseline 7\n"
        "  3 0 +20 BanxinSquare 10 upright “天，”\n"
        "  3 20 +10 BanxinSquare 10 rotated “ab”\n"
        "  3 30 +10 BanxinSquare 10 “12”\n"
        "  3 40 +10 BanxinSquare 10 upright “月”\n"
        "  3 50 +10 BanxinSquare 10 rotated “（”\n"
        "  3 60 +10 BanxinSquare 10 upright “日”\n"
        "  3 70 +10 BanxinSquare 10 rotated “）”\n");
}

TEST_CASE("words part where the patterns of their language say") {
  InlineFixture f("en");
  f.style.hyphens = css::Hyphens::Auto;
  f.add_text("hyphenation hyphenation");
  CHECK(dump(f.lay_out(45)) ==
        "line 0 0 45x15 baseline 10\n"
        "  0 2 +30 BanxinSquare 10 “hyphen”\n"
        "  [30 2 +5 BanxinSquare 10 “‐”]\n"
        "line 0 0 45x15 baseline 10\n"
        "  0 2 +37.5 BanxinSquare 10 “ation hy”\n"
        "  [37.5 2 +5 BanxinSquare 10 “‐”]\n"
        "line 0 0 45x15 baseline 10\n"
        "  0 2 +45 BanxinSquare 10 “phenation”\n");
}

}  // namespace
}  // namespace banxin::layout
