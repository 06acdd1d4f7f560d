#include "css/color.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/utf8.h"
#include "css/relative_color.h"

namespace banxin::css {
namespace {

struct NamedColor {
  std::string_view name;
  std::uint32_t rgba;
};
constexpr std::array kNamedColors{
#define NAMED_COLOR(name, rgba) NamedColor{name, rgba},
#include "css/named_colors.def"
#undef NAMED_COLOR
};

SpecifiedColor from_rgba(std::uint32_t rgba) {
  SpecifiedColor color;
  color.legacy = true;
  for (std::size_t i = 0; i < 3; ++i)
    color.components[i] = static_cast<double>((rgba >> (24 - 8 * i)) & 0xFFU) / 255;
  color.alpha = static_cast<double>(rgba & 0xFFU) / 255;
  return color;
}

std::optional<SpecifiedColor> parse_hex(std::string_view digits) {
  std::uint32_t value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (result.ec != std::errc{} || result.ptr != digits.data() + digits.size()) return std::nullopt;
  if (digits.size() == 6) return from_rgba(value << 8U | 0xFFU);
  if (digits.size() == 8) return from_rgba(value);
  if (digits.size() == 3) value = value << 4U | 0xFU;
  if (digits.size() != 3 && digits.size() != 4) return std::nullopt;
  std::uint32_t wide = 0;
  for (unsigned i = 0; i < 4; ++i) {
    const std::uint32_t nibble = (value >> (12 - 4 * i)) & 0xFU;
    wide = wide << 8U | nibble * 17;
  }
  return from_rgba(wide);
}

constexpr int kMaxColorDepth = 16;

double normalize_hue(double degrees) {
  const double hue = std::fmod(degrees, 360);
  return hue < 0 ? hue + 360 : hue;
}

// How the channels of a function are read: a percentage of 100 is `percent_base`, numbers are
// multiplied by `number_scale`.
struct Channel {
  double percent_base = 1;
  double number_scale = 1;
  bool is_hue = false;
};
struct FunctionRow {
  std::string_view name;
  ColorSpace space;
  std::array<Channel, 3> channels;
};
constexpr Channel kRgbChannel{1, 1.0 / 255};
constexpr Channel kHue{0, 1, true};
constexpr Channel kPercent{100, 1};
constexpr std::array kFunctions{
    FunctionRow{"rgb", ColorSpace::Srgb, {kRgbChannel, kRgbChannel, kRgbChannel}},
    FunctionRow{"rgba", ColorSpace::Srgb, {kRgbChannel, kRgbChannel, kRgbChannel}},
    FunctionRow{"hsl", ColorSpace::Hsl, {kHue, kPercent, kPercent}},
    FunctionRow{"hsla", ColorSpace::Hsl, {kHue, kPercent, kPercent}},
    FunctionRow{"hwb", ColorSpace::Hwb, {kHue, kPercent, kPercent}},
    FunctionRow{"lab", ColorSpace::Lab, {kPercent, Channel{125, 1}, Channel{125, 1}}},
    FunctionRow{"lch", ColorSpace::Lch, {kPercent, Channel{150, 1}, kHue}},
    FunctionRow{"oklab", ColorSpace::Oklab, {Channel{1, 1}, Channel{0.4, 1}, Channel{0.4, 1}}},
    FunctionRow{"oklch", ColorSpace::Oklch, {Channel{1, 1}, Channel{0.4, 1}, kHue}},
};

struct SpaceRow {
  std::string_view name;
  ColorSpace space;
};
constexpr std::array kSpaces{
    SpaceRow{"srgb", ColorSpace::Srgb},
    SpaceRow{"srgb-linear", ColorSpace::SrgbLinear},
    SpaceRow{"display-p3", ColorSpace::DisplayP3},
    SpaceRow{"a98-rgb", ColorSpace::A98Rgb},
    SpaceRow{"prophoto-rgb", ColorSpace::ProphotoRgb},
    SpaceRow{"rec2020", ColorSpace::Rec2020},
    SpaceRow{"xyz-d65", ColorSpace::XyzD65},
    SpaceRow{"xyz", ColorSpace::XyzD65},
    SpaceRow{"xyz-d50", ColorSpace::XyzD50},
    // For color-mix() and gradients only:
    SpaceRow{"lab", ColorSpace::Lab},
    SpaceRow{"oklab", ColorSpace::Oklab},
    SpaceRow{"lch", ColorSpace::Lch},
    SpaceRow{"oklch", ColorSpace::Oklch},
    SpaceRow{"hsl", ColorSpace::Hsl},
    SpaceRow{"hwb", ColorSpace::Hwb},
};
constexpr std::size_t kColorFunctionSpaces = 9;

class ColorParser {
 public:
  explicit ColorParser(ValueContext& context) : context_(context) {}

