#include "layout/inline/break_rules.h"

#include <unicode/uchar.h>

namespace banxin::layout {
namespace {

bool is_alphabetic(std::int32_t c) {
  return c == U_LB_ALPHABETIC || c == U_LB_HEBREW_LETTER;
}
bool is_ideographic(std::int32_t c) {
  return c == U_LB_IDEOGRAPHIC || c == U_LB_E_BASE || c == U_LB_E_MODIFIER;
}
bool is_hangul_class(std::int32_t c) {
  return c == U_LB_H2 || c == U_LB_H3 || c == U_LB_JL || c == U_LB_JV || c == U_LB_JT;
}
bool is_letter(std::int32_t c) {
  return is_alphabetic(c) || c == U_LB_NUMERIC || is_ideographic(c) || is_hangul_class(c) ||
         c == U_LB_CONDITIONAL_JAPANESE_STARTER || c == U_LB_COMPLEX_CONTEXT;
}

// LB1, with the marks that Han and Latin share resolved by their surroundings.
std::int32_t resolved_class(char32_t c, CharClass char_class, const BreakStyle& style) {
  switch (char_class) {
    case CharClass::Ideograph:
      if (c >= 0x4E00 && c <= 0x9FFF) return U_LB_IDEOGRAPHIC;
      break;
    case CharClass::Opening:
      return U_LB_OPEN_PUNCTUATION;
    case CharClass::Closing:
      return U_LB_CLOSE_PUNCTUATION;
    case CharClass::Dash:
      return U_LB_BREAK_BOTH;
    case CharClass::Ellipsis:
      return U_LB_INSEPARABLE;
    // GB/T 15834 5.1.1, clreq: the interpunct never begins a line.
    case CharClass::MiddleDot:
      return U_LB_NONSTARTER;
    case CharClass::Connector:
      return U_LB_NONSTARTER;
    case CharClass::Space:
      return U_LB_SPACE;
    case CharClass::Tab:
      return U_LB_BREAK_AFTER;
    case CharClass::Object:
      return U_LB_CONTINGENT_BREAK;
    case CharClass::Anchor:
      return U_LB_COMBINING_MARK;
    default:
      break;
  }
  const std::int32_t found = line_break_class(c);
  switch (found) {
    case U_LB_AMBIGUOUS:
    case U_LB_UNKNOWN:
    case U_LB_SURROGATE:
      return is_han_like(char_class) ? U_LB_IDEOGRAPHIC : U_LB_ALPHABETIC;
    // CSS Text 4 §5.3: small kana and ー may begin a line unless the level is strict.
    case U_LB_CONDITIONAL_JAPANESE_STARTER:
      return style.strict ? U_LB_NONSTARTER : U_LB_IDEOGRAPHIC;
    case U_LB_NONSTARTER:
      if (style.loose &&
          (c == U'々' || c == U'〻' || c == U'ゝ' || c == U'ゞ' || c == U'ヽ' || c == U'ヾ')) {
        return U_LB_IDEOGRAPHIC;
      }
      return found;
    default:
      return found;
  }
}

}  // namespace

BreakStyle BreakStyle::of(const style::ComputedStyle& style) {
  BreakStyle out;
  out.wraps = style.text_wrap_mode == css::TextWrapMode::Wrap;
  out.keep_all = style.word_break == css::WordBreak::KeepAll;
  out.break_all = style.word_break == css::WordBreak::BreakAll;
  out.anywhere = style.line_break == css::LineBreak::Anywhere;
  out.loose = style.line_break == css::LineBreak::Loose;
  out.strict = style.line_break == css::LineBreak::Strict;
  const font::Region region = font::region_of_language(style.lang);
  out.east_asian = region != font::Region::None && region != font::Region::Korea;
  out.chinese_strict = style.line_break == css::LineBreak::Strict && out.east_asian;
  out.keeps_blanks = style.white_space_collapse == css::WhiteSpaceCollapse::BreakSpaces;
  return out;
}

BreakKind BreakState::may_break(const Paragraph& paragraph,
                                std::uint32_t at,
                                const BreakStyle& style) const {
  const CharClass char_class = paragraph.classes[at];
  if (char_class == CharClass::NewLine || char_class == CharClass::Anchor) return BreakKind::None;
  if (style.anywhere) {
    const bool joined = char_class == CharClass::Combining || char_class == CharClass::Control;
    return joined || joiner_ ? BreakKind::None : BreakKind::Allowed;
  }
  const std::int32_t after = resolved_class(paragraph.text[at], char_class, style);
  if (before_ == 0) return BreakKind::None;
  if (!blanks_ && tailored_never(paragraph, at, style)) return BreakKind::None;
  if (pair_breaks(paragraph, at, after, style)) return BreakKind::Allowed;
  // typography.md §1, remedial: three or more closing marks in a row may part.
  if (closings_ >= 2 && after == U_LB_CLOSE_PUNCTUATION && is_mark(char_class)) {
    return BreakKind::Remedial;
  }
  return BreakKind::None;
}

// What Unicode leaves open and Chinese typesetting forbids.
bool BreakState::tailored_never(const Paragraph& paragraph,
                                std::uint32_t at,
                                const BreakStyle& style) const {
  const CharClass after = paragraph.classes[at];
  const char32_t c = paragraph.text[at];
  // —— and …… are one mark of two em (clreq §3.1.3).
  if (after == CharClass::Dash && solid_class_ == CharClass::Dash) return true;
  if (after == CharClass::Ellipsis && solid_class_ == CharClass::Ellipsis) return true;
  // clreq's strict level, GB/T 15834 5.1.6: neither begins a line.
  if (style.chinese_strict && (after == CharClass::Dash || after == CharClass::Ellipsis))
    return true;
  // GB/T 15834 5.1.9: a solidus stands between its parts; addresses are opened later.
  if (solid_character_ == U'/' || solid_character_ == U'／') return true;
  // A number and its sign, unit or percent (Han between them is a counter and may part).
  if (solid_class_ == CharClass::Digit &&
      (c == U'°' || c == U'℃' || c == U'℉' || c == U'％' || c == U'‰')) {
    return true;
  }
  if ((solid_character_ == U'#' || solid_character_ == U'＃' || solid_character_ == U'№') &&
      after == CharClass::Digit) {
    return true;
  }
  // No line begins with Western closing punctuation, nor ends with its opening brackets.
  if (after == CharClass::LatinMark && is_han_like(solid_class_) &&
      (c == U',' || c == U'.' || c == U';' || c == U':' || c == U'!' || c == U'?' || c == U'%')) {
    return true;
  }
  return false;
}

// LB7–LB31, nearly in their order. `after` is the class of the character at `at`.
bool BreakState::pair_breaks(const Paragraph& paragraph,
                             std::uint32_t at,
                             std::int32_t after,
                             const BreakStyle& style) const {
  const std::int32_t before = solid_;
  const CharClass char_class = paragraph.classes[at];
  if (after == U_LB_SPACE) return style.keeps_blanks && blanks_;
  if (after == U_LB_ZWSPACE) return false;                                                  // LB7
  if (before == U_LB_ZWSPACE) return true;                                                  // LB8
  if (joiner_ && !blanks_) return false;                                                    // LB8a
  if (after == U_LB_COMBINING_MARK || after == U_LB_ZWJ) return blanks_;                    // LB9
  if (after == U_LB_WORD_JOINER || (before == U_LB_WORD_JOINER && !blanks_)) return false;  // LB11
  if (before == U_LB_GLUE && !blanks_) return false;                                        // LB12
  if (after == U_LB_GLUE && !blanks_ && before != U_LB_BREAK_AFTER && before != U_LB_HYPHEN) {
    return false;  // LB12a
  }
  if (after == U_LB_CLOSE_PUNCTUATION || after == U_LB_CLOSE_PARENTHESIS ||
      after == U_LB_EXCLAMATION || after == U_LB_INFIX_NUMERIC || after == U_LB_BREAK_SYMBOLS) {
    return false;  // LB13
  }
  if (before == U_LB_OPEN_PUNCTUATION) return false;                             // LB14
  if (before == U_LB_QUOTATION && after == U_LB_OPEN_PUNCTUATION) return false;  // LB15
  if ((before == U_LB_CLOSE_PUNCTUATION || before == U_LB_CLOSE_PARENTHESIS) &&
      after == U_LB_NONSTARTER) {
    return false;  // LB16
  }
  if (before == U_LB_BREAK_BOTH && after == U_LB_BREAK_BOTH) return false;  // LB17
  if (blanks_) return true;                                                 // LB18
  if (after == U_LB_QUOTATION || before == U_LB_QUOTATION) return false;    // LB19
  if (after == U_LB_CONTINGENT_BREAK || before == U_LB_CONTINGENT_BREAK) {
    // CSS Text 4 §5.1: an atomic inline is like an ideograph, but a no-break space holds it.
    return after != U_LB_NONSTARTER && after != U_LB_BREAK_AFTER;
  }
  if (style.break_all && is_letter(before) && is_letter(after)) return true;
  if (style.keep_all && is_letter(before) && is_letter(after)) return false;
  if (after == U_LB_BREAK_AFTER || after == U_LB_HYPHEN || after == U_LB_NONSTARTER) {
    return style.loose && style.east_asian &&
           (paragraph.text[at] == 0x2010 || paragraph.text[at] == 0x2013);
  }
  if (before == U_LB_BREAK_BEFORE) return false;                     // LB21
  if (after == U_LB_INSEPARABLE) return style.loose;                 // LB22
  if (is_alphabetic(before) && after == U_LB_NUMERIC) return false;  // LB23
  if (before == U_LB_NUMERIC && is_alphabetic(after)) return false;
  if (before == U_LB_PREFIX_NUMERIC && is_ideographic(after)) return false;  // LB23a
  if (is_ideographic(before) && after == U_LB_POSTFIX_NUMERIC) return style.loose;
  const bool affix_before = before == U_LB_PREFIX_NUMERIC || before == U_LB_POSTFIX_NUMERIC;
  const bool affix_after = after == U_LB_PREFIX_NUMERIC || after == U_LB_POSTFIX_NUMERIC;
  if (affix_before && is_alphabetic(after)) return false;  // LB24
  if (is_alphabetic(before) && affix_after) return false;
  if ((before == U_LB_CLOSE_PUNCTUATION || before == U_LB_CLOSE_PARENTHESIS ||
       before == U_LB_NUMERIC) &&
      affix_after && !is_mark(solid_class_)) {
    return false;  // LB25
  }
  if (affix_before && (after == U_LB_OPEN_PUNCTUATION || after == U_LB_NUMERIC)) {
    return is_mark(char_class);
  }
  if (after == U_LB_NUMERIC && (before == U_LB_HYPHEN || before == U_LB_INFIX_NUMERIC ||
                                before == U_LB_NUMERIC || before == U_LB_BREAK_SYMBOLS)) {
    return false;
  }
  if (is_hangul_class(before) && is_hangul_class(after)) {  // LB26
    if (before == U_LB_JL) return after == U_LB_JT;
    if (before == U_LB_JV || before == U_LB_H2) return after != U_LB_JV && after != U_LB_JT;
    return after != U_LB_JT;
  }
  if (is_hangul_class(before) && after == U_LB_POSTFIX_NUMERIC) return false;  // LB27
  if (before == U_LB_PREFIX_NUMERIC && is_hangul_class(after)) return false;
  if (is_alphabetic(before) && is_alphabetic(after)) return false;         // LB28
  if (before == U_LB_INFIX_NUMERIC && is_alphabetic(after)) return false;  // LB29
  const bool word_before = is_alphabetic(before) || before == U_LB_NUMERIC;
  const bool word_after = is_alphabetic(after) || after == U_LB_NUMERIC;
  if (word_before && after == U_LB_OPEN_PUNCTUATION) return is_mark(char_class);  // LB30
  if ((before == U_LB_CLOSE_PARENTHESIS || before == U_LB_CLOSE_PUNCTUATION) && word_after) {
    return is_mark(solid_class_);
  }
  if (before == U_LB_REGIONAL_INDICATOR && after == U_LB_REGIONAL_INDICATOR) {
    return indicators_ % 2 == 0;  // LB30a
  }
  if (before == U_LB_COMPLEX_CONTEXT && after == U_LB_COMPLEX_CONTEXT) return false;
  if (word_before && after == U_LB_COMPLEX_CONTEXT) return false;
  if (before == U_LB_COMPLEX_CONTEXT && word_after) return false;
  return !(before == U_LB_E_BASE && after == U_LB_E_MODIFIER);  // LB30b, LB31
}

bool BreakState::step(const Paragraph& paragraph, std::uint32_t at, const BreakStyle& style) {
  const CharClass char_class = paragraph.classes[at];
  if (char_class == CharClass::NewLine) {
    *this = BreakState{};
    return false;
  }
  std::int32_t found = resolved_class(paragraph.text[at], char_class, style);
  joiner_ = found == U_LB_ZWJ;
  if (found == U_LB_SPACE) {
    blanks_ = true;
    before_ = found;
    closings_ = 0;
    return false;
  }
  if (found == U_LB_COMBINING_MARK || found == U_LB_ZWJ) {
    // LB9 and LB10: absorbed, or a letter where there is nothing to absorb it.
    if (before_ != 0 && !blanks_ && before_ != U_LB_ZWSPACE) return false;
    if (char_class == CharClass::Anchor) return false;
    found = U_LB_ALPHABETIC;
  }
  indicators_ = found == U_LB_REGIONAL_INDICATOR ? indicators_ + 1 : 0;
  closings_ = found == U_LB_CLOSE_PUNCTUATION && is_mark(char_class) ? closings_ + 1 : 0;
  before_ = solid_ = found;
  solid_class_ = char_class;
  solid_character_ = paragraph.text[at];
  blanks_ = false;
  return found == U_LB_COMPLEX_CONTEXT;
}

}  // namespace banxin::layout
