#include "repair/recode_marks.h"

#include <doctest/doctest.h>

#include <string>

#include "repair/repair_text.h"

namespace {

std::string healed(const std::string& text) {
  return banxin::repair::repair_text(text).text;
}

}  // namespace

TEST_CASE("Marks and letters of GBK and Big5 in Latin text read as windows-1252") {
  CHECK(healed("It¡¯s a ¡°fine¡± day ¡ª isn¡¯t it?") == "It’s a “fine” day — isn’t it?");
  CHECK(healed("It¡¦s a ¡§fine¡¨ day ¡X isn¡¦t it?") == "It’s a “fine” day — isn’t it?");
  CHECK(healed("Le caf¨¦ ¨¦tait ferm¨¦ ¨¤ cause de la f¨ºte.") ==
        "Le café était fermé à cause de la fête.");
  CHECK(healed("caf¨¦") == "café");
  CHECK(healed("L¡¯¨¦t¨¦, les ¨¦l¨¨ves pr¨¦f¨¨rent la plage ¨¤ l¡¯¨¦cole.") ==
        "L’été, les élèves préfèrent la plage à l’école.");
}

TEST_CASE("Marks and letters of windows-1252 read as GBK and as Latin-1") {
  CHECK(healed("It抯 said that they抮e here, isn抰 it?") ==
        "It’s said that they’re here, isn’t it?");
  CHECK(healed("a posting by Walter D鰎wald, K鰈n") == "a posting by Walter Dörwald, Köln");
  CHECK(healed("Die Stra遝 f黵 B鋟me") == "Die Straße für Bäume");
  CHECK(healed("It\u0092s a \u0093fine\u0094 day") == "It’s a “fine” day");
}

TEST_CASE("Latin text that nothing is wrong with stays") {
  for (const std::string text :
       {"¡¡Hola!! ¿Qué? ¡Él! ¡Élite! «¿Ñandú?»", "Ångström §5 «¡Ó!» Größe ×2",
        "T恤 K歌 AA制 卡拉OK厅 X光", "Shares of A株 and B株 rose on Monday in Tokyo.",
        "Mr.朱 met us at the Cafe猪 yesterday.", "The word Dian點 came up again, and Long遠 too.",
        "鵖 aihaf", "U+6DCF,淏,1.1,5", "The spelling 鈒 is arbitrary.", "    - ($酧cau4), $騣zung1",
        "  \"title\": \"銲\",", "逴躒 chuo4 luo4", "[鈇~(axe)](/entries/fu#rendering-鈇-axe)",
        "naïve – “quoted” it’s", "the character 抯 (U+62AF)", "¨ü is ü, ¡° no quote"}) {
    CAPTURE(text);
    CHECK(healed(text) == text);
  }
}
