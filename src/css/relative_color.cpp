#include "css/relative_color.h"

#include <algorithm>
#include <charconv>

namespace banxin::css {
namespace {

struct RelativeRow {
  std::string_view function;
  ColorSpace space;
  std::array<std::string_view, 3> names;
  double scale;  // of the numbers that the function takes for a channel of 1
};
constexpr std::array<std::string_view, 3> kRgb{"r", "g", "b"};
constexpr std::array<std::string_view, 3> kXyz{"x", "y", "z"};
constexpr std::array kRows{
    RelativeRow{"rgb", ColorSpace::Srgb, kRgb, 255},
    RelativeRow{"rgba", ColorSpace::Srgb, kRgb, 255},
    RelativeRow{"hsl", ColorSpace::Hsl, {"h", "s", "l"}, 1},
    RelativeRow{"hsla", ColorSpace::Hsl, {"h", "s", "l"}, 1},
    RelativeRow{"hwb", ColorSpace::Hwb, {"h", "w", "b"}, 1},
    RelativeRow{"lab", ColorSpace::Lab, {"l", "a", "b"}, 1},
    RelativeRow{"lch", ColorSpace::Lch, {"l", "c", "h"}, 1},
    RelativeRow{"oklab", ColorSpace::Oklab, {"l", "a", "b"}, 1},
    RelativeRow{"oklch", ColorSpace::Oklch, {"l", "c", "h"}, 1},
    RelativeRow{"srgb", ColorSpace::Srgb, kRgb, 1},
    RelativeRow{"srgb-linear", ColorSpace::SrgbLinear, kRgb, 1},
    RelativeRow{"display-p3", ColorSpace::DisplayP3, kRgb, 1},
    RelativeRow{"a98-rgb", ColorSpace::A98Rgb, kRgb, 1},
    RelativeRow{"prophoto-rgb", ColorSpace::ProphotoRgb, kRgb, 1},
    RelativeRow{"rec2020", ColorSpace::Rec2020, kRgb, 1},
    RelativeRow{"xyz", ColorSpace::XyzD65, kXyz, 1},
    RelativeRow{"xyz-d65", ColorSpace::XyzD65, kXyz, 1},
    RelativeRow{"xyz-d50", ColorSpace::XyzD50, kXyz, 1},
};

void append_number(std::string& out, double value) {
  std::array<char, 32> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                          std::chars_format::fixed, 8);
  if (error == std::errc{}) out.append(buffer.data(), end);
}

}  // namespace

std::string with_channels_of(const SpecifiedColor& origin,
                             std::string_view function,
                             const TokenCursor& inside) {
  // color() names its space first.
  const std::string name = function == "color" && inside.type() == TokenType::Ident
                               ? to_lower(inside.text())
                               : std::string(function);
  const auto* row = std::find_if(kRows.begin(), kRows.end(),
                                 [&](const RelativeRow& r) { return r.function == name; });
  if (row == kRows.end()) return {};
  const SpecifiedColor known = convert(origin, row->space);
  std::string out;
  bool has_alpha = false;
  std::uint32_t nested_end = 0;
  bool first = function == "color";
  for (std::uint32_t i = inside.index(); i < inside.end_index(); ++i) {
    const TokenCursor at = inside.range(i, i + 1);
    if (at.index() != i) {
      out += ' ';
      continue;
    }
    // A solidus inside calc() divides.
    if (inside.tokens()[i].opens()) nested_end = std::max(nested_end, inside.tokens()[i].partner);
    has_alpha = has_alpha || (at.is_delim('/') && i >= nested_end);
    const bool ident = at.type() == TokenType::Ident && !first;
    first = false;
    const std::string lower = ident ? to_lower(at.text()) : std::string();
    const auto* channel = std::find(row->names.begin(), row->names.end(), lower);
    if (ident && lower == "alpha") {
      append_number(out, origin.alpha);
    } else if (ident && channel != row->names.end()) {
      const auto index = static_cast<std::size_t>(channel - row->names.begin());
      append_number(out, known.components[index] * row->scale);
    } else {
      out += at.raw();
    }
  }
  if (!has_alpha) {
    out += " / ";
    append_number(out, origin.alpha);
  }
  return out;
}

}  // namespace banxin::css
