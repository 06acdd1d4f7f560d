// Widths of columns: CSS Tables 3 §4.3 (auto), CSS 2.2 §17.5.2.1 (fixed).
#include <algorithm>
#include <cmath>
#include <numeric>

#include "layout/layout.h"
#include "layout/layout_algorithms.h"
#include "layout/layout_context.h"
#include "layout/table_structure.h"

namespace banxin::layout {

using style::BoxSizeKind;

bool has_fixed_layout(const Box& grid) {
  // CSS Tables 3 §3.2: not where the width is auto or max-content.
  const style::BoxSize& size = inline_axis(*grid.style, grid.style->flow()).size;
  return grid.style->table_layout == style::TableLayout::Fixed && !size.is_auto() &&
         size.kind != BoxSizeKind::MaxContent;
}

namespace {

Unit insets_of(const Box& box, LayoutContext& context) {
  const FlowDirection flow = box.style->flow();
  return used_border(box, flow, context).inline_sum() +
         used_padding(box, flow, Unit{}).inline_sum();
}

// CSS Values 4 §10.1: calc() that mixes a length with a percentage may count as auto in tables, and
// in browsers does.
bool is_mixed(const style::BoxSize& size) {
  return size.kind == BoxSizeKind::LengthPercentage && size.value.has_percent() &&
         (size.value.expression != nullptr || size.value.length != Unit{});
}

// What one cell asks of the columns it spans: outer min and max, a percentage, a given width.
ColumnSizes cell_sizes(const Box& cell, FlowDirection flow, LayoutContext& context) {
  ColumnSizes sizes;
  const AxisSizes axis = inline_axis(*cell.style, flow);
  MinMaxSizes content;
  if (is_orthogonal(cell.style->flow(), flow)) {
    content = measure_contribution(cell, flow, context);
  } else {
    content = content_sizes(cell, context);
  }
  sizes.min = content.min;
  sizes.max = content.max;
  if (const auto minimum =
          resolve_inline_size(cell, axis.minimum, kIndefinite, kIndefinite, context)) {
    sizes.min = std::max(sizes.min, *minimum);
    sizes.max = std::max(sizes.max, sizes.min);
  }
  if (axis.size.kind == BoxSizeKind::LengthPercentage && !is_mixed(axis.size)) {
    if (axis.size.value.percent != 0) {
      sizes.percent = std::max(0.0F, axis.size.value.percent);
    } else if (const auto width =
                   resolve_inline_size(cell, axis.size, kIndefinite, kIndefinite, context)) {
      sizes.max = std::max(sizes.min, *width);
      sizes.constrained = true;
    }
  }
  if (const auto maximum =
          resolve_inline_size(cell, axis.maximum, kIndefinite, kIndefinite, context)) {
    sizes.min = std::min(sizes.min, *maximum);
    sizes.max = std::min(sizes.max, *maximum);
  }
  return sizes;
}

void apply_column_box(const Box* box,
                      FlowDirection flow,
                      ColumnSizes& sizes,
                      LayoutContext& context) {
  if (box == nullptr) return;
  const AxisSizes axis = inline_axis(*box->style, flow);
  if (const auto minimum =
          resolve_inline_size(*box, axis.minimum, kIndefinite, kIndefinite, context)) {
    sizes.min = std::max(sizes.min, *minimum);
    sizes.max = std::max(sizes.max, sizes.min);
  }
  if (axis.size.kind != BoxSizeKind::LengthPercentage || is_mixed(axis.size)) return;
  if (axis.size.value.percent != 0) {
    sizes.percent = std::max(sizes.percent, double{axis.size.value.percent});
  } else if (const auto width =
                 resolve_inline_size(*box, axis.size, kIndefinite, kIndefinite, context)) {
    sizes.min = std::max(sizes.min, Unit{});
    sizes.max = std::max(sizes.max, *width);
    sizes.constrained = true;
  }
}

// Adds `excess` to the columns [first, end) in proportion to `weight`, exactly.
template <class Weight, class Add>
void share(std::size_t first, std::size_t end, Unit excess, Weight weight, Add add) {
  double total = 0;
  for (std::size_t i = first; i < end; ++i)
    total += weight(i);
  if (total <= 0) return;
  double done_weight = 0;
  std::int64_t done = 0;
  for (std::size_t i = first; i < end; ++i) {
    const double own = weight(i);
    if (own <= 0) continue;
    done_weight += own;
    const auto until =
        static_cast<std::int64_t>(std::llround(excess.raw() * (done_weight / total)));
    add(i, Unit::from_raw(until - done));
    done = until;
  }
}

// CSS Tables 3 §4.5.1: the four guesses of growing width; the result lies between two of them.
std::vector<Unit> distribute_auto(const std::vector<ColumnSizes>& columns, Unit assignable) {
  const std::size_t count = columns.size();
  std::vector<Unit> guesses[4];
  for (auto& guess : guesses)
    guess.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    const ColumnSizes& column = columns[i];
    const Unit by_percent = std::max(column.min, assignable * (column.percent / 100));
    const bool has_percent = column.percent > 0;
    guesses[0][i] = column.min;
    guesses[1][i] = has_percent ? by_percent : column.min;
    guesses[2][i] = has_percent ? by_percent : (column.constrained ? column.max : column.min);
    guesses[3][i] = has_percent ? by_percent : column.max;
  }
  auto total = [](const std::vector<Unit>& sizes) {
    std::int64_t sum = 0;
    for (const Unit size : sizes)
      sum += size.raw();
    return sum;
  };
  std::int64_t sums[4];
  for (int i = 0; i < 4; ++i)
    sums[i] = total(guesses[i]);
  const std::int64_t wanted = assignable.raw();
  if (wanted <= sums[0]) return guesses[0];
  for (int i = 1; i < 4; ++i) {
    if (wanted >= sums[i]) continue;
    std::vector<Unit> widths = guesses[i - 1];
    const std::vector<Unit>& upper = guesses[i];
    const std::vector<Unit> lower = widths;
    share(
        0, count, Unit::from_raw(wanted - sums[i - 1]),
        [&](std::size_t c) { return static_cast<double>(upper[c].raw() - lower[c].raw()); },
        [&](std::size_t c, Unit more) { widths[c] += more; });
    return widths;
  }
  // More than max-content: who takes the excess, in the order of §4.5.1.
  std::vector<Unit> widths = guesses[3];
  const Unit excess = Unit::from_raw(wanted - sums[3]);
  auto give = [&](auto eligible, auto weight) {
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i)
      sum += eligible(i) ? weight(i) : 0.0;
    if (sum <= 0) return false;
    share(
        0, count, excess, [&](std::size_t i) { return eligible(i) ? weight(i) : 0.0; },
        [&](std::size_t i, Unit more) { widths[i] += more; });
    return true;
  };
  auto by_max = [&](std::size_t i) { return columns[i].max.to_px(); };
  auto equally = [](std::size_t) { return 1.0; };
  auto is_auto = [&](std::size_t i) { return !columns[i].constrained && columns[i].percent == 0; };
  auto is_fixed = [&](std::size_t i) { return columns[i].constrained && columns[i].percent == 0; };
  auto is_percent = [&](std::size_t i) { return columns[i].percent > 0; };
  if (give(is_auto, by_max) || give(is_auto, equally) || give(is_fixed, by_max) ||
      give(is_percent, [&](std::size_t i) { return columns[i].percent; })) {
    return widths;
  }
  give([](std::size_t) { return true; }, equally);
  return widths;
}

