#include "article/markdown_table.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace banxin::article {
namespace {

constexpr int kMostColumns = 200;  // LIMIT: of what colspan may ask for
constexpr int kMostRows = 10'000;

int span_of(const dom::Node& cell, Atom name, int most) {
  const std::string_view value = cell.attribute(name);
  int span = 1;
  std::from_chars(value.data(), value.data() + value.size(), span);
  return std::clamp(span, 1, most);
}

}  // namespace

void MarkdownTable::begin_row() {
  end_row();
  in_row_ = true;
}

void MarkdownTable::fill_spanned() {
  while (row_.size() < spans_.size() && spans_[row_.size()] > 0) {
    --spans_[row_.size()];
    row_.emplace_back();
  }
}

void MarkdownTable::add_cell(const dom::Node& cell, std::string text) {
  in_row_ = true;
  fill_spanned();
  const int columns = span_of(cell, dom::names::colspan, kMostColumns);
  const int rows = span_of(cell, dom::names::rowspan, kMostRows);
  // LIMIT: nothing is lost of a row that is longer.
  if (row_.size() >= kMostColumns) {
    row_.back() += ' ' + text;
    return;
  }
  const std::size_t first = row_.size();
  row_.resize(std::min<std::size_t>(first + static_cast<std::size_t>(columns), kMostColumns));
  row_[first] = std::move(text);
  if (spans_.size() < row_.size()) spans_.resize(row_.size());
  std::fill(spans_.begin() + static_cast<std::ptrdiff_t>(first),
            spans_.begin() + static_cast<std::ptrdiff_t>(row_.size()), rows - 1);
}

void MarkdownTable::end_row() {
  if (!in_row_) return;
  fill_spanned();
  in_row_ = false;
  if (!row_.empty()) rows_.push_back(std::move(row_));
  row_.clear();
}

std::string MarkdownTable::write() const {
  std::size_t columns = 0;
  for (const std::vector<std::string>& row : rows_)
    columns = std::max(columns, row.size());
  std::string out;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (i > 0) out += '\n';
    out += '|';
    for (std::size_t column = 0; column < columns; ++column) {
      const std::string cell = column < rows_[i].size() ? rows_[i][column] : std::string{};
      out += cell.empty() ? " |" : ' ' + cell + " |";
    }
    if (i > 0) continue;
    out += "\n|";
    for (std::size_t column = 0; column < columns; ++column)
      out += " --- |";
  }
  return out;
}

}  // namespace banxin::article
