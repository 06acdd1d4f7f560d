// space: what stands between characters: the blanks of full-width marks (CSS Text 4 §8.3,
// text-spacing-trim; clreq §3.1.6), Han beside Latin (§8.4, text-autospace), blanks between words,
// and the gaps that justification may open. Widths of this step do not depend on lines; what
// depends on them is written down as an Adjustment.
#include <hb.h>

#include <algorithm>
#include <string_view>

#include "layout/inline/caches.h"
#include "layout/inline/paragraph.h"
#include "layout/inline/ruby.h"

namespace banxin::layout {
namespace {

bool is_transparent(CharClass c) {
  return c == CharClass::Anchor || c == CharClass::Control || c == CharClass::Combining;
}

std::uint8_t shrink_class_of(CharClass c) {
  switch (c) {
    case CharClass::MiddleDot:
      return 3;
    case CharClass::Opening:
    case CharClass::Closing:
      return 4;
    case CharClass::Comma:
    case CharClass::Semicolon:
    case CharClass::Colon:
      return 5;
    default:
      return 7;
  }
}

class Spacer {
 public:
  Spacer(Paragraph& paragraph, LayoutContext& context, bool has_tabs)
      : paragraph_(paragraph), caches_(InlineCaches::of(context)), has_tabs_(has_tabs) {}

  void run() {
    const std::uint32_t count = paragraph_.cluster_count();
    std::size_t run = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
      while (paragraph_.runs[run].cluster_end <= i)
        ++run;
      run_ = &paragraph_.runs[run];
      const TextSpan& span = paragraph_.spans[run_->span];
      if (span.style != style_) enter_style(*span.style);
      Cluster& cluster = paragraph_.clusters[i];
      const CharClass c = cluster.char_class;
      const std::uint32_t next = next_solid(i);
      const CharClass after = paragraph_.clusters[next].char_class;
      if (c == CharClass::Latin && after == CharClass::Latin && !letter_gaps_ &&
          paragraph_.clusters[i + 1].break_before == BreakKind::None) {
        previous_ = i;  // within a word
        continue;
      }
      if (c <= CharClass::Kana) {
        if (after <= CharClass::Kana) {  // what is met most often
          if (cjk_gaps_) cluster.flags |= kGapAfter;
          previous_ = i;
          continue;
        }
        beside(i, next);
      } else if (is_mark(c)) {
        mark(i, next);
      } else if (c == CharClass::Space || c == CharClass::Tab) {
        blank(i, next);
      } else if (paragraph_.text[cluster.text] == 0xA0) {
        fixed_blank(i);
      } else if (c == CharClass::Latin || c == CharClass::Digit) {
        beside(i, next);
      }
      if (c == CharClass::FullSpace) full_space(cluster);
      if (c >= CharClass::Latin && c <= CharClass::LatinMark) unkern(i);
      if (gap_between(i, next)) cluster.flags |= kGapAfter;
      if (!is_transparent(c)) previous_ = i;
    }
  }

 private:
  void enter_style(const style::ComputedStyle& style) {
    style_ = &style;
    region_ = font::region_of_language(style.lang);
    em_ = style.font_size;
    trim_ = style.text_spacing_trim;
    // Justification is the block's; which gaps open is said where the text stands.
    cjk_gaps_ = style.text_justify == css::TextJustify::Auto ||
                style.text_justify == css::TextJustify::Ruby ||
                style.text_justify == css::TextJustify::InterCharacter;
    letter_gaps_ = style.text_justify == css::TextJustify::InterCharacter;
    word_gaps_ = style.text_justify != css::TextJustify::None;
    autospace_ = style.text_autospace;
    if (autospace_.is_auto) autospace_ = css::TextAutospace{};
  }

  std::uint32_t next_solid(std::uint32_t i) const {
    // Bounded: a stretch of joiners longer than this counts as solid.
    for (int k = 0; k < 16 && i < paragraph_.cluster_count(); ++k) {
      ++i;
      if (!is_transparent(paragraph_.clusters[i].char_class)) break;
    }
    return i;
  }

