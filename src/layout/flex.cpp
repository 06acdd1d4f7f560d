#include <algorithm>
#include <cmath>
#include <utility>

#include "layout/breaking.h"
#include "layout/flex_layout.h"
#include "layout/layout.h"
#include "layout/layout_algorithms.h"
#include "layout/replaced.h"

namespace banxin::layout {

using style::AlignKeyword;
using style::BoxSizeKind;
using style::FlexDirection;
using style::FlexWrap;

Unit resolve_gap(const style::Gap& gap, Unit basis) {
  if (gap.is_normal) return {};
  return std::max(Unit{}, gap.value.resolve(basis == kIndefinite ? Unit{} : basis));
}

FlexLayout::FlexLayout(const Box& box,
                       const ConstraintSpace& space,
                       const BreakToken* resume,
                       LayoutContext& context)
    : box_(box),
      space_(space),
      resume_(resume != nullptr && resume->break_before ? nullptr : resume),
      context_(context),
      geometry_(resolve_geometry(box, space, context)),
      flow_(geometry_.flow),
      builder_(box, geometry_.flow) {
  const style::ComputedStyle& style = *box.style;
  edges_ = edges_at_start(box, geometry_, space, resume_);
  row_ = style.flex_direction == FlexDirection::Row ||
         style.flex_direction == FlexDirection::RowReverse;
  main_reversed_ = style.flex_direction == FlexDirection::RowReverse ||
                   style.flex_direction == FlexDirection::ColumnReverse;
  cross_reversed_ = style.flex_wrap == FlexWrap::WrapReverse;
  wraps_ = style.flex_wrap != FlexWrap::Nowrap;
  const bool right = flow_.direction == Direction::Rtl;
  main_axis_ = {main_reversed_, row_ && right};
  cross_axis_ = {cross_reversed_, !row_ && right};
  const Unit inline_size = geometry_.content_inline_size();
  const Unit block_size = geometry_.content_block_basis();
  main_size_ = row_ ? inline_size : block_size;
  cross_size_ = row_ ? block_size : inline_size;
  main_gap_ = resolve_gap(row_ ? style.column_gap : style.row_gap, row_ ? inline_size : block_size);
  cross_gap_ =
      resolve_gap(row_ ? style.row_gap : style.column_gap, row_ ? block_size : inline_size);
}

void FlexLayout::collect_items() {
  for (const Box* child = box_.first_child; child != nullptr; child = child->next_sibling) {
    if (child->out_of_flow) continue;
    // Against CSS Flexbox 1 §4.4 a collapsed item is a hidden one, as in Chromium.
    FlexItem item;
    item.box = child;
    items_.push_back(std::move(item));
  }
  std::stable_sort(items_.begin(), items_.end(), [](const FlexItem& a, const FlexItem& b) {
    const bool a_styled = a.box->origin != BoxOrigin::Anonymous || a.box->type == BoxType::Table;
    const bool b_styled = b.box->origin != BoxOrigin::Anonymous || b.box->type == BoxType::Table;
    return (a_styled ? a.box->style->order : 0) < (b_styled ? b.box->style->order : 0);
  });
  const Unit edge_basis = geometry_.content_inline_size();
  for (FlexItem& item : items_) {
    const Box& box = *item.box;
    item.orthogonal = is_orthogonal(box.style->flow(), flow_);
    item.margin = used_margin(box, flow_, edge_basis);
    item.insets = used_border(box, flow_, context_) + used_padding(box, flow_, edge_basis);
    item.autos = auto_margins(*box.style, flow_);
    item.main_insets = row_ ? item.insets.inline_sum() : item.insets.block_sum();
    item.main_margins = row_ ? item.margin.inline_sum() : item.margin.block_sum();
    item.cross_margins = row_ ? item.margin.block_sum() : item.margin.inline_sum();
    item.place = self_place(box.style->align_self, box_.style->align_items, AlignKeyword::Stretch,
                            cross_axis_);
    item.safe = is_safe(box.style->align_self, box_.style->align_items);
    size_base(item);
  }
}

// A cross size that is known before layout: given, or stretched in a single line.
std::optional<Unit> FlexLayout::definite_cross(const FlexItem& item) const {
  const Box& box = *item.box;
  const AxisSizes axis = row_ ? block_axis(*box.style, flow_) : inline_axis(*box.style, flow_);
  const Unit insets = row_ ? item.insets.block_sum() : item.insets.inline_sum();
  const Unit basis = cross_size_;
  const Unit room = stretched_cross(item);
  auto clamp = [&](Unit size) {
    if (const auto most = resolve_block_size(box, axis.maximum, basis, insets, room)) {
      size = std::min(size, *most);
    }
    if (const auto least = resolve_block_size(box, axis.minimum, basis, insets, room)) {
      size = std::max(size, *least);
    }
    return size;
  };
  if (const auto size = resolve_block_size(box, axis.size, basis, insets, room)) {
    return clamp(*size);
  }
  const bool auto_margin = row_ ? item.autos.block_start || item.autos.block_end
                                : item.autos.inline_start || item.autos.inline_end;
  if (axis.size.is_auto() && !wraps_ && item.place == SelfPlace::Stretch && !auto_margin &&
      cross_size_ != kIndefinite) {
    return clamp(std::max(insets, cross_size_ - item.cross_margins));
  }
  return std::nullopt;
}

// The size along the main axis that the content asks for.
Unit FlexLayout::content_main_size(FlexItem& item) {
  const Box& box = *item.box;
  const FlowDirection own = box.style->flow();
  const double ratio = logical_ratio(box, own);
  const auto cross = definite_cross(item);
  if (ratio > 0 && cross) {
    const double factor = main_is_inline(item) ? ratio : 1 / ratio;
    const Unit cross_insets = row_ ? item.insets.block_sum() : item.insets.inline_sum();
    if (box.style->box_sizing == style::BoxSizing::BorderBox && box.type != BoxType::Replaced) {
      return *cross * factor;
    }
    return std::max(Unit{}, *cross - cross_insets) * factor + item.main_insets;
  }
  if (box.type == BoxType::Replaced) {
    // Its natural size, whatever the style says of the main axis.
    const NaturalSize natural = natural_size(box);
    const bool across = is_horizontal(flow_.writing_mode) == row_;
    const auto& main = across ? natural.width : natural.height;
    if (main) return *main + item.main_insets;
  }
  if (main_is_inline(item)) return banxin::layout::content_sizes(box, context_).max;
  ConstraintSpace space = item_space(item, cross);
  space.fixed_block_size = false;
  space.available.block_size = space.percentage_basis.block_size;
  item.sized = size_layout(box, space, flow_, context_);
  item.sized_space = space;
  // What the content asks for, whatever the style says of the height.
  return item.sized.intrinsic_block_size;
}

// CSS Flexbox 1 §4.5.
Unit FlexLayout::automatic_minimum(FlexItem& item, std::optional<Unit> specified) {
  const Box& box = *item.box;
  const style::ComputedStyle& style = *box.style;
  const bool scrolls =
      (style.overflow_x != style::Overflow::Visible && style.overflow_x != style::Overflow::Clip) ||
      (style.overflow_y != style::Overflow::Visible && style.overflow_y != style::Overflow::Clip);
  if (scrolls && box.origin != BoxOrigin::Anonymous) return item.main_insets;
  Unit content;
  const double ratio = logical_ratio(box, box.style->flow());
  if (box.type == BoxType::Replaced || (ratio > 0 && definite_cross(item))) {
    content = content_main_size(item);
  } else if (main_is_inline(item)) {
    content = banxin::layout::content_sizes(box, context_).min;
  } else {
    content = content_main_size(item);
  }
  if (box.type == BoxType::Table && main_is_inline(item)) content = measure(box, context_).min;
  if (specified) content = std::min(content, *specified);
  return std::min(content, item.maximum);
}

void FlexLayout::size_base(FlexItem& item) {
  const Box& box = *item.box;
  const style::ComputedStyle& style = *box.style;
  const bool styled = box.origin != BoxOrigin::Anonymous;
  const AxisSizes axis = row_ ? inline_axis(style, flow_) : block_axis(style, flow_);
  const Unit basis = main_size_;
  const Unit available =
      basis == kIndefinite ? kIndefinite : std::max(Unit{}, basis - item.main_margins);
  auto resolve = [&](const style::BoxSize& value) -> std::optional<Unit> {
    if (box.type == BoxType::Table && value.is_length_percentage()) {
      return resolve_block_size(box, value, basis, Unit{}, available);
    }
    if (main_is_inline(item) && value.kind != BoxSizeKind::LengthPercentage) {
      return resolve_inline_size(box, value, basis, available, context_);
    }
    return resolve_block_size(box, value, basis, item.main_insets, available);
  };
  const auto specified = resolve(axis.size);
  if (const auto most = resolve(axis.maximum)) item.maximum = *most;
  const bool automatic = axis.minimum.is_auto();
  std::optional<Unit> used;
  if (styled && !style.flex_basis.is_auto() && style.flex_basis.kind != BoxSizeKind::Content) {
    used = resolve(style.flex_basis);
  } else if (style.flex_basis.is_auto()) {
    used = specified;
  }
  item.base = used ? *used : content_main_size(item);
  if (box.type == BoxType::Table && used && main_is_inline(item)) {
    item.base = std::max(item.base, measure(box, context_).min);
  }
  item.minimum = automatic ? automatic_minimum(item, specified)
                           : resolve(axis.minimum).value_or(item.main_insets);
  item.minimum = std::max(item.minimum, item.main_insets);
  item.hypothetical = std::max(item.minimum, std::min(item.base, item.maximum));
}

void FlexLayout::add_line(std::size_t begin, std::size_t end) {
  lines_.emplace_back();
  lines_.back().begin = begin;
  lines_.back().end = end;
}

void FlexLayout::break_lines() {
  if (resume_ != nullptr) first_step_ = resume_->track;
  if (!wraps_ || main_size_ == kIndefinite) {
    add_line(0, items_.size());
  } else if (row_ && resume_ != nullptr && resume_->track_basis != main_size_ &&
             !resume_->overflow_only && !resume_->children_done) {
    break_rest();
  } else {
    break_items(0, items_.size());
  }
}

// Where this page is wider or narrower than the last: the items that follow make new lines.
void FlexLayout::break_rest() {
  const std::size_t count = items_.size();
  const std::size_t begin = std::min<std::size_t>(resume_->track_begin, count);
  const std::size_t end = std::min<std::size_t>(resume_->track_end, count);
  const bool inside = resume_->inside_track;
  if (cross_reversed_) {
    first_step_ = end < count ? 1 : 0;
    break_items(0, inside ? begin : end);
    if (inside) add_line(begin, end);
    if (end < count) add_line(end, count);
    return;
  }
  first_step_ = begin > 0 ? 1 : 0;
  if (begin > 0) add_line(0, begin);
  if (inside) add_line(begin, end);
  break_items(inside ? end : begin, count);
}

void FlexLayout::break_items(std::size_t begin, std::size_t end) {
  if (begin == end && !lines_.empty()) return;
  std::size_t first = begin;
  Unit used;
  for (std::size_t i = begin; i < end; ++i) {
    const Unit outer = items_[i].hypothetical + items_[i].main_margins;
    const Unit with_gap = outer + (i > first ? main_gap_ : Unit{});
    if (i > first && used + with_gap > main_size_) {
      add_line(first, i);
      first = i;
      used = outer;
    } else {
      used += with_gap;
    }
  }
  add_line(first, end);
}

// The container's main size, when it follows from its content (columns).
void FlexLayout::resolve_main_size() {
  if (main_size_ != kIndefinite) return;
  Unit content;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    content += items_[i].hypothetical + items_[i].main_margins + (i > 0 ? main_gap_ : Unit{});
    // Percentages of children cannot refer to a size that came from the content.
    items_[i].block_is_definite = false;
  }
  main_size_ = std::max(Unit{}, geometry_.used_block_size(content + geometry_.insets.block_sum()) -
                                    geometry_.insets.block_sum());
}

