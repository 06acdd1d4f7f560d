#include <algorithm>
#include <unordered_set>
#include <utility>

#include "base/assert.h"
#include "base/diagnostic_ids.h"
#include "dom/names.h"
#include "layout/breaking.h"
#include "layout/empty_pages.h"
#include "layout/footnotes.h"
#include "layout/inline/line_grid.h"
#include "layout/layout.h"
#include "layout/out_of_flow.h"
#include "layout/overflow_report.h"
#include "layout/page_boxes.h"
#include "layout/page_start.h"
#include "layout/page_values.h"
#include "layout/sizing.h"

namespace banxin::layout {

using style::BreakBetween;
using style::Position;

// Each page is made in two steps: its content, which does not ask for the page's number, and then,
// when all pages before it are done, what does: the page's style, counters, margin boxes.
class PageMaker {
 public:
  PageMaker(const BoxTree& tree, const PageOptions& options, LayoutContext& context)
      : tree_(tree),
        root_(*tree.root),
        options_(options),
        context_(context),
        factory_(context),
        flow_(tree.root->style->flow()),
        rtl_(tree.root->style->direction == Direction::Rtl ||
             is_block_flipped(tree.root->style->writing_mode)),
        fixed_(fixed_boxes(*tree.root)),
        grid_pitch_(options.continuous ? Unit{} : grid_pitch(root_, context)),
        next_{start_page(root_), break_before_of(root_)},
        notes_(flow_, factory_, context) {}

  // Content only, as if the chapter began on the page of this index.
  void lay_out_ahead(std::uint32_t index, std::size_t most_pages) {
    next_index_ = index;
    while (drafts_.size() < most_pages && lay_out_next()) {
    }
  }

  // Whether the pages laid out ahead are the same when the chapter begins at `index`.
  bool fits(std::uint32_t index) const {
    const bool same_side = drafts_.empty() || index % 2 == drafts_.front().page.index % 2;
    if (asks_for_side_ && !same_side) return false;
    if (std::size_t{index} + drafts_.size() > context_.limits.pages) return false;
    for (const Draft& draft : drafts_) {
      style::PageQuery query = draft.query;
      place_query(query, index++);
      const style::PageStyle style = context_.styles.resolve_page(query);
      if (page_geometry(*style.page).area.size != draft.geometry.area.size) return false;
      if (notes_.area_edges(style) != notes_.area_edges(draft.style)) return false;
    }
    return true;
  }

  void run(PageState& state, PageSink& sink) {
    state_ = state;
    sink_ = &sink;
    for (const NamedString& string : state.strings)
      facts_.strings[string.name].entry = facts_.strings[string.name].last = string.value;
    if (options_.continuous) {
      make_continuous();
    } else {
      next_index_ = state.next_index + static_cast<std::uint32_t>(drafts_.size());
      do {
        for (Draft& draft : drafts_)
          finish(std::move(draft));
        drafts_.clear();
      } while (lay_out_next());
      state_.strings.clear();
      for (const auto& [name, values] : facts_.strings)
        state_.strings.push_back({name, values.entry});
      std::sort(state_.strings.begin(), state_.strings.end(),
                [](const NamedString& a, const NamedString& b) { return a.name < b.name; });
    }
    state = std::move(state_);
  }

 private:
  // A page with its content, and what its second step needs.
  struct Draft {
    Page page;
    style::PageQuery query;
    style::PageStyle style;
    PageGeometry geometry;
    const Fragment* flow = nullptr;  // the root element's, null on a page without any of it
    std::vector<OutOfFlowChild> running;
    Fragment* notes = nullptr;  // their area
  };

