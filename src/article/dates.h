#pragma once
// Dates as pages write them, in the common languages of East Asia and Europe, to ISO 8601.
#include <optional>
#include <string>
#include <string_view>

namespace banxin::article {

// Of 5/6/2019, where neither number is above 12, and of 19/12/02.
enum class DateOrder : unsigned char { DayFirst, MonthFirst, YearFirst };

struct DateMatch {
  std::string iso;        // 2019-11-20, 2019-11-20T10:30, …T10:30:05, …+08:00
  std::size_t begin = 0;  // in the text searched
  std::size_t end = 0;
};

// The first date in `text` at or after `from`, with the time of day that follows it. Years 1900 to
// 2099 only; the day must exist.
std::optional<DateMatch> find_date(std::string_view text,
                                   DateOrder order = DateOrder::DayFirst,
                                   std::size_t from = 0);

// 113-04-05, 113/4/5: a year of the Republic of China without its name, which only a label tells
// from another number.
std::optional<DateMatch> find_minguo_date(std::string_view text);

// 1618300800, 1618300800000 (since 1970), 20190324, 20190324163208; "" for other numbers.
std::string date_of_number(std::string_view digits, int hours_east);

// A date in the path of a URL: /2019/11/20/, /2019-11/20/, 20191120, t20191120_.
std::string date_of_url(std::string_view url);

// Month first in the United States and the Philippines, year first in East Asia.
DateOrder date_order(std::string_view language);

}  // namespace banxin::article