  std::optional<SpecifiedColor> parse(TokenCursor& cursor, int depth);

 private:
  std::optional<SpecifiedColor> parse_function(std::string_view name,
                                               TokenCursor& inside,
                                               int depth);
  std::optional<SpecifiedColor> parse_channels(const FunctionRow& row, TokenCursor& inside);
  std::optional<SpecifiedColor> parse_color_function(TokenCursor& inside);
  std::optional<SpecifiedColor> parse_custom(std::string_view name, TokenCursor& inside);
  std::optional<SpecifiedColor> parse_cmyk(TokenCursor& inside);
  std::optional<SpecifiedColor> parse_mix(TokenCursor& inside, int depth);
  std::optional<SpecifiedColor> parse_relative(std::string_view name,
                                               TokenCursor& inside,
                                               int depth);
  void resolve_current(SpecifiedColor& color);
  bool parse_channel(TokenCursor& inside, const Channel& channel, double& value, bool& missing);
  bool parse_alpha_value(TokenCursor& inside, SpecifiedColor& color);
  // After the channels: `/ alpha`, or `, alpha` where commas stand; then the end.
  bool parse_alpha(TokenCursor& inside, SpecifiedColor& color, TokenType separator);

  ValueContext& context_;
};

bool ColorParser::parse_channel(TokenCursor& inside,
                                const Channel& channel,
                                double& value,
                                bool& missing) {
  if (inside.take_ident("none")) {
    missing = true;
    value = 0;
    return true;
  }
  const std::optional<Numeric> read = parse_numeric(inside, context_, Percentages::Separate);
  if (!read) return false;
  if (channel.is_hue) {
    if (read->kind != NumericKind::Angle && read->kind != NumericKind::Number) return false;
    value = normalize_hue(read->value);
    return true;
  }
  if (read->kind == NumericKind::Percent) {
    value = read->percent / 100 * channel.percent_base;
  } else if (read->kind == NumericKind::Number) {
    value = read->value * channel.number_scale;
  } else {
    return false;
  }
  return true;
}

bool ColorParser::parse_alpha_value(TokenCursor& inside, SpecifiedColor& color) {
  return parse_channel(inside, Channel{1, 1}, color.alpha, color.alpha_missing);
}

bool ColorParser::parse_alpha(TokenCursor& inside, SpecifiedColor& color, TokenType separator) {
  if (!inside.at_end()) {
    const bool there =
        separator == TokenType::Comma ? inside.take(TokenType::Comma) : inside.take_delim('/');
    if (!there || !parse_alpha_value(inside, color)) return false;
  }
  color.alpha = std::clamp(color.alpha, 0.0, 1.0);
  return inside.at_end();
}

// rgb() … oklch(): the legacy syntax has commas, one type for all channels and no `none`.
std::optional<SpecifiedColor> ColorParser::parse_channels(const FunctionRow& row,
                                                          TokenCursor& inside) {
  SpecifiedColor color;
  color.space = row.space;
  bool commas = false;
  int percents = 0;
  int numbers = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    if (i == 1) commas = inside.take(TokenType::Comma);
    if (i == 2 && inside.take(TokenType::Comma) != commas) return std::nullopt;
    if (!row.channels[i].is_hue) {
      percents += inside.type() == TokenType::Percentage ? 1 : 0;
      numbers += inside.type() == TokenType::Number ? 1 : 0;
    }
    if (!parse_channel(inside, row.channels[i], color.components[i], color.missing[i])) {
      return std::nullopt;
    }
  }
  const bool rgb = row.space == ColorSpace::Srgb;
  const bool has_legacy_syntax = rgb || row.space == ColorSpace::Hsl;
  if (commas) {
    const bool none = color.missing[0] || color.missing[1] || color.missing[2];
    const bool mixed = rgb ? percents > 0 && numbers > 0 : numbers > 0;
    if (!has_legacy_syntax || none || mixed) return std::nullopt;
  }
  if (!parse_alpha(inside, color, commas ? TokenType::Comma : TokenType::Delim)) {
    return std::nullopt;
  }
  if (rgb || row.space == ColorSpace::Hsl || row.space == ColorSpace::Hwb) {
    // §4.1: these resolve to sRGB at once; channels of rgb() are clamped (§15.2).
    color.components[1] = rgb ? color.components[1] : std::max(0.0, color.components[1]);
    if (row.space == ColorSpace::Hwb) color.components[2] = std::max(0.0, color.components[2]);
    const bool alpha_missing = color.alpha_missing;
    for (std::size_t i = 0; i < 3; ++i)
      color.components[i] = color.missing[i] ? 0 : color.components[i];
    color.missing = {};
    color = convert(color, ColorSpace::Srgb);
    color.alpha_missing = alpha_missing;
    color.missing = {};
    color.legacy = true;
    for (std::size_t i = 0; i < 3; ++i)
      color.components[i] = std::clamp(color.components[i], 0.0, 1.0);
  }
  return color;
}

std::optional<SpecifiedColor> ColorParser::parse_custom(std::string_view name,
                                                        TokenCursor& inside) {
  SpecifiedColor color;
  color.space = ColorSpace::Custom;
  color.custom_name = name;
  std::vector<double> components;
  while (!inside.at_end() && !inside.is_delim('/')) {
    double value = 0;
    bool missing = false;
    if (!parse_channel(inside, Channel{1, 1}, value, missing)) return std::nullopt;
    components.push_back(value);
  }
  if (components.empty() || !parse_alpha(inside, color, TokenType::Delim)) return std::nullopt;
  color.custom_components = context_.memory.copy(std::span<const double>(components));
  return color;
}

std::optional<SpecifiedColor> ColorParser::parse_color_function(TokenCursor& inside) {
  if (inside.type() != TokenType::Ident) return std::nullopt;
  const std::string_view written = inside.text();
  const std::string name = to_lower(written);
  inside.skip();
  if (name.starts_with("--")) return parse_custom(written, inside);
  const auto* row = std::find_if(kSpaces.begin(), kSpaces.begin() + kColorFunctionSpaces,
                                 [&](const SpaceRow& space) { return space.name == name; });
  if (row == kSpaces.begin() + kColorFunctionSpaces) return std::nullopt;
  SpecifiedColor color;
  color.space = row->space;
  for (std::size_t i = 0; i < 3; ++i) {
    if (!parse_channel(inside, Channel{1, 1}, color.components[i], color.missing[i])) {
      return std::nullopt;
    }
  }
  if (!parse_alpha(inside, color, TokenType::Delim)) return std::nullopt;
  return color;
}

std::optional<SpecifiedColor> ColorParser::parse_cmyk(TokenCursor& inside) {
  SpecifiedColor color;
  color.space = ColorSpace::DeviceCmyk;
  bool commas = false;
  for (std::size_t i = 0; i < 4; ++i) {
    if (i == 1) commas = inside.type() == TokenType::Comma;
    if (i > 0 && commas && !inside.take(TokenType::Comma)) return std::nullopt;
    if (commas && inside.type() != TokenType::Number) return std::nullopt;
    if (!parse_channel(inside, Channel{1, 1}, color.components[i], color.missing[i])) {
      return std::nullopt;
    }
    color.components[i] = std::clamp(color.components[i], 0.0, 1.0);
  }
  if (commas ? !inside.at_end() : !parse_alpha(inside, color, TokenType::Delim)) {
    return std::nullopt;
  }
  return color;
}

std::optional<ColorSpace> parse_interpolation_space(TokenCursor& inside) {
  if (inside.type() != TokenType::Ident) return std::nullopt;
  const std::string name = to_lower(inside.text());
  for (const SpaceRow& row : kSpaces) {
    if (row.name != name) continue;
    inside.skip();
    return row.space;
  }
  return std::nullopt;
}

enum class HuePath : std::uint8_t { Shorter, Longer, Increasing, Decreasing };

HuePath parse_hue_path(TokenCursor& inside) {
  HuePath path = HuePath::Shorter;
  bool given = true;
  if (inside.take_ident("longer")) {
    path = HuePath::Longer;
  } else if (inside.take_ident("increasing")) {
    path = HuePath::Increasing;
  } else if (inside.take_ident("decreasing")) {
    path = HuePath::Decreasing;
  } else {
    given = inside.take_ident("shorter");
  }
  if (given) inside.take_ident("hue");
  return path;
}

// §12.4
double mix_hues(double a, double b, double share_of_b, HuePath path) {
  const double difference = b - a;
  if (path == HuePath::Shorter) {
    if (difference > 180) a += 360;
    if (difference < -180) b += 360;
  } else if (path == HuePath::Longer) {
    if (difference > 0 && difference < 180) a += 360;
    if (difference > -180 && difference <= 0) b += 360;
  } else if (path == HuePath::Increasing && b < a) {
    b += 360;
  } else if (path == HuePath::Decreasing && a < b) {
    a += 360;
  }
  return normalize_hue(a + (b - a) * share_of_b);
}

std::size_t hue_index(ColorSpace space) {
  if (space == ColorSpace::Hsl || space == ColorSpace::Hwb) return 0;
  return space == ColorSpace::Lch || space == ColorSpace::Oklch ? 2 : 3;
}

// Color 5 §3, with premultiplied alpha (Color 4 §12.3); hues are not premultiplied.
SpecifiedColor mix(const SpecifiedColor& first,
                   const SpecifiedColor& second,
                   double share_of_b,
                   ColorSpace space,
                   HuePath path) {
  SpecifiedColor a = convert(first, space);
  SpecifiedColor b = convert(second, space);
  SpecifiedColor out;
  out.space = space;
  for (std::size_t i = 0; i < 3; ++i) {
    out.missing[i] = a.missing[i] && b.missing[i];
    if (a.missing[i]) a.components[i] = b.components[i];
    if (b.missing[i]) b.components[i] = a.components[i];
  }
  out.alpha_missing = a.alpha_missing && b.alpha_missing;
  if (a.alpha_missing) a.alpha = b.alpha;
  if (b.alpha_missing) b.alpha = a.alpha;
  out.alpha = a.alpha + (b.alpha - a.alpha) * share_of_b;
  for (std::size_t i = 0; i < 3; ++i) {
    if (i == hue_index(space)) {
      out.components[i] = mix_hues(a.components[i], b.components[i], share_of_b, path);
      continue;
    }
    const double left = a.components[i] * a.alpha;
    const double right = b.components[i] * b.alpha;
    const double mixed = left + (right - left) * share_of_b;
    out.components[i] = out.alpha == 0 ? mixed : mixed / out.alpha;
  }
  return out;
}

bool parse_share(TokenCursor& inside, ValueContext& context, double& share) {
  return parse_percentage(inside, context, share, Range::All) && share >= 0 && share <= 100;
}

void ColorParser::resolve_current(SpecifiedColor& color) {
  if (color.space != ColorSpace::Current) return;
  context_.depends = true;
  const Color& current = context_.current_color;
  color = SpecifiedColor{};
  color.components = {current.red, current.green, current.blue, 0};
  color.alpha = current.alpha;
}

std::optional<SpecifiedColor> ColorParser::parse_mix(TokenCursor& inside, int depth) {
  ColorSpace space = ColorSpace::Oklab;
  HuePath path = HuePath::Shorter;
  if (inside.take_ident("in")) {
    const std::optional<ColorSpace> found = parse_interpolation_space(inside);
    if (!found) return std::nullopt;
    space = *found;
    path = parse_hue_path(inside);
    if (!inside.take(TokenType::Comma)) return std::nullopt;
  }
  std::array<SpecifiedColor, 2> colors;
  std::array<double, 2> shares{-1, -1};
  for (std::size_t i = 0; i < 2; ++i) {
    if (i == 1 && !inside.take(TokenType::Comma)) return std::nullopt;
    const bool before = parse_share(inside, context_, shares[i]);
    const std::optional<SpecifiedColor> color = parse(inside, depth);
    if (!color) return std::nullopt;
    if (!before) parse_share(inside, context_, shares[i]);
    colors[i] = *color;
  }
  if (!inside.at_end()) return std::nullopt;
  if (shares[0] < 0) shares[0] = shares[1] < 0 ? 50 : 100 - shares[1];
  if (shares[1] < 0) shares[1] = 100 - shares[0];
  const double sum = shares[0] + shares[1];
  if (sum == 0) return std::nullopt;
  for (SpecifiedColor& color : colors)
    resolve_current(color);
  SpecifiedColor mixed = mix(colors[0], colors[1], shares[1] / sum, space, path);
  if (sum < 100) mixed.alpha *= sum / 100;
  if (space == ColorSpace::Hsl || space == ColorSpace::Hwb)
    mixed = convert(mixed, ColorSpace::Srgb);
  return mixed;
}

std::optional<SpecifiedColor> ColorParser::parse_function(std::string_view name,
                                                          TokenCursor& inside,
                                                          int depth) {
  if (inside.take_ident("from")) return parse_relative(name, inside, depth);
  for (const FunctionRow& row : kFunctions) {
    if (row.name == name) return parse_channels(row, inside);
  }
  if (name == "color") return parse_color_function(inside);
  if (name == "device-cmyk") return parse_cmyk(inside);
  if (name == "color-mix") return parse_mix(inside, depth);
  if (name == "light-dark") {
    const std::optional<SpecifiedColor> light = parse(inside, depth);
    if (!light || !inside.take(TokenType::Comma)) return std::nullopt;
    const std::optional<SpecifiedColor> dark = parse(inside, depth);
    return dark && inside.at_end() ? light : std::nullopt;
  }
  return std::nullopt;
}

// CSS Color 5 §4.
std::optional<SpecifiedColor> ColorParser::parse_relative(std::string_view name,
                                                          TokenCursor& inside,
                                                          int depth) {
  std::optional<SpecifiedColor> origin = parse(inside, depth);
  if (!origin) return std::nullopt;
  resolve_current(*origin);
  const std::string text = with_channels_of(*origin, name, inside);
  const std::vector<Token> tokens = tokenize(text);
  TokenCursor channels(text, tokens, context_.memory);
  return text.empty() ? std::nullopt : parse_function(name, channels, depth);
}

std::optional<SpecifiedColor> ColorParser::parse(TokenCursor& cursor, int depth) {
  if (depth > kMaxColorDepth) return std::nullopt;
  TokenCursor attempt = cursor;
  std::optional<SpecifiedColor> result;
  if (attempt.type() == TokenType::Hash) {
    result = parse_hex(attempt.text());
    attempt.skip();
  } else if (attempt.type() == TokenType::Ident) {
    const std::string name = to_lower(attempt.text());
    attempt.skip();
    if (name == "currentcolor") {
      result.emplace();
      result->space = ColorSpace::Current;
    } else if (name == "transparent") {
      result = from_rgba(0);
    } else if (const std::optional<std::uint32_t> rgba = find_named_color(name)) {
      result = from_rgba(*rgba);
    }
  } else if (attempt.type() == TokenType::Function) {
    const std::string name = to_lower(attempt.text());
    TokenCursor inside = attempt.enter();
    result = parse_function(name, inside, depth + 1);
  }
  if (result) cursor = attempt;
  return result;
}

}  // namespace

