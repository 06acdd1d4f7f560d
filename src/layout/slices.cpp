#include "layout/slices.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/diagnostic_ids.h"
#include "dom/document.h"
#include "layout/layout.h"
#include "layout/layout_algorithms.h"
#include "layout/layout_context.h"
#include "layout/replaced.h"
#include "layout/sizing.h"

namespace banxin::layout {
namespace {

using Extent = SlicedRest::Extent;

Extent extent_in(const Fragment& parent, const ChildFragment& child, FlowDirection flow) {
  const Size inner = child.fragment->size;
  const LogicalEdges at =
      flow.to_logical(Edges{child.offset.y, parent.size.width - child.offset.x - inner.width,
                            parent.size.height - child.offset.y - inner.height, child.offset.x});
  return {at.block_start, at.block_start + flow.to_logical(inner).block_size};
}

bool is_inline_box(const Fragment& fragment) {
  if (fragment.type != FragmentType::Box || fragment.box == nullptr) return false;
  const BoxType type = fragment.box->type;
  return type == BoxType::Inline || type == BoxType::Ruby || type == BoxType::RubyBase ||
         type == BoxType::RubyText;
}

struct Visit {
  const Fragment* fragment;
  Unit start;
};

// Boxes are, and lines with atomic inlines in them or taller than a page.
bool is_divisible(const Fragment& fragment, FlowDirection flow, Unit page) {
  if (fragment.type == FragmentType::Text) return false;
  if (fragment.type == FragmentType::Line && flow.to_logical(fragment.size).block_size > page)
    return true;
  if (fragment.type == FragmentType::Box && !is_inline_box(fragment)) return true;
  std::vector<const Fragment*> stack{&fragment};
  while (!stack.empty()) {
    const Fragment& at = *stack.back();
    stack.pop_back();
    for (const ChildFragment& child : at.children) {
      if (is_inline_box(*child.fragment)) {
        stack.push_back(child.fragment.get());
      } else if (child.fragment->type == FragmentType::Box) {
        return true;
      }
    }
  }
  return false;
}

// From the top of the highest text of a line to the end of the lowest: it stays together.
Extent text_extent(const Fragment& line, FlowDirection flow) {
  Extent whole{Unit::max(), Unit{}};
  std::vector<Visit> stack{{&line, Unit{}}};
  while (!stack.empty()) {
    const Visit visit = stack.back();
    stack.pop_back();
    for (const ChildFragment& child : visit.fragment->children) {
      const Extent at = extent_in(*visit.fragment, child, flow);
      if (is_inline_box(*child.fragment)) {
        stack.push_back({child.fragment.get(), visit.start + at.start});
      } else if (child.fragment->type == FragmentType::Text) {
        whole.start = std::min(whole.start, visit.start + at.start);
        whole.end = std::max(whole.end, visit.start + at.end);
      }
    }
  }
  if (whole.start == Unit::max()) whole.start = Unit{};
  return whole;
}

}  // namespace

Unit last_text_start(const Fragment& line, FlowDirection flow) {
  Unit last;
  std::vector<Visit> stack{{&line, Unit{}}};
  while (!stack.empty()) {
    const Visit visit = stack.back();
    stack.pop_back();
    for (const ChildFragment& child : visit.fragment->children) {
      const Unit start = visit.start + extent_in(*visit.fragment, child, flow).start;
      if (child.fragment->type == FragmentType::Text) last = std::max(last, start);
      if (is_inline_box(*child.fragment)) stack.push_back({child.fragment.get(), start});
    }
  }
  return last;
}

namespace {

// Visits `root` and what is in it that shows; returns how far along the pages that reaches. What
// overflows its own box is noted in `overflowing`, if that is given.
Unit measure_end(const Fragment& root,
                 FlowDirection flow,
                 std::unordered_map<const Fragment*, Unit>* overflowing) {
  struct Place {
    const Fragment* fragment;
    std::size_t parent;
    Unit start;  // in its parent
    Unit end;    // from its own start
  };
  std::vector<Place> places{{&root, 0, Unit{}, Unit::min()}};
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Fragment& fragment = *places[i].fragment;
    if (!is_inline_box(fragment)) places[i].end = flow.to_logical(fragment.size).block_size;
    const bool clips =
        fragment.box != nullptr && (fragment.box->style->overflow_y != style::Overflow::Visible ||
                                    fragment.box->style->overflow_x != style::Overflow::Visible);
    if (clips) continue;
    for (const ChildFragment& child : fragment.children) {
      if (child.fragment->type == FragmentType::Text) continue;  // its line counts
      const Unit start = extent_in(fragment, child, flow).start;
      places.push_back({child.fragment.get(), i, start, Unit::min()});
    }
  }
  // Children stand behind their parents.
  for (std::size_t i = places.size(); i-- > 1;) {
    const Place place = places[i];
    if (place.end == Unit::min()) continue;
    places[place.parent].end = std::max(places[place.parent].end, place.start + place.end);
    const Unit own = flow.to_logical(place.fragment->size).block_size;
    if (overflowing != nullptr && place.end > own) (*overflowing)[place.fragment] = place.end;
  }
  return std::max(Unit{}, places.front().end);
}

void measure(SlicedRest& rest, FlowDirection flow, const LayoutContext& context) {
  if (rest.total != kIndefinite) return;
  rest.total = measure_end(*rest.whole, flow, &rest.overflowing);
  // The same for all slices, whatever else stands on their pages.
  const Size page = FlowDirection{}.to_physical(context.initial_containing_block);
  rest.page = flow.to_logical(page).block_size;
  std::vector<const Fragment*> stack{rest.whole.get()};
  while (!stack.empty()) {
    const Fragment& at = *stack.back();
    stack.pop_back();
    const bool is_cut = &at == rest.whole.get() || is_divisible(at, flow, rest.page);
    if (at.type == FragmentType::Line && is_cut) {
      // Texts that are pages apart stand each on its own.
      const Extent texts = text_extent(at, flow);
      if (last_text_start(at, flow) - texts.start <= rest.page) rest.texts[&at] = texts;
    }
    for (const ChildFragment& child : at.children)
      stack.push_back(child.fragment.get());
  }
}

// As extent_in(), with what overflows the child.
Extent visible_extent(const SlicedRest& rest,
                      const Fragment& parent,
                      const ChildFragment& child,
                      FlowDirection flow) {
  Extent at = extent_in(parent, child, flow);
  const auto found = rest.overflowing.find(child.fragment.get());
  if (found != rest.overflowing.end()) at.end = at.start + found->second;
  return at;
}

// Where from `from` on the next text or picture stands; one that goes on there is there.
std::optional<Unit> next_content(const SlicedRest& rest, FlowDirection flow, Unit from) {
  std::optional<Unit> next;
  std::vector<Visit> stack{{rest.whole.get(), Unit{}}};
  while (!stack.empty()) {
    const Visit visit = stack.back();
    stack.pop_back();
    for (const ChildFragment& child : visit.fragment->children) {
      const Extent at = extent_in(*visit.fragment, child, flow);
      const Unit start = visit.start + at.start;
      const bool is_text = child.fragment->type == FragmentType::Text;
      const Box* box = child.fragment->box;
      const bool is_picture =
          box != nullptr && box->type == BoxType::Replaced && visit.start + at.end > from;
      if ((is_text && start >= from) || is_picture) next = std::min(next.value_or(start), start);
      stack.push_back({child.fragment.get(), start});
    }
  }
  if (next) next = std::max(from, *next);
  return next;
}

// The start of the first line that `cut` would go through; `cut` when there is none. Lines that
// begin at or before `from` do not count.
Unit first_line_across(const SlicedRest& rest, FlowDirection flow, Unit from, Unit cut) {
  Unit first = cut;
  const auto note = [&](Extent at) {
    if (at.start > from && at.start < cut && at.end > cut) first = std::min(first, at.start);
  };
  struct LineVisit {
    const Fragment* fragment;
    Unit start;
    bool has_own_texts;  // of the line that it is in, which are not counted by the line
  };
  std::vector<LineVisit> stack{{rest.whole.get(), Unit{}, false}};
  while (!stack.empty()) {
    LineVisit visit = stack.back();
    stack.pop_back();
    const bool is_line = visit.fragment->type == FragmentType::Line;
    if (is_line) visit.has_own_texts = rest.texts.count(visit.fragment) == 0;
    const bool in_line = is_line || is_inline_box(*visit.fragment);
    for (const ChildFragment& child : visit.fragment->children) {
      const Extent at = visible_extent(rest, *visit.fragment, child, flow);
      const Extent here{visit.start + at.start, visit.start + at.end};
      if (child.fragment->type == FragmentType::Text && in_line && !visit.has_own_texts) continue;
      const bool divisible = is_divisible(*child.fragment, flow, rest.page);
      if (!divisible) note(here);
      if (const auto text = rest.texts.find(child.fragment.get()); text != rest.texts.end())
        note({here.start + text->second.start, here.start + text->second.end});
      // What stands in an inline box may begin before it.
      const bool begins = here.start < cut || is_inline_box(*child.fragment);
      if (divisible && begins && here.end > cut)
        stack.push_back({child.fragment.get(), here.start, visit.has_own_texts});
    }
  }
  return first;
}

std::unique_ptr<Fragment> shallow_copy(const Fragment& fragment) {
  auto copy = std::make_unique<Fragment>();
  copy->type = fragment.type;
  copy->box = fragment.box;
  copy->size = fragment.size;
  copy->border = fragment.border;
  copy->padding = fragment.padding;
  copy->is_first = fragment.is_first;
  copy->is_last = fragment.is_last;
  copy->is_artifact = fragment.is_artifact;
  copy->borders_collapsed = fragment.borders_collapsed;
  copy->baseline = fragment.baseline;
  if (fragment.rules != nullptr) {
    copy->rules = std::make_unique<std::vector<RuleLine>>(*fragment.rules);
  }
  return copy;
}

// Moves what begins before `cut` out of `whole`; boxes that reach over it stay there as well.
std::unique_ptr<Fragment> divide(SlicedRest& sliced, FlowDirection flow, Unit cut) {
  Fragment& whole = *sliced.whole;
  struct Division {
    Fragment* rest;
    Fragment* part;
    Unit start;
    Unit text_start;  // of the line that it is in; Unit::max(): each has its own
  };
  auto part = shallow_copy(whole);
  std::vector<Division> stack{{&whole, part.get(), Unit{}, Unit::max()}};
  while (!stack.empty()) {
    const Division visit = stack.back();
    stack.pop_back();
    std::vector<ChildFragment>& children = visit.rest->children;
    std::size_t kept = 0;
    Unit text_start = visit.text_start;
    const bool is_line = visit.rest->type == FragmentType::Line;
    if (is_line) text_start = Unit::max();
    if (const auto text = sliced.texts.find(visit.rest); text != sliced.texts.end())
      text_start = visit.start + text->second.start;
    const bool in_line = is_line || is_inline_box(*visit.rest);
    for (std::size_t i = 0; i < children.size(); ++i) {
      const Extent at = visible_extent(sliced, *visit.rest, children[i], flow);
      const bool divisible = is_divisible(*children[i].fragment, flow, sliced.page);
      const bool is_text = in_line && !divisible;
      const bool is_around = divisible && is_inline_box(*children[i].fragment);
      const Unit own_start = visit.start + at.start;
      const Unit start = is_text && text_start != Unit::max() ? text_start : own_start;
      const bool begins_later = !is_around && start >= cut;
      const bool ends_before = visit.start + at.end <= cut;
      if (!begins_later && (ends_before || !divisible)) {
        visit.part->children.push_back(std::move(children[i]));
        continue;
      }
      if (!begins_later) {
        Fragment& rest = *children[i].fragment;
        visit.part->children.push_back({children[i].offset, shallow_copy(rest)});
        stack.push_back({&rest, visit.part->children.back().fragment.get(), visit.start + at.start,
                         text_start});
      }
      if (kept != i) children[kept] = std::move(children[i]);
      ++kept;
    }
    children.resize(kept);
  }
  return part;
}

// A box that shows what is in it and nothing around it.
const Box& window_box(const Box& owner, LayoutContext& context) {
  auto& style = context.memory.create<style::ComputedStyle>();
  static_cast<style::InheritedStyle&>(style) = *owner.style;
  style.display = style::Display::Block;
  style.overflow_x = style.overflow_y = style::Overflow::Hidden;
  Box& box = context.memory.create<Box>();
  box.style = &style;
  box.origin = BoxOrigin::Anonymous;
  box.parent = owner.parent;
  box.index = owner.index;
  return box;
}

void report_slices(const Box& owner, LayoutContext& context) {
  if (!context.sliced_boxes.insert(&owner).second) return;  // once, however often it is tried
  const Box* named = &owner;
  while (named->node == nullptr && named->parent != nullptr)
    named = named->parent;
  if (named->node == nullptr || context.document == nullptr) return;
  context.diagnostics.report(DiagnosticId::ContentSliced, context.document->file(),
                             context.document->position(*named->node),
                             context.document->atoms().name(named->node->name));
}

}  // namespace

