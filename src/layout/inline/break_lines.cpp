#include "layout/inline/break_lines.h"

#include <algorithm>

#include "layout/inline/caches.h"
#include "layout/inline/candidates.h"
#include "layout/inline/total_fit.h"

namespace banxin::layout {

namespace {

LineMeasures measures_of(const Paragraph& paragraph, const LineRequest& request, bool first_line) {
  LineMeasures measures{request, 0, 0};
  const css::TextIndent& indent = paragraph.style->text_indent;
  const bool indented = first_line || indent.each_line;
  measures.first_indent = indented != indent.hanging ? request.indent.raw() : 0;
  measures.other_indent = indent.hanging ? request.indent.raw() : 0;
  return measures;
}

RawWidth narrowest_of(const LineRequest& request) {
  Unit least = request.measure;
  for (const Unit measure : request.measures)
    least = std::min(least, measure);
  return least.raw() - std::max(request.indent.raw(), 0);
}

bool is_runt(const CandidateList& list, const Candidate& start) {
  return list.items.back().han - start.han <= 1 && start.cluster != list.items.front().cluster;
}

// One line after the other, each as full as it gets.
class FirstFit {
 public:
  FirstFit(const CandidateList& list, const LineMeasures& measures, std::uint32_t line)
      : list_(list), measures_(measures), line_(line) {}

  // Indices of list.items where lines end.
  std::vector<std::uint32_t> run() {
    const auto last = static_cast<std::uint32_t>(list_.items.size() - 1);
    std::uint32_t start = 0;
    std::uint32_t fits = 0;        // the last candidate that fits, 0: none
    std::uint32_t whole_fit = 0;   // the last of them that is no emergency
    std::uint32_t phrase_fit = 0;  // …and parts no phrase (word-break: auto-phrase)
    for (std::uint32_t k = 1; k <= last;) {
      if (does_fit(start, k)) {
        fits = k;
        if (usable(k)) {
          whole_fit = k;
          if (list_.items[k].kind != BreakKind::InWord) phrase_fit = k;
        }
        ++k;
        continue;
      }
      if (phrase_fit != 0) whole_fit = phrase_fit;
      std::uint32_t end = whole_fit != 0 ? whole_fit : fits;
      if (end == 0) end = k;
      if (end == last) break;
      ends_.push_back(end);
      ++line_;
      start = end;
      k = start + 1;
      fits = whole_fit = phrase_fit = 0;
    }
    ends_.push_back(last);
    return std::move(ends_);
  }

 private:
  bool usable(std::uint32_t k) const {
    return list_.items[k].kind != BreakKind::Emergency &&
           list_.items[k].kind != BreakKind::Remedial;
  }
  bool does_fit(std::uint32_t start, std::uint32_t k) const {
    const Candidate& a = list_.items[start];
    const Candidate& b = list_.items[k];
    return b.end - a.start - b.end_optional <= measures_.of(line_, start == 0);
  }