  CharClass before() const {
    return previous_ == kNone ? CharClass::NewLine : paragraph_.clusters[previous_].char_class;
  }

  bool closes(CharClass c) const {
    return blank_of(c, region_, paragraph_.vertical) == Blank::After;
  }

  // Two marks side by side: the blank between them goes (clreq §3.1.6, CSS Text 4 §8.3.1).
  bool squeezed(Blank blank, CharClass after) const {
    if (trim_ == css::TextSpacingTrim::TrimAll) return true;
    if (blank == Blank::Before) {
      const CharClass b = before();
      return b == CharClass::Opening || closes(b) || b == CharClass::FullSpace ||
             blank_of(b, region_, paragraph_.vertical) == Blank::Both;
    }
    if (blank == Blank::After) {
      return closes(after) || after == CharClass::FullSpace ||
             blank_of(after, region_, paragraph_.vertical) == Blank::Both;
    }
    return false;
  }

  void mark(std::uint32_t i, std::uint32_t next) {
    Cluster& cluster = paragraph_.clusters[i];
    if (trim_ == css::TextSpacingTrim::SpaceAll) return;
    const bool upright = run_->orientation == GlyphOrientation::Upright;
    const Blank blank = blank_of(cluster.char_class, region_, paragraph_.vertical);
    if (blank == Blank::None || paragraph_.clusters[i + 1].text != cluster.text + 1) return;
    GlyphTable& table = caches_.table_of(*run_->face, region_, upright);
    const MarkShape& shape = table.mark(paragraph_.text[cluster.text]);
    if (shape.half >= shape.full) return;
    const Unit half = scale_to(shape.full - shape.half, *run_->face, run_->font_size);
    Adjustment row;
    row.cluster = i;
    row.shrinks_before = blank == Blank::Before;
    row.shrinks_both = blank == Blank::Both;
    const bool squeeze = squeezed(blank, paragraph_.clusters[next].char_class);
    if (squeeze) {
      cluster.advance -= half;
      if (blank == Blank::Before) row.offset = -half;
      if (blank == Blank::Both) row.offset = -(half / 2);
    } else {
      row.shrink_class = shrink_class_of(cluster.char_class);
      row.shrink = half;
    }
    at_edges(row, blank, squeeze, half);
    add(row);
  }

  // Line start and line end by the value of text-spacing-trim (CSS Text 4 §8.3).
  void at_edges(Adjustment& row, Blank blank, bool squeeze, Unit half) const {
    const bool ends_half = trim_ == css::TextSpacingTrim::TrimBoth ||
                           trim_ == css::TextSpacingTrim::TrimAll ||
                           trim_ == css::TextSpacingTrim::Auto;
    if (blank == Blank::After && !squeeze) {
      if (ends_half) {
        row.at_line_end = -half;  // GB/T 15834 5.1.10
      } else {
        row.optional_end = half;
      }
    }
    if (blank == Blank::After) set_hanging(row, half);
    if (blank != Blank::Before) return;
    const bool starts_full = trim_ == css::TextSpacingTrim::Normal;
    const Unit trimmed = squeeze ? Unit{} : -half;
    const Unit full = squeeze ? half : Unit{};
    row.at_line_start = starts_full ? full : trimmed;
    row.at_first_line = starts_full || trim_ == css::TextSpacingTrim::SpaceFirst ? full : trimmed;
    if (style_->hanging_punctuation.first) row.at_first_line = trimmed;
  }

