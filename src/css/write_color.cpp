// Colours as CSSOM §6.7.2 serialises them.
#include <array>
#include <charconv>
#include <cmath>

#include "css/color.h"

namespace banxin::css {
namespace {

void append_number(std::string& out, double value) {
  double rounded = std::round(value * 1e6) / 1e6;
  if (rounded == 0) rounded = 0;  // no minus zero
  char digits[64];
  const auto end = std::to_chars(digits, digits + sizeof digits, rounded);
  out.append(digits, end.ptr);
}

void append_component(std::string& out, const SpecifiedColor& color, std::size_t index) {
  if (color.missing[index]) {
    out += "none";
  } else {
    append_number(out, color.components[index]);
  }
}

void append_alpha(std::string& out, const SpecifiedColor& color) {
  if (color.alpha_missing) {
    out += " / none";
  } else if (color.alpha < 1) {
    out += " / ";
    append_number(out, color.alpha);
  }
}

std::string serialize_legacy(const SpecifiedColor& color) {
  std::string out = color.alpha < 1 ? "rgba(" : "rgb(";
  for (std::size_t i = 0; i < 3; ++i) {
    if (i > 0) out += ", ";
    append_number(out, color.components[i] * 255);
  }
  if (color.alpha < 1) {
    out += ", ";
    append_number(out, color.alpha);
  }
  return out + ')';
}

std::string_view space_name(const SpecifiedColor& color) {
  if (color.space == ColorSpace::Custom) return color.custom_name;
  if (color.space == ColorSpace::DeviceCmyk) return "device-cmyk";
  return space_name(color.space);
}

}  // namespace

std::string serialize(const SpecifiedColor& color) {
  if (color.space == ColorSpace::Current) return "currentcolor";
  if (color.legacy) return serialize_legacy(color);
  const bool own_function = color.space == ColorSpace::Lab || color.space == ColorSpace::Lch ||
                            color.space == ColorSpace::Oklab || color.space == ColorSpace::Oklch;
  std::string out(own_function ? "" : "color(");
  out += space_name(color);
  out += own_function ? '(' : ' ';
  if (color.space == ColorSpace::Custom) {
    for (std::size_t i = 0; i < color.custom_components.size(); ++i) {
      if (i > 0) out += ' ';
      append_number(out, color.custom_components[i]);
    }
  } else {
    const std::size_t count = color.space == ColorSpace::DeviceCmyk ? 4 : 3;
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) out += ' ';
      append_component(out, color, i);
    }
  }
  append_alpha(out, color);
  return out + ')';
}

}  // namespace banxin::css
