#include "paint/paint_order.h"

#include <algorithm>

#include "layout/transforms.h"

namespace banxin::paint {
namespace {

using layout::Box;
using layout::BoxType;
using layout::Fragment;
using layout::FragmentType;

bool is_positioned(const style::ComputedStyle& style) {
  return style.position != css::Position::Static && style.position != css::Position::Running;
}

bool is_flex_or_grid_item(const Box& box) {
  return box.parent != nullptr && !box.out_of_flow &&
         (box.parent->type == BoxType::Flex || box.parent->type == BoxType::Grid);
}

bool makes_stacking_context(const Box& box) {
  const style::ComputedStyle& style = *box.style;
  if (has_effects(style) || style.isolation == css::Isolation::Isolate) return true;
  if (style.position == css::Position::Fixed || style.position == css::Position::Sticky)
    return true;
  return !style.z_index.is_auto && (is_positioned(style) || is_flex_or_grid_item(box));
}

bool clips_content(const Box& box) {
  const style::ComputedStyle& style = *box.style;
  if (style.overflow_x == css::Overflow::Visible && style.overflow_y == css::Overflow::Visible) {
    return false;
  }
  switch (box.type) {
    case BoxType::Inline:
    case BoxType::Text:
    case BoxType::TableRow:
    case BoxType::TableRowGroup:
    case BoxType::TableColumn:
    case BoxType::TableColumnGroup:
      return false;
    case BoxType::Replaced:
      return false;  // its content is clipped when it is drawn
    default:
      break;
  }
  // CSS Overflow 3 §3.3: the root's overflow (and body's) belongs to the viewport, that is the
  // page.
  if (box.parent == nullptr) return false;
  return box.parent->parent != nullptr || box.node == nullptr || box.out_of_flow || box.floating;
}

struct Buckets {
  std::vector<Step> self, negative, blocks, floats, inlines, zero, positive, outlines;
};

struct WorkingGroup {
  Buckets buckets;
  std::uint32_t stacking = 0;  // the group of the nearest stacking context
};

struct Frame {
  const Fragment* fragment = nullptr;
  Point origin;
  std::uint32_t group = 0;
  std::uint32_t clip = 0;  // of the children
  bool is_artifact = false;
  const Fragment* line = nullptr;
  Point line_origin;
  std::size_t next_child = 0;
};

class OrderFinder {
 public:
  PaintOrder run(const Fragment& page) {
    order_.clips.emplace_back();
    order_.groups.push_back({&page, {}, 0, false, {}});
    working_.emplace_back();
    Frame root;
    root.fragment = &page;
    frames_.push_back(root);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      if (frame.next_child == frame.fragment->children.size()) {
        leave(frame);
        frames_.pop_back();
        continue;
      }
      const layout::ChildFragment& child = frame.fragment->children[frame.next_child++];
      enter(frame, child);
    }
    for (std::size_t i = 0; i < order_.groups.size(); ++i)
      order_.groups[i].steps = in_order(working_[i].buckets);
    return std::move(order_);
  }

 private:
  static std::vector<Step> in_order(Buckets& buckets) {
    const auto by_z = [](const Step& a, const Step& b) {
      return a.fragment->box->style->z_index.value < b.fragment->box->style->z_index.value;
    };
    std::stable_sort(buckets.negative.begin(), buckets.negative.end(), by_z);
    std::stable_sort(buckets.positive.begin(), buckets.positive.end(), by_z);
    std::vector<Step> all = std::move(buckets.self);
    for (const std::vector<Step>* part :
         {&buckets.negative, &buckets.blocks, &buckets.floats, &buckets.inlines, &buckets.zero,
          &buckets.positive, &buckets.outlines}) {
      all.insert(all.end(), part->begin(), part->end());
    }
    return all;
  }

  Buckets& buckets(std::uint32_t group) { return working_[group].buckets; }

  Step step_of(const Frame& at, StepType type) const {
    Step step;
    step.type = type;
    step.fragment = at.fragment;
    step.origin = at.origin;
    step.clip = at.clip;
    step.is_artifact = at.is_artifact;
    step.line = at.line;
    step.line_origin = at.line_origin;
    return step;
  }

  // Which bucket of which group the box is painted in as a group of its own; null when it is none.
  std::vector<Step>* bucket_for(const Frame& parent, const Box& box, bool& stacking) {
    stacking = makes_stacking_context(box);
    const std::uint32_t context = working_[parent.group].stacking;
    if (stacking && !box.style->z_index.is_auto && box.style->z_index.value != 0) {
      return box.style->z_index.value < 0 ? &buckets(context).negative : &buckets(context).positive;
    }
    if (stacking || is_positioned(*box.style)) return &buckets(context).zero;
    if (box.floating) return &buckets(parent.group).floats;
    if (box.is_atomic_inline() || is_flex_or_grid_item(box)) return &buckets(parent.group).inlines;
    return nullptr;
  }

