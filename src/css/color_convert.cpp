// Conversions between colour spaces and into sRGB: CSS Color 4 §10–13, §17.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "css/color.h"

namespace banxin::css {
namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

Triple multiply(const Matrix& matrix, const Triple& v) {
  Triple out{};
  for (std::size_t row = 0; row < 3; ++row) {
    out[row] = matrix[row][0] * v[0] + matrix[row][1] * v[1] + matrix[row][2] * v[2];
  }
  return out;
}

Matrix inverse(const Matrix& m) {
  const auto minor = [&](std::size_t r1, std::size_t c1, std::size_t r2, std::size_t c2) {
    return m[r1][c1] * m[r2][c2] - m[r1][c2] * m[r2][c1];
  };
  const double determinant =
      m[0][0] * minor(1, 1, 2, 2) - m[0][1] * minor(1, 0, 2, 2) + m[0][2] * minor(1, 0, 2, 1);
  Matrix out{{{minor(1, 1, 2, 2), -minor(0, 1, 2, 2), minor(0, 1, 1, 2)},
              {-minor(1, 0, 2, 2), minor(0, 0, 2, 2), -minor(0, 0, 1, 2)},
              {minor(1, 0, 2, 1), -minor(0, 0, 2, 1), minor(0, 0, 1, 1)}}};
  for (Triple& row : out) {
    for (double& cell : row)
      cell /= determinant;
  }
  return out;
}

// Linear RGB → XYZ D65 from the chromaticities of the primaries and the white point (x, y): the
// derivation of §17's matrices.
Matrix rgb_to_xyz(const std::array<double, 6>& primaries, double white_x, double white_y) {
  Matrix columns{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double x = primaries[i * 2];
    const double y = primaries[i * 2 + 1];
    columns[0][i] = x / y;
    columns[1][i] = 1;
    columns[2][i] = (1 - x - y) / y;
  }
  const Triple white{white_x / white_y, 1, (1 - white_x - white_y) / white_y};
  const Triple sums = multiply(inverse(columns), white);
  for (Triple& row : columns) {
    for (std::size_t i = 0; i < 3; ++i)
      row[i] *= sums[i];
  }
  return columns;
}

constexpr double kD65X = 0.3127;
constexpr double kD65Y = 0.3290;
constexpr double kD50X = 0.3457;
constexpr double kD50Y = 0.3585;

// Bradford's adaptation, §10.5.
constexpr Matrix kD65ToD50{{{1.0479297925449969, 0.022946870601609652, -0.05019226628920524},
                            {0.02962780877005599, 0.9904344267538799, -0.017073799063418826},
                            {-0.009243040646204504, 0.015055191490298152, 0.7518742814281371}}};
// Björn Ottosson's Oklab, as §9.3 has it.
constexpr Matrix kXyzToLms{{{0.8190224379967030, 0.3619062600528904, -0.1288737815209879},
                            {0.0329836539323885, 0.9292868615863434, 0.0361446663506424},
                            {0.0481771893596242, 0.2642395317527308, 0.6335478284694309}}};
constexpr Matrix kLmsToOklab{{{0.2104542683093140, 0.7936177747023054, -0.0040720430116193},
                              {1.9779985324311684, -2.4285922420485799, 0.4505937096174110},
                              {0.0259040424655478, 0.7827717124575296, -0.8086757549230774}}};

struct RgbSpace {
  std::array<double, 6> primaries;
  double white_x, white_y;
};

RgbSpace rgb_space(ColorSpace space) {
  switch (space) {
    case ColorSpace::DisplayP3:
      return {{0.680, 0.320, 0.265, 0.690, 0.150, 0.060}, kD65X, kD65Y};
    case ColorSpace::A98Rgb:
      return {{0.64, 0.33, 0.21, 0.71, 0.15, 0.06}, kD65X, kD65Y};
    case ColorSpace::ProphotoRgb:
      return {{0.734699, 0.265301, 0.159597, 0.840403, 0.036598, 0.000105}, kD50X, kD50Y};
    case ColorSpace::Rec2020:
      return {{0.708, 0.292, 0.170, 0.797, 0.131, 0.046}, kD65X, kD65Y};
    default:
      return {{0.640, 0.330, 0.300, 0.600, 0.150, 0.060}, kD65X, kD65Y};
  }
}

double to_linear(ColorSpace space, double value) {
  const double size = std::abs(value);
  const auto power = [&](double exponent) {
    return std::copysign(std::pow(size, exponent), value);
  };
  switch (space) {
    case ColorSpace::SrgbLinear:
      return value;
    case ColorSpace::A98Rgb:
      return power(563.0 / 256);
    case ColorSpace::ProphotoRgb:
      return size <= 16.0 / 512 ? value / 16 : power(1.8);
    case ColorSpace::Rec2020: {
      constexpr double kAlpha = 1.09929682680944;
      constexpr double kBeta = 0.018053968510807;
      if (size < kBeta * 4.5) return value / 4.5;
      return std::copysign(std::pow((size + kAlpha - 1) / kAlpha, 1 / 0.45), value);
    }
    default:
      if (size <= 0.04045) return value / 12.92;
      return std::copysign(std::pow((size + 0.055) / 1.055, 2.4), value);
  }
}

double from_linear(ColorSpace space, double value) {
  const double size = std::abs(value);
  const auto power = [&](double exponent) {
    return std::copysign(std::pow(size, exponent), value);
  };
  switch (space) {
    case ColorSpace::SrgbLinear:
      return value;
    case ColorSpace::A98Rgb:
      return power(256.0 / 563);
    case ColorSpace::ProphotoRgb:
      return size < 1.0 / 512 ? value * 16 : power(1 / 1.8);
    case ColorSpace::Rec2020: {
      constexpr double kAlpha = 1.09929682680944;
      constexpr double kBeta = 0.018053968510807;
      if (size <= kBeta) return value * 4.5;
      return std::copysign(kAlpha * std::pow(size, 0.45) - (kAlpha - 1), value);
    }
    default:
      if (size <= 0.0031308) return value * 12.92;
      return std::copysign(1.055 * std::pow(size, 1 / 2.4) - 0.055, value);
  }
}

Triple d50_white() {
  return {kD50X / kD50Y, 1, (1 - kD50X - kD50Y) / kD50Y};
}

constexpr double kLabEpsilon = 216.0 / 24389;
constexpr double kLabKappa = 24389.0 / 27;

Triple lab_to_xyz_d50(const Triple& lab) {
  const double fy = (lab[0] + 16) / 116;
  const double fx = lab[1] / 500 + fy;
  const double fz = fy - lab[2] / 200;
  const auto cube = [](double f) {
    const double cubed = f * f * f;
    return cubed > kLabEpsilon ? cubed : (116 * f - 16) / kLabKappa;
  };
  const Triple white = d50_white();
  const double y = lab[0] > kLabKappa * kLabEpsilon ? fy * fy * fy : lab[0] / kLabKappa;
  return {cube(fx) * white[0], y * white[1], cube(fz) * white[2]};
}

Triple xyz_d50_to_lab(const Triple& xyz) {
  const Triple white = d50_white();
  Triple f{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double value = xyz[i] / white[i];
    f[i] = value > kLabEpsilon ? std::cbrt(value) : (kLabKappa * value + 16) / 116;
  }
  return {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
}

Triple polar_to_rectangular(const Triple& lch) {
  const double hue = lch[2] * std::numbers::pi / 180;
  return {lch[0], lch[1] * std::cos(hue), lch[1] * std::sin(hue)};
}

Triple rectangular_to_polar(const Triple& lab) {
  double hue = std::atan2(lab[2], lab[1]) * 180 / std::numbers::pi;
  if (hue < 0) hue += 360;
  return {lab[0], std::hypot(lab[1], lab[2]), hue};
}

Triple oklab_to_xyz(const Triple& oklab) {
  Triple lms = multiply(inverse(kLmsToOklab), oklab);
  for (double& value : lms)
    value = value * value * value;
  return multiply(inverse(kXyzToLms), lms);
}

Triple xyz_to_oklab(const Triple& xyz) {
  Triple lms = multiply(kXyzToLms, xyz);
  for (double& value : lms)
    value = std::cbrt(value);
  return multiply(kLmsToOklab, lms);
}

// §7: hue in degrees, the others in percent.
Triple hsl_to_rgb(const Triple& hsl) {
  const double saturation = hsl[1] / 100;
  const double light = hsl[2] / 100;
  const auto channel = [&](double n) {
    const double k = std::fmod(n + hsl[0] / 30, 12);
    const double a = saturation * std::min(light, 1 - light);
    return light - a * std::max(-1.0, std::min({k - 3, 9 - k, 1.0}));
  };
  return {channel(0), channel(8), channel(4)};
}

Triple rgb_to_hsl(const Triple& rgb) {
  const double most = std::max({rgb[0], rgb[1], rgb[2]});
  const double least = std::min({rgb[0], rgb[1], rgb[2]});
  const double light = (most + least) / 2;
  const double delta = most - least;
  double hue = 0;
  double saturation = 0;
  if (delta != 0) {
    saturation = light == 0 || light == 1 ? 0 : (most - light) / std::min(light, 1 - light);
    if (most == rgb[0]) {
      hue = (rgb[1] - rgb[2]) / delta + (rgb[1] < rgb[2] ? 6 : 0);
    } else if (most == rgb[1]) {
      hue = (rgb[2] - rgb[0]) / delta + 2;
    } else {
      hue = (rgb[0] - rgb[1]) / delta + 4;
    }
  }
  return {hue * 60, saturation * 100, light * 100};
}

// §8
Triple hwb_to_rgb(const Triple& hwb) {
  const double white = hwb[1] / 100;
  const double black = hwb[2] / 100;
  if (white + black >= 1) {
    const double gray = white / (white + black);
    return {gray, gray, gray};
  }
  Triple rgb = hsl_to_rgb({hwb[0], 100, 50});
  for (double& channel : rgb)
    channel = channel * (1 - white - black) + white;
  return rgb;
}

Triple rgb_to_hwb(const Triple& rgb) {
  const double hue = rgb_to_hsl(rgb)[0];
  return {hue, std::min({rgb[0], rgb[1], rgb[2]}) * 100,
          (1 - std::max({rgb[0], rgb[1], rgb[2]})) * 100};
}

Triple rgb_space_to_xyz(ColorSpace space, const Triple& encoded) {
  Triple linear = encoded;
  for (double& channel : linear)
    channel = to_linear(space, channel);
  const RgbSpace row = rgb_space(space);
  const Triple xyz = multiply(rgb_to_xyz(row.primaries, row.white_x, row.white_y), linear);
  return row.white_x == kD50X ? multiply(inverse(kD65ToD50), xyz) : xyz;
}

Triple xyz_to_rgb_space(ColorSpace space, const Triple& xyz) {
  const RgbSpace row = rgb_space(space);
  const Triple adapted = row.white_x == kD50X ? multiply(kD65ToD50, xyz) : xyz;
  Triple linear = multiply(inverse(rgb_to_xyz(row.primaries, row.white_x, row.white_y)), adapted);
  for (double& channel : linear)
    channel = from_linear(space, channel);
  return linear;
}

Triple to_xyz(ColorSpace space, const Triple& v) {
  switch (space) {
    case ColorSpace::XyzD65:
      return v;
    case ColorSpace::XyzD50:
      return multiply(inverse(kD65ToD50), v);
    case ColorSpace::Lab:
      return multiply(inverse(kD65ToD50), lab_to_xyz_d50(v));
    case ColorSpace::Lch:
      return multiply(inverse(kD65ToD50), lab_to_xyz_d50(polar_to_rectangular(v)));
    case ColorSpace::Oklab:
      return oklab_to_xyz(v);
    case ColorSpace::Oklch:
      return oklab_to_xyz(polar_to_rectangular(v));
    case ColorSpace::Hsl:
      return rgb_space_to_xyz(ColorSpace::Srgb, hsl_to_rgb(v));
    case ColorSpace::Hwb:
      return rgb_space_to_xyz(ColorSpace::Srgb, hwb_to_rgb(v));
    default:
      return rgb_space_to_xyz(space, v);
  }
}

Triple from_xyz(ColorSpace space, const Triple& xyz) {
  switch (space) {
    case ColorSpace::XyzD65:
      return xyz;
    case ColorSpace::XyzD50:
      return multiply(kD65ToD50, xyz);
    case ColorSpace::Lab:
      return xyz_d50_to_lab(multiply(kD65ToD50, xyz));
    case ColorSpace::Lch:
      return rectangular_to_polar(xyz_d50_to_lab(multiply(kD65ToD50, xyz)));
    case ColorSpace::Oklab:
      return xyz_to_oklab(xyz);
    case ColorSpace::Oklch:
      return rectangular_to_polar(xyz_to_oklab(xyz));
    case ColorSpace::Hsl:
      return rgb_to_hsl(xyz_to_rgb_space(ColorSpace::Srgb, xyz));
    case ColorSpace::Hwb:
      return rgb_to_hwb(xyz_to_rgb_space(ColorSpace::Srgb, xyz));
    default:
      return xyz_to_rgb_space(space, xyz);
  }
}

Triple known_components(const SpecifiedColor& color) {
  Triple out{};
  for (std::size_t i = 0; i < 3; ++i)
    out[i] = color.missing[i] ? 0 : color.components[i];
  return out;
}

bool is_polar(ColorSpace space) {
  return space == ColorSpace::Lch || space == ColorSpace::Oklch || space == ColorSpace::Hsl ||
         space == ColorSpace::Hwb;
}

// §12.2: hue without chroma is powerless, and missing after a conversion.
void mark_powerless(SpecifiedColor& color) {
  const double epsilon = color.space == ColorSpace::Oklch ? 4e-6 : 1.5e-3;
  switch (color.space) {
    case ColorSpace::Lch:
    case ColorSpace::Oklch:
      color.missing[2] = color.components[1] <= epsilon;
      break;
    case ColorSpace::Hsl:
      color.missing[0] = color.components[1] <= 1e-3;
      break;
    case ColorSpace::Hwb:
      color.missing[0] = color.components[1] + color.components[2] >= 100 - 1e-5;
      break;
    default:
      break;
  }
}

bool in_gamut(const Triple& rgb) {
  constexpr double kSlack = 1e-5;
  return std::all_of(rgb.begin(), rgb.end(),
                     [](double c) { return c >= -kSlack && c <= 1 + kSlack; });
}

Triple clip(Triple rgb) {
  for (double& channel : rgb)
    channel = std::isnan(channel) ? 0 : std::clamp(channel, 0.0, 1.0);
  return rgb;
}

double oklab_distance(const Triple& a, const Triple& b) {
  return std::sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) +
                   (a[2] - b[2]) * (a[2] - b[2]));
}

