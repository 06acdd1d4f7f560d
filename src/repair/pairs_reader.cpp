#include "repair/pairs_reader.h"

#include "repair/numeric_references.h"

namespace banxin::repair {
namespace {

using language::HanModel;

constexpr int kOpenQuote = 12;  // at the end of a line
constexpr int kOdd = 56;

}  // namespace

int odd_character_cost(char32_t c) {
  if (HanModel::is_covered(c)) return 0;
  constexpr std::u32string_view marks = U"，。、！？“”‘’：；（）《》…—·「」『』";
  constexpr std::u32string_view rarer =
      U"～【】〈〉〔〕–－•●→←※★■◆○";  // to the model, they are any mark
  if (marks.find(c) != std::u32string_view::npos) return 0;
  return rarer.find(c) != std::u32string_view::npos ? 0 : kOdd;
}

int quote_cost(char32_t c, bool quoted) {
  if (c == U'”') return quoted ? -8 : 24;
  if (c == U'“') return quoted ? 24 : 0;
  return (c == U'‘' || c == U'’') && quoted ? 12 : 0;
}

std::optional<PairsReading> PairsReader::run() {
  const std::size_t steps = length();
  beam_.start(steps);
  context_.search.expect(steps);  // it is for the whole line to be done with
  for (std::size_t at = 0; at < steps; ++at) {
    for (const Hypothesis& h : beam_.live())
      step(h, at);
    beam_.advance();
    if (beam_.live().empty()) return std::nullopt;
    if (beam_.is_exhausted()) {
      context_.search.give_up();
      return std::nullopt;
    }
  }
  for (Hypothesis h : beam_.live()) {
    if (h.state != 0) continue;
    h.cost += context_.model.cost(h.context, U'\n');
    h.cost += h.brackets * kUnmatchedBracket;
    h.cost += h.quoted ? kOpenQuote : 0;
    if (is_sign(line_.back())) h.cost += context_.traits().end_cost(beam_.last_of(h));
    beam_.push(h);
  }
  beam_.advance();
  int cost = 0;
  const std::vector<Emission> emissions = beam_.best(&cost);
  if (emissions.empty()) return std::nullopt;
  PairsReading out;
  out.kind = kind_;
  for (const Emission& emission : emissions) {
    if (emission.guessed) out.guesses.push_back(out.text.size());
    out.text += emission.character;
  }
  respell(out.text, doubtful(emissions), {context_.words, context_.search, weights()});
  int literal = 0;
  language::HanContext context;
  for (const char32_t c : line_) {
    const char32_t token = context_.model.token(character_of_symbol(c));
    literal += context_.model.cost(context, token);
    context.add(token);
  }
  out.gain = literal - cost;
  return out;
}

}  // namespace banxin::repair