// CSS Tables 3 §4.3.2: what a spanning cell asks for beyond its columns is shared among them.
void spread_cell(const TableCellSlot& cell,
                 const ColumnSizes& wanted,
                 Unit gap,
                 std::vector<ColumnSizes>& columns) {
  const std::size_t first = cell.column;
  const std::size_t end = std::min<std::size_t>(cell.column + cell.column_span, columns.size());
  const Unit gaps = gap * static_cast<int>(end - first - 1);
  Unit min_sum;
  Unit max_sum;
  double percent_sum = 0;
  bool all_percent = true;
  for (std::size_t i = first; i < end; ++i) {
    min_sum += columns[i].min;
    max_sum += columns[i].max;
    percent_sum += columns[i].percent;
    if (columns[i].percent == 0) all_percent = false;
  }
  if (wanted.percent > percent_sum && !all_percent) {
    const double rest = wanted.percent - percent_sum;
    double total = 0;
    std::size_t open = 0;
    for (std::size_t i = first; i < end; ++i) {
      if (columns[i].percent > 0) continue;
      total += columns[i].max.to_px();
      ++open;
    }
    for (std::size_t i = first; i < end; ++i) {
      if (columns[i].percent > 0) continue;
      columns[i].percent =
          total > 0 ? rest * columns[i].max.to_px() / total : rest / static_cast<double>(open);
    }
  }
  // The columns as they would be in a table of that width.
  const std::vector<ColumnSizes> spanned(columns.begin() + static_cast<std::ptrdiff_t>(first),
                                         columns.begin() + static_cast<std::ptrdiff_t>(end));
  if (wanted.min - gaps > min_sum) {
    const std::vector<Unit> widths = distribute_auto(spanned, wanted.min - gaps);
    for (std::size_t i = first; i < end; ++i)
      columns[i].min = std::max(columns[i].min, widths[i - first]);
  }
  if (wanted.max - gaps > max_sum) {
    const std::vector<Unit> widths = distribute_auto(spanned, wanted.max - gaps);
    for (std::size_t i = first; i < end; ++i)
      columns[i].max = std::max(columns[i].max, widths[i - first]);
  }
  for (std::size_t i = first; i < end; ++i)
    columns[i].max = std::max(columns[i].max, columns[i].min);
}

}  // namespace

