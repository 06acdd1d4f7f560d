// Cairo writes each number of a PDF with the C library's snprintf: one call a glyph, four a place.
// On pages of text that is an eighth of all work. Here are the forms that it asks for most,
// written as snprintf writes them; all else goes on to the C library. As malloc (allocator.cpp),
// the program's function stands before the library's of the same name.
#include <langinfo.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdarg>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace {

constexpr int kMostZeros = 16;
using Digits = std::array<char, 40>;

// As snprintf: what fits, ended with a zero; the length of the whole.
int hand_over(std::string_view text, char* out, std::size_t size) {
  if (size > 0) {
    const std::size_t length = std::min(text.size(), size - 1);
    std::memcpy(out, text.data(), length);
    out[length] = '\0';
  }
  return static_cast<int>(text.size());
}

template <typename... Form>
std::string_view write(Digits& buffer, Form... number) {
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number...).ptr;
  return {buffer.data(), static_cast<std::size_t>(end - buffer.data())};
}

// The digits, with zeros before them up to `width`.
int write_hexadecimal(char* out, std::size_t size, int width, unsigned number) {
  constexpr char kDigits[] = "0123456789abcdef";
  Digits buffer{};
  std::size_t first = buffer.size();
  const std::size_t padded = first - static_cast<std::size_t>(width);
  do {
    buffer[--first] = kDigits[number & 0xFU];
    number >>= 4U;
  } while (number != 0);
  while (first > padded)
    buffer[--first] = '0';
  return hand_over({buffer.data() + first, buffer.size() - first}, out, size);
}

template <std::size_t size>
bool is(const char* format, const char (&form)[size]) {
  for (std::size_t i = 0; i < size; ++i) {
    if (format[i] != form[i]) return false;
  }
  return true;
}

// Digits after the point; -1: another form. The long one is for numbers below 0.1, and for zero.
int precision_of(const char* format) {
  if (is(format, "%f")) return 6;
  return is(format, "%.18f") ? 18 : -1;
}

// -1: not one of the forms.
int write_known(char* out, std::size_t size, const char* format, std::va_list arguments) {
  Digits buffer{};
  if (is(format, "%0*x")) {
    const int width = va_arg(arguments, int);
    if (width < 0 || width > kMostZeros) return -1;
    return write_hexadecimal(out, size, width, va_arg(arguments, unsigned));
  }
  if (is(format, "%d")) {
    return hand_over(write(buffer, va_arg(arguments, int)), out, size);
  }
  const int precision = precision_of(format);
  if (precision < 0) return -1;
  const double number = va_arg(arguments, double);
  const bool is_short = std::abs(number) < 1e15;  // nor is it NaN
  if (!is_short || nl_langinfo(RADIXCHAR)[0] != '.') return -1;
  return hand_over(write(buffer, number, std::chars_format::fixed, precision), out, size);
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
