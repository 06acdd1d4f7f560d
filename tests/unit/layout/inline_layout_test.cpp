#include "layout/inline/inline_layout.h"

#include <doctest/doctest.h>

#include <random>

#include "unit/layout/inline_fixture.h"

namespace banxin::layout {
namespace {

std::string join(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines)
    out += line + "|";
  return out;
}

std::string repeat(std::string_view text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i)
    out += text;
  return out;
}

TEST_CASE("Han text fills its lines and every character comes once") {
  InlineFixture f;
  f.style.text_align = css::TextAlign::Justify;
  f.add_text(repeat("天地玄黄宇宙洪荒", 10));
  const InlineResult result = f.lay_out(100);
  const auto lines = lines_of(result);
  CHECK(lines.size() == 8);
  std::string all;
  for (const auto& line : lines)
    all += line;
  CHECK(all == repeat("天地玄黄宇宙洪荒", 10));
  CHECK(result.block_size == Unit::from_px(8 * 15));
}

TEST_CASE("a newline between Han is no blank, between words it is one") {
  InlineFixture f;
  f.add_text("\n 天地\n 玄黄 \n ab\n cd  ef \n");
  CHECK(join(lines_of(f.lay_out(500))) == "天地玄黄 ab cd ef|");
}

TEST_CASE("a forced break alone is a line, also where lines are chosen together") {
  InlineFixture f;
  f.style.text_align = css::TextAlign::Justify;
  f.style.white_space_collapse = css::WhiteSpaceCollapse::Preserve;
  f.style.text_spacing_trim = css::TextSpacingTrim::TrimBoth;
  f.add_text("\n\n天");
  CHECK(lines_of(f.lay_out(100)).size() == 3);
}

TEST_CASE("no line begins with a closing mark or ends with an opening one") {
  InlineFixture f;
  f.style.text_align = css::TextAlign::Justify;
  f.style.text_spacing_trim = css::TextSpacingTrim::TrimBoth;
  f.add_text(repeat("天地，玄黄。（宇宙）洪荒「日月」盈——昃……辰！", 30));
  for (int width = 40; width < 160; width += 7) {
    InlineFixture g;
    g.style = f.style;
    g.block.style = &g.style;
    g.add_text(repeat("天地，玄黄。（宇宙）洪荒「日月」盈——昃……辰！", 30));
    const auto lines = lines_of(g.lay_out(width));
    for (const std::string& line : lines) {
      const std::u32string text = to_utf32(line);
      CAPTURE(line);
      CHECK(std::u32string_view(U"，。）」！…").find(text.front()) == std::u32string_view::npos);
      CHECK(std::u32string_view(U"（「").find(text.back()) == std::u32string_view::npos);
      CHECK_FALSE((text.back() == U'—' && text[text.size() - 2] != U'—'));
    }
  }
}

TEST_CASE("justified lines end at the measure, whatever is on them") {
  std::mt19937 random(7);
  const std::string_view parts[] = {"天地", "玄", "，", "。", "（", "）", "“",  "”",
                                    "abc",  "12", " ",  "——", "「", "」", "、", "月日"};
  for (int round = 0; round < 40; ++round) {
    InlineFixture f;
    f.style.text_align = css::TextAlign::Justify;
    f.style.text_align_last = css::TextAlignLast::Start;
    f.style.text_spacing_trim =
        round % 2 == 0 ? css::TextSpacingTrim::TrimBoth : css::TextSpacingTrim::Normal;
    f.style.text_autospace = round % 3 == 0 ? css::TextAutospace{} : css::TextAutospace::none();
    std::string text;
    for (int i = 0; i < 300; ++i)
      text += parts[random() % std::size(parts)];
    f.add_text(text);
    const double width = 150 + static_cast<double>(random() % 100);
    const InlineResult result = f.lay_out(width);
    std::string all;
    for (std::size_t i = 0; i < result.children.size(); ++i) {
      const Fragment& line = *result.children[i].fragment;
      all += text_of(line);
      CAPTURE(round);
      CAPTURE(text_of(line));
      if (i + 1 < result.children.size())
        CHECK(end_of(line) == doctest::Approx(width).epsilon(0.0005));
      CHECK(end_of(line) <= width + 0.05);
    }
    std::string solid;
    for (const char c : all) {
      if (c != ' ') solid += c;
    }
    std::string expected;
    for (const char c : text) {
      if (c != ' ') expected += c;
    }
    CHECK(solid == expected);
  }
}

TEST_CASE("the last line is no lone character when another break avoids it") {
  InlineFixture f;
  f.style.text_align = css::TextAlign::Justify;
  f.add_text(repeat("天地玄黄宇", 4) + "洪。");
  const auto lines = lines_of(f.lay_out(200));
  REQUIRE(lines.size() == 2);
  CHECK(count_characters(lines.back()) >= 3);
}

TEST_CASE("lines keep orphans and widows") {
  InlineFixture f;
  f.add_text(repeat("天地玄黄宇宙洪荒日月", 5));
  f.page_height = Unit::from_px(15 * 4 + 1);
  InlineResult first = f.lay_out(100);
  CHECK(lines_of(first).size() == 3);  // four would leave one line for the next page
  REQUIRE(first.resume != nullptr);
  const InlineResult second = f.lay_out(100, first.resume.get());
  CHECK(lines_of(second).size() == 2);
  CHECK(second.resume == nullptr);
}

TEST_CASE("a word wider than its line breaks only where overflow-wrap lets it") {
  InlineFixture f;
  f.add_text("a " + repeat("x", 60));
  CHECK(lines_of(f.lay_out(100)).size() == 2);
  InlineFixture g;
  g.style.overflow_wrap = css::OverflowWrap::BreakWord;
  g.add_text("a " + repeat("x", 60));
  CHECK(lines_of(g.lay_out(100)).size() == 4);
}

TEST_CASE("pre keeps its lines and blanks") {
  InlineFixture f;
  f.style.white_space_collapse = css::WhiteSpaceCollapse::Preserve;
  f.style.text_wrap_mode = css::TextWrapMode::Nowrap;
  f.add_text("a  b\n\nc\n");
  CHECK(join(lines_of(f.lay_out(20))) == "a  b||c|");
}

TEST_CASE("inline boxes wrap their text") {
  InlineFixture f;
  style::ComputedStyle bold = f.style;
  bold.padding_left = css::LengthPercentage::from_length(Unit::from_px(5));
  f.add_text("天");
  Box& span = f.add_box(BoxType::Inline, &bold);
  f.add_text("地玄", &bold, &span);
  f.add_text("黄");
  const InlineResult result = f.lay_out(100);
  const Fragment& line = *result.children[0].fragment;
  REQUIRE(line.children.size() == 3);
  CHECK(line.children[1].fragment->box == &span);
  CHECK(line.children[1].offset.x == Unit::from_px(10));
  CHECK(line.children[1].fragment->size.width == Unit::from_px(25));
  CHECK(line.children[2].offset.x == Unit::from_px(35));
}

TEST_CASE("right-to-left text is set in visual order") {
  InlineFixture f("he");
  f.style.direction = Direction::Rtl;
  f.add_text("אב ab גד");
  const InlineResult result = f.lay_out(200);
  const Fragment& line = *result.children[0].fragment;
  CHECK(end_of(line) == doctest::Approx(200).epsilon(0.001));
}

}  // namespace
}  // namespace banxin::layout
