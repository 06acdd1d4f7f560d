#include <algorithm>
#include <utility>

#include "layout/breaking.h"
#include "layout/layout.h"
#include "layout/out_of_flow.h"
#include "layout/slices.h"
#include "layout/table_layout.h"

namespace banxin::layout {
namespace {

bool look_alike(const CollapsedEdge& a, const CollapsedEdge& b) {
  return a.width == b.width && a.style == b.style && a.color == b.color;
}

}  // namespace

// Lays the rows of a header or footer group out at the cursor; returns their extent, with what
// overflows them.
Unit TableGridLayout::place_repeated(TableGroupKind kind, std::vector<PlacedRow>& rows) {
  const Unit start = cursor_;
  placing_repeated_ = true;
  for (const TableGroupSlot& group : table_.groups) {
    if (group.kind != kind) continue;
    for (std::uint32_t row = group.first_row; row < group.first_row + group.row_count;) {
      row = lay_out_linked_rows(row, rows);
    }
  }
  placing_repeated_ = false;
  Unit end = cursor_;
  for (const PlacedRow& row : rows) {
    for (const PlacedCell& cell : row.cells)
      end = std::max(end, row.offset + visible_end(*cell.result.fragment, flow_));
  }
  return end - start;
}

// CSS Tables 3 §6: header and footer groups stand on every page, unless they would take more than a
// quarter of it; then they are rows like others.
void TableGridLayout::prepare_repeated() {
  body_begin_ = 0;
  body_end_ = table_.row_count();
  if (!fragmenting() || table_.groups.empty()) return;
  const Unit most = space_.fragmentainer_block_size / 4;
  const TableGroupSlot& first = table_.groups.front();
  const TableGroupSlot& last = table_.groups.back();
  const bool has_body =
      std::any_of(table_.groups.begin(), table_.groups.end(),
                  [](const TableGroupSlot& group) { return group.kind == TableGroupKind::Body; });
  if (!has_body) return;
  // After the last row nothing but the table's own height goes on.
  if (resume_ != nullptr && resume_->children_done) return;
  const Unit start = cursor_;
  // A group that is being broken as rows is not repeated as well.
  const bool in_header = resume_ != nullptr && resume_->track < first.row_count;
  const bool in_footer =
      resume_ != nullptr && (resume_->track > last.first_row ||
                             (resume_->track == last.first_row && resume_->inside_track));
  if (last.kind == TableGroupKind::Footer && !in_footer) {
    footer_extent_ = place_repeated(TableGroupKind::Footer, footer_);
    footer_.clear();
    cursor_ = start;
    if (footer_extent_ <= most) {
      body_end_ = last.first_row;
    } else {
      footer_extent_ = Unit{};
    }
  }
  if (first.kind == TableGroupKind::Header && !in_header) {
    const Unit extent = place_repeated(TableGroupKind::Header, header_);
    if (extent <= most) {
      body_begin_ = first.row_count;
      for (PlacedRow& row : header_)
        row.repeated = resume_ != nullptr;
      // A head that is repeated keeps the table's half of its collapsed border.
      if (table_.collapsed) edges_.start = geometry_.insets.block_start;
    } else {
      header_.clear();
      cursor_ = start;
    }
  }
}

LayoutResult TableGridLayout::run() {
  resume_overflow();
  if (resume_ != nullptr && resume_->overflow_only) return finish();
  // CSS Break 3 §5.2: what separates rows is cut off at an unforced break.
  if (table_.row_count() > 0 && resume_ == nullptr) cursor_ = gaps_.block_gap;
  if (fragmenting() && resume_ == nullptr && space_.at_fragmentainer_start &&
      space_.fragmentainer_remaining() <= edges_.start) {
    // The table's own edge has the page.
    stop_at(0, false);
    return finish();
  }
  prepare_repeated();
  if (fragmenting() && resume_ == nullptr) {
    table_.least_heights.clear();
    const Unit given = geometry_.used_block_size(Unit{});
    if (!space_.is_endless() && given > space_.fragmentainer_remaining())
      find_least_heights(body_begin_, body_end_, true);
  }
  lay_out_rows();
  if (broke_before_) {
    LayoutResult result;
    result.resume = token_before(grid_, false);
    return result;
  }
  if (body_end_ < table_.row_count()) {
    // CSS Break 3 §5.2: no spacing after the last row before an unforced break.
    const bool cut = result_.resume != nullptr && !result_.resume->forced && !rows_.empty();
    if (cut) cursor_ = rows_.back().offset + rows_.back().height;
    place_repeated(TableGroupKind::Footer, footer_);
    for (PlacedRow& row : footer_)
      row.repeated = result_.resume != nullptr;
  }
  if (result_.resume == nullptr && resume_ == nullptr) grow_to_height();
  return finish();
}

// CSS Tables 3 §4.6: a group with a height of its own makes its rows as high together; they are
// `fixed` then.
void TableGridLayout::grow_groups(std::vector<bool>& fixed) {
  Unit moved;
  for (std::size_t i = 0; i < rows_.size();) {
    const std::uint32_t group = table_.rows[rows_[i].row].group;
    std::size_t end = i;
    while (end < rows_.size() && table_.rows[rows_[end].row].group == group)
      ++end;
    const AxisSizes axis = block_axis(*table_.groups[group].box->style, flow_);
    const bool given = axis.size.is_length_percentage() && !axis.size.value.has_percent() &&
                       axis.size.value.length > Unit{};
    const Unit extent = rows_[end - 1].offset + rows_[end - 1].height - rows_[i].offset;
    Unit missing = given ? std::max(Unit{}, axis.size.value.length - extent) : Unit{};
    std::size_t takers = 0;
    for (std::size_t r = i; r < end; ++r)
      takers += has_given_height(rows_[r]) ? 0U : 1U;
    const bool all = takers == 0;
    if (all) takers = end - i;
    for (; i < end; ++i) {
      fixed[i] = given;
      rows_[i].offset += moved;
      if (!all && has_given_height(rows_[i])) continue;
      const Unit part = missing / static_cast<int>(takers--);
      rows_[i].height += part;
      missing -= part;
      moved += part;
    }
  }
  for (PlacedRow& row : footer_)
    row.offset += moved;
  cursor_ += moved;
}

// CSS Tables 3 §4.6: a table taller than its rows gives the rest to rows with percentages first,
// then to those without a height, in proportion to what they have.
void TableGridLayout::grow_to_height() {
  std::vector<bool> fixed(rows_.size());
  grow_groups(fixed);
  const Unit total = geometry_.used_block_size(cursor_ + geometry_.insets.block_sum());
  Unit extra = total - geometry_.insets.block_sum() - cursor_;
  // What rows would take from the next page, the table's own box has there.
  if (fragmenting() && !placing_repeated_ && !space_.is_endless())
    extra = std::min(extra, space_.fragmentainer_remaining() - edges_.start - cursor_);
  if (extra <= Unit{} || rows_.empty()) return;
  const Unit basis = total - geometry_.insets.block_sum();
  // What is left over goes to the bodies; header and footer take none of it.
  const auto is_body = [this](const PlacedRow& row) {
    return table_.groups[table_.rows[row.row].group].kind == TableGroupKind::Body;
  };
  const bool any_body = std::any_of(rows_.begin(), rows_.end(), is_body);
  std::vector<Unit> growth(rows_.size());
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    float percent = 0;
    const AxisSizes row_axis = block_axis(*table_.rows[rows_[i].row].box->style, flow_);
    if (row_axis.size.is_length_percentage()) percent = row_axis.size.value.percent;
    fixed[i] = fixed[i] || has_given_height(rows_[i]) || is_collapsed_row(rows_[i].row);
    for (const PlacedCell& cell : rows_[i].cells) {
      const AxisSizes axis = block_axis(*cell.slot.box->style, flow_);
      if (!axis.size.is_length_percentage() || cell.slot.row_span > 1) continue;
      percent = std::max(percent, axis.size.value.percent);
    }
    if (percent <= 0) continue;
    const Unit wanted = basis * (double{percent} / 100) - rows_[i].height;
    growth[i] = std::max(Unit{}, std::min(extra, wanted));
    extra -= growth[i];
    fixed[i] = true;
  }
  for (const bool only_open : {true, false}) {
    if (extra <= Unit{}) break;
    std::int64_t weight = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if ((only_open && fixed[i]) || (any_body && !is_body(rows_[i]))) continue;
      weight += rows_[i].height.raw();
      ++count;
    }
    if (count == 0) continue;
    std::size_t seen = 0;
    Unit left = extra;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if ((only_open && fixed[i]) || (any_body && !is_body(rows_[i]))) continue;
      ++seen;
      const Unit part = seen == count ? left
                        : weight > 0  ? extra.scaled(rows_[i].height.raw(), weight)
                                      : extra / static_cast<int>(count);
      growth[i] += part;
      left -= part;
    }
    extra = Unit{};
  }
  Unit moved;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    rows_[i].offset += moved;
    rows_[i].height += growth[i];
    moved += growth[i];
  }
  for (PlacedRow& row : footer_)
    row.offset += moved;
  cursor_ += moved;
}

