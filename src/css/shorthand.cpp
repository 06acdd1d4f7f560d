#include "css/shorthand.h"

#include <algorithm>
#include <array>

#include "css/shorthand_parts.h"

namespace banxin::css {
namespace {

enum class Kind : std::uint8_t {
  Sides,
  Pair,
  AnyOrder,
  Border,
  BorderPair,
  BorderRadius,
  BorderImage,
  Columns,
  Background,
  BackgroundPosition,
  Flex,
  Place,
  GridLines,
  GridArea,
  GridTemplate,
  Grid,
  Font,
  FontVariant,
  FontSynthesis,
  ListStyle,
  WhiteSpace,
  TextSpacing,
  PageBreak,
  PageBreakInside,
  ColumnBreak,
  Container,
  Position,
  TextBox,
};

constexpr std::size_t kMostLonghands = 20;
struct Row {
  std::string_view name;
  Kind kind = Kind::Sides;
  std::array<Property, kMostLonghands> longhands{};
  std::size_t count = 0;
};

template <class... P>
constexpr Row make_row(std::string_view name, Kind kind, P... longhands) {
  return {name, kind, {longhands...}, sizeof...(longhands)};
}

constexpr auto kRows = [] {
  using enum Property;
  constexpr std::array kUnsorted{
#define SHORTHAND(name, kind, ...) make_row(name, Kind::kind, __VA_ARGS__),
#include "css/shorthands.def"
#undef SHORTHAND
  };
  auto rows = kUnsorted;
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.name < b.name; });
  return rows;
}();

const Row& row_of(Shorthand shorthand) {
  return kRows[static_cast<std::size_t>(shorthand)];
}

bool expand_row(const Row& row, ShorthandParts& parts) {
  const std::span<const Property> longhands(row.longhands.data(), row.count);
  switch (row.kind) {
    case Kind::Sides:
      return parts.sides(longhands);
    case Kind::Pair:
      return parts.pair(longhands);
    case Kind::AnyOrder:
      return parts.any_order(longhands);
    case Kind::Border:
      return parts.border(longhands);
    case Kind::BorderPair:
      return parts.border(longhands);
    case Kind::BorderRadius:
      return parts.border_radius(longhands);
    case Kind::BorderImage:
      return parts.border_image();
    case Kind::Columns:
      return parts.columns();
    case Kind::Background:
      return parts.background();
    case Kind::BackgroundPosition:
      return parts.background_position();
    case Kind::Flex:
      return parts.flex();
    case Kind::Place:
      return parts.place(longhands);
    case Kind::GridLines:
    case Kind::GridArea:
      return parts.grid_lines(longhands);
    case Kind::GridTemplate:
      return parts.grid_template();
    case Kind::Grid:
      return parts.grid();
    case Kind::Font:
      return parts.font(longhands);
    case Kind::FontVariant:
      return parts.font_variant(longhands);
    case Kind::FontSynthesis:
      return parts.font_synthesis(longhands);
    case Kind::ListStyle:
      return parts.list_style();
    case Kind::WhiteSpace:
      return parts.white_space();
    case Kind::TextSpacing:
      return parts.text_spacing();
    case Kind::PageBreak:
      return parts.page_break(longhands[0], "page");
    case Kind::ColumnBreak:
      return parts.page_break(longhands[0], "column");
    case Kind::PageBreakInside:
      return parts.page_break_inside(longhands[0]);
    case Kind::Container:
      return parts.container();
    case Kind::Position:
      return parts.position();
    case Kind::TextBox:
      return parts.text_box();
  }
  return false;
}

}  // namespace

std::optional<Shorthand> find_shorthand(std::string_view lower_name) {
  const auto* found =
      std::lower_bound(kRows.begin(), kRows.end(), lower_name,
                       [](const Row& row, std::string_view name) { return row.name < name; });
  if (found == kRows.end() || found->name != lower_name) return std::nullopt;
  return static_cast<Shorthand>(found - kRows.begin());
}

std::string_view shorthand_name(Shorthand shorthand) {
  return row_of(shorthand).name;
}

std::span<const Property> longhands_of(Shorthand shorthand) {
  const Row& row = row_of(shorthand);
  return {row.longhands.data(), row.count};
}

std::size_t shorthand_count() {
  return kRows.size();
}

bool expand_shorthand(Shorthand shorthand,
                      std::string_view text,
                      ValueContext& context,
                      std::vector<LonghandText>& out) {
  const Row& row = row_of(shorthand);
  ShorthandParts parts(text, context, out);
  const std::size_t before = out.size();
  if (!parts.is_readable() || !expand_row(row, parts)) {
    out.resize(before);
    return false;
  }
  // What was not said is reset.
  for (std::size_t i = 0; i < row.count; ++i) {
    const bool said =
        std::any_of(out.begin() + static_cast<std::ptrdiff_t>(before), out.end(),
                    [&](const LonghandText& item) { return item.property == row.longhands[i]; });
    if (!said) out.push_back({row.longhands[i], {}});
  }
  return true;
}

}  // namespace banxin::css
