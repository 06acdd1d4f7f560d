#include <doctest/doctest.h>

#include <string>

#include "repair/align.h"
#include "repair/repair_text.h"

namespace {

std::string healed(const std::string& text) {
  return banxin::repair::repair_text(text).text;
}

}  // namespace

TEST_CASE("The shortest differences of two texts") {
  const auto hunks = banxin::repair::align(U"春天的早晨小城", U"春天早上的小城", 10);
  REQUIRE(hunks);
  std::u32string rebuilt;
  std::size_t at = 0;
  for (const auto& hunk : *hunks) {
    rebuilt += std::u32string_view(U"春天的早晨小城").substr(at, hunk.a_begin - at);
    rebuilt +=
        std::u32string_view(U"春天早上的小城").substr(hunk.b_begin, hunk.b_end - hunk.b_begin);
    at = hunk.a_end;
  }
  rebuilt += std::u32string_view(U"春天的早晨小城").substr(at);
  CHECK(rebuilt == U"春天早上的小城");
  CHECK(banxin::repair::align(U"", U"", 0)->empty());
  CHECK(banxin::repair::align(U"", U"好", 1)->size() == 1);
  CHECK_FALSE(banxin::repair::align(U"春夏秋冬", U"东南西北", 3));
}

TEST_CASE("What one copy lost the other has") {
  CHECK(healed("春天的早晨，小城的街道上弥漫着豆浆和油条的�味，人们慢慢走过石桥"
               "。\n扫一扫\n"
               "春天的早晨，小城的街道上弥漫着豆浆和油条的香味，人们慢�走过石桥"
               "。\n") ==
        "春天的早晨，小城的街道上弥漫着豆浆和油条的香味，人们慢慢走过石桥。\n扫"
        "一扫\n"
        "春天的早晨，小城的街道上弥漫着豆浆和油条的香味，人们慢慢走过石桥。\n");
}

TEST_CASE(
    "One question mark where two lines differ is no damage; lines alike "
    "are no copy") {
  const std::string quiz = "我是中国人，我爱我的家乡和土地。\n我是中国人，我?我的家乡和土地。\n";
  CHECK(healed(quiz) == quiz);
  const std::string single =
      "春天的早晨，小城的街道上弥漫着豆浆和油条的�味。\n另外一段很长的文字，讲"
      "的是完全不同的事情，"
      "关于夏天的夜晚，还有远方的山和海，以及许多不同的人。\n";
  CHECK(healed(single) == single);
}

TEST_CASE("What stands for lost text makes no copies of one another") {
  const std::string page =
      "夜幕锟斤拷锟劫ｏ拷锟斤拷锟叫的灯癸拷一盏一盏锟斤拷锟斤拷锟斤拷锟斤拷锟斤拷锟较碉拷锟斤拷锟斤"
      "拷锟斤拷锟斤拷锟斤拷锟斤拷锟斤拷锟斤拷锟斤拷锟角达拷写锟斤拷楼锟斤拷锟竭筹拷锟斤拷锟斤拷锟斤"
      "拷锟斤拷锟斤拷锟秸\?8K/30FPS锟斤拷\n"
      "锟斤拷锟斤拷锟斤拷路锟斤拷锟斤拷锟剿讹拷十锟斤拷目锟斤拷锟斤拷锟斤拷锟斤拷锟剿碉拷锟斤拷诘锟"
      "斤拷锟斤拷锟斤拷烁锟皆革拷锟缴\?拷敫肚拷锟斤拷锟揭惭э拷锟斤拷锟斤拷锟斤拷只锟斤拷湛锟\?12+"
      "128GB锟斤拷\n"
      "锟斤拷锟斤拷锟斤拷锟斤拷十锟姐，锟姐场锟斤拷锟斤拷锟斤拷锟斤拷锟缴\?拷耍锟斤拷锟斤拷锟斤拷锟"
      "斤拷丝锟绞硷拷锟缴\?拷锟斤拷妫拷碌锟揭伙拷锟斤拷锟揭拷锟绞硷拷耍锟斤拷鄹锟斤拷锟\?15W "
      "锟斤拷锟揭★拷\n"
      "锟斤拷锟较碉拷锟斤拷说锟斤拷锟斤拷锟接撅拷锟斤拷锟剿拷锟斤拷锟斤拷挪锟斤拷锟斤拷锟斤拷锟绞"
      "狄伙拷锟揭裁伙拷锟酵ｏ拷锟斤拷锟斤拷锟斤拷锟阶拷锟斤拷丫锟斤拷锟\?2024 锟斤拷锟剿★拷\n";
  CHECK(healed(page) == page);
}

TEST_CASE("A passage that only one copy has is the writer's") {
  const std::string page =
      "学生在课堂上被塞了纸片，“无法用科学解释”_某某网资讯_某某网\n"
      "学生在课堂上被塞了纸片，“无法用科学解释”\n后来，他走了，?是吗。我�好。\n";
  CHECK(healed(page) == page);
}

TEST_CASE("What one copy reads with a byte less, the other has") {
  // 識 is D7 52 in GBK, and 52 alone is R; no mark tells of it.
  const std::string whole = "清晨的山路上，孩子們很快就識別出了路邊的野花，老師在一旁慢慢地點頭。";
  const std::string less = "清晨的山路上，孩子們很快就R別出了路邊的野花，老師在一旁慢慢地點�。";
  CHECK(healed(less + "\n評論\n" + whole + "\n") == whole + "\n評論\n" + whole + "\n");
  // Another letter is the writer's.
  const std::string other = "清晨的山路上，孩子們很快就Q別出了路邊的野花，老師在一旁慢慢地點�。";
  CHECK(healed(other + "\n評論\n" + whole + "\n").find("就Q別") != std::string::npos);
}

TEST_CASE("□ in a face or for what an edition cannot read is no loss to be filled") {
  for (const std::string text :
       {"ヽ（≧□≦）ノ = 高興（≧□≦）了\nヾ（^▽^）> = 高興（^▽^）了\n￣□￣*|||━━ = 倒了\n",
        "寄徐□泉寺長老，山中秋色晚來深。\n寄壽泉使泉寺長老，山中秋色晚來深。\n"}) {
    CAPTURE(text);
    CHECK(healed(text) == text);
  }
}

TEST_CASE("A copy that lost more gives nothing") {
  const std::string text =
      "\"original\": \"the word naï�ve in a longer sentence\",\n"
      "\"fixed\": \"the word naïï¿½ve in a longer sentence\",\n";
  CHECK(healed(text).find("naï�ve") != std::string::npos);
  // ASCII is never lost for U+FFFD.
  const std::string code =
      "public class X509Manager implements javax.net.ssl.Manager {\n"
      "public class X509Manager implements javax����: Manager {\n";
  CHECK(healed(code) == code);
}

TEST_CASE("Rows of a table are no copies of one another") {
  const std::string table =
      "春,hydzd/variant,夏\n秋,hydzd/variant,\uFFFD\n秋,hydzd/variant,冬\n东,hydzd/variant,西\n";
  CHECK(healed(table) == table);
}
