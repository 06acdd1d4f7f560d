#include "epub/date.h"

#include <array>
#include <charconv>
#include <chrono>
#include <optional>

#include "epub/xml_text.h"

namespace banxin::epub {
namespace {

std::optional<int> number_at(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<std::chrono::sys_days> day_of(std::string_view date) {
  const auto year = number_at(date, 0, 4);
  const auto month = number_at(date, 5, 2);
  const auto day = number_at(date, 8, 2);
  if (!year || !month || !day || date[4] != '-' || date[7] != '-') return std::nullopt;
  const std::chrono::year_month_day parts{std::chrono::year(*year),
                                          std::chrono::month(static_cast<unsigned>(*month)),
                                          std::chrono::day(static_cast<unsigned>(*day))};
  if (!parts.ok()) return std::nullopt;
  return std::chrono::sys_days(parts);
}

struct TimeOfDay {
  int seconds = 0;
  std::size_t length = 0;  // of the text it takes, from T
};

TimeOfDay time_of(std::string_view text) {
  TimeOfDay time;
  const auto hour = number_at(text, 1, 2);
  const auto minute = number_at(text, 4, 2);
  if (text.empty() || (text[0] != 'T' && text[0] != ' ') || !hour || !minute || text[3] != ':' ||
      *hour > 23 || *minute > 59) {
    return time;
  }
  time.seconds = *hour * 3600 + *minute * 60;
  time.length = 6;
  const auto second = number_at(text, 7, 2);
  if (text.size() > 6 && text[6] == ':' && second && *second < 60) {
    time.seconds += *second;
    time.length = 9;
    if (text.size() > 9 && text[9] == '.') {
      time.length = std::min(text.find_first_not_of("0123456789", 10), text.size());
    }
  }
  return time;
}

int zone_of(std::string_view text) {
  if (text.size() < 3 || (text[0] != '+' && text[0] != '-')) return 0;
  const auto hours = number_at(text, 1, 2);
  const auto minutes = number_at(text, text.size() > 3 && text[3] == ':' ? 4 : 3, 2);
  if (!hours || *hours > 14) return 0;
  const int seconds = *hours * 3600 + minutes.value_or(0) * 60;
  return text[0] == '-' ? -seconds : seconds;
}

}  // namespace

std::string valid_date(std::string_view date) {
  const auto year = number_at(date, 0, 4);
  if (!year || *year == 0) return {};
  if (!utc_time(date).empty()) {
    const TimeOfDay time = time_of(date.substr(10));
    return time.length == 0 ? std::string(date.substr(0, 10)) : utc_time(date);
  }
  const auto month = number_at(date, 5, 2);
  if (date.size() >= 7 && date[4] == '-' && month && *month >= 1 && *month <= 12) {
    return std::string(date.substr(0, 7));
  }
  return std::string(date.substr(0, 4));
}

std::string utc_time(std::string_view date) {
  const auto day = day_of(date);
  if (!day) return {};
  const std::string_view rest = date.substr(10);
  const TimeOfDay time = time_of(rest);
  const int zone = time.length == 0 ? 0 : zone_of(rest.substr(time.length));
  const auto moment = *day + std::chrono::seconds(time.seconds - zone);
  const auto days = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day parts(days);
  const auto seconds = static_cast<std::uint64_t>((moment - days).count());
  std::string out;
  append_padded(out, static_cast<std::uint64_t>(std::max(0, static_cast<int>(parts.year()))), 4);
  out += '-';
  append_padded(out, static_cast<unsigned>(parts.month()), 2);
  out += '-';
  append_padded(out, static_cast<unsigned>(parts.day()), 2);
  out += 'T';
  append_padded(out, seconds / 3600, 2);
  out += ':';
  append_padded(out, seconds / 60 % 60, 2);
  out += ':';
  append_padded(out, seconds % 60, 2);
  out += 'Z';
  return out;
}

std::string modification_date(const book::Metadata& metadata, const EpubOptions& options) {
  for (const std::string* date : {&options.modified, &metadata.modified, &metadata.published}) {
    std::string time = utc_time(*date);
    if (!time.empty()) return time;
  }
  return "1980-01-01T00:00:00Z";
}

}  // namespace banxin::epub
