#include "repair/readings.h"
#include "repair/spelled_reading.h"

#include <doctest/doctest.h>

#include "html/parse.h"

namespace {

using namespace banxin;

std::string dropped(std::string_view text) {
  repair::RepairReport report;
  return repair::drop_readings(text, report);
}

std::string body_of(std::string text, repair::Readings readings) {
  Diagnostics diagnostics;
  const auto document = html::parse_document("", std::move(text), {}, diagnostics);
  repair::set_readings(*document, readings);
  std::string out;
  const dom::Node& body = *document->body();
  for (dom::Node* node = body.first_child; node != nullptr; node = dom::next_in_tree(*node, body)) {
    if (node->is_element()) out += '<' + std::string(document->name(*node)) + '>';
    out += node->text();
  }
  return out;
}

}  // namespace

TEST_CASE("Readings that a program pasted are dropped, all of them") {
  CHECK(dropped("三大運(yùn)營商與運(yùn)輸業(yè)務(wù)，業(yè)績現(xiàn)"
                "在好，運(yùn)氣也好。") == "三大運營商與運輸業務，業績現在好，運氣也好。");
}

TEST_CASE("A short text that has all its readings has them from a program too") {
  CHECK(dropped("他說(shuō)：“走(zǒu)！”於是(shì)走(zǒu)上長(cháng)路。") ==
        "他說：“走！”於是走上長路。");
}

TEST_CASE("What a writer put in parentheses stays") {
  for (const std::string_view text :
       {"李焕英(Lǐ Huànyīng)是电影里的人物。", "重庆(Chóngqìng)、厦门(Xiàmén)是地名。",
        "“行(háng)业”的“行”是多音字，行人的行不读(háng)，行长的行才读。",
        "汉字“运”的读音是(yùn)，“营”读作(yíng)。",
        "说明(shuōmíng)：动词；说话(shuōhuà)：动词；说法(shuōfǎ)：名词。",
        "阿里云(Aliyun)的阿里云(Aliyun)和阿里云(Aliyun)。",
        "好(hǎo)：good\n好(hǎo)：fine\n好(hǎo)：well\n人(rén)：person",
        "重(zhòng)要和重(chóng)"
        "复，重量，重心，重新，重点，重庆，重阳，重大。"}) {
    CAPTURE(text);
    CHECK(dropped(text) == text);
  }
}

TEST_CASE("In a document they become ruby, stay or go; no ruby in code") {
  const std::string page =
      "<p>運(yùn)營商的業(yè)務(wù)，<b>運(yùn)輸業(yè)</"
      "b>也好。</p><pre>運(yùn)</pre>";
  CHECK(body_of(page, repair::Readings::Ruby) ==
        "<p><ruby>運<rt>yùn營商的<ruby>業<rt>yè<ruby>務<rt>wù，<b><ruby>運<rt>"
        "yùn輸<ruby>業<rt>"
        "yè也好。"
        "<pre>運(yùn)");
  CHECK(body_of(page, repair::Readings::Drop) == "<p>運營商的業務，<b>運輸業也好。<pre>運(yùn)");
  CHECK(body_of(page, repair::Readings::Keep) ==
        "<p>運(yùn)營商的業(yè)務(wù)，<b>運(yùn)輸業(yè)也好。<pre>運(yùn)");
}

TEST_CASE("pinyin_of: one syllable in whatever spelling") {
  using banxin::repair::pinyin_of;
  CHECK(pinyin_of("yùn") == "yùn");
  CHECK(pinyin_of(" yun4 ") == "yùn");
  CHECK(pinyin_of("lv4") == "lǜ");
  CHECK(pinyin_of("lu\u0308\u0300e") == "lüè");
  CHECK(pinyin_of("xue\u030C") == "xuě");
  CHECK(pinyin_of("gou3") == "gǒu");
  CHECK(pinyin_of("hui2") == "huí");
  CHECK(pinyin_of("le5") == "le");
  CHECK(pinyin_of("ㄩㄣˋ") == "yùn");
  CHECK(pinyin_of("ㄒㄩㄝˇ") == "xuě");
  CHECK(pinyin_of("ㄓ") == "zhī");
  CHECK(pinyin_of("˙ㄉㄜ") == "de");
  CHECK(pinyin_of("ㄑㄩㄥˊ") == "qióng");
  CHECK(pinyin_of("4") == "");
  CHECK(pinyin_of("yun44") == "");
  CHECK(pinyin_of("a b") == "");
  CHECK(pinyin_of("ㄩㄣ4") == "");
}

