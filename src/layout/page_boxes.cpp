#include "layout/page_boxes.h"

#include <algorithm>
#include <utility>

#include "image/image_store.h"
#include "layout/anonymous_boxes.h"
#include "layout/layout.h"
#include "layout/sizing.h"

namespace banxin::layout {

using style::ComputedStyle;
using style::ContentItem;
using style::ContentItemKind;
using style::MarginBox;

namespace {

// ISO 216 A4, where neither the page nor the command line says anything.
constexpr Size kPaper{Unit::from_raw(50796), Unit::from_raw(71840)};

}  // namespace

PageGeometry page_geometry(const ComputedStyle& page) {
  PageGeometry geometry;
  geometry.sheet = page.size.is_auto ? kPaper : Size{page.size.width, page.size.height};
  const bool turned = page.size.orientation == style::PageOrientation::Landscape
                          ? geometry.sheet.width < geometry.sheet.height
                          : page.size.orientation == style::PageOrientation::Portrait &&
                                geometry.sheet.width > geometry.sheet.height;
  if (page.size.is_auto && turned) std::swap(geometry.sheet.width, geometry.sheet.height);
  geometry.sheet.width = std::max(Unit::from_px(1), geometry.sheet.width);
  geometry.sheet.height = std::max(Unit::from_px(1), geometry.sheet.height);
  // CSS Page 3 §5.2.1: vertical percentages refer to the page's height.
  geometry.margin = {page.margin_top.resolve(geometry.sheet.height, Unit{}),
                     page.margin_right.resolve(geometry.sheet.width, Unit{}),
                     page.margin_bottom.resolve(geometry.sheet.height, Unit{}),
                     page.margin_left.resolve(geometry.sheet.width, Unit{})};
  geometry.border = border_widths(page);
  geometry.padding = {page.padding_top.resolve(geometry.sheet.height),
                      page.padding_right.resolve(geometry.sheet.width),
                      page.padding_bottom.resolve(geometry.sheet.height),
                      page.padding_left.resolve(geometry.sheet.width)};
  const Edges all{geometry.margin.top + geometry.border.top + geometry.padding.top,
                  geometry.margin.right + geometry.border.right + geometry.padding.right,
                  geometry.margin.bottom + geometry.border.bottom + geometry.padding.bottom,
                  geometry.margin.left + geometry.border.left + geometry.padding.left};
  geometry.area = {{all.left, all.top},
                   {std::max(Unit::from_px(1), geometry.sheet.width - all.horizontal()),
                    std::max(Unit::from_px(1), geometry.sheet.height - all.vertical())}};
  return geometry;
}

bool asks_for_total(const style::PageStyle& style) {
  for (const ComputedStyle* box : style.boxes) {
    if (box == nullptr) continue;
    for (const ContentItem& item : box->content.items) {
      const bool counter =
          item.kind == ContentItemKind::Counter || item.kind == ContentItemKind::Counters;
      if (counter && item.text == "pages") return true;
    }
  }
  return false;
}

namespace {

struct MarginBoxContent {
  Box* box = nullptr;            // null when nothing is generated
  const Box* running = nullptr;  // element(): shown instead of the box's own children
};

class MarginBoxes {
 public:
  MarginBoxes(const style::PageStyle& style,
              const PageGeometry& geometry,
              const PageFacts& facts,
              BoxFactory& factory,
              Fragment& sheet,
              LayoutContext& context)
      : style_(style),
        geometry_(geometry),
        facts_(facts),
        factory_(factory),
        sheet_(sheet),
        context_(context) {}

  void run() {
    const Size sheet = geometry_.sheet;
    const Edges& m = geometry_.margin;
    const Unit across = std::max(Unit{}, sheet.width - m.horizontal());
    const Unit down = std::max(Unit{}, sheet.height - m.vertical());
    const Unit right = sheet.width - m.right;
    const Unit bottom = sheet.height - m.bottom;
    corner(MarginBox::TopLeftCorner, {{Unit{}, Unit{}}, {m.left, m.top}});
    row(MarginBox::TopLeft, MarginBox::TopCenter, MarginBox::TopRight,
        {{m.left, Unit{}}, {across, m.top}});
    corner(MarginBox::TopRightCorner, {{right, Unit{}}, {m.right, m.top}});
    column(MarginBox::LeftTop, MarginBox::LeftMiddle, MarginBox::LeftBottom,
           {{Unit{}, m.top}, {m.left, down}});
    column(MarginBox::RightTop, MarginBox::RightMiddle, MarginBox::RightBottom,
           {{right, m.top}, {m.right, down}});
    corner(MarginBox::BottomLeftCorner, {{Unit{}, bottom}, {m.left, m.bottom}});
    row(MarginBox::BottomLeft, MarginBox::BottomCenter, MarginBox::BottomRight,
        {{m.left, bottom}, {across, m.bottom}});
    corner(MarginBox::BottomRightCorner, {{right, bottom}, {m.right, m.bottom}});
  }