namespace {

// Moves a finished fragment's content by `shift` along its block axis after its block size grew by
// `growth`.
void grow_fragment(Fragment& fragment, FlowDirection flow, Unit growth, Unit shift) {
  LogicalSize size = flow.to_logical(fragment.size);
  size.block_size += growth;
  fragment.size = flow.to_physical(size);
  Point move;
  if (is_horizontal(flow.writing_mode)) {
    move.y = shift;
  } else {
    move.x = is_block_flipped(flow.writing_mode) ? growth - shift : shift;
  }
  for (ChildFragment& child : fragment.children)
    child.offset = child.offset + move;
}

}  // namespace

// CSS Tables 3 §4.7: percentages of heights inside a cell refer to its final height where the
// table has a height.
bool TableGridLayout::fills_percentages(const PlacedCell& cell) const {
  const Box& box = *cell.slot.box;
  if (is_orthogonal(box.style->flow(), flow_)) return false;
  if (!block_axis(*grid_.style, flow_).size.is_length_percentage()) return false;
  for (const Box* child = box.first_child; child != nullptr; child = child->next_sibling) {
    if (!is_in_flow(*child)) continue;
    const AxisSizes axis = block_axis(*child->style, flow_);
    if (axis.size.is_length_percentage() && axis.size.value.has_percent()) return true;
  }
  return false;
}

