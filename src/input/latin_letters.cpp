#include "input/latin_letters.h"

#include <unicode/uchar.h>

#include <array>
#include <string_view>

#include "base/ascii.h"
#include "base/utf8.h"

namespace banxin::input {
namespace {

struct Language {
  Encoding encoding;
  std::u32string_view letters;  // beyond ASCII, small ones
};

// The first of equals wins: Western pages are by far the most.
constexpr std::array kLanguages{
    Language{Encoding::Windows1252, U"äöüß"},              // German
    Language{Encoding::Windows1252, U"éèàêçùôîâûëïüœæÿ"},  // French
    Language{Encoding::Windows1252, U"áéíóúñüçºª¿¡"},      // Spanish
    Language{Encoding::Windows1252, U"ãáâàçéêíóôõúüºª"},   // Portuguese
    Language{Encoding::Windows1252, U"àèéìòùîº"},          // Italian
    Language{Encoding::Windows1252, U"àèéíïòóúüç·"},       // Catalan
    Language{Encoding::Windows1252, U"åäöé"},              // Swedish, Finnish
    Language{Encoding::Windows1252, U"æøåéòôü"},           // Danish, Norwegian
    Language{Encoding::Windows1252, U"ëïéüöèê"},           // Dutch
    Language{Encoding::Windows1254, U"çğıöşüâîû"},         // Turkish
    // Icelandic has ð and ý, too, but hardly without á, í and þ.
    Language{Encoding::Windows1252, U"áéíóúýþæöð"},
    Language{Encoding::Windows1252, U"äöõüšž"},             // Estonian
    Language{Encoding::Windows1250, U"áčďéěíňóřšťúůýž"},    // Czech
    Language{Encoding::Windows1250, U"áäčďéíĺľňóôŕšťúýž"},  // Slovak
    Language{Encoding::Windows1250, U"ąćęłńóśźż"},          // Polish
    Language{Encoding::Windows1250, U"áéíóöőúüű"},          // Hungarian
    Language{Encoding::Windows1250, U"ăâîşţ"},              // Romanian
    Language{Encoding::Windows1250, U"čćđšž"},              // Croatian, Slovene
    Language{Encoding::Iso88592, U"áčďéěíňóřšťúůýž"},       // as windows-1250, but for š ť ž
    Language{Encoding::Iso88592, U"áäčďéíĺľňóôŕšťúýž"},
    Language{Encoding::Iso88592, U"ąćęłńóśźż"},
    Language{Encoding::Iso88592, U"čćđšž"},
    Language{Encoding::Windows1257, U"ąčęėįšųūž"},    // Lithuanian
    Language{Encoding::Windows1257, U"āčēģīķļņšūž"},  // Latvian
    // Vietnamese, with marks for its tones
    Language{Encoding::Windows1258, U"ăâđêôơưàáãèéìíòóõùúý\u0300\u0301\u0303\u0309\u0323"},
};

// Quotation marks, dashes, signs: of no language.
bool is_sign(char32_t c) {
  constexpr std::u32string_view kSigns = U"\u00A0«»§©®°±²³·¹½€–—•…™×";
  return (c >= 0x2010 && c <= 0x2044) || kSigns.find(c) != std::u32string_view::npos;
}

struct Fit {
  std::size_t letters = 0;  // beyond ASCII
  std::size_t foreign = 0;  // of them, those that the language lacks
};

Fit fit_of(std::string_view text, const Language& language) {
  Fit fit;
  char32_t before = ' ';
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCharacter c = decode_utf8(text, at);
    at += c.length;
    const bool in_word = is_ascii_letter(before) || (at < text.size() && is_ascii_letter(text[at]));
    before = c.code_point;
    // ³ is a sign, but no word has it inside.
    if (c.code_point < 0x80 || (is_sign(c.code_point) && !(in_word && c.code_point < 0x100)))
      continue;
    ++fit.letters;
    if (c.code_point == U'İ') continue;  // its small letter is i
    const auto small = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c.code_point)));
    fit.foreign += language.letters.find(small) == std::u32string_view::npos ? 1 : 0;
  }
  return fit;
}

}  // namespace

bool is_latin_encoding(Encoding encoding) {
  return encoding == Encoding::Windows1252 || encoding == Encoding::Windows1250 ||
         encoding == Encoding::Iso88592 || encoding == Encoding::Windows1254 ||
         encoding == Encoding::Windows1257 || encoding == Encoding::Windows1258;
}

std::optional<Encoding> find_latin_encoding(const std::string& bytes) {
  constexpr std::size_t kFewest = 3;
  std::optional<Encoding> best;
  std::size_t fewest_foreign = 0;
  std::optional<Encoding> decoded;
  std::string text;
  for (const Language& language : kLanguages) {
    if (decoded != language.encoding) {
      text = decode_as(language.encoding, bytes).text;
      decoded = language.encoding;
    }
    const Fit fit = fit_of(text, language);
    if (fit.letters < kFewest || fit.foreign * 12 > fit.letters) continue;
    if (best && fit.foreign >= fewest_foreign) continue;
    best = language.encoding;
    fewest_foreign = fit.foreign;
  }
  return best;
}

}  // namespace banxin::input
