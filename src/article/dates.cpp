#include "article/dates.h"

#include <algorithm>
#include <array>

#include "article/text_measure.h"
#include "base/ascii.h"
#include "base/utf8.h"

namespace banxin::article {

namespace {

struct MonthName {
  std::string_view beginning;
  int month;
};

// Beginnings that tell a month apart in lower case: English, German, French, Spanish, Portuguese,
// Italian, Dutch, Polish, Swedish, Danish, Turkish, Russian. Longer ones first where they clash.
constexpr std::array kMonths = std::to_array<MonthName>({
    {"jan", 1},  {"jän", 1},  {"ene", 1},   {"gen", 1},  {"sty", 1},   {"oca", 1},  {"янв", 1},
    {"feb", 2},  {"fév", 2},  {"fev", 2},   {"lut", 2},  {"şub", 2},   {"фев", 2},  {"mar", 3},
    {"mär", 3},  {"mrz", 3},  {"maart", 3}, {"mart", 3}, {"марта", 3}, {"мар", 3},  {"apr", 4},
    {"avr", 4},  {"abr", 4},  {"kwi", 4},   {"nis", 4},  {"апр", 4},   {"mai", 5},  {"maj", 5},
    {"may", 5},  {"mag", 5},  {"mei", 5},   {"мая", 5},  {"май", 5},   {"jun", 6},  {"juin", 6},
    {"giu", 6},  {"cze", 6},  {"haz", 6},   {"июн", 6},  {"jul", 7},   {"juil", 7}, {"lug", 7},
    {"lip", 7},  {"tem", 7},  {"июл", 7},   {"aug", 8},  {"août", 8},  {"aou", 8},  {"ago", 8},
    {"sie", 8},  {"ağu", 8},  {"авг", 8},   {"sep", 9},  {"set", 9},   {"wrz", 9},  {"eyl", 9},
    {"сен", 9},  {"oct", 10}, {"okt", 10},  {"out", 10}, {"ott", 10},  {"paź", 10}, {"eki", 10},
    {"окт", 10}, {"nov", 11}, {"lis", 11},  {"kas", 11}, {"ноя", 11},  {"dec", 12}, {"dez", 12},
    {"déc", 12}, {"dic", 12}, {"gru", 12},  {"ara", 12}, {"дек", 12},
});

// Czech; searched from the end: červenec before červen.
constexpr std::array<std::string_view, 12> kCzechMonths = {
    "led", "únor", "břez", "dub", "květ", "červ", "červenc", "srp", "září", "říj", "list", "pros"};

struct Era {
  std::string_view name;
  int before;  // the year before its first
};
constexpr std::array kEras = std::to_array<Era>(
    {{"令和", 2018}, {"平成", 1988}, {"昭和", 1925}, {"民國", 1911}, {"民国", 1911}});

struct Ymd {
  int year = 0;
  int month = 0;
  int day = 0;
};

bool exists(const Ymd& date) {
  static constexpr std::array<int, 12> kDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return date.year >= 1900 && date.year <= 2099 && date.month >= 1 && date.month <= 12 &&
         date.day >= 1 && date.day <= kDays[static_cast<std::size_t>(date.month) - 1];
}

void append_two(std::string& out, int value) {
  out += static_cast<char>('0' + value / 10 % 10);
  out += static_cast<char>('0' + value % 10);
}

std::string write_iso(const Ymd& date) {
  std::string out;
  append_two(out, date.year / 100);
  append_two(out, date.year % 100);
  out += '-';
  append_two(out, date.month);
  out += '-';
  append_two(out, date.day);
  return out;
}

class Reader {
 public:
  Reader(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  std::size_t at() const { return at_; }
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  // Digits, also full-width ones, at most `most` of them, or a number in Han characters (二〇二一,
  // 三十一); -1 when there is none or there are more.
  int number(std::size_t most) {
    int value = 0;
    std::size_t count = 0;
    for (int digit = take_digit(); digit >= 0; digit = take_digit()) {
      if (++count > most) return -1;
      value = value * 10 + digit;
    }
    return count == 0 ? han_number(most) : value;
  }

  bool take(std::string_view part) {
    if (!text_.substr(std::min(at_, text_.size())).starts_with(part)) return false;
    at_ += part.size();
    return true;
  }

  void spaces() {
    while (at_ < text_.size()) {
      const DecodedCharacter decoded = decode_utf8(text_, at_);
      if (!is_space(decoded.code_point)) return;
      at_ += decoded.length;
    }
  }

  // One word of letters, in lower case (ASCII and the capitals that months begin with).
  std::string word() {
    std::string out;
    while (at_ < text_.size() && out.size() < 32) {
      const DecodedCharacter decoded = decode_utf8(text_, at_);
      const char32_t c = decoded.code_point;
      if (!is_word_character(c) || is_ideograph(c) || is_ascii_digit(peek())) break;
      append_utf8(out, c);
      at_ += decoded.length;
    }
    return comparison_key(out);
  }

 private:
  int take_digit() {
    if (is_ascii_digit(peek())) return text_[at_++] - '0';
    constexpr std::size_t length = 3;  // of U+FF10 to U+FF19
    if (static_cast<unsigned char>(peek()) != 0xEF || at_ + length > text_.size()) return -1;
    const char32_t c = decode_utf8(text_, at_).code_point;
    if (c < 0xFF10 || c > 0xFF19) return -1;
    at_ += length;
    return static_cast<int>(c - 0xFF10);
  }

  // Digit by digit for a year, with 十 for days and months.
  int han_number(std::size_t most) {
    int value = 0;
    std::size_t count = 0;
    bool tens = false;
    while (static_cast<unsigned char>(peek()) >= 0xE2 && count <= 4) {
      const DecodedCharacter decoded = decode_utf8(text_, at_);
      const int digit = han_digit(decoded.code_point);
      if (digit < 0) break;
      ++count;
      if (digit >= 10) {
        value = digit == 10 ? std::max(value, 1) * 10 : digit;
        tens = true;
      } else {
        value = tens ? value + digit : value * 10 + digit;
      }
      at_ += decoded.length;
    }
    return count == 0 || count > std::max<std::size_t>(most, 3) ? -1 : value;
  }

  static int han_digit(char32_t c) {
    constexpr std::u32string_view kDigits = U"〇一二三四五六七八九十";
    if (c == U'零' || c == U'○') return 0;
    if (c == U'廿') return 20;
    if (c == U'卅') return 30;
    const std::size_t at = kDigits.find(c);
    return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
  }

  std::string_view text_;
  std::size_t at_;
};

int month_of(std::string_view word) {
  if (word.size() < 3) return 0;
  for (const MonthName& row : kMonths) {
    if (!word.starts_with(row.beginning)) continue;
    return count_characters(word) <= 12 && word != "market" ? row.month : 0;
  }
  for (int month = 12; month > 0; --month) {
    if (word.starts_with(kCzechMonths[static_cast<std::size_t>(month) - 1])) return month;
  }
  return 0;
}

bool take_separator(Reader& reader, std::string_view han, std::string_view hangul) {
  reader.spaces();
  const bool taken = reader.take("-") || reader.take("/") || reader.take(".") || reader.take(han) ||
                     reader.take(hangul) || reader.take("－") || reader.take("／");
  if (taken) reader.spaces();
  return taken;
}

// 2019-11-20, 2019/11/20, 2019.11.20, 2019年11月20日, 2019년 11월 20일
bool read_year_first(Reader& reader, int year, Ymd& date) {
  date.year = year;
  if (!take_separator(reader, "年", "년")) return false;
  date.month = reader.number(2);
  if (!take_separator(reader, "月", "월")) return false;
  date.day = reader.number(2);
  if (date.day < 0) return false;
  Reader mark = reader;
  mark.spaces();
  if (mark.take("日") || mark.take("일") || mark.take("号") || mark.take("號")) reader = mark;
  return exists(date);
}

// 20.11.2019, 20/11/2019, 11/20/2019
bool read_year_last(Reader& reader, int first, DateOrder order, Ymd& date) {
  const char separator = reader.peek();
  if (separator != '.' && separator != '/' && separator != '-') return false;
  reader.take(std::string_view{&separator, 1});
  if (separator == '.') reader.spaces();
  const int second = reader.number(2);
  if (second < 0 || !reader.take(std::string_view{&separator, 1})) return false;
  if (separator == '.') reader.spaces();
  const std::size_t before = reader.at();
  const int year = reader.number(4);
  const std::size_t digits = reader.at() - before;
  // "28.09.1912:57": the time follows without a space.
  if (digits == 4 && reader.peek() == ':') return false;
  if (digits != 4 && digits != 2) return false;
  date.year = digits == 4 ? year : year < 70 ? 2000 + year : 1900 + year;
  if (digits == 2 && order == DateOrder::YearFirst) {
    date = {first < 70 ? 2000 + first : 1900 + first, second, year};
    return exists(date);
  }
  // German dots are always day first.
  const bool month_first =
      separator != '.' && (second > 12 || (order == DateOrder::MonthFirst && first <= 12));
  date.month = month_first ? first : second;
  date.day = month_first ? second : first;
  return exists(date);
}

// 20 November 2019, 20. November 2019, 20th of Nov., 2019, 20 de noviembre de 2019, 20-Nov-2019
bool read_day_month(Reader& reader, int day, Ymd& date) {
  date.day = day;
  if (!reader.take("st") && !reader.take("nd") && !reader.take("rd")) reader.take("th");
  reader.take(".");
  reader.take("-");
  reader.spaces();
  std::string word = reader.word();
  if (word == "de" || word == "of") {
    reader.spaces();
    word = reader.word();
  }
  date.month = month_of(word);
  if (date.month == 0) return false;
  reader.take(".");
  reader.take(",");
  reader.take("-");
  reader.spaces();
  Reader particle = reader;
  const std::string next = particle.word();
  if (next == "de" || next == "del" || next == "of") {
    reader = particle;
    reader.spaces();
  }
  date.year = reader.number(4);
  return exists(date);
}

// November 20, 2019
bool read_month_day(Reader& reader, Ymd& date) {
  date.month = month_of(reader.word());
  if (date.month == 0) return false;
  reader.take(".");
  reader.spaces();
  date.day = reader.number(2);
  if (date.day < 0) return false;
  if (!reader.take("st") && !reader.take("nd") && !reader.take("rd")) reader.take("th");
  if (!reader.take(".")) reader.spaces();  // "Jul 2. 2023"
  reader.take(",");
  reader.spaces();
  // Mar 24 Sun 2019
  Reader weekday = reader;
  const std::string day = weekday.word();
  for (const std::string_view name : {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}) {
    if (!day.starts_with(name)) continue;
    weekday.spaces();
    reader = weekday;
    break;
  }
  Reader year = reader;
  date.year = year.number(4);
  if (exists(date)) {
    reader = year;
    return true;
  }
  // Mar 24 16:32:08 2019: the year stands behind the time (asctime).
  if (reader.number(2) < 0 || !reader.take(":") || reader.number(2) < 0) return false;
  if (reader.take(":")) reader.number(2);
  reader.spaces();
  date.year = reader.number(4);
  return exists(date);
}

bool read_era(Reader& reader, Ymd& date) {
  for (const Era& era : kEras) {
    if (!reader.take(era.name)) continue;
    reader.spaces();
    const int year = reader.take("元") ? 1 : reader.number(3);
    return year > 0 && read_year_first(reader, era.before + year, date);
  }
  return false;
}

struct Clock {
  int hour = -1;
  int minute = 0;
  int second = -1;
  std::string offset;
};

// Z, +08:00, +0800, UTC, GMT
std::string read_offset(Reader& reader) {
  Reader ahead = reader;
  ahead.spaces();
  if (ahead.take("Z") || ahead.take("UTC") || ahead.take("GMT")) {
    reader = ahead;
    return "Z";
  }
  if (ahead.peek() != '+' && ahead.peek() != '-') return {};
  const char sign = ahead.peek();
  ahead.take(std::string_view{&sign, 1});
  int value = ahead.number(4);
  if (value < 0) return {};
  int minutes = 0;
  if (value <= 14 && ahead.take(":")) {
    minutes = ahead.number(2);
  } else if (value >= 100) {
    minutes = value % 100;
    value /= 100;
  } else {
    return {};
  }
  if (value > 14 || minutes < 0 || minutes > 59) return {};
  reader = ahead;
  std::string out(1, sign);
  append_two(out, value);
  out += ':';
  append_two(out, minutes);
  return out;
}

enum class Half : unsigned char { None, Morning, Afternoon };

// A weekday in brackets, 星期三, and the word for the half of the day.
Half skip_to_clock(Reader& reader) {
  Reader ahead = reader;
  if (ahead.take(". ")) reader = ahead;
  ahead.spaces();
  if (ahead.take("(") || ahead.take("（")) {
    for (const std::string_view day :
         {"月", "火", "水", "木", "金", "土", "日", "一", "二", "三",
          "四", "五", "六", "월", "화", "수", "목", "금", "토", "일"}) {
      if (ahead.take(day)) break;
    }
    if (ahead.take(")") || ahead.take("）")) reader = ahead;
  } else if (ahead.take("星期") || ahead.take("周") || ahead.take("週")) {
    for (const std::string_view day : {"一", "二", "三", "四", "五", "六", "日", "天"}) {
      if (ahead.take(day)) break;
    }
    reader = ahead;
  }
  ahead = reader;
  ahead.spaces();
  for (const std::string_view word : {"오전", "午前", "上午", "凌晨", "早上"}) {
    if (!ahead.take(word)) continue;
    reader = ahead;
    return Half::Morning;
  }
  for (const std::string_view word : {"오후", "午後", "下午", "晚上", "傍晚"}) {
    if (!ahead.take(word)) continue;
    reader = ahead;
    return Half::Afternoon;
  }
  return Half::None;
}

// The time of day after a date: T10:30:05.000Z, 10:30, 10时30分, " | 5:27 am", "um 10.30 Uhr".
bool read_clock(Reader& reader, Clock& clock) {
  const Half half_before = skip_to_clock(reader);
  for (int skipped = 0; skipped < 12 && !is_ascii_digit(reader.peek()); ++skipped) {
    reader.spaces();
    if (is_ascii_digit(reader.peek())) break;
    if (!(reader.take("T") || reader.take(",") || reader.take("|") || reader.take("-") ||
          reader.take("at ") || reader.take("um ") || reader.take("·") || reader.take("–") ||
          reader.take("—") || reader.take("à ") || reader.take("om "))) {
      return false;
    }
  }
  clock.hour = reader.number(2);
  if (clock.hour < 0 || clock.hour > 24) return false;
  if (!(reader.take(":") || reader.take("：") || reader.take("时") || reader.take("時") ||
        reader.take("시") || reader.take("h"))) {
    return false;
  }
  clock.minute = reader.number(2);
  if (clock.minute < 0 || clock.minute > 59) return false;
  if (!reader.take("分") && !reader.take("분")) {
    if (reader.take(":")) clock.second = reader.number(2);
  }
  if (clock.second > 59) clock.second = 59;
  if (clock.second >= 0 && reader.take(".")) reader.number(9);
  Reader half = reader;
  half.spaces();
  const bool after =
      half_before == Half::Afternoon || half.take("pm") || half.take("PM") || half.take("p.m.");
  const bool before = !after && (half_before == Half::Morning || half.take("am") ||
                                 half.take("AM") || half.take("a.m."));
  if (after || before) reader = half;
  if (after && clock.hour < 12) clock.hour += 12;
  if (before && clock.hour == 12) clock.hour = 0;
  if (clock.hour == 24) clock.hour = 0;
  clock.offset = read_offset(reader);
  return true;
}

void append_clock(std::string& iso, const Clock& clock) {
  iso += 'T';
  append_two(iso, clock.hour);
  iso += ':';
  append_two(iso, clock.minute);
  if (clock.second >= 0) {
    iso += ':';
    append_two(iso, clock.second);
  }
  iso += clock.offset;
}

// Seconds since 1970 as a date with the time of day, `hours_east` of Greenwich. The calendar of
// "days from civil" run backwards, in eras of 400 years that begin in March.
std::string write_epoch(long long seconds, int hours_east) {
  constexpr long long kDay = 86400;
  const long long local = seconds + 3600LL * hours_east;
  if (seconds < 0 || seconds > 4102444800LL) return {};
  const long long days = local / kDay + 719468;
  const long long era = days / 146097;
  const long long of_era = days % 146097;
  const long long year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const long long of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const long long shifted = (5 * of_year + 2) / 153;
  Ymd date;
  date.day = static_cast<int>(of_year - (153 * shifted + 2) / 5 + 1);
  date.month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  date.year = static_cast<int>(year_of_era + era * 400 + (date.month <= 2 ? 1 : 0));
  if (!exists(date)) return {};
  Clock clock;
  clock.hour = static_cast<int>(local % kDay / 3600);
  clock.minute = static_cast<int>(local % 3600 / 60);
  clock.second = static_cast<int>(local % 60);
  clock.offset = "Z";
  if (hours_east > 0) {
    clock.offset = "+";
    append_two(clock.offset, hours_east);
    clock.offset += ":00";
  }
  std::string iso = write_iso(date);
  append_clock(iso, clock);
  return iso;
}

bool read_at(std::string_view text, std::size_t at, DateOrder order, Reader& reader, Ymd& date) {
  const char c = text[at];
  if (is_ascii_digit(c)) {
    const int first = reader.number(4);
    if (first >= 1900) return read_year_first(reader, first, date);
    const int most = order == DateOrder::YearFirst ? 99 : 31;
    if (first < 1 || first > most) return false;
    const Reader start = reader;
    if (read_year_last(reader, first, order, date)) return true;
    reader = start;
    return read_day_month(reader, first, date);
  }
  // No month's name begins so high.
  if (static_cast<unsigned char>(c) >= 0xE3) {
    if (read_era(reader, date)) return true;
    reader = Reader{text, at};
    const int year = reader.number(4);
    return year >= 1900 && read_year_first(reader, year, date);
  }
  return read_month_day(reader, date);
}

bool may_start(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if ((byte & 0xC0U) == 0x80U) return false;
  if (at == 0) return true;
  const auto before = static_cast<unsigned char>(text[at - 1]);
  if (is_ascii_digit(text[at])) return !is_ascii_digit(text[at - 1]);
  if (byte >= 0xE3) return true;
  if (before >= 0x80) {
    // "여름밤Mar 9. 2020"
    const bool capital = byte >= 'A' && byte <= 'Z';
    return capital && is_ideograph(decode_utf8_before(text, at).code_point);
  }
  return !((before | 0x20U) >= 'a' && (before | 0x20U) <= 'z');
}

}  // namespace

std::optional<DateMatch> find_date(std::string_view text, DateOrder order, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    if (!may_start(text, at)) continue;
    Reader reader{text, at};
    Ymd date;
    if (!read_at(text, at, order, reader, date)) continue;
    // A longer number is no year.
    if (is_ascii_digit(reader.peek()) && is_ascii_digit(text[reader.at() - 1])) continue;
    DateMatch match{write_iso(date), at, reader.at()};
    Clock clock;
    Reader after = reader;
    if (read_clock(after, clock)) {
      append_clock(match.iso, clock);
      match.end = after.at();
    }
    return match;
  }
  return std::nullopt;
}

std::string date_of_url(std::string_view url) {
  const std::size_t query = url.find_first_of("?#");
  const std::string_view path = url.substr(0, query);
  for (std::size_t at = 0; at + 8 <= path.size(); ++at) {
    if (!is_ascii_digit(path[at]) || (at > 0 && is_ascii_digit(path[at - 1]))) continue;
    Reader reader{path, at};
    const int first = reader.number(8);
    if (first < 0) continue;
    Ymd date;
    if (first > 19000000) {
      date = {first / 10000, first / 100 % 100, first % 100};
    } else if (first > 190000) {
      date = {first / 100, first % 100, 0};
      if (reader.take("/") || reader.take("-")) date.day = reader.number(2);
    } else if (first >= 1900) {
      date.year = first;
      if (!reader.take("/") && !reader.take("-") && !reader.take("_")) continue;
      const int second = reader.number(4);
      if (second >= 100) {
        date.month = second / 100;
        date.day = second % 100;
      } else {
        date.month = second;
        if (!reader.take("/") && !reader.take("-") && !reader.take("_")) continue;
        date.day = reader.number(2);
      }
    }
    if (exists(date) && date.year >= 1990) return write_iso(date);
  }
  return {};
}

std::optional<DateMatch> find_minguo_date(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_ascii_digit(text[at]) || (at > 0 && is_ascii_digit(text[at - 1]))) continue;
    Reader reader{text, at};
    const int year = reader.number(3);
    // The year 100 of the republic is 2011.
    if (year < 90 || year > 188) continue;
    Ymd date;
    const Reader start = reader;
    if (!reader.take("/") && !reader.take("-") && !reader.take(".") && !reader.take("年")) continue;
    reader = start;
    if (!read_year_first(reader, 1911 + year, date) || is_ascii_digit(reader.peek())) continue;
    return DateMatch{write_iso(date), at, reader.at()};
  }
  return std::nullopt;
}

