// collect: the inline boxes of a block become one text with spans of style, after white-space
// processing (CSS Text 4 §4.1). Atomic inlines stand in it as U+FFFC, empty inline boxes as
// anchors.

#include <algorithm>

#include "base/utf8.h"
#include "layout/inline/caches.h"
#include "layout/inline/paragraph.h"
#include "layout/inline/ruby.h"

namespace banxin::layout {
namespace {

constexpr char32_t kAnchor = 0xFDD0;  // a noncharacter: never in a text

bool collapses(const style::ComputedStyle& style) {
  return style.white_space_collapse == css::WhiteSpaceCollapse::Collapse ||
         style.white_space_collapse == css::WhiteSpaceCollapse::PreserveBreaks ||
         style.white_space_collapse == css::WhiteSpaceCollapse::Discard;
}

bool keeps_breaks(const style::ComputedStyle& style) {
  return style.white_space_collapse == css::WhiteSpaceCollapse::Preserve ||
         style.white_space_collapse == css::WhiteSpaceCollapse::PreserveBreaks ||
         style.white_space_collapse == css::WhiteSpaceCollapse::BreakSpaces;
}

bool is_strongly_rtl(char32_t c) {
  return c >= 0x590 && (c <= 0x8FF || (c >= 0xFB1D && c <= 0xFDCF) ||
                        (c >= 0xFDF0 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFE) ||
                        (c >= 0x10800 && c <= 0x10FFF) || (c >= 0x1E800 && c <= 0x1EFFF) ||
                        c == 0x200F || c == 0x202B || c == 0x202E || c == 0x2067);
}

class Collector {
 public:
  Collector(Paragraph& paragraph, LayoutContext& context)
      : paragraph_(paragraph), context_(context), caches_(InlineCaches::of(context)) {}

  void run(const Box& block) {
    const Box* at = block.first_child;
    const Box* open = &block;  // the innermost box that is entered
    while (at != nullptr) {
      while (open != at->parent) {
        close(*open);
        open = open->parent;
      }
      at = enter(*at, block);
      if (entered_ != nullptr) open = entered_;
    }
    while (open != &block) {
      close(*open);
      open = open->parent;
    }
    finish();
  }

 private:
  // Returns the next box to look at; sets entered_ when the children of `box` come next.
  const Box* enter(const Box& box, const Box& block) {
    entered_ = nullptr;
    if (box.out_of_flow || box.floating) {
      event(box.floating ? EventType::Float : EventType::OutOfFlow, box);
      return next_after_subtree(box, block);
    }
    if (box.origin == BoxOrigin::FirstLetter && box.type == BoxType::Inline &&
        !box.style->initial_letter.is_normal() && paragraph_.text.empty()) {
      paragraph_.initial_letter = &box;
      return next_after_subtree(box, block);
    }
    switch (box.type) {
      case BoxType::Text:
        add_text(box);
        return next_after_subtree(box, block);
      case BoxType::LineBreak:
        pending_ = Pending::None;
        add(U'\n', box);
        return next_after_subtree(box, block);
      case BoxType::RubyText:
        add_annotation(box);
        return next_after_subtree(box, block);
      default:
        break;
    }
    if (box.is_atomic_inline() || !box.inline_level) {
      flush_pending(U'\uFFFC');
      paragraph_.atomics.emplace_back();
      paragraph_.atomics.back().position = position();
      paragraph_.atomics.back().box = &box;
      add(U'\uFFFC', box);
      return next_after_subtree(box, block);
    }
    event(EventType::Open, box);
    if (box.type == BoxType::RubyBase) {
      open_bases_.push_back(paragraph_.rubies.size());
      RubyPair pair;
      pair.begin = pair.end = position();
      pair.base = &box;
      pair.ruby = box.parent;
      paragraph_.rubies.push_back(std::move(pair));
    }
    if (box.style->unicode_bidi != css::UnicodeBidi::Normal) paragraph_.needs_bidi = true;
    entered_ = &box;
    if (box.first_child != nullptr) return box.first_child;
    return next_after_subtree(box, block);
  }

  void close(const Box& box) {
    // An empty box needs a place of its own on a line.
    if (!paragraph_.events.empty()) {
      const InlineEvent& last = paragraph_.events.back();
      if (last.type == EventType::Open && last.box == &box && last.position == position()) {
        add(kAnchor, box);
      }
    }
    if (box.type == BoxType::RubyBase && !open_bases_.empty()) {
      last_closed_base_ = open_bases_.back();
      open_bases_.pop_back();
      paragraph_.rubies[last_closed_base_].end = position();
    }
    event(EventType::Close, box);
  }

