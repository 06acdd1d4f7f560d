#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <string>

// NOLINTNEXTLINE: the name that the C library gives it
extern "C" int __snprintf_chk(char*, std::size_t, int, std::size_t, const char*, ...);

namespace banxin::cli {
namespace {

// What the program's function writes and returns, and what the C library's does.
template <typename... Numbers>
void check_same(const char* format, Numbers... numbers) {
  for (const std::size_t size : {std::size_t{512}, std::size_t{8}, std::size_t{1}}) {
    char ours[512] = "untouched", theirs[512] = "untouched";
    const int length = __snprintf_chk(ours, size, 1, sizeof ours, format, numbers...);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    CHECK(length == std::snprintf(theirs, size, format, numbers...));
#pragma GCC diagnostic pop
    CHECK(std::string(ours) == theirs);
  }
}

}  // namespace

TEST_CASE("number_writing: Cairo's numbers are written as snprintf writes them") {
  for (const unsigned glyph : {0U, 1U, 0xABU, 0xFFFFU, 0x12345678U}) {
    check_same("%0*x", 4, glyph);
    check_same("%0*x", 2, glyph);
    check_same("%0*x", 40, glyph);
    check_same("%x", glyph);
  }
  for (const int number : {0, 7, -3, std::numeric_limits<int>::min()})
    check_same("%d", number);
  using Double = std::numeric_limits<double>;
  for (const double number :
       {0.0, -0.0, 62.695312, 0.0000005, 0.0000015, -9.996094, 2.5e-7, 1e14, 999999.9999995, 1e15,
        1e300, Double::infinity(), Double::quiet_NaN(), Double::denorm_min(), 0.1, 0.05}) {
    check_same("%f", number);
    check_same("%.18f", number);
    for (const int precision : {-1, 0, 3, 9, 10, 17, 40})
      check_same("%.*f", precision, number);
    check_same("%g", number);
  }
  std::uint64_t bits = 88172645463325252U;
  for (int i = 0; i < 2000; ++i) {
    bits ^= bits << 13U, bits ^= bits >> 7U, bits ^= bits << 17U;
    const double number = static_cast<double>(static_cast<std::int64_t>(bits)) / 1e12;
    check_same("%f", number);
    check_same("%.18f", number / 1e8);
    check_same("%.*f", static_cast<int>(bits % 21), number / 1e4);
  }
}

TEST_CASE("number_writing: halves go to the even digit, and only halves") {
  for (int eighths = -40; eighths <= 40; ++eighths) {
    const double number = eighths / 8.0;
    for (const double near : {number, std::nextafter(number, 9.0), std::nextafter(number, -9.0)}) {
      for (int precision = 0; precision <= 4; ++precision)
        check_same("%.*f", precision, near);
    }
  }
  // On both sides of where the exact arithmetic ends.
  for (const double number : {0x1p-47, 0x1.8p-48, 0x1p-49, 0x1.fffffffffffffp29, 0x1p30, 0x1p31}) {
    check_same("%f", number);
    check_same("%.*f", 9, -number);
  }
}

}  // namespace banxin::cli
