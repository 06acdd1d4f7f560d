#include "pdf/gradients.h"

#include <numbers>
#include <utility>
#include <vector>

namespace banxin::pdf {
namespace {

using paint::Colour;
using paint::Gradient;
using paint::GradientStop;

constexpr std::size_t kMostConicPatches = 2000;

Colour mixed(const Colour& a, const Colour& b, double t) {
  const auto mix = [t](float from, float to) {
    return static_cast<float>(from + (static_cast<double>(to) - from) * t);
  };
  return {mix(a.red, b.red), mix(a.green, b.green), mix(a.blue, b.blue), mix(a.alpha, b.alpha)};
}

void add_stops(cairo_pattern_t* pattern, const Gradient& gradient) {
  for (const GradientStop& stop : gradient.stops) {
    const Colour& colour = stop.colour;
    cairo_pattern_add_color_stop_rgba(
        pattern, std::clamp(stop.offset, 0.0, 1.0), static_cast<double>(colour.red),
        static_cast<double>(colour.green), static_cast<double>(colour.blue),
        static_cast<double>(colour.alpha));
  }
}

// Cairo's stops lie between 0 and 1; CSS's anywhere. The gradient line is moved to where they lie.
Gradient normalised(const Gradient& gradient) {
  Gradient out = gradient;
  if (gradient.stops.empty() || gradient.shape == paint::GradientShape::Conic) return out;
  const double first = gradient.stops.front().offset, last = gradient.stops.back().offset;
  const bool within = first >= 0 && last <= 1;
  if (within && !gradient.repeating) return out;
  const double length = last - first;
  if (!(length > 1e-6) || (gradient.shape == paint::GradientShape::Radial && first < 0)) return out;
  for (GradientStop& stop : out.stops)
    stop.offset = (stop.offset - first) / length;
  if (gradient.shape == paint::GradientShape::Linear) {
    const double dx = gradient.end.x - gradient.start.x, dy = gradient.end.y - gradient.start.y;
    out.start = {gradient.start.x + dx * first, gradient.start.y + dy * first};
    out.end = {gradient.start.x + dx * last, gradient.start.y + dy * last};
  }
  return out;
}

Pattern linear(const Gradient& gradient, paint::Coordinates offset) {
  return Pattern(cairo_pattern_create_linear(
      sane(gradient.start.x + offset.x), sane(gradient.start.y + offset.y),
      sane(gradient.end.x + offset.x), sane(gradient.end.y + offset.y)));
}

// An ellipse is a circle seen through a matrix.
Pattern radial(const Gradient& gradient, const Gradient& original, paint::Coordinates offset) {
  const double rx = std::max(1e-3, sane(gradient.radius.x));
  const double ry = std::max(1e-3, sane(gradient.radius.y));
  double inner = 0, outer = 1;
  if (!original.stops.empty() && original.stops.front().offset >= 0 &&
      gradient.stops.front().offset != original.stops.front().offset) {
    inner = original.stops.front().offset;
    outer = original.stops.back().offset;
  } else if (!original.stops.empty() &&
             original.stops.back().offset != gradient.stops.back().offset) {
    inner = original.stops.front().offset;
    outer = original.stops.back().offset;
  }
  Pattern pattern(cairo_pattern_create_radial(0, 0, inner * rx, 0, 0, outer * rx));
  cairo_matrix_t matrix;
  cairo_matrix_init_scale(&matrix, 1, rx / ry);
  cairo_matrix_translate(&matrix, -sane(gradient.start.x + offset.x),
                         -sane(gradient.start.y + offset.y));
  cairo_pattern_set_matrix(pattern.get(), &matrix);
  return pattern;
}

// The stops of a conic gradient over the whole turn, repeated or padded.
std::vector<GradientStop> whole_turn(const Gradient& gradient) {
  std::vector<GradientStop> out;
  const std::vector<GradientStop>& stops = gradient.stops;
  const double first = stops.front().offset, last = stops.back().offset;
  const double length = last - first;
  if (!gradient.repeating || length < 1.0 / kMostConicPatches) {
    out.push_back({std::min(0.0, first), stops.front().colour});
    out.insert(out.end(), stops.begin(), stops.end());
    out.push_back({std::max(1.0, last), stops.back().colour});
    return out;
  }
  const double start = first - std::ceil(first / length) * length;
  for (double at = start; at < 1 && out.size() < kMostConicPatches; at += length) {
    for (const GradientStop& stop : stops)
      out.push_back({at + stop.offset - first, stop.colour});
  }
  return out;
}

void add_corner(cairo_pattern_t* mesh, unsigned corner, const Colour& colour) {
  cairo_mesh_pattern_set_corner_color_rgba(
      mesh, corner, static_cast<double>(colour.red), static_cast<double>(colour.green),
      static_cast<double>(colour.blue), static_cast<double>(colour.alpha));
}

struct Sector {
  double from = 0, to = 0;  // radians, clockwise from the top
  Colour start, end;
};

void add_sector(cairo_pattern_t* mesh,
                const Sector& sector,
                paint::Coordinates centre,
                double reach) {
  const auto point = [&](double angle, double radius) {
    return paint::Coordinates{centre.x + std::sin(angle) * radius,
                              centre.y - std::cos(angle) * radius};
  };
  const paint::Coordinates from = point(sector.from, reach), to = point(sector.to, reach);
  cairo_mesh_pattern_begin_patch(mesh);
  cairo_mesh_pattern_move_to(mesh, centre.x, centre.y);
  cairo_mesh_pattern_line_to(mesh, from.x, from.y);
  cairo_mesh_pattern_line_to(mesh, to.x, to.y);
  cairo_mesh_pattern_line_to(mesh, centre.x, centre.y);
  add_corner(mesh, 0, sector.start);
  add_corner(mesh, 1, sector.start);
  add_corner(mesh, 2, sector.end);
  add_corner(mesh, 3, sector.end);
  cairo_mesh_pattern_end_patch(mesh);
}

Pattern conic(const Gradient& gradient, paint::Coordinates offset, double reach) {
  constexpr double kTurn = 2 * std::numbers::pi;
  constexpr double kWidest = kTurn / 24;  // a straight edge of 15° is far enough out at 2 × reach
  Pattern mesh(cairo_pattern_create_mesh());
  const paint::Coordinates centre{sane(gradient.start.x + offset.x),
                                  sane(gradient.start.y + offset.y)};
  const double base = sane(gradient.angle) * std::numbers::pi / 180;
  const std::vector<GradientStop> stops = whole_turn(gradient);
  std::size_t patches = 0;
  for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
    const double from = std::max(0.0, stops[i].offset), to = std::min(1.0, stops[i + 1].offset);
    const double length = stops[i + 1].offset - stops[i].offset;
    if (!(to > from)) continue;
    const int parts = static_cast<int>(std::ceil((to - from) * kTurn / kWidest));
    for (int part = 0; part < parts && patches < kMostConicPatches; ++part, ++patches) {
      const double a = from + (to - from) * part / parts,
                   b = from + (to - from) * (part + 1) / parts;
      const Sector sector{
          base + a * kTurn, base + b * kTurn,
          mixed(stops[i].colour, stops[i + 1].colour, (a - stops[i].offset) / length),
          mixed(stops[i].colour, stops[i + 1].colour, (b - stops[i].offset) / length)};
      add_sector(mesh.get(), sector, centre, reach * 2);
    }
  }
  return mesh;
}

}  // namespace

Pattern make_gradient(const Gradient& gradient, paint::Coordinates offset, double reach) {
  if (gradient.stops.empty()) return Pattern(cairo_pattern_create_rgba(0, 0, 0, 0));
  if (gradient.shape == paint::GradientShape::Conic) {
    return conic(gradient, offset, std::max(1.0, sane(reach)));
  }
  const Gradient inside = normalised(gradient);
  Pattern pattern = gradient.shape == paint::GradientShape::Linear
                        ? linear(inside, offset)
                        : radial(inside, gradient, offset);
  add_stops(pattern.get(), inside);
  cairo_pattern_set_extend(pattern.get(),
                           gradient.repeating ? CAIRO_EXTEND_REPEAT : CAIRO_EXTEND_PAD);
  return pattern;
}

}  // namespace banxin::pdf
