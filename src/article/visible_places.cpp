#include "article/visible_places.h"

#include <algorithm>
#include <string>

#include "article/dates.h"

namespace banxin::article {

namespace {

constexpr std::uint32_t kAbove = 12;  // lines above the headline that may hold its dateline
constexpr std::uint32_t kBelow = 14;  // and below it
constexpr std::uint32_t kTail = 6;    // its last lines
constexpr std::uint32_t kAfter = 8;   // lines behind it

}  // namespace

std::vector<std::uint32_t> VisiblePlaces::dateline() const {
  std::vector<std::uint32_t> lines;
  if (place_.title_line == kNoIndex) return lines;
  std::uint32_t end = std::min(place_.title_line + kBelow, count());
  if (place_.body_begin > place_.title_line && place_.body_end > place_.body_begin)
    end = std::min({end, place_.body_begin + kIntoBody, place_.body_end});
  for (std::uint32_t line = place_.title_line; line < end; ++line) {
    const bool prose = facts_[line].score > 2 && map_.lines[line].measure.weight > 90;
    if (line > place_.title_line && prose) break;
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::uint32_t> VisiblePlaces::all() const {
  std::vector<std::uint32_t> lines;
  const auto add = [&lines, this](std::uint32_t from, std::uint32_t to) {
    for (std::uint32_t line = from; line < std::min(to, count()); ++line) {
      if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(line);
    }
  };
  const std::uint32_t at = anchor();
  const std::uint32_t below = std::min(at + kBelow, std::max(at + 1, place_.body_begin + 1));
  add(at, place_.title_line == kNoIndex ? at + 1 : below);
  if (place_.body_end > place_.body_begin) {
    add(place_.body_begin, std::min(into(), place_.body_end));
  }
  for (std::uint32_t line = at; line > at - std::min(at, kAbove); --line)
    add(line - 1, line);
  if (place_.body_end > place_.body_begin) {
    add(std::max(place_.body_begin, place_.body_end - std::min(place_.body_end, kTail)),
        place_.body_end);
    add(place_.body_end, end_of_tail());
    const std::uint32_t end = behind_prose();
    if (end > place_.body_begin) add(end, std::min(end + kTail, place_.body_end));
  }
  return lines;
}

std::uint32_t VisiblePlaces::into() const {
  constexpr std::uint32_t kMostCaptions = 8;
  std::uint32_t line = place_.body_begin;
  std::uint32_t captions = 0;
  for (std::uint32_t seen = 0; line < place_.body_end && seen < kIntoBody; ++line) {
    const bool caption = map_.lines[line].kind == LineKind::Caption;
    if (!caption || ++captions > kMostCaptions) ++seen;
  }
  return line;
}

// The line behind the last prose of the body.
std::uint32_t VisiblePlaces::behind_prose() const {
  std::uint32_t line = place_.body_end;
  while (line > place_.body_begin && facts_[line - 1].score <= 2)
    --line;
  return line;
}

// Behind the body, to the heading of what others wrote.
std::uint32_t VisiblePlaces::end_of_tail() const {
  std::uint32_t line = place_.body_end;
  const std::uint32_t end = std::min(place_.body_end + kAfter, count());
  while (line < end && facts_[line].phrase != Phrase::Comments && !is_others(line))
    ++line;
  return line;
}

bool VisiblePlaces::is_others(std::uint32_t line) const {
  constexpr int kLevels = 8;
  std::uint32_t element = map_.lines[line].element;
  for (int level = 0; level < kLevels && element != kNoIndex; ++level) {
    if (map_.elements[element].node->name == dom::names::body) return false;
    if (has_hint(map_.elements[element].hints, Hint::Comments)) return true;
    element = map_.elements[element].parent;
  }
  return false;
}

bool VisiblePlaces::is_link(std::uint32_t line) const {
  if (map_.lines[line].link_share() <= 0.6F) return false;
  constexpr float kLabel = 30;
  if (place_.title_line == kNoIndex) return true;
  const bool dateline =
      line > place_.title_line && line < std::max(place_.body_begin, place_.title_line + 4);
  // "2007-11-23": a diary's day, a heading above that of the entry.
  const bool day = line < place_.title_line && line + 3 > place_.title_line &&
                   map_.lines[line].kind == LineKind::Heading;
  if (!dateline && !day) return true;
  const auto date = find_date(text(line), place_.order);
  if (!date.has_value()) return true;
  std::string rest{text(line)};
  rest.erase(date->begin, date->end - date->begin);
  if (day) return !comparison_key(rest).empty();
  return measure_text(rest).weight > kLabel && map_.lines[line].link_share() > 0.9F;
}

bool VisiblePlaces::in_prose(std::uint32_t line) const {
  const Line& row = map_.lines[line];
  const bool inside = line >= place_.body_begin && line < place_.body_end;
  // "字数 1,032 阅读 3,215" has commas and is none.
  return inside && (row.measure.weight > 90 || (row.measure.commas > 1 && row.measure.weight > 60));
}

bool VisiblePlaces::in_table(std::uint32_t line) const {
  constexpr std::uint32_t kMany = 8;
  const auto is_cell = [this](std::uint32_t other) {
    return map_.lines[other].kind == LineKind::Cell;
  };
  if (!is_cell(line)) return false;
  // The lines of one cell, which a page is laid out with, are no table.
  const auto parts_cells = [this](std::uint32_t other) {
    return map_.lines[other].element == map_.lines[other - 1].element ? 0U : 1U;
  };
  std::uint32_t cells = 1;
  std::uint32_t first = line;
  for (; first > place_.body_begin && line - first < kMany && is_cell(first - 1); --first)
    cells += parts_cells(first);
  std::uint32_t last = line + 1;
  for (; last < place_.body_end && last - line < kMany && is_cell(last); ++last)
    cells += parts_cells(last);
  return line >= place_.body_begin && line < place_.body_end && cells >= kMany;
}

}  // namespace banxin::article
