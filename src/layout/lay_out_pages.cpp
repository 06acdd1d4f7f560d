#include <algorithm>
#include <limits>
#include <unordered_set>
#include <utility>

#include "base/assert.h"
#include "base/diagnostic_ids.h"
#include "dom/names.h"
#include "layout/breaking.h"
#include "layout/footnotes.h"
#include "layout/inline/line_grid.h"
#include "layout/layout.h"
#include "layout/out_of_flow.h"
#include "layout/page_boxes.h"
#include "layout/page_start.h"
#include "layout/sizing.h"

namespace banxin::layout {

using style::BreakBetween;
using style::Position;

namespace {

std::int32_t saturate(std::int64_t value) {
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(
      value, std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()));
}

// Visits boxes' fragments in document order.
template <class Visit>
void for_each_fragment(const Fragment& root, Visit visit) {
  std::vector<const Fragment*> stack{&root};
  while (!stack.empty()) {
    const Fragment* at = stack.back();
    stack.pop_back();
    visit(*at);
    for (std::size_t i = at->children.size(); i-- > 0;) {
      stack.push_back(at->children[i].fragment.get());
    }
  }
}

class PageMaker {
 public:
  PageMaker(const BoxTree& tree,
            const PageOptions& options,
            PageState& state,
            LayoutContext& context,
            PageSink& sink)
      : tree_(tree),
        root_(*tree.root),
        options_(options),
        state_(state),
        context_(context),
        sink_(sink),
        factory_(context),
        flow_(tree.root->style->flow()),
        rtl_(tree.root->style->direction == Direction::Rtl ||
             is_block_flipped(tree.root->style->writing_mode)),
        fixed_(fixed_boxes(*tree.root)) {
    for (const NamedString& string : state.strings) {
      facts_.strings[string.name].entry = facts_.strings[string.name].last = string.value;
    }
  }

  void run() {
    if (options_.continuous) {
      make_continuous();
      return;
    }
    grid_pitch_ = grid_pitch(root_, context_);
    std::unique_ptr<BreakToken> token;
    NextStart next{start_page(root_), break_before_of(root_)};
    bool is_first = true;
    do {
      if (state_.next_index >= context_.limits.pages) {
        context_.diagnostics.report(DiagnosticId::TooManyPages, tree_.document->file(), {},
                                    std::to_string(context_.limits.pages));
        break;
      }
      // CSS Break 3 §3.1: one blank page at most brings the flow to the side it asks for.
      if (wants_other_side(next.forced) && !is_first) make_blank(next);
      if (token == nullptr && !is_first) {
        make_rest_page(next);
        continue;
      }
      token = make_page(token.get(), next);
      next.forced = BreakBetween::Auto;
      if (token != nullptr) next = next_start(*token);
      is_first = false;
    } while (token != nullptr || !positioned_.empty());
    const bool last_comes_next = is_on_side(options_.last_side, state_.next_index);
    if (options_.last_side != BreakBetween::Auto && last_comes_next) make_blank(next);
    state_.strings.clear();
    for (const auto& [name, values] : facts_.strings)
      state_.strings.push_back({name, values.entry});
    std::sort(state_.strings.begin(), state_.strings.end(),
              [](const NamedString& a, const NamedString& b) { return a.name < b.name; });
  }

 private:
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
  bool wants_other_side(BreakBetween forced) const {
    return !is_on_side(forced, state_.next_index);
  }

  style::PageStyle style_for(std::string_view name, bool blank) {
    style::PageQuery query;
    query.name = name;
    query.first = state_.next_index == 0;
    query.left = is_left(state_.next_index);
    query.blank = blank;
    query.number = state_.next_index + 1;
    if (name != group_name_) {
      group_name_ = name;
      group_number_ = 0;
    }
    query.group_number = ++group_number_;
    return context_.styles.resolve_page(query);
  }

  // Percentages, viewport units' fallbacks and positioned boxes refer to it.
  void set_containing_block(const Rect& area) {
    if (state_.next_index == 0 || !has_containing_block_) {
      context_.initial_containing_block = FlowDirection{}.to_logical(area.size);
      has_containing_block_ = true;
    }
  }

