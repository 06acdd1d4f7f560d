#include <doctest/doctest.h>

#include <algorithm>

#include "language/eaten_model.h"
#include "language/gap_model.h"
#include "language/gap_reader.h"
#include "language/han_model.h"

using banxin::language::EatenModel;
using banxin::language::GapModel;
using banxin::language::GapReader;
using banxin::language::HanModel;

namespace {

// The costs of the characters in the gap of `before` _ `after`.
std::vector<int> costs_between(std::u32string_view before, std::u32string_view after) {
  const HanModel model;
  GapModel::Context context;
  context.fill(U'\n');
  for (std::size_t i = 0; i < std::min(before.size(), GapModel::kReach); ++i)
    context[i] = model.token(before[before.size() - 1 - i]);
  for (std::size_t i = 0; i < std::min(after.size(), GapModel::kReach); ++i)
    context[GapModel::kReach + i] = model.token(after[i]);
  return GapModel().costs(context);
}

EatenModel::Context around(std::u32string_view before, char32_t cut, std::u32string_view after) {
  EatenModel::Context context;
  context.around.fill(U'\n');
  for (std::size_t i = 0; i < std::min(before.size(), EatenModel::kReach); ++i)
    context.around[i] = before[before.size() - 1 - i];
  for (std::size_t i = 0; i < std::min(after.size(), EatenModel::kReach); ++i)
    context.around[EatenModel::kReach + i] = after[i];
  context.cut = banxin::language::eaten_token::group_of(cut);
  context.style = {EatenModel::Style::Spaced, EatenModel::Style::Spaced, EatenModel::Style::Full};
  return context;
}

}  // namespace

TEST_CASE("The neighbourhood tells which character Big5 lost") {
  const GapModel model;
  const auto cheapest = [&](std::u32string_view before, std::u32string_view after) {
    const std::vector<int> costs = costs_between(before, after);
    const std::u32string_view common = U"到此於並但更自全至受位先份水";
    return *std::min_element(common.begin(), common.end(), [&](char32_t a, char32_t b) {
      return costs[static_cast<std::size_t>(model.find(a))] <
             costs[static_cast<std::size_t>(model.find(b))];
    });
  };
  CHECK(cheapest(U"請將文件複製", U"這個目錄") == U'到');
  CHECK(cheapest(U"會", U"動下載更新") == U'自');
  CHECK(cheapest(U"這個方法的速度", U"快") == U'更');
  CHECK(model.find(U'的') == -1);
  CHECK(model.find(U'到') >= 0);
}

TEST_CASE("The whole line tells which character Big5 lost") {
  GapReader reader;
  const HanModel model;
  // What stands in the gap already counts for nothing.
  const auto cheapest = [&](std::u32string_view line, const GapReader::Place& place) {
    std::vector<char32_t> tokens;
    for (const char32_t c : line)
      tokens.push_back(model.token(c));
    const std::vector<int> costs = reader.costs(tokens, std::span(&place, 1)).front();
    const std::u32string_view common = U"到此於並但更自全至受位先份水";
    return *std::min_element(common.begin(), common.end(), [&](char32_t a, char32_t b) {
      return costs[static_cast<std::size_t>(reader.find(a))] <
             costs[static_cast<std::size_t>(reader.find(b))];
    });
  };
  CHECK(cheapest(U"請將文件複製水這個目錄", {6}) == U'到');
  CHECK(cheapest(U"這個方法的速度水快", {7}) == U'更');
  CHECK(cheapest(U"水前我們沒有這樣的程序", {0}) == U'先');
  CHECK(cheapest(U"我們把它放到", {5}) == U'到');
  // Its neighbours may be taken for others.
  CHECK(cheapest(U"會水更下載軟件", {1, 0, model.token(U'動')}) == U'自');
  CHECK(reader.find(U'的') == -1);
}

TEST_CASE("The neighbourhood tells which ASCII character was eaten") {
  EatenModel model;
  const auto space = static_cast<std::size_t>(0);
  const auto digit = static_cast<std::size_t>('1' - ' ');
  const auto costs = model.costs(around(U"这个程序的源码放", U'在', U"A 上"));
  CHECK(costs[space] + 8 < costs[digit]);
  CHECK(costs[space] + 8 < costs[EatenModel::kEnd]);
  // The line ends there.
  const auto end = model.costs(around(U"我们就到这里。春天来", U'了', U""));
  CHECK(end[EatenModel::kEnd] + 8 < end[space]);
}

TEST_CASE("What was asked before does not change an answer") {
  const EatenModel::Context first = around(U"参见", U'第', U"3 章");
  EatenModel::Context second = around(U"这个程序的源码放", U'在', U"A 上");
  EatenModel used;
  used.costs(first);
  CHECK(used.costs(second) == EatenModel().costs(second));
  second.opened = 1;
  CHECK(used.costs(second) == EatenModel().costs(second));
}

TEST_CASE("An eaten bracket closes the open one") {
  EatenModel model;
  const auto closing = static_cast<std::size_t>(')' - ' ');
  EatenModel::Context context = around(U"A 协议", U'了', U"，因此");
  const int without = model.costs(context)[closing];
  context.opened = 1;
  CHECK(model.costs(context)[closing] + 20 < without);
}

TEST_CASE("The neighbourhood tells the last bits of the character before") {
  EatenModel model;
  const auto costs = model.cut_costs(around(U"参见", U'第', U"3 章"));
  const auto least = std::min_element(costs.begin(), costs.end()) - costs.begin();
  CHECK(static_cast<char32_t>(least) == (U'第' & 0x3FU));
}