  const CandidateList& list_;
  const LineMeasures& measures_;
  std::uint32_t line_;
  std::vector<std::uint32_t> ends_;
};

// The last line keeps at least two characters: the break before it moves back.
void mend_runt(const CandidateList& list, std::vector<std::uint32_t>& ends) {
  if (ends.size() < 2) return;
  std::uint32_t& before = ends[ends.size() - 2];
  const std::uint32_t line_start = ends.size() >= 3 ? ends[ends.size() - 3] : 0;
  if (!is_runt(list, list.items[before])) return;
  for (std::uint32_t k = before; k > line_start + 1; --k) {
    const Candidate& candidate = list.items[k - 1];
    if (candidate.kind != BreakKind::Allowed && candidate.kind != BreakKind::InWord) continue;
    if (!is_runt(list, candidate)) {
      before = k - 1;
      return;
    }
    if (before - k > 8) return;
  }
}

// text-wrap: balance. The narrowest measure that needs no more lines (CSS Text 4 §5.2.1).
std::vector<std::uint32_t> balance(const CandidateList& list,
                                   const LineMeasures& measures,
                                   std::uint32_t line,
                                   std::vector<std::uint32_t> ends) {
  constexpr std::size_t kMostLines = 10;
  if (ends.size() < 2 || ends.size() > kMostLines || !measures.request.measures.empty())
    return ends;
  LineRequest narrow = measures.request;
  RawWidth low = 0;
  RawWidth high = measures.request.measure.raw();
  while (high - low > Unit::kPerPx / 4) {
    const RawWidth middle = (low + high) / 2;
    narrow.measure = Unit::from_raw(middle);
    const LineMeasures tried{narrow, measures.first_indent, measures.other_indent};
    bool overflows = false;
    std::vector<std::uint32_t> found = FirstFit(list, tried, line).run();
    for (std::size_t i = 0, start = 0; i < found.size(); start = found[i], ++i) {
      const Candidate& end = list.items[found[i]];
      overflows = overflows || end.end - list.items[start].start - end.end_optional >
                                   tried.of(static_cast<std::uint32_t>(i), start == 0);
    }
    if (found.size() <= ends.size() && !overflows) {
      high = middle;
      ends = std::move(found);
    } else {
      low = middle;
    }
  }
  return ends;
}

}  // namespace

Unit indent_of_line(const Paragraph& paragraph, const LineRequest& request, std::uint32_t cluster) {
  const css::TextIndent& indent = paragraph.style->text_indent;
  const bool first = cluster == 0;
  const bool after_break =
      !first && paragraph.clusters[cluster - 1].char_class == CharClass::NewLine;
  const bool indented = first || (after_break && indent.each_line);
  return indented != indent.hanging ? request.indent : Unit{};
}

std::vector<LineRange> break_lines(const Paragraph& paragraph,
                                   const LineRequest& request,
                                   LayoutContext& context) {
  std::vector<LineRange> lines;
  std::uint32_t from = request.from;
  bool first_line = request.first_line;
  const std::uint32_t count = paragraph.cluster_count();
  const css::TextWrapStyle wrap = paragraph.style->text_wrap_style;
  CandidateList& list = InlineCaches::of(context).candidates();
  while (from < count || lines.empty()) {
    find_candidates(paragraph, {from, first_line, narrowest_of(request)}, context, list);
    const LineMeasures measures = measures_of(paragraph, request, first_line && from == 0);
    const auto line = static_cast<std::uint32_t>(lines.size());
    std::vector<std::uint32_t> ends;
    if (request.justified && request.together && wrap != css::TextWrapStyle::Balance) {
      ends = total_fit(list, measures, line, paragraph.em);
      // A forced break alone leaves nothing to choose.
      if (ends.empty()) ends = FirstFit(list, measures, line).run();
    } else {
      ends = FirstFit(list, measures, line).run();
      if (wrap == css::TextWrapStyle::Balance)
        ends = balance(list, measures, line, std::move(ends));
      if (request.avoid_runts) mend_runt(list, ends);
    }
    std::uint32_t begin = from;
    for (std::size_t i = 0; i < ends.size(); ++i) {
      LineRange range;
      range.begin = begin;
      range.forced = i + 1 == ends.size();
      range.end = range.forced ? list.segment_end : list.items[ends[i]].cluster;
      range.hyphenated = list.items[ends[i]].kind == BreakKind::Hyphen;
      lines.push_back(range);
      begin = range.end;
    }
    from = list.segment_end;
    first_line = true;  // text-spacing-trim: after a forced break as at the beginning
    if (from >= count) break;
  }
  return lines;
}

MinMaxSizes content_widths(const Paragraph& paragraph, LayoutContext& context) {
  MinMaxSizes sizes;
  std::uint32_t from = 0;
  const std::uint32_t count = paragraph.cluster_count();
  const style::ComputedStyle& style = *paragraph.style;
  const Unit indent = style.text_indent.length.resolve(Unit{});
  CandidateList& list = InlineCaches::of(context).candidates();
  while (from < count) {
    // overflow-wrap: anywhere counts for min-content, break-word does not (CSS Text 4 §5.6).
    const bool anywhere = style.overflow_wrap == css::OverflowWrap::Anywhere ||
                          style.word_break == css::WordBreak::BreakWord;
    const RawWidth narrowest = anywhere ? 0 : Unit::max().raw() * RawWidth{2};
    find_candidates(paragraph, {from, true, narrowest}, context, list);
    const bool indented = (from == 0) != style.text_indent.hanging;
    for (std::size_t k = 1; k < list.items.size(); ++k) {
      const RawWidth part =
          list.items[k].end - list.items[k - 1].start - list.items[k].end_optional;
      sizes.min =
          std::max(sizes.min, Unit::from_raw(part + (k == 1 && indented ? indent.raw() : 0)));
    }
    const RawWidth whole = list.items.back().end - list.items.front().start;
    sizes.max = std::max(sizes.max, Unit::from_raw(whole + (indented ? indent.raw() : 0)));
    from = list.segment_end;
  }
  sizes.max = std::max(sizes.max, sizes.min);
  return sizes;
}

}  // namespace banxin::layout
