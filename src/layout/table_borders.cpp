// Collapsed borders (CSS 2.2 §17.6.2.1): the winner of every edge between two slots.
#include <algorithm>

#include "layout/layout_context.h"
#include "layout/table_structure.h"

namespace banxin::layout {
namespace {

// LIMIT: a table with more slots than this keeps no collapsed edges; its borders vanish.
constexpr std::uint64_t kMaximumSlots = 4'000'000;

enum Rank : std::uint8_t { kTable = 1, kColumnGroup, kColumn, kGroup, kRow, kCell };

struct LogicalBorders {
  CollapsedEdge inline_start, inline_end, block_start, block_end;
};

LogicalBorders borders_of(const Box& box, FlowDirection flow, Rank rank) {
  const style::ComputedStyle& s = *box.style;
  const CollapsedEdge physical[4] = {
      {s.border_top_width, s.border_top_style, s.border_top_color, rank},
      {s.border_right_width, s.border_right_style, s.border_right_color, rank},
      {s.border_bottom_width, s.border_bottom_style, s.border_bottom_color, rank},
      {s.border_left_width, s.border_left_style, s.border_left_color, rank}};
  const LogicalEdges places = flow.to_logical(
      Edges{Unit::from_raw(0), Unit::from_raw(1), Unit::from_raw(2), Unit::from_raw(3)});
  auto pick = [&](Unit place) {
    CollapsedEdge edge = physical[place.raw()];
    if (edge.style == style::BorderStyle::None) edge.width = Unit{};
    return edge;
  };
  return {pick(places.inline_start), pick(places.inline_end), pick(places.block_start),
          pick(places.block_end)};
}

int style_rank(style::BorderStyle border_style) {
  using style::BorderStyle;
  switch (border_style) {
    case BorderStyle::Double:
      return 8;
    case BorderStyle::Solid:
      return 7;
    case BorderStyle::Dashed:
      return 6;
    case BorderStyle::Dotted:
      return 5;
    case BorderStyle::Ridge:
      return 4;
    case BorderStyle::Outset:
      return 3;
    case BorderStyle::Groove:
      return 2;
    case BorderStyle::Inset:
      return 1;
    default:
      return 0;
  }
}

// `edge` stays when it wins: hidden, then wide, then by style, then by what it belongs to; of
// equals the one that was there first (the one further to the start and top).
void contend(CollapsedEdge& edge, const CollapsedEdge& other) {
  using style::BorderStyle;
  if (edge.style == BorderStyle::Hidden) return;
  if (other.style == BorderStyle::Hidden) {
    edge = other;
    edge.width = Unit{};
    return;
  }
  if (other.style == BorderStyle::None) return;
  if (edge.style == BorderStyle::None || other.width > edge.width) {
    edge = other;
    return;
  }
  if (other.width < edge.width) return;
  const int mine = style_rank(edge.style);
  const int theirs = style_rank(other.style);
  if (theirs > mine || (theirs == mine && other.rank > edge.rank)) edge = other;
}

class BorderCollapser {
 public:
  BorderCollapser(const Box& grid, TableStructure& table, LayoutContext& context)
      : grid_(grid), table_(table), context_(context), flow_(grid.style->flow()) {}

  void run() {
    const std::uint32_t columns = table_.column_count();
    const std::uint32_t rows = table_.row_count();
    table_.collapsed = true;
    if (std::uint64_t{columns + 1} * (rows + 1) > kMaximumSlots) return;
    table_.vertical.resize(std::size_t{rows} * (columns + 1));
    table_.horizontal.resize(std::size_t{rows + 1} * columns);
    for (const TableCellSlot& cell : table_.cells) {
      around(borders_of(*cell.box, flow_, kCell), cell.row, cell.row + cell.row_span, cell.column,
             std::min(cell.column + cell.column_span, columns));
    }
    for (std::uint32_t row = 0; row < rows; ++row) {
      around(borders_of(*table_.rows[row].box, flow_, kRow), row, row + 1, 0, columns);
    }
    for (const TableGroupSlot& group : table_.groups) {
      around(borders_of(*group.box, flow_, kGroup), group.first_row,
             group.first_row + group.row_count, 0, columns);
    }
    columns_of(kColumn);
    columns_of(kColumnGroup);
    around(borders_of(grid_, flow_, kTable), 0, rows, 0, columns);
    store();
  }

