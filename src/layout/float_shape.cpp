#include "layout/float_shape.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "layout/layout_context.h"
#include "layout/sizing.h"

namespace banxin::layout {
namespace {

using style::Shape;
using style::ShapeKind;

// LIMIT: rows that a shape is cut into, points of a polygon, px of shape-margin.
constexpr int kMostRows = 2048;
constexpr std::size_t kMostPoints = 256;
constexpr int kMostMargin = 512;

// In px, from the corner of the margin box.
struct Area {
  double left = 0, top = 0, right = 0, bottom = 0;
  double width() const { return right - left; }
  double height() const { return bottom - top; }
};
struct Span {
  double left = 0, right = 0;
};

double resolve(const style::LengthPercentage& value, double basis) {
  return value.resolve(Unit::from_px(basis)).to_px();
}

// §5: the box that the shape refers to.
Area reference_box(const Box& box,
                   const ConstraintSpace& space,
                   LayoutContext& context,
                   Area area) {
  const style::ShapeBox kind = box.style->shape_outside.box;
  const FlowDirection flow{};
  const auto shrink = [&area](const LogicalEdges& edges) {
    area.left += edges.inline_start.to_px();
    area.top += edges.block_start.to_px();
    area.right -= edges.inline_end.to_px();
    area.bottom -= edges.block_end.to_px();
  };
  const Unit basis = space.edge_basis();
  if (kind == style::ShapeBox::MarginBox) return area;
  shrink(used_margin(box, flow, basis));
  if (kind == style::ShapeBox::BorderBox) return area;
  shrink(used_border(box, flow, context));
  if (kind == style::ShapeBox::PaddingBox) return area;
  shrink(used_padding(box, flow, basis));
  return area;
}

class ShapeRows {
 public:
  ShapeRows(const Shape& shape, Area box) : shape_(shape), box_(box) {
    switch (shape.kind) {
      case ShapeKind::Circle:
      case ShapeKind::Ellipse:
        set_ellipse();
        break;
      case ShapeKind::Inset:
        box_.left += resolve(shape.left, box.width());
        box_.right -= resolve(shape.right, box.width());
        box_.top += resolve(shape.top, box.height());
        box_.bottom -= resolve(shape.bottom, box.height());
        break;
      case ShapeKind::Polygon:
        for (std::size_t i = 0; i < std::min(kMostPoints, shape.points.size()); ++i) {
          const style::PositionXY& point = shape.points[i];
          points_.push_back(
              {box.left + resolve(point.x, box.width()), box.top + resolve(point.y, box.height())});
        }
        break;
      default:
        break;
    }
  }

  // What the shape covers of [top, bottom).
  std::optional<Span> covered(double top, double bottom) const {
    if (shape_.kind == ShapeKind::Polygon) return polygon(top, bottom);
    if (shape_.kind == ShapeKind::Circle || shape_.kind == ShapeKind::Ellipse) {
      return ellipse(top, bottom);
    }
    if (bottom <= box_.top || top >= box_.bottom || box_.width() <= 0) return std::nullopt;
    return rounded(std::clamp((box_.top + box_.bottom) / 2, top, bottom));
  }

 private:
  struct Corner {
    double x, y;
  };

  static double radius(
      const style::ShapeRadius& given, double center, double low, double high, double basis) {
    const double to_low = std::abs(center - low), to_high = std::abs(high - center);
    if (given.kind == style::ShapeRadiusKind::Length) return resolve(given.length, basis);
    return given.kind == style::ShapeRadiusKind::ClosestSide ? std::min(to_low, to_high)
                                                             : std::max(to_low, to_high);
  }

  void set_ellipse() {
    center_ = {box_.left + resolve(shape_.center.x, box_.width()),
               box_.top + resolve(shape_.center.y, box_.height())};
    // §3.1: percentages of a circle's radius are of the diagonal, over the root of 2.
    const double diagonal = std::hypot(box_.width(), box_.height()) / std::sqrt(2.0);
    const bool circle = shape_.kind == ShapeKind::Circle;
    const style::ShapeRadius& y = circle ? shape_.radius_x : shape_.radius_y;
    radius_.x =
        radius(shape_.radius_x, center_.x, box_.left, box_.right, circle ? diagonal : box_.width());
    radius_.y = radius(y, center_.y, box_.top, box_.bottom, circle ? diagonal : box_.height());
    if (!circle || shape_.radius_x.kind == style::ShapeRadiusKind::Length) return;
    const bool closest = shape_.radius_x.kind == style::ShapeRadiusKind::ClosestSide;
    radius_.x = radius_.y =
        closest ? std::min(radius_.x, radius_.y) : std::max(radius_.x, radius_.y);
  }