  // CSS Text 4 §8.5; typography.md §5: pause and stop marks only, and never a run of marks.
  void set_hanging(Adjustment& row, Unit half) const {
    const css::HangingPunctuation& hanging = style_->hanging_punctuation;
    const Cluster& cluster = paragraph_.clusters[row.cluster];
    const bool hangs =
        cluster.char_class == CharClass::Comma || cluster.char_class == CharClass::FullStop;
    if (!hangs || (!hanging.allow_end && !hanging.force_end)) return;
    if (is_mark(before())) return;
    const Unit rest = cluster.advance + row.at_line_end;
    if (hanging.force_end) {
      row.at_line_end = -cluster.advance;
      row.hang = rest;
      row.optional_end = Unit{};
    } else {
      row.optional_end = rest;
      row.hang = rest;
    }
    (void)half;
  }

  void add(const Adjustment& row) {
    paragraph_.clusters[row.cluster].flags |= kAdjustable;
    paragraph_.adjustments.push_back(row);
  }

  // Whether text-autospace parts an ideograph from `other`.
  bool spaces(CharClass ideograph, char32_t han, CharClass other) const {
    if (!is_ideograph(ideograph) || (han >= 0xFF00 && han <= 0xFFEF)) return false;
    return (autospace_.ideograph_alpha && other == CharClass::Latin) ||
           (autospace_.ideograph_numeric && other == CharClass::Digit);
  }

  bool parted(std::uint32_t a, std::uint32_t b) const {
    const Cluster& first = paragraph_.clusters[a];
    const Cluster& second = paragraph_.clusters[b];
    if (b >= paragraph_.cluster_count()) return false;
    return spaces(first.char_class, paragraph_.text[first.text], second.char_class) ||
           spaces(second.char_class, paragraph_.text[second.text], first.char_class);
  }

  bool is_upright_western(std::uint32_t i) const {
    if (!paragraph_.vertical) return false;
    const CharClass c = paragraph_.clusters[i].char_class;
    if (c != CharClass::Latin && c != CharClass::Digit) return false;
    return paragraph_.run_at(i).orientation == GlyphOrientation::Upright;
  }

  // typography.md §4: a quarter of an em, none in the source.
  void beside(std::uint32_t i, std::uint32_t next) {
    if (autospace_.is_none() || !parted(i, next)) return;
    if (is_upright_western(i) || is_upright_western(next)) return;
    Adjustment row = autospace_row(i);
    row.space_after = em_ / 4;
    row.at_line_end = -(em_ / 4);
    paragraph_.clusters[i].advance += em_ / 4;
    add(row);
  }

  // A line that ends inside a word: kerning with what has gone to the next line goes as well.
  void unkern(std::uint32_t i) {
    const Cluster& cluster = paragraph_.clusters[i];
    const Cluster& next = paragraph_.clusters[i + 1];
    if (next.break_before == BreakKind::None || (cluster.flags & kAdjustable) != 0) return;
    if (i + 1 >= run_->cluster_end || next.glyph != cluster.glyph + 1 || run_->combined) return;
    if (run_->orientation == GlyphOrientation::Upright) return;
    const ClusterGlyph& glyph = paragraph_.glyphs[cluster.glyph];
    const Unit alone = scale_to(hb_font_get_glyph_h_advance(run_->face->harfbuzz_font(), glyph.id),
                                *run_->face, run_->font_size);
    if (alone == glyph.advance) return;
    Adjustment row;
    row.cluster = i;
    row.at_line_end = alone - glyph.advance;
    add(row);
  }

  Adjustment autospace_row(std::uint32_t i) const {
    Adjustment row;
    row.cluster = i;
    row.shrink_class = 6;
    row.shrink = em_ / 8;
    row.stretch_class = 2;
    row.stretch = em_ / 12;
    return row;
  }

