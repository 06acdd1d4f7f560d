#pragma once
// Which three-byte pieces a short text holds, to rule out most of a long list of phrases with one
// look each. OPTIMIZATION: searching a line for every phrase was a tenth of a large page's time.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace banxin::article {

// The first three bytes of a phrase; 0 for a shorter one, which nothing rules out.
constexpr std::uint32_t first_gram(std::string_view phrase) {
  if (phrase.size() < 3) return 0;
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(phrase[i]));
  };
  return byte(0) << 16U | byte(1) << 8U | byte(2);
}

class TextGrams {
 public:
  constexpr TextGrams() = default;
  explicit TextGrams(std::string_view text) {
    for (std::size_t at = 0; at + 3 <= text.size(); ++at)
      add(first_gram(text.substr(at, 3)));
  }
  constexpr void add(std::uint32_t gram) {
    seen_[place(gram) / 64] |= std::uint64_t{1} << (place(gram) % 64);
  }
  // No only where a phrase that begins so is surely not in the text.
  bool may_hold(std::uint32_t gram) const {
    return gram == 0 || (seen_[place(gram) / 64] >> (place(gram) % 64) & 1U) != 0;
  }

 private:
  static constexpr unsigned kBits = 12;
  static constexpr std::size_t place(std::uint32_t gram) {
    return (gram * 0x9E3779B1U) >> (32U - kBits);
  }
  std::array<std::uint64_t, (std::size_t{1} << kBits) / 64> seen_{};
};

}  // namespace banxin::article
