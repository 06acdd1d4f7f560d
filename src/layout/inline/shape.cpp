// shape: characters become clusters of glyphs. Plain Han, kana and full-width marks go by table
// (code point → glyph, advance); everything else through HarfBuzz, run by run.
#include <hb.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>

#include "base/utf8.h"
#include "font/character_sets.h"
#include "layout/inline/caches.h"
#include "layout/inline/paragraph.h"
#include "layout/inline/shape_run.h"

namespace banxin::layout {
namespace {

class Shaper {
 public:
  Shaper(Paragraph& paragraph, LayoutContext& context)
      : paragraph_(paragraph), context_(context), caches_(InlineCaches::of(context)) {}

  void run() {
    const auto count = static_cast<std::uint32_t>(paragraph_.text.size());
    paragraph_.clusters.reserve(count + 1);
    paragraph_.glyphs.reserve(count);
    for (std::uint32_t span = 0; span < paragraph_.spans.size(); ++span) {
      const std::uint32_t begin = paragraph_.spans[span].begin;
      const std::uint32_t end =
          span + 1 < paragraph_.spans.size() ? paragraph_.spans[span + 1].begin : count;
      if (begin < end) shape_span(span, begin, end);
    }
    Cluster sentinel;
    sentinel.text = count;
    sentinel.glyph = static_cast<std::uint32_t>(paragraph_.glyphs.size());
    sentinel.char_class = CharClass::NewLine;
    sentinel.break_before = BreakKind::Forced;
    paragraph_.clusters.push_back(sentinel);
  }

 private:
  enum class Way : std::uint8_t { Plain, Shaped, Control };

  struct Item {
    const font::Face* face = nullptr;
    GlyphOrientation orientation = GlyphOrientation::Horizontal;
    std::uint8_t level = 0;
    bool small_capital = false;  // a capital made smaller, of a face that has none
    bool operator==(const Item&) const = default;
  };

  bool plain_style(const style::ComputedStyle& style) const {
    return style.font_feature_settings.empty() &&
           style.font_variant_ligatures == css::FontVariantLigatures{} &&
           style.font_variant_caps == css::FontVariantCaps::Normal &&
           style.font_variant_numeric == css::FontVariantNumeric{} &&
           style.font_variant_east_asian == css::FontVariantEastAsian{};
  }

  void shape_span(std::uint32_t index, std::uint32_t begin, std::uint32_t end) {
    span_ = &paragraph_.spans[index];
    span_index_ = index;
    style_ = span_->style;
    plain_ = plain_style(*style_);
    region_ = font::region_of_language(style_->lang);
    if (paragraph_.vertical && style_->text_combine_upright.kind == css::TextCombineKind::All) {
      combine(begin, end);
      return;
    }
    const bool digits =
        paragraph_.vertical && style_->text_combine_upright.kind == css::TextCombineKind::Digits;
    for (std::uint32_t i = begin; i < end;) {
      if (digits && paragraph_.classes[i] == CharClass::Digit) {
        const std::uint32_t stop = digits_end(i, end);
        if (stop - i <= static_cast<std::uint32_t>(style_->text_combine_upright.digits)) {
          combine(i, stop);
          i = stop;
          continue;
        }
      }
      i = shape_item(i, end);
    }
  }

  std::uint32_t digits_end(std::uint32_t begin, std::uint32_t end) const {
    std::uint32_t stop = begin;
    while (stop < end && paragraph_.text[stop] < 0x80 &&
           paragraph_.classes[stop] == CharClass::Digit)
      ++stop;
    return stop;
  }

