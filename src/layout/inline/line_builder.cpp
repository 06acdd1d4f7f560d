#include "layout/inline/line_builder.h"

#include <algorithm>

#include "base/utf8.h"
#include "layout/inline/shape_run.h"
#include "layout/sizing.h"

namespace banxin::layout {
namespace {

Edges cut_edges(const LogicalEdges& logical, const FlowDirection& flow) {
  // The inverse of FlowDirection::to_logical for a left-to-right flow.
  switch (flow.writing_mode) {
    case WritingMode::HorizontalTb:
      return {logical.block_start, logical.inline_end, logical.block_end, logical.inline_start};
    case WritingMode::SidewaysLr:
      return {logical.inline_end, logical.block_end, logical.inline_start, logical.block_start};
    default:
      return {logical.inline_start, logical.block_start, logical.inline_end, logical.block_end};
  }
}

void append_character(std::string& text, char32_t c) {
  if (c >= 0x800 && c <= 0xFFFF) {
    const char bytes[] = {static_cast<char>(0xE0U | (c >> 12U)),
                          static_cast<char>(0x80U | ((c >> 6U) & 0x3FU)),
                          static_cast<char>(0x80U | (c & 0x3FU))};
    text.append(bytes, 3);
  } else if (c != U'\n') {
    append_utf8(text, c);
  }
}

AtomicInline* find_atomic(Paragraph& paragraph, std::uint32_t position) {
  const std::size_t index = paragraph.first_atomic_at(position);
  const bool there =
      index < paragraph.atomics.size() && paragraph.atomics[index].position == position;
  return there ? &paragraph.atomics[index] : nullptr;
}

}  // namespace

LineBuilder::LineBuilder(Paragraph& paragraph, LayoutContext& context, LogicalSize containing)
    : paragraph_(paragraph),
      context_(context),
      caches_(InlineCaches::of(context)),
      containing_(containing) {
  const WritingMode mode = paragraph.flow.writing_mode;
  inside_.writing_mode = mode == WritingMode::VerticalLr ? WritingMode::VerticalRl : mode;
  // CSS Writing Modes 4 §4.4: upright text hangs on its central baseline.
  central_ =
      paragraph.vertical && paragraph.style->text_orientation != css::TextOrientation::Sideways;
}

LineBuilder::Node& LineBuilder::add_node(FragmentType type, const Box* box) {
  Node node;
  node.owned = std::make_unique<Fragment>();
  node.fragment = node.owned.get();
  node.fragment->type = type;
  node.fragment->box = box;
  nodes_.push_back(std::move(node));
  return nodes_.back();
}

BuiltLine LineBuilder::build(const SetLine& line, Unit width, Unit start) {
  nodes_.clear();
  open_.clear();
  groups_.assign(1, Group{});
  waiting_.clear();
  solid_ = false;
  width_ = width;
  x_ = start;
  first_cluster_ = line.range.begin;
  cluster_x_.assign(line.range.end - line.range.begin + 1, start);
  add_node(FragmentType::Line, nullptr);
  OpenBox root;
  root.box = paragraph_.block;
  root.style = paragraph_.style;
  root.fonts = &caches_.stack_of(*paragraph_.style, context_);
  root.font = font_height(*root.style, *root.fonts, central_);
  open_.push_back(root);
  // Quirks Mode §3.3: without text of its own a box does not make the line higher; an outside
  // marker is text of its item.
  if (!context_.line_height_quirk || paragraph_.block->outside_marker != nullptr) include_strut();
  collect_leaves(line);
  if (!paragraph_.levels.empty()) reorder();
  for (const Leaf& leaf : leaves_)
    place_leaf(leaf, line);
  while (open_.size() > 1)
    close_box();
  cluster_x_.back() = x_;
  if (!paragraph_.rubies.empty()) add_rubies(line);
  return finish(width);
}

void LineBuilder::collect_leaves(const SetLine& line) {
  leaves_.clear();
  if (line.range.begin >= line.range.end) return;
  const ShapedRun* run = &paragraph_.run_at(line.range.begin);
  const ShapedRun* const last = paragraph_.runs.data() + paragraph_.runs.size();
  for (std::uint32_t at = line.range.begin; at < line.range.end && run != last; ++run) {
    Leaf leaf;
    leaf.begin = at;
    leaf.end = std::min(run->cluster_end, line.range.end);
    leaf.run = run;
    leaf.span = &paragraph_.spans[run->span];
    leaf.level = run->level;
    at = leaf.end;
    switch (paragraph_.clusters[leaf.begin].char_class) {
      case CharClass::Object:
        leaf.type = LeafType::Atomic;
        leaf.atomic = find_atomic(paragraph_, paragraph_.clusters[leaf.begin].text);
        break;
      case CharClass::Anchor:
        leaf.type = LeafType::Anchor;
        break;
      default:
        break;
    }
    leaves_.push_back(leaf);
  }
  if (line.leader_room > Unit{}) repeat_leaders(line);
  if (!line.range.hyphenated || leaves_.empty()) return;
  Leaf hyphen = leaves_.back();
  hyphen.type = LeafType::Hyphen;
  hyphen.begin = hyphen.end;
  leaves_.push_back(hyphen);
}

// Where controls of a lower level stood, an empty leaf keeps the leaves around apart.
void LineBuilder::part_levels() {
  std::vector<Leaf> parted;
  auto gap = paragraph_.level_gaps.begin();
  const auto last = paragraph_.level_gaps.end();
  for (const Leaf& leaf : leaves_) {
    const std::uint32_t text = paragraph_.clusters[leaf.begin].text;
    while (gap != last && gap->position < text)
      ++gap;
    if (gap != last && gap->position == text && !parted.empty()) {
      Leaf between;
      between.level = gap->level;
      parted.push_back(between);
    }
    parted.push_back(leaf);
  }
  leaves_ = std::move(parted);
}

// UAX #9 L2.
void LineBuilder::reorder() {
  if (!paragraph_.level_gaps.empty()) part_levels();
  int highest = 0;
  for (const Leaf& leaf : leaves_)
    highest = std::max<int>(highest, leaf.level);
  for (int level = highest; level > 0; --level) {
    for (auto begin = leaves_.begin(); begin != leaves_.end();) {
      if (begin->level < level) {
        ++begin;
        continue;
      }
      auto end = begin;
      while (end != leaves_.end() && end->level >= level)
        ++end;
      std::reverse(begin, end);
      begin = end;
    }
  }
  if (paragraph_.level_gaps.empty()) return;
  leaves_.erase(std::remove_if(leaves_.begin(), leaves_.end(),
                               [](const Leaf& leaf) { return leaf.run == nullptr; }),
                leaves_.end());
}

void LineBuilder::include(std::uint32_t group, Unit top, Unit bottom) {
  Group& at = groups_[group];
  if (!at.any) {
    at.top = top;
    at.bottom = bottom;
    at.any = true;
    return;
  }
  at.top = std::min(at.top, top);
  at.bottom = std::max(at.bottom, bottom);
}

// CSS 2.2 §10.8.1: the innermost open box is at least as high as its own line-height.
void LineBuilder::include_strut() {
  const OpenBox& box = open_.back();
  const FontHeight strut = line_box_height(*box.style, *box.fonts, central_);
  include(box.group, box.baseline - strut.ascent, box.baseline + strut.descent);
}

// Whether the leaf holds the first (last) character of the box.
bool LineBuilder::leaf_has(const Leaf& leaf, const Box& box, bool first) const {
  const auto found = paragraph_.box_ranges.find(&box);
  if (found == paragraph_.box_ranges.end()) return false;
  const std::uint32_t begin = paragraph_.clusters[leaf.begin].text;
  const std::uint32_t end = paragraph_.clusters[leaf.end].text;
  return first ? begin <= found->second.begin : end >= found->second.end;
}

// Whether the box ends on this line, of which no part of it has been placed yet.
bool LineBuilder::ends_on_line(const Box& box) const {
  const auto range = paragraph_.box_ranges.find(&box);
  if (range == paragraph_.box_ranges.end()) return false;
  const std::size_t past = first_cluster_ + cluster_x_.size() - 1;
  if (range->second.end > paragraph_.clusters[past].text) return false;
  return std::none_of(nodes_.begin(), nodes_.end(), [&box](const Node& node) {
    return node.fragment->type == FragmentType::Box && node.fragment->box == &box;
  });
}

void LineBuilder::place_leaf(const Leaf& leaf, const SetLine& line) {
  open_boxes_of(leaf);
  const bool leftwards = leaf.level % 2 == 1;
  x_ += leftwards ? leaf.trail : leaf.lead;
  switch (leaf.type) {
    case LeafType::Text:
      add_text(leaf, line);
      break;
    case LeafType::Atomic:
      add_atomic(leaf);
      break;
    case LeafType::Hyphen:
      add_hyphen(leaf, line);
      break;
    case LeafType::Anchor:
      cluster_x_[leaf.begin - first_cluster_] = x_;
      break;
  }
  x_ += leftwards ? leaf.lead : leaf.trail;
}

void LineBuilder::open_boxes_of(const Leaf& leaf) {
  std::vector<const Box*> chain;
  for (const Box* at = leaf.span->parent; at != nullptr && at != paragraph_.block;
       at = at->parent) {
    chain.push_back(at);
  }
  std::reverse(chain.begin(), chain.end());
  std::size_t common = 0;
  while (common < chain.size() && common + 1 < open_.size() &&
         open_[common + 1].box == chain[common]) {
    ++common;
  }
  while (open_.size() > common + 1)
    close_box();
  for (std::size_t i = common; i < chain.size(); ++i)
    open_box(*chain[i], leaf);
}

// CSS 2.2 §10.8.1; the offsets of sub and super are Chromium's.
Unit LineBuilder::baseline_of(const style::ComputedStyle& style,
                              FontHeight own,
                              const OpenBox& parent) const {
  const Unit em = parent.style->font_size;
  switch (style.vertical_align.keyword) {
    case css::VerticalAlignKeyword::Sub:
      return parent.baseline + em / 5 + Unit::from_px(1);
    case css::VerticalAlignKeyword::Super:
      return parent.baseline - em / 3 - Unit::from_px(1);
    case css::VerticalAlignKeyword::TextTop:
      return parent.baseline - parent.font.ascent + own.ascent;
    case css::VerticalAlignKeyword::TextBottom:
      return parent.baseline + parent.font.descent - own.descent;
    case css::VerticalAlignKeyword::Middle: {
      const font::Face& face = parent.fonts->primary();
      const Unit x_height = scale_to(face.metrics().x_height, face, em);
      return parent.baseline - x_height / 2 + (own.ascent - own.descent) / 2;
    }
    case css::VerticalAlignKeyword::BanxinBaselineMiddle:
      return parent.baseline + (own.ascent - own.descent) / 2;
    case css::VerticalAlignKeyword::Length: {
      const Unit line = used_line_height(style, caches_.stack_of(style, context_));
      return parent.baseline - style.vertical_align.length.resolve(line);
    }
    default:
      return parent.baseline;
  }
}

std::uint32_t LineBuilder::group_of(const style::ComputedStyle& style, const OpenBox& parent) {
  const css::VerticalAlignKeyword keyword = style.vertical_align.keyword;
  if (keyword != css::VerticalAlignKeyword::Top && keyword != css::VerticalAlignKeyword::Bottom) {
    return parent.group;
  }
  Group group;
  group.align = keyword;
  groups_.push_back(group);
  return static_cast<std::uint32_t>(groups_.size() - 1);
}

void LineBuilder::open_box(const Box& box, const Leaf& leaf) {
  const OpenBox parent = open_.back();
  OpenBox made;
  made.box = &box;
  made.style = box.style;
  made.fonts = &caches_.stack_of(*box.style, context_);
  made.font = font_height(*box.style, *made.fonts, central_);
  made.group = group_of(*box.style, parent);
  const FontHeight height = line_box_height(*box.style, *made.fonts, central_);
  made.baseline = made.group == parent.group ? baseline_of(*box.style, height, parent) : Unit{};
  const Unit basis = paragraph_.edges_basis;
  // The box's own direction says which end is at its left, whatever the text runs like.
  const bool rtl = box.style->direction == Direction::Rtl && !paragraph_.levels.empty();
  const bool at_first = leaf_has(leaf, box, true) && !box.continues_before;
  const bool at_last = rtl && ends_on_line(box) && !box.continues_after;
  // CSS Break 3 §5.4: a cloned box has its edges on every line.
  const bool cloned = box.style->box_decoration_break == css::BoxDecorationBreak::Clone;
  const bool left_edge = cloned || (rtl ? at_last : at_first);
  made.inner = inline_edges(box, paragraph_, basis);
  if (!context_.line_height_quirk || made.inner.block_sum() != Unit{}) {
    include(made.group, made.baseline - height.ascent, made.baseline + height.descent);
  }
  const FlowDirection ltr{paragraph_.flow.writing_mode, Direction::Ltr};
  const Edges margins{box.style->margin_top.resolve(basis, Unit{}),
                      box.style->margin_right.resolve(basis, Unit{}),
                      box.style->margin_bottom.resolve(basis, Unit{}),
                      box.style->margin_left.resolve(basis, Unit{})};
  const LogicalEdges margin = ltr.to_logical(margins);
  made.end_margin = margin.inline_end;
  // inline_edges is in the paragraph's flow; here the line-left side comes first.
  if (paragraph_.flow.direction == Direction::Rtl)
    std::swap(made.inner.inline_start, made.inner.inline_end);
  if (left_edge) x_ += margin.inline_start;
  made.node = static_cast<std::uint32_t>(nodes_.size());
  Node& node = add_node(FragmentType::Box, &box);
  node.parent = parent.node;
  node.group = made.group;
  node.x = x_;
  node.y = made.baseline - made.font.ascent - made.inner.block_start;
  node.height = made.font.height() + made.inner.block_sum();
  node.fragment->is_first = left_edge;
  if (left_edge) {
    x_ += made.inner.inline_start;
    if (made.inner.inline_start != Unit{} || margin.inline_start != Unit{}) solid_ = true;
  } else {
    made.inner.inline_start = Unit{};
  }
  open_.push_back(made);
}

void LineBuilder::close_box() {
  OpenBox& box = open_.back();
  Node& node = nodes_[box.node];
  // The last leaf placed is the box's line-right one; its other end says whether the edge is here.
  const auto range = paragraph_.box_ranges.find(box.box);
  const bool rtl = box.style->direction == Direction::Rtl && !paragraph_.levels.empty();
  bool right_edge = false;
  if (range != paragraph_.box_ranges.end()) {
    const std::uint32_t first = paragraph_.clusters[first_cluster_].text;
    const std::size_t past = first_cluster_ + cluster_x_.size() - 1;
    const std::uint32_t end = paragraph_.clusters[past].text;
    right_edge = rtl ? range->second.begin >= first && !box.box->continues_before
                     : range->second.end <= end && !box.box->continues_after;
  }
  if (box.style->box_decoration_break == css::BoxDecorationBreak::Clone) right_edge = true;
  if (right_edge) {
    x_ += box.inner.inline_end;
    if (box.inner.inline_end != Unit{} || box.end_margin != Unit{}) solid_ = true;
  } else {
    box.inner.inline_end = Unit{};
  }
  node.fragment->is_last = right_edge;
  if (rtl) std::swap(node.fragment->is_first, node.fragment->is_last);
  node.width = x_ - node.x;
  if (right_edge) x_ += box.end_margin;
  const Edges all = border_widths(*box.style);
  const FlowDirection ltr{paragraph_.flow.writing_mode, Direction::Ltr};
  LogicalEdges border = ltr.to_logical(all);
  if (box.inner.inline_start == Unit{}) border.inline_start = Unit{};
  if (box.inner.inline_end == Unit{}) border.inline_end = Unit{};
  LogicalEdges padding{
      box.inner.inline_start - border.inline_start, box.inner.inline_end - border.inline_end,
      box.inner.block_start - border.block_start, box.inner.block_end - border.block_end};
  node.fragment->border = cut_edges(border, inside_);
  node.fragment->padding = cut_edges(padding, inside_);
  open_.pop_back();
}

void LineBuilder::add_text(const Leaf& leaf, const SetLine& line) {
  const OpenBox& parent = open_.back();
  const std::uint32_t begin = line.range.begin;
  Unit width;
  bool is_solid = false;
  for (std::uint32_t i = leaf.begin; i < leaf.end; ++i) {
    cluster_x_[i - first_cluster_] = x_ + width;
    width += line.advances[i - begin];
    const CharClass c = paragraph_.clusters[i].char_class;
    // A new line is a line of its own even where it is empty.
    if (c == CharClass::NewLine || (paragraph_.clusters[i].flags & kDiscardable) == 0)
      is_solid = true;
    // Ruby's blanks stand at the ends of its base.
    if ((paragraph_.clusters[i].flags & (kRubyBase | kEdges)) == (kRubyBase | kEdges)) {
      const Unit lead = paragraph_.edges_of(i)->ruby_before;
      x_ += lead;
      cluster_x_[i - first_cluster_] += lead;
    }
  }
  if (leaf.level % 2 == 1) {
    // The clusters of a right-to-left run follow each other leftwards.
    for (std::uint32_t i = leaf.begin; i < leaf.end; ++i) {
      Unit& left = cluster_x_[i - first_cluster_];
      left = x_ + width - (left - x_) - line.advances[i - begin];
    }
  }
  solid_ = solid_ || is_solid;
  if (is_solid && context_.line_height_quirk) include_strut();
  note_fallback(leaf);
  Node& node = add_node(FragmentType::Text, leaf.span->box);
  node.parent = parent.node;
  node.group = parent.group;
  node.x = x_;
  node.y = parent.baseline - parent.font.ascent;
  node.width = width;
  node.height = parent.font.height();
  node.fragment->text = std::make_unique<TextRun>();
  TextRun& run = *node.fragment->text;
  fill_run(leaf, line, run);
  if (leaf.span->box->is_leader) {
    repeat_run(run, leaf.copies);
    width = width * static_cast<int>(leaf.copies);
    node.width = width;
  }
  run.baseline = parent.font.ascent;
  const std::size_t index = nodes_.size() - 1;
  x_ += width;
  for (std::uint32_t i = leaf.begin; i < leaf.end; ++i) {
    if ((paragraph_.clusters[i].flags & (kRubyBase | kEdges)) != (kRubyBase | kEdges)) continue;
    x_ += paragraph_.edges_of(i)->ruby_after;
  }
  if (leaf.run->combined) {
    const Unit em = leaf.run->font_size;
    Node& upright = nodes_[index];
    upright.y = parent.baseline - em / 2;
    upright.height = em;
    run.baseline =
        scale_to(880, *leaf.run->face, em).scaled(leaf.run->face->metrics().units_per_em, 1000);
  } else if (central_ && leaf.run->orientation == GlyphOrientation::Rotated) {
    // A word lies on its side with the middle of its height on the central baseline.
    const FontHeight alphabetic = font_height(*parent.style, *parent.fonts, false);
    run.baseline = alphabetic.ascent;
  }
  if (parent.style->text_emphasis_style.shape != css::TextEmphasisShape::None) {
    add_emphasis(leaf, line, nodes_[index]);
  }
}

void LineBuilder::fill_run(const Leaf& leaf, const SetLine& line, TextRun& run) {
  const ShapedRun& shaped = *leaf.run;
  run.face = shaped.face;
  run.font_size = shaped.font_size;
  run.orientation = shaped.orientation;
  run.right_to_left = shaped.level % 2 == 1;
  run.horizontal_scale = shaped.horizontal_scale;
  const bool along_y = shaped.orientation == GlyphOrientation::Upright;
  const std::uint32_t count = leaf.end - leaf.begin;
  run.glyphs.reserve(paragraph_.clusters[leaf.end].glyph - paragraph_.clusters[leaf.begin].glyph);
  run.text.reserve(std::size_t{count} * 3);
  std::vector<std::uint32_t>& offsets = offsets_;
  offsets.resize(count);
  for (std::uint32_t i = leaf.begin; i < leaf.end; ++i) {
    offsets[i - leaf.begin] = static_cast<std::uint32_t>(run.text.size());
    const std::uint32_t stop = shaped.combined ? shaped.text_end : paragraph_.clusters[i + 1].text;
    for (std::uint32_t c = paragraph_.clusters[i].text; c < stop; ++c) {
      append_character(run.text, paragraph_.text[c]);
    }
  }
  for (std::uint32_t k = 0; k < count; ++k) {
    const std::uint32_t i = run.right_to_left ? leaf.end - 1 - k : leaf.begin + k;
    const Cluster& cluster = paragraph_.clusters[i];
    Unit left = line.advances[i - line.range.begin];
    const Unit shift = line.shifts[i - line.range.begin];
    const std::uint32_t last = paragraph_.clusters[i + 1].glyph;
    const auto offset = offsets[i - leaf.begin];
    for (std::uint32_t g = cluster.glyph; g < last; ++g) {
      const ClusterGlyph& known = paragraph_.glyphs[g];
      Glyph glyph;
      glyph.id = known.id;
      glyph.cluster = offset;
      glyph.advance = g + 1 == last && !shaped.combined ? left : known.advance;
      left -= known.advance;
      glyph.x_offset = along_y ? known.x_offset : known.x_offset + shift;
      glyph.y_offset = along_y ? known.y_offset + shift : known.y_offset;
      run.glyphs.push_back(glyph);
    }
    if (cluster.glyph == last && left != Unit{}) {  // a tab: a blank of its width
      Glyph glyph;
      glyph.id = run.face->glyph(U' ');
      glyph.cluster = offset;
      glyph.advance = left;
      run.glyphs.push_back(glyph);
    }
  }
}

// CSS Inline 3 §4.2.2 with `line-height: normal`: every font used sets the line.
void LineBuilder::note_fallback(const Leaf& leaf) {
  const OpenBox& parent = open_.back();
  if (parent.style->line_height.kind != css::LineHeightKind::Normal) return;
  if (leaf.run->face == &parent.fonts->primary()) return;
  const CharClass c = paragraph_.clusters[leaf.begin].char_class;
  if (c == CharClass::NewLine || c == CharClass::Anchor) return;
  const font::FaceMetrics& metrics = leaf.run->face->metrics();
  const Unit ascent = scale_to(metrics.ascent, *leaf.run->face, leaf.run->font_size);
  const Unit descent = scale_to(metrics.descent, *leaf.run->face, leaf.run->font_size);
  const Unit half = (ascent + descent) / 2;
  include(parent.group, parent.baseline - (central_ ? half : ascent),
          parent.baseline + (central_ ? half : descent));
}

void LineBuilder::add_atomic(const Leaf& leaf) {
  cluster_x_[leaf.begin - first_cluster_] = x_;
  if (leaf.atomic == nullptr) return;
  AtomicInline& atomic = *leaf.atomic;
  if (atomic.is_in_line) restore_atomic(atomic, paragraph_, context_);
  const OpenBox parent = open_.back();
  solid_ = true;
  const Unit height = atomic.size.block_size + atomic.margin.block_sum();
  FontHeight own{atomic.ascent, height - atomic.ascent};
  // Without a baseline of its own, its middle stands on the central one.
  const bool no_baseline = atomic.box->type == BoxType::Replaced || atomic.ascent == height;
  if (central_ && no_baseline) own = {height - height / 2, height / 2};
  const std::uint32_t group = group_of(*atomic.box->style, parent);
  const Unit baseline =
      group == parent.group ? baseline_of(*atomic.box->style, own, parent) : Unit{};
  include(group, baseline - own.ascent, baseline + own.descent);
  const bool rtl = paragraph_.flow.direction == Direction::Rtl;
  const Unit left = rtl ? atomic.margin.inline_end : atomic.margin.inline_start;
  if (atomic.result.fragment != nullptr) {
    Node node;
    node.parent = parent.node;
    node.group = group;
    node.x = x_ + left;
    node.y = baseline - own.ascent + atomic.margin.block_start;
    node.width = atomic.size.inline_size;
    node.height = atomic.size.block_size;
    for (const OutOfFlowChild& child : atomic.result.out_of_flow) {
      waiting_.push_back(
          {child, static_cast<std::uint32_t>(nodes_.size()), atomic.box->style->flow()});
    }
    node.owned = std::move(atomic.result.fragment);
    atomic.is_in_line = true;
    node.fragment = node.owned.get();
    nodes_.push_back(std::move(node));
  }
  x_ += atomic.size.inline_size + atomic.margin.inline_sum();
}

void LineBuilder::add_hyphen(const Leaf& leaf, const SetLine& line) {
  const OpenBox& parent = open_.back();
  const HyphenText hyphen = hyphen_at(paragraph_, line.range.end);
  const ShapedText shaped =
      shape_text(hyphen.text, *hyphen.face, leaf.span->style->font_size, caches_.buffer);
  Node& node = add_node(FragmentType::Text, leaf.span->box);
  node.parent = parent.node;
  node.group = parent.group;
  node.x = x_;
  node.y = parent.baseline - parent.font.ascent;
  node.width = shaped.width;
  node.height = parent.font.height();
  auto run = std::make_unique<TextRun>();
  run->face = hyphen.face;
  run->font_size = leaf.span->style->font_size;
  run->text = std::string(hyphen.text);
  run->generated = true;
  run->orientation = is_horizontal(paragraph_.flow.writing_mode)
                         ? GlyphOrientation::Horizontal
                         : (paragraph_.flow.writing_mode == WritingMode::SidewaysLr
                                ? GlyphOrientation::RotatedCounterClockwise
                                : GlyphOrientation::Rotated);
  run->baseline =
      central_ ? font_height(*parent.style, *parent.fonts, false).ascent : parent.font.ascent;
  for (const ClusterGlyph& glyph : shaped.glyphs) {
    run->glyphs.push_back({glyph.id, 0, glyph.advance, glyph.x_offset, glyph.y_offset});
  }
  node.fragment->text = std::move(run);
  x_ += shaped.width;
}

}  // namespace banxin::layout
