#include "layout/inline/ruby.h"

#include <algorithm>
#include <map>

#include "layout/inline/caches.h"

namespace banxin::layout {
namespace {

// An annotation inside an annotation is set; one inside that is not (the depth of input must not
// become the depth of our calls).
constexpr int kDeepest = 2;

int ruby_depth(const Box& box) {
  int depth = 0;
  for (const Box* at = &box; at != nullptr; at = at->parent)
    depth += at->type == BoxType::RubyText ? 1 : 0;
  return depth;
}

bool is_western(const Paragraph& annotation) {
  return std::any_of(annotation.classes.begin(), annotation.classes.end(),
                     [](CharClass c) { return c == CharClass::Latin; });
}

bool is_bopomofo(const Paragraph& annotation) {
  return std::any_of(annotation.text.begin(), annotation.text.end(), [](char32_t c) {
    return (c >= 0x3105 && c <= 0x312F) || (c >= 0x31A0 && c <= 0x31BF);
  });
}

Unit width_of(const Paragraph& paragraph, std::uint32_t begin, std::uint32_t end) {
  Unit width;
  for (std::uint32_t i = begin; i < end; ++i)
    width += paragraph.clusters[i].advance;
  return width;
}

struct BaseRange {
  std::uint32_t begin, end;  // clusters
};
BaseRange range_of(const Paragraph& paragraph, const RubyPair& pair) {
  if (pair.begin >= pair.end) return {0, 0};
  return {paragraph.cluster_at(pair.begin), paragraph.cluster_at(pair.end - 1) + 1};
}

}  // namespace

void attach_annotation(RubyPair& pair,
                       const Box& box,
                       const Paragraph& base,
                       LayoutContext& context) {
  pair.text = &box;
  if (box.style->ruby_position.side == css::RubySide::Under) pair.under = true;
  if (ruby_depth(box) > kDeepest) return;
  auto annotation = std::make_unique<Paragraph>();
  collect(box, *annotation, context);
  itemize(*annotation, context);
  find_breaks(*annotation, context);
  shape(*annotation, context);
  space(*annotation, context);
  pair.width = width_of(*annotation, 0, annotation->cluster_count());
  // CSS Ruby 1 §3.1.1: inter-character ruby stands at the right of its base in horizontal text;
  // bopomofo does so wherever the page leaves the side open.
  const bool asked = box.style->ruby_position.side == css::RubySide::InterCharacter;
  pair.beside = asked && !base.vertical;
  if (pair.beside) pair.beside = is_bopomofo(*annotation) || annotation->has_han;
  pair.annotation = std::move(annotation);
}

BesideSize beside_size(const RubyPair& pair, Unit base_em) {
  int letters = 0;
  bool tone = false;
  for (const char32_t c : pair.annotation->text) {
    if (is_tone_mark(c)) {
      tone = true;
    } else {
      ++letters;
    }
  }
  // clreq §4.2.2: three letters fill the height of their base.
  const Unit letter = std::min(pair.text->style->font_size, base_em / std::max(3, letters));
  return {letter, tone ? letter + letter / 2 : letter};
}

Unit overhang_over(const Paragraph& paragraph, std::uint32_t cluster, Unit ruby_em) {
  if (cluster >= paragraph.cluster_count()) return {};
  const Cluster& neighbour = paragraph.clusters[cluster];
  if ((neighbour.flags & kRubyBase) != 0) return {};
  // jlreq §3.3.8: kana and the blanks of marks, never Han.
  bool may = neighbour.char_class == CharClass::Kana || is_mark(neighbour.char_class) ||
             neighbour.char_class == CharClass::FullSpace;
  // Browsers let it hang over any text.
  if (!wants_fine_setting(*paragraph.style)) {
    may = neighbour.char_class != CharClass::Object && neighbour.char_class != CharClass::NewLine &&
          neighbour.char_class != CharClass::Anchor;
  }
  return may ? ruby_em / 2 : Unit{};
}

namespace {

// What hangs over a neighbour has none at a line's edge: the base moves in by as much there
// (jlreq §3.3.8; the annotation stays centred on it).
class EdgeRows {
 public:
  explicit EdgeRows(Paragraph& paragraph) : rows_(paragraph.adjustments), paragraph_(paragraph) {}

