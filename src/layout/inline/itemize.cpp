// itemize: the class of every character, with the marks that Han and Latin share resolved by their
// surroundings, and the levels of bidirectional text (UAX #9 through ICU).
#include <unicode/ubidi.h>
#include <unicode/utf16.h>

#include <string>

#include "font/character_sets.h"
#include "layout/inline/paragraph.h"

namespace banxin::layout {
namespace {

bool is_word(CharClass c) {
  return c == CharClass::Latin || c == CharClass::Digit;
}

bool is_opening_quote(char32_t c) {
  return c == U'“' || c == U'‘';
}
bool is_closing_quote(char32_t c) {
  return c == U'”' || c == U'’';
}

class MarkResolver {
 public:
  explicit MarkResolver(Paragraph& paragraph) : paragraph_(paragraph) {}

  void resolve(std::uint32_t at) {
    if (stands_among_han(at)) {
      paragraph_.classes[at] = classify_among_han(paragraph_.text[at]);
    }
  }

 private:
  CharClass class_at(std::int64_t at) const {
    if (at < 0 || at >= static_cast<std::int64_t>(paragraph_.text.size()))
      return CharClass::NewLine;
    return paragraph_.classes[static_cast<std::size_t>(at)];
  }
  bool skipped(std::int64_t at) const {
    const CharClass c = class_at(at);
    return c == CharClass::Anchor || c == CharClass::Combining || c == CharClass::Control;
  }
  // The neighbour that counts: other shared marks and what draws nothing are passed over.
  std::int64_t neighbour(std::int64_t at, int step, bool blanks) const {
    // A mark's surroundings are near it: the bound keeps hostile text linear.
    for (int i = 0; i < 32; ++i) {
      at += step;
      if (class_at(at) == CharClass::NewLine) return at;
      if (skipped(at)) continue;
      if (blanks && class_at(at) == CharClass::Space) continue;
      if (font::is_shared_mark(paragraph_.text[static_cast<std::size_t>(at)]) &&
          class_at(at) == CharClass::LatinMark) {
        continue;
      }
      return at;
    }
    return -1;
  }

  bool stands_among_han(std::uint32_t at) const {
    const char32_t c = paragraph_.text[at];
    const std::int64_t before = neighbour(at, -1, false);
    const std::int64_t after = neighbour(at, 1, false);
    const CharClass left = class_at(before);
    const CharClass right = class_at(after);
    if (c == U'’' && is_word(left) && is_word(right)) return false;  // an apostrophe
    const TextSpan& span = paragraph_.span_at(at);
    const bool chinese = font::region_of_language(span.style->lang) != font::Region::None &&
                         font::region_of_language(span.style->lang) != font::Region::Korea;
    if (!chinese || !paragraph_.has_han) return is_han_like(left) || is_han_like(right);
    if (c == U'·' || c == U'×') return is_han_like(left) && is_han_like(right);
    if (is_opening_quote(c) || is_closing_quote(c)) return !is_latin_quote(at, c);
    if (is_han_like(left) || is_han_like(right)) return true;
    const CharClass far_left = class_at(neighbour(at, -1, true));
    const CharClass far_right = class_at(neighbour(at, 1, true));
    return is_edge_or_han(far_left) && is_edge_or_han(far_right);
  }

  static bool is_edge_or_han(CharClass c) { return c == CharClass::NewLine || is_han_like(c); }

  // In Chinese text a quote is Western only inside Western text: words on both its sides.
  bool is_latin_quote(std::uint32_t at, char32_t c) const {
    const int inward = is_opening_quote(c) ? 1 : -1;
    const CharClass inner = class_at(neighbour(at, inward, true));
    const CharClass outer = class_at(neighbour(at, -inward, true));
    const bool western = is_word(inner) || inner == CharClass::LatinMark;
    return western && (is_word(outer) || outer == CharClass::LatinMark);
  }