  // Plain: one glyph whatever stands beside it.
  bool is_plain(std::uint32_t at) const {
    const CharClass c = paragraph_.classes[at];
    // Upright dashes and dots are single glyphs; along a horizontal line —— is one (a ligature).
    const bool upright_pair =
        paragraph_.vertical && (c == CharClass::Dash || c == CharClass::Ellipsis);
    const bool kind = c <= CharClass::Hangul || upright_pair ||
                      (c >= CharClass::Opening && c <= CharClass::MiddleDot) ||
                      c == CharClass::FullSpace || c == CharClass::Connector;
    if (!kind || !plain_) return false;
    const char32_t ch = paragraph_.text[at];
    if (c == CharClass::Hangul && (ch < 0xAC00 || ch > 0xD7A3)) return false;
    // A variation selector, a voiced mark or a combining accent belongs to it.
    return at + 1 >= paragraph_.text.size() ||
           (paragraph_.classes[at + 1] != CharClass::Combining &&
            paragraph_.text[at + 1] != 0x200D);
  }

  Item item_at(std::uint32_t at, const font::Face* before) {
    Item item;
    const char32_t c = paragraph_.text[at];
    const CharClass char_class = paragraph_.classes[at];
    const bool han = is_han_like(char_class) || char_class == CharClass::Hangul;
    const auto around = han ? font::Surroundings::Han : font::Surroundings::Latin;
    if (paragraph_.levels.size() > at) item.level = paragraph_.levels[at];
    const bool joins = char_class == CharClass::Combining || char_class == CharClass::Control;
    if (joins && before != nullptr) {
      item.face = before;
    } else if (char_class == CharClass::Object || char_class == CharClass::Anchor ||
               char_class == CharClass::NewLine || char_class == CharClass::Tab || joins) {
      item.face = &span_->fonts->primary();
    } else {
      item.face = face_for(at, c, around);
    }
    item.orientation = orientation_of(at, c, char_class, item.face);
    if (style_->font_variant_caps != css::FontVariantCaps::Normal) {
      item.small_capital = is_small_capital(c, *item.face);
    }
    return item;
  }

  // CSS Fonts 4 §6.6: synthesised where the face has no such glyphs.
  bool is_small_capital(char32_t c, const font::Face& face) {
    const bool all = style_->font_variant_caps == css::FontVariantCaps::AllSmallCaps;
    if (!all && style_->font_variant_caps != css::FontVariantCaps::SmallCaps) return false;
    if (style_->font_synthesis_small_caps == css::FontToggle::None) return false;
    const auto point = static_cast<UChar32>(c);
    if (u_islower(point) == 0 && !(all && c < 0x2E80 && u_isalnum(point) != 0)) return false;
    if (&face != caps_face_) {
      caps_face_ = &face;
      has_small_caps_ = has_feature(face, HB_TAG('s', 'm', 'c', 'p'));
    }
    return !has_small_caps_;
  }

  const font::Face* face_for(std::uint32_t at, char32_t c, font::Surroundings around) {
    const char32_t next = at + 1 < paragraph_.text.size() ? paragraph_.text[at + 1] : 0;
    if (next == 0xFE0F ||
        (c >= 0x1F000 && next != 0xFE0E &&
         u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EMOJI_PRESENTATION) != 0)) {
      if (const font::Face* emoji = span_->fonts->emoji_face(c)) return emoji;
    }
    const font::Face* face = span_->fonts->face_for(c, around);
    if (face != nullptr) return face;
    return &span_->fonts->han();  // its .notdef shows as a box; reported where it is shaped
  }

  // UAX #50, CSS Writing Modes 4 §5.1.
  GlyphOrientation orientation_of(std::uint32_t /*at*/,
                                  char32_t c,
                                  CharClass char_class,
                                  const font::Face* face) {
    const WritingMode mode = paragraph_.flow.writing_mode;
    if (mode == WritingMode::HorizontalTb) return GlyphOrientation::Horizontal;
    if (mode == WritingMode::SidewaysRl) return GlyphOrientation::Rotated;
    if (mode == WritingMode::SidewaysLr) return GlyphOrientation::RotatedCounterClockwise;
    if (style_->text_orientation == css::TextOrientation::Sideways)
      return GlyphOrientation::Rotated;
    if (style_->text_orientation == css::TextOrientation::Upright) return GlyphOrientation::Upright;
    if (char_class == CharClass::Ideograph || char_class == CharClass::Object) {
      if (c >= 0x4E00 && c <= 0x9FFF) return GlyphOrientation::Upright;
    }
    const std::int32_t kind =
        u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_VERTICAL_ORIENTATION);
    if (kind == U_VO_UPRIGHT || kind == U_VO_TRANSFORMED_UPRIGHT) return GlyphOrientation::Upright;
    // Tr, and the quotes and dashes of Han text: upright in their vertical form where there is one.
    const bool han_mark = is_han_like(char_class) && char_class != CharClass::Ideograph;
    if (kind == U_VO_TRANSFORMED_ROTATED || han_mark) {
      GlyphTable& table = caches_.table_of(*face, region_, true);
      if (table.has_vertical_form(c)) return GlyphOrientation::Upright;
    }
    return GlyphOrientation::Rotated;
  }

