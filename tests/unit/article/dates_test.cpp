#include "article/dates.h"

#include <doctest/doctest.h>

#include <string>

using namespace banxin::article;

namespace {

std::string iso(std::string_view text, DateOrder order = DateOrder::DayFirst) {
  const auto match = find_date(text, order);
  return match.has_value() ? match->iso : std::string{};
}

}  // namespace

TEST_CASE("find_date: numbers with the year first, in East Asian and other dress") {
  CHECK(iso("2019-09-07 15:10:53") == "2019-09-07T15:10:53");
  CHECK(iso("发布于 2019年9月7日 08时05分") == "2019-09-07T08:05");
  CHECK(iso("2019. 11. 20.") == "2019-11-20");
  CHECK(iso("입력 2021년 3월 4일") == "2021-03-04");
  CHECK(iso("2020/2/29") == "2020-02-29");
  CHECK(iso("2019-11-20T10:00:00+08:00") == "2019-11-20T10:00:00+08:00");
  CHECK(iso("2019-11-20T10:00:00.000Z") == "2019-11-20T10:00:00Z");
}

TEST_CASE("find_date: Japanese eras and the Republic's years") {
  CHECK(iso("令和4年8月10日") == "2022-08-10");
  CHECK(iso("平成31年4月30日") == "2019-04-30");
  CHECK(iso("民國112年1月5日") == "2023-01-05");
}

TEST_CASE("find_date: numbers in Han characters and full-width digits") {
  CHECK(iso("二〇二〇年三月十八日") == "2020-03-18");
  CHECK(iso("一九九八年十二月三十一日") == "1998-12-31");
  CHECK(iso("令和三年四月二十日") == "2021-04-20");
  CHECK(iso("２０２１年４月５日") == "2021-04-05");
  CHECK(iso("二十年前的一月三日") == "");
}

TEST_CASE("find_date: weekdays and the halves of the day before the time") {
  CHECK(iso("2021年11月3日(水) 午後3:05") == "2021-11-03T15:05");
  CHECK(iso("2023.04.11. 오전 10:12") == "2023-04-11T10:12");
  CHECK(iso("2020年5月1日 星期五 下午2时30分") == "2020-05-01T14:30");
  CHECK(iso("Sun Mar 24 16:32:08 2019") == "2019-03-24");
  CHECK(iso("2021年8月15日2021年9月1日") == "2021-08-15");
}

TEST_CASE("find_minguo_date: years of the Republic without its name") {
  CHECK(find_minguo_date("發布日期：113-04-05")->iso == "2024-04-05");
  CHECK(find_minguo_date("113/4/5")->iso == "2024-04-05");
  CHECK_FALSE(find_minguo_date("電話 112-34-5678").has_value());
  CHECK_FALSE(find_minguo_date("2019-04-05").has_value());
}

TEST_CASE("date_of_number: seconds since 1970 and dates without strokes") {
  CHECK(date_of_number("1618300800", 8) == "2021-04-13T16:00:00+08:00");
  CHECK(date_of_number("1618300800000", 0) == "2021-04-13T08:00:00Z");
  CHECK(date_of_number("951782400", 0) == "");  // nine digits
  CHECK(date_of_number("0951782400", 0) == "2000-02-29T00:00:00Z");
  CHECK(date_of_number("20200714083012", 9) == "2020-07-14");
  CHECK(date_of_number("20201399", 0) == "");
  CHECK(date_of_number("hello", 0) == "");
}

TEST_CASE("find_date: months in words") {
  CHECK(iso("Wednesday, November 20, 2019") == "2019-11-20");
  CHECK(iso("Nov. 3rd, 2019 at 5:27 pm") == "2019-11-03T17:27");
  CHECK(iso("20. März 2021, 10:30 Uhr") == "2021-03-20T10:30");
  CHECK(iso("20 de noviembre de 2019") == "2019-11-20");
  CHECK(iso("le 1er") == "");
  CHECK(iso("Wed, 20 Nov 2019 10:00:00 GMT") == "2019-11-20T10:00:00Z");
}

TEST_CASE("find_date: the order of day and month where the numbers leave it open") {
  CHECK(iso("5/6/2019") == "2019-06-05");
  CHECK(iso("5/6/2019", DateOrder::MonthFirst) == "2019-05-06");
  CHECK(iso("11/20/2019") == "2019-11-20");
  CHECK(iso("20.11.2019") == "2019-11-20");
}

TEST_CASE("find_date: years of two digits, and months that run on behind other letters") {
  CHECK(find_date("公開日 : 19/12/02", date_order("ja"))->iso == "2019-12-02");
  CHECK(find_date("19/12/02", date_order("fr"))->iso == "2002-12-19");
  CHECK(find_date("by여름밤Mar 9. 2020")->iso == "2020-03-09");
}

TEST_CASE("find_date: what is no date") {
  CHECK(iso("2019-13-40") == "");
  CHECK(iso("call 010-2019-11") == "");
  CHECK(iso("30. Februar 2020") == "");
  CHECK(iso("version 1.2.3") == "");
  CHECK(iso("") == "");
}

TEST_CASE("date_of_url: paths of news sites") {
  CHECK(date_of_url("https://example.com/2019/11/20/a-story/") == "2019-11-20");
  CHECK(date_of_url("http://example.cn/n1/2019/0615/c100-31.html") == "2019-06-15");
  CHECK(date_of_url("http://example.cn/art/t20191120_5.htm") == "2019-11-20");
  CHECK(date_of_url("https://example.com/story/12345678901") == "");
}

TEST_CASE("find_date: Russian and Czech months") {
  CHECK(find_date("19 августа 2010, 22:41")->iso == "2010-08-19T22:41");
  CHECK(find_date("9. září 2020 14:30")->iso == "2020-09-09T14:30");
  CHECK(find_date("3. července 2021")->iso == "2021-07-03");
  CHECK_FALSE(find_date("they led 12 of 2020").has_value());
}