  Page start(const style::PageStyle& style, const PageGeometry& geometry, bool blank) {
    Page page;
    page.size = geometry.sheet;
    page.index = state_.next_index;
    count(*style.page);
    page.number = state_.next_number;
    page.name = group_name_;
    page.is_left = is_left(state_.next_index);
    page.is_blank = blank;
    page.fragment = std::make_unique<Fragment>();
    page.fragment->size = geometry.sheet;
    Box& box = factory_.create(BoxType::Block, *style.page, nullptr);
    box.origin = BoxOrigin::Anonymous;
    page.fragment->box = &box;
    return page;
  }

  // CSS Page 3 §6: what the page context does to its counters; `page` counts by itself unless it is
  // told how.
  void count(const style::ComputedStyle& page) {
    std::int64_t number = std::int64_t{state_.next_number} - 1;
    const auto change = [&](const style::CounterChange& at, bool adds) {
      if (at.name == "page") {
        number = adds ? number + at.value : at.value;
      } else {
        std::int32_t& value = facts_.counters[std::string{at.name}];
        value = adds ? saturate(std::int64_t{value} + at.value) : at.value;
      }
    };
    for (const style::CounterChange& at : page.counter_reset)
      change(at, false);
    bool counts = false;
    for (const style::CounterChange& at : page.counter_increment) {
      change(at, true);
      counts = counts || at.name == "page";
    }
    if (!counts) ++number;
    for (const style::CounterChange& at : page.counter_set)
      change(at, false);
    state_.next_number = static_cast<std::uint32_t>(saturate(std::max<std::int64_t>(number, 0)));
  }

  void finish(Page page, const style::PageStyle& style, const PageGeometry& geometry) {
    facts_.number = page.number;
    facts_.total = state_.total;
    add_margin_boxes(style, geometry, facts_, factory_, *page.fragment, context_);
    for (auto& [name, values] : facts_.strings)
      values.next_page();
    for (auto& [name, values] : facts_.running)
      values.next_page();
    ++state_.next_index;
    ++state_.next_number;
    sink_.take(std::move(page));
  }

  void make_blank(const NextStart& next) {
    const style::PageStyle style = style_for(next.page_name, true);
    const PageGeometry geometry = page_geometry(*style.page);
    finish(start(style, geometry, true), style, geometry);
  }

  // The flow has ended; positioned boxes go on.
  void make_rest_page(const NextStart& next) {
    const style::PageStyle style = style_for(next.page_name, false);
    const PageGeometry geometry = page_geometry(*style.page);
    Page page = start(style, geometry, false);
    add_positioned(*page.fragment, geometry.area, geometry.area.origin, geometry.area.size, {});
    finish(std::move(page), style, geometry);
  }

  LayoutResult lay_out_root(const Rect& area,
                            Unit notes,
                            const BreakToken* token,
                            const Box* break_before = nullptr) {
    ConstraintSpace space;
    space.break_before = break_before;
    space.flow = flow_;
    LogicalSize size = flow_.to_logical(area.size);
    space.available = space.percentage_basis = size;
    space.fragmentainer = FragmentainerType::Page;
    space.fragmentainer_block_size = std::max(Unit::from_px(1), size.block_size - notes);
    const LogicalEdges margin = used_margin(root_, flow_, size.inline_size);
    if (token == nullptr) space.fragmentainer_offset = margin.block_start;
    space.at_fragmentainer_start = true;
    space.grid_pitch = grid_pitch_;
    return lay_out(root_, space, token, context_);
  }

  struct Note {
    const Box* box;
    std::unique_ptr<Fragment> fragment;
  };

  std::vector<Note> lay_out_notes(const LayoutResult& result, const Rect& area, Unit& height) {
    std::vector<Note> notes;
    const Unit width = flow_.to_logical(area.size).inline_size;
    for (const Box* box : note_blocks(result, width, factory_, context_)) {
      const ConstraintSpace space = space_for_child(*box, flow_, {width, kIndefinite});
      LayoutResult note = lay_out(*box, space, nullptr, context_);
      height += size_in(flow_, *note.fragment).block_size +
                used_margin(*box, flow_, area.size.width).block_sum();
      notes.push_back({box, std::move(note.fragment)});
    }
    return notes;
  }