std::string date_of_number(std::string_view digits, int hours_east) {
  constexpr std::size_t kSeconds = 10;
  constexpr std::size_t kMilliseconds = 13;
  if (digits.size() < 8 || digits.size() > 14) return {};
  long long value = 0;
  for (const char c : digits) {
    if (!is_ascii_digit(c)) return {};
    value = value * 10 + (c - '0');
  }
  if (digits.size() == kSeconds || digits.size() == kMilliseconds) {
    const long long seconds = digits.size() == kSeconds ? value : value / 1000;
    return write_epoch(seconds, hours_east);
  }
  const std::string_view day = digits.substr(0, 8);
  const long long number = [&] {
    long long out = 0;
    for (const char c : day)
      out = out * 10 + (c - '0');
    return out;
  }();
  const Ymd date{static_cast<int>(number / 10000), static_cast<int>(number / 100 % 100),
                 static_cast<int>(number % 100)};
  return exists(date) && date.year >= 1990 ? write_iso(date) : std::string{};
}

DateOrder date_order(std::string_view language) {
  const std::string tag = ascii_lower(language);
  if (tag.starts_with("ja") || tag.starts_with("ko") || tag.starts_with("zh"))
    return DateOrder::YearFirst;
  return tag == "en-us" || tag == "en_us" || tag == "en" || tag == "en-ph" ? DateOrder::MonthFirst
                                                                           : DateOrder::DayFirst;
}

}  // namespace banxin::article