Unit visible_end(const Fragment& root, FlowDirection flow) {
  return measure_end(root, flow, nullptr);
}

bool is_later_slice(const Fragment& fragment) {
  // Anonymous boxes have the initial overflow but where they are windows.
  return fragment.type == FragmentType::Box && !fragment.is_first && fragment.box != nullptr &&
         fragment.box->origin == BoxOrigin::Anonymous &&
         fragment.box->style->overflow_y == style::Overflow::Hidden;
}

Slice take_slice(
    SlicedRest& rest, const Box& owner, FlowDirection flow, Unit room, LayoutContext& context) {
  if (rest.consumed == Unit{}) report_slices(owner, context);
  const Size whole_size = rest.whole->size;
  measure(rest, flow, context);
  const Unit total = rest.total;
  Unit from = rest.consumed;
  Slice slice;
  if (rest.skips_empty) from = next_content(rest, flow, from).value_or(from);
  slice.is_last = total - from <= room;
  Unit cut = std::min(total, from + room);
  std::unique_ptr<Fragment> part;
  if (slice.is_last) {
    part = std::move(rest.whole);
  } else {
    // Rather before a line than through it.
    constexpr int kTries = 8;
    for (int i = 0; i < kTries; ++i) {
      const Unit before = first_line_across(rest, flow, from, cut);
      if (before == cut) break;
      cut = before;
    }
    slice.is_last = rest.skips_empty && !next_content(rest, flow, cut);
    part = slice.is_last ? std::move(rest.whole) : divide(rest, flow, cut);
  }
  auto window = std::make_unique<Fragment>();
  window->box = &window_box(owner, context);
  LogicalSize size = flow.to_logical(whole_size);
  size.block_size = cut - from;
  window->size = flow.to_physical(size);
  const Point at = flow.to_physical(LogicalPoint{Unit{}, -from}, whole_size, window->size);
  window->is_first = from == Unit{};
  window->is_last = slice.is_last;
  window->children.push_back({at, std::move(part)});
  slice.fragment = std::move(window);
  rest.consumed = cut;
  return slice;
}

