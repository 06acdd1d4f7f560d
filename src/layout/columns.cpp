// Multi-column layout (CSS Multicol 1). The columns are fragments of the flow box that build_boxes
// put around the content; each row of columns is one pass over it with a fragmentainer a column.
#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "layout/block_end.h"
#include "layout/breaking.h"
#include "layout/column_pieces.h"
#include "layout/flex_layout.h"
#include "layout/fragment_builder.h"
#include "layout/layout.h"
#include "layout/layout_algorithms.h"
#include "layout/layout_context.h"
#include "layout/out_of_flow.h"

namespace banxin::layout {

bool is_multicol(const Box& box) {
  return box.type == BoxType::Block && box.origin != BoxOrigin::Anonymous &&
         box.origin != BoxOrigin::Marker &&
         (!box.style->column_count.is_auto() || !box.style->column_width.is_auto);
}

namespace {

// LIMIT: nested deeper than this, columns are not balanced.
constexpr int kBalancedDepth = 3;

struct ColumnGrid {
  int count = 1;
  Unit width, gap;
};

Unit column_gap(const Box& box, Unit basis) {
  // `normal` is 1em in columns (CSS Multicol 1 §4.1).
  return box.style->column_gap.is_normal ? box.style->font_size
                                         : resolve_gap(box.style->column_gap, basis);
}

// CSS Multicol 1 §3.4: the pseudo-algorithm.
ColumnGrid resolve_columns(const Box& box, Unit available) {
  const style::ComputedStyle& style = *box.style;
  ColumnGrid grid;
  grid.gap = column_gap(box, available);
  const int wanted = style.column_count.is_auto() ? 0 : style.column_count.value;
  if (style.column_width.is_auto) {
    grid.count = std::max(1, wanted);
  } else {
    const Unit width = std::max(Unit::from_raw(1), style.column_width.value);
    const Unit step = width + grid.gap;
    const int fitting =
        std::max(1, static_cast<int>((available + grid.gap).raw() / std::max(1, step.raw())));
    grid.count = wanted > 0 ? std::min(wanted, fitting) : fitting;
  }
  grid.width = std::max(Unit{}, available - grid.gap * (grid.count - 1)) / grid.count;
  return grid;
}

class ColumnsLayout {
 public:
  ColumnsLayout(const Box& box,
                const ConstraintSpace& space,
                const BreakToken* resume,
                LayoutContext& context)
      : box_(box),
        space_(space),
        resume_(resume != nullptr && resume->break_before ? nullptr : resume),
        context_(context),
        geometry_(resolve_geometry(box, space, context)),
        flow_(geometry_.flow),
        edges_(edges_at_start(box, geometry_, space, resume_)),
        builder_(box, geometry_.flow),
        grid_(resolve_columns(box, geometry_.content_inline_size())) {}

  LayoutResult run() {
    ++context_.column_depth;
    const Box* child = box_.first_child;
    if (resume_ != nullptr && resume_->next_child != nullptr) child = resume_->next_child;
    if (resume_ != nullptr && resume_->children_done) child = nullptr;
    for (; child != nullptr && result_.resume == nullptr && !broke_before_;
         child = child->next_sibling) {
      const BreakToken* token = resume_ != nullptr && resume_->next_child == child
                                    ? find_child_token(resume_, *child)
                                    : nullptr;
      if (child->origin == BoxOrigin::Anonymous) {
        lay_out_row(*child, token);
      } else {
        lay_out_spanner(*child, token);
      }
    }
    --context_.column_depth;
    if (broke_before_) {
      LayoutResult result;
      result.resume = token_before(box_, false);
      return result;
    }
    return finish();
  }

 private:
  struct Row {
    std::vector<LayoutResult> columns;
    std::unique_ptr<BreakToken> rest;
  };

  Unit room() const {
    const bool clones = clones_edges(box_, geometry_, space_, resume_);
    return space_.fragmentainer_remaining() - edges_.start - cursor_ -
           (clones ? geometry_.insets.block_end : Unit{});
  }

