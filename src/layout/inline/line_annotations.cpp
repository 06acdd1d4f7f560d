// What stands between the lines: ruby and emphasis marks.
#include <algorithm>

#include "base/utf8.h"
#include "layout/inline/line_builder.h"
#include "layout/inline/ruby.h"
#include "layout/inline/shape_run.h"

namespace banxin::layout {
namespace {

std::string_view mark_text(const css::TextEmphasisStyle& style) {
  switch (style.shape) {
    case css::TextEmphasisShape::Dot:
      return style.open ? "◦" : "•";
    case css::TextEmphasisShape::Circle:
      return style.open ? "○" : "●";
    case css::TextEmphasisShape::DoubleCircle:
      return style.open ? "◎" : "◉";
    case css::TextEmphasisShape::Triangle:
      return style.open ? "△" : "▲";
    case css::TextEmphasisShape::Sesame:
      return style.open ? "﹆" : "﹅";
    case css::TextEmphasisShape::String:
      return style.text;
    case css::TextEmphasisShape::None:
      break;
  }
  return {};
}

// CSS Text Decoration 4 §4.4: by language where the page leaves it open.
bool marks_over(const style::ComputedStyle& style, bool vertical) {
  const css::TextEmphasisPosition& position = style.text_emphasis_position;
  if (vertical) return position.is_auto || position.right;
  if (!position.is_auto) return position.over;
  const font::Region region = font::region_of_language(style.lang);
  return region == font::Region::Japan || region == font::Region::Korea ||
         region == font::Region::None;
}

// §4.3: neither blanks nor punctuation nor what draws nothing.
bool takes_mark(CharClass c) {
  switch (c) {
    case CharClass::Ideograph:
    case CharClass::Kana:
    case CharClass::Hangul:
    case CharClass::Latin:
    case CharClass::Digit:
      return true;
    default:
      return false;
  }
}

// Where the em box of ideographs begins over the baseline: the ascent of a font whose ascent and
// descent make one em, else 0.88 em (the convention of CJK faces); half from a central baseline.
Unit em_over(Unit em, FontHeight font, bool central) {
  if (central) return em - em / 2;
  return font.height() == em ? font.ascent : em.scaled(88, 100);
}

}  // namespace

void LineBuilder::add_emphasis(const Leaf& leaf, const SetLine& line, const Node& text) {
  const OpenBox parent = open_.back();
  const style::ComputedStyle& style = *parent.style;
  const std::string_view mark = mark_text(style.text_emphasis_style);
  if (mark.empty() || leaf.run->combined) return;
  const font::Face* face =
      parent.fonts->primary().glyph(decode_utf8(mark, 0).code_point) != 0
          ? &parent.fonts->primary()
          : caches_.stack_of(style, context_)
                .face_for(decode_utf8(mark, 0).code_point, font::Surroundings::Han);
  if (face == nullptr) return;
  const Unit size = style.font_size / 2;
  const ShapedText shaped = shape_text(mark, *face, size, caches_.buffer);
  if (shaped.glyphs.empty()) return;
  auto run = std::make_unique<TextRun>();
  run->face = face;
  run->font_size = size;
  run->generated = true;
  const bool vertical = paragraph_.vertical;
  run->orientation = vertical ? GlyphOrientation::Upright : GlyphOrientation::Horizontal;
  Unit blank;  // advance without a mark since the last one
  for (std::uint32_t k = 0; k < leaf.end - leaf.begin; ++k) {
    const std::uint32_t i = leaf.run->level % 2 == 1 ? leaf.end - 1 - k : leaf.begin + k;
    const Unit advance = line.advances[i - line.range.begin];
    if (!takes_mark(paragraph_.clusters[i].char_class)) {
      blank += advance;
      continue;
    }
    Unit body = advance;
    if (const Adjustment* row = paragraph_.adjustment_of(i)) body -= row->space_after;
    body = std::min(body, paragraph_.glyphs[paragraph_.clusters[i].glyph].advance);
    Glyph glyph;
    glyph.id = shaped.glyphs[0].id;
    glyph.cluster = static_cast<std::uint32_t>(run->text.size());
    if (!run->glyphs.empty()) run->glyphs.back().advance += blank;
    const Unit lead = run->glyphs.empty() ? blank : Unit{};
    // Blanks before the first mark of the piece are part of its own offset.
    glyph.advance = advance + lead;
    if (vertical) {
      glyph.y_offset = lead + body / 2 + size.scaled(38, 100);
      glyph.x_offset = -(shaped.width / 2);
    } else {
      glyph.x_offset = lead + (body - shaped.width) / 2;
    }
    blank = Unit{};
    run->text += mark;
    run->glyphs.push_back(glyph);
  }
  if (run->glyphs.empty()) return;
  const bool over = marks_over(style, !is_horizontal(paragraph_.flow.writing_mode));
  const Unit em = style.font_size;
  const Unit height = size;
  const Unit over_edge = parent.baseline - em_over(em, parent.font, central_);
  const Unit x = text.x;
  const Unit width = text.width;
  Node& node = add_node(FragmentType::Text, leaf.span->box);
  node.parent = parent.node;
  node.group = parent.group;
  node.x = x;
  node.width = width;
  node.height = height;
  node.y = over ? over_edge - height : over_edge + em;
  run->baseline = vertical ? height / 2 : size.scaled(88, 100);
  node.fragment->is_artifact = true;  // drawn in text-emphasis-color, and no text of the page
  node.fragment->text = std::move(run);
}

// The extent of a pair's base on this line.
void LineBuilder::base_extent(const RubyPair& pair,
                              const SetLine& line,
                              Unit& left,
                              Unit& right) const {
  const std::uint32_t begin = paragraph_.cluster_at(pair.begin);
  const std::uint32_t end = paragraph_.cluster_at(pair.end - 1);
  for (std::uint32_t i = begin; i <= end; ++i) {
    // At a line's start the base may have moved in.
    const Unit moved = i == begin ? line.shifts[i - line.range.begin] : Unit{};
    const Unit at = offset_of(i) + moved;
    Unit advance = line.advances[i - line.range.begin] - moved;
    // Justification's gap after the base, and a mark's own, are not the base's width.
    if (i == end) {
      Unit natural;
      for (std::uint32_t g = paragraph_.clusters[i].glyph; g < paragraph_.clusters[i + 1].glyph;
           ++g)
        natural += paragraph_.glyphs[g].advance;
      if (natural > Unit{}) advance = std::min(advance, natural);
    }
    left = std::min(left, at);
    right = std::max(right, at + advance);
  }
}

void LineBuilder::add_rubies(const SetLine& line) {
  const std::uint32_t first = paragraph_.clusters[line.range.begin].text;
  const std::uint32_t last = paragraph_.clusters[line.range.end].text;
  const std::vector<RubyPair>& rubies = paragraph_.rubies;
  auto at = static_cast<std::size_t>(
      std::lower_bound(rubies.begin(), rubies.end(), first,
                       [](const RubyPair& pair, std::uint32_t c) { return pair.begin < c; }) -
      rubies.begin());
  auto stands_here = [&](const RubyPair& pair) {
    return pair.annotation != nullptr && pair.begin < pair.end && pair.end <= last;
  };
  while (at < rubies.size() && rubies[at].begin < last) {
    const std::size_t begin = at++;
    if (!stands_here(rubies[begin])) continue;
    Unit left = Unit::max();
    Unit right = Unit::min();
    base_extent(rubies[begin], line, left, right);
    // What has been merged and was not parted by the line's end.
    while (at < rubies.size() && rubies[at].joined && stands_here(rubies[at]))
      base_extent(rubies[at++], line, left, right);
    add_ruby(begin, at, left, right);
  }
}

// Letters one under the other, the tone at the right of the last.
void LineBuilder::add_bopomofo(const RubyPair& pair, Unit right) {
  const Paragraph& annotation = *pair.annotation;
  const Unit em = pair.base->style->font_size;
  const BesideSize size = beside_size(pair, em);
  const FontHeight base_font =
      font_height(*pair.base->style, caches_.stack_of(*pair.base->style, context_), false);
  const Unit top = -em_over(em, base_font, false);
  auto run = std::make_unique<TextRun>();
  run->font_size = size.letter;
  run->baseline = size.letter.scaled(88, 100);
  const std::uint32_t count = annotation.cluster_count();
  const auto letters = static_cast<int>(std::count_if(
      annotation.text.begin(), annotation.text.end(), [](char32_t c) { return !is_tone_mark(c); }));
  Unit y = (em - size.letter * letters) / 2;
  for (std::uint32_t i = 0; i < count; ++i) {
    const Cluster& cluster = annotation.clusters[i];
    const ShapedRun& shaped = annotation.run_at(i);
    if (run->face == nullptr) run->face = shaped.face;
    if (cluster.glyph >= annotation.clusters[i + 1].glyph || shaped.face != run->face) continue;
    const char32_t c = annotation.text[cluster.text];
    Glyph glyph;
    glyph.id = annotation.glyphs[cluster.glyph].id;
    glyph.cluster = static_cast<std::uint32_t>(run->text.size());
    append_utf8(run->text, c);
    if (!is_tone_mark(c)) {
      glyph.y_offset = y;
      y += size.letter;
    } else if (c == 0x02D9) {
      glyph.y_offset = y - size.letter / 2;
    } else {
      glyph.x_offset = size.letter.scaled(7, 10);
      glyph.y_offset = y - size.letter.scaled(4, 3);
    }
    run->glyphs.push_back(glyph);
  }
  if (run->glyphs.empty()) return;
  const auto self = static_cast<std::uint32_t>(nodes_.size());
  for (const FragmentType type : {FragmentType::Box, FragmentType::Text}) {
    Node& node = add_node(type, type == FragmentType::Box ? pair.text : pair.text->first_child);
    node.parent = type == FragmentType::Box ? 0 : self;
    node.x = right;
    node.y = top;
    node.width = size.room;
    node.height = em;
  }
  nodes_.back().fragment->text = std::move(run);
}

// One annotation, or several that are merged, over one stretch of the line.
void LineBuilder::add_ruby(std::size_t first, std::size_t last, Unit left, Unit right) {
  const RubyPair& head = paragraph_.rubies[first];
  if (head.beside) {
    add_bopomofo(head, right);
    return;
  }
  const style::ComputedStyle& style = *head.text->style;
  Unit width;
  std::uint32_t count = 0;
  for (std::size_t i = first; i < last; ++i) {
    width += paragraph_.rubies[i].width;
    count += paragraph_.rubies[i].annotation->cluster_count();
  }
  if (count == 0) return;
  const Unit base = right - left;
  // jlreq §3.3.5–3.3.6: kana over a longer base spread 1 : 2 : 1; letters stay together.
  Unit lead = (base - width) / 2;
  Unit gap;
  const bool around = style.ruby_align == css::RubyAlign::SpaceAround;
  const bool between = style.ruby_align == css::RubyAlign::SpaceBetween;
  if (base > width && head.annotation->has_han && (around || (between && count > 1))) {
    gap = (base - width) / static_cast<int>(around ? count : count - 1);
    lead = around ? gap / 2 : Unit{};
    width += gap * static_cast<int>(count - 1);
  } else if (style.ruby_align == css::RubyAlign::Start && base > width) {
    lead = Unit{};
  }
  // At the line's edges it keeps within the line.
  RubyPlace place;
  place.at = std::max(Unit{}, std::min(left + lead, width_ - width));
  place.gap = gap;
  for (std::size_t i = first; i < last; ++i) {
    const RubyPair& pair = paragraph_.rubies[i];
    const bool alone = last - first == 1;
    place.base_left = alone ? left : place.at;
    place.base_width = alone ? base : Unit{};
    add_annotation(pair, place);
    place.at += pair.width + gap * static_cast<int>(pair.annotation->cluster_count());
  }
}

void LineBuilder::add_annotation(const RubyPair& pair, const RubyPlace& place) {
  Paragraph& annotation = *pair.annotation;
  const style::ComputedStyle& style = *pair.text->style;
  const std::uint32_t count = annotation.cluster_count();
  if (count == 0) return;
  resolve_edges(annotation, Unit{}, context_);
  SetLine set;
  set_line(annotation, {0, count, false, true}, pair.width, Fill::Natural, set);
  for (std::uint32_t i = 0; i + 1 < count; ++i)
    set.advances[i] += place.gap;
  set.width += place.gap * static_cast<int>(count - 1);
  LineBuilder inner(annotation, context_);
  BuiltLine built = inner.build(set, set.width, Unit{});
  const Unit ruby_em = style.font_size;
  const Unit base_em = pair.base->style->font_size;
  const FontHeight font = font_height(style, caches_.stack_of(style, context_), central_);
  const FontHeight base_font =
      font_height(*pair.base->style, caches_.stack_of(*pair.base->style, context_), central_);
  const Unit over_edge = -em_over(base_em, base_font, central_);
  // The baseline that puts the annotation's em box against the base's.
  const Unit ruby_over = em_over(ruby_em, font, central_);
  const Unit baseline = pair.under ? over_edge + base_em + pair.inner + ruby_over
                                   : over_edge - pair.inner - (ruby_em - ruby_over);
  Node& node = add_node(FragmentType::Box, pair.text);
  node.parent = 0;
  // The annotation's box is as wide as its base where that is wider.
  const bool inside = set.width <= place.base_width;
  node.x = inside ? place.base_left : place.at;
  node.y = baseline - font.ascent;
  node.width = inside ? place.base_width : set.width;
  node.height = font.height();
  // CSS Ruby 1 §4.5: the line grows only where its leading cannot hold the annotation.
  const FontHeight strut =
      line_box_height(*paragraph_.style, caches_.stack_of(*paragraph_.style, context_), central_);
  const Unit leading = std::max(Unit{}, strut.height() - paragraph_.em);
  const Unit need = ruby_em + pair.inner - leading;
  if (need > Unit{}) {
    if (pair.under) {
      include(0, Unit{}, strut.descent + need);
    } else {
      include(0, -(strut.ascent + need), Unit{});
    }
  }
  const std::uint32_t self = static_cast<std::uint32_t>(nodes_.size() - 1);
  // The line of the annotation becomes a child, its baseline on ours.
  Node child;
  child.parent = self;
  child.x = place.at;
  child.y = baseline - built.baseline;
  child.width = set.width;
  child.height = built.height;
  child.owned = std::move(built.fragment);
  child.fragment = child.owned.get();
  nodes_.push_back(std::move(child));
}

}  // namespace banxin::layout