std::unique_ptr<Fragment> TableGridLayout::finish_cell(PlacedCell& cell,
                                                       const PlacedRow& row,
                                                       Unit height,
                                                       LogicalPoint at) {
  const Box& box = *cell.slot.box;
  if (!cell.broken && !row.resumed && !cell.hidden_extent && fills_percentages(cell)) {
    ConstraintSpace space = space_for_child(box, flow_, {cell_inline_size(cell.slot), height});
    space.fixed_inline_size = space.fixed_block_size = true;
    cell.result = lay_out(box, space, nullptr, context_);
    LogicalSize size = size_in(flow_, *cell.result.fragment);
    size.block_size = height;  // what is taller overflows
    cell.result.fragment->size = flow_.to_physical(size);
  }
  Fragment& fragment = *cell.result.fragment;
  const Unit extent = size_in(flow_, fragment).block_size;
  const Unit growth = std::max(Unit{}, height - extent);
  using style::VerticalAlignKeyword;
  Unit shift;
  // A cell of a given height has its content at the top of it already.
  const Unit content = std::min(extent, cell.result.intrinsic_block_size);
  const Unit slack = std::max(Unit{}, height - content);
  if (!cell.broken && !row.resumed) {
    switch (box.style->vertical_align.keyword) {
      case VerticalAlignKeyword::Top:
        break;
      case VerticalAlignKeyword::Middle:
        shift = slack / 2;
        break;
      case VerticalAlignKeyword::Bottom:
        shift = slack;
        break;
      default:
        if (row.baseline) {
          Unit own = cell.result.first_baseline.value_or(
              extent - flow_.to_logical(fragment.border).block_end -
              flow_.to_logical(fragment.padding).block_end);
          shift = std::max(Unit{}, *row.baseline - own);
        }
        break;
    }
  }
  if (fragmenting() && shift > Unit{}) {
    // Alignment does not move content over the end of its page, nor what overflows it.
    const Unit end = std::max(content, visible_end(fragment, flow_));
    const Unit room = space_.fragmentainer_remaining() - edges_.start - row.offset - end;
    shift = cell.result.resume != nullptr ? Unit{} : std::clamp(room, Unit{}, shift);
  }
  if (!is_orthogonal(box.style->flow(), flow_)) {
    grow_fragment(fragment, flow_, growth, shift);
  } else {
    LogicalSize size = flow_.to_logical(fragment.size);
    size.block_size += growth;
    fragment.size = flow_.to_physical(size);
  }
  fragment.borders_collapsed = table_.collapsed;
  std::vector<OutOfFlowChild> waiting = std::move(cell.result.out_of_flow);
  for (OutOfFlowChild& child : waiting) {
    child.static_position.block_offset += shift;
    child.repeated = child.repeated || row.repeated;
  }
  waiting = place_in_pages(box, fragment, std::move(waiting), at,
                           resume_ != nullptr ? find_child_token(resume_, box) : nullptr);
  for (const OutOfFlowChild& child : waiting) {
    result_.out_of_flow.push_back(moved(child, box.style->flow(), fragment.size, flow_, at));
  }
  if (cell.broken) fragment.is_last = false;
  return std::move(cell.result.fragment);
}

