// The breaks that rules of pairs cannot tell: words of languages written without blanks, phrases,
// addresses, hyphenation.
#include <hyphen.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <string>

#include "base/utf8.h"
#include "layout/inline/break_rules.h"
#include "layout/inline/caches.h"

namespace banxin::layout {
namespace {

constexpr std::uint32_t kLongestWord = 64;  // what hyphenation looks at

// A stretch of the paragraph as UTF-16 with the character of each unit.
struct Utf16Text {
  std::u16string units;
  std::vector<std::uint32_t> character;

  Utf16Text(const Paragraph& paragraph, std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t i = begin; i < end; ++i) {
      const char32_t c = paragraph.text[i];
      if (U16_LENGTH(c) == 2) {
        units += static_cast<char16_t>(U16_LEAD(c));
        units += static_cast<char16_t>(U16_TRAIL(c));
        character.push_back(i);
      } else {
        units += static_cast<char16_t>(c);
      }
      character.push_back(i);
    }
    character.push_back(end);
  }
};

template <class Visit>
void visit_boundaries(UBreakIteratorType type,
                      const char* locale,
                      const Utf16Text& text,
                      const Visit& visit) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator* iterator =
      ubrk_open(type, locale, text.units.data(), static_cast<int32_t>(text.units.size()), &status);
  if (U_SUCCESS(status)) {
    for (int32_t at = ubrk_first(iterator); at != UBRK_DONE; at = ubrk_next(iterator)) {
      visit(text.character[static_cast<std::size_t>(at)]);
    }
  }
  ubrk_close(iterator);
}

bool is_complex(char32_t c) {
  return c >= 0xE00 && line_break_class(c) == U_LB_COMPLEX_CONTEXT;
}

bool is_address_character(char32_t c) {
  return c > 0x20 && c < 0x7F;
}

// One run of ASCII without blanks: is it an address?
bool is_address(std::u32string_view run) {
  if (run.find(U"://") != std::u32string_view::npos) return true;
  if (run.substr(0, 4) == U"www.") return true;
  const std::size_t at = run.find(U'@');
  if (at != std::u32string_view::npos && at > 0 &&
      run.find(U'.', at) != std::u32string_view::npos) {
    return true;
  }
  return std::count(run.begin(), run.end(), U'/') >= 2;
}

// After / and before . ? & = # _ - % and the like, never inside "://" nor between a letter and its
// neighbour (The Chicago Manual of Style 7.46).
bool is_address_break(std::u32string_view run, std::size_t at) {
  const char32_t before = run[at - 1];
  const char32_t after = run[at];
  if (at + 1 >= run.size() || at < 2) return false;
  if (before == U'/' && after != U'/') return true;
  if (before == U':' || after == U'/' || after == U':') return false;
  constexpr std::u32string_view kBefore = U".?&=#_~%-+";
  return kBefore.find(after) != std::u32string_view::npos &&
         kBefore.find(before) == std::u32string_view::npos;
}

struct HyphenLimits {
  std::size_t word = 5, before = 2, after = 3;
};

HyphenLimits limits_of(const style::ComputedStyle& style) {
  HyphenLimits limits;
  const css::HyphenateLimitChars& given = style.hyphenate_limit_chars;
  auto take = [](std::int32_t value, std::size_t otherwise) {
    return value > 0 ? static_cast<std::size_t>(value) : otherwise;
  };
  limits.word = take(given.word, limits.word);
  limits.before = take(given.before, limits.before);
  limits.after = take(given.after, limits.after);
  return limits;
}

class Hyphenator {
 public:
  Hyphenator(Paragraph& paragraph, LayoutContext& context)
      : paragraph_(paragraph), caches_(InlineCaches::of(context)) {}

  void soft_hyphen(std::uint32_t at) {
    // The break comes after the soft hyphen; the hyphen is shown for it.
    if (at + 1 >= paragraph_.text.size()) return;
    if (paragraph_.breaks[at + 1] != BreakKind::Forced) {
      paragraph_.breaks[at + 1] = BreakKind::Hyphen;
    }
  }

  void word(std::uint32_t begin, std::uint32_t end) {
    const style::ComputedStyle& style = *paragraph_.span_at(begin).style;
    if (style.hyphens != css::Hyphens::Auto || style.text_wrap_mode != css::TextWrapMode::Wrap)
      return;
    const HyphenLimits limits = limits_of(style);
    if (end - begin < limits.word || end - begin > kLongestWord) return;
    HyphenDict* dictionary = caches_.hyphenation_of(style.lang);
    if (dictionary == nullptr) return;
    std::string utf8;
    for (std::uint32_t i = begin; i < end; ++i) {
      append_utf8(utf8, static_cast<char32_t>(u_tolower(static_cast<UChar32>(paragraph_.text[i]))));
    }
    std::vector<char> marks(utf8.size() + 5);
    char** rep = nullptr;
    int* pos = nullptr;
    int* cut = nullptr;
    if (hnj_hyphen_hyphenate2(dictionary, utf8.c_str(), static_cast<int>(utf8.size()), marks.data(),
                              nullptr, &rep, &pos, &cut) == 0) {
      apply(begin, end, marks, limits, rep);
    }
    release(rep, utf8.size());
    std::free(pos);
    std::free(cut);
  }

 private:
  // In UTF-8 libhyphen counts characters. Points that would respell the word are left out.
  void apply(std::uint32_t begin,
             std::uint32_t end,
             const std::vector<char>& marks,
             const HyphenLimits& limits,
             char* const* rep) {
    for (std::uint32_t i = begin + 1; i < end; ++i) {
      const std::size_t before = i - begin;
      if (before < limits.before || end - i < limits.after) continue;
      if ((marks[before - 1] & 1) == 0 || (rep != nullptr && rep[before - 1] != nullptr)) continue;
      if (paragraph_.breaks[i] == BreakKind::None) paragraph_.breaks[i] = BreakKind::Hyphen;
    }
  }

