#include "repair/recode_foreign.h"

#include <doctest/doctest.h>

#include <string>

#include "repair/repair_text.h"

namespace {

std::string healed(const std::string& text) {
  return banxin::repair::repair_text(text).text;
}

}  // namespace

TEST_CASE("Russian, Japanese, Korean and English in UTF-8, read as GBK") {
  CHECK(healed("小械谐芯写薪褟 褏芯褉芯褕邪褟 锌芯谐芯写邪. 袦褘 锌芯褕谢懈 谐褍谢褟褌褜 胁 "
               "锌邪褉泻.") == "Сегодня хорошая погода. Мы пошли гулять в парк.");
  CHECK(healed("袩褉懈胁械褌") == "Привет");
  // What was lost of other scripts stays lost.
  CHECK(healed(
            "绉併仧銇°伅姣庢棩鏂拌仦銈掕��銇裤伨銇欍�傘�屻亾銈撱伀銇°伅銆嶃仺褰笺伅瑷�銇ｃ仧銆�") ==
        "私たちは毎日新聞を�みます。「こんにちは」と彼は�った。");
  CHECK(healed("頃滉淡鞏� 氍胳灔鞚� 鞐�旮办棎 鞌侂媹雼�. 靹滌毟鞚� 雮犾敤電� 毵戩姷雼堧嫟.") ==
        "한국� 문장� �기에 씁니�. 서울� 날씨� 맑습니다.");
  CHECK(
      healed("It鈥檚 a 鈥渇ine鈥� day 鈥� isn鈥檛 it? The authors鈥� notes don鈥檛 say much鈥�") ==
      "It’s a “fine” day — isn’t it? The authors’ notes don’t say much…");
}

TEST_CASE("UTF-8 read as windows-1251 and as Shift_JIS") {
  CHECK(healed("РџСЂРёРІРµС‚") == "Привет");
  CHECK(healed("ItвЂ™s a вЂњfineвЂќ day") == "It’s a “fine” day");
  CHECK(healed("д»Ље¤©зљ„е¤©ж°”еѕ€еҐЅ") == "今天的天气很好");
  CHECK(healed("縺薙ｓ縺ｫ縺｡縺ｯ") == "こんにちは");
  CHECK(healed("It窶冱 a 窶彷ine窶� day 窶� isn窶冲 it?") == "It’s a “fine” day — isn’t it?");
}

TEST_CASE("Russian, Ukrainian, Japanese and Korean that nothing is wrong with stay") {
  for (const std::string text :
       {"Сегодня хорошая погода. Мы пошли гулять в парк.",
        "Його єдина мрія: їхати до Європи, ґанок", "Ђорђе и Љубица Његош",
        "Съешь ещё этих мягких французских булок, «да» — №1", "ﾊﾝｶｸｶﾅﾀﾞｹﾉ ｷﾞｮｳ",
        "半角ｶﾅと漢字ｦ混ﾍﾞﾀ行", "한국어 문장을 여기에 씁니다.", "大韓民國 헌법 第1條",
        "Кодировка UTF-8: «РџСЂРёРІРµС‚» вместо «Привет» в windows-1251"}) {
    CAPTURE(text);
    CHECK(healed(text) == text);
  }
}

TEST_CASE("A few rare Han characters that happen to be the bytes of other text stay") {
  for (const std::string text :
       {"墨梅", "鄭瓊羅", "⿵菛唯", "淵默 344", "路伽憊", "木漠", "寞寞", "蘋藻", "牛蠅", "蟻慕",
        "爰歷篇", "\"title\": \"墨梅\",", "膩抹 ni4 mo5", "$艖caa1, ($艖co1)",
        "($竄cyun2), $竄cyun3", "(rising second in 嚡嚡地)", "\"韧屯屯屯屯屯屯屯屯屯屯屯图\"",
        "饕,twedu/variant,餥", "[牒-木+冉]"}) {
    CAPTURE(text);
    CHECK(healed(text) == text);
  }
  CHECK(healed("Le caf茅 茅tait ferm茅.") == "Le café était fermé.");
  CHECK(healed("-5掳C, 25掳C") == "-5°C, 25°C");
}

TEST_CASE("UTF-8 read as Mac Roman, code page 437 and windows-1250") {
  CHECK(healed("// Ëé∑ÂèñÁî®Êà∑‰ø°ÊÅØ") == "// 获取用户信息");
  CHECK(healed("It‚Äôs a ‚Äúfine‚Äù day ‚Äî isn‚Äôt it?") == "It’s a “fine” day — isn’t it?");
  CHECK(healed("Le caf√© √©tait ferm√© √† No√´l") == "Le café était fermé à Noël");
  CHECK(healed("–ü—Ä–∏–≤–µ—Ç, –º–∏—Ä") == "Привет, мир");
  // One byte was lost, and the model tells which.
  CHECK(healed("//ËÆ°Êï∞Ê®°ÂºèÁöÑÊ¨°Êï?") == "//计数模式的次数");
  CHECK(healed("// τ╢üσ«ÜτïÇµàïΘ¥óµ¥┐Σ╕èτÜäΦú¥σéÖµîëΘêò") == "// 綁定狀態面板上的裝備按鈕");
  CHECK(healed("ItΓÇÖs a ΓÇ£fineΓÇ¥ day") == "It’s a “fine” day");
  CHECK(healed("ä˝żç”¨ API ćźĄčŻ˘") == "使用 API 查询");
  CHECK(healed("Le cafĂ© Ă©tait fermĂ©") == "Le café était fermé");
}

TEST_CASE("Mathematics, Greek, drawn tables and the languages of windows-1250 stay") {
  for (const std::string text :
       {"∑∏∫ √2 ≠ ∞, ∂f/∂x ≤ π·Ω", "∀x∈ℝ: ⌈x⌉ = −⌊−x⌋, α ∧ ¬β", "Σστ τΦΘ φε δΩ", "Θεός και Φως",
        "├── src\n│   ├── base\n│   └── css\n└── tests", "╔═╦═╗ ║█║ ╚═╩═╝ ┬╨╤┴",
        "Țară și ăștia, Ăsta-i „așa”", "Zażółć gęślą jaźń",
        "příliš žluťoučký kůň úpěl ďábelské ódy", "Árvíztűrő tükörfúrógép", "Ĺ ĺ Ć ć",
        "50 µΩ ± 2 ∆T ≈ 3°"}) {
    CAPTURE(text);
    CHECK(healed(text) == text);
  }
}

TEST_CASE("What Windows lost of UTF-8 read as Shift_JIS stays lost, and adds no E") {
  CHECK(healed("繝｡繝・そ繝ｼ繧ｸ繧呈紛蠖｢縺励※陦ｨ遉ｺ") == "メ��ージを整形して表示");
  CHECK(healed("縺薙ｌ縺ｯ譚ｱ莠ｬ繝ｻ螟ｧ髦ｪ縺ｧ縺・") == "これは東京・大阪で�");
}
