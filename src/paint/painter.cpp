#include "paint/painter.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "dom/names.h"
#include "layout/transforms.h"
#include "paint/borders.h"
#include "paint/replaced.h"
#include "paint/text_painter.h"

namespace banxin::paint {
namespace {

using layout::Box;
using layout::Fragment;

BorderSides border_sides(const Fragment& fragment) {
  const style::ComputedStyle& style = *fragment.box->style;
  const Sides widths = to_sides(fragment.border);
  return {
      BorderSide{widths[kTop], style.border_top_style, to_colour(style.border_top_color)},
      BorderSide{widths[kRight], style.border_right_style, to_colour(style.border_right_color)},
      BorderSide{widths[kBottom], style.border_bottom_style, to_colour(style.border_bottom_color)},
      BorderSide{widths[kLeft], style.border_left_style, to_colour(style.border_left_color)}};
}

// CSS Backgrounds 3 §2.11.2: the root's background, or body's where the root of an HTML page has
// none, is the canvas's.
const Box* find_canvas_source(const Box& root) {
  if (has_background(*root.style)) return &root;
  for (const Box* at = root.first_child; at != nullptr; at = at->next_sibling) {
    if (at->node != nullptr && at->node->is_html(dom::names::body)) {
      return has_background(*at->style) ? at : nullptr;
    }
  }
  return nullptr;
}

// The root element's fragment, null on a page that has nothing of it.
const layout::ChildFragment* find_root(const Fragment& page) {
  for (const layout::ChildFragment& child : page.children) {
    if (child.fragment == nullptr || child.fragment->box == nullptr) continue;
    const dom::Node* node = child.fragment->box->node;
    if (node != nullptr && node->is_html(dom::names::html)) return &child;
  }
  return nullptr;
}

// Text with its white space collapsed.
std::string collapsed(std::string_view text) {
  std::string out;
  bool blank = false;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    out += c;
  }
  return out;
}

bool is_http_or_mail(std::string_view url) {
  const auto begins = [url](std::string_view scheme) {
    if (url.size() <= scheme.size()) return false;
    return std::equal(scheme.begin(), scheme.end(), url.begin(), [](char a, char b) {
      return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
    });
  };
  return begins("http://") || begins("https://") || begins("mailto:");
}

Blend to_blend(css::BlendMode mode) {
  const auto index = static_cast<std::uint8_t>(mode);
  return index <= static_cast<std::uint8_t>(Blend::Luminosity) ? static_cast<Blend>(index)
                                                               : Blend::Normal;
}

}  // namespace

Painter::Painter(TagTree& tags, PainterOptions options)
    : options_(std::move(options)), tags_(tags), structure_(tags) {}

DisplayList Painter::paint(const Fragment& page, std::string label) {
  list_ = {};
  list_.width = page.size.width.to_px();
  list_.height = page.size.height.to_px();
  list_.label = std::move(label);
  const layout::ChildFragment* root = find_root(page);
  canvas_source_ = root == nullptr ? nullptr : find_canvas_source(*root->fragment->box);
  if (root != nullptr && root->fragment->box->node != chapter_root_) {
    chapter_root_ = root->fragment->box->node;
    structure_.begin_chapter();
  }
  paint_canvas(page, root);
  run_groups(find_paint_order(page));
  canvas_source_ = nullptr;
  return std::exchange(list_, {});
}

void Painter::paint_canvas(const Fragment& page, const layout::ChildFragment* root) {
  BackgroundBoxes boxes;
  boxes.border.area = to_area({}, page.size);
  if (page.box != nullptr) {
    // CSS Page 3 §4.1: the page's own background covers the sheet, its border stands within the
    // margins, and the canvas is the page area.
    const style::ComputedStyle& style = *page.box->style;
    paint_background(style, boxes, options_.pictures, list_);
    const auto margin = [](const css::LengthPercentageOrAuto& value, Unit base) {
      return value.resolve(base, Unit{}).to_px();
    };
    const Sides margins{
        margin(style.margin_top, page.size.height), margin(style.margin_right, page.size.width),
        margin(style.margin_bottom, page.size.height), margin(style.margin_left, page.size.width)};
    boxes.border.area = inset(boxes.border.area, margins);
    paint_borders(boxes.border, border_sides(page), list_);
    boxes.border.area =
        inset(inset(boxes.border.area, to_sides(page.border)), to_sides(page.padding));
  }
  if (canvas_source_ == nullptr || root == nullptr) return;
  // Pictures are placed as on the root element, painted over all of the canvas.
  const Area area = to_area(root->offset, root->fragment->size);
  BackgroundBoxes on_root;
  on_root.border.area = boxes.border.area;
  on_root.padding = {area.y - on_root.border.area.y,
                     on_root.border.area.x + on_root.border.area.width - area.x - area.width,
                     on_root.border.area.y + on_root.border.area.height - area.y - area.height,
                     area.x - on_root.border.area.x};
  paint_canvas_background(*canvas_source_->style, on_root, options_.pictures, list_);
}