  void add_annotation(const Box& box) {
    if (last_closed_base_ >= paragraph_.rubies.size()) return;
    RubyPair* pair = &paragraph_.rubies[last_closed_base_];
    if (pair->text != nullptr) {  // a second annotation of the same base: double-sided ruby
      RubyPair second;
      second.begin = pair->begin;
      second.end = pair->end;
      second.base = pair->base;
      second.ruby = pair->ruby;
      paragraph_.rubies.push_back(std::move(second));
      pair = &paragraph_.rubies.back();
      pair->under = true;
    }
    attach_annotation(*pair, box, paragraph_, context_);
  }

  void event(EventType type, const Box& box) {
    paragraph_.events.push_back({position(), type, &box});
  }

  std::uint32_t position() const { return static_cast<std::uint32_t>(paragraph_.text.size()); }

  // `box` is the text box, or the box that the character stands for.
  void add(char32_t c, const Box& box) {
    if (span_box_ != &box) begin_span(box);
    paragraph_.text.push_back(c);
    if (c != kAnchor) last_ = c;
    if (c >= 0x590) note(c);
  }

  void note(char32_t c) {
    if (is_strongly_rtl(c)) paragraph_.needs_bidi = true;
    if (c >= 0x2E80 && is_east_asian_wide(c)) paragraph_.has_han = true;
  }

  void begin_span(const Box& box) {
    span_box_ = &box;
    TextSpan span;
    span.begin = position();
    span.box = &box;
    const bool own =
        box.type == BoxType::Inline || box.type == BoxType::RubyBase || box.type == BoxType::Ruby;
    span.parent = own ? &box : box.parent;
    span.style = box.style;
    span.fonts = &caches_.stack_of(*box.style, context_);
    paragraph_.spans.push_back(span);
  }

  enum class Pending : std::uint8_t { None, Blank, Break };

  // A collapsible run of blanks before `next`: one blank, or nothing.
  void flush_pending(char32_t next) {
    if (pending_ == Pending::None) return;
    const Pending what = pending_;
    pending_ = Pending::None;
    if (last_ == U'\n') return;
    if (what == Pending::Break && vanishes_between(before_pending_, next)) return;
    insert_blank();
  }

  // CSS Text 4 §4.1.3: a segment break between two East Asian wide characters (not hangul), or
  // beside a zero-width space, is no space.
  static bool vanishes_between(char32_t before, char32_t after) {
    if (before == U'\u200B' || after == U'\u200B') return true;
    auto wide = [](char32_t c) {
      return is_east_asian_wide(c) || classify_among_han(c) != CharClass::Ideograph;
    };
    return (is_east_asian_wide(before) && wide(after)) ||
           (wide(before) && is_east_asian_wide(after));
  }

  // The blank belongs where the run of blanks began: before the boxes opened since.
  void insert_blank() {
    const std::uint32_t at = position();
    paragraph_.text.push_back(U' ');
    last_ = U' ';
    for (std::size_t i = pending_events_; i < paragraph_.events.size(); ++i) {
      if (paragraph_.events[i].position == at) ++paragraph_.events[i].position;
    }
    for (std::size_t i = pending_rubies_; i < paragraph_.rubies.size(); ++i) {
      RubyPair& pair = paragraph_.rubies[i];
      if (pair.begin != at) continue;
      ++pair.begin;
      if (pair.end == at) ++pair.end;
    }
    if (pending_box_ == span_box_) return;
    begin_blank_span(at);
  }

  void begin_blank_span(std::uint32_t at) {
    begin_span(*pending_box_);
    paragraph_.spans.back().begin = at;
  }

  // GCPM 3 §4: one copy of the pattern; the line repeats it. Its blanks are part of it.
  void add_leader(const Box& box) {
    constexpr std::uint32_t kLongest = 64;  // LIMIT: characters of a pattern
    Paragraph::TextRange range;
    for (std::size_t i = 0; i < box.text.size() && range.end - range.begin < kLongest;) {
      const DecodedCharacter decoded = decode_utf8(box.text, i);
      i += decoded.length;
      const char32_t c = decoded.code_point;
      if (c < 0x20) continue;
      add_character(c == U' ' ? U'\u00A0' : c, box);
      if (range.end == 0) range.begin = position() - 1;
      range.end = position();
    }
    if (range.end != 0) paragraph_.leaders.push_back(range);
  }

