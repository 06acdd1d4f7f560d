#include "layout/replaced.h"

#include <charconv>
#include <string>

#include "dom/names.h"
#include "image/image.h"
#include "layout/fragment_builder.h"
#include "layout/layout_context.h"
#include "layout/sizing.h"

namespace banxin::layout {
namespace {

constexpr Unit kDefaultWidth = Unit::from_px(300);  // CSS Images 3 §5.1: the default object size
constexpr Unit kDefaultHeight = Unit::from_px(150);

std::optional<double> parse_number(std::string_view text, bool& is_percent) {
  const std::size_t first = text.find_first_not_of(" \t\n\r\f");
  if (first == std::string_view::npos) return std::nullopt;
  text.remove_prefix(first);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end == text.data()) return std::nullopt;
  is_percent = end != text.data() + text.size() && *end == '%';
  return value;
}

std::optional<Unit> attribute_size(const dom::Node& node, Atom name) {
  bool is_percent = false;
  const auto value = parse_number(node.attribute(name), is_percent);
  if (!value || is_percent || *value < 0) return std::nullopt;
  return Unit::from_px(*value);
}

// With a unit: lengths of SVG are those of CSS.
std::optional<Unit> svg_length(const Box& box, Atom name) {
  struct Row {
    std::string_view unit;
    double px;
  };
  const std::string_view text = box.node->attribute(name);
  const double em = box.style->font_size.to_px();
  const auto size = attribute_size(*box.node, name);
  if (!size) return size;
  for (const Row& row :
       {Row{"em", em}, Row{"rem", em}, Row{"ex", em / 2}, Row{"in", 96}, Row{"cm", 96 / 2.54},
        Row{"mm", 9.6 / 2.54}, Row{"pt", 4.0 / 3}, Row{"pc", 16}}) {
    if (text.ends_with(row.unit)) return *size * row.px;
  }
  return size;
}

// SVG 2 §8.2: width, height and viewBox of an svg element in the page.
NaturalSize svg_size(const Box& svg) {
  const dom::Node& node = *svg.node;
  NaturalSize size;
  size.width = svg_length(svg, dom::names::width);
  size.height = svg_length(svg, dom::names::height);
  std::string_view box = node.attribute(dom::names::viewBox);
  double values[4] = {};
  int count = 0;
  while (count < 4 && !box.empty()) {
    const std::size_t first = box.find_first_not_of(" ,\t\n\r\f");
    if (first == std::string_view::npos) break;
    box.remove_prefix(first);
    const auto [end, error] = std::from_chars(box.data(), box.data() + box.size(), values[count]);
    if (error != std::errc{}) break;
    box.remove_prefix(static_cast<std::size_t>(end - box.data()));
    ++count;
  }
  if (count == 4 && values[2] > 0 && values[3] > 0) size.ratio = values[2] / values[3];
  return size;
}

}  // namespace

NaturalSize natural_size(const Box& box) {
  NaturalSize size;
  if (box.image != nullptr) {
    const image::NaturalSize natural = box.image->natural_size();
    const double density = std::max(1e-3, double{box.image_density});
    if (natural.width) size.width = *natural.width * (1 / density);
    if (natural.height) size.height = *natural.height * (1 / density);
    size.ratio = natural.ratio.value_or(0);
  } else if (box.node != nullptr && box.node->name_space == dom::Namespace::Svg) {
    size = svg_size(box);
  } else {
    size.width = kDefaultWidth;
    size.height = kDefaultHeight;
    // HTML §4.12.5: a canvas is as large as its bitmap; frames have no ratio of their own.
    if (box.node == nullptr || !box.node->is_html(dom::names::canvas)) return size;
    size.width = attribute_size(*box.node, dom::names::width).value_or(kDefaultWidth);
    size.height = attribute_size(*box.node, dom::names::height).value_or(kDefaultHeight);
  }
  if (size.ratio == 0 && size.width && size.height && *size.height > Unit{}) {
    size.ratio = size.width->to_px() / size.height->to_px();
  }
  return size;
}