TEST_CASE("readings in digits, in zhuyin and with blanks around are pasted ones too") {
  using namespace banxin::repair;
  for (const std::string_view text :
       {"往運(yun4)去往鹽(yan2)去往門(men2)去往雪(xue3)去往綠(lv4)去",
        "往運(ㄩㄣˋ)去往鹽(ㄧㄢˊ)去往門(ㄇㄣˊ)去往雪(ㄒㄩㄝˇ)去往綠(ㄌㄩˋ)去",
        "往運( yùn )去往鹽( yán )去往門( mén )去往雪( xuě )去往綠( lǜ )去"}) {
    CAPTURE(text);
    CHECK(find_pasted_readings(std::span(&text, 1)).size() == 5);
  }
  // Grades, units and variables stay.
  const std::string_view grades = "甲(a1)乙(b2)丙(c3)丁(d4)戊(e5)己(f)庚(g)辛(3)";
  CHECK(find_pasted_readings(std::span(&grades, 1)).empty());
}

TEST_CASE("Readings in kana behind Japanese words become ruby") {
  const std::string aozora =
      "<p>彼は雪国《ゆきぐに》へ向かった。<p>その｜お供《とも》の者は船団《せんだん》を見ていた。";
  CHECK(body_of(aozora, repair::Readings::Ruby) ==
        "<p>彼は<ruby>雪国<rt>ゆきぐにへ向かった。"
        "<p>その<ruby>お供<rt>ともの者は<ruby>船団<rt>せんだんを見ていた。");
  CHECK(body_of(aozora, repair::Readings::Drop) ==
        "<p>彼は雪国へ向かった。<p>そのお供の者は船団を見ていた。");
  const std::string pasted =
      "彼は走（はし）りながら、手紙（てがみ）と机（つくえ）を見て、夜明（よあけ）の橋（はし）で笑っ"
      "た。";
  CHECK(body_of("<p>" + pasted, repair::Readings::Drop) ==
        "<p>彼は走りながら、手紙と机を見て、夜明の橋で笑った。");
  // Plain text has no other way to say them.
  CHECK(dropped(pasted) == pasted);
  CHECK(dropped("雪国《ゆきぐに》へ、その｜お供《とも》と船団《せんだん》を見ていた。") ==
        "雪国《ゆきぐに》へ、その｜お供《とも》と船団《せんだん》を見ていた。");
}

TEST_CASE("Kana in marks that is no reading stays") {
  for (const char* text :
       {"他看过动画《おしん》和电影《となり》，也看过电视剧《さくら》，都觉得不错。",
        "彼（かれ氏）は会議（第一回）に出る（らしい）。中止（ちゅうし）となった。",
        "大家都在学日语，学校（がっこう）、老师（せんせい）、朋友（ともだち）、汽车（くるま）、"
        "山川（さんせん）这些词很常用。"}) {
    CAPTURE(text);
    const std::string_view view = text;
    CHECK(repair::find_pasted_readings(std::span(&view, 1)).empty());
  }
}

TEST_CASE("A bar far before its marks begins no word, however many there are") {
  std::string text = "｜" + std::string(std::size_t{3} * 30, 'x');
  for (int i = 0; i < 200'000; ++i)
    text += "《あ》、";
  const std::string_view view = text;
  CHECK(repair::find_pasted_readings(std::span(&view, 1)).empty());
}

TEST_CASE("Readings that are told apart stay") {
  using namespace banxin::repair;
  for (const std::string_view text :
       {"好(hǎo)：优点多的。好(hào)：喜爱。行(xíng)：走。行(háng)：行业。重(zhòng)：分量大。"
        "重(chóng)：再。",
        "长(zhǎng)大了，长(cháng)的绳子；乐(lè)观，音乐(yuè)；了(le)，了(liǎo)解；的(de)，目的(dì)"
        "；"
        "得(de)，得(dé)到，得(děi)去。"}) {
    CAPTURE(text);
    CHECK(find_pasted_readings(std::span(&text, 1)).empty());
  }
}
