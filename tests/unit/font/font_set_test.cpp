#include "font/font_set.h"

#include <doctest/doctest.h>

#include "base/file_system.h"
#include "font/subset.h"

namespace banxin::font {
namespace {

FontDescription serif(Region region) {
  FontDescription description;
  description.families = {"serif"};
  description.region = region;
  return description;
}

std::string test_font() {
  return DiskFileSystem().load_file(BANXIN_TEST_DATA "/BanxinSquare.ttf", 1U << 20U).value();
}

TEST_CASE("the language decides the regional face") {
  auto set = FontSet::load().value();
  const std::pair<const char*, const char*> rows[] = {
      {"zh", "NotoSerifCJKsc-Regular"},         {"zh-Hans", "NotoSerifCJKsc-Regular"},
      {"zh-CN", "NotoSerifCJKsc-Regular"},      {"zh-Hant", "NotoSerifCJKtc-Regular"},
      {"zh-TW", "NotoSerifCJKtc-Regular"},      {"zh-HK", "NotoSerifCJKhk-Regular"},
      {"zh-Hant-HK", "NotoSerifCJKhk-Regular"}, {"yue", "NotoSerifCJKhk-Regular"},
      {"ja", "NotoSerifCJKjp-Regular"},         {"ko-KR", "NotoSerifCJKkr-Regular"},
      {"en", "NotoSerifCJKsc-Regular"},
  };
  for (const auto& [tag, name] : rows) {
    CAPTURE(tag);
    FontStack& stack = set->stack(serif(region_of_language(tag)));
    CHECK(stack.han().postscript_name() == name);
    CHECK(stack.face_for(U'直', Surroundings::Han)->postscript_name() == name);
  }
}

TEST_CASE("Latin comes from a Latin face, shared marks from the face of their surroundings") {
  auto set = FontSet::load().value();
  FontStack& stack = set->stack(serif(Region::Hans));
  CHECK(stack.face_for(U'A', Surroundings::Han)->postscript_name() == "NotoSerif-Regular");
  CHECK(stack.face_for(U'“', Surroundings::Han)->postscript_name() == "NotoSerifCJKsc-Regular");
  CHECK(stack.face_for(U'“', Surroundings::Latin)->postscript_name() == "NotoSerif-Regular");
  CHECK(stack.face_for(U'。', Surroundings::Latin)->postscript_name() == "NotoSerifCJKsc-Regular");
}

TEST_CASE("a real weight is taken and the aliases of common names are known") {
  auto set = FontSet::load().value();
  FontDescription bold = serif(Region::Japan);
  bold.wish.weight = 700;
  CHECK(set->stack(bold).han().postscript_name() == "NotoSerifCJKjp-Bold");
  FontDescription arial;
  arial.families = {"No Such Family", "ARIAL"};
  CHECK(set->stack(arial).primary().postscript_name() == "LiberationSans");
  FontDescription song;
  song.families = {"SimSun"};
  song.region = Region::Hant;
  CHECK(set->stack(song).han().postscript_name() == "NotoSerifCJKsc-Regular");
}

TEST_CASE("fallback covers rare characters and nothing covers the unassigned") {
  auto set = FontSet::load().value();
  FontStack& stack = set->stack(serif(Region::Hans));
  CHECK(stack.face_for(U'\U00020BB7', Surroundings::Han)->glyph(U'\U00020BB7') != 0);
  CHECK(stack.face_for(U'ไ', Surroundings::Latin) != nullptr);
  CHECK(stack.face_for(U'\U0001F600', Surroundings::Latin)->has_colour());
  CHECK(stack.face_for(U'\U000EFFFF', Surroundings::Latin) == nullptr);
}

TEST_CASE("an @font-face is used before installed fonts, and hostile bytes are refused") {
  auto set = FontSet::load().value();
  const std::string bytes = test_font();
  REQUIRE(set->add_web_font({"BanxinSquare", {}, {}}, bytes));
  FontDescription description;
  description.families = {"banxinsquare", "serif"};
  FontStack& stack = set->stack(description);
  CHECK(stack.primary().postscript_name() == "BanxinSquare");
  CHECK(stack.primary().metrics().ascent == 800);
  CHECK(stack.primary().metrics().descent == 200);
  CHECK(stack.face_for(U'鱻', Surroundings::Han)->postscript_name() != "BanxinSquare");
  CHECK_FALSE(set->add_web_font({"X", {}, {}}, "wOF2 and then nothing of use"));
  CHECK_FALSE(set->add_web_font({"X", {}, {}}, ""));
  // Every prefix, and every byte of the head turned round: never a crash.
  for (std::size_t length = 0; length < bytes.size(); length += 97) {
    (void)set->add_web_font({"X", {}, {}}, bytes.substr(0, length));
  }
  for (std::size_t at = 0; at < 400; ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(~damaged[at]);
    (void)set->add_web_font({"X", {}, {}}, damaged);
  }
}

TEST_CASE("unicode-range keeps a face to its characters") {
  auto set = FontSet::load().value();
  REQUIRE(set->add_web_font({"Digits", {}, {{U'0', U'9'}}}, test_font()));
  FontDescription description;
  description.families = {"Digits", "serif"};
  FontStack& stack = set->stack(description);
  CHECK(stack.face_for(U'7', Surroundings::Latin)->postscript_name() == "BanxinSquare");
  CHECK(stack.face_for(U'A', Surroundings::Latin)->postscript_name() == "NotoSerif-Regular");
  CHECK(stack.primary().postscript_name() == "NotoSerif-Regular");
}

TEST_CASE("a subset has the glyphs asked for and is small") {
  auto set = FontSet::load().value();
  const Face& face = set->stack(serif(Region::Hans)).han();
  const std::uint32_t glyphs[] = {face.glyph(U'中'), face.glyph(U'文')};
  const auto kept = subset_face(face, glyphs);
  REQUIRE(kept);
  CHECK(kept.value().size() < 600'000);
  const auto packed = subset_face(face, glyphs, {.numbers = GlyphNumbers::Renumbered});
  REQUIRE(packed);
  CHECK(packed.value().size() < 5'000);
  auto again = set->add_web_font({"Cut", {}, {}}, packed.value());
  CHECK(again);
}

}  // namespace
}  // namespace banxin::font
