#include <algorithm>
#include <utility>

#include "layout/breaking.h"
#include "layout/layout.h"
#include "layout/layout_algorithms.h"
#include "layout/table_layout.h"

namespace banxin::layout {

TableGridLayout::TableGridLayout(const Box& grid,
                                 const ConstraintSpace& space,
                                 const BreakToken* resume,
                                 LayoutContext& context)
    : grid_(grid),
      space_(space),
      resume_(resume != nullptr && resume->break_before ? nullptr : resume),
      context_(context),
      table_(table_structure(grid, context)),
      geometry_(resolve_geometry(grid, space, context)),
      flow_(geometry_.flow),
      builder_(grid, geometry_.flow) {
  edges_ = edges_at_start(grid, geometry_, space, resume_);
  gaps_ = table_spacing(grid);
  widths_ = distribute_columns(grid, table_, geometry_.inline_size, context);
  if (widths_.empty()) gaps_ = {};  // CSS Tables 3 §4.3: no spacing without cells
  Unit at = gaps_.inline_gap;
  full_widths_ = widths_;
  for (std::size_t i = 0; i < widths_.size(); ++i) {
    offsets_.push_back(at);
    // CSS 2.2 §17.5.5: a collapsed column takes no room, and the table is narrower by it.
    if (is_collapsed_column(i)) {
      geometry_.inline_size -= widths_[i] + gaps_.inline_gap;
      widths_[i] = Unit{};
      offsets_.back() = i == 0 ? at : at - gaps_.inline_gap;
    } else {
      at += widths_[i] + gaps_.inline_gap;
    }
  }
}

bool TableGridLayout::is_collapsed_column(std::size_t column) const {
  const TableColumnSlot& slot = table_.columns[column];
  const auto collapses = [](const Box* box) {
    return box != nullptr && box->style->visibility == style::Visibility::Collapse;
  };
  return collapses(slot.column) || collapses(slot.group);
}

Unit TableGridLayout::cell_inline_size(const TableCellSlot& slot) const {
  Unit size;
  const std::size_t end = std::min<std::size_t>(slot.column + slot.column_span, widths_.size());
  if (slot.column >= end) return size;
  return offsets_[end - 1] + widths_[end - 1] - offsets_[slot.column];
}

Unit TableGridLayout::room_end() const {
  return space_.fragmentainer_block_size - footer_extent_;
}

TableGridLayout::PlacedCell TableGridLayout::lay_out_cell(const TableCellSlot& slot,
                                                          Unit offset,
                                                          const BreakToken* token) {
  PlacedCell cell{slot, {}, false, {}};
  const bool collapsed = slot.column_span == 1 && is_collapsed_column(slot.column);
  const Unit inline_size = collapsed ? full_widths_[slot.column] : cell_inline_size(slot);
  ConstraintSpace space = space_for_child(*slot.box, flow_, {inline_size, kIndefinite});
  if (space.orthogonal) {
    space.shrink_to_fit = true;
    const Size initial = FlowDirection{}.to_physical(context_.initial_containing_block);
    space.available.inline_size = slot.box->style->flow().to_logical(initial).inline_size;
  } else {
    space.fixed_inline_size = true;
  }
  if (fragmenting() && !placing_repeated_) {
    space.fragmentainer = space_.fragmentainer;
    space.fragmentainer_block_size = room_end();
    space.skips_empty = space_.skips_empty;
    space.fragmentainer_offset = space_.fragmentainer_offset + edges_.start + offset;
    space.at_fragmentainer_start = space_.at_fragmentainer_start && rows_.empty();
  }
  cell.result = lay_out(*slot.box, space, token, context_);
  cell.broken = cell.result.resume != nullptr && !cell.result.resume->overflow_only;
  if (collapsed && cell.result.fragment != nullptr) {
    LogicalSize size = size_in(flow_, *cell.result.fragment);
    size.inline_size = Unit{};
    cell.result.fragment->size = flow_.to_physical(size);
    cell.result.fragment->children.clear();
  }
  return cell;
}

Unit TableGridLayout::row_given_height(std::uint32_t row) const {
  const AxisSizes axis = block_axis(*table_.rows[row].box->style, flow_);
  Unit height;
  if (axis.size.is_length_percentage() && !axis.size.value.has_percent()) {
    height = axis.size.value.length;
  }
  return std::max(Unit{}, height);
}

namespace {

enum class CellAlignment : std::uint8_t { Baseline, Top, Middle, Bottom };
CellAlignment alignment_of(const Box& cell) {
  using style::VerticalAlignKeyword;
  switch (cell.style->vertical_align.keyword) {
    case VerticalAlignKeyword::Top:
      return CellAlignment::Top;
    case VerticalAlignKeyword::Middle:
      return CellAlignment::Middle;
    case VerticalAlignKeyword::Bottom:
      return CellAlignment::Bottom;
    default:
      return CellAlignment::Baseline;
  }
}

// CSS 2.2 §17.5.3: the first line's baseline, else the bottom of the content.
Unit baseline_of(const LayoutResult& result, FlowDirection flow) {
  if (result.first_baseline) return *result.first_baseline;
  const LogicalEdges border = flow.to_logical(result.fragment->border);
  const LogicalEdges padding = flow.to_logical(result.fragment->padding);
  return size_in(flow, *result.fragment).block_size - border.block_end - padding.block_end;
}

}  // namespace

const TableCellSlot* TableGridLayout::slot_of(const Box& cell) const {
  const auto found = std::find_if(table_.cells.begin(), table_.cells.end(),
                                  [&cell](const TableCellSlot& slot) { return slot.box == &cell; });
  return found == table_.cells.end() ? nullptr : &*found;
}

// Whether the rows of a cell were all on earlier pages: only what overflows it goes on.
bool TableGridLayout::has_ended(const TableCellSlot& slot, const BreakToken& token) const {
  return token.overflow_only &&
         (resume_->children_done || slot.row + slot.row_span <= resume_->track);
}

bool TableGridLayout::goes_on_in_rows() const {
  return std::any_of(resume_->children.begin(), resume_->children.end(), [this](const auto& token) {
    const TableCellSlot* slot = slot_of(*token->box);
    return slot != nullptr && !has_ended(*slot, *token);
  });
}

// What overflowed cells of earlier pages goes on at the top of this one.
void TableGridLayout::resume_overflow() {
  if (resume_ == nullptr) return;
  for (const auto& token : resume_->children) {
    const TableCellSlot* slot = slot_of(*token->box);
    if (slot == nullptr || !has_ended(*slot, *token)) continue;
    PlacedCell cell = lay_out_cell(*slot, Unit{}, token.get());
    const Unit column = slot->column < offsets_.size() ? offsets_[slot->column] : Unit{};
    const LogicalPoint at{geometry_.insets.inline_start + column, edges_.start};
    for (const OutOfFlowChild& child : cell.result.out_of_flow) {
      result_.out_of_flow.push_back(
          moved(child, slot->box->style->flow(), cell.result.fragment->size, flow_, at));
    }
    if (cell.result.resume != nullptr) overflow_.push_back(std::move(cell.result.resume));
    builder_.add(std::move(cell.result.fragment), at);
  }
}

TableGridLayout::PlacedRow TableGridLayout::start_row(std::uint32_t row, Unit offset) {
  PlacedRow placed;
  placed.row = row;
  placed.offset = placed.laid_out_at = offset;
  const bool collapsed = is_collapsed_row(row);
  if (collapsed && fragmenting()) return placed;
  const BreakToken* row_token = nullptr;
  if (!placing_repeated_ && resume_ != nullptr && resume_->track == row && goes_on_in_rows()) {
    row_token = resume_;
    placed.resumed = true;
    // Cells that began in earlier rows and go on here.
    for (const auto& token : resume_->children) {
      const TableCellSlot* found = slot_of(*token->box);
      if (found == nullptr || found->row >= row || has_ended(*found, *token)) continue;
      TableCellSlot rest = *found;
      rest.row_span -= row - rest.row;
      rest.row = row;
      placed.cells.push_back(lay_out_cell(rest, offset, token.get()));
    }
  }
  const TableRowSlot& slot = table_.rows[row];
  const bool row_was_broken =
      row_token != nullptr && !row_token->break_before && row_token->inside_track;
  for (std::uint32_t i = 0; i < slot.cell_count; ++i) {
    const TableCellSlot& cell = table_.cells[slot.first_cell + i];
    const BreakToken* token = find_child_token(row_token, *cell.box);
    BreakToken done;
    if (row_was_broken && token == nullptr) {
      // Its content is done; only its box goes on.
      done.box = cell.box;
      done.children_done = true;
      done.consumed_block_size = Unit::max();
      done.sequence = 1;
      token = &done;
    }
    placed.cells.push_back(lay_out_cell(cell, offset, token));
    if (collapsed) hide(placed.cells.back());
  }
  return placed;
}

// A collapsed row has no spacing after it, but where its group ends, as browsers have it.
Unit TableGridLayout::gap_after(std::uint32_t row) const {
  const TableGroupSlot& group = table_.groups[table_.rows[row].group];
  const bool inside = row + 1 < group.first_row + group.row_count;
  return inside && is_collapsed_row(row) ? Unit{} : gaps_.block_gap;
}

bool TableGridLayout::is_collapsed_row(std::uint32_t row) const {
  return table_.rows[row].box->style->visibility == style::Visibility::Collapse;
}

// CSS 2.2 §17.5.5: a cell of a collapsed row has no height, but the rows that it spans as much as
// ever.
void TableGridLayout::hide(PlacedCell& cell) {
  LogicalSize size = size_in(flow_, *cell.result.fragment);
  cell.hidden_extent = size.block_size;
  size.block_size = Unit{};
  LayoutResult kept;
  kept.fragment = std::move(cell.result.fragment);
  cell.result = std::move(kept);
  cell.result.fragment->size = flow_.to_physical(size);
  cell.result.fragment->children.clear();
  cell.broken = false;
}

void TableGridLayout::size_row(PlacedRow& row) {
  if (is_collapsed_row(row.row)) return;
  const Unit had = row.resumed ? resume_->track_consumed : Unit{};
  if (!row.resumed || had > Unit{})
    row.height = std::max(row.height, row_least_height(row.row) - had);
  Unit ascent;
  Unit descent;
  bool any = false;
  for (const PlacedCell& cell : row.cells) {
    if (cell.slot.row_span > 1 || cell.result.fragment == nullptr) continue;
    const Unit extent = size_in(flow_, *cell.result.fragment).block_size;
    row.height = std::max(row.height, extent);
    if (alignment_of(*cell.slot.box) != CellAlignment::Baseline || row.resumed) continue;
    const Unit baseline = baseline_of(cell.result, flow_);
    ascent = std::max(ascent, baseline);
    // A given height is no content: it does not push the others down.
    descent = std::max(descent, std::min(extent, cell.result.intrinsic_block_size) - baseline);
    any = true;
  }
  if (!any) return;
  row.baseline = ascent;
  row.height = std::max(row.height, ascent + descent);
}

// The row or one of its cells has a height of its own (CSS Tables 3 §4.6: a constrained row).
bool TableGridLayout::has_given_height(const PlacedRow& row) const {
  if (row_given_height(row.row) > Unit{}) return true;
  return std::any_of(row.cells.begin(), row.cells.end(), [this](const PlacedCell& cell) {
    const AxisSizes axis = block_axis(*cell.slot.box->style, flow_);
    return cell.slot.row_span == 1 && axis.size.is_length_percentage() &&
           !axis.size.value.has_percent();
  });
}

Unit TableGridLayout::span_height(const std::vector<PlacedRow>& rows,
                                  std::size_t index,
                                  std::uint32_t span) const {
  const std::size_t last = std::min(rows.size() - 1, index + span - 1);
  return rows[last].offset + rows[last].height - rows[index].offset;
}

// Which of [begin, end) a cell that spans them makes taller (CSS Tables 3 §4.6).
TableGridLayout::Growers TableGridLayout::rows_to_grow(const std::vector<PlacedRow>& rows,
                                                       std::size_t begin,
                                                       std::size_t end) const {
  // What lines that were moved to the next page left there is taken where it goes on.
  const bool goes_on = rows[begin].resumed && rows[begin].row < table_.least_heights.size() &&
                       table_.least_heights[rows[begin].row] > Unit{};
  if (goes_on) return {{begin}, false};
  Growers growers;
  for (std::size_t r = begin + 1; r < end; ++r) {
    const bool begins_span =
        std::any_of(rows[r].cells.begin(), rows[r].cells.end(),
                    [](const PlacedCell& cell) { return cell.slot.row_span > 1; });
    if (begins_span && !is_collapsed_row(rows[r].row)) growers.rows.push_back(r);
  }
  growers.equally = !growers.rows.empty();
  if (growers.equally) return growers;
  for (std::size_t r = begin; r < end; ++r) {
    if (!has_given_height(rows[r]) && !is_collapsed_row(rows[r].row)) growers.rows.push_back(r);
  }
  if (growers.rows.empty()) {
    for (std::size_t r = begin; r < end; ++r)
      growers.rows.push_back(r);
  }
  return growers;
}

// Rows that a spanning cell needs taller grow, in proportion to their height, those without a
// height of their own first (CSS Tables 3 §4.6).
void TableGridLayout::size_spans(std::vector<PlacedRow>& rows, std::size_t first) {
  for (std::size_t i = first; i < rows.size(); ++i) {
    for (const PlacedCell& cell : rows[i].cells) {
      if (cell.slot.row_span <= 1 || cell.result.fragment == nullptr) continue;
      const std::size_t end = std::min<std::size_t>(rows.size(), i + cell.slot.row_span);
      Unit wanted = cell.hidden_extent.value_or(size_in(flow_, *cell.result.fragment).block_size);
      const Unit missing = wanted - span_height(rows, i, cell.slot.row_span);
      if (missing <= Unit{}) continue;
      const Growers growers = rows_to_grow(rows, i, end);
      const std::vector<std::size_t>& takers = growers.rows;
      std::int64_t total = 0;
      for (const std::size_t r : takers)
        total += growers.equally ? 0 : rows[r].height.raw();
      Unit given;
      for (std::size_t k = 0; k < takers.size(); ++k) {
        PlacedRow& row = rows[takers[k]];
        const Unit part = k + 1 == takers.size() ? missing - given
                          : total > 0            ? missing.scaled(row.height.raw(), total)
                                                 : Unit{};  // all empty: the last takes it
        row.height += part;
        given += part;
      }
      for (std::size_t r = i + 1; r < rows.size(); ++r) {
        rows[r].offset = rows[r - 1].offset + rows[r - 1].height + gap_after(rows[r - 1].row);
      }
    }
  }
}

// Rows that spanning cells pushed down may reach over the end of the page: they are laid out there.
void TableGridLayout::lay_out_moved_rows(std::vector<PlacedRow>& rows, std::size_t first) {
  if (!fragmenting() || placing_repeated_) return;
  const Unit corner = space_.fragmentainer_offset + edges_.start;
  for (std::size_t i = first + 1; i < rows.size(); ++i) {
    PlacedRow& row = rows[i];
    if (row.offset == row.laid_out_at || is_collapsed_row(row.row)) continue;
    for (PlacedCell& cell : row.cells) {
      if (cell.result.fragment == nullptr) continue;
      const Unit extent = size_in(flow_, *cell.result.fragment).block_size;
      if (cell.result.resume == nullptr && corner + row.offset + extent <= room_end()) continue;
      cell = lay_out_cell(cell.slot, row.offset, nullptr);
    }
  }
}

// The end of the rows that cells spanning several rows tie to `first`.
std::uint32_t TableGridLayout::linked_end(std::uint32_t first) const {
  std::uint32_t end = first + 1;
  for (std::uint32_t row = first; row < end; ++row) {
    const TableRowSlot& slot = table_.rows[row];
    for (std::uint32_t i = 0; i < slot.cell_count; ++i) {
      const TableCellSlot& cell = table_.cells[slot.first_cell + i];
      end = std::max(end, std::min(row + cell.row_span, table_.row_count()));
    }
  }
  return end;
}

std::uint32_t TableGridLayout::lay_out_linked_rows(std::uint32_t first,
                                                   std::vector<PlacedRow>& rows) {
  std::uint32_t end = linked_end(first);
  if (!placing_repeated_ && resume_ != nullptr && resume_->track == first) {
    for (const auto& token : resume_->children) {
      const TableCellSlot* cell = slot_of(*token->box);
      if (cell != nullptr) end = std::max(end, cell->row + cell->row_span);
    }
  }
  end = std::min(end, table_.row_count());
  const std::size_t index = rows.size();
  Unit offset = cursor_;
  for (std::uint32_t row = first; row < end; ++row) {
    PlacedRow placed = start_row(row, offset);
    size_row(placed);
    offset += placed.height + gap_after(row);
    rows.push_back(std::move(placed));
  }
  if (end - first > 1 || rows[index].resumed) {
    size_spans(rows, index);
    lay_out_moved_rows(rows, index);
  }
  const PlacedRow& last = rows.back();
  cursor_ = last.offset + last.height + gap_after(last.row);
  return end;
}

void TableGridLayout::lay_out_rows() {
  std::uint32_t row = body_begin_;
  if (resume_ != nullptr) row = resume_->children_done ? body_end_ : std::max(row, resume_->track);
  while (row < body_end_) {
    const bool resumed_here = resume_ != nullptr && resume_->track == row;
    if (fragmenting() && !resumed_here && (!rows_.empty()) && forced_before(row)) {
      break_before_row(row, true);
      return;
    }
    const std::size_t index = rows_.size();
    const Unit start = cursor_;
    std::uint32_t end = lay_out_linked_rows(row, rows_);
    if (fragmenting() && !resumed_here && shares_height(index)) {
      rows_.resize(index);
      cursor_ = start;
      find_least_heights(row, end, false);
      end = lay_out_linked_rows(row, rows_);
    }
    if (fragmenting()) {
      if (divide_given_height(index)) return;
      const LinkedFit fit = linked_fit(index);
      const bool at_start = space_.at_fragmentainer_start && index == 0;
      if (fit.must_move && !at_start && !resumed_here) {
        rows_.resize(index);
        cursor_ = start;
        broke_before_ = !break_before_row(row, false);
        return;
      }
      if (break_linked_rows(index, fit)) return;
    }
    row = end;
  }
}

LayoutResult lay_out_table(const Box& box,
                           const ConstraintSpace& space,
                           const BreakToken* resume,
                           LayoutContext& context) {
  return lay_out_block(box, space, resume, context);
}

LayoutResult lay_out_table_grid(const Box& box,
                                const ConstraintSpace& space,
                                const BreakToken* resume,
                                LayoutContext& context) {
  return TableGridLayout(box, space, resume, context).run();
}

}  // namespace banxin::layout