  // The content of the next page, and of blank ones around it. False when there is no more.
  bool lay_out_next() {
    if (is_done_) return false;
    if (next_index_ >= context_.limits.pages) {
      context_.diagnostics.report(DiagnosticId::TooManyPages, tree_.document->file(), {},
                                  std::to_string(context_.limits.pages));
      is_done_ = true;
    } else {
      // CSS Break 3 §3.1: one blank page at most brings the flow to the side it asks for.
      if (!is_first_ && wants_other_side(next_.forced)) make_blank();
      if (token_ == nullptr && !is_first_) {
        make_rest_page();
      } else {
        empty_.report(token_.get(), context_);
        token_ = make_page(token_.get());
        next_.forced = BreakBetween::Auto;
        if (token_ != nullptr) next_ = next_start(*token_);
        is_first_ = false;
      }
      is_done_ = token_ == nullptr && positioned_.empty() && !notes_.is_waiting();
    }
    if (is_done_ && options_.last_side != BreakBetween::Auto &&
        is_on_side(options_.last_side, next_index_)) {
      make_blank();
    }
    return true;
  }

  bool is_left(std::uint32_t index) const { return (index % 2 == 1) != rtl_; }

  bool is_on_side(BreakBetween side, std::uint32_t index) const {
    const bool left = is_left(index);
    switch (side) {
      case BreakBetween::Left:
        return left;
      case BreakBetween::Right:
        return !left;
      case BreakBetween::Recto:
        return left == rtl_;
      case BreakBetween::Verso:
        return left != rtl_;
      default:
        return true;
    }
  }
  bool wants_other_side(BreakBetween forced) {
    asks_for_side_ = asks_for_side_ || !is_on_side(forced, 0) || !is_on_side(forced, 1);
    return !is_on_side(forced, next_index_);
  }

  void place_query(style::PageQuery& query, std::uint32_t index) const {
    query.first = index == 0;
    query.left = is_left(index);
    query.number = index + 1;
  }

  Draft start(bool blank) {
    const std::string_view name = next_.page_name;
    if (name != group_name_) {
      group_name_ = name;
      group_number_ = 0;
    }
    Draft draft;
    draft.query.name = name;
    draft.query.blank = blank;
    draft.query.group_number = ++group_number_;
    draft.page.name = name;
    draft.page.is_blank = blank;
    draft.page.fragment = std::make_unique<Fragment>();
    set_index(draft, next_index_++);
    return draft;
  }

  void set_index(Draft& draft, std::uint32_t index) {
    place_query(draft.query, index);
    draft.style = context_.styles.resolve_page(draft.query);
    draft.geometry = page_geometry(*draft.style.page);
    draft.page.index = index;
    draft.page.is_left = draft.query.left;
    draft.page.size = draft.page.fragment->size = draft.geometry.sheet;
  }

  // Percentages, viewport units' fallbacks and positioned boxes refer to it.
  void set_containing_block(const Rect& area) {
    if (!has_containing_block_) {
      context_.initial_containing_block = FlowDirection{}.to_logical(area.size);
      has_containing_block_ = true;
    }
  }

  void finish(Draft draft) {
    if (draft.page.index != state_.next_index) {
      const Point before = draft.geometry.area.origin;
      set_index(draft, state_.next_index);
      const Point shift = draft.geometry.area.origin - before;
      for (ChildFragment& child : draft.page.fragment->children)
        child.offset = child.offset + shift;
    }
    Fragment& sheet = *draft.page.fragment;
    Box& box = factory_.create(BoxType::Block, *draft.style.page, nullptr);
    box.origin = BoxOrigin::Anonymous;
    sheet.box = &box;
    count_page(*draft.style.page, facts_, state_.next_number);
    if (draft.flow != nullptr)
      note_assignments(tree_, *draft.flow, draft.running, facts_, state_.next_number);
    draft.page.number = state_.next_number;
    if (const auto* area = draft.style.box(style::MarginBox::Footnote);
        area != nullptr && draft.notes != nullptr) {
      draft.notes->box = &factory_.create(BoxType::Block, *area, nullptr);
    }
    facts_.number = draft.page.number;
    facts_.total = state_.total;
    add_margin_boxes(draft.style, draft.geometry, facts_, factory_, sheet, context_);
    for (auto& [name, values] : facts_.strings)
      values.next_page();
    for (auto& [name, values] : facts_.running)
      values.next_page();
    ++state_.next_index;
    ++state_.next_number;
    report_cut_content(draft.page, context_);
    sink_->take(std::move(draft.page));
  }