// §13.2: reduce Oklch chroma until clipping is no longer seen.
Triple map_into_srgb(const Triple& xyz) {
  Triple oklch = rectangular_to_polar(xyz_to_oklab(xyz));
  if (oklch[0] >= 1) return {1, 1, 1};
  if (!(oklch[0] > 0)) return {0, 0, 0};
  constexpr double kNoticeable = 0.02;
  double low = 0;
  double high = oklch[1];
  Triple clipped{};
  for (int step = 0; step < 40 && high - low > 1e-4; ++step) {
    oklch[1] = (low + high) / 2;
    const Triple at = oklab_to_xyz(polar_to_rectangular(oklch));
    const Triple rgb = xyz_to_rgb_space(ColorSpace::Srgb, at);
    if (in_gamut(rgb)) {
      low = oklch[1];
      clipped = rgb;
      continue;
    }
    clipped = clip(rgb);
    const Triple back = xyz_to_oklab(rgb_space_to_xyz(ColorSpace::Srgb, clipped));
    const double distance = oklab_distance(back, polar_to_rectangular(oklch));
    if (distance - kNoticeable < 1e-4 && kNoticeable - distance < 1e-4) break;
    (distance < kNoticeable ? low : high) = oklch[1];
  }
  return clip(clipped);
}

}  // namespace