std::string_view space_name(ColorSpace space) {
  for (const SpaceRow& row : kSpaces) {
    if (row.space == space) return row.name;
  }
  return "";
}

std::optional<std::uint32_t> find_named_color(std::string_view lower) {
  const auto* found = std::lower_bound(
      kNamedColors.begin(), kNamedColors.end(), lower,
      [](const NamedColor& row, std::string_view name) { return row.name < name; });
  if (found == kNamedColors.end() || found->name != lower) return std::nullopt;
  return found->rgba;
}

std::optional<SpecifiedColor> parse_specified_color(TokenCursor& cursor, ValueContext& context) {
  return ColorParser(context).parse(cursor, 0);
}

std::optional<ColorPair> parse_color_pair(TokenCursor& cursor, ValueContext& context) {
  TokenCursor attempt = cursor;
  if (attempt.is_function("light-dark")) {
    TokenCursor inside = attempt.enter();
    const std::optional<SpecifiedColor> light = parse_specified_color(inside, context);
    if (!light || !inside.take(TokenType::Comma)) return std::nullopt;
    const std::optional<SpecifiedColor> dark = parse_specified_color(inside, context);
    if (!dark || !inside.at_end()) return std::nullopt;
    cursor = attempt;
    return ColorPair{*light, dark};
  }
  const std::optional<SpecifiedColor> color = parse_specified_color(cursor, context);
  if (!color) return std::nullopt;
  return ColorPair{*color, std::nullopt};
}