void drop_slices(SlicedRest& rest, FlowDirection flow, Unit cut, const LayoutContext& context) {
  measure(rest, flow, context);
  (void)divide(rest, flow, cut);
  rest.consumed = cut;
}

LayoutResult lay_out_monolithic(const Box& box,
                                const ConstraintSpace& space,
                                const BreakToken* resume,
                                LayoutContext& context) {
  const bool continued = resume != nullptr && !resume->break_before;
  const Unit consumed = continued ? resume->consumed_block_size : Unit{};
  // The flow in whose block direction the pages follow each other.
  const FlowDirection flow =
      space.orthogonal && box.parent != nullptr ? box.parent->style->flow() : space.flow;
  const Unit room = std::max(Unit::from_px(1), space.fragmentainer_remaining());
  auto known = context.sliced.find(&box);
  LayoutResult result;
  SlicedRest rest;
  ConstraintSpace whole = continued && resume->sliced_in ? *resume->sliced_in : space;
  if (continued && known != context.sliced.end() && known->second.consumed == consumed) {
    rest = std::move(known->second);
  } else {
    whole.exclusions = nullptr;
    whole.fragmentainer = FragmentainerType::None;
    whole.fragmentainer_block_size = kIndefinite;
    whole.at_fragmentainer_start = false;
    whole.break_at = {};
    result = lay_out(box, whole, nullptr, context);
    // What only overflows it is sliced where it stands.
    const bool moves = flow.to_logical(result.fragment->size).block_size > room;
    const bool fits = !moves && visible_end(*result.fragment, flow) <= room;
    if (!continued && (fits || (moves && !space.at_fragmentainer_start))) return result;
    rest.whole = std::move(result.fragment);
    if (continued) {
      drop_slices(rest, flow, consumed, context);
      result.out_of_flow.clear();
    }
  }
  rest.skips_empty = space.skips_empty;
  Slice slice = take_slice(rest, box, flow, room, context);
  result.fragment = std::move(slice.fragment);
  result.intrinsic_block_size = flow.to_logical(result.fragment->size).block_size;
  if (slice.is_last) {
    context.sliced.erase(&box);
    return result;
  }
  result.resume = std::make_unique<BreakToken>();
  result.resume->box = &box;
  result.resume->consumed_block_size = rest.consumed;
  result.resume->sliced_in = whole;
  result.resume->sequence = (continued ? resume->sequence : 0) + 1;
  context.sliced[&box] = std::move(rest);
  return result;
}

}  // namespace banxin::layout
