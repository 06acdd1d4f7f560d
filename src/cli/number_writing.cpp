// Cairo writes each number of a PDF with the C library's snprintf: one call a glyph, four a place.
// On pages of text that is an eighth of all work. Here are the forms that it asks for most,
// written as snprintf writes them; all else goes on to the C library. As malloc (allocator.cpp),
// the program's function stands before the library's of the same name.
#include <langinfo.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <system_error>

namespace {

using Digits = std::array<char, 40>;
__extension__ using Wide = unsigned __int128;

// As snprintf: what fits, ended with a zero; the length of the whole.
int hand_over(std::string_view text, char* out, std::size_t size) {
  if (size > 0) {
    const std::size_t length = std::min(text.size(), size - 1);
    std::memcpy(out, text.data(), length);
    out[length] = '\0';
  }
  return static_cast<int>(text.size());
}

// The digits, with zeros before them up to `width`: glyphs, four digits each.
int write_hexadecimal(char* out, std::size_t size, int width, unsigned number) {
  constexpr char kDigits[] = "0123456789abcdef";
  Digits buffer;
  char* const end = buffer.data() + buffer.size();
  char* first = end;
  do {
    *--first = kDigits[number & 0xFU];
    number >>= 4U;
  } while (number != 0);
  while (end - first < width)
    *--first = '0';
  return hand_over({first, static_cast<std::size_t>(end - first)}, out, size);
}

// |number| · 10^precision as a whole number, halves to even: the digits that snprintf writes. The
// arithmetic is exact. false: too large, or too small to be worth it.
bool scale(double number, int precision, std::uint64_t& scaled) {
  constexpr std::array<std::uint32_t, 10> kPowers{
      1, 10, 100, 1000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};
  if (static_cast<std::size_t>(precision) >= kPowers.size()) return false;
  // IEEE 754 binary64: the number is significand · 2^-shift.
  constexpr std::uint64_t kHiddenBit = std::uint64_t{1} << 52U;
  const auto bits = std::bit_cast<std::uint64_t>(number);
  const auto exponent = static_cast<int>(bits >> 52U & 0x7FFU);
  const int shift = 1075 - exponent;
  constexpr int kLeast = 23;  // below 2^30: the result stays below 2^60
  constexpr int kMost = 100;
  if (shift < kLeast || shift > kMost) return false;
  const std::uint64_t significand = (bits & (kHiddenBit - 1)) | kHiddenBit;
  const Wide product = Wide{significand} * kPowers[static_cast<std::size_t>(precision)];
  scaled = static_cast<std::uint64_t>(product >> shift);
  const Wide rest = product - (Wide{scaled} << shift);
  const Wide half = Wide{1} << (shift - 1);
  if (rest > half || (rest == half && scaled % 2 == 1)) ++scaled;
  return true;
}

int write_fixed(char* out, std::size_t size, double number, int precision) {
  Digits buffer;
  char* const end = buffer.data() + buffer.size();
  std::uint64_t scaled = 0;
  const bool is_zero = number == 0 && precision < 30;
  if (!is_zero && !scale(number, precision, scaled)) {
    const auto stop =
        std::to_chars(buffer.data(), end, number, std::chars_format::fixed, precision);
    if (stop.ec != std::errc{}) return -1;
    return hand_over({buffer.data(), static_cast<std::size_t>(stop.ptr - buffer.data())}, out,
                     size);
  }
  char* first = end;
  for (int digit = 0; digit < precision; ++digit) {
    *--first = static_cast<char>('0' + scaled % 10);
    scaled /= 10;
  }
  if (precision > 0) *--first = '.';
  do {
    *--first = static_cast<char>('0' + scaled % 10);
    scaled /= 10;
  } while (scaled > 0);
  if (std::signbit(number)) *--first = '-';
  return hand_over({first, static_cast<std::size_t>(end - first)}, out, size);
}

template <std::size_t size>
bool is(const char* format, const char (&form)[size]) {
  for (std::size_t i = 0; i < size; ++i) {
    if (format[i] != form[i]) return false;
  }
  return true;
}

// -1: not one of the forms.
int write_known(char* out, std::size_t size, const char* format, std::va_list arguments) {
  constexpr int kMostZeros = 16;
  if (is(format, "%0*x")) {
    const int width = va_arg(arguments, int);
    if (width < 0 || width > kMostZeros) return -1;
    return write_hexadecimal(out, size, width, va_arg(arguments, unsigned));
  }
  if (is(format, "%d")) {
    Digits buffer;
    const auto stop =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), va_arg(arguments, int));
    return hand_over({buffer.data(), static_cast<std::size_t>(stop.ptr - buffer.data())}, out,
                     size);
  }
  // The long one and the one after it are for numbers below 0.1, and for zero.
  int precision = -1;
  if (is(format, "%f")) precision = 6;
  if (is(format, "%.18f")) precision = 18;
  if (is(format, "%.*f")) precision = va_arg(arguments, int);
  if (precision < 0) return -1;
  const double number = va_arg(arguments, double);
  const bool is_short = std::abs(number) < 1e15;  // nor is it NaN
  if (!is_short || nl_langinfo(RADIXCHAR)[0] != '.') return -1;
  return write_fixed(out, size, number, precision);
}

}  // namespace

// NOLINTNEXTLINE: the name of snprintf in libraries built with checks (LSB 4.0)
extern "C" int __snprintf_chk(
    char* out, std::size_t size, int /*flag*/, std::size_t room, const char* format, ...) {
  if (size > room) std::abort();
  std::va_list arguments;
  va_start(arguments, format);
  int length = write_known(out, size, format, arguments);
  va_end(arguments);
  if (length >= 0) return length;
  va_start(arguments, format);
  length = std::vsnprintf(out, size, format, arguments);
  va_end(arguments);
  return length;
}
