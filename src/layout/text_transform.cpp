#include "layout/text_transform.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/uchar.h>

#include "base/utf8.h"

namespace banxin::layout {
namespace {

// CSS Text 4 Appendix G, small kana to full size.
char32_t full_size_kana(char32_t c) {
  constexpr std::u32string_view kSmall =
      U"ぁぃぅぇぉゕゖっゃゅょゎァィゥェォヵㇰヶㇱㇲッㇳㇴㇵㇶㇷㇸㇹㇺャュョㇻㇼㇽㇾㇿヮ";
  constexpr std::u32string_view kLarge =
      U"あいうえおかけつやゆよわアイウエオカクケシスツトヌハヒフヘホムヤユヨラリルレロワ";
  static_assert(kSmall.size() == kLarge.size());
  const std::size_t at = kSmall.find(c);
  return at == std::u32string_view::npos ? c : kLarge[at];
}

char32_t full_width(char32_t c) {
  if (c == U' ') return 0x3000;
  if (c > 0x20 && c < 0x7F) return c + 0xFEE0;
  return c;
}

std::string map_case(std::string_view text, const style::ComputedStyle& style) {
  UErrorCode error = U_ZERO_ERROR;
  const std::string locale{style.lang};
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  const icu::StringPiece source(text.data(), static_cast<std::int32_t>(text.size()));
  if (style.text_transform.text_case == style::TextCase::Uppercase) {
    icu::CaseMap::utf8ToUpper(locale.c_str(), 0, source, sink, nullptr, error);
  } else {
    icu::CaseMap::utf8ToLower(locale.c_str(), 0, source, sink, nullptr, error);
  }
  return U_SUCCESS(error) ? out : std::string{text};
}

bool is_word_character(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  return u_isalnum(point) != 0 || u_charType(point) == U_NON_SPACING_MARK || c == U'\'' ||
         c == 0x2019;
}

}  // namespace

bool ends_in_word(std::string_view text) {
  if (text.empty()) return false;
  std::size_t at = text.size() - 1;
  while (at > 0 && text.size() - at < 4 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
    --at;
  return is_word_character(decode_utf8(text, at).code_point);
}

bool transforms_text(const style::ComputedStyle& style) {
  const style::TextTransform& transform = style.text_transform;
  return transform.text_case != style::TextCase::None || transform.full_width ||
         transform.full_size_kana;
}

std::string transform_text(std::string_view text,
                           const style::ComputedStyle& style,
                           bool& at_word_start) {
  const style::TextTransform& transform = style.text_transform;
  std::string mapped{text};
  if (transform.text_case == style::TextCase::Uppercase ||
      transform.text_case == style::TextCase::Lowercase) {
    mapped = map_case(text, style);
    at_word_start = !ends_in_word(text);
  } else if (transform.text_case == style::TextCase::Capitalize) {
    mapped.clear();
    for (std::size_t at = 0; at < text.size();) {
      const DecodedCharacter decoded = decode_utf8(text, at);
      at += decoded.length;
      const char32_t c = decoded.code_point;
      // An apostrophe goes on with a word but begins none.
      const bool apostrophe = c == U'\'' || c == 0x2019;
      const bool in_word = is_word_character(c) && !(apostrophe && at_word_start);
      const bool first = in_word && at_word_start;
      append_utf8(mapped, first ? static_cast<char32_t>(u_totitle(static_cast<UChar32>(c))) : c);
      at_word_start = !in_word;
    }
  }
  if (!transform.full_width && !transform.full_size_kana) return mapped;
  std::string out;
  for (std::size_t at = 0; at < mapped.size();) {
    const DecodedCharacter decoded = decode_utf8(mapped, at);
    at += decoded.length;
    char32_t c = decoded.code_point;
    if (transform.full_size_kana) c = full_size_kana(c);
    if (transform.full_width) c = full_width(c);
    append_utf8(out, c);
  }
  return out;
}

}  // namespace banxin::layout