  // One run of characters of one item; returns its end.
  std::uint32_t shape_item(std::uint32_t begin, std::uint32_t end) {
    const Item item = item_at(begin, nullptr);
    ShapedRun run;
    run.text_begin = begin;
    run.span = span_index_;
    run.face = item.face;
    run.font_size = style_->font_size;
    if (item.small_capital) run.font_size = run.font_size.scaled(7, 10);
    small_capital_ = item.small_capital;
    run.orientation = item.orientation;
    run.level = item.level;
    run.cluster_begin = static_cast<std::uint32_t>(paragraph_.clusters.size());
    GlyphTable& table =
        caches_.table_of(*item.face, region_, item.orientation == GlyphOrientation::Upright);
    std::uint32_t at = begin;
    bool plain = is_plain(at) && item.level % 2 == 0;
    while (at < end) {
      if (plain) {
        add_plain(at, table, run);
        ++at;
        if (at < end && goes_on(at, item)) continue;
      } else {
        const std::uint32_t stop = shaped_end(at, end, item);
        shape_stretch(at, stop, run);
        at = stop;
      }
      if (at >= end) break;
      const Item next = item_at(at, item.face);
      if (!(next == item)) break;
      plain = is_plain(at) && item.level % 2 == 0;
    }
    run.text_end = at;
    run.cluster_end = static_cast<std::uint32_t>(paragraph_.clusters.size());
    paragraph_.runs.push_back(run);
    return at;
  }

  // What is met most often: another plain Han character of the same face.
  bool goes_on(std::uint32_t at, const Item& item) {
    if (paragraph_.text[at] - 0x4E00U >= 0x5200U || !paragraph_.levels.empty()) return false;
    if (item.orientation != GlyphOrientation::Horizontal &&
        item.orientation != GlyphOrientation::Upright) {
      return false;
    }
    return is_plain(at) &&
           span_->fonts->face_for(paragraph_.text[at], font::Surroundings::Han) == item.face;
  }

  // Likewise: another letter of a word, or the blank after it.
  bool letter_goes_on(std::uint32_t at, const Item& item) {
    const char32_t c = paragraph_.text[at];
    return c < 0x250 && style_->font_variant_caps == css::FontVariantCaps::Normal &&
           item.orientation == GlyphOrientation::Horizontal && paragraph_.levels.empty() &&
           (paragraph_.classes[at] == CharClass::Latin ||
            paragraph_.classes[at] == CharClass::Space) &&
           (at + 1 == paragraph_.text.size() || paragraph_.text[at + 1] < 0x250) &&
           span_->fonts->face_for(c, font::Surroundings::Latin) == item.face;
  }

  std::uint32_t shaped_end(std::uint32_t begin, std::uint32_t end, const Item& item) {
    std::uint32_t at = begin + 1;
    // HarfBuzz takes a stretch at once; one that never ends is cut so that its buffers stay small.
    constexpr std::uint32_t kLongest = 100'000;
    // The marks of one letter are placed in time that grows with their square: no letter has so
    // many.
    constexpr std::uint32_t kMostMarks = 64;
    std::uint32_t marks = 0;
    while (at < end && at - begin < kLongest && marks < kMostMarks) {
      const CharClass c = paragraph_.classes[at];
      marks = c == CharClass::Combining ? marks + 1 : 0;
      if (c == CharClass::NewLine || c == CharClass::Object || c == CharClass::Anchor ||
          c == CharClass::Tab)
        break;
      const CharClass first = paragraph_.classes[begin];
      if (first == CharClass::NewLine || first == CharClass::Object || first == CharClass::Anchor ||
          first == CharClass::Tab)
        break;
      if (letter_goes_on(at, item)) {
        ++at;
        continue;
      }
      if (is_plain(at) && item.level % 2 == 0) break;
      if (!(item_at(at, item.face) == item)) break;
      ++at;
    }
    return at;
  }

