#include "repair/recode_bytes.h"

#include <doctest/doctest.h>

#include <string>

#include "repair/repair_text.h"

namespace {

std::string healed(const std::string& text) {
  return banxin::repair::repair_text(text).text;
}

const std::string kText =
    "老人推着自行车慢慢走过石桥，桥下的河水很清，可以看见鱼。\n"
    "孩子们在学校门口等着开门，手里拿着刚买的早点。";

}  // namespace

TEST_CASE("UTF-8 read as GBK by a decoder that replaces one byte, and reads no user-defined rows") {
  CHECK(
      healed("鑰佷汉鎺ㄧ潃鑷�琛岃溅鎱㈡參璧拌繃鐭虫ˉ锛屾ˉ涓嬬殑娌虫按寰堟竻锛屽彲浠ョ湅瑙侀奔銆�\n"
             "瀛╁瓙浠�鍦ㄥ�︽牎闂ㄥ彛绛夌潃寮�闂�锛屾墜閲屾嬁鐫�鍒氫拱鐨勬棭鐐广��") == kText);
}

TEST_CASE("UTF-8 read as GBK by a decoder that drops what it cannot read") {
  CHECK(healed("鑰佷汉鎺ㄧ潃鑷琛岃溅鎱㈡參璧拌繃鐭虫ˉ锛屾ˉ涓嬬殑娌虫按寰堟竻锛屽彲浠ョ湅瑙侀奔銆\n"
               "瀛╁瓙浠鍦ㄥ︽牎闂ㄥ彛绛夌潃寮闂锛屾墜閲屾嬁鐫鍒氫拱鐨勬棭鐐广") == kText);
}

TEST_CASE("Big5 read as GBK by a decoder that replaces one byte, and reads no user-defined rows") {
  CHECK(healed("�膜l�苔b厩�摘��f单�荻}���Aも柑常Τ�瓒R�害�翴�C").find("孩子們在學校門口等待開") ==
        0);
}

TEST_CASE("GBK read as Big5: kana and numbers in the rows that are the user's in Windows 950") {
  CHECK(healed("橾�冞び纔婕迣肅�鞣軗徹坒ЭㄛЭ狟腔碩阨竭ьㄛ褫眕艘獗赶﹝\n"
               "滯赽蠅婓悝苺藷諳脹覂羲藷ㄛ忒爵鏽覂試鎗腔婌萸﹝") == kText);
  CHECK(healed("橾�冞�覂赻俴陬鞣鞣軗徹坒ドㄛド狟腔碩阨竭ラㄛ褫眕艘獗赶﹝\n"
               "滯赽蠅婓悝苺藷諳脹覂羲藷ㄛ忒爵鏽覂試鎗腔婌萸﹝") == kText);
}

TEST_CASE("A line that is garbage throughout is healed as a whole or not at all") {
  // GBK read as UTF-8: nothing of it is left, though a piece of it could be paired anew.
  const std::string lost = "����ԓ���յ�����ȱ�݈����ԄӴ_�J�]����ȱ�݈��Ҳ�����Ԅ��x��һ��ȱ�ݾ�̖���M��ȱ��ӛ�";
  CHECK(healed(lost) == lost);
}
