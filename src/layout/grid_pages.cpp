// The rows of a grid over pages (CSS Grid 2 §13): a row moves to the next page as a whole, or its
// items are broken side by side, those that span several rows beside the rows that follow.
#include <algorithm>

#include "layout/breaking.h"
#include "layout/grid_layout.h"

namespace banxin::layout {

void GridLayout::stop_at(int row, bool forced) {
  result_.resume = std::make_unique<BreakToken>();
  result_.resume->track = static_cast<std::uint32_t>(row);
  result_.resume->forced = forced;
}

// Ends the page inside `row`: its items, or those that reach over it, go on.
void GridLayout::stop_inside(int row, const PageProgress& progress) {
  stop_at(row, false);
  result_.resume->inside_track = true;
  const GridTrack& track = rows_.tracks[static_cast<std::size_t>(row)];
  const Unit end =
      space_.fragmentainer_offset + edges_.start + track.offset + track.base + progress.growth;
  result_.resume->track_consumed = std::max(Unit{}, end - space_.fragmentainer_block_size);
}

// Only what overflowed its items goes on.
void GridLayout::add_overflowing_items() {
  for (GridItem& item : items_) {
    if (find_child_token(resume_, *item.box) != nullptr) add_item(item, Unit{});
  }
}

bool GridLayout::any_goes_on(std::size_t from) const {
  return std::any_of(unfinished_.begin() + static_cast<std::ptrdiff_t>(from), unfinished_.end(),
                     [](const auto& token) { return !token->overflow_only; });
}

// Whether an item that goes on ends with `row` or before it.
bool GridLayout::goes_on_in(int row, std::size_t from) const {
  return std::any_of(items_.begin(), items_.end(), [&](const GridItem& item) {
    if (item.rows.end > row + 1) return false;
    return std::any_of(
        unfinished_.begin() + static_cast<std::ptrdiff_t>(from), unfinished_.end(),
        [&](const auto& token) { return token->box == item.box && !token->overflow_only; });
  });
}

// Items that began on an earlier page. False when they fill this page too.
bool GridLayout::continue_rows(const ItemRows& rows, PageProgress& progress) {
  const auto first = static_cast<int>(resume_->track);
  const std::size_t next = resume_->track + (resume_->inside_track ? 1U : 0U);
  if (next < rows_.tracks.size()) progress.growth = -rows_.tracks[next].offset;
  if (!resume_->inside_track && !space_.skips_empty) progress.growth += resume_->track_consumed;
  for (const auto& [row, items] : rows) {
    if (row > first || (row == first && !resume_->inside_track)) break;
    for (GridItem* item : items) {
      if (find_child_token(resume_, *item->box) != nullptr) add_item(*item, progress.growth);
    }
  }
  progress.any_placed = resume_->inside_track;
  if (!resume_->inside_track) return true;
  if (goes_on_in(first, 0)) {
    stop_at(first, false);
    result_.resume->inside_track = true;
    return false;
  }
  // What follows stands under what was left of the rows above.
  Unit end = space_.skips_empty ? Unit{} : resume_->track_consumed;
  for (const auto& [row, row_end] : row_ends_) {
    if (row <= first) end = std::max(end, row_end);
  }
  content_end_ = std::max(content_end_, end);
  if (next < rows_.tracks.size()) progress.growth += end + rows_.gap;
  return true;
}

// A break between rows: a forced one, or no room is left for the row to begin.
bool GridLayout::breaks_before_row(int row,
                                   const std::vector<GridItem*>& items,
                                   const PageProgress& progress) {
  if (!progress.any_placed) {
    // The box may begin here and its first row later.
    const Unit room = space_.fragmentainer_block_size - space_.fragmentainer_offset - edges_.start;
    const Unit begin = rows_.tracks[static_cast<std::size_t>(row)].offset;
    if (resume_ != nullptr || room <= Unit{} || begin < room || row > 0) return false;
    stop_at(row, false);
    result_.resume->track_consumed = begin - room;
    return true;
  }
  bool forced = false;
  if (const GridItem* previous = progress.previous) {
    for (const GridItem* item : items) {
      const style::BreakBetween joined = join_breaks(
          break_after_of(*previous->box), break_before_of(*item->box), space_.fragmentainer);
      forced = forced || is_forced(joined, space_.fragmentainer);
    }
    forced = forced || (space_.fragmentainer == FragmentainerType::Page &&
                        start_page(*items.front()->box) != end_page(*previous->box));
  }
  const GridTrack& track = rows_.tracks[static_cast<std::size_t>(row)];
  const Unit corner = space_.fragmentainer_offset + edges_.start;
  const bool full = corner + track.offset + progress.growth >= space_.fragmentainer_block_size;
  if (!forced && !full) return false;
  if (any_goes_on(0) && row > 0) {
    stop_inside(row - 1, progress);
  } else {
    stop_at(row, forced);
    if (!forced) result_.resume->next_child = nullptr;
  }
  if (forced) result_.resume->next_child = items.front()->box;
  return true;
}

// A row's items, side by side; taken back when the row must move as a whole. False when the page
// ends in or before the row.
bool GridLayout::add_row(int row, const std::vector<GridItem*>& items, PageProgress& progress) {
  const GridTrack& track = rows_.tracks[static_cast<std::size_t>(row)];
  const Unit corner = space_.fragmentainer_offset + edges_.start;
  const std::size_t children = builder_.count();
  const std::size_t waiting = result_.out_of_flow.size();
  const std::size_t cut = unfinished_.size();
  const Unit end_before = content_end_;
  const std::map<int, Unit> ends_before = row_ends_;
  bool fits = true;
  bool keeps = false;
  const bool at_start = space_.at_fragmentainer_start && !progress.any_placed;
  for (GridItem* item : items) {
    fits = add_item(*item, progress.growth, at_start) && fits;
    keeps = keeps || avoids_break_inside(*item->box, space_.fragmentainer);
  }
  const bool broken = any_goes_on(cut);
  if (!broken && corner + content_end_ > space_.fragmentainer_block_size) fits = false;
  if (broken && keeps) fits = false;
  if (!fits && !at_start) {
    builder_.roll_back(children);
    result_.out_of_flow.resize(waiting);
    unfinished_.resize(cut);
    content_end_ = end_before;
    row_ends_ = ends_before;
    if (any_goes_on(0) && row > 0) {
      stop_inside(row - 1, progress);
    } else if (progress.any_placed) {
      stop_at(row, false);
    } else {
      broke_before_ = true;
    }
    return false;
  }
  progress.any_placed = true;
  progress.previous = items.back();
  const Unit row_end = track.offset + track.base + progress.growth;
  if (broken && goes_on_in(row, cut)) {
    stop_inside(row, progress);
    return false;
  }
  const auto found = row_ends_.find(row);
  if (found != row_ends_.end() && found->second > row_end)
    progress.growth += found->second - row_end;
  return true;
}

void GridLayout::add_items_in_pages() {
  if (resume_ != nullptr && (resume_->overflow_only || resume_->children_done)) {
    add_overflowing_items();
    return;
  }
  ItemRows rows;
  for (GridItem& item : items_)
    rows[item.rows.start].push_back(&item);
  PageProgress progress;
  if (resume_ != nullptr && !continue_rows(rows, progress)) return;
  const int first = resume_ != nullptr ? static_cast<int>(resume_->track) : 0;
  for (const auto& [row, items] : rows) {
    if (row < first || (row == first && resume_ != nullptr && resume_->inside_track)) continue;
    if (breaks_before_row(row, items, progress) || !add_row(row, items, progress)) return;
  }
  // Items that reach over the last row which begins here.
  if (any_goes_on(0) && !rows_.tracks.empty())
    stop_inside(static_cast<int>(rows_.tracks.size()) - 1, progress);
}

}  // namespace banxin::layout