  void keep(Draft draft) {
    empty_.note(*draft.page.fragment);
    notes_.skip_empty(empty_.are_enough());
    drafts_.push_back(std::move(draft));
  }

  void make_blank() { drafts_.push_back(start(true)); }

  // The flow has ended; positioned boxes go on.
  void make_rest_page() {
    Draft draft = start(false);
    const Rect& area = draft.geometry.area;
    const LogicalSize size = flow_.to_logical(area.size);
    const std::vector<const Box*> late =
        add_positioned(*draft.page.fragment, area, area.origin, area.size, {});
    (void)notes_.lay_out(late, draft.style, size, size.block_size);
    add_notes(draft);
    keep(std::move(draft));
  }

  LayoutResult lay_out_root(const Rect& area,
                            Unit notes,
                            const BreakToken* token,
                            const Box* break_before = nullptr) {
    ConstraintSpace space;
    space.break_at = {break_before, 0};
    space.flow = flow_;
    LogicalSize size = flow_.to_logical(area.size);
    space.available = space.percentage_basis = size;
    space.fragmentainer = FragmentainerType::Page;
    space.fragmentainer_block_size = std::max(Unit::from_px(1), size.block_size - notes);
    const LogicalEdges margin = used_margin(root_, flow_, size.inline_size);
    if (token == nullptr) space.fragmentainer_offset = margin.block_start;
    space.at_fragmentainer_start = true;
    space.skips_empty = empty_.are_enough();
    space.grid_pitch = grid_pitch_;
    return lay_out(root_, space, token, context_);
  }

  // GCPM 3 §2: footnotes take their room from the page; fewer lines may then have fewer notes.
  // Returns how much of it they take.
  Unit lay_out_flow(LayoutResult& result,
                    const style::PageStyle& style,
                    const Rect& area,
                    const BreakToken* token) {
    constexpr int kAttempts = 8;
    const LogicalSize size = flow_.to_logical(area.size);
    const Unit most = size.block_size / 5 * 4;
    Unit reserved = std::min(most, notes_.lay_out({}, style, size, most));
    result = lay_out_root(area, reserved, token);
    const std::vector<const Box*> called = notes_called(result.out_of_flow);
    if (called.empty()) return reserved;
    for (int attempt = 0;; ++attempt) {
      const Unit height = notes_.lay_out(notes_called(result.out_of_flow), style, size, most);
      if (height <= reserved || reserved == most) break;
      reserved = attempt < kAttempts ? std::min(height, most) : most;
      result = lay_out_root(area, reserved, token);
    }
    if (const Box* block = block_to_move(called, result)) {
      result = lay_out_root(area, reserved, token, block);
      (void)notes_.lay_out(notes_called(result.out_of_flow), style, size, most);
    }
    return reserved;
  }

  // Notes that positioned boxes call stand on this page if its flow left room, else on the next.
  void add_late_notes(const std::vector<const Box*>& called,
                      const std::vector<const Box*>& late,
                      const style::PageStyle& style,
                      LogicalSize area,
                      Unit room) {
    if (late.empty()) return;
    std::vector<const Box*> all = called;
    all.insert(all.end(), late.begin(), late.end());
    const Unit most = std::max(room, area.block_size / 5 * 4);
    if (notes_.lay_out(all, style, area, most) <= room) return;
    (void)notes_.lay_out(called, style, area, most);
    late_notes_ = late;
  }

