#include "layout/table_structure.h"

#include <algorithm>
#include <charconv>

#include "dom/names.h"
#include "layout/breaking.h"
#include "layout/layout_context.h"

namespace banxin::layout {
namespace {

std::uint32_t span_attribute(const Box& box, Atom name, std::uint32_t limit, bool zero_is_rest) {
  if (box.node == nullptr || box.origin != BoxOrigin::Element) return 1;
  const std::string_view text = box.node->attribute(name);
  const std::size_t first = text.find_first_not_of(" \t\n\f\r");
  if (first == std::string_view::npos) return 1;
  std::uint64_t value = 0;
  std::size_t at = first;
  if (text[at] == '+') ++at;
  bool any = false;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
    value =
        std::min<std::uint64_t>(value * 10 + static_cast<std::uint64_t>(text[at] - '0'), 1U << 30U);
    any = true;
    ++at;
  }
  if (!any) return 1;
  if (value == 0) return zero_is_rest ? 0 : 1;
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(value, limit));
}

bool is_column_span_node(const Box& box) {
  return box.node != nullptr &&
         (box.node->is_html(dom::names::col) || box.node->is_html(dom::names::colgroup));
}

class StructureBuilder {
 public:
  explicit StructureBuilder(TableStructure& table) : table_(table) {}

  void run(const Box& grid) {
    const Box* header = nullptr;
    const Box* footer = nullptr;
    std::vector<const Box*> bodies;
    for (const Box* child = grid.first_child; child != nullptr; child = child->next_sibling) {
      if (!is_in_flow(*child)) {
        table_.out_of_flow.push_back(child);
      } else if (child->type == BoxType::TableColumnGroup || child->type == BoxType::TableColumn) {
        add_columns(*child);
      } else if (child->type == BoxType::TableRowGroup) {
        using style::Display;
        // CSS 2.2 §17.2: the first header group stands first, the first footer group last.
        const Display display = child->style->display;
        const bool named = child->origin != BoxOrigin::Anonymous;
        if (named && display == Display::TableHeaderGroup && header == nullptr) {
          header = child;
        } else if (named && display == Display::TableFooterGroup && footer == nullptr) {
          footer = child;
        } else {
          bodies.push_back(child);
        }
      }
    }
    declared_columns_ = table_.columns.size();
    if (header != nullptr) add_group(*header, TableGroupKind::Header);
    for (const Box* body : bodies)
      add_group(*body, TableGroupKind::Body);
    if (footer != nullptr) add_group(*footer, TableGroupKind::Footer);
    if (!has_fixed_layout(grid)) drop_empty_columns();
    for (const TableCellSlot& cell : table_.cells)
      table_.columns[cell.column].has_cell = true;
  }

 private:
  // CSS Tables 3 §3.6: columns that spans alone made at the end are no columns.
  void drop_empty_columns() {
    std::size_t count = declared_columns_;
    for (const TableCellSlot& cell : table_.cells)
      count = std::max(count, std::size_t{cell.column} + 1);
    if (count >= table_.columns.size()) return;
    table_.columns.resize(count);
    for (TableCellSlot& cell : table_.cells) {
      const auto most = static_cast<std::uint32_t>(count - cell.column);
      cell.column_span = std::min(cell.column_span, most);
    }
  }

  void add_column(const Box* column, const Box* group) {
    const std::uint32_t span =
        column != nullptr && is_column_span_node(*column)
            ? span_attribute(*column, dom::names::span, kMaximumColumnSpan, false)
            : 1;
    for (std::uint32_t i = 0; i < span && table_.columns.size() < kMaximumColumns; ++i) {
      table_.columns.push_back({column, group});
    }
  }

  void add_columns(const Box& box) {
    table_.column_boxes.push_back(&box);
    if (box.type == BoxType::TableColumn) {
      add_column(&box, nullptr);
      return;
    }
    if (box.first_child == nullptr) {
      const std::uint32_t span =
          is_column_span_node(box)
              ? span_attribute(box, dom::names::span, kMaximumColumnSpan, false)
              : 1;
      for (std::uint32_t i = 0; i < span && table_.columns.size() < kMaximumColumns; ++i) {
        table_.columns.push_back({nullptr, &box});
      }
      return;
    }
    for (const Box* child = box.first_child; child != nullptr; child = child->next_sibling) {
      table_.column_boxes.push_back(child);
      add_column(child, &box);
    }
  }