bool parse_color(TokenCursor& cursor, ValueContext& context, Color& out) {
  const std::optional<SpecifiedColor> color = parse_specified_color(cursor, context);
  if (!color) return false;
  out = to_srgb(*color);
  return true;
}

namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// The steps from "#" on: the digits of one channel, at most two of them significant.
std::string legacy_digits(std::string_view text) {
  std::string input;
  const std::u32string characters = to_utf32(text);
  for (const char32_t c : characters) {
    // A character beyond the BMP counts as "00".
    if (c > 0xFFFF) {
      input += "00";
    } else {
      input += c < 0x80 && hex_digit(static_cast<char>(c)) >= 0 ? static_cast<char>(c) : '0';
    }
  }
  if (input.size() > 128) input.resize(128);
  return input;
}

}  // namespace

// HTML §2.3.6, "rules for parsing a legacy color value".
std::optional<Color> parse_legacy_html_color(std::string_view text) {
  const auto space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v'); };
  while (!text.empty() && space(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && space(text.back()))
    text.remove_suffix(1);
  const std::string lower = to_lower(text);
  if (lower.empty() || lower == "transparent") return std::nullopt;
  if (const std::optional<std::uint32_t> named = find_named_color(lower)) {
    return to_srgb(from_rgba(*named));
  }
  const bool short_hex =
      lower.size() == 4 && lower[0] == '#' &&
      std::all_of(lower.begin() + 1, lower.end(), [](char c) { return hex_digit(c) >= 0; });
  if (short_hex) return to_srgb(*parse_hex(std::string_view(lower).substr(1)));
  // The input is cut to 128 characters before its leading # goes.
  std::string digits = legacy_digits(text.front() == '#' ? text.substr(1) : text);
  while (digits.empty() || digits.size() % 3 != 0)
    digits += '0';
  std::size_t length = digits.size() / 3;
  std::array<std::string, 3> parts;
  for (std::size_t i = 0; i < 3; ++i)
    parts[i] = digits.substr(i * length, length);
  if (length > 8) {
    for (std::string& part : parts)
      part.erase(0, length - 8);
    length = 8;
  }
  while (length > 2 && parts[0][0] == '0' && parts[1][0] == '0' && parts[2][0] == '0') {
    for (std::string& part : parts)
      part.erase(0, 1);
    --length;
  }
  std::uint32_t rgba = 0;
  for (const std::string& part : parts) {
    std::uint32_t channel = 0;
    for (const char c : part.substr(0, 2))
      channel = channel * 16 + static_cast<std::uint32_t>(hex_digit(c));
    rgba = rgba << 8U | channel;
  }
  return to_srgb(from_rgba(rgba << 8U | 0xFFU));
}

}  // namespace banxin::css
