#include "repair/respell.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using banxin::repair::Guess;
using banxin::repair::Paragraph;
using banxin::repair::Weights;

namespace {

struct Asked {
  Weights weights = {12, 12, 8};
  std::vector<Paragraph> lines;  // of the text around
};

std::u32string respelt(std::u32string text, const std::vector<Guess>& guesses, Asked asked = {}) {
  const banxin::language::HanModel model;
  const banxin::language::WordModel words;
  const banxin::repair::TextTraits traits(asked.lines, model);
  banxin::repair::Search search(model, traits, 100'000, text.size());
  respell(text, guesses, {words, search, asked.weights});
  return text;
}

}  // namespace

TEST_CASE("A guess is weighed with the words on both sides of it") {
  const std::vector<Guess::Candidate> candidates = {{U'李', 0}, {U'率', 0}, {U'更', 0}};
  CHECK(respelt(U"提高了工作效李。", {{6, candidates}}) == U"提高了工作效率。");
  CHECK(respelt(U"提高了工作效率。", {{6, candidates}}) == U"提高了工作效率。");
}

TEST_CASE("What is known of a candidate besides counts; a lone candidate stays") {
  CHECK(respelt(U"他在到了", {{2, {{U'到', 0}, {U'看', 200}}}}) == U"他在到了");
  CHECK(respelt(U"他在到了", {{2, {{U'到', 200}, {U'看', 0}}}}) == U"他在看了");
  CHECK(respelt(U"他呵了", {{1, {{U'呵', 0}}}}) == U"他呵了");
}

TEST_CASE("What is known besides counts by its weight") {
  const std::vector<Guess> guesses = {{6, {{U'李', 0}, {U'率', 30}}}};
  CHECK(respelt(U"提高了工作效李。", guesses, {.weights = {12, 0, 8}, .lines = {}}) ==
        U"提高了工作效率。");
  CHECK(respelt(U"提高了工作效李。", guesses, {.weights = {12, 120, 8}, .lines = {}}) ==
        U"提高了工作效李。");
}

TEST_CASE("What the text does elsewhere between the same neighbours it does here") {
  const std::vector<Guess> guesses = {{3, {{U'到', 0}, {U'至', 0}}}};
  CHECK(respelt(U"第一步到第四步。", guesses) == U"第一步至第四步。");
  Paragraph line;
  line.text = U"请从第二步到第五步依次进行；第一步到第二步可以省去，第四步到第六步也是。";
  CHECK(respelt(U"第一步到第四步。", guesses, {.weights = {12, 12, 8}, .lines = {line}}) ==
        U"第一步到第四步。");
}

TEST_CASE("Two guesses side by side are spelt together") {
  const std::vector<Guess::Candidate> first = {{U'位', 0}, {U'昏', 0}};
  const std::vector<Guess::Candidate> second = {{U'于', 0}, {U'昏', 0}};
  CHECK(respelt(U"这家公司昏昏北京的东部", {{4, first}, {5, second}}) == U"这家公司位于北京的东部");
}
