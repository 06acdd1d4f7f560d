#include "repair/spelled_reading.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/ascii.h"
#include "base/utf8.h"
#include "repair/transparent.h"

namespace banxin::repair {
namespace {

struct Sound {
  std::u32string_view zhuyin;
  std::string_view pinyin;
};

constexpr std::array kInitials{Sound{U"ㄅ", "b"},  Sound{U"ㄆ", "p"},  Sound{U"ㄇ", "m"},
                               Sound{U"ㄈ", "f"},  Sound{U"ㄉ", "d"},  Sound{U"ㄊ", "t"},
                               Sound{U"ㄋ", "n"},  Sound{U"ㄌ", "l"},  Sound{U"ㄍ", "g"},
                               Sound{U"ㄎ", "k"},  Sound{U"ㄏ", "h"},  Sound{U"ㄐ", "j"},
                               Sound{U"ㄑ", "q"},  Sound{U"ㄒ", "x"},  Sound{U"ㄓ", "zh"},
                               Sound{U"ㄔ", "ch"}, Sound{U"ㄕ", "sh"}, Sound{U"ㄖ", "r"},
                               Sound{U"ㄗ", "z"},  Sound{U"ㄘ", "c"},  Sound{U"ㄙ", "s"}};

// A final behind an initial, and alone.
struct Final {
  std::u32string_view zhuyin;
  std::string_view behind, alone;
};
constexpr std::array kFinals{
    Final{U"", "i", ""},           Final{U"ㄚ", "a", "a"},       Final{U"ㄛ", "o", "o"},
    Final{U"ㄜ", "e", "e"},        Final{U"ㄝ", "e", "e"},       Final{U"ㄞ", "ai", "ai"},
    Final{U"ㄟ", "ei", "ei"},      Final{U"ㄠ", "ao", "ao"},     Final{U"ㄡ", "ou", "ou"},
    Final{U"ㄢ", "an", "an"},      Final{U"ㄣ", "en", "en"},     Final{U"ㄤ", "ang", "ang"},
    Final{U"ㄥ", "eng", "eng"},    Final{U"ㄦ", "er", "er"},     Final{U"ㄧ", "i", "yi"},
    Final{U"ㄧㄚ", "ia", "ya"},    Final{U"ㄧㄛ", "io", "yo"},   Final{U"ㄧㄝ", "ie", "ye"},
    Final{U"ㄧㄞ", "iai", "yai"},  Final{U"ㄧㄠ", "iao", "yao"}, Final{U"ㄧㄡ", "iu", "you"},
    Final{U"ㄧㄢ", "ian", "yan"},  Final{U"ㄧㄣ", "in", "yin"},  Final{U"ㄧㄤ", "iang", "yang"},
    Final{U"ㄧㄥ", "ing", "ying"}, Final{U"ㄨ", "u", "wu"},      Final{U"ㄨㄚ", "ua", "wa"},
    Final{U"ㄨㄛ", "uo", "wo"},    Final{U"ㄨㄞ", "uai", "wai"}, Final{U"ㄨㄟ", "ui", "wei"},
    Final{U"ㄨㄢ", "uan", "wan"},  Final{U"ㄨㄣ", "un", "wen"},  Final{U"ㄨㄤ", "uang", "wang"},
    Final{U"ㄨㄥ", "ong", "weng"}, Final{U"ㄩ", "ü", "yu"},      Final{U"ㄩㄝ", "üe", "yue"},
    Final{U"ㄩㄢ", "üan", "yuan"}, Final{U"ㄩㄣ", "ün", "yun"},  Final{U"ㄩㄥ", "iong", "yong"}};

constexpr std::size_t kNeutral = 5;

bool is_zhuyin(char32_t c) {
  return c >= 0x3105 && c <= 0x3129;
}

// 1 to 4 for the mark of a tone, of zhuyin or combining, 5 for ˙; 0 for any other.
std::size_t tone_of(char32_t c) {
  constexpr std::array<std::u32string_view, 6> kMarks{U"",        U"ˉ\u0304", U"ˊ\u0301",
                                                      U"ˇ\u030C", U"ˋ\u0300", U"˙"};
  for (std::size_t tone = 1; tone < kMarks.size(); ++tone) {
    if (kMarks[tone].find(c) != std::u32string_view::npos) return tone;
  }
  return 0;
}

// GB/T 16159-2012 §4: the mark stands on a or e, on the o of ou, else on the last vowel.
std::string with_tone(const std::u32string& letters, std::size_t tone) {
  constexpr std::u32string_view kVowels = U"aeiouü";
  constexpr std::array<std::u32string_view, 4> kMarked{U"āēīōūǖ", U"áéíóúǘ", U"ǎěǐǒǔǚ", U"àèìòùǜ"};
  std::size_t place = letters.find_first_of(U"ae");
  if (place == std::u32string::npos) place = letters.find(U"ou");
  if (place == std::u32string::npos) place = letters.find_last_of(kVowels);
  std::string out;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const std::size_t vowel = kVowels.find(letters[i]);
    const bool marked =
        i == place && tone >= 1 && tone <= kMarked.size() && vowel != std::u32string_view::npos;
    append_utf8(out, marked ? kMarked[tone - 1][vowel] : letters[i]);
  }
  return out;
}

std::u32string decoded(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCharacter c = decode_utf8(text, at);
    out += c.code_point;
    at += c.length;
  }
  return out;
}

std::string from_zhuyin(std::u32string_view letters, std::size_t tone) {
  std::string_view initial;
  for (const Sound& sound : kInitials) {
    if (letters.starts_with(sound.zhuyin)) initial = sound.pinyin;
  }
  if (!initial.empty()) letters.remove_prefix(1);
  for (const Final& final : kFinals) {
    if (letters != final.zhuyin) continue;
    std::u32string text = decoded(initial) + decoded(initial.empty() ? final.alone : final.behind);
    // After j, q and x ü is written u.
    const bool plain = initial == "j" || initial == "q" || initial == "x";
    if (plain) std::replace(text.begin(), text.end(), U'ü', U'u');
    return text.empty() ? std::string{} : with_tone(text, tone == 0 ? 1 : tone);
  }
  return {};
}

}  // namespace

bool begins_reading(char32_t c) {
  return is_pinyin_letter(c) || is_zhuyin(c) || c == U'˙' || c == ' ';
}

std::string pinyin_of(std::string_view written) {
  while (written.starts_with(' '))
    written.remove_prefix(1);
  while (written.ends_with(' '))
    written.remove_suffix(1);
  std::u32string letters;
  std::size_t tone = 0;
  std::size_t zhuyin = 0;
  bool ended = false;  // a digit stands at the end
  for (const char32_t c : decoded(written)) {
    if (ended || letters.size() > 8) return {};
    const std::size_t mark = tone_of(c);
    if (mark != 0) {
      if (tone != 0) return {};
      tone = mark;
    } else if (c == 0x308 && letters.ends_with(U'u')) {
      letters.back() = U'ü';
    } else if (c >= '1' && c <= '5' && tone == 0 && !letters.empty()) {
      tone = static_cast<std::size_t>(c - '0');
      ended = true;
    } else if (is_zhuyin(c) || is_pinyin_letter(c)) {
      zhuyin += is_zhuyin(c) ? 1 : 0;
      letters += c == 'v' ? U'ü' : c;
    } else {
      return {};
    }
  }
  if (letters.empty() || (zhuyin != 0 && (zhuyin != letters.size() || ended))) return {};
  if (zhuyin != 0) return from_zhuyin(letters, tone);
  return with_tone(letters, tone == kNeutral ? 0 : tone);
}

}  // namespace banxin::repair
