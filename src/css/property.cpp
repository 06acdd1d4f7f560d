#include "css/property.h"

#include <algorithm>
#include <array>

#include "base/assert.h"

namespace banxin::css {
namespace {

constexpr std::array kInfos{
#define INHERITED(name, field, type, initial, spec, missing) \
  PropertyInfo{name, #type, spec, missing, true},
#define OWN(name, field, type, initial, spec, missing) \
  PropertyInfo{name, #type, spec, missing, false},
#include "css/properties.def"
#undef INHERITED
#undef OWN
};
static_assert(kInfos.size() == kPhysicalCount);

enum class Group : std::uint8_t {
  Margin,
  Padding,
  Inset,
  BorderWidth,
  BorderStyle,
  BorderColor,
  Radius,
  Size,
  MinSize,
  MaxSize,
  Overflow,
};
enum class Place : std::uint8_t {
  BlockStart,
  BlockEnd,
  InlineStart,
  InlineEnd,
  StartStart,
  StartEnd,
  EndStart,
  EndEnd,
  BlockAxis,
  InlineAxis,
};
struct LogicalRow {
  std::string_view name;
  Group group;
  Place place;
};
constexpr std::array kLogical{
#define LOGICAL(name, field, group, place) LogicalRow{name, Group::group, Place::place},
#include "css/logical.def"
#undef LOGICAL
};
static_assert(kLogical.size() == kPropertyCount - kPhysicalCount);

struct AliasRow {
  std::string_view name;
  Property property;
};
constexpr std::array kAliases{
#define ALIAS(name, field) AliasRow{name, Property::field},
#include "css/aliases.def"
#undef ALIAS
};

constexpr std::string_view name_of(std::size_t index) {
  return index < kPhysicalCount ? kInfos[index].name : kLogical[index - kPhysicalCount].name;
}

constexpr std::size_t kNames = kPropertyCount + kAliases.size();
constexpr auto kIndex = [] {
  std::array<AliasRow, kNames> index{};
  for (std::size_t i = 0; i < kPropertyCount; ++i)
    index[i] = {name_of(i), static_cast<Property>(i)};
  for (std::size_t i = 0; i < kAliases.size(); ++i)
    index[kPropertyCount + i] = kAliases[i];
  std::sort(index.begin(), index.end(),
            [](const AliasRow& a, const AliasRow& b) { return a.name < b.name; });
  return index;
}();

enum class Side : std::uint8_t { Top, Right, Bottom, Left };

// The physical sides in the order of Property's rows.
Property side_of(Group group, Side side) {
  const auto pick = [side](Property top, Property right, Property bottom, Property left) {
    const std::array all{top, right, bottom, left};
    return all[static_cast<std::size_t>(side)];
  };
  switch (group) {
    case Group::Margin:
      return pick(Property::margin_top, Property::margin_right, Property::margin_bottom,
                  Property::margin_left);
    case Group::Padding:
      return pick(Property::padding_top, Property::padding_right, Property::padding_bottom,
                  Property::padding_left);
    case Group::BorderWidth:
      return pick(Property::border_top_width, Property::border_right_width,
                  Property::border_bottom_width, Property::border_left_width);
    case Group::BorderStyle:
      return pick(Property::border_top_style, Property::border_right_style,
                  Property::border_bottom_style, Property::border_left_style);
    case Group::BorderColor:
      return pick(Property::border_top_color, Property::border_right_color,
                  Property::border_bottom_color, Property::border_left_color);
    default:
      return pick(Property::top, Property::right, Property::bottom, Property::left);
  }
}

Property axis_of(Group group, bool horizontal) {
  switch (group) {
    case Group::MinSize:
      return horizontal ? Property::min_width : Property::min_height;
    case Group::MaxSize:
      return horizontal ? Property::max_width : Property::max_height;
    case Group::Overflow:
      return horizontal ? Property::overflow_x : Property::overflow_y;
    default:
      return horizontal ? Property::width : Property::height;
  }
}

Side inline_side(FlowDirection flow, bool start) {
  const bool flipped =
      (flow.direction == Direction::Rtl) != (flow.writing_mode == WritingMode::SidewaysLr);
  if (is_horizontal(flow.writing_mode)) return start != flipped ? Side::Left : Side::Right;
  return start != flipped ? Side::Top : Side::Bottom;
}

Side block_side(FlowDirection flow, bool start) {
  if (is_horizontal(flow.writing_mode)) return start ? Side::Top : Side::Bottom;
  return start != is_block_flipped(flow.writing_mode) ? Side::Left : Side::Right;
}

Property corner_of(Side block, Side inline_side) {
  const bool top = block == Side::Top || inline_side == Side::Top;
  const bool left = block == Side::Left || inline_side == Side::Left;
  if (top) return left ? Property::border_top_left_radius : Property::border_top_right_radius;
  return left ? Property::border_bottom_left_radius : Property::border_bottom_right_radius;
}

}  // namespace

const PropertyInfo& property_info(Property property) {
  const auto index = static_cast<std::size_t>(property);
  BANXIN_ASSERT(index < kPhysicalCount, "only physical longhands have a row");
  return kInfos[index];
}

std::string_view property_name(Property property) {
  return name_of(static_cast<std::size_t>(property));
}

std::optional<Property> find_longhand(std::string_view name) {
  const auto* found = std::lower_bound(
      kIndex.begin(), kIndex.end(), name,
      [](const AliasRow& row, std::string_view wanted) { return row.name < wanted; });
  if (found == kIndex.end() || found->name != name) return std::nullopt;
  return found->property;
}

Property to_physical(Property property, FlowDirection flow) {
  if (!is_logical(property)) return property;
  const LogicalRow& row = kLogical[static_cast<std::size_t>(property) - kPhysicalCount];
  switch (row.place) {
    case Place::BlockStart:
    case Place::BlockEnd:
      return side_of(row.group, block_side(flow, row.place == Place::BlockStart));
    case Place::InlineStart:
    case Place::InlineEnd:
      return side_of(row.group, inline_side(flow, row.place == Place::InlineStart));
    case Place::BlockAxis:
    case Place::InlineAxis:
      return axis_of(row.group,
                     is_horizontal(flow.writing_mode) == (row.place == Place::InlineAxis));
    default: {
      const bool block_start = row.place == Place::StartStart || row.place == Place::StartEnd;
      const bool inline_start = row.place == Place::StartStart || row.place == Place::EndStart;
      return corner_of(block_side(flow, block_start), inline_side(flow, inline_start));
    }
  }
}

}  // namespace banxin::css
