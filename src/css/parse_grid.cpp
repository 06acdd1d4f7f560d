// CSS Grid 2: tracks, areas, lines.
#include <algorithm>

#include "css/value_parsers.h"

namespace banxin::css {
namespace {

// LIMIT: tracks in a template, cells in a table of areas, lines counted; as browsers bound them.
constexpr std::size_t kMaxTracks = 10'000;
constexpr std::size_t kMaxCells = 1'000'000;
constexpr std::int32_t kMaxLine = 10'000;

bool parse_breadth(TokenCursor& cursor, ValueContext& context, TrackBreadth& out) {
  out = {};
  if (cursor.take_ident("auto")) return true;
  if (cursor.take_ident("min-content")) {
    out.kind = TrackBreadthKind::MinContent;
    return true;
  }
  if (cursor.take_ident("max-content")) {
    out.kind = TrackBreadthKind::MaxContent;
    return true;
  }
  TokenCursor attempt = cursor;
  const std::optional<Numeric> flex = parse_numeric(attempt, context, Percentages::Separate);
  if (flex && flex->kind == NumericKind::Flex) {
    if (flex->value < 0) return false;
    out.kind = TrackBreadthKind::Flex;
    out.flex = flex->value;
    cursor = attempt;
    return true;
  }
  out.kind = TrackBreadthKind::LengthPercentage;
  return parse_length_percentage(cursor, context, out.value, Range::NonNegative);
}

// [a b]: the names, or nothing taken.
bool parse_line_names(TokenCursor& cursor,
                      ValueContext& context,
                      std::vector<std::string_view>& names) {
  while (cursor.type() == TokenType::OpenSquare) {
    TokenCursor inside = cursor.enter();
    while (!inside.at_end()) {
      if (inside.is_ident("span") || inside.is_ident("auto")) return false;
      const std::optional<std::string_view> name = take_custom_ident(inside, context);
      if (!name) return false;
      names.push_back(*name);
    }
  }
  return true;
}

enum class RepeatAllowed : std::uint8_t { No, Yes };

bool parse_entries(TokenCursor& cursor,
                   ValueContext& context,
                   std::vector<TrackEntry>& entries,
                   RepeatAllowed repeat);

bool parse_repeat(TokenCursor& cursor, ValueContext& context, TrackEntry& entry, bool names_only) {
  TokenCursor inside = cursor.enter();
  entry.is_repeat = true;
  if (inside.take_ident("auto-fill")) {
    entry.repeat_kind = RepeatKind::AutoFill;
  } else if (inside.take_ident("auto-fit")) {
    entry.repeat_kind = RepeatKind::AutoFit;
  } else if (!parse_integer(inside, context, entry.repeat_count) || entry.repeat_count < 1) {
    return false;
  }
  entry.repeat_count = std::min(entry.repeat_count, kMaxLine);
  if (!inside.take(TokenType::Comma)) return false;
  std::vector<TrackEntry> repeated;
  if (names_only) {
    while (!inside.at_end()) {
      TrackEntry line;
      std::vector<std::string_view> names;
      if (inside.type() != TokenType::OpenSquare) return false;
      TokenCursor one = inside;
      inside.skip();
      TokenCursor bracket = one.range(one.index(), inside.index());
      if (!parse_line_names(bracket, context, names)) return false;
      line.line_names = keep(context, names);
      repeated.push_back(line);
    }
  } else if (!parse_entries(inside, context, repeated, RepeatAllowed::No)) {
    return false;
  }
  entry.repeated = keep(context, repeated);
  return inside.at_end() && !repeated.empty();
}

bool parse_entries(TokenCursor& cursor,
                   ValueContext& context,
                   std::vector<TrackEntry>& entries,
                   RepeatAllowed repeat) {
  bool any = false;
  while (!cursor.at_end() && !cursor.is_delim('/') && cursor.type() != TokenType::String) {
    TrackEntry entry;
    std::vector<std::string_view> names;
    if (entries.size() >= kMaxTracks || !parse_line_names(cursor, context, names)) return false;
    entry.line_names = keep(context, names);
    if (cursor.at_end() || cursor.is_delim('/')) {
      if (!names.empty()) entries.push_back(entry);
      break;
    }
    if (repeat == RepeatAllowed::Yes && cursor.is_function("repeat")) {
      if (!parse_repeat(cursor, context, entry, false)) return false;
    } else {
      entry.has_track = true;
      if (!parse_value(cursor, context, entry.size)) return false;
    }
    any = true;
    entries.push_back(entry);
  }
  return any;
}

bool parse_subgrid(TokenCursor& cursor, ValueContext& context, GridTemplate& out) {
  out.is_subgrid = true;
  std::vector<TrackEntry> entries;
  while (!cursor.at_end() && !cursor.is_delim('/')) {
    TrackEntry entry;
    if (cursor.is_function("repeat")) {
      if (!parse_repeat(cursor, context, entry, true)) return false;
    } else {
      if (cursor.type() != TokenType::OpenSquare) return false;
      std::vector<std::string_view> names;
      TokenCursor one = cursor;
      cursor.skip();
      TokenCursor bracket = one.range(one.index(), cursor.index());
      if (!parse_line_names(bracket, context, names)) return false;
      entry.line_names = keep(context, names);
    }
    if (entries.size() >= kMaxTracks) return false;
    entries.push_back(entry);
  }
  out.entries = keep(context, entries);
  return true;
}

}  // namespace

bool parse_value(TokenCursor& cursor, ValueContext& context, TrackSize& out) {
  out = {};
  if (cursor.is_function("minmax")) {
    TokenCursor inside = cursor.enter();
    out.kind = TrackSizeKind::MinMax;
    return parse_breadth(inside, context, out.min) && out.min.kind != TrackBreadthKind::Flex &&
           inside.take(TokenType::Comma) && parse_breadth(inside, context, out.max) &&
           inside.at_end();
  }
  if (cursor.is_function("fit-content")) {
    TokenCursor inside = cursor.enter();
    out.kind = TrackSizeKind::FitContent;
    out.max.kind = TrackBreadthKind::LengthPercentage;
    return parse_length_percentage(inside, context, out.max.value, Range::NonNegative) &&
           inside.at_end();
  }
  if (!parse_breadth(cursor, context, out.min)) return false;
  out.max = out.min;
  return true;
}

bool parse_value(TokenCursor& cursor, ValueContext& context, GridTemplate& out) {
  out = {};
  if (cursor.take_ident("none")) return true;
  if (cursor.take_ident("subgrid")) return parse_subgrid(cursor, context, out);
  std::vector<TrackEntry> entries;
  if (!parse_entries(cursor, context, entries, RepeatAllowed::Yes)) return false;
  out.entries = keep(context, entries);
  return true;
}

namespace {

bool is_name_byte(char c) {
  return c == '-' || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

// One string of grid-template-areas: names and runs of dots.
bool parse_area_row(std::string_view row, std::vector<std::string_view>& cells) {
  std::size_t at = 0;
  while (at < row.size()) {
    const std::size_t start = at;
    if (row[at] == ' ' || row[at] == '\t' || row[at] == '\n') {
      ++at;
    } else if (row[at] == '.') {
      while (at < row.size() && row[at] == '.')
        ++at;
      cells.emplace_back();
    } else {
      while (at < row.size() && is_name_byte(row[at]))
        ++at;
      if (at == start) return false;
      cells.push_back(row.substr(start, at - start));
    }
  }
  return true;
}

// Every name is one rectangle (§7.3).
bool are_rectangles(const std::vector<std::string_view>& cells, std::size_t columns) {
  struct Area {
    std::string_view name;
    std::size_t top, left, bottom, right, count;
  };
  std::vector<Area> areas;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].empty()) continue;
    const std::size_t row = i / columns;
    const std::size_t column = i % columns;
    auto found = std::find_if(areas.begin(), areas.end(),
                              [&](const Area& area) { return area.name == cells[i]; });
    if (found == areas.end()) {
      if (areas.size() > 1000) return false;
      areas.push_back({cells[i], row, column, row, column, 1});
      continue;
    }
    found->left = std::min(found->left, column);
    found->right = std::max(found->right, column);
    found->bottom = row;
    ++found->count;
  }
  return std::all_of(areas.begin(), areas.end(), [](const Area& area) {
    return (area.bottom - area.top + 1) * (area.right - area.left + 1) == area.count;
  });
}

}  // namespace