SpecifiedColor convert(const SpecifiedColor& color, ColorSpace space) {
  if (color.space == space) return color;
  SpecifiedColor out = color;
  out.space = space;
  out.legacy = false;
  out.missing = {};
  const Triple converted = from_xyz(space, to_xyz(color.space, known_components(color)));
  std::copy(converted.begin(), converted.end(), out.components.begin());
  mark_powerless(out);
  // §12.2: analogous missing components are carried forward (hue to hue, lightness to lightness).
  if (is_polar(space) && is_polar(color.space)) {
    const auto hue_of = [](ColorSpace s) -> std::size_t {
      return s == ColorSpace::Hsl || s == ColorSpace::Hwb ? 0 : 2;
    };
    if (color.missing[hue_of(color.space)]) out.missing[hue_of(space)] = true;
  }
  return out;
}

Color to_srgb(const SpecifiedColor& color) {
  if (color.space == ColorSpace::Current) return Color::current();
  Triple rgb{};
  if (color.space == ColorSpace::DeviceCmyk) {
    // Color 5 §10.3: the naive conversion, without a profile.
    const double key = color.components[3];
    for (std::size_t i = 0; i < 3; ++i)
      rgb[i] = 1 - std::min(1.0, color.components[i] * (1 - key) + key);
  } else if (color.space == ColorSpace::Custom) {
    rgb = {0, 0, 0};
  } else if (color.space == ColorSpace::Srgb) {
    rgb = clip(known_components(color));
  } else {
    Triple known = known_components(color);
    if (color.space == ColorSpace::Lab || color.space == ColorSpace::Lch) {
      known[0] = std::clamp(known[0], 0.0, 100.0);
    }
    const Triple xyz = to_xyz(color.space, known);
    rgb = xyz_to_rgb_space(ColorSpace::Srgb, xyz);
    rgb = in_gamut(rgb) ? clip(rgb) : map_into_srgb(xyz);
  }
  const double alpha = color.alpha_missing ? 0 : std::clamp(color.alpha, 0.0, 1.0);
  return {static_cast<float>(rgb[0]), static_cast<float>(rgb[1]), static_cast<float>(rgb[2]),
          static_cast<float>(alpha), false};
}

}  // namespace banxin::css
