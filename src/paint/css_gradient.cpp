#include "paint/css_gradient.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "paint/rounded_rect.h"

namespace banxin::paint {
namespace {

double resolve(const css::LengthPercentage& length, double base) {
  return length.resolve(Unit::from_px(base)).to_px();
}

// CSS Images 3 §3.1.1: the line goes through the centre, and its ends are where perpendiculars
// meet the corners.
void resolve_linear(const css::Gradient& css, double width, double height, Gradient& out) {
  double dx = 0, dy = 0;
  if (css.to_corner && css.corner_x != 0 && css.corner_y != 0) {
    // "Magic corners": the line of equal colour goes through the two other corners.
    dx = css.corner_x * height;
    dy = css.corner_y * width;
  } else if (css.to_corner) {
    dx = css.corner_x;
    dy = css.corner_y;
  } else {
    const double angle = css.angle * std::numbers::pi / 180;
    dx = std::sin(angle);
    dy = -std::cos(angle);
  }
  const double norm = std::hypot(dx, dy);
  if (!(norm > 0)) {
    dx = 0;
    dy = 1;
  } else {
    dx /= norm;
    dy /= norm;
  }
  const double half = (std::abs(width * dx) + std::abs(height * dy)) / 2;
  out.start = {width / 2 - dx * half, height / 2 - dy * half};
  out.end = {width / 2 + dx * half, height / 2 + dy * half};
}

// §3.2.1 and §3.2.2.
void resolve_radial(const css::Gradient& css, double width, double height, Gradient& out) {
  const double cx = out.start.x, cy = out.start.y;
  const double left = std::abs(cx), right = std::abs(width - cx);
  const double top = std::abs(cy), bottom = std::abs(height - cy);
  const double near_x = std::min(left, right), near_y = std::min(top, bottom);
  const double far_x = std::max(left, right), far_y = std::max(top, bottom);
  const bool closest = css.extent == css::RadialExtent::ClosestSide ||
                       css.extent == css::RadialExtent::ClosestCorner;
  const bool corner = css.extent == css::RadialExtent::ClosestCorner ||
                      css.extent == css::RadialExtent::FarthestCorner;
  const double x = closest ? near_x : far_x, y = closest ? near_y : far_y;
  if (css.extent == css::RadialExtent::Explicit) {
    out.radius.x = resolve(css.radius_x, width);
    out.radius.y = css.circle ? out.radius.x : resolve(css.radius_y, height);
  } else if (css.circle) {
    double radius = closest ? std::min(near_x, near_y) : std::max(far_x, far_y);
    if (corner) radius = std::hypot(x, y);
    out.radius = {radius, radius};
  } else {
    // An ellipse to a corner has the shape of the one to the side, √2 times as large.
    const double factor = corner ? std::numbers::sqrt2 : 1;
    out.radius = {x * factor, y * factor};
  }
}

double line_length(const Gradient& gradient) {
  switch (gradient.shape) {
    case GradientShape::Linear:
      return std::hypot(gradient.end.x - gradient.start.x, gradient.end.y - gradient.start.y);
    case GradientShape::Radial:
      return gradient.radius.x;
    case GradientShape::Conic:
      break;
  }
  return 1;
}

struct Stop {
  Colour colour;
  double offset = 0;
  bool placed = false;
  bool is_hint = false;
};

// CSS Images 4 §3.4.3: missing places are filled in evenly, none lies before an earlier one.
void place_stops(std::vector<Stop>& stops) {
  if (stops.empty()) return;
  if (!stops.front().placed) stops.front() = {stops.front().colour, 0, true, false};
  if (!stops.back().placed) stops.back() = {stops.back().colour, 1, true, false};
  double least = stops.front().offset;
  for (Stop& stop : stops) {
    if (!stop.placed) continue;
    stop.offset = std::max(stop.offset, least);
    least = stop.offset;
  }
  for (std::size_t i = 1; i < stops.size(); ++i) {
    if (stops[i].placed) continue;
    std::size_t next = i;
    while (!stops[next].placed)
      ++next;
    const double from = stops[i - 1].offset;
    const double step = (stops[next].offset - from) / static_cast<double>(next - i + 1);
    for (std::size_t at = i; at < next; ++at) {
      stops[at].offset = from + step * static_cast<double>(at - i + 1);
      stops[at].placed = true;
    }
  }
}

// §3.5: colours are mixed premultiplied.
Colour mixed(const Colour& a, const Colour& b, double t) {
  const double alpha = a.alpha + (static_cast<double>(b.alpha) - a.alpha) * t;
  const auto channel = [&](float from, float to) {
    if (alpha <= 0) return 0.0F;
    const double value =
        from * static_cast<double>(a.alpha) * (1 - t) + to * static_cast<double>(b.alpha) * t;
    return static_cast<float>(value / alpha);
  };
  return {channel(a.red, b.red), channel(a.green, b.green), channel(a.blue, b.blue),
          static_cast<float>(alpha)};
}

bool mixes_plainly(const Colour& a, const Colour& b) {
  if (a.alpha == b.alpha) return true;
  return a.red == b.red && a.green == b.green && a.blue == b.blue;
}

// Renderers mix straight colours: where that would differ (alpha changes, or a hint bends the
// transition, §3.5.3), the curve is given by points.
void add_transition(std::vector<GradientStop>& out, const Stop& from, const Stop& to, double hint) {
  constexpr int kSteps = 12;
  const double length = to.offset - from.offset;
  const bool bent = hint > 0 && hint < 1 && std::abs(hint - 0.5) > 1e-6;
  if (length > 0 && (bent || !mixes_plainly(from.colour, to.colour))) {
    const double power = bent ? std::log(0.5) / std::log(hint) : 1;
    if (from.colour.alpha == 0 && !bent) {
      out.push_back({from.offset, mixed(from.colour, to.colour, 1e-3)});
      out.back().colour.alpha = 0;
    }
    for (int i = 1; i < kSteps; ++i) {
      const double t = static_cast<double>(i) / kSteps;
      out.push_back({from.offset + length * t, mixed(from.colour, to.colour, std::pow(t, power))});
    }
    if (to.colour.alpha == 0 && !bent) {
      out.push_back({to.offset, mixed(from.colour, to.colour, 1 - 1e-3)});
      out.back().colour.alpha = 0;
    }
  }
  out.push_back({to.offset, to.colour});
}

}  // namespace

Gradient resolve_gradient(const css::Gradient& css, double width, double height) {
  Gradient out;
  out.repeating = css.repeating;
  out.angle = css.angle;
  out.start = {resolve(css.center.x, width), resolve(css.center.y, height)};
  switch (css.kind) {
    case css::GradientKind::Linear:
      resolve_linear(css, width, height, out);
      break;
    case css::GradientKind::Radial:
      out.shape = GradientShape::Radial;
      resolve_radial(css, width, height, out);
      break;
    case css::GradientKind::Conic:
      out.shape = GradientShape::Conic;
      break;
  }
  const double length = line_length(out);
  std::vector<Stop> stops;
  for (const css::ColorStop& stop : css.stops) {
    double offset = 0;
    if (out.shape == GradientShape::Conic) {
      offset = static_cast<double>(stop.position.percent) / 100;
    } else if (stop.has_position && length > 0) {
      offset = resolve(stop.position, length) / length;
    }
    stops.push_back({to_colour(stop.color), offset, stop.has_position, stop.is_hint});
  }
  place_stops(stops);
  const Stop* before = nullptr;
  double hint = -1;
  for (const Stop& stop : stops) {
    if (stop.is_hint) {
      hint = stop.offset;
      continue;
    }
    if (before == nullptr) {
      out.stops.push_back({stop.offset, stop.colour});
    } else {
      const double gap = stop.offset - before->offset;
      add_transition(out.stops, *before, stop,
                     hint >= 0 && gap > 0 ? (hint - before->offset) / gap : -1);
    }
    before = &stop;
    hint = -1;
  }
  return out;
}

}  // namespace banxin::paint
