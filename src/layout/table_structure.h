#pragma once
// TableStructure: the slots of one table grid (CSS Tables 3 §3.3, HTML §4.9.12): rows in visual
// order, cells with their spans, columns with their boxes; widths of columns and collapsed borders.
// Made once a table and kept in the context.
#include <cstdint>
#include <optional>
#include <vector>

#include "layout/layout_result.h"
#include "layout/sizing.h"
#include "style/computed_style.h"

namespace banxin::layout {

inline constexpr std::uint32_t kMaximumColumnSpan = 1000;  // HTML §4.9.11
inline constexpr std::uint32_t kMaximumRowSpan = 65534;

struct TableCellSlot {
  const Box* box = nullptr;
  std::uint32_t row = 0, column = 0;
  std::uint32_t row_span = 1, column_span = 1;
};

struct TableRowSlot {
  const Box* box = nullptr;
  std::uint32_t group = 0;
  std::uint32_t first_cell = 0, cell_count = 0;  // cells that originate here
};

enum class TableGroupKind : std::uint8_t { Header, Body, Footer };
struct TableGroupSlot {
  const Box* box = nullptr;
  TableGroupKind kind = TableGroupKind::Body;
  std::uint32_t first_row = 0, row_count = 0;
};

struct TableColumnSlot {
  const Box* column = nullptr;
  const Box* group = nullptr;
  bool has_cell = false;  // a cell originates in it
};

// Intrinsic widths of a column (CSS Tables 3 §4.3.1).
struct ColumnSizes {
  Unit min, max;
  double percent = 0;
  bool constrained = false;
};

struct CollapsedEdge {
  Unit width;
  style::BorderStyle style = style::BorderStyle::None;
  style::Color color;
  std::uint8_t rank = 0;  // what it comes from: cell over row over group over column over table
};

struct TableStructure {
  std::vector<TableGroupSlot> groups;
  std::vector<TableRowSlot> rows;
  std::vector<TableCellSlot> cells;
  std::vector<TableColumnSlot> columns;
  std::vector<const Box*> out_of_flow;  // positioned children of the table's parts
  std::vector<const Box*> column_boxes;

  // Of rows that share the height of a cell or of the table across pages: how high they would be
  // unbroken, zero where that is not asked.
  std::vector<Unit> least_heights;

  std::optional<std::vector<ColumnSizes>> column_sizes;
  MinMaxSizes grid_sizes;  // border box

  // Collapsed borders: vertical[row * (columns + 1) + column], horizontal[row * columns + column].
  bool collapsed = false;
  std::vector<CollapsedEdge> vertical, horizontal;

  std::uint32_t column_count() const { return static_cast<std::uint32_t>(columns.size()); }
  std::uint32_t row_count() const { return static_cast<std::uint32_t>(rows.size()); }
};

TableStructure& table_structure(const Box& grid, LayoutContext& context);

// Fills `collapsed_borders` of the context and the edges of `table` (CSS 2.2 §17.6.2).
void resolve_collapsed_borders(const Box& grid, TableStructure& table, LayoutContext& context);

struct TableSpacing {
  Unit inline_gap, block_gap;
};
TableSpacing table_spacing(const Box& grid);

const std::vector<ColumnSizes>& column_sizes(const Box& grid,
                                             TableStructure& table,
                                             LayoutContext& context);
// Widths of the columns in a grid whose border box is `inline_size` wide.
std::vector<Unit> distribute_columns(const Box& grid,
                                     TableStructure& table,
                                     Unit inline_size,
                                     LayoutContext& context);
bool has_fixed_layout(const Box& grid);

}  // namespace banxin::layout