const std::vector<ColumnSizes>& column_sizes(const Box& grid,
                                             TableStructure& table,
                                             LayoutContext& context) {
  if (table.column_sizes) return *table.column_sizes;
  const FlowDirection flow = grid.style->flow();
  std::vector<ColumnSizes> columns(table.columns.size());
  std::vector<const TableCellSlot*> spanning;
  for (const TableCellSlot& cell : table.cells) {
    if (cell.column_span > 1) {
      spanning.push_back(&cell);
      continue;
    }
    const ColumnSizes wanted = cell_sizes(*cell.box, flow, context);
    ColumnSizes& column = columns[cell.column];
    column.min = std::max(column.min, wanted.min);
    // A given width overrules the max-content of cells without one, but never the minimum.
    if (wanted.constrained && !column.constrained) {
      column.max = wanted.max;
    } else if (wanted.constrained == column.constrained) {
      column.max = std::max(column.max, wanted.max);
    }
    column.constrained = column.constrained || wanted.constrained;
    column.percent = std::max(column.percent, wanted.percent);
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    apply_column_box(table.columns[i].group, flow, columns[i], context);
    apply_column_box(table.columns[i].column, flow, columns[i], context);
    columns[i].max = std::max(columns[i].max, columns[i].min);
  }
  std::stable_sort(spanning.begin(), spanning.end(),
                   [](const auto* a, const auto* b) { return a->column_span < b->column_span; });
  const Unit gap = table_spacing(grid).inline_gap;
  // LIMIT: the work of spanning cells is bounded; later ones count as if they asked for nothing.
  std::uint64_t budget = 20'000'000;
  for (const TableCellSlot* cell : spanning) {
    if (budget < cell->column_span) break;
    budget -= cell->column_span;
    spread_cell(*cell, cell_sizes(*cell->box, flow, context), gap, columns);
  }
  double total = 0;
  for (ColumnSizes& column : columns) {
    // Percentages beyond 100 in all are cut off.
    column.percent = std::min(column.percent, std::max(0.0, 100 - total));
    total += column.percent;
  }
  table.column_sizes = std::move(columns);
  return *table.column_sizes;
}

