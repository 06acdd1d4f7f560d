// find_breaks: where a line may be broken: UAX #14 with the tailoring of CSS Text 4 §5 (line-break,
// word-break), clreq §3.1.3 and GB/T 15834, addresses at their own places, words of Thai and other
// dictionary languages from ICU, hyphenation from libhyphen's patterns.
#include <unicode/uchar.h>

#include "dom/names.h"
#include "layout/inline/break_rules.h"
#include "layout/inline/caches.h"
#include "layout/inline/paragraph.h"

namespace banxin::layout {
namespace {

// The box whose style governs a break between two characters: their nearest common ancestor (CSS
// Text 4 §5.1).
const style::ComputedStyle& style_between(const Paragraph& paragraph,
                                          const TextSpan& before,
                                          const TextSpan& after) {
  const Box* a = before.parent;
  const Box* b = after.parent;
  if (a == b) return a == paragraph.block ? *paragraph.style : *a->style;
  for (const Box* x = a; x != nullptr && x != paragraph.block; x = x->parent) {
    for (const Box* y = b; y != nullptr && y != paragraph.block; y = y->parent) {
      if (x == y) return *x->style;
    }
  }
  return *paragraph.style;
}

bool is_wbr(const Box* box) {
  return box != nullptr && box->node != nullptr && box->node->is_html(dom::names::wbr);
}

class BreakFinder {
 public:
  BreakFinder(Paragraph& paragraph, LayoutContext& context)
      : paragraph_(paragraph), context_(context) {}

  void run() {
    const auto count = static_cast<std::uint32_t>(paragraph_.text.size());
    paragraph_.breaks.assign(count + 1, BreakKind::None);
    std::size_t next_span = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
      bool span_changes = false;
      while (next_span < paragraph_.spans.size() && paragraph_.spans[next_span].begin <= i) {
        span_changes = true;
        ++next_span;
      }
      if (span_changes) enter_span(paragraph_.spans[next_span - 1]);
      if (!span_changes && plain_ && between_ideographs(i)) {
        paragraph_.breaks[i] = BreakKind::Allowed;
        state_.step_alike(paragraph_.text[i]);
        continue;
      }
      if (!span_changes && keeps_words_ && between_letters(i)) {
        state_.step_alike(paragraph_.text[i]);
        continue;
      }
      if (i > 0) paragraph_.breaks[i] = decide(i);
      step(i);
    }
    if (count > 0) paragraph_.breaks[count] = BreakKind::Forced;
    if (has_complex_) find_dictionary_breaks(paragraph_, 0, count);
    find_address_breaks(paragraph_);
    find_hyphens(paragraph_, context_);
    find_phrases(paragraph_);
    keep_ruby_together();
    keep_leaders();
  }

 private:
  void enter_span(const TextSpan& span) {
    after_wbr_ = span_ != nullptr && is_wbr(span_->parent);
    between_ = span_ == nullptr ? span.style : &style_between(paragraph_, *span_, span);
    span_ = &span;
    fresh_span_ = true;
    rules_ = BreakStyle::of(*span.style);
    plain_ = rules_.wraps && !rules_.keep_all;
    keeps_words_ = !rules_.break_all && !rules_.anywhere;
    between_rules_ = BreakStyle::of(*between_);
  }

  // What is met most often: Han after Han.
  bool between_ideographs(std::uint32_t i) const {
    return i > 0 && paragraph_.text[i] - 0x4E00U < 0x5200U &&
           paragraph_.text[i - 1] - 0x4E00U < 0x5200U;
  }

  // LB28.
  bool between_letters(std::uint32_t i) const {
    return i > 0 && is_letter(paragraph_.text[i]) && is_letter(paragraph_.text[i - 1]);
  }
  static bool is_letter(char32_t c) { return (c | 0x20U) - U'a' < 26U; }

  BreakKind decide(std::uint32_t i) {
    const char32_t before = paragraph_.text[i - 1];
    if (before == U'\n') {
      fresh_span_ = false;
      return BreakKind::Forced;
    }
    // HTML §4.5.28: a wbr is an opportunity, wrapping or not.
    const bool wbr = fresh_span_ && after_wbr_ && before == 0x200B;
    const BreakStyle& style = fresh_span_ ? between_rules_ : rules_;
    fresh_span_ = false;
    if (wbr) return BreakKind::Allowed;
    if (!style.wraps) return BreakKind::None;
    return state_.may_break(paragraph_, i, style);
  }

  void step(std::uint32_t i) {
    if (state_.step(paragraph_, i, rules_)) has_complex_ = true;
  }

  // typography.md §1: never inside base + ruby of one pair. Group ruby may break where its base
  // has several characters only between the pairs.
  void keep_ruby_together() {
    for (const RubyPair& pair : paragraph_.rubies) {
      for (std::uint32_t i = pair.begin + 1; i < pair.end; ++i) {
        if (paragraph_.breaks[i] != BreakKind::Forced) paragraph_.breaks[i] = BreakKind::None;
      }
    }
  }

  // A leader goes to the next line with what it leads to.
  void keep_leaders() {
    for (const Paragraph::TextRange& leader : paragraph_.leaders) {
      for (std::uint32_t i = leader.begin + 1; i <= leader.end; ++i) {
        if (paragraph_.breaks[i] != BreakKind::Forced) paragraph_.breaks[i] = BreakKind::None;
      }
      const bool wraps =
          paragraph_.span_at(leader.begin).style->text_wrap_mode == css::TextWrapMode::Wrap;
      if (leader.begin > 0 && paragraph_.breaks[leader.begin] == BreakKind::None && wraps) {
        paragraph_.breaks[leader.begin] = BreakKind::Allowed;
      }
    }
  }

  Paragraph& paragraph_;
  LayoutContext& context_;
  const TextSpan* span_ = nullptr;
  const style::ComputedStyle* between_ = nullptr;
  bool fresh_span_ = false;
  bool after_wbr_ = false;
  bool has_complex_ = false;
  bool plain_ = false;
  bool keeps_words_ = false;
  BreakStyle rules_, between_rules_;
  BreakState state_;
};

}  // namespace

void find_breaks(Paragraph& paragraph, LayoutContext& context) {
  BreakFinder(paragraph, context).run();
}

}  // namespace banxin::layout