  static void release(char** rep, std::size_t count) {
    if (rep == nullptr) return;
    for (std::size_t i = 0; i < count; ++i)
      std::free(rep[i]);
    std::free(rep);
  }

  Paragraph& paragraph_;
  InlineCaches& caches_;
};

}  // namespace

namespace {

void break_at_words(Paragraph& paragraph, std::uint32_t begin, std::uint32_t end) {
  const Utf16Text text(paragraph, begin, end);
  visit_boundaries(UBRK_LINE, "th", text, [&](std::uint32_t at) {
    if (at > begin && at < end && paragraph.breaks[at] == BreakKind::None) {
      paragraph.breaks[at] = BreakKind::Allowed;
    }
  });
}

void break_address(Paragraph& paragraph, std::u32string_view address, std::uint32_t begin) {
  for (std::uint32_t at = begin + 1; at < begin + address.size(); ++at) {
    const style::ComputedStyle& style = *paragraph.span_at(at).style;
    if (paragraph.breaks[at] == BreakKind::Forced) continue;
    if (style.text_wrap_mode != css::TextWrapMode::Wrap) continue;
    const bool breaks = is_address_break(address, at - begin);
    paragraph.breaks[at] = breaks ? BreakKind::InAddress : BreakKind::None;
  }
}

}  // namespace

void find_dictionary_breaks(Paragraph& paragraph, std::uint32_t begin, std::uint32_t end) {
  for (std::uint32_t i = begin; i < end;) {
    if (!is_complex(paragraph.text[i])) {
      ++i;
      continue;
    }
    std::uint32_t stop = i + 1;
    while (stop < end &&
           (is_complex(paragraph.text[stop]) || paragraph.classes[stop] == CharClass::Combining)) {
      ++stop;
    }
    const style::ComputedStyle& style = *paragraph.span_at(i).style;
    if (style.text_wrap_mode == css::TextWrapMode::Wrap &&
        style.word_break != css::WordBreak::KeepAll) {
      break_at_words(paragraph, i, stop);
    }
    i = stop;
  }
}

void find_address_breaks(Paragraph& paragraph) {
  const auto count = static_cast<std::uint32_t>(paragraph.text.size());
  for (std::uint32_t i = 0; i < count;) {
    if (!is_address_character(paragraph.text[i])) {
      ++i;
      continue;
    }
    std::uint32_t end = i + 1;
    bool punctuated = false;
    for (; end < count && is_address_character(paragraph.text[end]); ++end) {
      punctuated = punctuated || paragraph.text[end] == U'/' || paragraph.text[end] == U'@' ||
                   paragraph.text[end] == U'.';
    }
    const std::u32string_view run(paragraph.text.data() + i, end - i);
    if (punctuated && run.size() > 4 && is_address(run)) break_address(paragraph, run, i);
    i = end;
  }
}

void find_hyphens(Paragraph& paragraph, LayoutContext& context) {
  Hyphenator hyphenator(paragraph, context);
  const auto count = static_cast<std::uint32_t>(paragraph.text.size());
  for (std::uint32_t i = 0; i < count;) {
    const CharClass c = paragraph.classes[i];
    if (c == CharClass::Control && paragraph.text[i] == 0xAD) {
      const style::ComputedStyle& style = *paragraph.span_at(i).style;
      if (style.hyphens != css::Hyphens::None) {
        hyphenator.soft_hyphen(i);
      } else if (i + 1 < count && paragraph.breaks[i + 1] == BreakKind::Allowed) {
        paragraph.breaks[i + 1] = BreakKind::None;
      }
      ++i;
      continue;
    }
    if (c != CharClass::Latin) {
      ++i;
      continue;
    }
    std::uint32_t end = i + 1;
    while (end < count && (paragraph.classes[end] == CharClass::Latin ||
                           paragraph.classes[end] == CharClass::Combining)) {
      ++end;
    }
    // A part of an address, or a word with a soft hyphen of its own, is left as it is.
    const bool own_hyphen =
        (end < count && paragraph.text[end] == 0xAD) || (i > 0 && paragraph.text[i - 1] == 0xAD);
    if (!own_hyphen && (i == 0 || paragraph.breaks[i] != BreakKind::InAddress))
      hyphenator.word(i, end);
    i = end;
  }
}

void find_phrases(Paragraph& paragraph) {
  const auto count = static_cast<std::uint32_t>(paragraph.text.size());
  if (!paragraph.has_han) return;
  for (std::size_t s = 0; s < paragraph.spans.size(); ++s) {
    const TextSpan& span = paragraph.spans[s];
    if (span.style->word_break != css::WordBreak::AutoPhrase) continue;
    const std::uint32_t end = s + 1 < paragraph.spans.size() ? paragraph.spans[s + 1].begin : count;
    const bool japanese = font::region_of_language(span.style->lang) == font::Region::Japan;
    std::vector<bool> boundary(end - span.begin + 1);
    visit_boundaries(UBRK_WORD, japanese ? "ja" : "zh", Utf16Text(paragraph, span.begin, end),
                     [&](std::uint32_t at) { boundary[at - span.begin] = true; });
    for (std::uint32_t i = span.begin + 1; i < end; ++i) {
      if (paragraph.breaks[i] == BreakKind::Allowed && !boundary[i - span.begin]) {
        paragraph.breaks[i] = BreakKind::InWord;
      }
    }
  }
}

}  // namespace banxin::layout
