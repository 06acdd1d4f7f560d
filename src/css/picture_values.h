#pragma once
// Values of pictures and painting: gradients, backgrounds, borders, shapes (CSS Images 4,
// Backgrounds 3, Shapes 1), and of what moves or changes a painted box (Transforms 1, 2D).
#include "css/basic_values.h"

namespace banxin::css {

struct ColorStop {
  Color color;
  LengthPercentage position;  // of a conic gradient: percent of a turn
  bool has_position = false;
  bool is_hint = false;  // a transition hint: no colour
  bool operator==(const ColorStop&) const = default;
};

struct PositionXY {
  LengthPercentage x;
  LengthPercentage y;
  static constexpr PositionXY center() {
    return {LengthPercentage::from_percent(50), LengthPercentage::from_percent(50)};
  }
  bool operator==(const PositionXY&) const = default;
};

enum class GradientKind : std::uint8_t { Linear, Radial, Conic };
enum class RadialExtent : std::uint8_t {
  ClosestSide,
  FarthestSide,
  ClosestCorner,
  FarthestCorner,
  Explicit
};
// CSS Images 4 §3.
struct Gradient {
  GradientKind kind = GradientKind::Linear;
  bool repeating = false;
  bool to_corner = false;  // linear: `corner_x`, `corner_y` (−1, 0, 1) count, not the angle
  std::int8_t corner_x = 0;
  std::int8_t corner_y = 1;
  bool circle = false;
  RadialExtent extent = RadialExtent::FarthestCorner;
  double angle = 180;  // degrees; of conic gradients the start
  PositionXY center = PositionXY::center();
  LengthPercentage radius_x;
  LengthPercentage radius_y;
  List<ColorStop> stops;
  bool operator==(const Gradient&) const = default;
};

enum class ImageKind : std::uint8_t { None, Url, Gradient };
struct Image {
  ImageKind kind = ImageKind::None;
  Url url;
  const Gradient* gradient = nullptr;
  friend bool operator==(const Image& a, const Image& b);
};

// -- backgrounds and borders
enum class BackgroundSizeKind : std::uint8_t { Explicit, Cover, Contain };
struct BackgroundSize {
  BackgroundSizeKind kind = BackgroundSizeKind::Explicit;
  LengthPercentageOrAuto width = LengthPercentageOrAuto::automatic();
  LengthPercentageOrAuto height = LengthPercentageOrAuto::automatic();
  bool operator==(const BackgroundSize&) const = default;
};
struct BackgroundRepeat {
  RepeatStyle x = RepeatStyle::Repeat;
  RepeatStyle y = RepeatStyle::Repeat;
  bool operator==(const BackgroundRepeat&) const = default;
};
struct Radius {
  LengthPercentage x;
  LengthPercentage y;
  bool operator==(const Radius&) const = default;
};
struct Shadow {
  Color color = Color::current();
  Unit x;
  Unit y;
  Unit blur;
  Unit spread;
  bool inset = false;
  bool operator==(const Shadow&) const = default;
};
// One side of border-image-slice, -width or -outset; which of the kinds may stand is the
// property's.
enum class BorderImageSideKind : std::uint8_t { Number, LengthPercentage, Auto };
struct BorderImageSide {
  BorderImageSideKind kind = BorderImageSideKind::Number;
  float number = 0;
  LengthPercentage value;
  bool operator==(const BorderImageSide&) const = default;
};
struct BorderImageSides {
  BorderImageSide top, right, bottom, left;
  bool fill = false;  // of border-image-slice

  static constexpr BorderImageSides all(BorderImageSide side) { return {side, side, side, side}; }
  static constexpr BorderImageSides all_number(float number) {
    return all({BorderImageSideKind::Number, number, {}});
  }
  static constexpr BorderImageSides all_percent(float percent) {
    return all({BorderImageSideKind::LengthPercentage, 0, LengthPercentage::from_percent(percent)});
  }
  bool operator==(const BorderImageSides&) const = default;
};
struct BorderImageRepeats {
  BorderImageRepeat x = BorderImageRepeat::Stretch;
  BorderImageRepeat y = BorderImageRepeat::Stretch;
  bool operator==(const BorderImageRepeats&) const = default;
};
// clip: rect(…), CSS 2.2 §11.1.2; edges are offsets from the border box's top and left.
struct ClipRect {
  bool is_auto = true;
  LengthPercentageOrAuto top, right, bottom, left;
  bool operator==(const ClipRect&) const = default;
};

// -- transforms, CSS Transforms 1 (2D)
enum class TransformKind : std::uint8_t { Matrix, Translate, Scale, Rotate, Skew };
struct TransformFunction {
  TransformKind kind = TransformKind::Matrix;
  // Matrix: a b c d e f. Scale: x y. Rotate: degrees. Skew: x y in degrees.
  double values[6] = {1, 0, 0, 1, 0, 0};
  LengthPercentage x;  // Translate
  LengthPercentage y;
  bool operator==(const TransformFunction&) const = default;
};
// Effects that are not drawn but make a containing block for what is positioned inside: whether
// there is any (Filter Effects 1 §5).
struct Effects {
  bool any = false;
  bool operator==(const Effects&) const = default;
};
// CSS Will Change 1 §3: what of the named properties would make a containing block.
struct WillChange {
  bool transform = false;  // or filter, or another that contains fixed boxes too
  bool position = false;
  bool operator==(const WillChange&) const = default;
};
struct Perspective {
  bool none = true;
  Unit length;
  bool operator==(const Perspective&) const = default;
};
// CSS Shapes 1 §3.
enum class ShapeKind : std::uint8_t { None, Box, Circle, Ellipse, Inset, Polygon };
enum class ShapeRadiusKind : std::uint8_t { Length, ClosestSide, FarthestSide };
struct ShapeRadius {
  ShapeRadiusKind kind = ShapeRadiusKind::ClosestSide;
  LengthPercentage length;
  bool operator==(const ShapeRadius&) const = default;
};
struct Shape {
  ShapeKind kind = ShapeKind::None;
  ShapeBox box = ShapeBox::MarginBox;
  ShapeRadius radius_x, radius_y;             // Circle has the first
  PositionXY center = PositionXY::center();   // Circle, Ellipse
  LengthPercentage top, right, bottom, left;  // Inset
  Radius top_left, top_right, bottom_right, bottom_left;
  bool even_odd = false;  // Polygon
  List<PositionXY> points;
  bool operator==(const Shape&) const = default;
};

}  // namespace banxin::css