  void at_start(std::uint32_t cluster, Unit hung) {
    if (hung <= Unit{}) return;
    Adjustment& row = row_of(cluster);
    // What else the cluster gives would be lost with the trimming of the line's start.
    if (row.shrink_class == 0 && row.stretch_class == 0)
      row.at_line_start = row.at_first_line = hung;
  }
  void at_end(std::uint32_t cluster, Unit hung) {
    if (hung > Unit{}) row_of(cluster).at_line_end += hung;
  }
  void write() {
    if (made_.empty()) return;
    const auto by_cluster = [](const Adjustment& a, const Adjustment& b) {
      return a.cluster < b.cluster;
    };
    const auto count = static_cast<std::ptrdiff_t>(rows_.size());
    for (const auto& [cluster, row] : made_) {
      rows_.push_back(row);
      paragraph_.clusters[cluster].flags |= kAdjustable;
    }
    std::inplace_merge(rows_.begin(), rows_.begin() + count, rows_.end(), by_cluster);
  }

 private:
  Adjustment& row_of(std::uint32_t cluster) {
    if ((paragraph_.clusters[cluster].flags & kAdjustable) != 0) {
      return *std::lower_bound(
          rows_.begin(), rows_.end(), cluster,
          [](const Adjustment& row, std::uint32_t wanted) { return row.cluster < wanted; });
    }
    Adjustment& row = made_[cluster];
    row.cluster = cluster;
    return row;
  }

  std::vector<Adjustment>& rows_;
  Paragraph& paragraph_;
  std::map<std::uint32_t, Adjustment> made_;
};

class RubySpacer {
 public:
  explicit RubySpacer(Paragraph& paragraph)
      : paragraph_(paragraph), rubies_(paragraph.rubies), edge_rows_(paragraph) {}

  void run() {
    for (const RubyPair& pair : rubies_)
      mark_base(range_of(paragraph_, pair));
    std::vector<std::size_t> heads;  // of the pairs that are set together
    for (std::size_t i = 0; i < rubies_.size(); i = end_of_group(i))
      heads.push_back(i);
    // Inner bases before the outer ones, whose width they make.
    for (std::size_t last = rubies_.size(); !heads.empty(); heads.pop_back()) {
      space(heads.back(), last);
      last = heads.back();
    }
    edge_rows_.write();
  }

 private:
  void mark_base(const BaseRange& range) {
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      std::uint8_t& flags = paragraph_.clusters[i].flags;
      flags |= kRubyBase;
      // The base keeps together: no gap opens inside it.
      if (i + 1 < range.end) flags = static_cast<std::uint8_t>(flags & ~kGapAfter);
    }
  }

  // CSS Ruby 1 §4.3: the annotations of one container become one where ruby-merge asks for it, or,
  // with auto, where one of them is wider than its base (jukugo ruby, jlreq §3.3.7).
  std::size_t end_of_group(std::size_t first) {
    const RubyPair& head = rubies_[first];
    if (head.annotation == nullptr || head.beside || head.begin >= head.end) return first + 1;
    const css::RubyMerge merge = head.text->style->ruby_merge;
    if (merge == css::RubyMerge::Separate) return first + 1;
    std::size_t last = first + 1;
    bool wide = is_wide(head);
    while (last < rubies_.size()) {
      const RubyPair& next = rubies_[last];
      const bool follows = next.ruby == head.ruby && next.begin == rubies_[last - 1].end &&
                           next.begin < next.end && next.annotation != nullptr && !next.beside &&
                           next.under == head.under && next.text->style->ruby_merge == merge;
      if (!follows) break;
      wide = wide || is_wide(next);
      ++last;
    }
    if (merge == css::RubyMerge::Auto && !wide) return first + 1;
    for (std::size_t i = first + 1; i < last; ++i)
      rubies_[i].joined = true;
    return last;
  }

