#include "repair/search.h"

#include <algorithm>

namespace banxin::repair {
namespace {

constexpr std::size_t kKnownBits = 14;

}  // namespace

Search::Search(const language::HanModel& model,
               const TextTraits& traits,
               std::int64_t questions,
               std::size_t searched)
    : model_(model),
      traits_(traits),
      left_(questions),
      searched_(static_cast<std::int64_t>(searched)),
      known_(std::size_t{1} << kKnownBits) {}

std::int64_t Search::allowance(std::size_t characters) {
  // A page that is damaged all over is searched in full; a library at some 1 MB a second.
  constexpr std::int64_t page = 16'000'000;
  constexpr std::int64_t each = 16;
  return page + each * static_cast<std::int64_t>(characters);
}

int Search::cost(const language::HanContext& context, char32_t character) {
  const std::uint64_t key = std::uint64_t{context.second} << 42U |
                            std::uint64_t{context.third} << 21U | std::uint64_t{character};
  const std::uint64_t hash = (key ^ std::uint64_t{context.first} << 32U) * 0x9E3779B97F4A7C15U;
  Known& known = known_[hash >> (64U - kKnownBits)];
  if (known.key != key || known.first != context.first) {
    known.key = key;
    known.first = context.first;
    known.cost = traits_.cost(context, model_.token(character), model_) +
                 traits_.script_cost(character, model_);
  }
  return known.cost;
}

std::int64_t Search::share_of(std::size_t length) {
  const auto wanted = static_cast<std::int64_t>(length);
  const std::int64_t among = std::max(searched_, wanted);
  searched_ -= wanted;
  if (left_ <= 0 || among <= 0) return 0;
  return static_cast<std::int64_t>(static_cast<double>(left_) * static_cast<double>(wanted) /
                                   static_cast<double>(among));
}

}  // namespace banxin::repair
