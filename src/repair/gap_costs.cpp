#include "repair/gap_costs.h"

#include <algorithm>
#include <span>

#include "base/utf8.h"
#include "repair/numeric_references.h"
#include "repair/signs.h"

namespace banxin::repair {
namespace {

using language::GapModel;
using language::GapReader;

constexpr int kUnknown = 20;     // of a character that the network does not know
constexpr int kQuestions = 640;  // the network costs as much as so many to the language model

constexpr std::size_t kMostKnown = 20'000;  // answers, half a kilobyte each

// Reading the line costs as much as so many.
constexpr int kEachToken = 25;
constexpr int kEachGap = 400;
constexpr int kSure = 40;  // nothing is as likely by so much

// A line in the network's tokens, and where its characters are among them.
class Tokens {
 public:
  explicit Tokens(std::size_t length) { places_.reserve(length); }
  void add(char32_t token) {
    const bool goes_on =
        !tokens_.empty() && tokens_.back() == token && (token == U'0' || token == U'A');
    if (token != U' ' && !goes_on) tokens_.push_back(token);
    places_.push_back(tokens_.size() - (tokens_.empty() ? 0 : 1));
  }
  std::size_t size() const { return tokens_.size(); }
  // `places` are of characters.
  std::vector<std::vector<int>> ask(GapReader& gaps, std::vector<GapReader::Place> places) const {
    for (GapReader::Place& place : places)
      place.at = places_[place.at];
    return gaps.costs(tokens_, places);
  }

 private:
  std::vector<char32_t> tokens_;
  std::vector<std::size_t> places_;
};

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

std::vector<int> GapCosts::ask(const GapModel::Context& around) const {
  if (context_.known == nullptr) return gaps_.costs(around);
  if (context_.known->size() >= kMostKnown) context_.known->clear();
  std::vector<int>& known = (*context_.known)[std::u32string(around.begin(), around.end())];
  if (known.empty()) known = gaps_.costs(around);
  return known;
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
  costs_ = ask(context);
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

bool GapCosts::is_sure(std::size_t at, int index) const {
  const auto found = seen_.find(at);
  if (found == seen_.end() || index < 0) return false;
  const int own = found->second[static_cast<std::size_t>(index)] + usual_cost(index);
  for (std::size_t i = 0; i < found->second.size(); ++i) {
    const int other = static_cast<int>(i);
    if (other != index && found->second[i] + usual_cost(other) < own + kSure) return false;
  }
  return true;
}

std::vector<std::vector<int>> GapCosts::read_again(std::u32string_view text,
                                                   std::span<const GapReader::Place> places,
                                                   Beam& beam) const {
  // Of the lines beside it, as much as a state remembers.
  constexpr std::size_t beside = 24;
  const std::u32string_view before =
      context_.before.substr(context_.before.size() - std::min(context_.before.size(), beside));
  Tokens tokens(before.size() + 1 + text.size() + 1 + std::min(context_.after.size(), beside));
  const auto add = [&](std::u32string_view line) {
    for (const char32_t c : line)
      tokens.add(model_.token(c));
  };
  add(before);
  tokens.add(U'\n');
  add(text);
  tokens.add(U'\n');
  add(context_.after.substr(0, beside));
  if (!beam.pays(kEachToken * static_cast<std::int64_t>(tokens.size()) +
                 kEachGap * static_cast<std::int64_t>(places.size())))
    return {};
  std::vector<GapReader::Place> asked(places.begin(), places.end());
  for (GapReader::Place& place : asked)
    place.at += before.size() + 1;
  return tokens.ask(*context_.reader, std::move(asked));
}

}  // namespace banxin::repair
