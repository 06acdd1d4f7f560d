#include "article/marks.h"

#include <algorithm>

#include "base/utf8.h"

namespace banxin::article {

namespace {

constexpr std::size_t kMaxRemovals = 2000;  // LIMIT: a report for people

}  // namespace

std::string_view shown_beginning(std::string_view text) {
  constexpr std::size_t kShownBytes = 80;
  const std::string_view shown = text.substr(0, kShownBytes);
  return shown.substr(0, valid_utf8_prefix(shown));
}

void Marks::note(std::string_view kind,
                 std::string_view evidence,
                 std::string_view text,
                 std::uint32_t element) {
  if (removals_.size() >= kMaxRemovals) return;
  removals_.push_back({std::string{kind}, std::string{evidence}, std::string{shown_beginning(text)},
                       map_.document->position(*map_.elements[element].node)});
}

void Marks::remove_element(std::uint32_t element,
                           std::string_view kind,
                           std::string_view evidence) {
  if (elements_[element] != 0) return;
  const Element& row = map_.elements[element];
  std::string_view shown;
  for (std::uint32_t line = row.first_line; line < row.last_line; ++line) {
    if (kept_lines_[line] != 0) continue;
    if (lines_[line] == 0 && shown.empty()) shown = map_.line_text(line);
    if (row.is_block || map_.is_inside(map_.lines[line].element, element)) lines_[line] = 1;
  }
  for (std::uint32_t inside = element; inside < row.end; ++inside) {
    if (kept_elements_[inside] == 0) elements_[inside] = 1;
  }
  if (row.is_block && (!shown.empty() || row.images > 0)) note(kind, evidence, shown, element);
}

void Marks::remove_line(std::uint32_t line, std::string_view kind, std::string_view evidence) {
  if (lines_[line] != 0 || kept_lines_[line] != 0) return;
  lines_[line] = 1;
  note(kind, evidence, map_.line_text(line), map_.lines[line].element);
}

void Marks::keep_element(std::uint32_t element) {
  const Element& row = map_.elements[element];
  const auto keep = [this](std::uint32_t index) {
    elements_[index] = 0;
    kept_elements_[index] = 1;
  };
  for (std::uint32_t inside = element; inside < row.end; ++inside)
    keep(inside);
  // An ancestor that is left out takes its subtree along: it stays, without its other lines.
  for (std::uint32_t outer = row.parent; outer != kNoIndex; outer = map_.elements[outer].parent)
    keep(outer);
  for (std::uint32_t line = row.first_line; line < row.last_line; ++line) {
    lines_[line] = 0;
    kept_lines_[line] = 1;
  }
}

void Marks::take(Marks&& other) {
  elements_ = std::move(other.elements_);
  lines_ = std::move(other.lines_);
  kept_elements_ = std::move(other.kept_elements_);
  kept_lines_ = std::move(other.kept_lines_);
  removals_ = std::move(other.removals_);
}

void mark_emptied(const PageMap& map, Marks& marks) {
  std::vector<std::uint32_t> live(map.lines.size() + 1);
  for (std::uint32_t line = 0; line < map.lines.size(); ++line)
    live[line + 1] = live[line] + (marks.is_line_removed(line) ? 0U : 1U);
  for (std::uint32_t index = 1; index < map.elements.size();) {
    const Element& block = map.elements[index];
    if (!marks.is_element_removed(index) && block.is_block && block.last_line > block.first_line &&
        live[block.last_line] == live[block.first_line]) {
      marks.remove_element(index, "chrome", "nothing else was left in it");
      index = block.end;
    } else {
      ++index;
    }
  }
}

}  // namespace banxin::article
