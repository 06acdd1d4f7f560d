#pragma once
// What paragraphs of one chapter share: font stacks of styles, glyphs of plain characters, and the
// dictionaries of languages. Kept in LayoutContext::inline_states under the null box.
#include <array>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "layout/inline/paragraph.h"
#include "layout/inline/word_shapes.h"

struct _HyphenDict;
struct hb_buffer_t;

namespace banxin::layout {

struct CandidateList;

// The glyph of one plain character: one character, one glyph, no neighbour changes it.
struct PlainGlyph {
  std::uint32_t id = 0;
  std::int32_t advance = 0;  // in the face's units, along the line
  std::int32_t x_offset = 0, y_offset = 0;
  bool known = false;
};

// What a full-width mark may give away, in the face's units (halt, vhal, or its ink box).
struct MarkShape {
  std::int32_t full = 0;
  std::int32_t half = 0;   // equal to `full` where the glyph leaves no blank to take
  std::int32_t shift = 0;  // along the line, of the glyph when set half (negative: backwards)
  bool known = false;
};

// Tables of one face for one language and orientation, filled as characters are met.
class GlyphTable {
 public:
  GlyphTable(const font::Face& face, std::string language, bool vertical, hb_buffer_t* buffer);

  const PlainGlyph& plain(char32_t code_point) {
    const std::size_t page = code_point >> 8U;
    if (page < pages_.size() && pages_[page] != nullptr) {
      const PlainGlyph& glyph = (*pages_[page])[code_point & 0xFFU];
      if (glyph.known) return glyph;
    }
    return look_up(code_point);
  }
  const MarkShape& mark(char32_t code_point);
  // Whether the face has a vertical form of the character.
  bool has_vertical_form(char32_t code_point);

 private:
  using Page = std::array<PlainGlyph, 256>;
  const PlainGlyph& look_up(char32_t code_point);
  PlainGlyph shape_alone(char32_t code_point, const char* feature) const;
  MarkShape measure_mark(char32_t code_point);

  const font::Face& face_;
  std::string language_;
  bool vertical_;
  hb_buffer_t* buffer_;
  std::vector<std::unique_ptr<Page>> pages_;
  std::unordered_map<char32_t, MarkShape> marks_;
};

class InlineCaches final : public LayoutContext::InlineState {
 public:
  InlineCaches();
  ~InlineCaches() override;
  static InlineCaches& of(LayoutContext& context);

  font::FontStack& stack_of(const style::ComputedStyle& style, LayoutContext& context);
  GlyphTable& table_of(const font::Face& face, font::Region region, bool vertical);
  // Patterns for a language tag, null when none are installed.
  _HyphenDict* hyphenation_of(std::string_view language);

  // Memory that breaking uses again and again.
  CandidateList& candidates();

  hb_buffer_t* buffer;
  WordShapes words;
  std::set<char32_t> missing;  // reported already

 private:
  std::unordered_map<const style::ComputedStyle*, font::FontStack*> stacks_;
  std::map<std::tuple<const font::Face*, font::Region, bool>, std::unique_ptr<GlyphTable>> tables_;
  std::map<std::string, _HyphenDict*, std::less<>> dictionaries_;
  std::unique_ptr<CandidateList> candidates_;
};

// The metrics that set lines and content areas: of the first available font, rounded to whole px as
// browsers do; from the central baseline in vertical lines.
struct FontHeight {
  Unit ascent, descent;
  Unit height() const { return ascent + descent; }
};
FontHeight font_height(const style::ComputedStyle& style,
                       const font::FontStack& fonts,
                       bool central);
// The same with `line-height` applied (CSS Inline 3 §5: half-leading on both sides).
FontHeight line_box_height(const style::ComputedStyle& style,
                           const font::FontStack& fonts,
                           bool central);
Unit used_line_height(const style::ComputedStyle& style, const font::FontStack& fonts);
// The advance of U+0020.
Unit blank_width(const font::Face& face, Unit size);
// In the face's units, scaled to `size`.
Unit scale_to(std::int32_t value, const font::Face& face, Unit size);

}  // namespace banxin::layout