 private:
  std::string item_text(const ContentItem& item, const MarginBoxContent& content) {
    (void)content;
    switch (item.kind) {
      case ContentItemKind::String:
      case ContentItemKind::Attribute:
        return std::string{item.text};
      case ContentItemKind::Counter:
      case ContentItemKind::Counters:
        if (item.text == "page") {
          return counter_text(item.style, static_cast<std::int32_t>(facts_.number), context_);
        }
        if (item.text == "pages") {
          return counter_text(item.style, static_cast<std::int32_t>(facts_.total), context_);
        }
        {
          const auto found = facts_.counters.find(std::string{item.text});
          const std::int32_t value = found == facts_.counters.end() ? 0 : found->second;
          return counter_text(item.style, value, context_);
        }
      case ContentItemKind::NamedString: {
        const auto found = facts_.strings.find(std::string{item.text});
        return found == facts_.strings.end() ? std::string{} : found->second.get(item.page_value);
      }
      case ContentItemKind::OpenQuote:
        return "“";
      case ContentItemKind::CloseQuote:
        return "”";
      default:
        return {};
    }
  }

  MarginBoxContent generate(MarginBox which) {
    const ComputedStyle* style = style_.box(which);
    MarginBoxContent content;
    if (style == nullptr || style->content.kind != style::ContentKind::Items) return content;
    Box& box = factory_.create(BoxType::Block, *style, nullptr);
    box.new_formatting_context = true;
    content.box = &box;
    for (const ContentItem& item : style->content.items) {
      if (item.kind == ContentItemKind::RunningElement) {
        const auto found = facts_.running.find(std::string{item.text});
        if (found != facts_.running.end()) content.running = found->second.get(item.page_value);
        continue;
      }
      if (item.kind == ContentItemKind::Image && item.image.kind == style::ImageKind::Url) {
        const image::Image* image = context_.images.load(item.image.url.text, item.image.url.base,
                                                         image::Reference{}, context_.diagnostics);
        if (image == nullptr) continue;
        Box& picture = factory_.create(
            BoxType::Replaced, factory_.anonymous_style(*style, style::Display::Inline), nullptr);
        picture.image = image;
        picture.inline_level = true;
        BoxFactory::append(box, picture);
        continue;
      }
      const std::string text = item_text(item, content);
      if (text.empty()) continue;
      Box& piece = factory_.create(BoxType::Text, *style, nullptr);
      piece.inline_level = true;
      piece.origin = BoxOrigin::Before;
      piece.text = context_.memory.copy(std::string_view{text});
      piece.is_leader = item.kind == ContentItemKind::Leader;
      BoxFactory::append(box, piece);
    }
    finish_children(box, factory_);
    return content;
  }

  // Outer width of the content, for the sharing out of a side.
  MinMaxSizes outer_sizes(const MarginBoxContent& content, FlowDirection flow, Unit basis) {
    if (content.box == nullptr) return {};
    const Box& box = *content.box;
    const LogicalEdges edges = used_margin(box, flow, basis) + used_border(box, flow, context_) +
                               used_padding(box, flow, basis);
    if (!box.style->width.is_auto()) {
      if (const auto width = resolve_inline_size(box, box.style->width, basis, basis, context_)) {
        const Unit outer = *width + used_margin(box, flow, basis).inline_sum();
        return {outer, outer};
      }
    }
    MinMaxSizes sizes = content_sizes(box, context_);
    if (content.running != nullptr) {
      const MinMaxSizes inner = measure_contribution(*content.running, flow, context_);
      sizes.min = std::max(sizes.min, inner.min + edges.inline_sum());
      sizes.max = std::max(sizes.max, inner.max + edges.inline_sum());
      return sizes;
    }
    sizes.min += used_margin(box, flow, basis).inline_sum();
    sizes.max += used_margin(box, flow, basis).inline_sum();
    return sizes;
  }

