#include "layout/inline/word_shapes.h"

#include <doctest/doctest.h>
#include <hb.h>

#include <string>

#include "font/font_set.h"
#include "layout/inline/paragraph.h"
#include "layout/inline/shape_run.h"
#include "unit/layout/inline_fixture.h"

namespace banxin::layout {
namespace {

struct Shaped {
  std::vector<std::uint32_t> ids;
  std::vector<Unit> advances;
  bool operator==(const Shaped&) const = default;

  void add(const ClusterGlyph& glyph) {
    ids.push_back(glyph.id);
    advances.push_back(glyph.advance);
  }
};

struct Fixture : InlineFixture {
  explicit Fixture(std::string_view family) : InlineFixture("en", family) {}

  Shaped shaped() {
    Shaped out;
    const Paragraph& paragraph = paragraph_of(block, context);
    for (const ClusterGlyph& glyph : paragraph.glyphs)
      out.add(glyph);
    return out;
  }

  // The text by HarfBuzz at once.
  Shaped expected(const std::string& text, Unit size) {
    font::FontDescription description;
    description.families = {std::string(style.font_family[0].name)};
    description.quoted = {true};
    hb_buffer_t* buffer = hb_buffer_create();
    Shaped out;
    for (const ClusterGlyph& glyph :
         shape_text(text, fonts->stack(description).primary(), size, buffer).glyphs) {
      out.add(glyph);
    }
    hb_buffer_destroy(buffer);
    return out;
  }
};

}  // namespace

// Liberation Serif kerns letters with the blank between them, Noto Serif has ligatures.
TEST_CASE("WordShapes: words again are set as the first time, and as the whole text would be") {
  for (const char* family : {"Noto Serif", "Liberation Serif", "DejaVu Serif"}) {
    Fixture fixture(family);
    const std::string text = "AV office To. A Y AV office To. A Y, T AV (office) AV office";
    fixture.add_text(text);
    CHECK_MESSAGE(fixture.shaped() == fixture.expected(text, Unit::from_px(10)), family);
  }
}

TEST_CASE("WordShapes: a word of another size, or without ligatures, is another") {
  Fixture fixture("Noto Serif");
  style::ComputedStyle large = fixture.style;
  large.font_size = Unit::from_px(20);
  style::ComputedStyle apart = fixture.style;
  apart.font_variant_ligatures.none = true;
  style::ComputedStyle again = fixture.style;
  for (const style::ComputedStyle* own : {&fixture.style, &large, &apart, &again})
    fixture.add_text("office ", own);
  fixture.add_text(".");
  const Shaped all = fixture.shaped();
  const Shaped small = fixture.expected("office ", Unit::from_px(10));
  const std::size_t count = small.ids.size();
  REQUIRE(count < 7);  // ffi is a ligature: one glyph for three letters
  const auto part = [&all](std::size_t begin, std::size_t length) {
    Shaped out;
    for (std::size_t i = begin; i < begin + length; ++i) {
      out.ids.push_back(all.ids[i]);
      out.advances.push_back(all.advances[i]);
    }
    return out;
  };
  REQUIRE(all.ids.size() == 3 * count + 7 + 1);
  CHECK(part(0, count) == small);
  CHECK(part(count, count) == fixture.expected("office ", Unit::from_px(20)));
  CHECK(part(2 * count, 7).ids[1] != small.ids[1]);  // f, not ffi
  CHECK(part(2 * count + 7, count) == small);
}

}  // namespace banxin::layout
