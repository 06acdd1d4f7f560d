#include "layout/inline/ruby.h"

#include <algorithm>

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
  const bool may = neighbour.char_class == CharClass::Kana || is_mark(neighbour.char_class) ||
                   neighbour.char_class == CharClass::FullSpace;
  return may ? ruby_em / 2 : Unit{};
}

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
    const auto middle = rows_.insert(rows_.end(), made_.begin(), made_.end());
    std::inplace_merge(rows_.begin(), middle, rows_.end(), by_cluster);
  }

 private:
  Adjustment& row_of(std::uint32_t cluster) {
    if (!made_.empty() && made_.back().cluster == cluster) return made_.back();
    if ((paragraph_.clusters[cluster].flags & kAdjustable) != 0) {
      return *std::lower_bound(
          rows_.begin(), rows_.end(), cluster,
          [](const Adjustment& row, std::uint32_t wanted) { return row.cluster < wanted; });
    }
    paragraph_.clusters[cluster].flags |= kAdjustable;
    made_.emplace_back();
    made_.back().cluster = cluster;
    return made_.back();
  }

  std::vector<Adjustment>& rows_;
  Paragraph& paragraph_;
  std::vector<Adjustment> made_;  // in the order of the rubies, which is that of the clusters
};

void space_rubies(Paragraph& paragraph) {
  for (const RubyPair& pair : paragraph.rubies) {
    const BaseRange range = range_of(paragraph, pair);
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      paragraph.clusters[i].flags |= kRubyBase;
      // The base keeps together: no gap opens inside it.
      if (i + 1 < range.end) {
        paragraph.clusters[i].flags =
            static_cast<std::uint8_t>(paragraph.clusters[i].flags & ~kGapAfter);
      }
    }
  }
  EdgeRows edge_rows(paragraph);
  for (RubyPair& pair : paragraph.rubies) {
    const BaseRange range = range_of(paragraph, pair);
    if (range.begin >= range.end || pair.annotation == nullptr) continue;
    const Unit ruby_em = pair.text->style->font_size;
    if (pair.beside) {
      pair.base_trail = beside_size(pair, pair.base->style->font_size).room;
      continue;
    }
    const Unit base = width_of(paragraph, range.begin, range.end);
    // Neighbouring readings never touch: letters keep a quarter of an em between them.
    const Unit apart = is_western(*pair.annotation) ? ruby_em / 4 : ruby_em / 8;
    Unit missing = pair.width - base;
    const bool by_ruby_before =
        range.begin > 0 && (paragraph.clusters[range.begin - 1].flags & kRubyBase) != 0;
    const bool by_ruby_after = (paragraph.clusters[range.end].flags & kRubyBase) != 0;
    // …where the page asks for fine setting; else they may touch, as in browsers.
    if (wants_fine_setting(*paragraph.style) && (by_ruby_before || by_ruby_after)) missing += apart;
    if (missing <= Unit{}) continue;
    const bool hangs =
        pair.text->style->ruby_overhang == css::RubyOverhang::Auto && !is_western(*pair.annotation);
    Unit left;
    Unit right;
    if (hangs) {
      if (range.begin > 0) left = overhang_over(paragraph, range.begin - 1, ruby_em);
      right = overhang_over(paragraph, range.end, ruby_em);
    }
    // jlreq §3.3.7: what hangs over neighbours is spent first, the rest spread 1 : 2 : 1; the
    // annotation stays centred on its base.
    const auto count = static_cast<int>(range.end - range.begin);
    const Unit rest = std::max(Unit{}, missing - left - right);
    pair.base_spread = rest / count;
    const Unit side = (missing - pair.base_spread * (count - 1)) / 2;
    pair.base_lead = std::max(Unit{}, side - left);
    pair.base_trail = std::max(Unit{}, side - right);
    edge_rows.at_start(range.begin, side - pair.base_lead);
    edge_rows.at_end(range.end - 1, side - pair.base_trail);
    for (std::uint32_t i = range.begin; i + 1 < range.end; ++i) {
      paragraph.clusters[i].advance += pair.base_spread;
    }
  }
  edge_rows.write();
}

}  // namespace banxin::layout
