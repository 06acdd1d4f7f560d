#include "language/han_model.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/assert.h"
#include "language/embedded.h"

namespace banxin::language {
namespace {

// The keys of n-grams; model/build_model.py has the same.
std::uint64_t key_of(char32_t a, char32_t b) {
  return std::uint64_t{2} << 34U | std::uint64_t{a} << 17U | b;
}
std::uint64_t key_of(char32_t a, char32_t b, char32_t c) {
  return std::uint64_t{3} << 51U | std::uint64_t{a} << 34U | std::uint64_t{b} << 17U | c;
}
std::uint64_t key_of(char32_t a, char32_t b, char32_t c, char32_t d) {
  return key_of(b, c, d) ^ (std::uint64_t{a} + 1) * 0x9E3779B97F4A7C15U;
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
  BANXIN_ASSERT(file.size > head && std::memcmp(file.data, "BXHAN002", 8) == 0,
                "han_model.bin is not the file that build_model.py makes");
  std::uint32_t buckets = 0;
  std::memcpy(&buckets, file.data + 8, sizeof buckets);
  BANXIN_ASSERT(file.size == head + std::size_t{buckets} * 8, "han_model.bin is cut");
  fold_ = reinterpret_cast<const std::uint16_t*>(file.data + 16);
  unigram_ = file.data + 16 + covered * 2;
  back_off_ = unigram_ + covered;
  table_ = NgramTable(reinterpret_cast<const std::uint64_t*>(file.data + head), buckets);
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
  const NgramEntry entry = table_.find(key);
  return {entry.is_known() ? entry.value * 2 : -1, entry.back_off};
}

int HanModel::cost(char32_t token) const {
  if (!is_covered(token)) return cost_of_other(token);
  const int cost = unigram_[token - kFirst];
  return cost == 255 ? kUnknownCost : cost;
}

int HanModel::cost(const HanContext& context, char32_t token) const {
  if (token == U' ') return 10;
  if (context.goes_on(token)) return 4;
  const char32_t before = context.third;
  const Entry two = find(key_of(before, token));
  // A pair cannot be commoner than its second character: then it was another one's fingerprint.
  const bool mistaken =
      is_covered(before) && is_covered(token) && two.cost + cost(before) + 8 < cost(token);
  if (two.cost >= 0 && !mistaken) return cost_in_full(context, token, two);
  // Sentence marks follow anything: that the pair was never counted says little.
  const bool mark = token == U'，' || token == U'。' || token == U'、' || token == U'”';
  const int back_off = !is_covered(before) ? 6 : mark ? 4 : back_off_[before - kFirst];
  return std::min(cost(token) + std::min(back_off, 24), kMostCost);
}

// The longest n-gram that is there decides. One is there only with the shorter one that it ends in.
int HanModel::cost_in_full(const HanContext& context, char32_t token, Entry two) const {
  // How much the n-grams that are there leave to those that are not (build_model.py, BACKOFF).
  constexpr std::array<int, 4> weights = {0, 4, 10, 18};
  const auto [first, second, third] = context;
  const Entry three = find(key_of(second, third, token));
  if (three.cost < 0) return two.cost + weights[find(key_of(second, third)).back_off];
  const Entry four = find(key_of(first, second, third, token));
  if (four.cost >= 0) return four.cost;
  return three.cost + weights[find(key_of(first, second, third)).back_off];
}

int HanModel::average_cost(std::u32string_view text) const {
  if (text.empty()) return 0;
  HanContext context;
  std::int64_t sum = 0;
  for (const char32_t c : text) {
    const char32_t token = this->token(c);
    sum += cost(context, token);
    context.add(token);
  }
  return static_cast<int>(sum / static_cast<std::int64_t>(text.size()));
}

bool HanModel::averages_at_least(std::u32string_view text, int least) const {
  const auto size = static_cast<std::int64_t>(text.size());
  // What every character may fall short of the dearest before the average does.
  std::int64_t left = size * (kMostCost - least);
  HanContext context;
  for (const char32_t c : text) {
    const char32_t token = this->token(c);
    left -= kMostCost - cost(context, token);
    if (left < 0) return false;
    context.add(token);
  }
  return size > 0 || least <= 0;
}

}  // namespace banxin::language
