#include "base/chinese_number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "base/utf8.h"

namespace banxin {
namespace {

constexpr std::uint64_t kLargest = 1'000'000'000'000'000;

struct Numeral {
  char32_t character;
  std::uint64_t value;
};

constexpr std::array kDigits{
    Numeral{U'〇', 0}, Numeral{U'零', 0}, Numeral{U'○', 0},  Numeral{U'一', 1}, Numeral{U'壹', 1},
    Numeral{U'二', 2}, Numeral{U'贰', 2}, Numeral{U'貳', 2}, Numeral{U'两', 2}, Numeral{U'兩', 2},
    Numeral{U'三', 3}, Numeral{U'叁', 3}, Numeral{U'參', 3}, Numeral{U'四', 4}, Numeral{U'肆', 4},
    Numeral{U'五', 5}, Numeral{U'伍', 5}, Numeral{U'六', 6}, Numeral{U'陆', 6}, Numeral{U'陸', 6},
    Numeral{U'七', 7}, Numeral{U'柒', 7}, Numeral{U'八', 8}, Numeral{U'捌', 8}, Numeral{U'九', 9},
    Numeral{U'玖', 9}};
// 廿, 卅 and 卌 are a digit and its ten in one.
constexpr std::array kTens{Numeral{U'廿', 20}, Numeral{U'卅', 30}, Numeral{U'卌', 40}};
constexpr std::array kUnits{Numeral{U'十', 10},        Numeral{U'拾', 10},
                            Numeral{U'百', 100},       Numeral{U'佰', 100},
                            Numeral{U'千', 1000},      Numeral{U'仟', 1000},
                            Numeral{U'万', 10000},     Numeral{U'萬', 10000},
                            Numeral{U'亿', 100000000}, Numeral{U'億', 100000000}};

template <std::size_t N>
std::optional<std::uint64_t> find(const std::array<Numeral, N>& table, char32_t character) {
  const auto at = std::find_if(table.begin(), table.end(), [character](const Numeral& numeral) {
    return numeral.character == character;
  });
  if (at == table.end()) return std::nullopt;
  return at->value;
}

std::optional<std::uint64_t> decimal_digit(char32_t c) {
  if (c >= U'0' && c <= U'9') return c - U'0';
  if (c >= U'０' && c <= U'９') return c - U'０';
  return std::nullopt;
}

ParsedNumber parse_decimal(std::string_view text) {
  ParsedNumber number;
  while (number.length < text.size()) {
    const DecodedCharacter c = decode_utf8(text, number.length);
    const auto digit = decimal_digit(c.code_point);
    if (!digit) break;
    number.value = std::min(kLargest, number.value * 10 + *digit);
    number.length += c.length;
  }
  return number;
}

// 一千二百三十四: digits wait for their unit; 万 and 亿 multiply all before them. Without units the
// digits are positional: 一二三 is 123.
class HanNumber {
 public:
  bool add(char32_t character) {
    if (const auto digit = find(kDigits, character)) {
      digits_ = std::min(kLargest, digits_ * 10 + *digit);
      pending_ = true;
      return true;
    }
    if (const auto tens = find(kTens, character)) {
      section_ += *tens;
      pending_ = false;
      return true;
    }
    const auto unit = find(kUnits, character);
    if (!unit) return false;
    if (*unit >= 10000) {
      total_ = std::min(kLargest, (total_ + section_ + digits_) * *unit);
      section_ = 0;
    } else {
      section_ += (pending_ && digits_ != 0 ? digits_ : 1) * *unit;
    }
    digits_ = 0;
    pending_ = false;
    return true;
  }
  std::uint64_t value() const { return std::min(kLargest, total_ + section_ + digits_); }

 private:
  std::uint64_t total_ = 0, section_ = 0, digits_ = 0;
  bool pending_ = false;
};

void append_key(std::string& key, std::uint64_t value) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  const auto count = static_cast<std::size_t>(end - digits.data());
  key += static_cast<char>('0' + count);
  key.append(digits.data(), count);
}

// Of 上中下 and 甲乙丙丁…, the place of the character; -1 for any other.
int series_place(std::string_view character) {
  constexpr std::array<std::string_view, 3> kThree{"上", "中", "下"};
  constexpr std::array<std::string_view, 10> kStems{"甲", "乙", "丙", "丁", "戊",
                                                    "己", "庚", "辛", "壬", "癸"};
  for (std::size_t i = 0; i < kThree.size(); ++i) {
    if (kThree[i] == character) return static_cast<int>(i);
  }
  for (std::size_t i = 0; i < kStems.size(); ++i) {
    if (kStems[i] == character) return static_cast<int>(kThree.size() + i);
  }
  return -1;
}

// 上卷, （中）, "… 下.html": what follows says that the character counts volumes and is no word.
bool counts_volumes(std::string_view after) {
  if (after.empty()) return true;
  for (const std::string_view mark : {"卷", "册", "冊", "部", "篇", "集", "编", "編", "辑", "巻",
                                      "）", ")", "】", "]", ".", "/", "_", "-"}) {
    if (after.starts_with(mark)) return true;
  }
  return false;
}

}  // namespace

std::optional<ParsedNumber> parse_number(std::string_view text) {
  const ParsedNumber decimal = parse_decimal(text);
  if (decimal.length != 0) return decimal;
  HanNumber han;
  std::size_t length = 0;
  while (length < text.size()) {
    const DecodedCharacter c = decode_utf8(text, length);
    if (!han.add(c.code_point)) break;
    length += c.length;
  }
  if (length == 0) return std::nullopt;
  return ParsedNumber{han.value(), length};
}

std::string natural_sort_key(std::string_view name) {
  std::string key;
  for (std::size_t i = 0; i < name.size();) {
    if (const auto number = parse_number(name.substr(i))) {
      append_key(key, number->value);
      i += number->length;
    } else {
      const std::size_t length = decode_utf8(name, i).length;
      const int place = series_place(name.substr(i, length));
      if (place >= 0 && counts_volumes(name.substr(i + length))) {
        key += "上";
        append_key(key, static_cast<std::uint64_t>(place));
      } else {
        key += name.substr(i, length);
      }
      i += length;
    }
  }
  return key;
}

}  // namespace banxin
