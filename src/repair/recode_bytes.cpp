#include "repair/recode_bytes.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "repair/judge_pairs.h"
#include "repair/slot_reader.h"

namespace banxin::repair {
namespace {

using language::HanModel;
using Page = DoubleByte::Page;

DamageKind kind_of(Page page) {
  switch (page) {
    case Page::Big5:
      return DamageKind::Utf8AsBig5;
    case Page::ShiftJis:
      return DamageKind::Utf8AsShiftJis;
    case Page::EucKr:
      return DamageKind::Utf8AsEucKr;
    case Page::Windows1250:
      return DamageKind::Utf8AsWindows1250;
    case Page::Windows1251:
      return DamageKind::Utf8AsWindows1251;
    case Page::MacRoman:
      return DamageKind::Utf8AsMacRoman;
    case Page::Cp437:
      return DamageKind::Utf8AsCp437;
    default:
      return DamageKind::Utf8AsGbk;
  }
}

std::optional<PairsReading> read_pairs(std::u32string_view line,
                                       const PairsContext& context,
                                       const Decoder& decoder,
                                       Page target) {
  const Slots bytes = spell_line(line, decoder);
  if (bytes.literals * 8 > line.size()) return std::nullopt;
  const DamageKind kind = target == Page::Gbk ? DamageKind::GbkAsBig5 : DamageKind::Big5AsGbk;
  const SlotReader::Source source{bytes, decoder.page, &context.pages.of(target), false};
  return SlotReader(line, context, kind, source).run();
}

// What was tried of a line: the best reading, and whose it is.
struct Attempts {
  std::optional<PairsReading> best;
  std::size_t decoder = 0;
  int second = 0;  // what the next best gains

