#include "layout/inline/candidates.h"

#include <hb.h>

#include <algorithm>

#include "layout/inline/caches.h"
#include "layout/inline/shape_run.h"

namespace banxin::layout {
namespace {

class CandidateFinder {
 public:
  CandidateFinder(const Paragraph& paragraph, LayoutContext& context, CandidateList& out)
      : paragraph_(paragraph), caches_(InlineCaches::of(context)), out_(out) {}

  void run(std::uint32_t from, bool first_line, RawWidth narrowest) {
    narrowest_ = narrowest;
    out_.sums.emplace_back();
    adjustment_ = lower_row(from);
    edge_ = lower_edge(from);
    const std::uint32_t count = paragraph_.cluster_count();
    for (std::uint32_t i = from;; ++i) {
      const bool ends = i == count || paragraph_.clusters[i].char_class == CharClass::NewLine;
      const BreakKind kind =
          i == from || ends ? BreakKind::Forced : paragraph_.clusters[i].break_before;
      if (kind != BreakKind::None) offer(i, kind, i == from, first_line);
      if (ends) {
        out_.segment_end = std::min(i + 1, count);
        return;
      }
      take(i);
    }
  }

 private:
  std::size_t lower_row(std::uint32_t cluster) const {
    return static_cast<std::size_t>(
        std::lower_bound(paragraph_.adjustments.begin(), paragraph_.adjustments.end(), cluster,
                         [](const Adjustment& row, std::uint32_t c) { return row.cluster < c; }) -
        paragraph_.adjustments.begin());
  }
  std::size_t lower_edge(std::uint32_t cluster) const {
    return static_cast<std::size_t>(
        std::lower_bound(paragraph_.edges.begin(), paragraph_.edges.end(), cluster,
                         [](const ClusterEdges& row, std::uint32_t c) { return row.cluster < c; }) -
        paragraph_.edges.begin());
  }

  const Adjustment* row_of(std::uint32_t cluster) const {
    if (cluster >= paragraph_.cluster_count()) return nullptr;
    if ((paragraph_.clusters[cluster].flags & kAdjustable) == 0) return nullptr;
    return &paragraph_.adjustments[adjustment_];  // rows are met in the clusters' order
  }

  void offer(std::uint32_t i, BreakKind kind, bool first, bool first_line) {
    Candidate candidate;
    candidate.cluster = i;
    candidate.kind = kind;
    candidate.end = solid_width_ + solid_at_end_;
    candidate.end_optional = solid_optional_;
    candidate.gaps_end = solid_gaps_;
    candidate.sums_end = solid_sums_;
    candidate.han = han_;
    candidate.full_mark = full_mark_;
    candidate.start = width_;
    candidate.gaps_start = gaps_;
    candidate.sums_start = sums();
    if (kind == BreakKind::Hyphen) candidate.end += hyphen_width(i);
    if (!paragraph_.cloned.empty()) add_cloned(candidate);
    if (const Adjustment* row = row_of(i)) {
      const Unit change = first && first_line ? row->at_first_line : row->at_line_start;
      candidate.start -= change.raw();
      // What is trimmed at the line's start cannot shrink again: its row comes into the sums next.
      if (row->shrinks_before && row->shrink_class != 0) ++candidate.sums_start;
    }
    if (kind != BreakKind::Emergency) split_if_too_wide(candidate.end);
    out_.items.push_back(candidate);
    word_start_ = candidate.start;
  }

  void add_cloned(Candidate& candidate) const {
    const bool new_line = candidate.cluster < paragraph_.cluster_count() &&
                          paragraph_.clusters[candidate.cluster].char_class == CharClass::NewLine;
    candidate.end += paragraph_.cloned_at(candidate.cluster + (new_line ? 1 : 0)).end.raw();
    candidate.start -= paragraph_.cloned_at(candidate.cluster).start.raw();
  }

  // A word wider than a line may break anywhere (CSS Text 4 §5.6): its inner places become
  // candidates too.
  void split_if_too_wide(RawWidth end) {
    if (!out_.items.empty() && end - word_start_ > narrowest_) {
      out_.items.insert(out_.items.end(), inner_.begin(), inner_.end());
    }
    inner_.clear();
  }

  std::uint32_t sums() const { return static_cast<std::uint32_t>(out_.sums.size() - 1); }

  void take(std::uint32_t i) {
    const Cluster& cluster = paragraph_.clusters[i];
    note_emergency(i);
    const std::uint32_t sums_before = sums();
    Unit at_end;
    Unit optional;
    if (const Adjustment* row = row_of(i)) {
      at_end = row->at_line_end;
      optional = row->optional_end;
      add_capacities(*row, cluster);
      ++adjustment_;
    }
    width_ += cluster.advance.raw();
    if ((cluster.flags & kEdges) != 0) {
      while (edge_ < paragraph_.edges.size() && paragraph_.edges[edge_].cluster < i)
        ++edge_;
      width_ += paragraph_.edges[edge_].before.raw() + paragraph_.edges[edge_].after.raw();
    }
    const CharClass c = cluster.char_class;
    const bool ghost = (cluster.flags & (kDiscardable | kHanging)) != 0;
    if (!ghost && (c != CharClass::Anchor || (cluster.flags & kEdges) != 0)) {
      solid_width_ = width_;
      solid_gaps_ = gaps_;
      solid_sums_ = sums_before;
      solid_at_end_ = at_end.raw();
      solid_optional_ = optional.raw();
      full_mark_ = paragraph_.vertical && at_end == Unit{} && optional == Unit{} &&
                   (c == CharClass::Colon || c == CharClass::Semicolon);
      if (c <= CharClass::Hangul) ++han_;
    }
    if ((cluster.flags & kGapAfter) != 0) ++gaps_;
  }