  std::unique_ptr<BreakToken> make_page(const BreakToken* token) {
    Draft draft = start(false);
    const Rect area = draft.geometry.area;
    set_containing_block(area);
    LayoutResult result;
    const Unit reserved = lay_out_flow(result, draft.style, area, token);
    Fragment& sheet = *draft.page.fragment;
    const LogicalEdges margin = used_margin(root_, flow_, flow_.to_logical(area.size).inline_size);
    BANXIN_ASSERT(result.fragment != nullptr, "every page takes content");
    const LogicalPoint corner{margin.inline_start, token == nullptr ? margin.block_start : Unit{}};
    const Point place = area.origin + flow_.to_physical(corner, result.fragment->size, area.size);
    draft.flow = result.fragment.get();
    std::copy_if(result.out_of_flow.begin(), result.out_of_flow.end(),
                 std::back_inserter(draft.running), [](const OutOfFlowChild& child) {
                   return child.box->style->position == Position::Running;
                 });
    const Size root_size = result.fragment->size;
    const LogicalSize size = flow_.to_logical(area.size);
    const Unit end = corner.block_offset + flow_.to_logical(root_size).block_size;
    const std::vector<const Box*> called = notes_called(result.out_of_flow);
    std::vector<OutOfFlowChild> waiting = std::move(result.out_of_flow);
    sheet.children.push_back({place, std::move(result.fragment)});
    const std::vector<const Box*> late =
        add_positioned(sheet, area, place, root_size, std::move(waiting));
    add_late_notes(called, late, draft.style, size, std::max(reserved, size.block_size - end));
    add_notes(draft);
    keep(std::move(draft));
    return std::move(result.resume);
  }

  void add_notes(Draft& draft) {
    Fragment& sheet = *draft.page.fragment;
    const Rect& area = draft.geometry.area;
    const LogicalSize whole = flow_.to_logical(area.size);
    PageNotes::Area notes = notes_.take(draft.style, whole);
    notes_.wait(std::exchange(late_notes_, {}));
    if (notes.fragment == nullptr) return;
    const Size size = notes.fragment->size;
    const LogicalPoint corner{
        Unit{}, whole.block_size - flow_.to_logical(size).block_size - notes.end_margin};
    const Point place = area.origin + flow_.to_physical(corner, size, area.size);
    draft.notes = notes.fragment.get();
    sheet.children.push_back({place, std::move(notes.fragment)});
    notes_.wait(notes_called(notes.out_of_flow));
    for (OutOfFlowChild& child : notes.out_of_flow)
      child.repeated = child.box->footnote;
    notes_.wait(add_positioned_in(sheet, area, {place, size}, std::move(notes.out_of_flow)));
  }

  // Returns the notes that positioned boxes call.
  std::vector<const Box*> add_positioned(Fragment& sheet,
                                         const Rect& area,
                                         Point root_place,
                                         Size root_size,
                                         std::vector<OutOfFlowChild> waiting) {
    std::vector<PendingPositioned> rest;
    const PositionedPages pages = positioned_pages(area, rest);
    std::vector<OutOfFlowChild> inner =
        continue_positioned(positioned_, pages, sheet, area, context_);
    positioned_ = std::move(rest);
    // Those of the flow itself have their place already.
    std::erase_if(waiting, [](const OutOfFlowChild& child) { return child.box->footnote; });
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      const OutOfFlowChild child = waiting[i];
      const Box* fixed = find_fixed(fixed_, *child.box);
      if (fixed == nullptr) continue;
      fixed_places_[fixed] = child;
      fixed_places_[fixed].box = fixed;
    }
    std::vector<const Box*> notes =
        add_positioned_in(sheet, area, {Point{}, sheet.size}, std::move(inner));
    const std::vector<const Box*> called =
        add_positioned_in(sheet, area, {root_place, root_size}, std::move(waiting));
    notes.insert(notes.end(), called.begin(), called.end());
    for (const Box* box : fixed_) {
      OutOfFlowChild child;
      child.box = box;
      const auto found = fixed_places_.find(box);
      if (found != fixed_places_.end()) child = found->second;
      child.repeated = has_fixed_;
      std::vector<OutOfFlowChild> of_fixed;
      place_one(sheet, child, area, {root_place, root_size}, of_fixed);
      const std::vector<const Box*> more = notes_called(of_fixed);
      notes.insert(notes.end(), more.begin(), more.end());
    }
    has_fixed_ = true;
    return notes;
  }

