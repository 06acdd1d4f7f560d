#include "language/han_model.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/assert.h"
#include "language/embedded.h"

namespace banxin::language {
namespace {

// splitmix64's finaliser; model/build_model.py has the same.
std::uint64_t mix(std::uint64_t key) {
  key = (key ^ (key >> 30U)) * 0xBF58476D1CE4E5B9U;
  key = (key ^ (key >> 27U)) * 0x94D049BB133111EBU;
  return key ^ (key >> 31U);
}

// What the model's own counts give for the classes that are no Han characters.
int cost_of_other(char32_t token) {
  switch (token) {
    case U'，':
      return 18;
    case U'。':
      return 22;
    case U'“':
    case U'”':
    case U'、':
    case U'：':
      return 26;
    case U'0':
    case U'A':
      return 22;
    case U'\n':
      return 26;
    case U'！':
    case U'？':
    case U'；':
    case U'《':
    case U'》':
    case U'（':
    case U'）':
    case U'「':
    case U'」':
      return 34;
    case U'—':
    case U'…':
    case U'·':
    case U'‘':
    case U'’':
    case U'『':
    case U'』':
      return 38;
    default:
      break;
  }
  if (token < 0x80) return 40;
  if (token >= 0x3040 && token < 0x3100) return 44;                        // kana
  if (token >= 0xAC00 && token < 0xD7A4) return 56;                        // hangul
  if (token >= 0xE000 && token < 0xF900) return 96;                        // private use
  if (token >= 0x3000 && token < 0x3040) return 44;                        // 〇【】
  if (token >= 0x2000 && token < 0x2700) return token < 0x2500 ? 48 : 60;  // signs, ornaments
  if (token >= 0x0370 && token < 0x0530) return 56;                        // Greek, Cyrillic
  return 72;
}

bool is_letter_like(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0xFF21 && c <= 0xFF3A) ||
         (c >= 0xFF41 && c <= 0xFF5A);
}

// Half-width punctuation stands for the full-width one that Chinese sets.
char32_t full_width(char32_t c) {
  switch (c) {
    case ',':
      return U'，';
    case '.':
      return U'。';
    case '!':
      return U'！';
    case '?':
      return U'？';
    case ':':
      return U'：';
    case ';':
      return U'；';
    case '(':
      return U'（';
    case ')':
      return U'）';
    case 0x2015:
    case 0x2014:
      return U'—';
    case 0x30FB:
      return U'·';
    default:
      return c;
  }
}

}  // namespace

HanModel::HanModel() {
  const EmbeddedFile file = embedded_han_model();
  constexpr std::size_t covered = kLast - kFirst;
  constexpr std::size_t head = 16 + covered * 4;
  static_assert(head % 8 == 0, "the buckets are read as 64-bit words");
  BANXIN_ASSERT(file.size > head && std::memcmp(file.data, "BXHAN001", 8) == 0,
                "han_model.bin is not the file that build_model.py makes");
  std::memcpy(&bucket_count_, file.data + 8, sizeof bucket_count_);
  BANXIN_ASSERT(file.size == head + std::size_t{bucket_count_} * 8, "han_model.bin is cut");
  fold_ = reinterpret_cast<const std::uint16_t*>(file.data + 16);
  unigram_ = file.data + 16 + covered * 2;
  back_off_ = unigram_ + covered;
  buckets_ = reinterpret_cast<const std::uint64_t*>(file.data + head);
}

char32_t HanModel::token(char32_t code_point) const {
  if (is_covered(code_point)) return simplified(code_point);
  if (code_point < 0x80) {
    if (code_point >= '0' && code_point <= '9') return U'0';
    if (is_letter_like(code_point)) return U'A';
    if (code_point <= ' ') return code_point == ' ' ? U' ' : U'\n';
    return full_width(code_point);
  }
  if (code_point >= 0xFF10 && code_point <= 0xFF19) return U'0';
  if (is_letter_like(code_point)) return U'A';
  if (code_point == 0xA0 || code_point == 0x3000) return U'\n';
  return full_width(code_point);
}

HanModel::Entry HanModel::find(std::uint64_t key) const {
  const std::uint64_t hash = mix(key);
  const std::uint64_t tag = ((hash >> 32U) & 0x3FFFU) == 0 ? 1 : (hash >> 32U) & 0x3FFFU;
  const auto first = static_cast<std::size_t>(((hash & 0xFFFFFFFFU) * bucket_count_) >> 32U);
  const auto second = static_cast<std::size_t>(((mix(hash) & 0xFFFFFFFFU) * bucket_count_) >> 32U);
  for (const std::size_t at : {first, second}) {
    std::uint64_t bucket = buckets_[at];
    for (int slot = 0; slot < 3; ++slot, bucket >>= 21U) {
      if (((bucket >> 7U) & 0x3FFFU) != tag) continue;
      return {static_cast<int>((bucket >> 2U) & 31U) * 2, static_cast<unsigned>(bucket & 3U)};
    }
  }
  return {};
}

int HanModel::cost(char32_t token) const {
  if (!is_covered(token)) return cost_of_other(token);
  const int cost = unigram_[token - kFirst];
  return cost == 255 ? kUnknownCost : cost;
}

int HanModel::cost(char32_t first, char32_t second, char32_t third) const {
  if (third == U' ') return 10;
  const std::uint64_t pair = (std::uint64_t{second} << 17U) | third;
  const Entry two = find((std::uint64_t{2} << 34U) | pair);
  // A pair cannot be commoner than its second character: then it was another one's fingerprint.
  const bool mistaken =
      is_covered(second) && is_covered(third) && two.cost + cost(second) + 8 < cost(third);
  if (two.cost < 0 || mistaken) {
    // Sentence marks follow anything: that the pair was never counted says little.
    const bool mark = third == U'，' || third == U'。' || third == U'、' || third == U'”';
    const int back_off = !is_covered(second) ? 6 : mark ? 4 : back_off_[second - kFirst];
    return std::min(cost(third) + std::min(back_off, 24), kMostCost);
  }
  const Entry three = find((std::uint64_t{3} << 51U) | (std::uint64_t{first} << 34U) | pair);
  if (three.cost >= 0) return three.cost;
  // How much the trigrams that are there leave to those that are not (build_model.py, BACKOFF).
  constexpr std::array<int, 4> weights = {0, 4, 10, 18};
  const Entry context = find((std::uint64_t{2} << 34U) | (std::uint64_t{first} << 17U) | second);
  return two.cost + weights[context.back_off];
}

int HanModel::average_cost(std::u32string_view text) const {
  if (text.empty()) return 0;
  char32_t first = U'\n';
  char32_t second = U'\n';
  std::int64_t sum = 0;
  for (const char32_t c : text) {
    const char32_t third = token(c);
    sum += cost(first, second, third);
    if (third == U' ') continue;
    first = second;
    second = third;
  }
  return static_cast<int>(sum / static_cast<std::int64_t>(text.size()));
}

bool HanModel::averages_at_least(std::u32string_view text, int least) const {
  const auto size = static_cast<std::int64_t>(text.size());
  // What every character may fall short of the dearest before the average does.
  std::int64_t left = size * (kMostCost - least);
  char32_t first = U'\n';
  char32_t second = U'\n';
  for (const char32_t c : text) {
    const char32_t third = token(c);
    left -= kMostCost - cost(first, second, third);
    if (left < 0) return false;
    if (third == U' ') continue;
    first = second;
    second = third;
  }
  return size > 0 || least <= 0;
}

}  // namespace banxin::language