  // CSS Page 3 §5.3.2.3: what two boxes take of `room` between them; the first one's share.
  static Unit share(const MinMaxSizes& a, const MinMaxSizes& b, Unit room) {
    const Unit most = a.max + b.max;
    if (most <= room) {
      if (most == Unit{}) return room / 2;
      return a.max + (room - most).scaled(a.max.raw(), most.raw());
    }
    const Unit least = a.min + b.min;
    const Unit flexible = most - least;
    if (least <= room && flexible > Unit{}) {
      return a.min + (room - least).scaled((a.max - a.min).raw(), flexible.raw());
    }
    return least > Unit{} ? room.scaled(a.min.raw(), least.raw()) : room / 2;
  }

  // One box of a side: how large its content wants it, with margins; `fixed`: its size is given.
  struct SideBox {
    MarginBoxContent content;
    MinMaxSizes sizes;
    bool there = false;
    bool fixed = false;
  };

  // CSS Page 3 §5.3.2.3: sizes that are given stand; the others share what is left, so that the
  // middle box stays in the middle.
  static void share_out(const SideBox (&boxes)[3], Unit room, Unit (&result)[3]) {
    const SideBox& start = boxes[0];
    const SideBox& middle = boxes[1];
    const SideBox& end = boxes[2];
    for (int i = 0; i < 3; ++i)
      result[i] = boxes[i].fixed ? boxes[i].sizes.max : Unit{};
    if (middle.there) {
      const MinMaxSizes sides{std::max(start.sizes.min, end.sizes.min) * 2,
                              std::max(start.sizes.max, end.sizes.max) * 2};
      const bool sides_fixed = (start.fixed || !start.there) && (end.fixed || !end.there);
      if (!middle.fixed) {
        result[1] = !start.there && !end.there ? room
                    : sides_fixed              ? std::max(Unit{}, room - sides.max)
                                               : share(middle.sizes, sides, room);
      }
      const Unit rest = std::max(Unit{}, room - result[1]) / 2;
      if (!start.fixed) result[0] = rest;
      if (!end.fixed) result[2] = rest;
      return;
    }
    if (start.there && end.there && !start.fixed && !end.fixed) {
      result[0] = share(start.sizes, end.sizes, room);
      result[2] = room - result[0];
      return;
    }
    if (start.there && !start.fixed) result[0] = std::max(Unit{}, room - result[2]);
    if (end.there && !end.fixed) result[2] = std::max(Unit{}, room - result[0]);
  }

  void row(MarginBox start, MarginBox middle, MarginBox end, const Rect& rect) {
    SideBox boxes[3] = {{generate(start), {}}, {generate(middle), {}}, {generate(end), {}}};
    for (SideBox& one : boxes) {
      one.there = one.content.box != nullptr;
      one.fixed = one.there && one.content.box->style->width.is_length_percentage();
      one.sizes = outer_sizes(one.content, FlowDirection{}, rect.size.width);
    }
    Unit widths[3];
    share_out(boxes, rect.size.width, widths);
    const Unit offsets[3] = {Unit{}, (rect.size.width - widths[1]) / 2,
                             rect.size.width - widths[2]};
    for (int i = 0; i < 3; ++i) {
      place(boxes[i].content,
            {{rect.origin.x + offsets[i], rect.origin.y}, {widths[i], rect.size.height}});
    }
  }

  Unit height_in(const MarginBoxContent& content, Size room) {
    if (content.box == nullptr) return {};
    const Box& box = *content.box;
    const LogicalEdges margin = used_margin(box, FlowDirection{}, room.width);
    const LogicalEdges insets = used_border(box, FlowDirection{}, context_) +
                                used_padding(box, FlowDirection{}, room.width);
    if (box.style->height.is_length_percentage()) {
      const auto given =
          resolve_block_size(box, box.style->height, room.height, insets.block_sum(), room.height);
      if (given) return *given + margin.block_sum();
    }
    const LayoutResult result =
        lay_out(box, space(box, {room.width, kIndefinite}), nullptr, context_);
    return result.fragment->size.height + margin.block_sum();
  }

