// Where the rows of a table break (CSS Break 3 §4.1, CSS Tables 3 §6).
#include <algorithm>
#include <utility>

#include "layout/breaking.h"
#include "layout/out_of_flow.h"
#include "layout/table_layout.h"

namespace banxin::layout {
namespace {

// The token of a cell that has no more content: only its box goes on.
std::unique_ptr<BreakToken> done_token(const Box& cell) {
  auto done = std::make_unique<BreakToken>();
  done->box = &cell;
  done->children_done = true;
  done->consumed_block_size = Unit::max();
  done->sequence = 1;
  return done;
}

}  // namespace

// What the boxes that meet before `row` say together: two row groups or two rows (CSS Break 3
// §3.1).
style::BreakBetween TableGridLayout::break_value_before(std::uint32_t row) const {
  const TableRowSlot& slot = table_.rows[row];
  const TableRowSlot& before = table_.rows[row - 1];
  const bool same_group = slot.group == before.group;
  const Box* earlier = same_group ? before.box : table_.groups[before.group].box;
  const Box* later = same_group ? slot.box : table_.groups[slot.group].box;
  return join_breaks(break_after_of(*earlier), break_before_of(*later), space_.fragmentainer);
}

bool TableGridLayout::forced_before(std::uint32_t row) const {
  if (row == 0) return false;
  const Box& earlier = *table_.rows[row - 1].box;
  const bool new_page_name = space_.fragmentainer == FragmentainerType::Page &&
                             start_page(*table_.rows[row].box) != end_page(earlier);
  return new_page_name || is_forced(break_value_before(row), space_.fragmentainer);
}

bool TableGridLayout::may_break_before(std::uint32_t row) const {
  if (row == 0) return false;
  const std::uint32_t group = table_.rows[row].group;
  if (group == table_.rows[row - 1].group &&
      avoids_break_inside(*table_.groups[group].box, space_.fragmentainer)) {
    return false;
  }
  return !is_avoided(break_value_before(row), space_.fragmentainer);
}

void TableGridLayout::stop_at(std::uint32_t row, bool forced) {
  result_.resume = std::make_unique<BreakToken>();
  result_.resume->track = row;
  result_.resume->next_child = table_.rows[row].box;
  result_.resume->forced = forced;
}

// Breaks before `row`, or before an earlier row of this page where that is better. False when the
// table as a whole has to go to the next page.
bool TableGridLayout::break_before_row(std::uint32_t row, bool forced) {
  if (forced) {
    stop_at(row, true);
    return true;
  }
  std::size_t count = rows_.size();
  while (count > 0) {
    const std::uint32_t before = count < rows_.size() ? rows_[count].row : row;
    bool linked = false;
    for (std::size_t i = 0; i < count && !linked; ++i) {
      const PlacedRow& placed = rows_[i];
      if (before - placed.row > kMaximumRowSpan) continue;
      for (const PlacedCell& cell : placed.cells) {
        linked = linked || cell.slot.row + cell.slot.row_span > before;
      }
    }
    if (!linked && may_break_before(before)) {
      rows_.resize(count);
      stop_at(before, false);
      return true;
    }
    --count;
  }
  if (rows_.empty() || !space_.at_fragmentainer_start) return false;
  stop_at(row, false);
  result_.appeal = BreakAppeal::ViolatesAvoid;
  return true;
}

// How the rows from `index` on, which are tied together, fit into the fragmentainer.
TableGridLayout::LinkedFit TableGridLayout::linked_fit(std::size_t index) const {
  LinkedFit fit;
  bool keeps_span = false;  // a break below would divide a row that must not be
  for (std::size_t i = index; i < rows_.size(); ++i) {
    const TableRowSlot& slot = table_.rows[rows_[i].row];
    const bool keeps = avoids_break_inside(*slot.box, space_.fragmentainer) ||
                       avoids_break_inside(*table_.groups[slot.group].box, space_.fragmentainer);
    for (const PlacedCell& cell : rows_[i].cells) {
      // A later row that cannot begin here, or must not be broken, may still begin the next page.
      if (cell.result.fragment == nullptr && i == index) fit.must_move = true;
      if (cell.broken) fit.any_broken = true;
      if (cell.broken && keeps && i == index) fit.must_move = true;
      keeps_span = keeps_span || (keeps && cell.slot.row_span > 1);
    }
  }
  const PlacedRow& last = rows_.back();
  const Unit bottom = space_.fragmentainer_offset + edges_.start + last.offset + last.height;
  fit.too_tall = bottom > room_end();
  const PlacedRow& first = rows_[index];
  const bool first_fits =
      space_.fragmentainer_offset + edges_.start + first.offset + first.height <= room_end();
  if (fit.too_tall && !fit.any_broken && (rows_.size() == index + 1 || !first_fits))
    fit.must_move = true;
  if (keeps_span && (fit.any_broken || fit.too_tall)) fit.must_move = true;
  return fit;
}

// Breaks inside or between the rows from `index` on, which cannot move; whether it had to.
bool TableGridLayout::break_linked_rows(std::size_t index, const LinkedFit& fit) {
  // Rows tied together that are taller than the page: the first that does not begin here.
  std::size_t keep = index + 1;
  while (keep < rows_.size() && begins_here(rows_[keep]))
    ++keep;
  if (any_cell_broken(index, keep)) {
    rows_.resize(keep);
    break_inside_rows(index);
    return true;
  }
  if ((!fit.any_broken && !fit.too_tall) || rows_.size() <= index + 1) return false;
  const Unit corner = space_.fragmentainer_offset + edges_.start;
  const std::size_t begun = keep;
  keep = index + 1;
  while (keep < begun && corner + rows_[keep].offset + rows_[keep].height <= room_end())
    ++keep;
  if (keep >= rows_.size()) return false;
  break_between_linked(index, keep);
  return true;
}

bool TableGridLayout::begins_here(const PlacedRow& row) const {
  if (space_.fragmentainer_offset + edges_.start + row.offset >= room_end()) return false;
  const bool keeps = avoids_break_inside(*table_.rows[row.row].box, space_.fragmentainer);
  return std::all_of(row.cells.begin(), row.cells.end(), [keeps](const PlacedCell& cell) {
    return cell.result.fragment != nullptr && !(keeps && cell.broken && cell.slot.row_span == 1);
  });
}

bool TableGridLayout::any_cell_broken(std::size_t begin, std::size_t end) const {
  for (std::size_t i = begin; i < end; ++i) {
    for (const PlacedCell& cell : rows_[i].cells) {
      if (cell.broken) return true;
    }
  }
  return false;
}

// A row whose cells go on: it ends with the page, and so do all rows tied to it.
void TableGridLayout::break_inside_rows(std::size_t index) {
  const Unit limit = room_end();
  const Unit corner = space_.fragmentainer_offset + edges_.start;
  std::size_t last = index;
  for (std::size_t i = index; i < rows_.size(); ++i) {
    if (corner + rows_[i].offset < limit || i == index) last = i;
  }
  rows_.resize(last + 1);
  PlacedRow& row = rows_[last];
  stop_at(row.row, false);
  result_.resume->inside_track = true;
  row.broken = true;
  if (!space_.is_endless()) row.height = std::max(Unit{}, limit - corner - row.offset);
  if (row_least_height(row.row) > Unit{})
    result_.resume->track_consumed = (row.resumed ? resume_->track_consumed : Unit{}) + row.height;
  for (std::size_t i = index; i <= last; ++i) {
    for (PlacedCell& cell : rows_[i].cells) {
      const bool goes_on = cell.slot.row + cell.slot.row_span > row.row;
      if (!goes_on && !cell.broken) continue;
      if (cell.result.resume != nullptr) {
        result_.resume->children.push_back(std::move(cell.result.resume));
      } else if (cell.slot.row < row.row || i < last) {
        result_.resume->children.push_back(done_token(*cell.slot.box));
      }
      cell.broken = true;
    }
  }
  cursor_ = row.offset + row.height;
}

void TableGridLayout::break_between_linked(std::size_t index, std::size_t keep) {
  const std::uint32_t next = rows_[keep].row;
  rows_.resize(keep);
  stop_at(next, false);
  for (std::size_t i = index; i < keep; ++i) {
    for (PlacedCell& cell : rows_[i].cells) {
      if (cell.slot.row + cell.slot.row_span <= next) continue;
      cell.broken = true;
      if (cell.result.resume != nullptr) {
        result_.resume->children.push_back(std::move(cell.result.resume));
        continue;
      }
      result_.resume->children.push_back(done_token(*cell.slot.box));
    }
  }
  cursor_ = rows_.back().offset + rows_.back().height;
}

Unit TableGridLayout::row_least_height(std::uint32_t row) const {
  const Unit given = row_given_height(row);
  const bool known = fragmenting() && !placing_repeated_ && row < table_.least_heights.size();
  return known ? std::max(given, table_.least_heights[row]) : given;
}

// Whether the rows from `index` on, tied together, reach over the page and do not know yet how they
// share the height of the cells that tie them.
bool TableGridLayout::shares_height(std::size_t index) const {
  if (rows_.size() <= index + 1 || space_.is_endless()) return false;
  const std::uint32_t row = rows_[index].row;
  if (row < table_.least_heights.size() && table_.least_heights[row] > Unit{}) return false;
  const LinkedFit fit = linked_fit(index);
  return fit.any_broken || fit.too_tall;
}

// Lays rows out as if there were no pages, to know how they share heights (CSS Tables 3 §4.6).
// `is_table`: the table's own height.
void TableGridLayout::find_least_heights(std::uint32_t first, std::uint32_t end, bool is_table) {
  std::vector<PlacedRow> kept = std::move(rows_);
  const Unit cursor = cursor_;
  rows_.clear();
  placing_repeated_ = true;
  for (std::uint32_t row = first; row < end;) {
    const std::size_t index = rows_.size();
    row = lay_out_linked_rows(row, rows_);
    for (std::size_t i = index; i < rows_.size(); ++i) {
      for (PlacedCell& cell : rows_[i].cells)
        cell.result = {};
    }
  }
  if (is_table) grow_to_height();
  placing_repeated_ = false;
  table_.least_heights.resize(table_.row_count());
  for (const PlacedRow& row : rows_)
    table_.least_heights[row.row] = row.height;
  rows_ = std::move(kept);
  cursor_ = cursor;
}

// A row whose content is here but whose own height goes beyond the page: between the two there may
// be a break (CSS Break 3 §4.1, class C).
bool TableGridLayout::divide_given_height(std::size_t index) {
  if (rows_.size() != index + 1) return false;
  PlacedRow& row = rows_.back();
  const Unit start = space_.fragmentainer_offset + edges_.start + row.offset;
  const Unit left = room_end() - start;
  if (row.height <= left || left <= Unit{} || space_.is_endless()) return false;
  const TableRowSlot& row_slot = table_.rows[row.row];
  const bool keeps = avoids_break_inside(*row_slot.box, space_.fragmentainer) ||
                     avoids_break_inside(*table_.groups[row_slot.group].box, space_.fragmentainer);
  if (keeps && !row.resumed && !(space_.at_fragmentainer_start && index == 0)) return false;
  for (const PlacedCell& cell : row.cells) {
    if (cell.result.fragment == nullptr || cell.broken || cell.slot.row_span > 1) return false;
    if (size_in(flow_, *cell.result.fragment).block_size > left) return false;
  }
  if (space_.skips_empty) {
    row.height = left;
    cursor_ = row.offset + row.height + gap_after(row.row);
    return false;
  }
  const Unit had = row.resumed ? resume_->track_consumed : Unit{};
  stop_at(row.row, false);
  result_.resume->inside_track = true;
  result_.resume->track_consumed = had + left;
  row.broken = true;
  row.height = left;
  for (PlacedCell& cell : row.cells) {
    cell.broken = true;
    result_.resume->children.push_back(cell.result.resume != nullptr ? std::move(cell.result.resume)
                                                                     : done_token(*cell.slot.box));
  }
  cursor_ = row.offset + row.height;
  return true;
}

// What of the positioned boxes of a part of the table goes on, goes on in the grid's next fragment.
// `at`: where the part stands in the grid; `resume`: where it went on, if that is known.
std::vector<OutOfFlowChild> TableGridLayout::place_in_pages(const Box& part,
                                                            Fragment& fragment,
                                                            std::vector<OutOfFlowChild> waiting,
                                                            LogicalPoint at,
                                                            const BreakToken* resume) {
  const FlowDirection flow = part.style->flow();
  if (waiting.empty() || !fragmenting() || is_orthogonal(flow, flow_))
    return place_positioned(part, flow, fragment, std::move(waiting), context_);
  std::vector<PendingPositioned> rest;
  PositionedPages pages = PositionedPages::of(space_, flow_, nullptr, rest);
  pages.start += at.block_offset;
  if (resume != nullptr && !resume->children_done) pages.consumed = resume->consumed_block_size;
  waiting = place_positioned(part, flow, fragment, std::move(waiting), context_, pages);
  const Size grid = flow_.to_physical(LogicalSize{geometry_.inline_size, Unit{}});
  const Point corner = flow_.to_physical(at, fragment.size, grid);
  for (PendingPositioned& one : rest) {
    one.across += is_horizontal(flow_.writing_mode) ? corner.x : corner.y;
    positioned_rest_.push_back(std::move(one));
  }
  return waiting;
}

}  // namespace banxin::layout