namespace {

double flex_factor(const FlexItem& item, bool grows) {
  if (item.box->origin == BoxOrigin::Anonymous && item.box->type != BoxType::Table) {
    return grows ? 0.0 : 1.0;
  }
  return grows ? item.box->style->flex_grow : item.box->style->flex_shrink;
}

// The item's part in sharing out free space: the factor, scaled by the inner base size to shrink.
double flex_weight(const FlexItem& item, bool grows) {
  const double factor = flex_factor(item, grows);
  return grows ? factor : factor * (item.base - item.main_insets).to_px();
}

Unit clamped_target(const FlexItem& item) {
  return std::max(item.minimum, std::min(item.target, item.maximum));
}

}  // namespace

// CSS Flexbox 1 §9.7, step 1: whether the line's items grow rather than shrink.
bool FlexLayout::line_grows(const FlexLine& line) const {
  Unit sum;
  for (std::size_t i = line.begin; i < line.end; ++i) {
    sum += items_[i].hypothetical + items_[i].main_margins;
  }
  return sum + line_gaps(line) < main_size_;
}

// Step 2.
void FlexLayout::freeze_inflexible(const FlexLine& line, bool grows) {
  for (std::size_t i = line.begin; i < line.end; ++i) {
    FlexItem& item = items_[i];
    item.target = item.hypothetical;
    item.frozen = flex_factor(item, grows) <= 0 ||
                  (grows ? item.base > item.hypothetical : item.base < item.hypothetical);
    if (!item.frozen) item.target = item.base;
  }
}

