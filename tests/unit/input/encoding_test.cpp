#include "input/encoding.h"

#include <doctest/doctest.h>

#include "base/utf8.h"

using namespace banxin;
using namespace banxin::input;
using namespace std::string_literals;

namespace {

std::string decoded(Encoding encoding, std::string bytes) {
  return decode_as(encoding, std::move(bytes)).text;
}

SniffedEncoding sniffed(std::string_view bytes) {
  return sniff_encoding(bytes, {});
}

}  // namespace

TEST_CASE("labels name encodings in any case and with spaces around them") {
  CHECK(find_encoding("GB2312") == Encoding::Gbk);
  CHECK(find_encoding("\t x-sjis\n") == Encoding::ShiftJis);
  CHECK(find_encoding("latin1") == Encoding::Windows1252);
  CHECK(find_encoding("ks_c_5601-1987") == Encoding::EucKr);
  CHECK(find_encoding("hz-gb-2312") == Encoding::Replacement);
  CHECK_FALSE(find_encoding("").has_value());
  CHECK_FALSE(find_encoding("utf 8").has_value());
  CHECK_FALSE(find_encoding(std::string(1000, 'u')).has_value());
  CHECK(encoding_name(Encoding::ShiftJis) == "shift_jis");
}

TEST_CASE("a byte order mark beats the override, which beats the transport and the page") {
  const std::string page = "<meta charset=big5>";
  CHECK(sniff_encoding("\xEF\xBB\xBF" + page, {"gbk", "koi8-r"}).encoding == Encoding::Utf8);
  CHECK(sniff_encoding(page, {"gbk", "koi8-r"}).encoding == Encoding::Gbk);
  CHECK(sniff_encoding(page, {"", "koi8-r"}).encoding == Encoding::Koi8R);
  CHECK(sniff_encoding(page, {"", "no such"}).encoding == Encoding::Big5);
  CHECK(sniff_encoding(page, {"", "no such"}).source == EncodingSource::Meta);
  CHECK(sniff_encoding("<p>", {"", ""}).source == EncodingSource::Default);
}

TEST_CASE("the prescan reads meta as the standard says") {
  CHECK(sniffed("<META/ CHARSET = 'GBK' >").encoding == Encoding::Gbk);
  CHECK(sniffed("<meta content='text/html; charset=\"big5\"' http-equiv=Content-Type>").encoding ==
        Encoding::Big5);
  CHECK(sniffed("<meta content='text/html; charset=big5'>").source == EncodingSource::Default);
  CHECK(sniffed("<!-- <meta charset=big5> --><meta charset=gbk>").encoding == Encoding::Gbk);
  CHECK(sniffed("<!--><meta charset=gbk>").encoding == Encoding::Gbk);
  CHECK(sniffed("<a title='<meta charset=big5>'><meta charset=gbk>").encoding == Encoding::Gbk);
  CHECK(sniffed("<meta charset=utf-16be>").encoding == Encoding::Utf8);
  CHECK(sniffed("<meta charset=x-user-defined>").encoding == Encoding::Windows1252);
  CHECK(sniffed("<meta charset=nonsense><meta charset=gbk>").encoding == Encoding::Gbk);
  CHECK(sniffed("<meta charset=gbk").source == EncodingSource::Default);
  CHECK(sniffed(std::string(1010, ' ') + "<meta charset=gbk>").source == EncodingSource::Default);
  CHECK(sniffed("<?xml version='1.0' encoding='euc-jp'?><p>").encoding == Encoding::EucJp);
  CHECK(sniffed("<\0?\0x\0m\0"s).encoding == Encoding::Utf16le);
}

TEST_CASE("GBK and GB 18030 decode as in the standard, not as in ICU") {
  CHECK(decoded(Encoding::Gbk, "\x80\xA2\xE3") == "€€");
  CHECK(decoded(Encoding::Gb18030, "\xD6\xD0\x81\x30\x81\x30\x90\x30\x81\x30") ==
        to_utf8(U"中\u0080\U00010000"));
  CHECK(decoded(Encoding::Gb18030, "\xA6\xD9\xFE\x59") == to_utf8(U"\uFE10\u9FB4"));
  CHECK(decoded(Encoding::Gb18030, "\x81\x35\xF4\x37") == to_utf8(U"\uE7C7"));
  // What follows a fault is read again: no tag is swallowed.
  CHECK(decoded(Encoding::Gbk, "\xD6<b>\xFF") == to_utf8(U"\uFFFD<b>\uFFFD"));
  CHECK(decoded(Encoding::Gb18030, "\x81\x30<p") == to_utf8(U"\uFFFD0<p"));
  CHECK(decoded(Encoding::Gb18030, "\x81\x30\x81<") == to_utf8(U"\uFFFD0\uFFFD<"));
  CHECK(decoded(Encoding::Gb18030, "\x84\x32\xA4\x30") == to_utf8(U"\uFFFD"));
}