  std::unique_ptr<BreakToken> make_page(const BreakToken* token, const NextStart& next) {
    const style::PageStyle style = style_for(next.page_name, false);
    const PageGeometry geometry = page_geometry(*style.page);
    const Rect area = geometry.area;
    set_containing_block(area);
    LayoutResult result = lay_out_root(area, Unit{}, token);
    // GCPM 3 §2: footnotes take their room from the page; fewer lines may then have fewer notes.
    const std::vector<const Box*> called = notes_called(result);
    Unit reserved;
    std::vector<Note> notes;
    for (int attempt = 0; attempt < 5; ++attempt) {
      Unit height = note_area_edges(style);
      notes = lay_out_notes(result, area, height);
      if (notes.empty() || height <= reserved) break;
      const Unit most = flow_.to_logical(area.size).block_size / 5 * 4;
      if (reserved == most) break;
      reserved = std::min(height, most);
      result = lay_out_root(area, reserved, token);
    }
    if (const Box* block = block_to_move(called, result)) {
      result = lay_out_root(area, reserved, token, block);
      Unit height;
      notes = lay_out_notes(result, area, height);
    }
    Page page = start(style, geometry, false);
    Fragment& sheet = *page.fragment;
    const LogicalEdges margin = used_margin(root_, flow_, flow_.to_logical(area.size).inline_size);
    BANXIN_ASSERT(result.fragment != nullptr, "every page takes content");
    const LogicalPoint corner{margin.inline_start, token == nullptr ? margin.block_start : Unit{}};
    const Point place = area.origin + flow_.to_physical(corner, result.fragment->size, area.size);
    note_assignments(*result.fragment, result.out_of_flow);
    page.number = state_.next_number;
    const Size root_size = result.fragment->size;
    std::vector<OutOfFlowChild> waiting = std::move(result.out_of_flow);
    sheet.children.push_back({place, std::move(result.fragment)});
    add_positioned(sheet, area, place, root_size, std::move(waiting));
    add_notes(sheet, area, style, std::move(notes));
    finish(std::move(page), style, geometry);
    return std::move(result.resume);
  }

  Unit note_area_edges(const style::PageStyle& style) const {
    const style::ComputedStyle* area = style.box(style::MarginBox::Footnote);
    if (area == nullptr) return {};
    const Box box = note_area_box(*area);
    return (used_margin(box, flow_, Unit{}) + used_border(box, flow_, context_) +
            used_padding(box, flow_, Unit{}))
        .block_sum();
  }

  static Box note_area_box(const style::ComputedStyle& style) {
    Box box;
    box.style = &style;
    return box;
  }

  void add_notes(Fragment& sheet,
                 const Rect& area,
                 const style::PageStyle& style,
                 std::vector<Note> notes) {
    if (notes.empty()) return;
    const style::ComputedStyle* given = style.box(style::MarginBox::Footnote);
    Box& box = factory_.create(
        BoxType::Block,
        given != nullptr ? *given : factory_.anonymous_style(*style.page, style::Display::Block),
        nullptr);
    const LogicalEdges border = used_border(box, flow_, context_);
    const LogicalEdges padding = used_padding(box, flow_, Unit{});
    const LogicalEdges insets = border + padding;
    const LogicalEdges margin = used_margin(box, flow_, Unit{});
    FragmentBuilder builder(box, flow_);
    Unit at = insets.block_start;
    for (Note& note : notes) {
      const LogicalEdges around = used_margin(*note.box, flow_, area.size.width);
      at += around.block_start;
      const Unit extent = size_in(flow_, *note.fragment).block_size;
      builder.add(std::move(note.fragment), {insets.inline_start + around.inline_start, at});
      at += extent + around.block_end;
    }
    const LogicalSize whole = flow_.to_logical(area.size);
    auto fragment = builder.finish({whole.inline_size, at + insets.block_end}, border, padding);
    const LogicalPoint corner{
        Unit{}, whole.block_size - size_in(flow_, *fragment).block_size - margin.block_end};
    const Point place = area.origin + flow_.to_physical(corner, fragment->size, area.size);
    sheet.children.push_back({place, std::move(fragment)});
  }