  // `may_move`: the first column may also come to stand in the next fragmentainer, without a
  // fragment here.
  Row fill(const Box& flow, const BreakToken* token, Unit height, int most, bool may_move = false) {
    Row row;
    const BreakToken* from = token;
    for (int i = 0; i < most; ++i) {
      ConstraintSpace space =
          space_for_child(flow, flow_, {grid_.width, geometry_.content_block_basis()});
      space.fixed_inline_size = true;
      space.fragmentainer = FragmentainerType::Column;
      space.grid_pitch = space_.grid_pitch;
      space.fragmentainer_block_size = std::max(height, Unit::from_px(1));
      space.skips_empty = space_.skips_empty;
      space.at_fragmentainer_start = !may_move || i > 0;
      LayoutResult column = lay_out(flow, space, from, context_);
      if (column.fragment == nullptr) return row;
      row.rest = std::move(column.resume);
      row.columns.push_back(std::move(column));
      if (row.rest == nullptr) break;
      if (i + 1 == most) break;
      kept_.push_back(std::move(row.rest));
      from = kept_.back().get();
    }
    return row;
  }

  // The height that the rest of the flow would need if it could be cut at will, and the least one
  // that its pieces ask for.
  struct Balance {
    Unit ideal, safe;
    bool has_pieces = false;
  };

  Balance balance(const Box& flow, const BreakToken* token) {
    ConstraintSpace space =
        space_for_child(flow, flow_, {grid_.width, geometry_.content_block_basis()});
    space.fixed_inline_size = true;
    space.fragmentainer = FragmentainerType::Column;
    space.grid_pitch = space_.grid_pitch;
    space.fragmentainer_block_size = Unit::max();
    space.at_fragmentainer_start = true;
    // Between forced breaks the flow is measured in one piece.
    std::vector<Part> parts;
    std::vector<std::unique_ptr<BreakToken>> tokens;
    Unit low, high;
    const BreakToken* from = token;
    for (int count = 0; count < 1000; ++count) {
      LayoutResult whole = lay_out(flow, space, from, context_);
      Part part;
      part.extent = whole.resume != nullptr ? content_extent(*whole.fragment)
                                            : size_in(flow_, *whole.fragment).block_size;
      collect_pieces(*whole.fragment, flow_, part.pieces);
      for (const Piece& piece : part.pieces)
        low = std::max(low, piece.end - piece.start);
      high = std::max(high, part.extent);
      parts.push_back(std::move(part));
      if (whole.resume == nullptr) break;
      tokens.push_back(std::move(whole.resume));
      from = tokens.back().get();
    }
    if (static_cast<int>(parts.size()) >= grid_.count) return {high, high, low > Unit{}};
    const auto fits = [&](Unit height, bool pieces) {
      int columns = 0;
      for (const Part& part : parts) {
        columns += columns_needed(pieces ? part.pieces : std::vector<Piece>{}, part.extent, height);
      }
      return columns <= grid_.count;
    };
    high = std::max(low, high);
    Balance found;
    found.has_pieces = low > Unit{};
    found.ideal = least_height(low, high, [&](Unit height) { return fits(height, false); });
    found.safe = least_height(low, high, [&](Unit height) { return fits(height, true); });
    return found;
  }

  struct Part {
    std::vector<Piece> pieces;
    Unit extent;
  };

  template <class Fits>
  static Unit least_height(Unit low, Unit high, Fits fits) {
    if (fits(low)) return low;
    while ((high - low).raw() > 1) {
      const Unit middle = low + (high - low) / 2;
      (fits(middle) ? high : low) = middle;
    }
    return high;
  }

  Unit content_extent(const Fragment& fragment) const {
    Unit extent;
    for (const ChildFragment& child : fragment.children) {
      const Size size = fragment.size;
      const Size inner = child.fragment->size;
      const LogicalEdges at =
          flow_.to_logical(Edges{child.offset.y, size.width - child.offset.x - inner.width,
                                 size.height - child.offset.y - inner.height, child.offset.x});
      extent = std::max(extent, at.block_start + flow_.to_logical(inner).block_size);
    }
    return extent;
  }