// -- groups

void Painter::set_clip(const PaintOrder& order, std::uint32_t clip) {
  std::vector<std::uint32_t> wanted;
  for (std::uint32_t at = clip; at != 0; at = order.clips[at].parent)
    wanted.push_back(at);
  std::reverse(wanted.begin(), wanted.end());
  std::size_t common = 0;
  while (clip_base_ + common < clips_.size() && common < wanted.size() &&
         clips_[clip_base_ + common] == wanted[common]) {
    ++common;
  }
  for (; clips_.size() > clip_base_ + common; clips_.pop_back())
    list_.items.push_back(Pop{});
  for (; common < wanted.size(); ++common) {
    list_.items.push_back(PushClip{order.clips[wanted[common]].shape.path(), FillRule::NonZero});
    clips_.push_back(wanted[common]);
  }
}

void Painter::open_effects(const Group& group) {
  const style::ComputedStyle& style = *group.root->box->style;
  const Matrix matrix = layout::transform_of(*group.root, group.origin);
  if (matrix != Matrix{}) list_.items.push_back(PushTransform{matrix});
  if (style.opacity < 1 || style.mix_blend_mode != css::BlendMode::Normal) {
    list_.items.push_back(
        PushGroup{std::clamp<double>(style.opacity, 0, 1), to_blend(style.mix_blend_mode)});
  }
}

void Painter::run_groups(const PaintOrder& order) {
  struct Open {
    std::uint32_t group = 0;
    std::size_t next = 0;
    std::size_t outer_base = 0;
    std::size_t pushed = 0;  // effects
  };
  std::vector<Open> open{{0, 0, 0, 0}};
  clips_.clear();
  clip_base_ = 0;
  while (!open.empty()) {
    Open& top = open.back();
    const Group& group = order.groups[top.group];
    if (top.next == group.steps.size()) {
      if (group.has_effects) {
        set_clip(order, 0);
        for (std::size_t i = 0; i < top.pushed; ++i)
          list_.items.push_back(Pop{});
        clip_base_ = top.outer_base;
      }
      open.pop_back();
      continue;
    }
    const Step& step = group.steps[top.next++];
    set_clip(order, step.clip);
    if (step.type != StepType::Group) {
      paint_step(step);
      continue;
    }
    Open inner{step.group, 0, clip_base_, 0};
    if (order.groups[step.group].has_effects) {
      const std::size_t before = list_.items.size();
      open_effects(order.groups[step.group]);
      inner.pushed = list_.items.size() - before;
      clip_base_ = clips_.size();
    }
    open.push_back(inner);
  }
  set_clip(order, 0);
}

// -- steps

void Painter::paint_step(const Step& step) {
  switch (step.type) {
    case StepType::Box:
      paint_box(step);
      break;
    case StepType::Content:
      paint_content(step);
      break;
    case StepType::Text:
      paint_text(step, tag_of(step), ink_, list_);
      add_link(step);
      break;
    case StepType::Rules:
      paint_rules(step);
      break;
    case StepType::Outline:
      if (step.fragment->box->style->visibility == css::Visibility::Visible) {
        paint_outline(*step.fragment->box->style, border_box(*step.fragment, step.origin), list_);
      }
      break;
    case StepType::Group:
      break;
  }
}

TagId Painter::tag_of(const Step& step) {
  if (step.fragment->box == nullptr) return kArtifact;
  const bool is_marker = step.fragment->box->origin == layout::BoxOrigin::Marker ||
                         (step.fragment->box->parent != nullptr &&
                          step.fragment->box->parent->origin == layout::BoxOrigin::Marker);
  if (step.is_artifact && !is_marker) return kArtifact;
  return structure_.tag_of(*step.fragment->box);
}