  void blank(std::uint32_t i, std::uint32_t next) {
    Cluster& cluster = paragraph_.clusters[i];
    const css::WhiteSpaceCollapse collapse = style_->white_space_collapse;
    const bool kept = collapse == css::WhiteSpaceCollapse::Preserve ||
                      collapse == css::WhiteSpaceCollapse::PreserveSpaces;
    if (collapse == css::WhiteSpaceCollapse::BreakSpaces) return;
    // CSS Text 4 §4.3.2: on lines that do not wrap, kept blanks take their room (a marker's ". ").
    if (kept && style_->text_wrap_mode == css::TextWrapMode::Nowrap) return;
    cluster.flags |= kept ? kHanging : kDiscardable;
    // CSS Text 4 §6.4: kept blanks are widened too, but not where tabs stand in line.
    if (kept && word_gaps_ && !has_tabs_) cluster.flags |= kWordSpace;
    if (cluster.char_class == CharClass::Tab || kept) return;
    if (word_gaps_) cluster.flags |= kWordSpace;
    // A literal blank between Han and Latin is replaced by the quarter, not added to it.
    if (!autospace_.is_none() && previous_ != kNone && parted(previous_, next)) {
      cluster.advance = em_ / 4;
      add(autospace_row(i));
      return;
    }
    if (!word_gaps_) return;
    Adjustment row;
    row.cluster = i;
    row.shrink_class = 2;
    // Down to a quarter of an em, and never by more than a third of a wider blank.
    row.shrink = std::max(Unit{}, std::min(cluster.advance - em_ / 4, cluster.advance / 3));
    row.stretch_class = 1;
    row.stretch = std::max(Unit{}, em_ / 2 - cluster.advance);
    add(row);
  }

  // CSS Text 4 §4.3.2: U+3000 hangs at a line's end.
  void full_space(Cluster& cluster) const {
    if (style_->white_space_collapse == css::WhiteSpaceCollapse::BreakSpaces) return;
    if (style_->text_wrap_mode == css::TextWrapMode::Nowrap) return;
    cluster.flags |= kHanging;
  }

  // U+00A0 is a word separator like U+0020 (CSS Text 4 §8.2), but no line ends in it.
  void fixed_blank(std::uint32_t i) {
    if (!word_gaps_) return;
    Cluster& cluster = paragraph_.clusters[i];
    cluster.flags |= kWordSpace;
    Adjustment row;
    row.cluster = i;
    row.stretch_class = 1;
    row.stretch = std::max(Unit{}, em_ / 2 - cluster.advance);
    add(row);
  }