  void lay_out_row(const Box& flow, const BreakToken* token) {
    spanner_margin_.reset();
    const bool paged = space_.can_fragment() && !space_.is_endless();
    const bool balances =
        (box_.style->column_fill != style::ColumnFill::Auto || next_spanner(flow) != nullptr) &&
        context_.column_depth <= kBalancedDepth;
    Unit limit = Unit::max();  // the tallest that columns may be
    const Unit whole = resume_ == nullptr ? Unit{} : resume_->consumed_block_size;
    const Unit consumed = std::max(Unit{}, whole - geometry_.insets.block_start);
    const Unit given =
        geometry_.block_size == kIndefinite
            ? kIndefinite
            : std::max(Unit{}, geometry_.used_block_size(Unit{}) - geometry_.insets.block_sum() -
                                   consumed - cursor_);
    if (given != kIndefinite) limit = given;
    if (geometry_.max_block_size != Unit::max()) {
      limit = std::min(limit, geometry_.max_block_size - geometry_.insets.block_sum() - cursor_);
    }
    // What overflows a box that is full already has the rest of the page.
    const bool page_is_limit = paged && (room() < limit || limit <= Unit{});
    if (page_is_limit) limit = room();
    // Below what stands here already, nothing must.
    const bool is_continued = token != nullptr && !token->break_before;
    const bool may_move =
        page_is_limit && !is_continued &&
        (!space_.at_fragmentainer_start || cursor_ > Unit{} ||
         (token == nullptr && space_.fragmentainer_offset + edges_.start > Unit{}));
    if (may_move && limit <= Unit{}) return move_on(flow);
    Row row;
    Unit height;
    if (limit == Unit::max() && context_.column_depth > kBalancedDepth) {
      // One column: halves of halves are too low for a line, and weighed twice at each level.
      row = fill(flow, token, Unit::max(), kMostColumns);
      for (const LayoutResult& column : row.columns)
        height = std::max(height, size_in(flow_, *column.fragment).block_size);
    } else if (limit != Unit::max() && (page_is_limit || !balances)) {
      height = std::max(limit, Unit::from_px(1));
      // Columns beyond the last one overflow, unless there is another page for them.
      row = fill(flow, token, height, page_is_limit ? grid_.count : kMostColumns, may_move);
      if (may_move && has_nothing(row)) return move_on(flow);
      if (row.rest == nullptr && balances) {
        row = fill_balanced(flow, token, height, limit);
        if (row.rest != nullptr) row = fill(flow, token, height = limit, grid_.count);
      }
    } else {
      height = one_piece_height(flow, token) / grid_.count;
      row = balances ? fill_balanced(flow, token, height, limit) : grow(flow, token, height, limit);
      if (row.rest != nullptr) row = fill(flow, token, height, kMostColumns);
    }
    place_row(flow, row, height, given != kIndefinite && !balances ? given : Unit{});
    if (row.rest != nullptr) {
      result_.resume = std::make_unique<BreakToken>();
      result_.resume->next_child = &flow;
      result_.resume->forced = row.rest->forced;
      result_.resume->children.push_back(std::move(row.rest));
    }
  }

  // Floats that wait for another column are nothing yet.
  static bool has_nothing(const Row& row) {
    if (row.columns.empty()) return true;
    const bool goes_on = row.columns.size() > 1 || row.rest != nullptr;
    return goes_on && row.columns.front().fragment->children.empty();
  }

  // The child goes to the next fragmentainer; if it is the first, the box does.
  void move_on(const Box& child) {
    if (cursor_ == Unit{} && resume_ == nullptr && !space_.at_fragmentainer_start) {
      broke_before_ = true;
      return;
    }
    result_.resume = std::make_unique<BreakToken>();
    result_.resume->next_child = &child;
    result_.resume->children.push_back(token_before(child, false));
  }

  Unit one_piece_height(const Box& flow, const BreakToken* token) {
    ConstraintSpace space =
        space_for_child(flow, flow_, {grid_.width, geometry_.content_block_basis()});
    space.fixed_inline_size = true;
    const LayoutResult whole = lay_out(flow, space, token, context_);
    return size_in(flow_, *whole.fragment).block_size + Unit::from_px(grid_.count);
  }

  Row fill_balanced(const Box& flow, const BreakToken* token, Unit& height, Unit limit) {
    const Balance found = balance(flow, token);
    // Margins that break away may let it fit where the pieces do not tell.
    if (found.ideal < found.safe && found.ideal <= limit) {
      height = found.ideal;
      Row row = fill(flow, token, height, grid_.count);
      // A column of nothing but edges would be a break where none should be.
      const auto is_bare = [&](const LayoutResult& column) {
        std::vector<Piece> pieces;
        collect_pieces(*column.fragment, flow_, pieces);
        return pieces.empty();
      };
      const bool torn =
          found.has_pieces && std::any_of(row.columns.begin(), row.columns.end(), is_bare);
      if (row.rest == nullptr && !torn) return row;
    }
    height = found.safe;
    return grow(flow, token, height, limit);
  }