// Steps 3 and 4b.
Unit FlexLayout::free_space(const FlexLine& line) const {
  Unit used = line_gaps(line);
  for (std::size_t i = line.begin; i < line.end; ++i) {
    const FlexItem& item = items_[i];
    used += (item.frozen ? item.target : item.base) + item.main_margins;
  }
  return main_size_ - used;
}

// Step 4c: `free` among the items that are not frozen, whose weights add up to `total`. Returns the
// total violation of their limits (step 4d).
Unit FlexLayout::distribute_free_space(const FlexLine& line, bool grows, Unit free, double total) {
  Unit given;
  double done = 0;
  Unit violation;
  for (std::size_t i = line.begin; i < line.end; ++i) {
    FlexItem& item = items_[i];
    if (item.frozen) continue;
    item.target = item.base;
    if (total > 0 && ((grows && free > Unit{}) || (!grows && free < Unit{}))) {
      // Shares are rounded so that they add up to the whole.
      done += flex_weight(item, grows);
      const Unit until = free * std::min(1.0, done / total);
      item.target += until - given;
      given = until;
    }
    violation += clamped_target(item) - item.target;
  }
  return violation;
}

// Steps 4d and 4e.
void FlexLayout::freeze_violations(const FlexLine& line, Unit violation) {
  for (std::size_t i = line.begin; i < line.end; ++i) {
    FlexItem& item = items_[i];
    if (item.frozen) continue;
    const Unit clamped = clamped_target(item);
    const bool below = clamped > item.target;
    const bool above = clamped < item.target;
    if (violation == Unit{} || (violation > Unit{} && below) || (violation < Unit{} && above)) {
      item.frozen = true;
    }
    item.target = clamped;
  }
}