  // typography.md §3, stretch (3): between characters, but none inside —— and ……, numbers with
  // their units, beside connectors and solidi, nor inside Western words.
  bool gap_between(std::uint32_t i, std::uint32_t next) const {
    const Cluster& a = paragraph_.clusters[i];
    const Cluster& b = paragraph_.clusters[next];
    if (is_transparent(a.char_class) || b.char_class == CharClass::NewLine) return false;
    if ((a.flags & kWordSpace) != 0) return true;
    if (a.char_class == CharClass::Space || b.char_class == CharClass::Space) return false;
    if (letter_gaps_) return a.char_class != CharClass::Tab && b.char_class != CharClass::Tab;
    if (!cjk_gaps_) return false;
    if (!is_han_like(a.char_class) && !is_han_like(b.char_class)) return false;
    if (a.char_class == b.char_class &&
        (a.char_class == CharClass::Dash || a.char_class == CharClass::Ellipsis)) {
      return false;
    }
    if (a.char_class == CharClass::Connector || b.char_class == CharClass::Connector) return false;
    const char32_t x = paragraph_.text[a.text];
    const char32_t y = paragraph_.text[b.text];
    if (x == U'／' || y == U'／' || x == U'/' || y == U'/') return false;
    // A prefix and its number are one.
    constexpr std::u32string_view kPrefixes = U"$¥€￥＄￡＃№";
    if (b.char_class == CharClass::Digit && kPrefixes.find(x) != std::u32string_view::npos) {
      return false;
    }
    const bool unit = y == U'％' || y == U'℃' || y == U'℉' || y == U'‰' || y == U'°';
    return !(a.char_class == CharClass::Digit && unit);
  }

  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  Paragraph& paragraph_;
  InlineCaches& caches_;
  bool has_tabs_;
  const ShapedRun* run_ = nullptr;
  const style::ComputedStyle* style_ = nullptr;
  font::Region region_ = font::Region::None;
  Unit em_;
  css::TextSpacingTrim trim_ = css::TextSpacingTrim::Normal;
  css::TextAutospace autospace_;
  bool cjk_gaps_ = true, letter_gaps_ = false, word_gaps_ = true;
  std::uint32_t previous_ = kNone;
};

// Where a line begins after text-indent, for the tab stops in it. LIMIT: percentages of it, which
// are not known yet, count as nothing.
Unit tab_origin(const Paragraph& paragraph, bool first) {
  const css::TextIndent& indent = paragraph.style->text_indent;
  const bool indented = first || indent.each_line;
  return indented != indent.hanging ? indent.length.length : Unit{};
}

// Tab stops (CSS Text 4 §4.2), counted from the last forced break.
void set_tabs(Paragraph& paragraph, LayoutContext& context) {
  const Box& block = *paragraph.block;
  const bool continues = block.origin == BoxOrigin::Anonymous && block.previous_sibling != nullptr;
  Unit at = continues ? Unit{} : tab_origin(paragraph, true);
  const style::ComputedStyle& style = *paragraph.style;
  const font::Face* space =
      InlineCaches::of(context).stack_of(style, context).face_for(U' ', font::Surroundings::Latin);
  Unit width = style.font_size / 4;
  if (space != nullptr) width = blank_width(*space, style.font_size);
  width += style.letter_spacing + style.word_spacing;
  for (std::uint32_t i = 0; i < paragraph.cluster_count(); ++i) {
    Cluster& cluster = paragraph.clusters[i];
    if (cluster.char_class == CharClass::NewLine) {
      at = continues ? Unit{} : tab_origin(paragraph, false);
      continue;
    }
    if (cluster.char_class == CharClass::Tab) {
      // Blanks are those of the block that the tab is in.
      const css::TabSize& size = paragraph.span_at(cluster.text).style->tab_size;
      const Unit stop = size.is_length ? size.length : width * size.number;
      if (stop > Unit{}) {
        const auto over = at.raw() % stop.raw();
        Unit rest = stop - Unit::from_raw(over < 0 ? over + stop.raw() : over);
        // A stop nearer than half a blank is passed over.
        if (rest < width / 2) rest += stop;
        cluster.advance = rest;
      }
    }
    at += cluster.advance;
  }
}

}  // namespace

bool wants_fine_setting(const style::ComputedStyle& style) {
  const css::TextSpacingTrim trim = style.text_spacing_trim;
  return (trim != css::TextSpacingTrim::Normal && trim != css::TextSpacingTrim::SpaceAll) ||
         style.text_wrap_style == css::TextWrapStyle::Pretty ||
         style.text_wrap_style == css::TextWrapStyle::AvoidOrphans ||
         style.text_wrap_style == css::TextWrapStyle::Balance;
}

void space(Paragraph& paragraph, LayoutContext& context) {
  const bool tabs = std::find(paragraph.classes.begin(), paragraph.classes.end(), CharClass::Tab) !=
                    paragraph.classes.end();
  Spacer(paragraph, context, tabs).run();
  if (tabs) set_tabs(paragraph, context);
}

const Adjustment* Paragraph::adjustment_of(std::uint32_t cluster) const {
  const auto found = std::lower_bound(
      adjustments.begin(), adjustments.end(), cluster,
      [](const Adjustment& row, std::uint32_t wanted) { return row.cluster < wanted; });
  return found != adjustments.end() && found->cluster == cluster ? &*found : nullptr;
}

const ClusterEdges* Paragraph::edges_of(std::uint32_t cluster) const {
  const auto found = std::lower_bound(
      edges.begin(), edges.end(), cluster,
      [](const ClusterEdges& row, std::uint32_t wanted) { return row.cluster < wanted; });
  return found != edges.end() && found->cluster == cluster ? &*found : nullptr;
}

}  // namespace banxin::layout
