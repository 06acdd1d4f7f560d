#include <doctest/doctest.h>

#include <string>

#include "repair/repair_text.h"

namespace {

using banxin::repair::DamageKind;
using banxin::repair::repair_text;

std::string healed(const std::string& text) {
  return repair_text(text).text;
}

}  // namespace

TEST_CASE("UTF-8 read as windows-1252, once and twice") {
  CHECK(healed("ä¸­æ–‡") == "中文");
  CHECK(healed("L\u2019\u00C3\u00A9t\u00C3\u00A9") ==
        "L\u2019\u00C3\u00A9t\u00C3\u00A9");  // a whole ’
  CHECK(healed("LâÃ©tÃ©") == "LâÃ©tÃ©");
  CHECK(healed("Lâ€™Ã©tÃ©") == "L’été");
  CHECK(healed("ÃƒÂ¤Ã‚Â¸Ã‚Â­ÃƒÂ¦Ã¢â‚¬â€œÃ¢â‚¬Â¡") == "中文");
}

TEST_CASE(
    "GBK and Big5 read as Latin-1; what the code page lacked came as "
    "references") {
  CHECK(healed("ÖÐ¹úÈËÃñÕ¾ÆðÀ´ÁË") == "中国人民站起来了");
  CHECK(healed("ÖÐ¹úÈËÃñ&#134071;Ò°¼ÒÕ¾ÆðÀ´ÁË") == "中国人民𠮷野家站起来了");
  CHECK(healed("¤¤¤å¦r¤¸") == "中文字元");
}

TEST_CASE("The report says what stood where") {
  const auto repaired = repair_text("好\nä¸­æ–‡");
  REQUIRE(repaired.report.healed.size() == 1);
  CHECK(repaired.report.healed[0].offset == 4);
  CHECK(repaired.report.healed[0].before == "ä¸­æ–‡");
  CHECK(repaired.report.healed[0].after == "中文");
  CHECK(repaired.report.healed[0].kind == DamageKind::Utf8AsSingleByte);
}

TEST_CASE(
    "Latin text is no damaged Chinese, and text about mojibake keeps its "
    "examples") {
  for (const std::string text :
       {"Ångström, Ærø, Ñandú, Übergröße.", "Où est passé l’été dernier ?", "CAFÉ–BAR", "ESPAÑ…",
        "In Latin-1 the word é becomes Ã©.", "As Latin-1, the UTF-8 for 中文 is ä¸­æ–‡.",
        "The UTF-8 string ä¸­æ–‡ read as Latin-1", "25 °C ± 1 °C", "naïve façade, crème brûlée",
        "Größe à la carte: 5 € – « où »", "\r", ""}) {
    CAPTURE(text);
    CHECK(healed(text) == text);
  }
}

TEST_CASE("One pair of characters that happens to be UTF-8 stays") {
  for (const std::string text : {"Offering 5×£35 pin ups", "AHÅ™, the new sofa from IKEA",
                                 "a radius of 10 Å—", "ATÉ AMANHÃ…", "12×½ + 3"}) {
    CAPTURE(text);
    CHECK(healed(text) == text);
  }
  CHECK(healed("CAFÃ‰") == "CAFÉ");
  CHECK(healed("Î±-Helix") == "α-Helix");
}

TEST_CASE("A letter whose second byte became a space, folded with the one after it") {
  CHECK(healed("Ã perturber la rÃ©flexion jusqu'Ã nos jours") ==
        "à perturber la réflexion jusqu'à nos jours");
  CHECK(healed("com atenÃ§Ã£o Ã s crianÃ§as e semelhante Ã quele") ==
        "com atenção às crianças e semelhante àquele");
  CHECK(healed("voilÃ , dÃ©jÃ  vu") == "voilà, déjà vu");
}

TEST_CASE("Lines drawn in a DOS code page are no text in another encoding") {
  for (const std::string text :
       {"ÖÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ·", "ÖÄÄÄÄÄÄÄÄÄ[ RELEASE INFORMATION ]ÄÄÄÄÄÄÄÄÄ·"}) {
    CAPTURE(text);
    CHECK(healed(text) == text);
  }
  CHECK(healed("¡¡¡¡ÖÐ¹úÈËÃñÕ¾ÆðÀ´ÁË") == "　　中国人民站起来了");
}

TEST_CASE("What programs take for Turkish, Central European or Cyrillic text") {
  CHECK(healed("// Êı¾İµÄ³õÊ¼»¯") == "// 数据的初始化");
  CHECK(healed("ğŸ˜€ ok") == "😀 ok");
  CHECK(healed("//¹İÈ¯°ª Ãâ·ÂÇÏ±â, ÇÔ¼ö¸¦ Á¤ÀÇÇÏ°í") == "//반환값 출력하기, 함수를 정의하고");
  CHECK(healed("//ĎňDS1302ĽÄ´ćĆ÷Đ´ČëĘýľÝ") == "//向DS1302寄存器写入数据");
  CHECK(healed("// ІЙјЇКэѕЭµДі¤¶И") == "// 采集数据的长度");
}

TEST_CASE("Turkish, Polish, Czech, Serbian and Russian text stays") {
  for (const std::string text :
       {"ışığı gördüğü için şaşırdı", "IŞIĞI ŞİŞLİ", "İĞÜŞÖÇ ığüşöç", "żółć", "ŻÓŁĆ ŁĄKĘ ŚĆŹŻ",
        "ěščřžýáíé ĚŠČŘŽÝÁÍÉ", "Ђорђе и Љубица", "ЖурналОшибок, ВнешняяОбработка = Истина;",
        "НаборЗаписей.Прочитать();", "СССР, МиГ-29 и ТиС", "пРИВЕТ, кАК дЕЛА?"}) {
    CAPTURE(text);
    CHECK(healed(text) == text);
  }
}
