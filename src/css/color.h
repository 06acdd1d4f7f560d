#pragma once
// Colours (CSS Color 4, and of 5: color-mix(), light-dark(), device-cmyk(), relative colours): as
// specified, in their own space, and mapped into sRGB.
#include <array>
#include <optional>
#include <string>

#include "css/calc_parser.h"

namespace banxin::css {

enum class ColorSpace : std::uint8_t {
  Srgb,  // 0–1; rgb(), hsl(), hwb(), hexadecimal and named colours are `legacy` here
  SrgbLinear,
  DisplayP3,
  A98Rgb,
  ProphotoRgb,
  Rec2020,
  XyzD50,
  XyzD65,
  Lab,
  Lch,
  Oklab,
  Oklch,
  Hsl,  // only to interpolate in
  Hwb,
  DeviceCmyk,
  Custom,   // color(--name …): no meaning without a profile
  Current,  // currentcolor
};

struct SpecifiedColor {
  ColorSpace space = ColorSpace::Srgb;
  bool legacy = false;
  std::array<double, 4> components{};  // the fourth of device-cmyk only
  std::array<bool, 4> missing{};       // `none`
  double alpha = 1;
  bool alpha_missing = false;
  std::string_view custom_name;
  std::span<const double> custom_components;
};

// light-dark() has two; `light` is what paper shows.
struct ColorPair {
  SpecifiedColor light;
  std::optional<SpecifiedColor> dark;
};

std::optional<SpecifiedColor> parse_specified_color(TokenCursor& cursor, ValueContext& context);
std::optional<ColorPair> parse_color_pair(TokenCursor& cursor, ValueContext& context);
// The computed colour.
bool parse_color(TokenCursor& cursor, ValueContext& context, Color& out);
Color to_srgb(const SpecifiedColor& color);
SpecifiedColor convert(const SpecifiedColor& color, ColorSpace space);
// As CSS Color 4 §15 serialises it.
std::string serialize(const SpecifiedColor& color);

// As color() names it: "display-p3"; "" for those that it does not take.
std::string_view space_name(ColorSpace space);

// A colour by its name or system name in lower case, 0xRRGGBBAA.
std::optional<std::uint32_t> find_named_color(std::string_view lower);
// The "rules for parsing a legacy colour value" of HTML (bgcolor, font color…).
std::optional<Color> parse_legacy_html_color(std::string_view text);

}  // namespace banxin::css