// CSS Flexbox 1 §9.7.
void FlexLayout::resolve_flexible_lengths(const FlexLine& line) {
  const std::size_t count = line.end - line.begin;
  if (count == 0) return;
  const bool grows = line_grows(line);
  freeze_inflexible(line, grows);
  const Unit initial = free_space(line);
  // Step 4: every round freezes an item at least.
  for (std::size_t round = 0; round <= count; ++round) {
    double factors = 0;
    double weights = 0;
    bool any = false;
    for (std::size_t i = line.begin; i < line.end; ++i) {
      const FlexItem& item = items_[i];
      if (item.frozen) continue;
      any = true;
      factors += flex_factor(item, grows);
      weights += flex_weight(item, grows);
    }
    if (!any) break;
    Unit free = free_space(line);
    if (factors < 1) {
      const Unit part = initial * factors;
      if (std::abs(part.to_px()) < std::abs(free.to_px())) free = part;
    }
    freeze_violations(line, distribute_free_space(line, grows, free, weights));
  }
}

// The space for an item of its target main size; `cross` fixes the other size as well.
ConstraintSpace FlexLayout::item_space(const FlexItem& item, std::optional<Unit> cross) const {
  const LogicalSize content =
      row_ ? LogicalSize{main_size_, cross_size_} : LogicalSize{cross_size_, main_size_};
  LogicalSize basis = content;
  if (!row_ && geometry_.content_block_basis() == kIndefinite) basis.block_size = kIndefinite;
  ConstraintSpace space = space_for_child(*item.box, flow_, basis);
  const bool main_inline = main_is_inline(item);
  Unit& main = main_inline ? space.available.inline_size : space.available.block_size;
  Unit& other = main_inline ? space.available.block_size : space.available.inline_size;
  main = item.target;
  (main_inline ? space.fixed_inline_size : space.fixed_block_size) = true;
  space.fixed_block_size_is_definite =
      main_inline ? item.cross_is_definite : item.block_is_definite;
  if (cross) {
    other = *cross;
    (main_inline ? space.fixed_block_size : space.fixed_inline_size) = true;
  } else if (!main_inline) {
    space.shrink_to_fit = true;
  }
  return space;
}

// CSS Flexbox 1 §9.4, step 7: the hypothetical cross size.
void FlexLayout::size_cross(FlexItem& item) {
  const auto cross = definite_cross(item);
  item.cross_is_definite = item.cross_given = cross.has_value();
  const ConstraintSpace space = item_space(item, cross);
  item.sized = size_layout(*item.box, space, flow_, context_);
  item.sized_space = space;
  item.cross = cross ? *cross : cross_of(item.sized.size);
}

