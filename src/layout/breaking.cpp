#include "layout/breaking.h"

#include <vector>

#include "dom/names.h"

namespace banxin::layout {

using style::BreakBetween;
using style::BreakInside;

const Box* first_in_flow(const Box& box) {
  const Box* child = box.first_child;
  while (child != nullptr && !is_in_flow(*child))
    child = child->next_sibling;
  return child;
}

const Box* next_in_flow(const Box& box) {
  const Box* next = box.next_sibling;
  while (next != nullptr && !is_in_flow(*next))
    next = next->next_sibling;
  return next;
}

namespace {

const Box* last_in_flow(const Box& box) {
  const Box* child = box.last_child;
  while (child != nullptr && !is_in_flow(*child))
    child = child->previous_sibling;
  return child;
}

// Which boxes hand the breaks of their first and last children on.
bool propagates(const Box& box) {
  switch (box.type) {
    case BoxType::Block:
    case BoxType::Table:
    case BoxType::TableGrid:
    case BoxType::TableRowGroup:
    case BoxType::TableRow:
    case BoxType::TableCell:
    case BoxType::Flex:
    case BoxType::Grid:
      return !box.children_inline && !box.inline_level;
    default:
      return false;
  }
}

constexpr int kAnyForced = 2;
int strength(BreakBetween value) {
  switch (value) {
    case BreakBetween::Auto:
      return 0;
    case BreakBetween::Avoid:
    case BreakBetween::AvoidPage:
    case BreakBetween::AvoidColumn:
      return 1;
    default:
      return kAnyForced;
  }
}

// Whether the children stand side by side: then all of them are first and last.
bool is_side_by_side(const Box& box) {
  if (box.type == BoxType::TableRow) return true;
  if (box.type != BoxType::Flex) return false;
  const bool row = box.style->flex_direction == style::FlexDirection::Row ||
                   box.style->flex_direction == style::FlexDirection::RowReverse;
  return row && box.style->flex_wrap == style::FlexWrap::Nowrap;
}

// CSS Break 3 §3.1: what a box and its first descendants, or its last, ask for. Of several forced
// values the latest wins: the innermost of the first, the outermost of the last.
BreakBetween break_at_edge(const Box& box, bool at_start) {
  BreakBetween value = BreakBetween::Auto;
  std::vector<const Box*> open{&box};
  while (!open.empty()) {
    const Box& at = *open.back();
    open.pop_back();
    const BreakBetween own = at.origin == BoxOrigin::Anonymous ? BreakBetween::Auto
                             : at_start                        ? at.style->break_before
                                                               : at.style->break_after;
    const bool stronger = strength(own) > strength(value);
    if (stronger || (at_start && own != BreakBetween::Auto && strength(own) == strength(value))) {
      value = own;
    }
    if (!propagates(at)) continue;
    const Box* child = at_start ? first_in_flow(at) : last_in_flow(at);
    if (child == nullptr) continue;
    open.push_back(child);
    if (!is_side_by_side(at)) continue;
    for (const Box* other = at.first_child; other != nullptr; other = other->next_sibling) {
      if (other != child && is_in_flow(*other)) open.push_back(other);
    }
  }
  return value;
}

}  // namespace

BreakBetween break_before_of(const Box& box) {
  return break_at_edge(box, true);
}
BreakBetween break_after_of(const Box& box) {
  return break_at_edge(box, false);
}

bool is_forced(BreakBetween value, FragmentainerType type) {
  switch (value) {
    case BreakBetween::Page:
    case BreakBetween::Left:
    case BreakBetween::Right:
    case BreakBetween::Recto:
    case BreakBetween::Verso:
    case BreakBetween::All:
      return type != FragmentainerType::None;
    case BreakBetween::Always:
      return type != FragmentainerType::None;
    case BreakBetween::Column:
      return type == FragmentainerType::Column;
    default:
      return false;
  }
}

bool has_forced_break(const Box& box, FragmentainerType type) {
  std::vector<const Box*> open{&box};
  while (!open.empty()) {
    const Box& at = *open.back();
    open.pop_back();
    if (at.children_inline) continue;
    for (const Box* child = at.first_child; child != nullptr; child = child->next_sibling) {
      if (!is_in_flow(*child)) continue;
      const bool is_own = child->origin != BoxOrigin::Anonymous;
      if (is_own && (is_forced(child->style->break_before, type) ||
                     is_forced(child->style->break_after, type))) {
        return true;
      }
      open.push_back(child);
    }
  }
  return false;
}

bool is_avoided(BreakBetween value, FragmentainerType type) {
  switch (value) {
    case BreakBetween::Avoid:
      return true;
    case BreakBetween::AvoidPage:
      return type == FragmentainerType::Page;
    case BreakBetween::AvoidColumn:
      return type == FragmentainerType::Column;
    default:
      return false;
  }
}

bool avoids_break_inside(const Box& box, FragmentainerType type) {
  if (box.origin == BoxOrigin::Anonymous && box.type != BoxType::Table) return false;
  switch (box.style->break_inside) {
    case BreakInside::Avoid:
      return true;
    case BreakInside::AvoidPage:
      return type == FragmentainerType::Page;
    case BreakInside::AvoidColumn:
      return type == FragmentainerType::Column;
    case BreakInside::Auto:
      return false;
  }
  return false;
}

BreakBetween join_breaks(BreakBetween after, BreakBetween before, FragmentainerType type) {
  if (is_forced(before, type)) return before;
  if (is_forced(after, type)) return after;
  if (is_avoided(before, type)) return before;
  if (is_avoided(after, type)) return after;
  return BreakBetween::Auto;
}

std::string_view start_page(const Box& box) {
  const Box* at = &box;
  while (propagates(*at)) {
    const Box* child = first_in_flow(*at);
    if (child == nullptr) break;
    at = child;
  }
  return at->style->page.text;
}

std::string_view end_page(const Box& box) {
  const Box* at = &box;
  while (propagates(*at)) {
    const Box* child = last_in_flow(*at);
    if (child == nullptr) break;
    at = child;
  }
  return at->style->page.text;
}

bool is_monolithic(const Box& box) {
  if (box.type == BoxType::Replaced) return true;
  if (box.is_atomic_inline()) return true;
  // A picture is one, though its alternative text stands for it (HTML §15.4.1).
  return box.node != nullptr && box.type == BoxType::Block && box.origin == BoxOrigin::Element &&
         box.node->is_html(dom::names::img);
}

std::unique_ptr<BreakToken> token_before(const Box& box, bool forced) {
  auto token = std::make_unique<BreakToken>();
  token->box = &box;
  token->break_before = true;
  token->forced = forced;
  return token;
}

std::unique_ptr<BreakToken> copy_token(const BreakToken& token) {
  struct Pair {
    const BreakToken* from;
    BreakToken* to;
  };
  auto copy = std::make_unique<BreakToken>();
  std::vector<Pair> open{{&token, copy.get()}};
  const auto copy_of = [&open](const std::unique_ptr<BreakToken>& inner) {
    auto made = std::make_unique<BreakToken>();
    open.push_back({inner.get(), made.get()});
    return made;
  };
  while (!open.empty()) {
    const Pair at = open.back();
    open.pop_back();
    static_cast<BreakPlace&>(*at.to) = *at.from;
    for (const auto& child : at.from->children)
      at.to->children.push_back(copy_of(child));
    for (const PendingFloat& pending : at.from->floats)
      at.to->floats.push_back({pending, copy_of(pending.resume)});
    for (const PendingPositioned& pending : at.from->positioned)
      at.to->positioned.push_back({pending, copy_of(pending.resume)});
  }
  return copy;
}

const BreakToken* find_child_token(const BreakToken* token, const Box& box) {
  if (token == nullptr) return nullptr;
  for (const auto& child : token->children) {
    if (child->box == &box) return child.get();
  }
  return nullptr;
}

}  // namespace banxin::layout