  void add_group(const Box& box, TableGroupKind kind) {
    TableGroupSlot group{&box, kind, table_.row_count(), 0};
    // Row spans end with their group (HTML §4.9.12).
    occupied_until_.assign(occupied_until_.size(), 0);
    for (const Box* row = box.first_child; row != nullptr; row = row->next_sibling) {
      if (!is_in_flow(*row)) {
        table_.out_of_flow.push_back(row);
        continue;
      }
      add_row(*row);
    }
    group.row_count = table_.row_count() - group.first_row;
    const std::uint32_t end = table_.row_count();
    for (std::size_t i = first_cell_of_group_; i < table_.cells.size(); ++i) {
      TableCellSlot& cell = table_.cells[i];
      if (cell.row_span == 0 || cell.row + cell.row_span > end) cell.row_span = end - cell.row;
    }
    first_cell_of_group_ = table_.cells.size();
    table_.groups.push_back(group);
  }

  void add_row(const Box& box) {
    const std::uint32_t row = table_.row_count();
    TableRowSlot slot{&box, static_cast<std::uint32_t>(table_.groups.size()),
                      static_cast<std::uint32_t>(table_.cells.size()), 0};
    std::uint32_t column = 0;
    for (const Box* child = box.first_child; child != nullptr; child = child->next_sibling) {
      if (!is_in_flow(*child)) {
        table_.out_of_flow.push_back(child);
        continue;
      }
      while (column < occupied_until_.size() && occupied_until_[column] > row)
        ++column;
      if (column >= kMaximumColumns) break;
      TableCellSlot cell{child, row, column};
      cell.column_span = span_attribute(*child, dom::names::colspan, kMaximumColumnSpan, false);
      cell.row_span = span_attribute(*child, dom::names::rowspan, kMaximumRowSpan, true);
      cell.column_span = std::min(cell.column_span, kMaximumColumns - column);
      const std::uint32_t end = column + cell.column_span;
      if (end > occupied_until_.size()) occupied_until_.resize(end, 0);
      if (end > table_.columns.size()) table_.columns.resize(end);
      if (cell.row_span != 1) {
        const std::uint32_t until = cell.row_span == 0 ? UINT32_MAX : row + cell.row_span;
        for (std::uint32_t i = column; i < end; ++i) {
          occupied_until_[i] = std::max(occupied_until_[i], until);
        }
      }
      column = end;
      table_.cells.push_back(cell);
      ++slot.cell_count;
    }
    table_.rows.push_back(slot);
  }

  static constexpr std::uint32_t kMaximumColumns = 10'000;  // LIMIT

  TableStructure& table_;
  std::vector<std::uint32_t> occupied_until_;  // by column: the first row that is free again
  std::size_t first_cell_of_group_ = 0;
  std::size_t declared_columns_ = 0;  // by col and colgroup
};

}  // namespace

TableStructure& table_structure(const Box& grid, LayoutContext& context) {
  std::unique_ptr<TableStructure>& known = context.tables[&grid];
  if (known == nullptr) {
    known = std::make_unique<TableStructure>();
    TableStructure& table = *known;
    StructureBuilder(table).run(grid);
    if (grid.style->border_collapse == style::BorderCollapse::Collapse) {
      resolve_collapsed_borders(grid, table, context);
    }
    return table;
  }
  return *known;
}

TableSpacing table_spacing(const Box& grid) {
  const style::ComputedStyle& style = *grid.style;
  if (style.border_collapse == style::BorderCollapse::Collapse) return {};
  // border-spacing is in terms of inline and block axis (CSS Tables 3 §2.3).
  return {style.border_spacing_x, style.border_spacing_y};
}

}  // namespace banxin::layout
