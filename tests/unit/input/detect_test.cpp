#include "input/detect.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "base/diagnostic_ids.h"
#include "base/utf8.h"

namespace {

using namespace banxin;
using input::Encoding;

input::DecodedText decoded(std::string bytes, Diagnostics& diagnostics) {
  return input::decode_document(std::move(bytes), {}, "page.html", diagnostics);
}

// 春天的早晨，小城的街道
const std::string kGbk =
    "\xB4\xBA\xCC\xEC\xB5\xC4\xD4\xE7\xB3\xBF\xA3\xAC\xD0\xA1\xB3\xC7\xB5\xC4\xBD\xD6\xB5\xC0";

}  // namespace

TEST_CASE("Nothing declared: the bytes decide, and it is said") {
  Diagnostics diagnostics;
  const auto found = decoded("<p>" + kGbk + "</p>", diagnostics);
  CHECK(found.encoding == Encoding::Gbk);
  CHECK(found.text == "<p>春天的早晨，小城的街道</p>");
  REQUIRE(diagnostics.found().size() == 1);
  CHECK(diagnostics.found()[0].id == DiagnosticId::EncodingGuessed);
}

TEST_CASE("A label that cannot be right is overruled; a right one never, nor a slip of one byte") {
  Diagnostics diagnostics;
  CHECK(decoded("<meta charset=utf-8><p>" + kGbk + "</p>", diagnostics).encoding == Encoding::Gbk);
  REQUIRE(diagnostics.found().size() == 1);
  CHECK(diagnostics.found()[0].id == DiagnosticId::EncodingContradicted);
  Diagnostics clean;
  CHECK(decoded("<meta charset=gbk><p>" + kGbk + "</p>", clean).encoding == Encoding::Gbk);
  CHECK(decoded("<meta charset=utf-8><p>春天的早晨</p>", clean).encoding == Encoding::Utf8);
  CHECK(decoded("<meta charset=windows-1252><p>caf\xE9</p>", clean).text.ends_with("café</p>"));
  CHECK(clean.found().empty());
  CHECK(decoded("<meta charset=utf-8><p>春天的早\xE6\x99小城的街道</p>", clean).encoding ==
        Encoding::Utf8);
}

TEST_CASE("A part in another encoding is read in its own, and reported with its line") {
  Diagnostics diagnostics;
  const auto found = decoded(
      "<meta charset=utf-8>\n<p>夏天的夜晚，远方的山。</p>\n<p>" + kGbk + "</p>\n", diagnostics);
  CHECK(found.encoding == Encoding::Utf8);
  CHECK(found.text.find("春天的早晨，小城的街道") != std::string::npos);
  REQUIRE(diagnostics.found().size() == 1);
  CHECK(diagnostics.found()[0].id == DiagnosticId::EncodingMixed);
  CHECK(diagnostics.found()[0].position.line == 3);
}

TEST_CASE("Zero bytes give UTF-16 away, escapes ISO-2022-JP") {
  CHECK(input::detect_encoding(std::string("<\0p\0>\0a\0b\0c\0", 12), {}).encoding ==
        Encoding::Utf16le);
  CHECK(input::detect_encoding("<p>\x1B$B$\"\x1B(B</p>", {}).encoding == Encoding::Iso2022Jp);
  CHECK(input::detect_encoding("plain", {}).encoding == Encoding::Windows1252);
  CHECK(input::detect_encoding("", {}).encoding == Encoding::Windows1252);
}

// Old pages name the encoding of the editor's default, or of another site's template.
TEST_CASE("The first tag gives UTF-16 away where hardly any ASCII follows") {
  std::string little;
  std::string big;
  for (const char32_t c : to_utf32("<p>船队沿着河岸慢慢往上走，两边的山越来越高。")) {
    for (const unsigned byte : {c & 0xFFU, c >> 8U})
      little += static_cast<char>(byte);
    for (const unsigned byte : {c >> 8U, c & 0xFFU})
      big += static_cast<char>(byte);
  }
  CHECK(input::detect_encoding(little, {}).encoding == Encoding::Utf16le);
  CHECK(input::detect_encoding(big, {}).encoding == Encoding::Utf16be);
}

TEST_CASE("Half-width katakana are Japanese where the label says so") {
  // ｺﾚﾊ ﾃｽﾄ ﾉ ﾌﾞﾝｼｮｳ ﾃﾞｽ｡
  const std::string kana =
      "\xBA\xDA\xCA \xC3\xBD\xC4 \xC9 \xCC\xDE\xDD\xBC\xAE\xB3 \xC3\xDE\xBD\xA1 \xBA\xDA\xCA "
      "\xC3\xBD\xC4 \xC9 \xCC\xDE\xDD\xBC\xAE\xB3 \xC3\xDE\xBD\xA1 \xBA\xDA\xCA \xC3\xBD\xC4 \xC9 "
      "\xCC\xDE\xDD\xBC\xAE\xB3 \xC3\xDE\xBD\xA1 ";
  Diagnostics diagnostics;
  const auto found = decoded("<meta charset=shift_jis><p>" + kana, diagnostics);
  CHECK(found.encoding == Encoding::ShiftJis);
  CHECK(found.text.find("ﾌﾞﾝｼｮｳ") != std::string::npos);
}

