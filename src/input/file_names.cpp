#include "input/file_names.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/utf8.h"
#include "input/detect.h"

namespace banxin::input {
namespace {

constexpr std::array kOldEncodings{Encoding::Gbk, Encoding::Big5, Encoding::ShiftJis,
                                   Encoding::EucKr};

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool has_fault(const DecodedText& decoded) {
  return decoded.invalid > 0;
}

// Whether all that is not ASCII are characters of GB 2312's first level, the common ones (Hangul of
// EUC-KR lies there, too).
bool are_common_in_gbk(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead < 0x80) continue;
    if (lead < 0xB0 || lead > 0xD7 || ++i == bytes.size()) return false;
    if (static_cast<unsigned char>(bytes[i]) < 0xA1) return false;
  }
  return true;
}

std::string composed(std::string name) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(status);
  if (is_ascii(name) || U_FAILURE(status)) return name;
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(name);
  if (normalizer->isNormalized(text, status)) return name;
  std::string out;
  normalizer->normalize(text, status).toUTF8String(out);
  return out;
}

}  // namespace

std::optional<Encoding> encoding_of_names(const std::vector<std::string_view>& names) {
  std::string foreign;
  for (const std::string_view name : names) {
    if (!is_valid_utf8(name)) foreign.append(name).append("\n");
  }
  if (foreign.empty()) return std::nullopt;
  // A few characters say little; most such names come from a Chinese Windows.
  constexpr std::size_t kFewBytes = 12;
  const auto bytes =
      static_cast<std::size_t>(std::count_if(foreign.begin(), foreign.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x80;
      }));
  if (bytes <= kFewBytes && are_common_in_gbk(foreign)) return Encoding::Gbk;
  return detect_encoding(foreign, {}).encoding;
}

std::string decode_short_text(std::string bytes) {
  const Encoding encoding = encoding_of_names({bytes}).value_or(Encoding::Utf8);
  return decode_as(encoding, std::move(bytes)).text;
}

std::string readable_name(std::string_view name, std::optional<Encoding> encoding) {
  if (is_valid_utf8(name)) return composed(std::string(name));
  if (!encoding) encoding = encoding_of_names({name});
  DecodedText decoded = decode_as(*encoding, std::string(name));
  // One of another system than the rest.
  for (std::size_t i = 0; has_fault(decoded) && i < kOldEncodings.size(); ++i) {
    DecodedText other = decode_as(kOldEncodings[i], std::string(name));
    if (!has_fault(other)) decoded = std::move(other);
  }
  return composed(std::move(decoded.text));
}

std::string folded_name(const std::string& name) {
  if (is_ascii(name)) return ascii_lower(name);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) return ascii_lower(name);
  std::string out;
  normalizer->normalize(icu::UnicodeString::fromUTF8(name), status).toUTF8String(out);
  return out;
}

std::vector<std::string> readings_of_name(std::string_view name) {
  std::vector<std::string> readings{folded_name(std::string(name))};
  for (std::size_t i = 0; !is_ascii(name) && i < kOldEncodings.size(); ++i) {
    const DecodedText decoded = decode_as(kOldEncodings[i], std::string(name));
    if (!has_fault(decoded)) readings.push_back(folded_name(decoded.text));
  }
  return readings;
}

}  // namespace banxin::input
