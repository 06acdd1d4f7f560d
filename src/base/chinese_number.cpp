#include "base/chinese_number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "base/ascii.h"
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

// As all write it, in small letters.
std::string roman_digits(std::uint64_t value) {
  struct Sign {
    std::uint64_t value;
    std::string_view letters;
  };
  constexpr std::array<Sign, 9> kSigns{Sign{100, "c"}, Sign{90, "xc"}, Sign{50, "l"},
                                       Sign{40, "xl"}, Sign{10, "x"},  Sign{9, "ix"},
                                       Sign{5, "v"},   Sign{4, "iv"},  Sign{1, "i"}};
  std::string out;
  for (const Sign& sign : kSigns) {
    for (; value >= sign.value && out.size() < 16; value -= sign.value)
      out += sign.letters;
  }
  return out;
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

// Words that a Roman or an English number may follow.
constexpr std::array<std::string_view, 12> kEnglishUnits{"chapter", "ch",     "part",  "pt",
                                                         "book",    "volume", "vol",   "section",
                                                         "act",     "scene",  "canto", "episode"};

bool ends_with_unit(std::string_view key) {
  while (!key.empty() &&
         (key.back() == ' ' || key.back() == '_' || key.back() == '-' || key.back() == '.'))
    key.remove_suffix(1);
  return std::any_of(kEnglishUnits.begin(), kEnglishUnits.end(), [key](std::string_view unit) {
    return key.ends_with(unit) &&
           (key.size() == unit.size() || !is_ascii_letter(key[key.size() - unit.size() - 1]));
  });
}

// The number that stands at `name`, after `key` has been made of what is before it.
std::optional<ParsedNumber> number_at(std::string_view name, std::string_view key) {
  if (const auto number = parse_number(name)) return number;
  const bool may_be_word = is_ascii_letter(name.front()) &&
                           (key.empty() || !is_ascii_letter(key.back())) && ends_with_unit(key);
  if (!may_be_word) return std::nullopt;
  if (const auto number = parse_roman_number(name)) return number;
  return parse_english_number(name);
}

// Of 1.5, behind the 1: it comes after 1章 and before 2章.
bool has_fraction(std::string_view after_number) {
  return after_number.size() > 1 && after_number[0] == '.' && after_number[1] >= '0' &&
         after_number[1] <= '9';
}

}  // namespace

std::optional<ParsedNumber> parse_roman_number(std::string_view text) {
  constexpr std::array kLetters{Numeral{U'c', 100}, Numeral{U'l', 50}, Numeral{U'x', 10},
                                Numeral{U'v', 5}, Numeral{U'i', 1}};
  std::size_t length = 0;
  while (length < text.size() && is_ascii_letter(text[length]))
    ++length;
  const bool goes_on = length < text.size() && static_cast<unsigned char>(text[length]) >= 0x80;
  if (length == 0 || length > 12 || goes_on) return std::nullopt;
  std::uint64_t value = 0;
  std::uint64_t last = 0;
  for (std::size_t i = length; i > 0; --i) {
    const auto letter = find(kLetters, static_cast<unsigned char>(ascii_lower(text[i - 1])));
    if (!letter) return std::nullopt;
    value = *letter < last ? value - *letter : value + *letter;
    last = std::max(last, *letter);
  }
  return roman_digits(value) == ascii_lower(text.substr(0, length))
             ? std::optional(ParsedNumber{value, length})
             : std::nullopt;
}

std::optional<ParsedNumber> parse_english_number(std::string_view text) {
  constexpr std::array<std::string_view, 20> kOnes{
      "zero",     "one",     "two",     "three",     "four",     "five",    "six",
      "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
      "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
  constexpr std::array<std::string_view, 8> kTensWords{"twenty", "thirty",  "forty",  "fifty",
                                                       "sixty",  "seventy", "eighty", "ninety"};
  const std::string lower = ascii_lower(text.substr(0, 24));
  const auto word_at = [&lower](std::size_t start) {
    std::size_t end = start;
    while (end < lower.size() && is_ascii_letter(lower[end]))
      ++end;
    return std::string_view(lower).substr(start, end - start);
  };
  const std::string_view first = word_at(0);
  for (std::size_t i = 1; i < kOnes.size(); ++i) {
    if (first == kOnes[i]) return ParsedNumber{i, first.size()};
  }
  for (std::size_t i = 0; i < kTensWords.size(); ++i) {
    if (first != kTensWords[i]) continue;
    ParsedNumber number{20 + 10 * i, first.size()};
    const bool joined =
        first.size() < lower.size() && (lower[first.size()] == '-' || lower[first.size()] == ' ');
    const std::string_view second = joined ? word_at(first.size() + 1) : std::string_view{};
    for (std::size_t one = 1; one < 10; ++one) {
      if (second != kOnes[one]) continue;
      number.value += one;
      number.length += 1 + second.size();
    }
    return number;
  }
  return std::nullopt;
}

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
    if (const auto number = number_at(name.substr(i), key)) {
      append_key(key, number->value);
      i += number->length;
      // Behind all that may follow the 1 of 第1章.
      if (has_fraction(name.substr(i))) key += '\xFF', ++i;
    } else {
      const std::size_t length = decode_utf8(name, i).length;
      const int place = series_place(name.substr(i, length));
      if (place >= 0 && counts_volumes(name.substr(i + length))) {
        key += "上";
        append_key(key, static_cast<std::uint64_t>(place));
      } else {
        for (const char c : name.substr(i, length))
          key += ascii_lower(c);
      }
      i += length;
    }
  }
  return key;
}

}  // namespace banxin