  void add_text(const Box& box) {
    if (box.is_leader) {
      add_leader(box);
      return;
    }
    const style::ComputedStyle& style = *box.style;
    const bool collapse = collapses(style);
    const bool breaks = keeps_breaks(style);
    const std::string_view text = box.text;
    for (std::size_t i = 0; i < text.size();) {
      const auto byte = static_cast<unsigned char>(text[i]);
      if (byte >= 0x80) {
        // What is met most often: three bytes, one Han character (text inside is valid UTF-8).
        if (byte >= 0xE4 && byte <= 0xE9 && i + 2 < text.size()) {
          const char32_t c =
              static_cast<char32_t>((byte & 0x0FU) << 12U) |
              static_cast<char32_t>((static_cast<unsigned char>(text[i + 1]) & 0x3FU) << 6U) |
              static_cast<char32_t>(static_cast<unsigned char>(text[i + 2]) & 0x3FU);
          i += 3;
          if (pending_ != Pending::None) flush_pending(c);
          if (span_box_ != &box) begin_span(box);
          paragraph_.text.push_back(c);
          last_ = c;
          paragraph_.has_han = true;
          continue;
        }
        const DecodedCharacter decoded = decode_utf8(text, i);
        i += decoded.length;
        add_character(decoded.code_point, box);
        continue;
      }
      ++i;
      add_ascii(static_cast<char32_t>(byte), box, collapse, breaks);
    }
  }

  void add_character(char32_t c, const Box& box) {
    if (pending_ != Pending::None) flush_pending(c);
    if (c == U'\uFFFC' || (c >= 0xFDD0 && c <= 0xFDEF)) c = kReplacementCharacter;
    if (c >= 0x80 && c < 0xA0) return;
    if (c == 0x2028 || c == 0x2029) c = U'\n';
    add(c, box);
  }

  void add_ascii(char32_t c, const Box& box, bool collapse, bool breaks) {
    if (c == U'\n' && breaks) {
      pending_ = Pending::None;
      add(c, box);
      return;
    }
    const bool blank = c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == U'\f';
    if (blank && collapse) {
      if (box.style->white_space_collapse == css::WhiteSpaceCollapse::Discard) return;
      if (pending_ == Pending::None) {
        begin_pending(box);
        if (pending_ == Pending::None) return;
      }
      if (c == U'\n' && pending_ == Pending::Blank) pending_ = Pending::Break;
      return;
    }
    if (c < 0x20 && c != U'\t' && c != U'\n') return;  // CSS Text 4 §4: shown as nothing
    if (blank && c == U'\n') c = U' ';                 // preserve-spaces
    if (c == U'\t' && box.style->white_space_collapse == css::WhiteSpaceCollapse::PreserveSpaces)
      c = U' ';
    flush_pending(c);
    add(c, box);
  }

  void begin_pending(const Box& box) {
    // A blank after a blank of the line before it collapses, also across boxes.
    if (last_ == U' ' && span_box_ != nullptr && collapses(*span_box_->style)) {
      return;
    }
    pending_ = Pending::Blank;
    pending_box_ = &box;
    pending_events_ = paragraph_.events.size();
    pending_rubies_ = paragraph_.rubies.size();
    before_pending_ = last_;
  }

  void finish() {
    for (const InlineEvent& at : paragraph_.events) {
      if (at.type == EventType::Open) paragraph_.box_ranges[at.box].begin = at.position;
      if (at.type == EventType::Close) paragraph_.box_ranges[at.box].end = at.position;
      if (at.type == EventType::Float) paragraph_.has_floats = true;
    }
    if (paragraph_.style->direction == Direction::Rtl) paragraph_.needs_bidi = true;
    // An outer base comes before the bases inside it.
    std::stable_sort(paragraph_.rubies.begin(), paragraph_.rubies.end(),
                     [](const RubyPair& a, const RubyPair& b) { return a.begin < b.begin; });
    if (paragraph_.spans.empty()) return;
    paragraph_.spans[0].begin = 0;
  }

  Paragraph& paragraph_;
  LayoutContext& context_;
  InlineCaches& caches_;
  const Box* entered_ = nullptr;
  const Box* span_box_ = nullptr;
  const Box* pending_box_ = nullptr;
  Pending pending_ = Pending::None;
  char32_t before_pending_ = 0;
  char32_t last_ = U'\n';  // the last character that is not the anchor of an empty box
  std::size_t pending_events_ = 0;
  std::size_t pending_rubies_ = 0;
  std::vector<std::size_t> open_bases_;  // bases may hold ruby of their own
  std::size_t last_closed_base_ = ~std::size_t{0};
};

}  // namespace

void collect(const Box& block, Paragraph& paragraph, LayoutContext& context) {
  paragraph.block = &block;
  paragraph.style = block.style;
  paragraph.flow = block.style->flow();
  paragraph.vertical = paragraph.flow.writing_mode == WritingMode::VerticalRl ||
                       paragraph.flow.writing_mode == WritingMode::VerticalLr;
  paragraph.region = font::region_of_language(block.style->lang);
  paragraph.em = block.style->font_size;
  Collector(paragraph, context).run(block);
}

}  // namespace banxin::layout