// Rows and row groups may contain positioned boxes of their own (CSS Position 3 §2.1). `first`: of
// those that came up from inside `fragment`, which stands at `at` in the grid.
void TableGridLayout::place_in_part(const Box& part,
                                    Fragment& fragment,
                                    std::size_t first,
                                    LogicalPoint at) {
  if (result_.out_of_flow.size() <= first || !contains_positioned(part, false)) return;
  const auto begin = result_.out_of_flow.begin() + static_cast<std::ptrdiff_t>(first);
  std::vector<OutOfFlowChild> waiting(begin, result_.out_of_flow.end());
  result_.out_of_flow.erase(begin, result_.out_of_flow.end());
  for (OutOfFlowChild& child : waiting)
    child.static_position = {child.static_position.inline_offset - at.inline_offset,
                             child.static_position.block_offset - at.block_offset};
  waiting = place_in_pages(part, fragment, std::move(waiting), at, nullptr);
  for (OutOfFlowChild& child : waiting) {
    child.static_position = child.static_position + at;
    result_.out_of_flow.push_back(child);
  }
}

void TableGridLayout::add_row_fragment(PlacedRow& row, FragmentBuilder& group, Unit group_offset) {
  const Box& box = *table_.rows[row.row].box;
  const Unit first = offsets_.empty() ? Unit{} : offsets_.front();
  const Unit extent =
      offsets_.empty() ? Unit{} : offsets_.back() + widths_.back() - offsets_.front();
  FragmentBuilder builder(box, flow_);
  std::vector<PlacedRow>& all =
      header_.empty() || &row < header_.data() || &row >= header_.data() + header_.size()
          ? (footer_.empty() || &row < footer_.data() || &row >= footer_.data() + footer_.size()
                 ? rows_
                 : footer_)
          : header_;
  const auto index = static_cast<std::size_t>(&row - all.data());
  const std::size_t positioned = result_.out_of_flow.size();
  for (PlacedCell& cell : row.cells) {
    if (cell.result.fragment == nullptr) continue;
    const bool spans = cell.slot.row_span > 1 && !cell.hidden_extent;
    const Unit height = spans ? span_height(all, index, cell.slot.row_span) : row.height;
    const Unit inline_offset =
        cell.slot.column < offsets_.size() ? offsets_[cell.slot.column] - first : Unit{};
    const LogicalPoint in_grid{geometry_.insets.inline_start + first + inline_offset,
                               edges_.start + row.offset};
    const Point shift = relative_shift(*cell.slot.box, flow_, {extent, row.height});
    builder.add(finish_cell(cell, row, height, in_grid), {inline_offset, Unit{}}, shift);
  }
  for (std::size_t i = positioned; row.repeated && i < result_.out_of_flow.size(); ++i)
    result_.out_of_flow[i].repeated = true;
  auto fragment = builder.finish({extent, row.height}, {}, {});
  fragment->is_artifact = row.repeated;
  fragment->is_first = !row.resumed;
  fragment->is_last = !row.broken;
  place_in_part(box, *fragment, positioned,
                {geometry_.insets.inline_start + first, edges_.start + row.offset});
  group.add(std::move(fragment), {Unit{}, row.offset - group_offset},
            relative_shift(box, flow_, {extent, kIndefinite}));
}

// CSS 2.2 §17.5.3: the baseline of a row none of whose cells has one.
Unit TableGridLayout::lowest_content_edge(const PlacedRow& row) const {
  Unit least = row.height;
  for (const PlacedCell& cell : row.cells) {
    if (cell.result.fragment == nullptr) continue;
    const Fragment& fragment = *cell.result.fragment;
    least = std::min(least, flow_.to_logical(fragment.border).block_end +
                                flow_.to_logical(fragment.padding).block_end);
  }
  return row.cells.empty() ? row.height : row.height - least;
}

