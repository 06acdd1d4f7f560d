#include "book/sort_name.h"

#include <array>

#include "base/ascii.h"
#include "base/utf8.h"
#include "language/readings_table.h"

namespace banxin::book {
namespace {

bool is_han(char32_t c) {
  return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x3FFFF) || c == 0x3007;
}
bool is_kana(char32_t c) {
  return c >= 0x3040 && c <= 0x30FF;
}

bool has_only_han(std::string_view text) {
  bool any = false;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCharacter c = decode_utf8(text, i);
    if (!is_han(c.code_point)) return false;
    any = true;
    i += c.length;
  }
  return any;
}

bool has_han_without_kana(std::string_view text) {
  bool any = false;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCharacter c = decode_utf8(text, i);
    if (is_kana(c.code_point)) return false;
    any = any || is_han(c.code_point);
    i += c.length;
  }
  return any;
}

// Family names of two characters; all others have one.
constexpr std::array<std::string_view, 40> kDoubleNames{
    "欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "夏侯", "皇甫", "东方",
    "東方", "公孙", "公孫", "慕容", "令狐", "尉迟", "尉遲", "长孙", "長孫", "宇文",
    "司徒", "轩辕", "軒轅", "独孤", "獨孤", "南宫", "南宮", "西门", "西門", "端木",
    "百里", "呼延", "万俟", "申屠", "公羊", "澹台", "濮阳", "淳于", "太史", "完颜"};

// Family names that are read otherwise than the character mostly is.
struct Reading {
  std::string_view name, pinyin;
};
constexpr std::array kNameReadings{
    Reading{"单", "Shan"},    Reading{"單", "Shan"},       Reading{"曾", "Zeng"},
    Reading{"解", "Xie"},     Reading{"仇", "Qiu"},        Reading{"查", "Zha"},
    Reading{"朴", "Piao"},    Reading{"盖", "Ge"},         Reading{"区", "Ou"},
    Reading{"區", "Ou"},      Reading{"翟", "Zhai"},       Reading{"尉迟", "Yuchi"},
    Reading{"尉遲", "Yuchi"}, Reading{"万俟", "Moqi"},     Reading{"乐", "Yue"},
    Reading{"樂", "Yue"},     Reading{"覃", "Qin"},        Reading{"洗", "Xian"},
    Reading{"冼", "Xian"},    Reading{"缪", "Miao"},       Reading{"繆", "Miao"},
    Reading{"逄", "Pang"},    Reading{"黑", "He"},         Reading{"秘", "Bi"},
    Reading{"折", "She"},     Reading{"员", "Yun"},        Reading{"种", "Chong"},
    Reading{"宓", "Fu"},      Reading{"长孙", "Zhangsun"}, Reading{"長孫", "Zhangsun"},
    Reading{"澹台", "Tantai"}};

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

// Vowels with tone marks, and what sorts in their place.
char plain_vowel(char32_t c) {
  constexpr std::u32string_view kMarked = U"āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ";
  constexpr std::string_view kPlain = "aaaaeeeeiiiioooouuuuuuuuunnnm";
  static_assert(kMarked.size() == kPlain.size());
  const std::size_t at = kMarked.find(c);
  return at == std::u32string_view::npos ? '\0' : kPlain[at];
}

std::string without_tone(std::string_view syllable) {
  std::string out;
  for (std::size_t i = 0; i < syllable.size();) {
    const DecodedCharacter c = decode_utf8(syllable, i);
    const char plain = plain_vowel(c.code_point);
    if (plain != '\0') {
      out += plain;
    } else if (c.code_point < 0x80) {
      out += syllable[i];
    }
    i += c.length;
  }
  return out;
}

// Characters by their commonest readings, words in Latin letters in lower case, marks left out:
// "《C 语言》入门" → "c yu yan ru men". `gap` stands between syllables and words.
std::string romanised(std::string_view text, std::string_view gap) {
  const language::ReadingsTable readings;
  std::string out;
  bool is_in_word = false;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCharacter c = decode_utf8(text, i);
    const std::string_view source = text.substr(i, c.length);
    i += c.length;
    const std::string_view reading = readings.first_reading(c.code_point);
    const bool is_letter = is_han(c.code_point) ||
                           (c.code_point >= 0xC0 && c.code_point < 0x2000) ||
                           (c.code_point < 0x80 && is_ascii_alphanumeric(source[0]));
    if (reading.empty() && !is_letter) {
      is_in_word = false;
      continue;
    }
    if (!out.empty() && (!reading.empty() || !is_in_word)) out += gap;
    is_in_word = reading.empty();
    out += reading.empty() ? ascii_lower(source) : without_tone(reading);
  }
  return out;
}

// "Jane van Austen" → "Austen, Jane van"? No: the particle stays with the family name.
std::string family_first(std::string_view name) {
  if (name.find(',') != std::string_view::npos) return std::string(name);
  std::size_t family = name.rfind(' ');
  if (family == std::string_view::npos || family == 0) return std::string(name);
  constexpr std::array<std::string_view, 9> kParticles{"van", "von", "de", "der", "den",
                                                       "di",  "da",  "la", "le"};
  while (true) {
    const std::size_t before = name.rfind(' ', family - 1);
    if (before == std::string_view::npos || before == 0) break;
    const std::string_view word = name.substr(before + 1, family - before - 1);
    bool is_particle = false;
    for (const std::string_view particle : kParticles)
      is_particle = is_particle || word == particle;
    if (!is_particle) break;
    family = before;
  }
  return std::string(name.substr(family + 1)) + ", " + std::string(name.substr(0, family));
}

bool is_latin_name(std::string_view name) {
  std::size_t words = 1;
  for (std::size_t i = 0; i < name.size();) {
    const DecodedCharacter c = decode_utf8(name, i);
    if (c.code_point >= 0x250 || (c.code_point >= '0' && c.code_point <= '9')) return false;
    words += c.code_point == ' ' ? 1 : 0;
    i += c.length;
  }
  return words >= 2 && words <= 5;
}

}  // namespace

std::string sort_name_of_person(std::string_view name, std::string_view language) {
  if (name.size() > 200) return {};
  if (is_latin_name(name)) return family_first(name);
  if (!language.starts_with("zh") || !has_only_han(name) || count_characters(name) > 4) return {};
  std::size_t family_length = decode_utf8(name, 0).length;
  if (count_characters(name) > 2) {
    for (const std::string_view family : kDoubleNames) {
      if (name.starts_with(family)) family_length = family.size();
    }
  }
  const std::string_view family = name.substr(0, family_length);
  std::string family_pinyin = capitalised(romanised(family, ""));
  for (const Reading& reading : kNameReadings) {
    if (reading.name == family) family_pinyin = reading.pinyin;
  }
  const std::string given = capitalised(romanised(name.substr(family_length), ""));
  if (family_pinyin.empty()) return {};
  return given.empty() ? family_pinyin : family_pinyin + ", " + given;
}

std::string sort_name_of_title(std::string_view title, std::string_view language) {
  if (title.size() > 1000) return {};
  if (language.starts_with("zh") && has_han_without_kana(title)) return romanised(title, " ");
  if (language.starts_with("en")) {
    for (const std::string_view article : {"The ", "A ", "An "}) {
      if (title.starts_with(article)) {
        return std::string(title.substr(article.size())) + ", " +
               std::string(article.substr(0, article.size() - 1));
      }
    }
  }
  return {};
}

}  // namespace banxin::book