  void column(MarginBox start, MarginBox middle, MarginBox end, const Rect& rect) {
    SideBox boxes[3] = {{generate(start), {}}, {generate(middle), {}}, {generate(end), {}}};
    for (SideBox& one : boxes) {
      one.there = one.content.box != nullptr;
      one.fixed = one.there && one.content.box->style->height.is_length_percentage();
      const Unit height = height_in(one.content, rect.size);
      one.sizes = {height, height};
    }
    Unit heights[3];
    share_out(boxes, rect.size.height, heights);
    const Unit offsets[3] = {Unit{}, (rect.size.height - heights[1]) / 2,
                             rect.size.height - heights[2]};
    for (int i = 0; i < 3; ++i) {
      place(boxes[i].content,
            {{rect.origin.x, rect.origin.y + offsets[i]}, {rect.size.width, heights[i]}});
    }
  }

  void corner(MarginBox which, const Rect& rect) { place(generate(which), rect); }

  static ConstraintSpace space(const Box& box, LogicalSize size) {
    ConstraintSpace space = space_for_child(box, FlowDirection{}, size);
    space.fixed_inline_size = true;
    return space;
  }

  // The margin box fills `rect`; its content is placed in it by vertical-align.
  void place(const MarginBoxContent& content, const Rect& rect) {
    if (content.box == nullptr || rect.size.width <= Unit{}) return;
    const Box& box = *content.box;
    const LogicalEdges margin = used_margin(box, FlowDirection{}, rect.size.width);
    const Unit width = std::max(Unit{}, rect.size.width - margin.inline_sum());
    const Unit height = std::max(Unit{}, rect.size.height - margin.block_sum());
    LayoutResult result = lay_out(box, space(box, {width, kIndefinite}), nullptr, context_);
    Fragment& fragment = *result.fragment;
    if (content.running != nullptr) {
      const Box& running = *content.running;
      const Unit inner = width - fragment.border.horizontal() - fragment.padding.horizontal();
      ConstraintSpace inside = space_for_child(running, FlowDirection{}, {inner, kIndefinite});
      LayoutResult shown = lay_out(running, inside, nullptr, context_);
      const Size size = shown.fragment->size;
      Unit left = fragment.border.left + fragment.padding.left;
      using style::TextAlign;
      // A running element narrower than its box is aligned as text would be.
      if (running.style->width.is_auto()) {
        inside.shrink_to_fit = true;
        shown = lay_out(running, inside, nullptr, context_);
        const Unit free = inner - shown.fragment->size.width;
        const TextAlign align = box.style->text_align;
        if (align == TextAlign::Center) left += free / 2;
        if (align == TextAlign::Right || align == TextAlign::End) left += free;
      }
      fragment.size.height =
          std::max(fragment.size.height,
                   size.height + fragment.border.vertical() + fragment.padding.vertical());
      fragment.children.push_back(
          {{left, fragment.border.top + fragment.padding.top}, std::move(shown.fragment)});
    }
    // A height of its own is the box's, not the content's.
    const Unit content_height = content.running != nullptr
                                    ? fragment.size.height
                                    : std::min(fragment.size.height, result.intrinsic_block_size);
    const Unit free = height - content_height;
    Unit shift;
    using style::VerticalAlignKeyword;
    switch (box.style->vertical_align.keyword) {
      case VerticalAlignKeyword::Top:
        break;
      case VerticalAlignKeyword::Bottom:
        shift = free;
        break;
      default:
        shift = free / 2;
        break;
    }
    if (free > Unit{}) {
      fragment.size.height = height;
      for (ChildFragment& child : fragment.children)
        child.offset.y += shift;
    } else {
      shift = Unit{};
    }
    fragment.is_artifact = true;
    sheet_.children.push_back(
        {{rect.origin.x + margin.inline_start, rect.origin.y + margin.block_start},
         std::move(result.fragment)});
  }

  const style::PageStyle& style_;
  const PageGeometry& geometry_;
  const PageFacts& facts_;
  BoxFactory& factory_;
  Fragment& sheet_;
  LayoutContext& context_;
};

}  // namespace

void add_margin_boxes(const style::PageStyle& style,
                      const PageGeometry& geometry,
                      const PageFacts& facts,
                      BoxFactory& factory,
                      Fragment& sheet,
                      LayoutContext& context) {
  MarginBoxes(style, geometry, facts, factory, sheet, context).run();
}

}  // namespace banxin::layout