TEST_CASE("A label of another script's encoding is overruled, one that only looks odd is not") {
  struct Page {
    std::string_view label;
    std::string bytes;
    Encoding encoding;
    std::string_view text;
  };
  const Page pages[] = {
      {"iso-8859-1",
       "\xCF\xF0\xE0\xE2\xE8\xF2\xE5\xEB\xFC\xF1\xF2\xE2\xEE \xE2\xF7\xE5\xF0\xE0 "
       "\xEE\xE1\xFA\xFF\xE2\xE8\xEB\xEE \xEE \xED\xEE\xE2\xFB\xF5 \xEC\xE5\xF0\xE0\xF5.",
       Encoding::Windows1251, "Правительство вчера объявило о новых мерах."},
      {"iso-8859-1",
       "Rz\xB9"
       "d og\xB3osi\xB3 wczoraj nowe \x9Crodki, \xBF"
       "e b\xEA"
       "d\xB9 dzia\xB3"
       "a\xE6.",
       Encoding::Windows1250, "Rząd ogłosił wczoraj nowe środki, że będą działać."},
      {"iso-8859-1",
       "\xC7 \xEA\xF5\xE2\xDD\xF1\xED\xE7\xF3\xE7 \xE1\xED\xE1\xEA\xEF\xDF\xED\xF9\xF3\xE5 "
       "\xF7\xE8\xE5\xF2 \xED\xDD\xE1 \xEC\xDD\xF4\xF1\xE1.",
       Encoding::Windows1253, "Η κυβέρνηση ανακοίνωσε χθες νέα μέτρα."},
      {"iso-8859-1",
       "H\xFCk\xFCmet d\xFCn yeni ekonomik \xF6nlemler a\xE7\xFDklad\xFD. Uzmanlar bunlar\xFDn "
       "etkinli\xF0inden \xFE\xFCphe ediyor.",
       Encoding::Windows1254,
       "Hükümet dün yeni ekonomik önlemler açıkladı. Uzmanlar bunların etkinliğinden şüphe "
       "ediyor."},
      {"iso-8859-1",
       "R\xEDkisstj\xF3rnin tilkynnti \xED g\xE6r um n\xFDjar a\xF0ger\xF0ir og \xFE"
       "a\xF0 ver\xF0ur r\xE6tt.",
       Encoding::Windows1252,
       "Ríkisstjórnin tilkynnti í gær um nýjar aðgerðir og það verður rætt."},
      {"gb2312",
       "\xC0\xAF\xC9\xDC\xA4\xCF\xBA\xF2\xC6\xFC\xA1\xA2\xBF\xB7\xA4\xB7\xA4\xA4\xB7\xD0\xBA\xD1"
       "\xC2\xD0\xBA\xF6\xA4\xF2\xC8\xAF\xC9\xBD\xA4\xB7\xA4\xBF\xA1\xA3\xC0\xEC\xCC\xE7\xB2\xC8"
       "\xA4\xCF\xB8\xFA\xB2\xCC\xA4\xF2\xB5\xBF\xCC\xE4\xBB\xEB\xA4\xB7\xA4\xC6\xA4\xA4\xA4\xEB"
       "\xA1\xA3",
       Encoding::EucJp, "政府は昨日、新しい経済対策を発表した。専門家は効果を疑問視している。"},
      {"gb2312",
       "\x89\xF4\xA4\xCA\xA4\xE9\xA4\xD0\xA4\xC9\xA4\xEC\xA4\xDB\xA4\xC9\xA4\xE8\xA4\xAB\xA4\xC3"
       "\xA4\xBF\xA4\xC7\xA4\xB7\xA4\xE7\xA4\xA6 "
       "\xCE\xB4\xA4\xC0\xA4\xCB\xA4\xA2\xA4\xCA\xA4\xBF\xA4\xCE\xA4\xB3\xA4\xC8\xA4\xF2\x89\xF4"
       "\xA4\xCB\xA4\xDF\xA4\xEB",
       Encoding::Gbk, "夢ならばどれほどよかったでしょう 未だにあなたのことを夢にみる"},
      {"big5",
       "\xC1\xA4\xBA\xCE\xB4\xC2 \xBE\xEE\xC1\xA6 \xBB\xF5\xB7\xCE\xBF\xEE \xB0\xE6\xC1\xA6 "
       "\xB4\xEB\xC3\xA5\xC0\xBB \xB9\xDF\xC7\xA5\xC7\xDF\xB4\xD9.",
       Encoding::EucKr, "정부는 어제 새로운 경제 대책을 발표했다."},
      {"utf-8", "\x1B$B@/I\x5C$O:rF|!\x22?7$7$$BP:v$rH/I=$7$?!#\x1B(B", Encoding::Iso2022Jp,
       "政府は昨日、新しい対策を発表した。"},
  };
  for (const Page& page : pages) {
    Diagnostics diagnostics;
    const auto found = decoded(
        "<meta charset=" + std::string(page.label) + "><p>" + page.bytes + "</p>", diagnostics);
    CAPTURE(page.text);
    CHECK(found.encoding == page.encoding);
    CHECK(found.text.find(page.text) != std::string::npos);
  }
}

