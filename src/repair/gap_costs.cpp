#include "repair/gap_costs.h"

#include <algorithm>
#include <span>

#include "base/utf8.h"
#include "repair/numeric_references.h"

namespace banxin::repair {
namespace {

using language::GapModel;

constexpr int kUnknown = 20;     // of a character that the network does not know
constexpr int kQuestions = 640;  // the network costs as much as so many to the language model

bool is_sign(char32_t c) {
  return c == '?' || c == kReplacementCharacter;
}

}  // namespace

char32_t GapCosts::whole(char32_t c) const {
  if (is_given_symbol(c)) return character_of_symbol(c);
  if (c < 0x80) return is_sign(c) ? 0 : c;
  const unsigned pair = gbk_.encode(c);
  return pair == 0 ? 0 : big5_.decode(pair >> 8U, pair & 0xFFU);
}

// A `?` after ASCII is the writer's, since both bytes of what is lost are above.
char32_t GapCosts::token_at(std::size_t at) const {
  const char32_t c = line_[at];
  const bool apart = at == 0 || line_[at - 1] < 0x80;
  if (is_sign(c) && (c != '?' || !apart)) return GapModel::kGap;
  return model_.token(is_sign(c) ? c : whole(c));
}

void GapCosts::look_around(std::size_t at, Beam& beam) {
  if (looked_at_ == at) return;
  looked_at_ = at;
  costs_.clear();
  if (!beam.affords_more()) return;
  beam.spend(kQuestions);
  GapModel::Context context;
  context.fill(U'\n');
  const std::span<char32_t> around(context);
  std::size_t count = 0;
  const auto is_full_with = [&](std::span<char32_t> side, char32_t token) {
    const bool goes_on = count > 0 && side[count - 1] == token && (token == U'0' || token == U'A');
    if (token != U' ' && !goes_on) side[count++] = token;
    return count == GapModel::kReach;
  };
  // LIMIT: words and spaces are looked over; no line has so long ones.
  constexpr std::size_t farthest = 64;
  for (std::size_t i = at; i > 0 && at - i < farthest; --i) {
    if (is_full_with(around.first(GapModel::kReach), token_at(i - 1))) break;
  }
  count = 0;
  for (std::size_t i = at + 1; i < line_.size() && i - at < farthest; ++i) {
    if (is_full_with(around.subspan(GapModel::kReach), token_at(i))) break;
  }
  costs_ = gaps_.costs(context);
  std::vector<std::int8_t>& seen = seen_[at];
  for (const int cost : costs_)
    seen.push_back(static_cast<std::int8_t>(std::clamp(cost, -127, 127)));
}

int GapCosts::cost_at(std::size_t at, int index) const {
  const auto found = seen_.find(at);
  if (found == seen_.end()) return 0;
  return index < 0 ? kUnknown : found->second[static_cast<std::size_t>(index)];
}

int GapCosts::cost(int index) const {
  if (costs_.empty()) return 0;
  return index < 0 ? kUnknown : costs_[static_cast<std::size_t>(index)];
}

int GapCosts::usual_cost(int index) const {
  return index < 0 ? kUnknown : gaps_.usual_cost(static_cast<std::size_t>(index));
}

}  // namespace banxin::repair
