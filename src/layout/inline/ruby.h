#pragma once
// Ruby (CSS Ruby 1; jlreq §3.3; clreq §4.2): annotations are paragraphs of their own, set on one
// line over, under or beside their bases.
#include "layout/inline/paragraph.h"

namespace banxin::layout {

// Makes the annotation of `pair` from the RubyText box.
void attach_annotation(RubyPair& pair,
                       const Box& box,
                       const Paragraph& base,
                       LayoutContext& context);

// Gives the bases the blanks that wide annotations need, after the base text is shaped.
void space_rubies(Paragraph& paragraph);

// Bopomofo at the right of its base: the size of its letters and the room they take beside it.
struct BesideSize {
  Unit letter, room;
};
BesideSize beside_size(const RubyPair& pair, Unit base_em);
// ˊ ˇ ˋ stand at the right of the last letter, ˙ over the first.
constexpr bool is_tone_mark(char32_t c) {
  return c == 0x02CA || c == 0x02C7 || c == 0x02CB || c == 0x02D9;
}

// How far ruby may hang over a neighbour: half its em over kana and blanks without ruby.
Unit overhang_over(const Paragraph& paragraph, std::uint32_t cluster, Unit ruby_em);

}  // namespace banxin::layout