  // The estimate knows no avoided breaks: where it was too small, columns grow a little at a time.
  Row grow(const Box& flow, const BreakToken* token, Unit& height, Unit limit) {
    height = std::min(height, limit);
    Row row = fill(flow, token, height, grid_.count);
    Unit too_low = height;
    int attempts = 0;
    for (; attempts < 8 && row.rest != nullptr && height < limit; ++attempts) {
      const Unit step = std::max(Unit::from_px(1), box_.style->font_size * (0.5 + attempts));
      too_low = height;
      height = std::min(limit, height + step);
      row = fill(flow, token, height, grid_.count);
    }
    if (attempts == 0 || row.rest != nullptr || context_.column_depth > 1) return row;
    // The least height that holds it, to the pixel.
    while (height - too_low > Unit::from_px(1)) {
      const Unit middle =
          Unit::from_px(static_cast<int>((too_low + (height - too_low) / 2).to_px()));
      if (middle <= too_low) break;
      Row lower = fill(flow, token, middle, grid_.count);
      if (lower.rest != nullptr) {
        too_low = middle;
      } else {
        height = middle;
        row = std::move(lower);
      }
    }
    return row;
  }

  const Box* next_spanner(const Box& flow) const { return flow.next_sibling; }

  void place_row(const Box& flow, Row& row, Unit height, Unit least) {
    Unit tallest = least;
    const std::size_t count = row.columns.size();
    for (std::size_t i = 0; i < count; ++i) {
      LayoutResult& column = row.columns[i];
      const LogicalSize size = size_in(flow_, *column.fragment);
      const bool last = i + 1 == count;
      tallest = std::max(tallest, last && row.rest == nullptr && count == 1
                                      ? size.block_size
                                      : std::min(height, std::max(size.block_size, height)));
      const LogicalPoint at{
          geometry_.insets.inline_start + (grid_.width + grid_.gap) * static_cast<int>(i),
          edges_.start + cursor_};
      for (const OutOfFlowChild& child : column.out_of_flow) {
        result_.out_of_flow.push_back(
            moved(child, flow.style->flow(), column.fragment->size, flow_, at));
      }
      if (i == 0 && column.first_baseline && !result_.first_baseline) {
        result_.first_baseline = at.block_offset + *column.first_baseline;
      }
      builder_.add(std::move(column.fragment), at);
    }
    if (count == 1 && row.rest == nullptr && height < tallest) tallest = height;
    rule_rows_.push_back({cursor_, tallest, count});
    cursor_ += tallest;
  }

  void lay_out_spanner(const Box& child, const BreakToken* token) {
    const Unit content = geometry_.content_inline_size();
    ConstraintSpace space =
        space_for_child(child, flow_, {content, geometry_.content_block_basis()});
    const LogicalEdges margin = used_margin(child, flow_, content);
    const bool continued = token != nullptr && !token->break_before;
    // CSS Break 3 §5.2: a margin after an unforced break is cut off.
    const bool cuts_margin = token != nullptr && !token->forced;
    Unit before = continued || cuts_margin ? Unit{} : margin.block_start;
    // CSS Multicol 1 §6.1: margins of spanners that follow each other collapse.
    if (token == nullptr && spanner_margin_) {
      MarginStrut strut;
      strut.add(*spanner_margin_);
      strut.add(margin.block_start);
      before = strut.sum() - *spanner_margin_;
    }
    if (space_.can_fragment()) {
      space.fragmentainer = space_.fragmentainer;
      space.fragmentainer_block_size = space_.fragmentainer_block_size;
      space.skips_empty = space_.skips_empty;
      space.fragmentainer_offset = space_.fragmentainer_offset + edges_.start + cursor_ + before;
      space.at_fragmentainer_start = space_.at_fragmentainer_start && cursor_ == Unit{};
      if (token == nullptr && space.fragmentainer_remaining() <= Unit{}) return move_on(child);
    }
    LayoutResult result = lay_out(child, space, token, context_);
    const bool moves =
        result.fragment == nullptr ||
        (space.can_fragment() && !space.at_fragmentainer_start &&
         (result.resume == nullptr
              ? space.fragmentainer_offset + size_in(flow_, *result.fragment).block_size >
                    space_.fragmentainer_block_size
              : !continued && avoids_break_inside(child, space_.fragmentainer)));
    if (moves) return move_on(child);
    const LogicalSize size = size_in(flow_, *result.fragment);
    Unit inline_offset = margin.inline_start;
    const AutoMargins autos = auto_margins(*child.style, flow_);
    const Unit left = content - size.inline_size - margin.inline_sum();
    if (autos.inline_start && left > Unit{}) inline_offset += autos.inline_end ? left / 2 : left;
    const LogicalPoint at{geometry_.insets.inline_start + inline_offset,
                          edges_.start + cursor_ + before};
    for (const OutOfFlowChild& inner : result.out_of_flow) {
      result_.out_of_flow.push_back(
          moved(inner, child.style->flow(), result.fragment->size, flow_, at));
    }
    cursor_ += before + size.block_size + margin.block_end;
    spanner_margin_ = margin.block_end;
    if (result.resume != nullptr) {
      result_.resume = std::make_unique<BreakToken>();
      result_.resume->next_child = &child;
      result_.resume->children.push_back(std::move(result.resume));
    }
    builder_.add(std::move(result.fragment), at,
                 relative_shift(child, flow_, {content, kIndefinite}));
  }

