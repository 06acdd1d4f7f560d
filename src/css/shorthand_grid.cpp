// grid-row … grid: CSS Grid 2 §7.4, §7.8, §8.4.
#include <algorithm>

#include "css/shorthand_parts.h"

namespace banxin::css {
namespace {

bool is_plain_name(std::string_view text) {
  // A name alone is copied to the lines left out; a number or a span is not.
  if (text.empty() || equals_ignoring_case(text, "auto")) return false;
  const char first = text.front();
  const bool number = (first >= '0' && first <= '9') || first == '+';
  const bool negative = first == '-' && text.size() > 1 && text[1] >= '0' && text[1] <= '9';
  return !number && !negative && text.find(' ') == std::string_view::npos;
}

}  // namespace

bool ShorthandParts::grid_lines(std::span<const Property> longhands) {
  std::vector<std::string_view> lines;
  std::size_t begin = 0;
  while (begin <= parts_.size()) {
    const std::size_t end = find("/", begin, parts_.size());
    if (begin == end || lines.size() >= longhands.size()) return false;
    lines.push_back(slice(begin, end));
    begin = end + 1;
  }
  const auto line = [&](std::size_t index, std::size_t opposite) -> std::string_view {
    if (index < lines.size()) return lines[index];
    const std::string_view other = opposite < lines.size() ? lines[opposite] : lines[0];
    return is_plain_name(other) ? other : "auto";
  };
  set(longhands[0], lines[0]);
  if (longhands.size() == 2) {
    set(longhands[1], line(1, 0));
    return true;
  }
  // row-start / column-start / row-end / column-end
  set(longhands[1], line(1, 0));
  set(longhands[2], line(2, 0));
  set(longhands[3], line(3, 1));
  return true;
}

// Strings with the row sizes after them, then / and the columns.
bool ShorthandParts::grid_template_areas() {
  const std::size_t slash = find("/", 0, parts_.size());
  std::string areas;
  std::string rows;
  bool row_open = false;
  const auto append = [](std::string& text, std::string_view word) {
    if (!text.empty()) text += ' ';
    text += word;
  };
  for (std::size_t at = 0; at < slash; ++at) {
    const std::string_view part = parts_[at];
    const bool names = part.front() == '[';
    if (part.front() == '"' || part.front() == '\'') {
      if (row_open) append(rows, "auto");
      append(areas, part);
      row_open = true;
    } else if (names) {
      if (row_open && at + 1 < slash && parts_[at + 1].front() != '[') append(rows, "auto");
      if (row_open && at + 1 >= slash) append(rows, "auto");
      row_open = false;
      append(rows, part);
    } else {
      if (!row_open) return false;
      append(rows, part);
      row_open = false;
    }
  }
  if (row_open) append(rows, "auto");
  set(Property::grid_template_areas, keep_text(areas));
  set(Property::grid_template_rows, keep_text(rows));
  if (slash < parts_.size()) {
    set(Property::grid_template_columns, slice(slash + 1, parts_.size()));
    return slash + 1 < parts_.size();
  }
  return true;
}

bool ShorthandParts::grid_template() {
  if (parts_.size() == 1 && is(0, "none")) return true;
  const bool strings = std::any_of(parts_.begin(), parts_.end(), [](std::string_view part) {
    return part.front() == '"' || part.front() == '\'';
  });
  if (strings) return grid_template_areas();
  const std::size_t slash = find("/", 0, parts_.size());
  if (slash == 0 || slash + 1 >= parts_.size()) return false;
  set(Property::grid_template_rows, slice(0, slash));
  set(Property::grid_template_columns, slice(slash + 1, parts_.size()));
  return true;
}

bool ShorthandParts::auto_flow(std::size_t begin,
                               std::size_t end,
                               std::string_view& flow,
                               std::string_view& tracks) {
  bool given = false;
  bool dense = false;
  std::size_t at = begin;
  while (at < end && (is(at, "auto-flow") || is(at, "dense"))) {
    given = given || is(at, "auto-flow");
    dense = dense || is(at, "dense");
    ++at;
  }
  flow = dense ? "dense" : "";
  tracks = slice(at, end);
  return given;
}

bool ShorthandParts::grid() {
  const std::size_t slash = find("/", 0, parts_.size());
  std::string_view flow;
  std::string_view tracks;
  if (slash < parts_.size() && auto_flow(0, slash, flow, tracks)) {
    set(Property::grid_auto_flow, flow.empty() ? "row" : "row dense");
    set(Property::grid_auto_rows, tracks);
    set(Property::grid_template_columns, slice(slash + 1, parts_.size()));
    return slash + 1 < parts_.size();
  }
  if (slash < parts_.size() && auto_flow(slash + 1, parts_.size(), flow, tracks)) {
    set(Property::grid_auto_flow, flow.empty() ? "column" : "column dense");
    set(Property::grid_auto_columns, tracks);
    set(Property::grid_template_rows, slice(0, slash));
    return slash > 0;
  }
  return grid_template();
}

}  // namespace banxin::css