double natural_ratio(const Box& box) {
  const style::AspectRatio& given = box.style->aspect_ratio;
  const double natural = natural_size(box).ratio;
  if (given.has_ratio() && (!given.is_auto || natural <= 0)) return given.width / given.height;
  return natural;
}

namespace {

struct Limits2 {
  Unit minimum;
  Unit maximum = Unit::max();
  Unit clamp(Unit value) const { return std::max(minimum, std::min(value, maximum)); }
};

// CSS 2.2 §10.4: the table of constraint violations, when both dimensions follow from the ratio.
Size constrain_by_ratio(Size size, const Limits2& width, const Limits2& height) {
  const double w = std::max(size.width.to_px(), 1e-6);
  const double h = std::max(size.height.to_px(), 1e-6);
  const double max_w = width.maximum.to_px();
  const double min_w = width.minimum.to_px();
  const double max_h = height.maximum.to_px();
  const double min_h = height.minimum.to_px();
  auto make = [](double x, double y) { return Size{Unit::from_px(x), Unit::from_px(y)}; };
  if (w > max_w && h > max_h) {
    if (max_w / w <= max_h / h) return make(max_w, std::max(min_h, max_w * h / w));
    return make(std::max(min_w, max_h * w / h), max_h);
  }
  if (w < min_w && h < min_h) {
    if (min_w / w <= min_h / h) return make(std::min(max_w, min_h * w / h), min_h);
    return make(min_w, std::min(max_h, min_w * h / w));
  }
  if (w < min_w && h > max_h) return make(min_w, max_h);
  if (w > max_w && h < min_h) return make(max_w, min_h);
  if (w > max_w) return make(max_w, std::max(max_w * h / w, min_h));
  if (w < min_w) return make(min_w, std::min(min_w * h / w, max_h));
  if (h > max_h) return make(std::max(max_h * w / h, min_w), max_h);
  if (h < min_h) return make(std::min(min_h * w / h, max_w), min_h);
  return size;
}

struct Wanted {
  std::optional<Unit> width, height;
  Limits2 width_limits, height_limits;
  Edges insets;
};

std::optional<Unit> content_length(const style::BoxSize& value,
                                   Unit basis,
                                   Unit insets,
                                   bool border_box) {
  if (value.kind == style::BoxSizeKind::Stretch && basis != kIndefinite) {
    return std::max(Unit{}, basis - insets);
  }
  if (value.kind != style::BoxSizeKind::LengthPercentage) return std::nullopt;
  if (value.value.has_percent() && basis == kIndefinite) return std::nullopt;
  Unit length = value.value.resolve(basis == kIndefinite ? Unit{} : basis);
  if (border_box) length -= insets;
  return std::max(Unit{}, length);
}

Wanted wanted_size(const Box& box, const ConstraintSpace& space, const LayoutContext& context) {
  const style::ComputedStyle& style = *box.style;
  const FlowDirection flow = style.flow();
  Wanted wanted;
  const Unit edge_basis = space.edge_basis();
  wanted.insets =
      physical_edges(flow, used_border(box, flow, context) + used_padding(box, flow, edge_basis));
  const Size basis = flow.to_physical(space.percentage_basis);
  const bool border_box = style.box_sizing == style::BoxSizing::BorderBox;
  const Unit across = wanted.insets.horizontal();
  const Unit down = wanted.insets.vertical();
  wanted.width = content_length(style.width, basis.width, across, border_box);
  wanted.height = content_length(style.height, basis.height, down, border_box);
  wanted.width_limits.minimum =
      content_length(style.min_width, basis.width, across, border_box).value_or(Unit{});
  wanted.width_limits.maximum =
      content_length(style.max_width, basis.width, across, border_box).value_or(Unit::max());
  wanted.height_limits.minimum =
      content_length(style.min_height, basis.height, down, border_box).value_or(Unit{});
  wanted.height_limits.maximum =
      content_length(style.max_height, basis.height, down, border_box).value_or(Unit::max());
  const Size given = flow.to_physical(space.available);
  const bool horizontal = is_horizontal(flow.writing_mode);
  if (horizontal ? space.fixed_inline_size : space.fixed_block_size) {
    wanted.width = std::max(Unit{}, given.width - across);
    wanted.width_limits = {};
  }
  if (horizontal ? space.fixed_block_size : space.fixed_inline_size) {
    wanted.height = std::max(Unit{}, given.height - down);
    wanted.height_limits = {};
  }
  return wanted;
}

}  // namespace

