#include "article/page_language.h"

#include "article/text_measure.h"
#include "base/ascii.h"
#include "base/utf8.h"

namespace banxin::article {

namespace {

constexpr std::size_t kSampleBytes = 20'000;

struct Scripts {
  std::size_t kana = 0;
  std::size_t hangul = 0;
  std::size_t han = 0;
  std::size_t other = 0;
  std::size_t simplified = 0;
  std::size_t traditional = 0;
};

// Frequent characters that only one of the two writings has.
constexpr std::string_view kSimplified =
    "这们国为来时会说对发个学过还进现实动样长问间关无点种话从车书东见风开门头气觉电让给应听认"
    "识师带别务员总统战产业经济";
constexpr std::string_view kTraditional =
    "這們國為來時會說對發個學過還進現實動樣長問間關無點種話從車書東見風開門頭氣覺電讓給應聽認"
    "識師帶別務員總統戰產業經濟";

Scripts count_scripts(std::string_view text) {
  Scripts counts;
  const std::string_view sample = text.substr(0, kSampleBytes);
  for (std::size_t at = 0; at < sample.size();) {
    const DecodedCharacter decoded = decode_utf8(sample, at);
    const char32_t c = decoded.code_point;
    const std::string_view character = sample.substr(at, decoded.length);
    at += decoded.length;
    if (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) {
      ++counts.kana;
    } else if (c >= 0xAC00 && c <= 0xD7AF) {
      ++counts.hangul;
    } else if (is_ideograph(c)) {
      ++counts.han;
      if (contains(kSimplified, character)) ++counts.simplified;
      if (contains(kTraditional, character)) ++counts.traditional;
    } else if (is_word_character(c)) {
      ++counts.other;
    }
  }
  return counts;
}

std::string by_script(const Scripts& counts) {
  const std::size_t east = counts.kana + counts.hangul + counts.han;
  if (east * 3 < counts.other || east < 8) return {};
  if (counts.hangul * 4 > east) return "ko";
  if (counts.kana * 8 > east) return "ja";
  if (counts.simplified > 2 * counts.traditional) return "zh-Hans";
  if (counts.traditional > 2 * counts.simplified) return "zh-Hant";
  return "zh";
}

// "zh_CN" → "zh-CN", "EN-us" → "en-US"; "" for what is no tag.
std::string normalised(std::string_view tag) {
  std::string out;
  std::size_t part = 0;
  std::size_t length = 0;
  for (const char c : ascii_lower(tag.substr(0, 35))) {
    if (c == '-' || c == '_') {
      ++part;
      length = 0;
      out += '-';
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      out += c;
      ++length;
    } else {
      break;
    }
  }
  if (out.size() < 2 || (out.size() > 3 && out[2] != '-' && out[3] != '-')) return {};
  const std::size_t dash = out.find('-');
  if (dash != std::string::npos && out.size() == dash + 3) {
    for (std::size_t at = dash + 1; at < out.size(); ++at)
      out[at] = static_cast<char>(out[at] >= 'a' ? out[at] - 32 : out[at]);
  }
  if (dash != std::string::npos && out.size() == dash + 5 && out[dash + 1] >= 'a') {
    out[dash + 1] = static_cast<char>(out[dash + 1] - 32);
  }
  while (!out.empty() && out.back() == '-')
    out.pop_back();
  return out;
}

}  // namespace

std::string find_language(std::string_view declared, std::string_view text) {
  const std::string tag = normalised(declared);
  const std::string script = by_script(count_scripts(text));
  const std::string_view base = std::string_view{tag}.substr(0, tag.find('-'));
  const bool says_east = base == "zh" || base == "ja" || base == "ko" || base == "yue";
  if (script.empty()) return tag;
  // Templates say lang="en" on Chinese pages, and zh-CN on traditional ones.
  if (!says_east) return script;
  if (base != std::string_view{script}.substr(0, 2)) return script;
  return tag == "zh" ? script : tag;
}

}  // namespace banxin::article