 private:
  void columns_of(Rank rank) {
    const std::uint32_t count = table_.column_count();
    for (std::uint32_t column = 0; column < count;) {
      const Box* box =
          rank == kColumn ? table_.columns[column].column : table_.columns[column].group;
      std::uint32_t end = column + 1;
      if (rank == kColumnGroup) {
        while (end < count && table_.columns[end].group == box)
          ++end;
      }
      if (box != nullptr) around(borders_of(*box, flow_, rank), 0, table_.row_count(), column, end);
      column = end;
    }
  }

  void around(const LogicalBorders& borders,
              std::uint32_t row,
              std::uint32_t row_end,
              std::uint32_t column,
              std::uint32_t column_end) {
    if (row >= row_end || column >= column_end) return;
    const std::size_t columns = table_.column_count();
    for (std::uint32_t r = row; r < row_end; ++r) {
      contend(table_.vertical[r * (columns + 1) + column], borders.inline_start);
      contend(table_.vertical[r * (columns + 1) + column_end], borders.inline_end);
    }
    for (std::uint32_t c = column; c < column_end; ++c) {
      contend(table_.horizontal[row * columns + c], borders.block_start);
      contend(table_.horizontal[row_end * columns + c], borders.block_end);
    }
  }

  // Each cell has half of its edges; where an edge varies along a spanning cell, the widest.
  void store() {
    const std::size_t columns = table_.column_count();
    auto half_start = [](Unit width) { return Unit::from_raw((width.raw() + 1) / 2); };
    auto half_end = [](Unit width) { return Unit::from_raw(width.raw() / 2); };
    LogicalEdges outer;
    for (const TableCellSlot& cell : table_.cells) {
      LogicalEdges widths;
      const std::size_t end_column = std::min<std::size_t>(cell.column + cell.column_span, columns);
      const std::size_t end_row = cell.row + cell.row_span;
      for (std::size_t r = cell.row; r < end_row; ++r) {
        widths.inline_start =
            std::max(widths.inline_start, table_.vertical[r * (columns + 1) + cell.column].width);
        widths.inline_end =
            std::max(widths.inline_end, table_.vertical[r * (columns + 1) + end_column].width);
      }
      for (std::size_t c = cell.column; c < end_column; ++c) {
        widths.block_start =
            std::max(widths.block_start, table_.horizontal[cell.row * columns + c].width);
        widths.block_end =
            std::max(widths.block_end, table_.horizontal[end_row * columns + c].width);
      }
      const LogicalEdges halves{half_end(widths.inline_start), half_start(widths.inline_end),
                                half_end(widths.block_start), half_start(widths.block_end)};
      context_.collapsed_borders[cell.box] = physical_edges(flow_, halves);
      if (cell.row == 0)
        outer.block_start = std::max(outer.block_start, half_start(widths.block_start));
      if (end_row == table_.row_count()) {
        outer.block_end = std::max(outer.block_end, half_end(widths.block_end));
      }
      // CSS Tables 3 §4.3: the widest of all rows, where CSS 2.2 §17.6.2 has the first row's.
      if (cell.column == 0)
        outer.inline_start = std::max(outer.inline_start, half_start(widths.inline_start));
      if (end_column == columns)
        outer.inline_end = std::max(outer.inline_end, half_end(widths.inline_end));
    }
    context_.collapsed_borders[&grid_] = physical_edges(flow_, outer);
  }

  const Box& grid_;
  TableStructure& table_;
  LayoutContext& context_;
  FlowDirection flow_;
};

}  // namespace

void resolve_collapsed_borders(const Box& grid, TableStructure& table, LayoutContext& context) {
  BorderCollapser(grid, table, context).run();
}

}  // namespace banxin::layout