  void add_capacities(const Adjustment& row, const Cluster& cluster) {
    Capacities next = out_.sums.back();
    if (row.shrink_class != 0) {
      next.shrink[row.shrink_class] += row.shrink.raw();
      next.shrink[0] += row.shrink.raw();
    }
    if (row.stretch_class != 0) next.stretch[row.stretch_class] += row.stretch.raw();
    if ((cluster.flags & kWordSpace) != 0) ++next.word_gaps;
    out_.sums.push_back(next);
  }

  void note_emergency(std::uint32_t i) {
    const Cluster& cluster = paragraph_.clusters[i];
    if (cluster.break_before != BreakKind::None || width_ == 0) return;
    const CharClass c = cluster.char_class;
    if (c == CharClass::Combining || c == CharClass::Control || c == CharClass::Anchor ||
        (cluster.flags & kDiscardable) != 0) {
      return;
    }
    if (!may_break_word(cluster.text)) return;
    Candidate inner;
    inner.cluster = i;
    inner.kind = BreakKind::Emergency;
    inner.end = solid_width_ + solid_at_end_;
    inner.gaps_end = solid_gaps_;
    inner.sums_end = solid_sums_;
    inner.start = width_;
    inner.gaps_start = gaps_;
    inner.sums_start = sums();
    inner.han = han_;
    if (!paragraph_.cloned.empty()) add_cloned(inner);
    inner_.push_back(inner);
    // It is too wide already: what may be megabytes is not kept twice.
    if (inner.end - word_start_ > narrowest_) split_if_too_wide(inner.end);
  }

  bool may_break_word(std::uint32_t position) {
    if (position < span_begin_ || position >= span_end_) {
      const std::uint32_t index = paragraph_.span_index_at(position);
      span_begin_ = paragraph_.spans[index].begin;
      span_end_ = index + 1 < paragraph_.spans.size()
                      ? paragraph_.spans[index + 1].begin
                      : static_cast<std::uint32_t>(paragraph_.text.size());
      const style::ComputedStyle& style = *paragraph_.spans[index].style;
      breaks_words_ = (style.overflow_wrap != css::OverflowWrap::Normal ||
                       style.word_break == css::WordBreak::BreakWord) &&
                      style.text_wrap_mode == css::TextWrapMode::Wrap;
    }
    return breaks_words_;
  }

  RawWidth hyphen_width(std::uint32_t cluster) {
    const HyphenText hyphen = hyphen_at(paragraph_, cluster);
    const Unit size = paragraph_.span_at(paragraph_.clusters[cluster - 1].text).style->font_size;
    if (hyphen.face != hyphen_face_ || size != hyphen_size_ || hyphen.text != hyphen_text_) {
      hyphen_face_ = hyphen.face;
      hyphen_size_ = size;
      hyphen_text_ = hyphen.text;
      hyphen_width_ = shape_text(hyphen.text, *hyphen.face, size, caches_.buffer).width;
    }
    return hyphen_width_.raw();
  }

  const Paragraph& paragraph_;
  InlineCaches& caches_;
  CandidateList& out_;
  std::vector<Candidate> inner_;  // of the word that is read
  RawWidth word_start_ = 0;
  RawWidth narrowest_ = 0;
  std::size_t adjustment_ = 0, edge_ = 0;
  RawWidth width_ = 0, solid_width_ = 0, solid_at_end_ = 0, solid_optional_ = 0;
  std::uint32_t gaps_ = 0, solid_gaps_ = 0, solid_sums_ = 0, han_ = 0;
  std::uint32_t span_begin_ = 0, span_end_ = 0;
  bool breaks_words_ = false;
  bool full_mark_ = false;
  const font::Face* hyphen_face_ = nullptr;
  Unit hyphen_size_, hyphen_width_;
  std::string_view hyphen_text_;
};

}  // namespace

void find_candidates(const Paragraph& paragraph,
                     const SegmentStart& start,
                     LayoutContext& context,
                     CandidateList& out) {
  out.items.clear();
  out.sums.clear();
  CandidateFinder(paragraph, context, out).run(start.from, start.first_line, start.narrowest);
}

HyphenText hyphen_at(const Paragraph& paragraph, std::uint32_t cluster) {
  const TextSpan& span = paragraph.span_at(paragraph.clusters[cluster - 1].text);
  const css::StringOrAuto& given = span.style->hyphenate_character;
  HyphenText out;
  // CSS Text 4 §5.4.3: U+2010, or the hyphen-minus of a face without it.
  out.face = span.fonts->face_for(U'n', font::Surroundings::Latin);
  if (out.face == nullptr) out.face = &span.fonts->primary();
  out.text = given.value;
  if (given.is_auto) {
    // A Han face's U+2010 stands alone in a wide body; its hyphen-minus is drawn for letters.
    const std::uint32_t hyphen = out.face->glyph(0x2010);
    hb_font_t* const font = out.face->harfbuzz_font();
    const bool fits = hyphen != 0 && hb_font_get_glyph_h_advance(font, hyphen) <=
                                         hb_font_get_glyph_h_advance(font, out.face->glyph(U'-'));
    out.text = fits ? "\u2010" : "-";
  }
  return out;
}

}  // namespace banxin::layout