  void add_plain(std::uint32_t at, GlyphTable& table, const ShapedRun& run) {
    const PlainGlyph& known = table.plain(paragraph_.text[at]);
    if (known.id == 0) report_missing(at);
    Cluster cluster;
    cluster.text = at;
    cluster.glyph = static_cast<std::uint32_t>(paragraph_.glyphs.size());
    if (known.advance != last_advance_ || run.face != last_face_ || run.font_size != last_size_) {
      last_advance_ = known.advance;
      last_face_ = run.face;
      last_size_ = run.font_size;
      last_scaled_ = scale_to(known.advance, *run.face, run.font_size);
    }
    cluster.advance = last_scaled_;
    cluster.char_class = paragraph_.classes[at];
    cluster.break_before = paragraph_.breaks[at];
    ClusterGlyph glyph;
    glyph.id = known.id;
    glyph.advance = cluster.advance;
    if (known.x_offset != 0 || known.y_offset != 0) {
      glyph.x_offset = scale_to(known.x_offset, *run.face, run.font_size);
      glyph.y_offset = -scale_to(known.y_offset, *run.face, run.font_size);
    }
    add_letter_spacing(cluster);
    paragraph_.clusters.push_back(cluster);
    paragraph_.glyphs.push_back(glyph);
  }

  void add_letter_spacing(Cluster& cluster) const {
    if (style_->letter_spacing == Unit{}) return;
    if (cluster.char_class == CharClass::NewLine || cluster.char_class == CharClass::Anchor ||
        cluster.char_class == CharClass::Object || cluster.char_class == CharClass::Control) {
      return;
    }
    cluster.advance += style_->letter_spacing;
  }

  void shape_stretch(std::uint32_t begin, std::uint32_t end, ShapedRun& run) {
    const CharClass first = paragraph_.classes[begin];
    if (first == CharClass::NewLine || first == CharClass::Object || first == CharClass::Anchor ||
        first == CharClass::Tab) {
      Cluster cluster;
      cluster.text = begin;
      cluster.glyph = static_cast<std::uint32_t>(paragraph_.glyphs.size());
      cluster.char_class = first;
      cluster.break_before = paragraph_.breaks[begin];
      paragraph_.clusters.push_back(cluster);
      return;
    }
    const std::size_t from = paragraph_.clusters.size();
    StretchRequest request{begin, end, region_, style_, caches_.buffer};
    if (small_capital_) {
      request.capitals = true;
      shape_with_harfbuzz(paragraph_, run, request);
    } else {
      caches_.words.shape(paragraph_, run, request);
    }
    for (std::size_t i = from; i < paragraph_.clusters.size(); ++i) {
      Cluster& cluster = paragraph_.clusters[i];
      add_letter_spacing(cluster);
      if (cluster.char_class == CharClass::Space || cluster.char_class == CharClass::Tab ||
          paragraph_.text[cluster.text] == 0xA0) {
        cluster.advance += style_->word_spacing;
      }
      if (paragraph_.glyphs.size() > cluster.glyph && paragraph_.glyphs[cluster.glyph].id == 0) {
        report_missing(cluster.text);
      }
    }
  }