void TableGridLayout::assemble(std::vector<PlacedRow>& rows) {
  const Unit first = offsets_.empty() ? Unit{} : offsets_.front();
  const Unit extent =
      offsets_.empty() ? Unit{} : offsets_.back() + widths_.back() - offsets_.front();
  for (std::size_t i = 0; i < rows.size();) {
    const std::uint32_t group_index = table_.rows[rows[i].row].group;
    const TableGroupSlot& group = table_.groups[group_index];
    std::size_t end = i;
    while (end < rows.size() && table_.rows[rows[end].row].group == group_index)
      ++end;
    const Unit start = rows[i].offset;
    const Unit height = rows[end - 1].offset + rows[end - 1].height - start;
    FragmentBuilder builder(*group.box, flow_);
    const std::uint32_t first_row = rows[i].row;
    const std::uint32_t last_row = rows[end - 1].row;
    const bool artifact = rows[i].repeated;
    const std::size_t positioned = result_.out_of_flow.size();
    for (; i < end; ++i) {
      if (!result_.first_baseline) {
        const Unit baseline = rows[i].baseline.value_or(lowest_content_edge(rows[i]));
        result_.first_baseline = edges_.start + rows[i].offset + baseline;
      }
      add_row_fragment(rows[i], builder, start);
    }
    auto fragment = builder.finish({extent, height}, {}, {});
    fragment->is_artifact = artifact;
    fragment->is_first = first_row == group.first_row;
    fragment->is_last = last_row + 1 == group.first_row + group.row_count;
    place_in_part(*group.box, *fragment, positioned,
                  {geometry_.insets.inline_start + first, edges_.start + start});
    builder_.add(std::move(fragment), {geometry_.insets.inline_start + first, edges_.start + start},
                 relative_shift(*group.box, flow_, {extent, kIndefinite}));
  }
}

// Backgrounds of columns lie below those of rows (CSS 2.2 §17.5.1).
void TableGridLayout::add_column_fragments(Unit start, Unit extent) {
  for (const Box* box : table_.column_boxes) {
    std::size_t first = widths_.size();
    std::size_t end = 0;
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      if (table_.columns[i].column != box && table_.columns[i].group != box) continue;
      first = std::min(first, i);
      end = i + 1;
    }
    if (first >= end) continue;
    FragmentBuilder builder(*box, flow_);
    auto fragment =
        builder.finish({offsets_[end - 1] + widths_[end - 1] - offsets_[first], extent}, {}, {});
    builder_.add(std::move(fragment), {geometry_.insets.inline_start + offsets_[first], start});
  }
}

std::vector<TableGridLayout::JoinedEdge> TableGridLayout::join_vertical_edges() const {
  const std::size_t boundaries = widths_.size() + 1;
  std::vector<JoinedEdge> joined, open(boundaries);
  const auto close = [&](const JoinedEdge& line) {
    if (line.edge.width > Unit{}) joined.push_back(line);
  };
  const auto add = [&](const PlacedRow& row) {
    const Unit start = edges_.start + row.offset;
    for (std::size_t c = 0; c < boundaries; ++c) {
      const CollapsedEdge& edge = table_.vertical[row.row * boundaries + c];
      if (open[c].end != start || !look_alike(open[c].edge, edge)) {
        close(open[c]);
        open[c] = {c, edge, start, start};
      }
      open[c].end = start + row.height;
    }
  };
  for (const auto* rows : {&header_, &rows_, &footer_})
    std::for_each(rows->begin(), rows->end(), add);
  for (const JoinedEdge& line : open)
    close(line);
  return joined;
}

