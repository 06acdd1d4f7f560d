#include "book/language.h"

#include <unicode/uloc.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/ascii.h"
#include "base/utf8.h"
#include "dom/names.h"

namespace banxin::book {
namespace {

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

// Frequent characters that stand in one of the two scripts only, in pairs.
constexpr std::u32string_view kSimplified =
    U"们这来个说时国过为后开会对见长从东车马门风书话问间听现实点学经头还没让给爱样两进动远边";
constexpr std::u32string_view kTraditional =
    U"們這來個說時國過為後開會對見長從東車馬門風書話問間聽現實點學經頭還沒讓給愛樣兩進動遠邊";

struct Counts {
  std::size_t han = 0, kana = 0, hangul = 0, latin = 0, arabic = 0, hebrew = 0, cyrillic = 0;
  std::size_t simplified = 0, traditional = 0, letters = 0;
};

void count(char32_t c, Counts& counts) {
  if (c < 0x250) {
    const bool letter = (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z';
    counts.latin += letter || c >= 0xC0 ? 1 : 0;
  } else if (c >= 0x400 && c < 0x530) {
    ++counts.cyrillic;
  } else if (c >= 0x590 && c < 0x600) {
    ++counts.hebrew;
  } else if (c >= 0x600 && c < 0x780) {
    ++counts.arabic;
  } else if (c >= 0x3040 && c < 0x3100) {
    ++counts.kana;
  } else if (c >= 0xAC00 && c < 0xD7B0) {
    ++counts.hangul;
  } else if ((c >= 0x3400 && c < 0xA000) || (c >= 0x20000 && c < 0x40000)) {
    ++counts.han;
    counts.simplified += kSimplified.find(c) != std::u32string_view::npos ? 1 : 0;
    counts.traditional += kTraditional.find(c) != std::u32string_view::npos ? 1 : 0;
  }
}

}  // namespace

namespace {

// ISO 639's languages as ICU knows them, and those of China that it does not.
bool is_language(const std::string& code) {
  for (const std::string_view common :
       {"zh", "ja", "en", "ko", "cmn", "yue", "lzh", "nan", "wuu"}) {
    if (code == common) return true;
  }
  for (const char* const* known = uloc_getISOLanguages(); *known != nullptr; ++known) {
    if (code == *known) return true;
  }
  return false;
}

// What a walk over the text counts; a bounded part of it speaks for the rest.
Counts count_text(const dom::Node& root) {
  Counts counts;
  std::size_t seen = 0;
  constexpr std::size_t kSample = 64U << 10U;
  for (const dom::Node* node = root.first_child; node != nullptr && seen < kSample;) {
    if (node->is_html(dom::names::script) || node->is_html(dom::names::style)) {
      node = dom::next_after_subtree(*node, root);
      continue;
    }
    if (node->is_text()) {
      const std::string_view text = node->text().substr(0, kSample);
      for (std::size_t i = 0; i < text.size();) {
        const DecodedCharacter c = decode_utf8(text, i);
        count(c.code_point, counts);
        i += c.length;
      }
      seen += text.size();
    }
    node = dom::next_in_tree(*node, root);
  }
  return counts;
}

bool is_traditional(std::string_view language) {
  for (const std::string_view part : {"-Hant", "-TW", "-HK", "-MO"}) {
    if (language.find(part) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

std::string normalise_language(std::string_view tag) {
  std::string out;
  std::size_t part = 0;
  for (std::size_t at = 0; at <= tag.size(); ++part) {
    const std::size_t end = std::min(tag.find_first_of("-_", at), tag.size());
    const std::string_view subtag = tag.substr(at, end - at);
    at = end + 1;
    const bool letters =
        std::all_of(subtag.begin(), subtag.end(), [](char c) { return is_ascii_letter(c); });
    const bool fits = !subtag.empty() && subtag.size() <= 8 &&
                      std::all_of(subtag.begin(), subtag.end(),
                                  [](char c) { return is_ascii_letter(c) || is_ascii_digit(c); });
    if (part == 0) {
      // ISO 639; "cn" and the like are countries that pages take for languages.
      if (!letters || subtag.size() < 2 || subtag.size() > 3) return {};
      for (const char c : subtag)
        out += ascii_lower(c);
      if (out == "cn") out = "zh";
      if (out == "jp") out = "ja";
      if (out == "kr") out = "ko";
      if (!is_language(out)) return {};
      continue;
    }
    if (!fits) break;
    // A script (4 letters) or region (2 letters or 3 digits); variants and extensions as they are.
    out += '-';
    for (std::size_t i = 0; i < subtag.size(); ++i) {
      const bool raised = letters && (subtag.size() == 2 || (subtag.size() == 4 && i == 0));
      out += raised ? upper(subtag[i]) : ascii_lower(subtag[i]);
    }
    // A singleton opens an extension: its parts are more than a page needs to say.
    if (subtag.size() == 1) {
      out.resize(out.size() - 2);
      break;
    }
  }
  return out;
}

std::string checked_language(std::string language, const dom::Node& root) {
  if (language != "zh" && !language.starts_with("zh-")) return language;
  const Counts counts = count_text(root);
  const bool more_traditional = counts.traditional > counts.simplified;
  const std::string_view found = more_traditional ? "zh-Hant" : "zh-Hans";
  if (language == "zh")
    return counts.traditional + counts.simplified > 0 ? std::string(found) : language;
  // Pages of Taiwan made by a template of the mainland, and the other way round.
  constexpr std::size_t kEnough = 12;
  constexpr std::size_t kMuchMore = 10;
  const std::size_t most = std::max(counts.traditional, counts.simplified);
  const std::size_t least = std::min(counts.traditional, counts.simplified);
  const bool is_clear = most >= kEnough && most >= least * kMuchMore;
  return is_clear && more_traditional != is_traditional(language) ? std::string(found) : language;
}

std::string detect_language(const dom::Node& root) {
  const Counts counts = count_text(root);
  // A Han character says about as much as three letters.
  const std::size_t han = counts.han * 3;
  if (counts.kana * 3 > counts.latin / 4 && counts.kana * 20 > counts.han) return "ja";
  if (counts.hangul * 3 > counts.latin && counts.hangul > counts.han) return "ko";
  if (counts.han > 0 && han > counts.latin / 2) {
    return counts.traditional > counts.simplified ? "zh-Hant" : "zh-Hans";
  }
  const std::size_t most = std::max({counts.latin, counts.arabic, counts.hebrew, counts.cyrillic});
  if (most == 0) return "und";
  if (most == counts.arabic) return "ar";
  if (most == counts.hebrew) return "he";
  return most == counts.cyrillic ? "ru" : "en";
}

bool is_right_to_left(std::string_view language) {
  const std::string_view primary = language.substr(0, language.find('-'));
  constexpr std::array<std::string_view, 12> kLanguages{"ar", "he", "fa", "ur", "yi",  "ps",
                                                        "sd", "ug", "dv", "ku", "arc", "syr"};
  if (primary == "ku") return language.find("Arab") != std::string_view::npos;
  return std::find(kLanguages.begin(), kLanguages.end(), primary) != kLanguages.end();
}

}  // namespace banxin::book
