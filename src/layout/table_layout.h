#pragma once
// TableGridLayout: the rows of one table grid in one fragmentainer. Internal to table*.cpp.
#include <optional>
#include <vector>

#include "layout/block_end.h"
#include "layout/fragment_builder.h"
#include "layout/layout_context.h"
#include "layout/table_structure.h"

namespace banxin::layout {

class TableGridLayout {
 public:
  TableGridLayout(const Box& grid,
                  const ConstraintSpace& space,
                  const BreakToken* resume,
                  LayoutContext& context);
  LayoutResult run();

 private:
  struct PlacedCell {
    TableCellSlot slot;  // rows from this fragment on
    LayoutResult result;
    bool broken = false;
    std::optional<Unit> hidden_extent;  // in a collapsed row: what it would have taken
  };
  struct PlacedRow {
    std::uint32_t row = 0;
    Unit offset, height;
    Unit laid_out_at;  // the offset that its cells were laid out for
    std::optional<Unit> baseline;
    std::vector<PlacedCell> cells;
    bool broken = false;  // goes on in the next fragmentainer
    bool repeated = false;
    bool resumed = false;
  };
  enum class Fit : std::uint8_t { Whole, Broken, None };
  struct LinkedFit {
    bool any_broken = false;
    bool too_tall = false;   // its end is beyond the room
    bool must_move = false;  // to the next fragmentainer, where that is possible
  };

  const TableCellSlot* slot_of(const Box& cell) const;
  bool has_ended(const TableCellSlot& slot, const BreakToken& token) const;
  bool goes_on_in_rows() const;
  void resume_overflow();
  void keep_overflow();
  void lay_out_rows();
  LinkedFit linked_fit(std::size_t index) const;
  bool divide_given_height(std::size_t index);
  bool break_linked_rows(std::size_t index, const LinkedFit& fit);
  std::uint32_t lay_out_linked_rows(std::uint32_t first, std::vector<PlacedRow>& rows);
  std::uint32_t linked_end(std::uint32_t first) const;
  PlacedRow start_row(std::uint32_t row, Unit offset);
  PlacedCell lay_out_cell(const TableCellSlot& slot, Unit offset, const BreakToken* token);
  void size_row(PlacedRow& row);
  void lay_out_moved_rows(std::vector<PlacedRow>& rows, std::size_t first);
  struct Growers {
    std::vector<std::size_t> rows;
    bool equally = false;  // not in proportion to their heights
  };
  Growers rows_to_grow(const std::vector<PlacedRow>& rows,
                       std::size_t begin,
                       std::size_t end) const;
  void size_spans(std::vector<PlacedRow>& rows, std::size_t first);
  bool begins_here(const PlacedRow& row) const;
  bool any_cell_broken(std::size_t begin, std::size_t end) const;
  void break_inside_rows(std::size_t index);
  void break_between_linked(std::size_t index, std::size_t keep);
  void prepare_repeated();
  void grow_to_height();
  Unit place_repeated(TableGroupKind kind, std::vector<PlacedRow>& rows);
  bool break_before_row(std::uint32_t row, bool forced);
  style::BreakBetween break_value_before(std::uint32_t row) const;
  bool may_break_before(std::uint32_t row) const;
  bool forced_before(std::uint32_t row) const;
  void stop_at(std::uint32_t row, bool forced);
  Unit row_given_height(std::uint32_t row) const;
  Unit row_least_height(std::uint32_t row) const;
  void find_least_heights(std::uint32_t first, std::uint32_t end, bool is_table);
  bool shares_height(std::size_t index) const;
  bool has_given_height(const PlacedRow& row) const;
  bool is_collapsed_row(std::uint32_t row) const;
  Unit gap_after(std::uint32_t row) const;
  void hide(PlacedCell& cell);
  void grow_groups(std::vector<bool>& fixed);
  Unit room_end() const;
  Unit cell_inline_size(const TableCellSlot& slot) const;
  LayoutResult finish();
  void assemble(std::vector<PlacedRow>& rows);
  bool is_collapsed_column(std::size_t column) const;
  Unit lowest_content_edge(const PlacedRow& row) const;
  bool fills_percentages(const PlacedCell& cell) const;
  std::vector<OutOfFlowChild> place_in_pages(const Box& part,
                                             Fragment& fragment,
                                             std::vector<OutOfFlowChild> waiting,
                                             LogicalPoint at,
                                             const BreakToken* resume);
  void finish_positioned_parts(Unit size);
  void place_in_part(const Box& part, Fragment& fragment, std::size_t first, LogicalPoint at);
  void add_row_fragment(PlacedRow& row, FragmentBuilder& group, Unit group_offset);
  std::unique_ptr<Fragment> finish_cell(PlacedCell& cell,
                                        const PlacedRow& row,
                                        Unit height,
                                        LogicalPoint at);
  void add_column_fragments(Unit start, Unit extent);
  // An edge between columns, from the row where it begins to the one where it looks else.
  struct JoinedEdge {
    std::size_t column = 0;
    CollapsedEdge edge;
    Unit start, end;
  };
  std::vector<JoinedEdge> join_vertical_edges() const;
  void add_rules(Fragment& fragment);
  Unit span_height(const std::vector<PlacedRow>& rows, std::size_t index, std::uint32_t span) const;

  bool fragmenting() const { return space_.can_fragment(); }

  const Box& grid_;
  const ConstraintSpace& space_;
  const BreakToken* resume_;
  LayoutContext& context_;
  TableStructure& table_;
  BoxGeometry geometry_;
  FlowDirection flow_;
  FragmentEdges edges_;
  TableSpacing gaps_;
  std::vector<Unit> widths_, offsets_;  // of columns; offsets from the content corner
  std::vector<Unit> full_widths_;       // of collapsed columns too
  FragmentBuilder builder_;
  LayoutResult result_;
  std::vector<PlacedRow> header_, rows_, footer_;
  std::vector<std::unique_ptr<BreakToken>> overflow_;  // of cells that have ended
  std::vector<PendingPositioned> positioned_rest_;
  Unit cursor_;                                  // from the content corner
  Unit footer_extent_;                           // kept free at the end
  std::uint32_t body_begin_ = 0, body_end_ = 0;  // rows that are not repeated
  bool broke_before_ = false;
  bool placing_repeated_ = false;  // header and footer groups are never broken themselves
};

}  // namespace banxin::layout