void FlexLayout::size_lines() {
  for (FlexLine& line : lines_) {
    resolve_flexible_lengths(line);
    for (std::size_t i = line.begin; i < line.end; ++i) {
      FlexItem& item = items_[i];
      size_cross(item);
      const bool auto_margin = row_ ? item.autos.block_start || item.autos.block_end
                                    : item.autos.inline_start || item.autos.inline_end;
      const Unit outer = item.cross + item.cross_margins;
      if (row_ && item.place == SelfPlace::Baseline && !auto_margin && !item.orthogonal) {
        const Unit baseline = item.sized.first_baseline.value_or(item.cross);
        item.ascent = item.margin.block_start + baseline;
        line.ascent = std::max(line.ascent, item.ascent);
        line.descent = std::max(line.descent, outer - item.ascent);
      } else if (row_ && item.place == SelfPlace::LastBaseline && !auto_margin &&
                 !item.orthogonal) {
        const Unit baseline = item.sized.last_baseline.value_or(item.cross);
        item.ascent = item.margin.block_start + baseline;
        line.last_ascent = std::max(line.last_ascent, item.ascent);
        line.last_descent = std::max(line.last_descent, outer - item.ascent);
      } else {
        line.cross = std::max(line.cross, outer);
      }
    }
    line.cross =
        std::max({line.cross, line.ascent + line.descent, line.last_ascent + line.last_descent});
  }
  if (!wraps_ && cross_size_ != kIndefinite) {
    lines_.front().cross = cross_size_;
  } else if (!wraps_ && row_) {
    // A single line keeps within the container's limits.
    const Unit insets = geometry_.insets.block_sum();
    lines_.front().cross =
        std::max(geometry_.min_block_size - insets,
                 std::min(lines_.front().cross, geometry_.max_block_size == Unit::max()
                                                    ? Unit::max()
                                                    : geometry_.max_block_size - insets));
  }
}

MinMaxSizes FlexLayout::content_sizes(const Box& box, LayoutContext& context) {
  const style::ComputedStyle& style = *box.style;
  const FlowDirection flow = style.flow();
  const bool row = style.flex_direction == FlexDirection::Row ||
                   style.flex_direction == FlexDirection::RowReverse;
  MinMaxSizes sizes;
  int count = 0;
  for (const Box* child = box.first_child; child != nullptr; child = child->next_sibling) {
    if (child->out_of_flow) continue;
    const MinMaxSizes part = measure_contribution(*child, flow, context);
    ++count;
    if (!row) {
      sizes.min = std::max(sizes.min, part.min);
      sizes.max = std::max(sizes.max, part.max);
      continue;
    }
    sizes.max += part.max;
    if (style.flex_wrap == FlexWrap::Nowrap) {
      sizes.min += part.min;
    } else {
      sizes.min = std::max(sizes.min, part.min);
    }
  }
  if (row && count > 1) {
    const Unit gaps = resolve_gap(style.column_gap, kIndefinite) * (count - 1);
    sizes.max += gaps;
    if (style.flex_wrap == FlexWrap::Nowrap) sizes.min += gaps;
  }
  if (!row && style.flex_wrap != FlexWrap::Nowrap) {
    sizes.max = std::max(sizes.max, columns_width(box, context));
  }
  return sizes;
}

// CSS Flexbox 1 §9.9.1: columns side by side, each as wide as its widest item would like to be.
Unit FlexLayout::columns_width(const Box& box, LayoutContext& context) {
  ConstraintSpace space;
  space.flow = box.style->flow();
  // The geometry must not ask for the content's size again.
  space.fixed_inline_size = true;
  space.available = {Unit::max() / 8, kIndefinite};
  space.percentage_basis = {kIndefinite, kIndefinite};
  FlexLayout flex(box, space, nullptr, context);
  flex.collect_items();
  flex.break_lines();
  Unit sum;
  for (const FlexLine& line : flex.lines_) {
    Unit widest;
    for (std::size_t i = line.begin; i < line.end; ++i) {
      widest = std::max(widest, measure_contribution(*flex.items_[i].box, flex.flow_, context).max);
    }
    sum += widest;
  }
  const Unit gap = resolve_gap(box.style->column_gap, kIndefinite);
  return sum + gap * std::max(0, static_cast<int>(flex.lines_.size()) - 1);
}

MinMaxSizes flex_content_sizes(const Box& box, LayoutContext& context) {
  return FlexLayout::content_sizes(box, context);
}

LayoutResult lay_out_flex(const Box& box,
                          const ConstraintSpace& space,
                          const BreakToken* resume,
                          LayoutContext& context) {
  return FlexLayout(box, space, resume, context).run();
}

}  // namespace banxin::layout
