#include "base/chinese_number.h"

#include <doctest/doctest.h>

namespace banxin {

TEST_CASE("numbers as chapters carry them") {
  const auto value = [](std::string_view text) { return parse_number(text).value().value; };
  CHECK(value("12章") == 12);
  CHECK(value("１２") == 12);
  CHECK(value("十") == 10);
  CHECK(value("十二回") == 12);
  CHECK(value("二十") == 20);
  CHECK(value("一百零三") == 103);
  CHECK(value("一百二十三") == 123);
  CHECK(value("一二三") == 123);
  CHECK(value("二〇二四") == 2024);
  CHECK(value("廿四") == 24);
  CHECK(value("兩千零一") == 2001);
  CHECK(value("一万二千") == 12000);
  CHECK(value("壹佰") == 100);
  CHECK(value("99999999999999999999999") == 1'000'000'000'000'000);
  CHECK(parse_number("十二回")->length == 6);
  CHECK(!parse_number("章"));
  CHECK(!parse_number(""));
}

TEST_CASE("Roman and English numbers") {
  CHECK(parse_roman_number("XIV. Road")->value == 14);
  CHECK(parse_roman_number("ix")->length == 2);
  CHECK(!parse_roman_number("IIII"));
  CHECK(!parse_roman_number("civil"));
  CHECK(!parse_roman_number("x光"));
  CHECK(parse_english_number("Twenty-One: x")->value == 21);
  CHECK(parse_english_number("nine")->value == 9);
  CHECK(!parse_english_number("onerous"));
}

TEST_CASE("names sort as people count, in the words and signs of other places") {
  const auto before = [](std::string_view a, std::string_view b) {
    return natural_sort_key(a) < natural_sort_key(b);
  };
  CHECK(before("第1章", "第1.5章"));
  CHECK(before("第1.5章", "第2章"));
  CHECK(before("1.9 a", "1.10 a"));
  CHECK(before("ch-9", "CH-10"));
  CHECK(before("Part II", "Part IX"));
  CHECK(before("Chapter Two", "Chapter Three"));
  // Where no unit stands before them they are letters.
  CHECK(before("Vitamin C", "Vitamin D"));
}

TEST_CASE("names sort as people count") {
  CHECK(natural_sort_key("第二回") < natural_sort_key("第十二回"));
  CHECK(natural_sort_key("第十二回") < natural_sort_key("第二十回"));
  CHECK(natural_sort_key("第九十九回") < natural_sort_key("第一百回"));
  CHECK(natural_sort_key("2.html") < natural_sort_key("10.html"));
  CHECK(natural_sort_key("ch002") < natural_sort_key("ch10"));
  CHECK(natural_sort_key("a") < natural_sort_key("b"));
}

}  // namespace banxin

TEST_CASE("natural_sort_key: 上中下 and the stems where they count volumes") {
  CHECK(banxin::natural_sort_key("旧城记（上）.html") <
        banxin::natural_sort_key("旧城记（中）.html"));
  CHECK(banxin::natural_sort_key("旧城记（中）.html") <
        banxin::natural_sort_key("旧城记（下）.html"));
  CHECK(banxin::natural_sort_key("乙编") < banxin::natural_sort_key("丙编"));
  CHECK(banxin::natural_sort_key("甲编") < banxin::natural_sort_key("乙编"));
  // A word that begins so is a word.
  CHECK(banxin::natural_sort_key("上海") == "上海");
}