  // Strings and running elements that this page assigns, in document order.
  void note_assignments(const Fragment& root, const std::vector<OutOfFlowChild>& waiting) {
    for (const OutOfFlowChild& child : waiting) {
      if (child.box->style->position != Position::Running) continue;
      const std::string name{child.box->style->running_name.text};
      facts_.running[name].assign(child.box, child.static_position.block_offset <= Unit{});
    }
    if (tree_.named_strings.empty() && tree_.counters.empty()) return;
    bool at_start = true;
    std::unordered_set<const Box*> seen;
    for_each_fragment(root, [&](const Fragment& fragment) {
      if (fragment.type == FragmentType::Text) at_start = false;
      if (fragment.box == nullptr || !fragment.is_first || fragment.is_artifact) return;
      const auto strings = tree_.named_strings.find(fragment.box);
      const auto counters = tree_.counters.find(fragment.box);
      const bool none = strings == tree_.named_strings.end() && counters == tree_.counters.end();
      if (none || !seen.insert(fragment.box).second) return;
      if (counters != tree_.counters.end()) note_counters(counters->second);
      if (strings == tree_.named_strings.end()) return;
      for (const NamedString& string : strings->second) {
        facts_.strings[string.name].assign(string.value, at_start);
      }
    });
  }

  // An element may give its page another number.
  void note_counters(const std::vector<CounterValue>& counters) {
    for (const CounterValue& counter : counters) {
      if (counter.name != "page") {
        facts_.counters[counter.name] = counter.value;
      } else if (counter.assigned) {
        state_.next_number = static_cast<std::uint32_t>(std::max(counter.value, 0));
      }
    }
  }

  void add_positioned(Fragment& sheet,
                      const Rect& area,
                      Point root_place,
                      Size root_size,
                      std::vector<OutOfFlowChild> waiting) {
    const PositionedContainer container{area, flow_};
    std::vector<PendingPositioned> rest;
    ConstraintSpace space;
    if (!options_.continuous) space.fragmentainer = FragmentainerType::Page;
    space.fragmentainer_block_size = area.size.height;
    const PositionedPages pages = PositionedPages::of(space, flow_, nullptr, rest);
    continue_positioned(positioned_, pages, sheet, area.origin, context_);
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      const OutOfFlowChild child = waiting[i];
      const Position position = child.box->style->position;
      if (position == Position::Running || child.box->footnote) continue;
      const bool repeats = position == Position::Fixed &&
                           std::find(fixed_.begin(), fixed_.end(), child.box) != fixed_.end();
      if (repeats) {
        fixed_places_[child.box] = child;
        continue;
      }
      place_one(sheet, child, container, pages, {root_place, root_size}, waiting);
    }
    positioned_ = std::move(rest);
    for (const Box* box : fixed_) {
      OutOfFlowChild child;
      child.box = box;
      const auto found = fixed_places_.find(box);
      if (found != fixed_places_.end()) child = found->second;
      std::vector<OutOfFlowChild> inner;
      place_one(sheet, child, container, {}, {root_place, root_size}, inner);
    }
  }

  void place_one(Fragment& sheet,
                 const OutOfFlowChild& child,
                 const PositionedContainer& container,
                 const PositionedPages& pages,
                 const Rect& root,
                 std::vector<OutOfFlowChild>& waiting) {
    const Point where = root.origin + flow_.to_physical(child.static_position, Size{}, root.size);
    PlacedOutOfFlow placed = lay_out_positioned(child, where, container, context_);
    if (child.repeated) {
      placed.result.fragment->is_artifact = true;
    } else {
      divide_positioned(*child.box, placed.offset.y, placed.offset.x, pages, placed, context_);
    }
    if (placed.result.fragment == nullptr) return;
    for (const OutOfFlowChild& inner : placed.result.out_of_flow) {
      waiting.push_back(inner);
      waiting.back().repeated = child.repeated;
    }
    sheet.children.push_back(
        {container.rect.origin + placed.offset, std::move(placed.result.fragment)});
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
    sink_.take(std::move(page));
  }

  const BoxTree& tree_;
  const Box& root_;
  const PageOptions& options_;
  PageState& state_;
  LayoutContext& context_;
  PageSink& sink_;
  BoxFactory factory_;
  FlowDirection flow_;
  bool rtl_ = false;
  Unit grid_pitch_;
  std::vector<const Box*> fixed_;
  std::unordered_map<const Box*, OutOfFlowChild> fixed_places_;
  std::vector<PendingPositioned> positioned_;  // go on, on the next page
  PageFacts facts_;
  std::string_view group_name_;
  std::uint32_t group_number_ = 0;
  bool has_containing_block_ = false;
};