  bool is_wide(const RubyPair& pair) const {
    const BaseRange range = range_of(paragraph_, pair);
    return pair.width > width_of(paragraph_, range.begin, range.end);
  }

  // What the pairs inside a base, or on its other side, have added to its ends.
  Unit widened_by_inner(std::size_t at, std::uint32_t end) {
    Unit width;
    RubyPair& outer = rubies_[at];
    for (std::size_t i = at + 1; i < rubies_.size() && rubies_[i].begin < end; ++i) {
      const RubyPair& inner = rubies_[i];
      if (inner.end > end || inner.annotation == nullptr) continue;
      width += inner.base_lead + inner.base_trail;
      const bool inside = inner.base != outer.base;
      if (inside && inner.under == outer.under && !inner.beside) {
        outer.inner = std::max(outer.inner, inner.inner + inner.text->style->font_size);
      }
    }
    return width;
  }

  void space(std::size_t first, std::size_t last) {
    RubyPair& head = rubies_[first];
    RubyPair& tail = rubies_[last - 1];
    BaseRange range = range_of(paragraph_, head);
    if (range.begin >= range.end || head.annotation == nullptr) return;
    range.end = range_of(paragraph_, tail).end;
    if (head.beside) {
      head.base_trail = beside_size(head, head.base->style->font_size).room;
      return;
    }
    Unit width;
    for (std::size_t i = first; i < last; ++i)
      width += rubies_[i].width;
    Unit base = width_of(paragraph_, range.begin, range.end);
    if (last - first == 1) base += widened_by_inner(first, head.end);
    const Unit ruby_em = head.text->style->font_size;
    // Neighbouring readings never touch: letters keep a quarter of an em between them.
    const Unit apart = is_western(*head.annotation) ? ruby_em / 4 : ruby_em / 8;
    Unit missing = width - base;
    const bool by_ruby_before =
        range.begin > 0 && (paragraph_.clusters[range.begin - 1].flags & kRubyBase) != 0;
    const bool by_ruby_after = (paragraph_.clusters[range.end].flags & kRubyBase) != 0;
    // …where the page asks for fine setting; else they may touch, as in browsers.
    if (wants_fine_setting(*paragraph_.style) && (by_ruby_before || by_ruby_after))
      missing += apart;
    if (missing > Unit{}) spread(range, missing, head, tail);
  }

  // jlreq §3.3.7: what hangs over neighbours is spent first, the rest spread 1 : 2 : 1; the
  // annotation stays centred on its base.
  void spread(const BaseRange& range, Unit missing, RubyPair& head, RubyPair& tail) {
    const bool fine = wants_fine_setting(*paragraph_.style);
    const bool hangs = head.text->style->ruby_overhang == css::RubyOverhang::Auto &&
                       (!fine || !is_western(*head.annotation));
    const Unit ruby_em = head.text->style->font_size;
    Unit left;
    Unit right;
    if (hangs) {
      if (range.begin > 0) left = overhang_over(paragraph_, range.begin - 1, ruby_em);
      right = overhang_over(paragraph_, range.end, ruby_em);
    }
    const auto count = static_cast<int>(range.end - range.begin);
    const Unit rest = std::max(Unit{}, missing - left - right);
    head.base_spread = rest / count;
    const Unit side = (missing - head.base_spread * (count - 1)) / 2;
    head.base_lead = std::max(Unit{}, side - left);
    tail.base_trail = std::max(Unit{}, side - right);
    edge_rows_.at_start(range.begin, side - head.base_lead);
    edge_rows_.at_end(range.end - 1, side - tail.base_trail);
    for (std::uint32_t i = range.begin; i + 1 < range.end; ++i)
      paragraph_.clusters[i].advance += head.base_spread;
  }

  Paragraph& paragraph_;
  std::vector<RubyPair>& rubies_;
  EdgeRows edge_rows_;
};

}  // namespace

void space_rubies(Paragraph& paragraph) {
  if (!paragraph.rubies.empty()) RubySpacer(paragraph).run();
}

}  // namespace banxin::layout