  std::optional<Span> ellipse(double top, double bottom) const {
    if (radius_.x <= 0 || radius_.y <= 0) return std::nullopt;
    const double y = std::clamp(center_.y, top, bottom) - center_.y;
    if (std::abs(y) >= radius_.y) return std::nullopt;
    const double x = radius_.x * std::sqrt(1 - y * y / (radius_.y * radius_.y));
    return Span{center_.x - x, center_.x + x};
  }

  // The row at `y` of the inset rectangle, whose corners may be round.
  Span rounded(double y) const {
    const auto cut = [&](const style::Radius& corner, double from_end) {
      const double width = resolve(corner.x, box_.width());
      const double height = resolve(corner.y, box_.height());
      if (height <= 0 || from_end >= height) return 0.0;
      const double up = (height - from_end) / height;
      return width * (1 - std::sqrt(std::max(0.0, 1 - up * up)));
    };
    const double from_top = y - box_.top, from_bottom = box_.bottom - y;
    return {
        box_.left + std::max(cut(shape_.top_left, from_top), cut(shape_.bottom_left, from_bottom)),
        box_.right -
            std::max(cut(shape_.top_right, from_top), cut(shape_.bottom_right, from_bottom))};
  }

  std::optional<Span> polygon(double top, double bottom) const {
    std::optional<Span> span;
    const auto add = [&span](double x) {
      if (!span) span = Span{x, x};
      span->left = std::min(span->left, x);
      span->right = std::max(span->right, x);
    };
    for (std::size_t i = 0; i < points_.size(); ++i) {
      const Corner& a = points_[i];
      const Corner& b = points_[(i + 1) % points_.size()];
      const double low = std::max(top, std::min(a.y, b.y));
      const double high = std::min(bottom, std::max(a.y, b.y));
      if (low >= high) continue;
      for (const double y : {low, high})
        add(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y));
    }
    return span;
  }

  const Shape& shape_;
  Area box_;
  Corner center_{}, radius_{};
  std::vector<Corner> points_;
};

// §6: what is nearer to the shape than shape-margin.
void dilate(std::vector<std::optional<Span>>& rows, double margin) {
  const int reach = std::min(kMostMargin, static_cast<int>(std::ceil(margin)));
  const std::vector<std::optional<Span>> shape = rows;
  const int count = static_cast<int>(rows.size());
  for (int i = 0; i < count; ++i) {
    const auto at = [&](int k) -> auto& {
      return rows[static_cast<std::size_t>(k)];
    };
    for (int k = std::max(0, i - reach); k <= std::min(count - 1, i + reach); ++k) {
      const std::optional<Span>& near = shape[static_cast<std::size_t>(k)];
      const double away = std::max(0.0, std::abs(k - i) - 1.0);
      if (!near || away >= margin) continue;
      const double more = std::sqrt(margin * margin - away * away);
      if (!at(i)) at(i) = near;
      at(i)->left = std::min(at(i)->left, near->left - more);
      at(i)->right = std::max(at(i)->right, near->right + more);
    }
  }
}

}  // namespace

void add_shape(const Box& box,
               const ConstraintSpace& space,
               LayoutContext& context,
               ExclusionSpace::Exclusion& exclusion) {
  const Shape& shape = box.style->shape_outside;
  if (shape.kind == ShapeKind::None || !is_horizontal(space.flow.writing_mode)) return;
  const double width = (exclusion.end.inline_offset - exclusion.start.inline_offset).to_px();
  const double height = (exclusion.end.block_offset - exclusion.start.block_offset).to_px();
  if (width <= 0 || height <= 0 || height > kMostRows) return;
  const double margin = resolve(box.style->shape_margin, space.available.inline_size.to_px());
  const double corners = static_cast<double>(std::min(kMostPoints, shape.points.size()));
  const double reach = std::clamp(margin, 0.0, double{kMostMargin});
  const auto steps = static_cast<std::int64_t>(height * (1 + corners + 2 * reach));
  if (context.shape_steps < steps) return;
  context.shape_steps -= steps;
  exclusion.has_shape = true;
  const ShapeRows shape_rows(shape, reference_box(box, space, context, Area{0, 0, width, height}));
  std::vector<std::optional<Span>> rows;
  for (int row = 0; row < height; ++row)
    rows.push_back(shape_rows.covered(row, std::min(row + 1.0, height)));
  if (margin > 0) dilate(rows, margin);
  const LogicalPoint corner = exclusion.start;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i]) continue;
    const double edge = exclusion.at_line_left ? rows[i]->right : rows[i]->left;
    const auto top = static_cast<double>(i);
    exclusion.shape.push_back({corner.block_offset + Unit::from_px(top),
                               corner.block_offset + Unit::from_px(std::min(top + 1, height)),
                               corner.inline_offset + Unit::from_px(std::clamp(edge, 0.0, width))});
  }
}

}  // namespace banxin::layout