  PositionedPages positioned_pages(const Rect& area, std::vector<PendingPositioned>& rest) const {
    ConstraintSpace space;
    if (!options_.continuous) space.fragmentainer = FragmentainerType::Page;
    space.fragmentainer_block_size = flow_.to_logical(area.size).block_size;
    space.skips_empty = empty_.are_enough();
    return PositionedPages::of(space, flow_, nullptr, rest);
  }

  // Those of `waiting`, whose static positions are in `frame`. Returns the notes that they call.
  std::vector<const Box*> add_positioned_in(Fragment& sheet,
                                            const Rect& area,
                                            const Rect& frame,
                                            std::vector<OutOfFlowChild> waiting) {
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      const OutOfFlowChild child = waiting[i];
      if (child.box->style->position == Position::Running || child.box->footnote) continue;
      if (find_fixed(fixed_, *child.box) != nullptr) continue;
      place_one(sheet, child, area, frame, waiting);
    }
    return notes_called(waiting);
  }

  void place_one(Fragment& sheet,
                 const OutOfFlowChild& child,
                 const Rect& area,
                 const Rect& frame,
                 std::vector<OutOfFlowChild>& waiting) {
    const bool is_fixed = child.box->style->position == Position::Fixed;
    const Point where = frame.origin + flow_.to_physical(child.static_position, Size{}, frame.size);
    PlacedOutOfFlow placed = lay_out_positioned(child, where, {area, flow_}, context_);
    if (child.repeated) {
      placed.result.fragment->is_artifact = true;
    } else if (!is_fixed) {
      std::vector<PendingPositioned> rest;
      divide_positioned(*child.box, placed.offset, area.size, positioned_pages(area, rest), placed,
                        context_);
      for (PendingPositioned& one : rest)
        positioned_.push_back(std::move(one));
    }
    if (placed.result.fragment == nullptr) return;
    for (const OutOfFlowChild& inner : placed.result.out_of_flow) {
      waiting.push_back(inner);
      waiting.back().repeated = child.repeated;
    }
    sheet.children.push_back({area.origin + placed.offset, std::move(placed.result.fragment)});
  }

  void make_continuous() {
    context_.initial_containing_block = FlowDirection{}.to_logical(options_.viewport);
    ConstraintSpace space;
    space.flow = flow_;
    space.available = space.percentage_basis = flow_.to_logical(options_.viewport);
    LayoutResult result = lay_out(root_, space, nullptr, context_);
    const LogicalEdges margin = used_margin(root_, flow_, space.edge_basis());
    Page page;
    page.index = state_.next_index++;
    page.number = state_.next_number++;
    page.fragment = std::make_unique<Fragment>();
    page.fragment->box = &root_;
    LogicalSize size = flow_.to_logical(options_.viewport);
    page.fragment->size = options_.viewport;
    const Point place = flow_.to_physical({margin.inline_start, margin.block_start},
                                          result.fragment->size, options_.viewport);
    size.block_size =
        std::max(size.block_size, size_in(flow_, *result.fragment).block_size + margin.block_sum());
    page.size = flow_.to_physical(size);
    std::vector<OutOfFlowChild> waiting = std::move(result.out_of_flow);
    const Size root_size = result.fragment->size;
    Fragment& sheet = *page.fragment;
    sheet.children.push_back({place, std::move(result.fragment)});
    fixed_.clear();
    add_positioned(sheet, Rect{{}, options_.viewport}, place, root_size, std::move(waiting));
    sink_->take(std::move(page));
  }

  const BoxTree& tree_;
  const Box& root_;
  PageOptions options_;
  LayoutContext& context_;
  BoxFactory factory_;
  FlowDirection flow_;
  bool rtl_ = false;
  std::vector<const Box*> fixed_;
  Unit grid_pitch_;

  // Where the content goes on.
  std::unique_ptr<BreakToken> token_;
  NextStart next_;
  std::uint32_t next_index_ = 0;
  bool is_first_ = true;
  bool is_done_ = false;
  bool asks_for_side_ = false;  // a break to a left or right page has been met
  std::vector<Draft> drafts_;
  std::unordered_map<const Box*, OutOfFlowChild> fixed_places_;
  bool has_fixed_ = false;                     // a page has had them
  std::vector<PendingPositioned> positioned_;  // go on, on the next page
  PageNotes notes_;
  EmptyPages empty_;
  std::vector<const Box*> late_notes_;
  std::string_view group_name_;
  std::uint32_t group_number_ = 0;
  bool has_containing_block_ = false;

  // Where the second step goes on.
  PageState state_;
  PageFacts facts_;
  PageSink* sink_ = nullptr;
};

