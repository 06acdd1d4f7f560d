#include "language/han_model.h"

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
  constexpr std::size_t head = 16 + covered * 2 + covered;
  static_assert(head % 8 == 0, "the buckets are read as 64-bit words");
  BANXIN_ASSERT(file.size > head && std::memcmp(file.data, "BXHAN001", 8) == 0,
                "han_model.bin is not the file that build_model.py makes");
  std::memcpy(&bucket_count_, file.data + 8, sizeof bucket_count_);
  BANXIN_ASSERT(file.size == head + std::size_t{bucket_count_} * 8, "han_model.bin is cut");
  fold_ = reinterpret_cast<const std::uint16_t*>(file.data + 16);
  unigram_ = file.data + 16 + covered * 2;
  buckets_ = reinterpret_cast<const std::uint64_t*>(file.data + head);
}

char32_t HanModel::token(char32_t code_point) const {
  if (is_covered(code_point)) return fold_[code_point - kFirst];
  if (code_point < 0x80) {
    if (code_point >= '0' && code_point <= '9') return U'0';
    if (is_letter_like(code_point)) return U'A';
    if (code_point <= ' ') return U'\n';
    return full_width(code_point);
  }
  if (code_point >= 0xFF10 && code_point <= 0xFF19) return U'0';
  if (is_letter_like(code_point)) return U'A';
  if (code_point == 0xA0 || code_point == 0x3000) return U'\n';
  return full_width(code_point);
}

int HanModel::find(std::uint64_t key) const {
  const std::uint64_t hash = mix(key);
  const std::uint64_t tag = ((hash >> 32U) & 0x7FFU) == 0 ? 1 : (hash >> 32U) & 0x7FFU;
  const auto first = static_cast<std::size_t>(((hash & 0xFFFFFFFFU) * bucket_count_) >> 32U);
  const auto second = static_cast<std::size_t>(((hash >> 43U) * bucket_count_) >> 21U);
  for (const std::size_t at : {first, second}) {
    std::uint64_t bucket = buckets_[at];
    for (int slot = 0; slot < 4; ++slot, bucket >>= 16U) {
      if (((bucket >> 5U) & 0x7FFU) == tag) return static_cast<int>(bucket & 31U);
    }
  }
  return -1;
}

int HanModel::cost(char32_t token) const {
  if (!is_covered(token)) return cost_of_other(token);
  const int cost = unigram_[token - kFirst];
  return cost == 255 ? kUnknownCost : cost;
}

int HanModel::cost(char32_t first, char32_t second, char32_t third) const {
  constexpr int back_off = 5;  // -4 log2 0.4
  const std::uint64_t pair = (std::uint64_t{second} << 17U) | third;
  const int two = find((std::uint64_t{2} << 34U) | pair);
  if (two < 0) {
    const int one = cost(third) + back_off * 2;
    return one < kUnknownCost + 12 ? one : kUnknownCost + 12;
  }
  const int three = find((std::uint64_t{3} << 51U) | (std::uint64_t{first} << 34U) | pair);
  return three < 0 ? two * 2 + back_off : three * 2;
}

int HanModel::average_cost(std::u32string_view text) const {
  if (text.empty()) return 0;
  char32_t first = U'\n';
  char32_t second = U'\n';
  std::int64_t sum = 0;
  for (const char32_t c : text) {
    const char32_t third = token(c);
    sum += cost(first, second, third);
    first = second;
    second = third;
  }
  return static_cast<int>(sum / static_cast<std::int64_t>(text.size()));
}

}  // namespace banxin::language
