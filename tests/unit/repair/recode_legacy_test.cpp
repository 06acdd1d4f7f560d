#include "repair/recode_legacy.h"

#include <doctest/doctest.h>

#include <string>

#include "repair/repair_text.h"

namespace {

std::string healed(const std::string& text) {
  return banxin::repair::repair_text(text).text;
}

}  // namespace

TEST_CASE("Japanese of Shift_JIS and EUC-JP read as GBK and windows-1252") {
  CHECK(healed("擔杮岅偺暥復傪偙偙偵彂偒傑偡丅") == "日本語の文章をここに書きます。");
  CHECK(healed("怴拝忣曬") == "新着情報");
  CHECK(healed("ÆüËÜ¸ì¤ÎÊ¸¾Ï¤ò¤³¤³¤Ë½ñ¤­¤Þ¤¹¡£") == "日本語の文章をここに書きます。");
}

TEST_CASE("Lines too short to show their language follow the others") {
  CHECK(healed("²ñ¼Ò³µÍ×\n¤ªÌä¤¤¹ç¤ï¤»\n»ä¤¿¤Á¤ÏËèÆü¿·Ê¹¤òÆÉ¤ß¤Þ¤¹¡£\nºÎÍÑ¾ðÊó") ==
        "会社概要\nお問い合わせ\n私たちは毎日新聞を読みます。\n採用情報");
}

TEST_CASE("Korean of EUC-KR read as GBK and windows-1252") {
  CHECK(healed("茄惫绢 巩厘阑 咯扁俊 竟聪促. 辑匡狼 朝揪绰 讣嚼聪促.") ==
        "한국어 문장을 여기에 씁니다. 서울의 날씨는 맑습니다.");
  CHECK(healed("ÇÑ±¹¾î ¹®ÀåÀ» ¿©±â¿¡ ¾¹´Ï´Ù.") == "한국어 문장을 여기에 씁니다.");
}

TEST_CASE("Russian of windows-1251 and of GBK read as windows-1252") {
  CHECK(healed("Ïðèâåò") == "Привет");
  CHECK(healed("§³§Ö§Ô§à§Õ§ß§ñ §ç§à§â§à§ê§Ñ§ñ §á§à§Ô§à§Õ§Ñ.") == "Сегодня хорошая погода.");
}

TEST_CASE("Accented Latin text, half-width kana and rare Han characters stay") {
  for (const std::string text :
       {"Þórður Ægisson á Íslandi", "Übergröße, naïve façade — «déjà vu»", "ÁÉÍÓÚÑ áéíóúñ",
        "ÆØÅ æøå", "ÿ þ ý ü û ú ù ø ÷ ö õ ô ó ò ñ ð", "饕餮魑魅魍魉", "耄耋踟蹰龃龉囹圄", "ﾊﾝｶｸｶﾅ",
        "$掙caang1, $掙zaang6, $掙zang1, $掙zang3", "used in [傞傞](/entries/co#rendering-傞傞).",
        "U+77AA 瞪 ⿰目登", "喇喇哩哩 la1 la5 li1 li1", "東京都千代田区霞が関", "§§ 12–14 BGB"}) {
    CAPTURE(text);
    CHECK(healed(text) == text);
  }
}