  void add_rules(Fragment& fragment) const {
    const style::ComputedStyle& style = *box_.style;
    if (style.column_rule_style == style::BorderStyle::None ||
        style.column_rule_style == style::BorderStyle::Hidden ||
        style.column_rule_width == Unit{}) {
      return;
    }
    fragment.rules = std::make_unique<std::vector<RuleLine>>();
    for (const RuleRow& row : rule_rows_) {
      for (std::size_t i = 1; i < row.columns; ++i) {
        RuleLine line;
        const Unit middle = geometry_.insets.inline_start +
                            (grid_.width + grid_.gap) * static_cast<int>(i) - grid_.gap / 2;
        line.rect.size = flow_.to_physical(LogicalSize{style.column_rule_width, row.extent});
        line.rect.origin = flow_.to_physical(
            LogicalPoint{middle - style.column_rule_width / 2, edges_.start + row.offset},
            line.rect.size, fragment.size);
        line.border_style = style.column_rule_style;
        line.color = style.column_rule_color;
        line.is_vertical = is_horizontal(flow_.writing_mode);
        fragment.rules->push_back(line);
      }
    }
  }

  LayoutResult finish() {
    const bool broken = result_.resume != nullptr;
    result_.intrinsic_block_size = edges_.start + cursor_ + geometry_.insets.block_end;
    const FragmentEnd end =
        end_fragment(box_, geometry_, space_, resume_, edges_.start + cursor_, broken);
    const CutEdges edges = cut_edges(box_, geometry_, space_, resume_, end.has_end_edge);
    result_.fragment =
        builder_.finish({geometry_.inline_size, end.size}, edges.border, edges.padding);
    add_rules(*result_.fragment);
    if (end.self_broken && !broken) {
      result_.resume = std::make_unique<BreakToken>();
      result_.resume->children_done = true;
    }
    result_.fragment->is_first = resume_ == nullptr;
    result_.fragment->is_last = result_.resume == nullptr;
    if (result_.resume != nullptr) {
      result_.resume->box = &box_;
      result_.resume->consumed_block_size =
          (resume_ != nullptr ? resume_->consumed_block_size : Unit{}) + end.size;
      result_.resume->sequence = (resume_ != nullptr ? resume_->sequence : 0) + 1;
      result_.resume->overflow_only = end.overflow_only;
    }
    finish_positioned(box_, space_, flow_, resume_, result_, context_);
    return std::move(result_);
  }

  static constexpr int kMostColumns = 10'000;  // LIMIT
  struct RuleRow {
    Unit offset, extent;
    std::size_t columns = 0;
  };

  const Box& box_;
  const ConstraintSpace& space_;
  const BreakToken* resume_;
  LayoutContext& context_;
  BoxGeometry geometry_;
  FlowDirection flow_;
  FragmentEdges edges_;
  FragmentBuilder builder_;
  ColumnGrid grid_;
  LayoutResult result_;
  Unit cursor_;
  bool broke_before_ = false;
  std::optional<Unit> spanner_margin_;  // below the spanner that stands right above
  std::vector<std::unique_ptr<BreakToken>> kept_;
  std::vector<RuleRow> rule_rows_;
};

}  // namespace

MinMaxSizes columns_content_sizes(const Box& box, MinMaxSizes of_one, LayoutContext&) {
  const style::ComputedStyle& style = *box.style;
  const int count = style.column_count.is_auto() ? 1 : style.column_count.value;
  const Unit gaps = column_gap(box, Unit{}) * (count - 1);
  MinMaxSizes sizes;
  sizes.min = of_one.min;
  Unit one = of_one.max;
  if (!style.column_width.is_auto) {
    sizes.min = std::min(sizes.min, style.column_width.value);
    one = std::max(one, style.column_width.value);
  }
  if (!style.column_count.is_auto()) sizes.min = sizes.min * count + gaps;
  sizes.max = std::max(sizes.min, one * count + gaps);
  return sizes;
}

LayoutResult lay_out_columns(const Box& box,
                             const ConstraintSpace& space,
                             const BreakToken* resume,
                             LayoutContext& context) {
  return ColumnsLayout(box, space, resume, context).run();
}

}  // namespace banxin::layout