  // text-combine-upright: the characters become one cluster of one em, set horizontally and
  // squeezed where they are wider (CSS Writing Modes 4 §9.1.3).
  void combine(std::uint32_t begin, std::uint32_t end) {
    while (begin < end && paragraph_.classes[begin] == CharClass::Space)
      ++begin;
    if (begin >= end) return;
    ShapedRun run;
    run.text_begin = begin;
    run.text_end = end;
    run.span = span_index_;
    run.face = item_at(begin, nullptr).face;
    run.font_size = style_->font_size;
    run.combined = true;
    run.cluster_begin = static_cast<std::uint32_t>(paragraph_.clusters.size());
    const auto first_glyph = static_cast<std::uint32_t>(paragraph_.glyphs.size());
    StretchRequest request{begin, end, region_, style_, caches_.buffer};
    shape_with_harfbuzz(paragraph_, run, request);
    paragraph_.clusters.resize(run.cluster_begin);
    Unit width;
    for (std::size_t i = first_glyph; i < paragraph_.glyphs.size(); ++i)
      width += paragraph_.glyphs[i].advance;
    const Unit em = style_->font_size;
    if (width > em && width > Unit{}) {
      run.horizontal_scale = static_cast<float>(em.to_px() / width.to_px());
      for (std::size_t i = first_glyph; i < paragraph_.glyphs.size(); ++i) {
        ClusterGlyph& glyph = paragraph_.glyphs[i];
        glyph.advance = glyph.advance.scaled(em.raw(), width.raw());
        glyph.x_offset = glyph.x_offset.scaled(em.raw(), width.raw());
      }
      width = em;
    }
    if (first_glyph < paragraph_.glyphs.size()) {
      paragraph_.glyphs[first_glyph].x_offset += (em - width) / 2;
      for (std::size_t i = first_glyph + 1; i < paragraph_.glyphs.size(); ++i) {
        paragraph_.glyphs[i].x_offset += (em - width) / 2;
      }
    }
    Cluster cluster;
    cluster.text = begin;
    cluster.glyph = first_glyph;
    cluster.advance = em;
    cluster.char_class = CharClass::Ideograph;
    cluster.break_before = paragraph_.breaks[begin];
    if (cluster.break_before == BreakKind::None && begin > 0 &&
        is_ideograph(paragraph_.classes[begin - 1])) {
      cluster.break_before = BreakKind::Allowed;
    }
    paragraph_.clusters.push_back(cluster);
    run.cluster_end = static_cast<std::uint32_t>(paragraph_.clusters.size());
    paragraph_.runs.push_back(run);
  }

  void report_missing(std::uint32_t at);

  Paragraph& paragraph_;
  LayoutContext& context_;
  InlineCaches& caches_;
  const TextSpan* span_ = nullptr;
  std::uint32_t span_index_ = 0;
  const style::ComputedStyle* style_ = nullptr;
  font::Region region_ = font::Region::None;
  bool plain_ = true;
  bool small_capital_ = false;  // the run that is being shaped
  const font::Face* caps_face_ = nullptr;
  bool has_small_caps_ = false;  // of caps_face_
  std::int32_t last_advance_ = -1;
  const font::Face* last_face_ = nullptr;
  Unit last_size_, last_scaled_;
};

void Shaper::report_missing(std::uint32_t at) {
  const char32_t c = paragraph_.text[at];
  if (u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0) return;
  if (paragraph_.classes[at] == CharClass::Space) return;
  report_missing_glyph(context_, *span_, c);
}

}  // namespace

void shape(Paragraph& paragraph, LayoutContext& context) {
  Shaper(paragraph, context).run();
}

const ShapedRun& Paragraph::run_at(std::uint32_t cluster) const {
  std::size_t low = 0;
  std::size_t high = runs.size();
  while (high - low > 1) {
    const std::size_t middle = (low + high) / 2;
    (runs[middle].cluster_begin <= cluster ? low : high) = middle;
  }
  return runs[low];
}

std::uint32_t Paragraph::cluster_at(std::uint32_t position) const {
  const auto found = std::upper_bound(
      clusters.begin(), clusters.end(), position,
      [](std::uint32_t wanted, const Cluster& cluster) { return wanted < cluster.text; });
  return static_cast<std::uint32_t>(found == clusters.begin() ? 0 : found - clusters.begin() - 1);
}

}  // namespace banxin::layout