namespace {

// CSS 2.2 §10.3.2, §10.6.2.
Size specified_size(const Box& box, const ConstraintSpace& space, const LayoutContext& context) {
  const Wanted wanted = wanted_size(box, space, context);
  const NaturalSize natural = natural_size(box);
  const double ratio = natural_ratio(box);
  Size size;
  if (wanted.width && wanted.height) {
    return {wanted.width_limits.clamp(*wanted.width), wanted.height_limits.clamp(*wanted.height)};
  }
  if (wanted.width) {
    size.width = wanted.width_limits.clamp(*wanted.width);
    size.height = ratio > 0 ? size.width * (1 / ratio) : natural.height.value_or(kDefaultHeight);
    return {size.width, wanted.height_limits.clamp(size.height)};
  }
  if (wanted.height) {
    size.height = wanted.height_limits.clamp(*wanted.height);
    size.width = ratio > 0 ? size.height * ratio : natural.width.value_or(kDefaultWidth);
    return {wanted.width_limits.clamp(size.width), size.height};
  }
  if (natural.width) {
    size.width = *natural.width;
    size.height = ratio > 0 ? size.width * (1 / ratio) : natural.height.value_or(kDefaultHeight);
  } else if (natural.height) {
    size.height = *natural.height;
    size.width = ratio > 0 ? size.height * ratio : kDefaultWidth;
  } else if (ratio > 0) {
    // CSS 2.2 §10.3.2: a ratio alone fills the containing block, as a block would.
    const Unit across = box.style->flow().to_physical(space.available).width;
    const LogicalEdges margin = used_margin(box, FlowDirection{}, space.edge_basis());
    size.width = across == kIndefinite || across == Unit::max()
                     ? kDefaultWidth
                     : std::max(Unit{}, across - wanted.insets.horizontal() - margin.inline_sum());
    size.height = size.width * (1 / ratio);
  } else {
    size = {kDefaultWidth, kDefaultHeight};
  }
  if (ratio > 0) return constrain_by_ratio(size, wanted.width_limits, wanted.height_limits);
  return {wanted.width_limits.clamp(size.width), wanted.height_limits.clamp(size.height)};
}

}  // namespace

Size used_replaced_size(const Box& box, const ConstraintSpace& space, LayoutContext& context) {
  // LIMIT: some thirty pages; a picture of a million pages would leave none for the text.
  constexpr Unit kLargest = Unit::from_px(32'768);
  const Size size = specified_size(box, space, context);
  return {std::min(size.width, kLargest), std::min(size.height, kLargest)};
}

MinMaxSizes replaced_content_sizes(const Box& box, LayoutContext& context) {
  ConstraintSpace space;
  space.flow = box.style->flow();
  space.available = space.percentage_basis = {kIndefinite, kIndefinite};
  const Size size = used_replaced_size(box, space, context);
  const FlowDirection flow = box.style->flow();
  const LogicalEdges insets = used_border(box, flow, context) + used_padding(box, flow, Unit{});
  const Unit extent = flow.to_logical(size).inline_size + insets.inline_sum();
  return {extent, extent};
}

LayoutResult lay_out_replaced(const Box& box,
                              const ConstraintSpace& space,
                              LayoutContext& context) {
  const FlowDirection flow = box.style->flow();
  const Unit edge_basis = space.edge_basis();
  const LogicalEdges border = used_border(box, flow, context);
  const LogicalEdges padding = used_padding(box, flow, edge_basis);
  const LogicalSize content = flow.to_logical(used_replaced_size(box, space, context));
  const LogicalEdges insets = border + padding;
  LayoutResult result;
  FragmentBuilder builder(box, flow);
  result.fragment = builder.finish(
      {content.inline_size + insets.inline_sum(), content.block_size + insets.block_sum()}, border,
      padding);
  result.intrinsic_block_size = content.block_size + insets.block_sum();
  return result;
}

}  // namespace banxin::layout