// The collapsed edges around the rows of this fragment, neighbours that look alike joined.
void TableGridLayout::add_rules(Fragment& fragment) {
  if (!table_.collapsed || table_.vertical.empty()) return;
  fragment.rules = std::make_unique<std::vector<RuleLine>>();
  const std::size_t columns = widths_.size();
  auto emit = [&](LogicalPoint at, LogicalSize size, const CollapsedEdge& edge, bool along_inline) {
    RuleLine line;
    line.rect.size = flow_.to_physical(size);
    line.rect.origin = flow_.to_physical(at, line.rect.size, fragment.size);
    line.border_style = edge.style;
    line.color = edge.color;
    line.is_vertical = along_inline != is_horizontal(flow_.writing_mode);
    fragment.rules->push_back(line);
  };
  auto boundary = [&](std::size_t column) {
    return geometry_.insets.inline_start +
           (column < columns ? offsets_[column] : offsets_.back() + widths_.back());
  };
  const auto horizontal = [&](std::size_t row, Unit block) {
    for (std::size_t c = 0; c < columns;) {
      const CollapsedEdge& edge = table_.horizontal[row * columns + c];
      std::size_t end = c + 1;
      while (end < columns && look_alike(table_.horizontal[row * columns + end], edge))
        ++end;
      if (edge.width > Unit{}) {
        const Unit half = edge.width / 2;
        const Unit start = boundary(c) - (c == 0 ? half : Unit{});
        const Unit stop = boundary(end) + (end == columns ? edge.width - half : Unit{});
        emit({start, block - edge.width / 2}, {stop - start, edge.width}, edge, true);
      }
      c = end;
    }
  };
  for (const JoinedEdge& line : join_vertical_edges()) {
    emit({boundary(line.column) - line.edge.width / 2, line.start},
         {line.edge.width, line.end - line.start}, line.edge, false);
  }
  // These lie over those of the block axis where they meet.
  for (const auto* rows : {&header_, &rows_, &footer_}) {
    for (std::size_t i = 0; i < rows->size(); ++i) {
      const PlacedRow& row = (*rows)[i];
      const Unit block = edges_.start + row.offset;
      horizontal(row.row, block);
      if (i + 1 == rows->size()) horizontal(row.row + 1U, block + row.height);
    }
  }
}

// Tokens of cells whose rows end here, but not what overflows them.
void TableGridLayout::keep_overflow() {
  for (PlacedRow& row : rows_) {
    for (PlacedCell& cell : row.cells) {
      if (cell.result.resume != nullptr) overflow_.push_back(std::move(cell.result.resume));
    }
  }
}

void TableGridLayout::finish_positioned_parts(Unit size) {
  Unit consumed = size;
  if (resume_ != nullptr) {
    consumed += resume_->consumed_block_size;
    std::vector<PendingPositioned> rest;
    const PositionedPages pages = PositionedPages::of(space_, flow_, resume_, rest);
    const Rect frame{{}, result_.fragment->size};
    for (const OutOfFlowChild& note :
         continue_positioned(resume_->positioned, pages, *result_.fragment, frame, context_))
      result_.out_of_flow.push_back(note);
    for (PendingPositioned& one : rest)
      positioned_rest_.push_back(std::move(one));
  }
  keep_positioned(grid_, consumed, resume_, std::move(positioned_rest_), result_);
}

LayoutResult TableGridLayout::finish() {
  keep_overflow();
  const bool broken = result_.resume != nullptr;
  BoxGeometry geometry = geometry_;
  geometry.content_is_minimum = true;
  result_.intrinsic_block_size = edges_.start + cursor_ + geometry_.insets.block_end;
  FragmentEnd end = end_fragment(grid_, geometry, space_, resume_, edges_.start + cursor_, broken);
  // Between pages a table ends with its last row.
  if (broken) end.size = std::min(end.size, edges_.start + cursor_);
  if (broken && !end.has_end_edge) end.size = std::max(end.size, Unit{});
  Unit first_row = edges_.start;
  Unit last_row = edges_.start;
  for (const auto* rows : {&header_, &rows_, &footer_}) {
    if (rows->empty()) continue;
    if (first_row == edges_.start) first_row = edges_.start + rows->front().offset;
    last_row = std::max(last_row, edges_.start + rows->back().offset + rows->back().height);
  }
  add_column_fragments(first_row, last_row - first_row);
  assemble(header_);
  assemble(rows_);
  assemble(footer_);
  const CutEdges edges = cut_edges(grid_, geometry_, space_, resume_, end.has_end_edge);
  for (const Box* child : table_.out_of_flow) {
    if (resume_ == nullptr) {
      result_.out_of_flow.push_back({child, {geometry_.insets.inline_start, edges_.start}});
    }
  }
  result_.fragment =
      builder_.finish({geometry_.inline_size, end.size}, edges.border, edges.padding);
  result_.fragment->borders_collapsed = table_.collapsed;
  add_rules(*result_.fragment);
  end_or_go_on(grid_, resume_, end, overflow_, result_);
  finish_positioned_parts(end.size);
  return std::move(result_);
}

}  // namespace banxin::layout