  void take(std::optional<PairsReading> reading, std::size_t by) {
    if (!reading) return;
    if (best && best->gain >= reading->gain) {
      second = std::max(second, reading->gain);
      return;
    }
    if (best) second = std::max(second, best->gain);
    best = std::move(reading);
    decoder = by;
  }
  // Whether the others need not be tried.
  bool is_enough(const HanModel& model) const {
    constexpr int beyond_doubt = 120;
    return best && best->gain >= beyond_doubt && is_chinese(best->text, model);
  }
  std::optional<PairsReading> end(DecoderHabit& habit) {
    constexpr int clear = 60;
    if (best && best->gain >= clear && best->gain >= second + clear) habit.note(decoder);
    return std::move(best);
  }
};

struct Kind {
  Page page;
  Loss loss;
  bool extended;
};

}  // namespace

bool fits_utf8(const Utf8Fit& fit, const Slots& bytes) {
  constexpr std::size_t each_breaks = 4;
  const std::size_t whole = fit.wide + fit.narrow;
  if (whole == 0 || bytes.literals * 8 > whole) return false;
  constexpr std::size_t many = 8;
  const std::size_t at_most = bytes.lost > 0     ? each_breaks * bytes.lost + whole / 16
                              : fit.wide >= many ? 2 * whole
                                                 : whole;
  return fit.stray <= at_most;
}

bool is_foreign(const Utf8Fit& fit) {
  std::size_t han = 0;
  std::size_t other = 0;
  for (const char32_t c : fit.characters) {
    const bool mark = (c >= 0x2000 && c < 0x3040) || (c >= 0xFE30 && c < 0xFFF0);
    if (mark) continue;
    ++(HanModel::is_covered(c) ? han : other);
  }
  return other * 8 > han + other || han == 0;
}

Utf8Likeness likeness_to_utf8(std::u32string_view line, const DoubleByte& page) {
  Slots bytes = spell_line(line, {page, Loss::OneByte, true, true});
  // Windows 936 leaves a question mark.
  for (std::size_t i = 1; i < line.size(); ++i)
    bytes.lost += line[i] == '?' && line[i - 1] >= 0x80 ? 1 : 0;
  const Utf8Fit fit = measure_utf8(bytes);
  constexpr std::size_t fewest = 4;
  if (!fits_utf8(fit, bytes)) return Utf8Likeness::None;
  return fit.wide >= fewest && fit.wide > fit.stray ? Utf8Likeness::Proof : Utf8Likeness::Some;
}

std::optional<PairsReading> recode_bytes_as_utf8(std::u32string_view line,
                                                 Page page,
                                                 const PairsContext& context) {
  const bool has_sign = line.find(kReplacementCharacter) != std::u32string_view::npos;
  Attempts attempts;
  const auto attempt = [&](Loss loss) {
    const auto number = static_cast<std::size_t>(loss);
    if (loss != Loss::OneByte && context.habits.utf8.excludes(number)) return;
    if (context.search.left() <= 0) return context.search.give_up();
    const Decoder decoder{context.pages.of(page), loss, context.traces.extended(),
                          context.traces.euro()};
    Slots bytes = spell_line(line, decoder);
    const Utf8Fit fit = measure_utf8(bytes);
    if (!fits_utf8(fit, bytes)) return;
    if (loss == Loss::NoSign || loss == Loss::NoSigns) add_missing(bytes, decoder);
    const SlotReader::Source source{bytes, decoder.page, nullptr, is_foreign(fit)};
    auto reading = SlotReader(line, context, kind_of(page), source).run();
    constexpr std::size_t fewest = 4;
    if (reading) reading->proven = is_proven_utf8(*reading, fit, fewest);
    // What may be missing in more ways explains more by chance.
    constexpr int freedom = 40;
    if (reading && loss == Loss::NoSigns) reading->gain -= freedom;
    attempts.take(std::move(reading), number);
  };
  attempt(Loss::OneByte);
  // UTF-8 holds together only where the right number of bytes is taken for lost.
  if (attempts.best) return attempts.end(context.habits.utf8);
  if (has_sign) {
    attempt(Loss::TwoBytes);
  } else {
    attempt(Loss::NoSign);
    attempt(Loss::NoSigns);
  }
  return attempts.end(context.habits.utf8);
}

std::optional<PairsReading> recode_bytes_as_big5(std::u32string_view line,
                                                 const PairsContext& context) {
  const bool extended = context.traces.extended();
  Attempts attempts;
  for (const Loss loss : {Loss::OneByte, Loss::TwoBytes}) {
    const auto number = static_cast<std::size_t>(loss);
    if (context.habits.big5.excludes(number)) continue;
    if (context.search.left() <= 0) context.search.give_up();
    if (context.search.left() <= 0) break;
    const Decoder decoder{context.pages.of(Page::Gbk), loss, extended, context.traces.euro()};
    auto reading = read_pairs(line, context, decoder, Page::Big5);
    if (reading) reading->tentative = loss == Loss::TwoBytes;
    attempts.take(std::move(reading), number);
    if (attempts.is_enough(context.model)) break;
  }
  return attempts.end(context.habits.big5);
}

std::optional<PairsReading> recode_bytes_as_gbk(std::u32string_view line,
                                                const PairsContext& context) {
  constexpr std::array<Kind, 5> kinds = {{{Page::Big5Unicode, Loss::OneByte, false},
                                          {Page::Big5, Loss::TwoBytes, true},
                                          {Page::Big5, Loss::OneByte, true},
                                          {Page::Big5, Loss::TwoBytes, false},
                                          {Page::Big5, Loss::OneByte, false}}};
  const bool has_sign = line.find(kReplacementCharacter) != std::u32string_view::npos;
  Attempts attempts;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (context.habits.gbk.excludes(i) || (!has_sign && i > 1)) continue;
    if (context.search.left() <= 0) context.search.give_up();
    if (context.search.left() <= 0) break;
    const Decoder decoder{context.pages.of(kinds[i].page), kinds[i].loss, kinds[i].extended, true};
    attempts.take(read_pairs(line, context, decoder, Page::Gbk), i);
    // The tables differ in a few rows only: a reading by the wrong one is nearly good.
    if (context.habits.gbk.lines(i) > 0 && attempts.is_enough(context.model)) break;
  }
  return attempts.end(context.habits.gbk);
}

}  // namespace banxin::repair
