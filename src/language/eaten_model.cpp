#include "language/eaten_model.h"

#include <algorithm>
#include <cmath>

#include "base/assert.h"
#include "language/embedded.h"

namespace banxin::language {
namespace {

constexpr std::size_t kTokens = 2 * EatenModel::kReach + 14;
constexpr std::size_t kCutTokens = kTokens + 1;

std::array<char32_t, kCutTokens> tokens_of(const EatenModel::Context& context) {
  std::array<char32_t, kCutTokens> tokens{};
  std::copy(context.around.begin(), context.around.end(), tokens.begin());
  std::size_t at = context.around.size();
  tokens[at++] = context.cut;
  tokens[at++] = 0xE020U + context.style.letters;
  tokens[at++] = 0xE024U + context.style.digits;
  tokens[at++] = 0xE028U + context.style.marks;
  tokens[at++] = 0xE060U + context.style.brackets;
  tokens[at++] = 0xE064U + context.style.quotes;
  tokens[at++] = 0xE068U + context.style.ends;
  tokens[at++] = 0xE090U + context.style.after_marks;
  tokens[at++] = 0xE094U + context.style.before_brackets;
  tokens[at++] = 0xE098U + context.style.before_quotes;
  tokens[at++] = 0xE030U + (context.eaten_after ? 6U : 0U) + (context.is_quoted ? 3U : 0U) +
                 context.quotes_after;
  tokens[at++] = 0xE040U + context.eaten_between * 9 + context.opened * 3 + context.closed;
  tokens[at++] = 0xE070U + context.quotes.before * 3U + context.quotes.after;
  tokens[at++] = 0xE080U + context.titles.before * 3U + context.titles.after;
  tokens[at++] = 0xE0A0U + (context.exclaims ? 2U : 0U) + (context.asks ? 1U : 0U);
  return tokens;
}

template <std::size_t count>
std::array<int, count> ask(const WindowNetwork& network,
                           const EatenModel::Context& context,
                           WindowNetwork::Sums& sums) {
  const std::vector<float> answers = network.ask(tokens_of(context), sums);
  std::array<int, count> out{};
  for (std::size_t i = 0; i < count; ++i)
    out[i] = static_cast<int>(std::lround(-4 * answers[i]));
  return out;
}

}  // namespace

char32_t eaten_token::cut_character(char32_t group) {
  if (group >= 0x3400 >> 6U && group < 0xA000 >> 6U) return kSomeHan;
  if (group == 0x2000 >> 6U) return 0xE010;
  if (group == 0x3000 >> 6U) return 0xE011;
  return group == 0xFF00 >> 6U ? 0xE012 : 0xE013;
}

char32_t eaten_token::group_of(char32_t character) {
  const char32_t token = cut_character(character >> 6U);
  return token == kSomeHan ? kGroup + (character >> 6U) : token;
}

EatenModel::EatenModel() : network_(embedded_eaten_model()), cut_(embedded_cut_model()) {
  BANXIN_ASSERT(network_.answers() == kAnswers && network_.positions() == kTokens &&
                    cut_.answers() == 64 && cut_.positions() == kCutTokens,
                "eaten_model.bin or cut_model.bin is of another form");
}

std::array<int, EatenModel::kAnswers> EatenModel::costs(const Context& context) {
  return ask<kAnswers>(network_, context, asked_);
}

std::array<int, 64> EatenModel::cut_costs(const Context& context) {
  return ask<64>(cut_, context, cut_asked_);
}

}  // namespace banxin::language