  // Makes the frame's box a group; its steps then go there.
  void open_group(Frame& frame, bool stacking, std::vector<Step>& bucket) {
    const auto number = static_cast<std::uint32_t>(order_.groups.size());
    Step step = step_of(frame, StepType::Group);
    step.group = number;
    bucket.push_back(step);
    const bool effects = has_effects(*frame.fragment->box->style);
    order_.groups.push_back({frame.fragment, frame.origin, frame.clip, effects, {}});
    WorkingGroup working;
    working.stacking = stacking ? number : working_[frame.group].stacking;
    working_.push_back(std::move(working));  // `bucket` may be gone now
    frame.group = number;
    if (effects) frame.clip = 0;
  }

  // CSS Masking 1 §8.1: the deprecated `clip` cuts the box itself too.
  void clip_to_rect(const Box& box, Frame& frame) {
    const css::ClipRect& clip = box.style->clip;
    if (clip.is_auto || !box.out_of_flow) return;
    const Size size = frame.fragment->size;
    const Unit left = clip.left.resolve(size.width, Unit{});
    const Unit top = clip.top.resolve(size.height, Unit{});
    const Unit right = clip.right.resolve(size.width, size.width);
    const Unit bottom = clip.bottom.resolve(size.height, size.height);
    RoundedRect shape;
    shape.area = to_area(frame.origin + Point{left, top},
                         {std::max(Unit{}, right - left), std::max(Unit{}, bottom - top)});
    order_.clips.push_back({frame.clip, shape});
    frame.clip = static_cast<std::uint32_t>(order_.clips.size() - 1);
  }

  void enter_box(const Frame& parent, Frame& frame) {
    const Box& box = *frame.fragment->box;
    bool stacking = false;
    std::vector<Step>* bucket = bucket_for(parent, box, stacking);
    if (bucket != nullptr) open_group(frame, stacking, *bucket);
    clip_to_rect(box, frame);
    Buckets& own = buckets(frame.group);
    const bool in_line = box.inline_level && bucket == nullptr;
    std::vector<Step>& target = bucket != nullptr ? own.self : (in_line ? own.inlines : own.blocks);
    target.push_back(step_of(frame, StepType::Box));
    if (box.type == BoxType::Replaced) own.inlines.push_back(step_of(frame, StepType::Content));
    if (box.style->outline_style != css::OutlineStyle::None) {
      own.outlines.push_back(step_of(frame, StepType::Outline));
    }
    if (!clips_content(box)) return;
    const RoundedRect outer = border_box(*frame.fragment, frame.origin);
    RoundedRect inner = outer.inner(to_sides(frame.fragment->border));
    if (box.style->overflow_x == css::Overflow::Clip) {
      inner = inner.spread(box.style->overflow_clip_margin.to_px());
    }
    order_.clips.push_back({frame.clip, inner});
    frame.clip = static_cast<std::uint32_t>(order_.clips.size() - 1);
  }

  void enter(const Frame& parent, const layout::ChildFragment& child) {
    if (child.fragment == nullptr) return;
    const Fragment& fragment = *child.fragment;
    Frame frame;
    frame.fragment = &fragment;
    frame.origin = parent.origin + child.offset;
    frame.group = parent.group;
    frame.clip = parent.clip;
    frame.is_artifact = parent.is_artifact || fragment.is_artifact;
    frame.line = parent.line;
    frame.line_origin = parent.line_origin;
    if (fragment.type == FragmentType::Text) {
      if (fragment.text != nullptr) {
        buckets(frame.group).inlines.push_back(step_of(frame, StepType::Text));
      }
    } else if (fragment.type == FragmentType::Line) {
      frame.line = &fragment;
      frame.line_origin = frame.origin;
    } else if (fragment.box != nullptr) {
      // `parent` lies in frames_, which only grows below.
      enter_box(Frame(parent), frame);
    }
    if (!fragment.children.empty() || fragment.rules != nullptr) frames_.push_back(frame);
  }

  void leave(const Frame& frame) {
    if (frame.fragment->rules == nullptr) return;
    buckets(frame.group).blocks.push_back(step_of(frame, StepType::Rules));
  }

  PaintOrder order_;
  std::vector<WorkingGroup> working_;
  std::vector<Frame> frames_;
};

}  // namespace

bool has_effects(const style::ComputedStyle& style) {
  return style.opacity < 1 || layout::is_transformed(style) ||
         style.mix_blend_mode != css::BlendMode::Normal;
}

PaintOrder find_paint_order(const layout::Fragment& page) {
  return OrderFinder().run(page);
}

}  // namespace banxin::paint