namespace {

// Whether the chapter's margin boxes or content show counter(pages) and nobody has told it.
bool wants_total(const BoxTree& tree, std::uint32_t total, const LayoutContext& context) {
  if (total != 0) return false;
  style::PageQuery query;
  query.first = true;
  bool wants = tree.questions.total || asks_for_total(context.styles.resolve_page(query));
  query.first = false;
  wants = wants || asks_for_total(context.styles.resolve_page(query));
  query.left = true;
  return wants || asks_for_total(context.styles.resolve_page(query));
}

}  // namespace

ChapterPages::ChapterPages(const BoxTree& tree, const PageOptions& options, LayoutContext& context)
    : tree_(tree), options_(options), context_(context) {}

ChapterPages::~ChapterPages() = default;

void ChapterPages::lay_out_ahead(std::uint32_t index, std::uint32_t total, std::size_t most_pages) {
  if (tree_.root == nullptr || options_.continuous || tree_.questions.any() ||
      wants_total(tree_, total, context_)) {
    return;
  }
  ahead_ = std::make_unique<PageMaker>(tree_, options_, context_);
  ahead_->lay_out_ahead(index, most_pages);
}

bool ChapterPages::fits(const PageState& start) const {
  return ahead_ == nullptr || ahead_->fits(start.next_index);
}

void ChapterPages::hand_on(PageState& state, PageSink& sink) {
  if (ahead_ != nullptr) {
    ahead_->run(state, sink);
  } else {
    lay_out_pages(tree_, options_, state, context_, sink);
  }
}

void lay_out_pages(const BoxTree& tree,
                   const PageOptions& options,
                   PageState& state,
                   LayoutContext& context,
                   PageSink& sink) {
  if (tree.root == nullptr) return;
  const bool asks = tree.questions.any() && !options.continuous;
  const bool counts = !options.continuous && wants_total(tree, state.total, context);
  if (!asks && !counts) {
    PageMaker(tree, options, context).run(state, sink);
    return;
  }
  const std::vector<std::string>& ids = tree.questions.targets;
  const std::unordered_set<std::string> wanted(ids.begin(), ids.end());
  PageFinder finder(wanted, &tree.questions);
  PageState trial = state;
  PageMaker(tree, options, context).run(trial, finder);
  const bool had_total = state.total != 0;
  if (counts) state.total = state.next_number - 1 + finder.count;
  if (!asks) {
    PageMaker(tree, options, context).run(state, sink);
  } else {
    finder.numbers.total = static_cast<std::int32_t>(state.total);
    const BoxTree rebuilt = build_with_answers(tree, wanted, finder, context);
    PageMaker(rebuilt, options, context).run(state, sink);
  }
  if (!had_total) state.total = 0;
}

}  // namespace banxin::layout
