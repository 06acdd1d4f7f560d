#include "epub/style_filter.h"

#include <array>
#include <cmath>
#include <optional>

namespace banxin::epub {
namespace {

struct Rgb {
  int red = 0, green = 0, blue = 0;
};

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<Rgb> parse_hex(std::string_view digits) {
  if (digits.size() != 3 && digits.size() != 6) return std::nullopt;
  std::array<int, 6> values{};
  for (std::size_t i = 0; i < digits.size(); ++i) {
    values[i] = hex_value(digits[i]);
    if (values[i] < 0) return std::nullopt;
  }
  if (digits.size() == 3) return Rgb{values[0] * 17, values[1] * 17, values[2] * 17};
  return Rgb{values[0] * 16 + values[1], values[2] * 16 + values[3], values[4] * 16 + values[5]};
}

struct Named {
  std::string_view name;
  Rgb colour;
};
constexpr std::array kNamed{Named{"black", {0, 0, 0}},       Named{"silver", {192, 192, 192}},
                            Named{"gray", {128, 128, 128}},  Named{"grey", {128, 128, 128}},
                            Named{"white", {255, 255, 255}}, Named{"maroon", {128, 0, 0}},
                            Named{"red", {255, 0, 0}},       Named{"purple", {128, 0, 128}},
                            Named{"fuchsia", {255, 0, 255}}, Named{"green", {0, 128, 0}},
                            Named{"lime", {0, 255, 0}},      Named{"olive", {128, 128, 0}},
                            Named{"yellow", {255, 255, 0}},  Named{"navy", {0, 0, 128}},
                            Named{"blue", {0, 0, 255}},      Named{"teal", {0, 128, 128}},
                            Named{"aqua", {0, 255, 255}},    Named{"brown", {165, 42, 42}},
                            Named{"orange", {255, 165, 0}},  Named{"darkred", {139, 0, 0}},
                            Named{"darkblue", {0, 0, 139}},  Named{"darkgreen", {0, 100, 0}},
                            Named{"crimson", {220, 20, 60}}, Named{"indigo", {75, 0, 130}}};

std::optional<Rgb> parse_colour(std::string_view text) {
  if (text.starts_with("#")) return parse_hex(text.substr(1));
  for (const Named& named : kNamed) {
    if (named.name == text) return named.colour;
  }
  return parse_hex(text);  // bgcolor="ffffff", as browsers take it
}

// WCAG 2.1, relative luminance.
double luminance(const Rgb& colour) {
  const auto channel = [](int value) {
    const double c = value / 255.0;
    return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(colour.red) + 0.7152 * channel(colour.green) +
         0.0722 * channel(colour.blue);
}

std::string write_hex(const Rgb& colour) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "#";
  for (const int value : {colour.red, colour.green, colour.blue}) {
    out += kHex[static_cast<std::size_t>(value / 16)];
    out += kHex[static_cast<std::size_t>(value % 16)];
  }
  return out;
}

}  // namespace

std::string readable_colour(std::string_view colour) {
  const auto parsed = parse_colour(colour);
  if (!parsed || 1.05 / (luminance(*parsed) + 0.05) < 5.3) return {};
  return write_hex(*parsed);
}

std::string readable_background(std::string_view colour) {
  const auto parsed = parse_colour(colour);
  if (!parsed || luminance(*parsed) < 0.87 || luminance(*parsed) > 0.999) return {};
  return write_hex(*parsed);
}

std::string filter_style(std::string_view declarations) {
  (void)declarations;
  return {};
}

}  // namespace banxin::epub
