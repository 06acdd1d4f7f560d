#include "repair/search.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/utf8.h"
#include "repair/beam.h"
#include "repair/double_byte.h"
#include "repair/realign.h"
#include "repair/recode_pairs.h"
#include "repair/repair_document.h"
#include "repair/repair_lines.h"

namespace {

using banxin::language::HanModel;
using banxin::language::ReadingsTable;
using banxin::repair::Beam;
using banxin::repair::CodePages;
using banxin::repair::DecoderHabits;
using banxin::repair::DoubleByte;
using banxin::repair::Emit;
using banxin::repair::PairsContext;
using banxin::repair::RealignContext;
using banxin::repair::Search;
using banxin::repair::TextTraits;

// Characters and signs that leave the search everything to guess; the same on every run.
std::u32string hostile(std::size_t length) {
  std::u32string out;
  std::uint32_t state = 7;
  while (out.size() < length) {
    state = state * 1664525U + 1013904223U;
    const std::uint32_t value = state >> 8U;
    out += value % 4 == 0 ? U'?' : static_cast<char32_t>(0x4E00 + value / 4 % 0x51A6);
  }
  return out;
}

struct Tools {
  HanModel model;
  banxin::language::WordModel words;
  ReadingsTable readings;
  CodePages pages;
  TextTraits traits;
};

// Questions that the readings of `lines` take where `budget` may be asked.
std::int64_t questions(Tools& tools,
                       const std::vector<std::u32string>& lines,
                       std::int64_t budget) {
  std::size_t length = 0;
  for (const std::u32string& line : lines)
    length += line.size();
  Search pairs(tools.model, tools.traits, budget, length * 3);
  Search places(tools.model, tools.traits, budget, length);
  for (const std::u32string& line : lines) {
    DecoderHabits habits;
    const PairsContext pairs_context{tools.model, tools.words, tools.pages, pairs, {}, habits};
    recode_pairs(line, pairs_context);
    const DoubleByte& gbk = tools.pages.of(DoubleByte::Page::Gbk);
    const RealignContext context{tools.model, tools.readings, gbk, places,
                                 banxin::repair::TextForm::Plain};
    realign(line, context);
  }
  return 2 * budget - pairs.left() - places.left();
}

}  // namespace

TEST_CASE("A budget bounds the search of hostile text, in one line and in many") {
  Tools tools;
  constexpr std::size_t length = 24'000;
  const std::u32string text = hostile(length);
  std::vector<std::u32string> short_lines;
  for (std::size_t at = 0; at < length; at += 12)
    short_lines.push_back(text.substr(at, 12));
  constexpr std::int64_t much = 1'000'000'000;
  constexpr std::int64_t little = 100'000;
  // What a line may ask in any case, besides its share and half as much again, in six searches.
  const auto at_most = [](std::size_t lines) {
    constexpr std::int64_t one_step = 20'000;
    const auto count = static_cast<std::int64_t>(lines);
    return 3 * little + 6 * (64 * count + 2 * std::int64_t{length}) + one_step;
  };
  CHECK(questions(tools, {text}, much) > 10 * little);  // the text is hostile indeed
  CHECK(questions(tools, {text}, little) < at_most(1));
  CHECK(questions(tools, short_lines, little) < at_most(4 * short_lines.size()));
}

TEST_CASE(
    "A line whose search takes more than its share is given up, and reported with its place") {
  Tools tools;
  const std::u32string text = hostile(4000);
  Search search(tools.model, tools.traits, 1000, 3 * text.size());
  DecoderHabits habits;
  const PairsContext context{tools.model, tools.words, tools.pages, search, {}, habits};
  CHECK_FALSE(recode_pairs(text, context));
  CHECK(search.take_given_up());
  CHECK_FALSE(search.take_given_up());

  banxin::repair::Paragraph line;
  line.offset = 4;
  line.text = U"涓枃";
  line.given_up = true;
  banxin::repair::RepairReport report;
  banxin::repair::find_lost(line, report);
  banxin::Diagnostics diagnostics;
  banxin::repair::report_repair(report, "abc\n涓枃\n", "a.txt", diagnostics);
  REQUIRE(diagnostics.found().size() == 1);
  CHECK(diagnostics.found()[0].position.line == 2);
  CHECK(diagnostics.found()[0].position.column == 1);
  CHECK(banxin::format_diagnostic(diagnostics.found()[0]).find("涓枃") != std::string::npos);
}

TEST_CASE("The budget grows with the text, and no faster") {
  const std::int64_t page = Search::allowance(0);
  CHECK(Search::allowance(2'000'000) - page == 2 * (Search::allowance(1'000'000) - page));
}

TEST_CASE("What no hypothesis goes back to is swept, and the best path stays whole") {
  Tools tools;
  constexpr std::size_t length = 60'000;
  Search search(tools.model, tools.traits, 1'000'000'000, length);
  Beam beam(search, 8);
  beam.start(length);
  for (std::size_t at = 0; at < length; ++at) {
    for (const banxin::repair::Hypothesis& h : beam.live()) {
      const std::u32string_view choice = at % 4 < 2 ? U"的" : U"中国人";
      for (const char32_t c : choice)
        beam.push(beam.extend(h, Emit{c}, at));
    }
    beam.advance();
    REQUIRE(beam.remembered() < 4 * length);
  }
  const std::vector<banxin::repair::Emission> best = beam.best();
  REQUIRE(best.size() == length);
  bool in_order = true;
  for (std::size_t at = 0; at < length; ++at)
    in_order = in_order && best[at].symbol == at;
  CHECK(in_order);
}