bool parse_value(TokenCursor& cursor, ValueContext& context, GridAreas& out) {
  out = {};
  if (cursor.take_ident("none")) return true;
  std::vector<std::string_view> cells;
  while (const std::optional<std::string_view> row = take_string(cursor, context)) {
    const std::size_t before = cells.size();
    if (!parse_area_row(*row, cells) || cells.size() > kMaxCells) return false;
    const auto columns = static_cast<std::uint32_t>(cells.size() - before);
    if (columns == 0 || (out.columns != 0 && out.columns != columns)) return false;
    out.columns = columns;
  }
  if (cells.empty() || !are_rectangles(cells, out.columns)) return false;
  out.cells = keep(context, cells);
  return true;
}

bool parse_value(TokenCursor& cursor, ValueContext&, GridAutoFlow& out) {
  out = {};
  bool axis = false;
  bool any = false;
  while (cursor.type() == TokenType::Ident) {
    if (!axis && cursor.take_ident("row")) {
      axis = true;
    } else if (!axis && cursor.take_ident("column")) {
      axis = out.column = true;
    } else if (!out.dense && cursor.take_ident("dense")) {
      out.dense = true;
    } else {
      return false;
    }
    any = true;
  }
  return any;
}

bool parse_value(TokenCursor& cursor, ValueContext& context, GridLine& out) {
  out = {};
  if (cursor.take_ident("auto")) return true;
  bool number = false;
  while (!cursor.at_end() && !cursor.is_delim('/')) {
    std::int32_t value = 0;
    if (!out.is_span && cursor.take_ident("span")) {
      out.is_span = true;
    } else if (!number && parse_integer(cursor, context, value)) {
      if (value == 0) return false;
      number = true;
      out.number = std::clamp(value, -kMaxLine, kMaxLine);
    } else if (out.name.empty() && !cursor.is_ident("auto")) {
      const std::optional<std::string_view> name = take_custom_ident(cursor, context);
      if (!name) return false;
      out.name = *name;
    } else {
      return false;
    }
  }
  if (out.is_span && number && out.number < 0) return false;
  return number || !out.name.empty();
}

}  // namespace banxin::css
