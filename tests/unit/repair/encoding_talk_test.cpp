#include "repair/encoding_talk.h"

#include <doctest/doctest.h>

#include <string>

#include "base/utf8.h"
#include "repair/repair_source.h"
#include "repair/repair_text.h"

using namespace banxin::repair;

namespace {

std::string as_latin1(std::string_view bytes) {
  std::string out;
  for (const char byte : bytes)
    banxin::append_utf8(out, static_cast<unsigned char>(byte));
  return out;
}

}  // namespace

TEST_CASE("What a text about mojibake quotes on a line of its own stays") {
  for (const std::string text :
       {"编码问题是新手常遇到的。\n下面是一段乱码：\n浣犲ソ锛屼笘鐣岋紒\n意思是“你好，世界！”。\n",
        "在解释器里试一试：\n>>> '你好，世界'.encode('utf-8').decode('gbk')\n'浣犲ソ锛屼笘鐣'\n"
        "结果就不对了。\n",
        "A page in UTF-8 that is shown as Latin-1:\n\ncafÃ© au lait\n\ninstead of\n\n"
        "café au lait\n"}) {
    INFO(text);
    CHECK(repair_text(text).text == text);
  }
}

TEST_CASE(
    "A damaged text that talks about encodings is healed where more than a quotation is damaged") {
  const std::string line = as_latin1("编码问题是新手常遇到的") + "\n";
  const std::string text = line + line + line + line + "UTF-8 和 GBK 是两种编码。\n";
  CHECK(repair_text(text).text.find("编码问题") != std::string::npos);
}

TEST_CASE("A text that calls damage by its name shows it anywhere") {
  std::string text = "Fixing mojibake\n\n";
  for (const char* line : {"First, look at the bytes.", "Then think.", "Then think again.",
                           "print(text)", "    'caf\u00C3\u00A9 au lait'", "print(more)",
                           "That is all.", "Thanks for reading.", "Good bye."}) {
    text.append(line).append("\n");
  }
  CHECK(repair_text(text).text == text);
}

TEST_CASE("A page's declaration of its encoding is no talk") {
  for (const std::string declaration :
       {"<meta charset=\"utf-8\">",
        "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=UTF-8\">"}) {
    INFO(declaration);
    const std::string page = "<!DOCTYPE html>\n" + declaration + "\n<title>" +
                             as_latin1("你好，世界") +
                             "</title>\n<p>清晨的河边很安静。</p>\n<p>老人推着车慢慢走过。</p>\n"
                             "<p>到了中午，街上才热闹起来。</p>\n";
    CHECK(repair_source(page).text.find("你好，世界") != std::string::npos);
  }
}