namespace {

Unit gaps_of(const Box& grid, const TableStructure& table) {
  if (table.columns.empty()) return {};
  return table_spacing(grid).inline_gap * static_cast<int>(table.columns.size() + 1);
}

// What columns and the cells of the first row say of the columns' widths. Without an `assignable`
// width percentages say nothing.
struct FixedWidths {
  std::vector<Unit> widths;
  std::vector<bool> given;
};
FixedWidths fixed_widths(const Box& grid,
                         const TableStructure& table,
                         Unit assignable,
                         LayoutContext& context) {
  const FlowDirection flow = grid.style->flow();
  const std::size_t count = table.columns.size();
  FixedWidths fixed{std::vector<Unit>(count), std::vector<bool>(count)};
  auto resolve = [&](const Box& box, std::size_t first, std::size_t span) {
    const AxisSizes axis = inline_axis(*box.style, flow);
    if (axis.size.kind != BoxSizeKind::LengthPercentage || is_mixed(axis.size)) return;
    auto width = resolve_inline_size(box, axis.size, assignable, assignable, context);
    if (!width) return;
    if (axis.size.value.percent != 0 && box.type != BoxType::TableCell) {
      width = axis.size.value.resolve(assignable);
    }
    const Unit gaps = table_spacing(grid).inline_gap * static_cast<int>(span - 1);
    const Unit part = std::max(Unit{}, *width - gaps) / static_cast<int>(span);
    for (std::size_t i = first; i < std::min(first + span, count); ++i) {
      if (fixed.given[i]) continue;
      fixed.widths[i] = part;
      fixed.given[i] = true;
    }
  };
  for (std::size_t i = 0; i < count; ++i) {
    if (table.columns[i].column != nullptr) resolve(*table.columns[i].column, i, 1);
    if (!fixed.given[i] && table.columns[i].group != nullptr) {
      resolve(*table.columns[i].group, i, 1);
    }
  }
  if (table.rows.empty()) return fixed;
  const TableRowSlot& row = table.rows.front();
  for (std::uint32_t i = 0; i < row.cell_count; ++i) {
    const TableCellSlot& cell = table.cells[row.first_cell + i];
    resolve(*cell.box, cell.column, cell.column_span);
  }
  return fixed;
}

}  // namespace

MinMaxSizes table_content_sizes(const Box& grid, LayoutContext& context) {
  TableStructure& table = table_structure(grid, context);
  const Unit fixed = insets_of(grid, context) + gaps_of(grid, table);
  MinMaxSizes sizes{fixed, fixed};
  if (has_fixed_layout(grid)) {
    for (const Unit width : fixed_widths(grid, table, kIndefinite, context).widths)
      sizes.min += width;
    sizes.max = std::max(sizes.max, sizes.min);
    return sizes;
  }
  const std::vector<ColumnSizes>& columns = column_sizes(grid, table, context);
  double percent = 0;
  Unit unpercented;
  Unit largest;
  for (const ColumnSizes& column : columns) {
    sizes.min += column.min;
    sizes.max += column.max;
    percent += column.percent;
    if (column.percent > 0) {
      largest = std::max(largest, column.max * (100 / column.percent));
    } else {
      unpercented += column.max;
    }
  }
  // CSS Tables 3 §4.4: the grid that gives every percentage its content's width.
  if (percent > 0) {
    if (percent < 100) largest = std::max(largest, unpercented * (100 / (100 - percent)));
    if (percent >= 100 && unpercented > Unit{}) largest = Unit::from_px(1'000'000);
    sizes.max = std::max(sizes.max, largest + fixed);
  }
  return sizes;
}

namespace {

std::vector<Unit> distribute_fixed(const Box& grid,
                                   const TableStructure& table,
                                   Unit assignable,
                                   LayoutContext& context) {
  const std::size_t count = table.columns.size();
  FixedWidths fixed = fixed_widths(grid, table, assignable, context);
  std::vector<Unit>& widths = fixed.widths;
  const std::vector<bool>& given = fixed.given;
  Unit used;
  std::size_t open = 0;
  for (std::size_t i = 0; i < count; ++i) {
    used += widths[i];
    if (!given[i]) ++open;
  }
  const Unit left = std::max(Unit{}, assignable - used);
  if (open > 0) {
    share(
        0, count, left, [&](std::size_t i) { return given[i] ? 0.0 : 1.0; },
        [&](std::size_t i, Unit more) { widths[i] += more; });
  } else if (left > Unit{}) {
    // CSS 2.2 §17.5.2.1: extra space is distributed over the columns.
    const std::vector<Unit> before = widths;
    share(
        0, count, left, [&](std::size_t i) { return std::max(before[i].to_px(), 1e-3); },
        [&](std::size_t i, Unit more) { widths[i] += more; });
  }
  return widths;
}

}  // namespace

std::vector<Unit> distribute_columns(const Box& grid,
                                     TableStructure& table,
                                     Unit inline_size,
                                     LayoutContext& context) {
  if (table.columns.empty()) return {};
  const Unit assignable =
      std::max(Unit{}, inline_size - insets_of(grid, context) - gaps_of(grid, table));
  if (has_fixed_layout(grid)) return distribute_fixed(grid, table, assignable, context);
  return distribute_auto(column_sizes(grid, table, context), assignable);
}

}  // namespace banxin::layout