TEST_CASE("Parts in two encodings on one line are told apart between the tags") {
  Diagnostics diagnostics;
  const auto found =
      decoded("<p>" + kGbk + "</p><p>夏天的夜晚，远方的山。</p><p>" + kGbk + "</p>", diagnostics);
  CHECK(found.text ==
        "<p>春天的早晨，小城的街道</p><p>夏天的夜晚，远方的山。</p><p>春天的早晨，小城的街道</p>");
  const auto& said = diagnostics.found();
  CHECK(std::any_of(said.begin(), said.end(), [](const Diagnostic& each) {
    return each.id == DiagnosticId::EncodingMixed && each.position == SourcePosition{1, 30};
  }));
}

TEST_CASE("two or three letters of Latin text in UTF-8 are no Hangul") {
  for (const char* text : {"é ok", "<p>à</p>", "ñ", "ü ö", "<b>ő</b>", "½", "éé"})
    CHECK(input::detect_encoding(text, {}).encoding == Encoding::Utf8);
  // 雪夜 in GBK stays what it is.
  CHECK(input::detect_encoding("<p>\xD1\xA9\xD2\xB9</p>", {}).encoding == Encoding::Gbk);
}

TEST_CASE("Latin encodings are told apart by the letters of languages") {
  const auto detect = [](std::string_view text) {
    return input::detect_encoding(text, {}).encoding;
  };
  // horské, uzavřeny, děti, šťastné
  CHECK(detect("horsk\xE9, uzav\xF8"
               "eny, d\xECti, \x9A\x9D"
               "astn\xE9") == Encoding::Windows1250);
  // iškrito anksti, kalnų keliai, žmonės grįžo namo
  CHECK(detect("i\xF0krito anksti, kaln\xF8 keliai, \xFEmon\xEBs gr\xE1\xFEo namo") ==
        Encoding::Windows1257);
  // O yıl kar yağdı, dağ yolları kapandı
  CHECK(detect("O y\xFDl kar ya\xF0"
               "d\xFD, da\xF0 yollar\xFD kapand\xFD") == Encoding::Windows1254);
  CHECK(detect("Cette ann\xE9"
               "e-l\xE0, la neige tomba tr\xE8s t\xF4t") == Encoding::Windows1252);
}

TEST_CASE("a line of one double-byte encoding in a file of another is told and read") {
  Diagnostics diagnostics;
  const std::string line = "その年の冬は雪が早く、山の道は閉ざされていた。";
  const std::string in_shift_jis =
      "\x82\xBB\x82\xCC\x94\x4E\x82\xCC\x93\x7E\x82\xCD\x90\xE1\x82\xAA\x91\x81\x82\xAD\x81\x41\x8E"
      "\x52\x82\xCC\x93\xB9\x82\xCD\x95\xC2\x82\xB4\x82\xB3\x82\xEA\x82\xC4\x82\xA2\x82\xBD\x81"
      "\x42";
  const std::string in_euc_jp =
      "\xA4\xBD\xA4\xCE\xC7\xAF\xA4\xCE\xC5\xDF\xA4\xCF\xC0\xE3\xA4\xAC\xC1\xE1\xA4\xAF\xA1\xA2\xBB"
      "\xB3\xA4\xCE\xC6\xBB\xA4\xCF\xCA\xC4\xA4\xB6\xA4\xB5\xA4\xEC\xA4\xC6\xA4\xA4\xA4\xBF\xA1"
      "\xA3";
  std::string page;
  std::string text;
  for (int i = 0; i < 4; ++i) {
    page += in_shift_jis + '\n';
    text += line + '\n';
  }
  CHECK(input::decode_document(page + in_euc_jp, {}, "p", diagnostics).text == text + line);
  REQUIRE(!diagnostics.found().empty());
  CHECK(diagnostics.found().back().id == DiagnosticId::EncodingMixed);
}