  Paragraph& paragraph_;
};

void resolve_shared_marks(Paragraph& paragraph) {
  MarkResolver resolver(paragraph);
  for (std::uint32_t i = 0; i < paragraph.text.size(); ++i) {
    const char32_t c = paragraph.text[i];
    if (c >= 0x80 && paragraph.classes[i] == CharClass::LatinMark && font::is_shared_mark(c)) {
      resolver.resolve(i);
    }
  }
}

void classify_all(Paragraph& paragraph) {
  paragraph.classes.resize(paragraph.text.size());
  bool shared = false;
  for (std::size_t i = 0; i < paragraph.text.size(); ++i) {
    const char32_t c = paragraph.text[i];
    paragraph.classes[i] = classify(c);
    if (paragraph.classes[i] == CharClass::LatinMark && c >= 0x80) {
      shared = shared || font::is_shared_mark(c);
    }
  }
  for (std::size_t i = 0; i < paragraph.text.size(); ++i) {
    if (paragraph.text[i] == 0xFDD0) paragraph.classes[i] = CharClass::Anchor;
  }
  if (shared) resolve_shared_marks(paragraph);
  // The dots of a leader are ornaments: no squeezing, no spacing, no blank between words.
  for (const Paragraph::TextRange& leader : paragraph.leaders) {
    for (std::uint32_t i = leader.begin; i < leader.end; ++i) {
      CharClass& c = paragraph.classes[i];
      if (c != CharClass::Combining && c != CharClass::Control) c = CharClass::LatinMark;
    }
  }
}

// CSS Writing Modes 4 §2.4: unicode-bidi as controls around the box's text.
std::u16string_view opening_controls(const style::ComputedStyle& style) {
  const bool rtl = style.direction == Direction::Rtl;
  switch (style.unicode_bidi) {
    case css::UnicodeBidi::Embed:
      return rtl ? u"\u202B" : u"\u202A";
    case css::UnicodeBidi::BidiOverride:
      return rtl ? u"\u202E" : u"\u202D";
    case css::UnicodeBidi::Isolate:
      return rtl ? u"\u2067" : u"\u2066";
    case css::UnicodeBidi::IsolateOverride:
      return rtl ? u"\u2068\u202E" : u"\u2068\u202D";
    case css::UnicodeBidi::Plaintext:
      return u"\u2068";
    case css::UnicodeBidi::Normal:
      break;
  }
  return {};
}
std::u16string_view closing_controls(const style::ComputedStyle& style) {
  switch (style.unicode_bidi) {
    case css::UnicodeBidi::Embed:
    case css::UnicodeBidi::BidiOverride:
      return u"\u202C";
    case css::UnicodeBidi::Isolate:
    case css::UnicodeBidi::Plaintext:
      return u"\u2069";
    case css::UnicodeBidi::IsolateOverride:
      return u"\u202C\u2069";
    case css::UnicodeBidi::Normal:
      break;
  }
  return {};
}

struct BidiText {
  std::u16string text;
  std::vector<std::uint32_t> first_unit;  // of each character
};

BidiText bidi_text(const Paragraph& paragraph) {
  BidiText out;
  std::size_t event = 0;
  // An override of the block itself holds in each of its paragraphs.
  const css::UnicodeBidi whole = paragraph.style->unicode_bidi;
  std::u16string_view override;
  if (whole == css::UnicodeBidi::BidiOverride || whole == css::UnicodeBidi::IsolateOverride) {
    override = paragraph.style->direction == Direction::Rtl ? u"\u202E" : u"\u202D";
  }
  out.text += override;
  for (std::uint32_t i = 0; i <= paragraph.text.size(); ++i) {
    for (; event < paragraph.events.size() && paragraph.events[event].position <= i; ++event) {
      const InlineEvent& at = paragraph.events[event];
      if (at.type == EventType::Open) out.text += opening_controls(*at.box->style);
      if (at.type == EventType::Close) out.text += closing_controls(*at.box->style);
    }
    if (i == paragraph.text.size()) break;
    out.first_unit.push_back(static_cast<std::uint32_t>(out.text.size()));
    char32_t c = paragraph.text[i];
    if (c == 0xFDD0) c = 0x200B;
    if (c == U'\n') c = 0x2029;
    if (U16_LENGTH(c) == 1) {
      out.text += static_cast<char16_t>(c);
    } else {
      out.text += static_cast<char16_t>(U16_LEAD(c));
      out.text += static_cast<char16_t>(U16_TRAIL(c));
    }
    if (c == 0x2029) out.text += override;
  }
  return out;
}

// The controls between two characters may have a lower level than both: two isolates side by side
// are not reordered as one.
void note_level_gap(Paragraph& paragraph,
                    const BidiText& input,
                    const UBiDiLevel* levels,
                    std::size_t i) {
  const std::uint8_t around = std::min(paragraph.levels[i - 1], paragraph.levels[i]);
  std::uint8_t least = around;
  for (std::uint32_t unit = input.first_unit[i - 1] + 1; unit < input.first_unit[i]; ++unit) {
    if (U16_IS_TRAIL(input.text[unit])) continue;
    // ICU gives what X9 removes the level of its neighbour; isolates have that of their outside.
    const char16_t c = input.text[unit];
    if (c >= 0x2066 && c <= 0x2069) least = std::min<std::uint8_t>(least, levels[unit]);
  }
  if (least < around) paragraph.level_gaps.push_back({static_cast<std::uint32_t>(i), least});
}

// unicode-bidi: plaintext: each paragraph between forced breaks has a direction of its own.
void note_paragraph_levels(Paragraph& paragraph, const BidiText& input, UBiDi* bidi) {
  bool begins = true;
  for (std::size_t i = 0; i < paragraph.text.size(); ++i) {
    if (begins) {
      UErrorCode status = U_ZERO_ERROR;
      UBiDiLevel level = 0;
      ubidi_getParagraph(bidi, static_cast<int32_t>(input.first_unit[i]), nullptr, nullptr, &level,
                         &status);
      if (U_SUCCESS(status)) {
        paragraph.own_levels.push_back({static_cast<std::uint32_t>(i), level});
      }
    }
    begins = paragraph.text[i] == U'\n';
  }
}

void resolve_levels(Paragraph& paragraph) {
  const bool rtl = paragraph.style->direction == Direction::Rtl;
  const bool plaintext = paragraph.style->unicode_bidi == css::UnicodeBidi::Plaintext;
  paragraph.base_level = rtl ? 1 : 0;
  if (!paragraph.needs_bidi && !plaintext) return;
  const BidiText input = bidi_text(paragraph);
  UErrorCode status = U_ZERO_ERROR;
  UBiDi* bidi = ubidi_openSized(static_cast<int32_t>(input.text.size()), 0, &status);
  if (U_FAILURE(status)) return;
  const UBiDiLevel base = plaintext ? (rtl ? UBIDI_DEFAULT_RTL : UBIDI_DEFAULT_LTR)
                                    : static_cast<UBiDiLevel>(paragraph.base_level);
  ubidi_setPara(bidi, input.text.data(), static_cast<int32_t>(input.text.size()), base, nullptr,
                &status);
  const UBiDiLevel* levels = ubidi_getLevels(bidi, &status);
  if (U_SUCCESS(status) && levels != nullptr) {
    paragraph.base_level = ubidi_getParaLevel(bidi);
    paragraph.levels.resize(paragraph.text.size());
    bool mixed = paragraph.base_level != 0;
    for (std::size_t i = 0; i < paragraph.text.size(); ++i) {
      paragraph.levels[i] = levels[input.first_unit[i]];
      mixed = mixed || paragraph.levels[i] != 0;
      if (i > 0) note_level_gap(paragraph, input, levels, i);
    }
    if (!mixed) paragraph.levels.clear();
    if (plaintext) note_paragraph_levels(paragraph, input, bidi);
  }
  ubidi_close(bidi);
}

}  // namespace

void itemize(Paragraph& paragraph, LayoutContext& /*context*/) {
  classify_all(paragraph);
  resolve_levels(paragraph);
}

bool Paragraph::is_rtl_at(std::uint32_t position) const {
  std::uint8_t level = base_level;
  for (const LevelAt& own : own_levels) {
    if (own.position > position) break;
    level = own.level;
  }
  return level % 2 == 1;
}

std::uint32_t Paragraph::span_index_at(std::uint32_t position) const {
  std::size_t low = 0;
  std::size_t high = spans.size();
  while (high - low > 1) {
    const std::size_t middle = (low + high) / 2;
    (spans[middle].begin <= position ? low : high) = middle;
  }
  return static_cast<std::uint32_t>(low);
}

const TextSpan& Paragraph::span_at(std::uint32_t position) const {
  return spans[span_index_at(position)];
}

}  // namespace banxin::layout