void Painter::paint_box(const Step& step) {
  const Fragment& fragment = *step.fragment;
  const style::ComputedStyle& style = *fragment.box->style;
  add_anchors(step);
  if (style.visibility != css::Visibility::Visible) return;
  // The table wrapper's background and borders belong to its grid (CSS 2.2 §17.4).
  if (fragment.box->type == layout::BoxType::Table) return;
  const bool is_canvas = fragment.box == canvas_source_;
  const bool has_border = fragment.border != Edges{} && !fragment.borders_collapsed;
  if (!has_border && (is_canvas || !has_background(style)) && style.box_shadow.empty()) return;
  if (style.empty_cells == css::EmptyCells::Hide &&
      fragment.box->type == layout::BoxType::TableCell && fragment.box->first_child == nullptr &&
      style.border_collapse == css::BorderCollapse::Separate) {
    return;
  }
  BackgroundBoxes boxes;
  boxes.border = border_box(fragment, step.origin);
  boxes.border_widths = to_sides(fragment.border);
  boxes.padding = to_sides(fragment.padding);
  if (!style.box_shadow.empty()) paint_outer_shadows(style, boxes.border, list_);
  if (!is_canvas) paint_background(style, boxes, options_.pictures, list_);
  if (!style.box_shadow.empty()) {
    paint_inner_shadows(style, boxes.border.inner(boxes.border_widths), list_);
  }
  if (has_border && !paint_border_image(style, boxes, options_.pictures, list_)) {
    paint_borders(boxes.border, border_sides(fragment), list_);
  }
}

void Painter::paint_content(const Step& step) {
  const Fragment& fragment = *step.fragment;
  if (fragment.box->style->visibility != css::Visibility::Visible) return;
  paint_replaced(fragment, step.origin, tag_of(step), list_);
  add_link(step);
}

void Painter::paint_rules(const Step& step) {
  if (step.fragment->box != nullptr &&
      step.fragment->box->style->visibility != css::Visibility::Visible) {
    return;
  }
  for (const layout::RuleLine& rule : *step.fragment->rules) {
    const Area area = to_area(step.origin + rule.rect.origin, rule.rect.size);
    BorderSide side;
    side.width = rule.is_vertical ? area.width : area.height;
    side.style = rule.border_style;
    side.colour = to_colour(rule.color);
    paint_rule(area, rule.is_vertical, side, list_);
  }
}

// -- links and destinations

std::string Painter::destination_name(const dom::Node& element) const {
  if (options_.destination_of) return options_.destination_of(element);
  return std::string(element.attribute(dom::names::id));
}

LinkTarget Painter::target_of(const dom::Node& anchor) const {
  LinkTarget target;
  if (options_.link_target) {
    target = options_.link_target(anchor);
  } else {
    const std::string_view href = anchor.attribute(dom::names::href);
    if (href.size() > 1 && href.front() == '#') target.destination = href.substr(1);
    target.uri = href;
  }
  // Whatever was found: nothing that runs or opens files goes into a PDF.
  if (!is_http_or_mail(target.uri)) target.uri.clear();
  return target;
}

void Painter::add_anchors(const Step& step) {
  const Fragment& fragment = *step.fragment;
  const dom::Node* node = fragment.box->node;
  if (node == nullptr || step.is_artifact || !fragment.is_first) return;
  const std::int32_t level = fragment.box->style->bookmark_level.level;
  const bool is_element = fragment.box->origin == layout::BoxOrigin::Element;
  if (!is_element || !anchored_.insert(node).second) return;
  const Coordinates place = to_coordinates(step.origin);
  std::string name = destination_name(*node);
  if (!name.empty()) list_.items.push_back(Destination{std::move(name), place});
  if (level <= 0) return;
  std::string title = collapsed(dom::text_content(*node));
  if (!title.empty()) list_.items.push_back(Bookmark{std::move(title), level, place});
}

void Painter::add_link(const Step& step) {
  if (step.fragment->box == nullptr || step.is_artifact) return;
  const dom::Node* anchor = Structure::link_of(*step.fragment->box);
  if (anchor == nullptr) return;
  LinkTarget target = target_of(*anchor);
  if (target.uri.empty() && target.destination.empty()) return;
  // The tag is that of the anchor, whatever stands between it and the text.
  TagId tag = tag_of(step);
  while (tag != kArtifact && tags_[tag].role != Role::Link)
    tag = tags_[tag].parent;
  const Area area = to_area(step.origin, step.fragment->size);
  for (auto it = list_.items.rbegin(); it != list_.items.rend() && it - list_.items.rbegin() < 8;
       ++it) {
    auto* last = std::get_if<Link>(&*it);
    if (last == nullptr) continue;
    // Runs of one link that touch are one area.
    const bool joins = last->tag == tag && last->uri == target.uri &&
                       last->destination == target.destination && last->area.y == area.y &&
                       last->area.height == area.height &&
                       std::abs(last->area.x + last->area.width - area.x) < 8;
    if (joins) last->area.width = area.x + area.width - last->area.x;
    if (joins) return;
    break;
  }
  list_.items.push_back(Link{area, std::move(target.uri), std::move(target.destination), tag});
}

}  // namespace banxin::paint
