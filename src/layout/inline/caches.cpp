#include "layout/inline/caches.h"

#include <hb-ot.h>
#include <hb.h>
#include <hyphen.h>

#include <algorithm>
#include <cmath>

#include "font/style_fonts.h"
#include "layout/inline/candidates.h"

namespace banxin::layout {
GlyphTable::GlyphTable(const font::Face& face,
                       std::string language,
                       bool vertical,
                       hb_buffer_t* buffer)
    : face_(face), language_(std::move(language)), vertical_(vertical), buffer_(buffer) {
  pages_.resize(0x1100);
}

// The features that a neighbour could change are off: kerning, contextual alternates, ligatures.
PlainGlyph GlyphTable::shape_alone(char32_t code_point, const char* feature) const {
  hb_buffer_clear_contents(buffer_);
  const auto character = static_cast<std::uint32_t>(code_point);
  hb_buffer_add_utf32(buffer_, &character, 1, 0, 1);
  hb_buffer_set_direction(buffer_, vertical_ ? HB_DIRECTION_TTB : HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer_, HB_SCRIPT_HAN);
  hb_buffer_set_language(buffer_, hb_language_from_string(language_.c_str(), -1));
  hb_feature_t wanted{};
  unsigned count = 0;
  if (feature != nullptr) {
    wanted = {hb_tag_from_string(feature, -1), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
    count = 1;
  }
  hb_shape(face_.harfbuzz_font(), buffer_, &wanted, count);
  unsigned length = 0;
  const hb_glyph_info_t* info = hb_buffer_get_glyph_infos(buffer_, &length);
  const hb_glyph_position_t* position = hb_buffer_get_glyph_positions(buffer_, &length);
  PlainGlyph glyph;
  glyph.known = true;
  if (length == 0) return glyph;
  glyph.id = info[0].codepoint;
  glyph.advance = vertical_ ? -position[0].y_advance : position[0].x_advance;
  glyph.x_offset = position[0].x_offset;
  glyph.y_offset = position[0].y_offset;
  return glyph;
}

const PlainGlyph& GlyphTable::look_up(char32_t code_point) {
  static constexpr PlainGlyph kNone{};
  const std::size_t page = code_point >> 8U;
  if (page >= pages_.size()) return kNone;
  if (pages_[page] == nullptr) pages_[page] = std::make_unique<Page>();
  PlainGlyph& glyph = (*pages_[page])[code_point & 0xFFU];
  glyph = shape_alone(code_point, nullptr);
  return glyph;
}

bool GlyphTable::has_vertical_form(char32_t code_point) {
  return vertical_ && plain(code_point).id != face_.glyph(code_point);
}

const MarkShape& GlyphTable::mark(char32_t code_point) {
  MarkShape& shape = marks_[code_point];
  if (!shape.known) shape = measure_mark(code_point);
  return shape;
}

MarkShape GlyphTable::measure_mark(char32_t code_point) {
  MarkShape shape;
  shape.known = true;
  const PlainGlyph full = plain(code_point);
  shape.full = shape.half = full.advance;
  const int em = face_.metrics().units_per_em;
  if (full.advance * 10 < em * 9) return shape;  // not a full-width body
  const PlainGlyph half = shape_alone(code_point, vertical_ ? "vhal" : "halt");
  if (half.advance < full.advance) {
    shape.half = half.advance;
    shape.shift = vertical_ ? full.y_offset - half.y_offset : half.x_offset - full.x_offset;
    return shape;
  }
  // A face without halt: half of the body may go where the ink leaves it free.
  hb_glyph_extents_t ink{};
  if (hb_font_get_glyph_extents(face_.harfbuzz_font(), full.id, &ink) == 0) return shape;
  const int start = vertical_ ? -(ink.y_bearing + full.y_offset) : ink.x_bearing;
  const int end = vertical_ ? start - ink.height : start + ink.width;
  const int slack = em / 50;
  if (end <= em / 2 + slack) {
    shape.half = full.advance - em / 2;
  } else if (start >= em / 2 - slack) {
    shape.half = full.advance - em / 2;
    shape.shift = -em / 2;
  } else if (start >= em / 4 - slack && end <= em * 3 / 4 + slack) {
    shape.half = full.advance - em / 2;
    shape.shift = -em / 4;
  }
  return shape;
}

InlineCaches::InlineCaches() : buffer(hb_buffer_create()) {}

CandidateList& InlineCaches::candidates() {
  if (candidates_ == nullptr) candidates_ = std::make_unique<CandidateList>();
  return *candidates_;
}

InlineCaches::~InlineCaches() {
  hb_buffer_destroy(buffer);
  for (const auto& [language, dictionary] : dictionaries_) {
    if (dictionary != nullptr) hnj_hyphen_free(dictionary);
  }
}

InlineCaches& InlineCaches::of(LayoutContext& context) {
  std::unique_ptr<LayoutContext::InlineState>& kept = context.inline_states[nullptr];
  if (kept == nullptr) kept = std::make_unique<InlineCaches>();
  return static_cast<InlineCaches&>(*kept);
}

font::FontStack& InlineCaches::stack_of(const style::ComputedStyle& style, LayoutContext& context) {
  font::FontStack*& stack = stacks_[&style];
  if (stack == nullptr) {
    stack = &context.fonts.stack(font::describe(style));
  }
  return *stack;
}

GlyphTable& InlineCaches::table_of(const font::Face& face, font::Region region, bool vertical) {
  std::unique_ptr<GlyphTable>& table = tables_[{&face, region, vertical}];
  if (table == nullptr) {
    table = std::make_unique<GlyphTable>(face, std::string(font::shaping_language(region)),
                                         vertical, buffer);
  }
  return *table;
}

_HyphenDict* InlineCaches::hyphenation_of(std::string_view language) {
  // Words of Latin letters in Chinese, Japanese and Korean text are English more often than not.
  std::string tag(language);
  std::replace(tag.begin(), tag.end(), '-', '_');
  if (font::region_of_language(language) != font::Region::None || tag == "en") tag = "en_US";
  const auto known = dictionaries_.find(tag);
  if (known != dictionaries_.end()) return known->second;
  HyphenDict* dictionary = hnj_hyphen_load(("/usr/share/hyphen/hyph_" + tag + ".dic").c_str());
  if (dictionary == nullptr && tag.find('_') != std::string::npos) {
    const std::string plain = tag.substr(0, tag.find('_'));
    dictionary = hnj_hyphen_load(("/usr/share/hyphen/hyph_" + plain + ".dic").c_str());
  }
  dictionaries_.emplace(tag, dictionary);
  return dictionary;
}

Unit scale_to(std::int32_t value, const font::Face& face, Unit size) {
  const std::int64_t em = std::max(1, face.metrics().units_per_em);
  const std::int64_t product = std::int64_t{value} * size.raw();
  const std::int64_t half = em / 2;
  return Unit::from_raw(product >= 0 ? (product + half) / em : -((-product + half) / em));
}

Unit blank_width(const font::Face& face, Unit size) {
  return scale_to(hb_font_get_glyph_h_advance(face.harfbuzz_font(), face.glyph(U' ')), face, size);
}

FontHeight font_height(const style::ComputedStyle& style,
                       const font::FontStack& fonts,
                       bool central) {
  const font::FaceMetrics& metrics = fonts.primary().metrics();
  const double scale = style.font_size.to_px() / std::max(1, metrics.units_per_em);
  const Unit ascent = Unit::from_px(std::round(metrics.ascent * scale));
  const Unit descent = Unit::from_px(std::round(metrics.descent * scale));
  if (!central) return {ascent, descent};
  const Unit half = (ascent + descent) / 2;
  return {ascent + descent - half, half};
}

Unit used_line_height(const style::ComputedStyle& style, const font::FontStack& fonts) {
  switch (style.line_height.kind) {
    case css::LineHeightKind::Number:
      return Unit::from_px(style.font_size.to_px() * style.line_height.number);
    case css::LineHeightKind::Length:
      return style.line_height.length;
    case css::LineHeightKind::Normal:
      break;
  }
  const font::FaceMetrics& metrics = fonts.primary().metrics();
  const double scale = style.font_size.to_px() / std::max(1, metrics.units_per_em);
  return font_height(style, fonts, false).height() +
         Unit::from_px(std::round(metrics.line_gap * scale));
}

FontHeight line_box_height(const style::ComputedStyle& style,
                           const font::FontStack& fonts,
                           bool central) {
  const FontHeight text = font_height(style, fonts, central);
  const Unit leading = used_line_height(style, fonts) - text.height();
  // Chromium gives the odd pixel of the leading to the descent.
  const Unit above = Unit::from_px(std::floor(leading.to_px() / 2));
  return {text.ascent + above, text.descent + leading - above};
}

}  // namespace banxin::layout