// The first pass: how many pages there are, and on which one each element with a wanted id begins.
class PageFinder final : public PageSink {
 public:
  PageFinder(std::unordered_set<std::string> wanted, const PageQuestions* questions)
      : wanted_(std::move(wanted)), questions_(questions) {}

  void take(Page page) override {
    ++count;
    if (questions_ == nullptr) return;
    if (wanted_.empty() && questions_->numbers.empty()) return;
    for_each_fragment(*page.fragment, [&](const Fragment& fragment) {
      if (fragment.box == nullptr || fragment.box->node == nullptr) return;
      if (!fragment.box->node->is_element()) return;
      if (questions_->numbers.count(fragment.box->node) != 0) {
        numbers.of.try_emplace(fragment.box->node, static_cast<std::int32_t>(page.number));
      }
      const std::string id{fragment.box->node->attribute(dom::names::id)};
      if (!id.empty() && wanted_.count(id) != 0) pages.try_emplace(id, page.number);
    });
  }

  std::uint32_t count = 0;
  std::unordered_map<std::string, std::uint32_t> pages;
  PageNumbers numbers;

 private:
  std::unordered_set<std::string> wanted_;
  const PageQuestions* questions_;
};

// The boxes once more: with the numbers in place, pages may break a little differently.
BoxTree build_with_answers(const BoxTree& tree,
                           const std::unordered_set<std::string>& wanted,
                           const PageFinder& finder,
                           LayoutContext& context) {
  Targets targets;
  for (int pass = 0; pass < 2 && !wanted.empty(); ++pass) {
    BuildOptions build;
    build.targets = pass == 0 ? nullptr : &targets;
    build.numbers = &finder.numbers;
    build.gather = &wanted;
    targets = build_boxes(*tree.document, context, build).targets;
    for (auto& [id, facts] : targets) {
      const auto found = finder.pages.find(id);
      facts.page = found == finder.pages.end() ? 0 : static_cast<std::int32_t>(found->second);
    }
  }
  BuildOptions build;
  build.targets = &targets;
  build.numbers = &finder.numbers;
  return build_boxes(*tree.document, context, build);
}

}  // namespace

void lay_out_pages(const BoxTree& tree,
                   const PageOptions& options,
                   PageState& state,
                   LayoutContext& context,
                   PageSink& sink) {
  if (tree.root == nullptr) return;
  const bool asks = tree.questions.any() && !options.continuous;
  bool wants_total = false;
  if (!options.continuous && state.total == 0) {
    style::PageQuery query;
    query.first = true;
    wants_total = tree.questions.total || asks_for_total(context.styles.resolve_page(query));
    query.first = false;
    wants_total = wants_total || asks_for_total(context.styles.resolve_page(query));
    query.left = true;
    wants_total = wants_total || asks_for_total(context.styles.resolve_page(query));
  }
  if (!asks && !wants_total) {
    PageMaker(tree, options, state, context, sink).run();
    return;
  }
  const std::vector<std::string>& ids = tree.questions.targets;
  const std::unordered_set<std::string> wanted(ids.begin(), ids.end());
  PageFinder finder(wanted, &tree.questions);
  PageState trial = state;
  PageMaker(tree, options, trial, context, finder).run();
  const bool had_total = state.total != 0;
  if (wants_total) state.total = state.next_number - 1 + finder.count;
  if (!asks) {
    PageMaker(tree, options, state, context, sink).run();
  } else {
    finder.numbers.total = static_cast<std::int32_t>(state.total);
    const BoxTree rebuilt = build_with_answers(tree, wanted, finder, context);
    PageMaker(rebuilt, options, state, context, sink).run();
  }
  if (!had_total) state.total = 0;
}

std::uint32_t count_pages(const BoxTree& tree,
                          const PageOptions& options,
                          PageState& state,
                          LayoutContext& context) {
  if (tree.root == nullptr) return 0;
  PageFinder finder({}, nullptr);
  PageMaker(tree, options, state, context, finder).run();
  return finder.count;
}

}  // namespace banxin::layout