TEST_CASE("Big5 has the characters of Hong Kong") {
  CHECK(decoded(Encoding::Big5, "\xA4\xA4\x88\x62\x88\xA5") ==
        to_utf8(U"中\u00CA\u0304\u00EA\u030C"));
  CHECK(decoded(Encoding::Big5, "\x87\x40\xFA\x40") == to_utf8(U"\u43F0\U00020547"));
  CHECK(decoded(Encoding::Big5, "\xC6\xA1") == to_utf8(U"①"));
  CHECK(decoded(Encoding::Big5, "\x80\xA4<") == to_utf8(U"\uFFFD\uFFFD<"));
}

TEST_CASE("Japanese encodings have the rows of code page 932") {
  CHECK(decoded(Encoding::ShiftJis, "\x87\x40\xFB\xFC\xF0\x40\xB1\x5C\x81\x60") ==
        to_utf8(U"①髙\uE000ｱ\\～"));
  CHECK(decoded(Encoding::ShiftJis, "\x81<\xA0") == to_utf8(U"\uFFFD<\uFFFD"));
  CHECK(decoded(Encoding::EucJp, "\xC6\xFC\xAD\xA1\x8E\xB1\x8F\xB0\xA1\x8F\xA1<") ==
        to_utf8(U"日①ｱ丂\uFFFD<"));
  CHECK(decoded(Encoding::Iso2022Jp, "a\x1B$BF|\x1B(J\\~\x1B(I1\x1B(Bb\x1B$B\x1B(B") ==
        to_utf8(U"a日¥‾ｱb\uFFFD"));
  CHECK(decoded(Encoding::Iso2022Jp, "\x1B$BF\x1B(Bb\x1Bx\x0E") ==
        to_utf8(U"\uFFFDb\uFFFDx\uFFFD"));
}

TEST_CASE("Korean means code page 949, without its private rows") {
  CHECK(decoded(Encoding::EucKr, "\xC7\xD1\x81\x41\xC9\xA1") == to_utf8(U"한갂\uFFFD"));
}

TEST_CASE("single bytes without a meaning are faults, but not in windows-1252") {
  CHECK(decoded(Encoding::Windows1252, "\x80\x81\xFF") == to_utf8(U"€\u0081ÿ"));
  CHECK(decoded(Encoding::Windows1253, "\xAA\xE1") == to_utf8(U"\uFFFDα"));
  CHECK(decoded(Encoding::Iso88598I, "\xE0") == "א");
  CHECK(decoded(Encoding::XUserDefined, "a\x80\xFF") == to_utf8(U"a\uF780\uF7FF"));
  CHECK(decoded(Encoding::Replacement, "abc") == to_utf8(U"\uFFFD"));
  CHECK(decoded(Encoding::Replacement, "").empty());
}

TEST_CASE("UTF-16 in both orders; halves of pairs are faults") {
  CHECK(decoded(Encoding::Utf16le, "\xFF\xFE\x2D\x4E\x3D\xD8\x00\xDE"s) == to_utf8(U"中😀"));
  CHECK(decoded(Encoding::Utf16be, "\x4E\x2D\xD8\x3D\x00\x61\xDE\x00"s) ==
        to_utf8(U"中\uFFFDa\uFFFD"));
  CHECK(decode_as(Encoding::Utf16be, "\xD8\x3D\x00"s).invalid == 1);
  CHECK(decode_as(Encoding::Utf16be, "\xD8\x3D"s).invalid == 1);
  CHECK(decode_as(Encoding::Utf16be, "\x00\x61\x00"s).text == to_utf8(U"a\uFFFD"));
}

TEST_CASE("valid UTF-8 passes unchanged, the rest becomes U+FFFD by maximal subparts") {
  CHECK(decoded(Encoding::Utf8, "\xEF\xBB\xBFzh 中文 \xEF\xBF\xBD") == "zh 中文 \xEF\xBF\xBD");
  const DecodedText text = decode_as(Encoding::Utf8, "a\xE4\xB8z\xF0\x9F\x98\xC0\xAF\xED\xA0\x80");
  CHECK(text.text == to_utf8(U"a\uFFFDz\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"));
  CHECK(text.invalid == 7);
  CHECK(text.first_invalid == 1);
}

TEST_CASE("invalid bytes are reported once, with their number and the first place") {
  Diagnostics diagnostics;
  const DecodedText text =
      decode_text("<meta charset=gbk>\r\n\xD6\xD0\xFF\n\xFF", {}, "a.html", diagnostics);
  CHECK(text.encoding == Encoding::Gbk);
  CHECK(text.source == EncodingSource::Meta);
  REQUIRE(diagnostics.found().size() == 1);
  CHECK(format_diagnostic(diagnostics.found()[0]) ==
        "a.html:2:2: warning: 2 invalid bytes were replaced by U+FFFD (check the encoding, or name "
        "it with --encoding)");
}

TEST_CASE("every decoder takes any bytes") {
  std::string bytes;
  for (int lead = 0; lead < 256; ++lead) {
    for (int trail = 0; trail < 256; trail += 7) {
      bytes += static_cast<char>(lead);
      bytes += static_cast<char>(trail);
    }
  }
  for (int i = 0; i <= static_cast<int>(Encoding::XUserDefined); ++i) {
    for (std::size_t cut = 0; cut < 4; ++cut) {
      const DecodedText text =
          decode_as(static_cast<Encoding>(i), bytes.substr(0, bytes.size() - cut));
      CHECK(is_valid_utf8(text.text));
    }
  }
}
