#include "epub/sha1.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace banxin::epub {

void Sha1::compress(const unsigned char* block) {
  std::array<std::uint32_t, 80> words{};
  for (std::size_t i = 0; i < 16; ++i) {
    words[i] = static_cast<std::uint32_t>(block[i * 4]) << 24U |
               static_cast<std::uint32_t>(block[i * 4 + 1]) << 16U |
               static_cast<std::uint32_t>(block[i * 4 + 2]) << 8U | block[i * 4 + 3];
  }
  for (std::size_t i = 16; i < 80; ++i)
    words[i] = std::rotl(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
  std::array<std::uint32_t, 5> now = state_;
  // OPTIMIZATION: the five words change their places with every round; five rounds bring each back
  // to its own, and none is moved.
  const auto five_rounds = [&](std::size_t at, std::uint32_t constant, const auto& mix) {
    auto& [a, b, c, d, e] = now;
    const auto round = [&](std::uint32_t first, std::uint32_t& second, std::uint32_t third,
                           std::uint32_t fourth, std::uint32_t& last, std::uint32_t word) {
      last += std::rotl(first, 5) + mix(second, third, fourth) + constant + word;
      second = std::rotl(second, 30);
    };
    round(a, b, c, d, e, words[at]);
    round(e, a, b, c, d, words[at + 1]);
    round(d, e, a, b, c, words[at + 2]);
    round(c, d, e, a, b, words[at + 3]);
    round(b, c, d, e, a, words[at + 4]);
  };
  using Word = std::uint32_t;
  const auto choose = [](Word b, Word c, Word d) { return d ^ (b & (c ^ d)); };
  const auto parity = [](Word b, Word c, Word d) { return b ^ c ^ d; };
  const auto majority = [](Word b, Word c, Word d) { return (b & c) | (d & (b | c)); };
  for (std::size_t i = 0; i < 20; i += 5)
    five_rounds(i, 0x5A827999, choose);
  for (std::size_t i = 20; i < 40; i += 5)
    five_rounds(i, 0x6ED9EBA1, parity);
  for (std::size_t i = 40; i < 60; i += 5)
    five_rounds(i, 0x8F1BBCDC, majority);
  for (std::size_t i = 60; i < 80; i += 5)
    five_rounds(i, 0xCA62C1D6, parity);
  for (std::size_t i = 0; i < 5; ++i)
    state_[i] += now[i];
}

void Sha1::add(std::string_view bytes) {
  total_ += bytes.size();
  while (!bytes.empty()) {
    if (pending_size_ == 0 && bytes.size() >= 64) {
      compress(reinterpret_cast<const unsigned char*>(bytes.data()));
      bytes.remove_prefix(64);
      continue;
    }
    const std::size_t taken = std::min(bytes.size(), 64 - pending_size_);
    std::memcpy(pending_.data() + pending_size_, bytes.data(), taken);
    pending_size_ += taken;
    bytes.remove_prefix(taken);
    if (pending_size_ == 64) {
      compress(pending_.data());
      pending_size_ = 0;
    }
  }
}

Sha1::Digest Sha1::finish() {
  const std::uint64_t bits = total_ * 8;
  add(std::string_view("\x80", 1));
  while (pending_size_ != 56)
    add(std::string_view("\0", 1));
  std::array<char, 8> length{};
  for (std::size_t i = 0; i < 8; ++i)
    length[i] = static_cast<char>((bits >> (56 - 8 * i)) & 0xFFU);
  add({length.data(), length.size()});
  Digest digest{};
  for (std::size_t i = 0; i < 20; ++i)
    digest[i] = static_cast<std::uint8_t>(state_[i / 4] >> (24 - 8 * (i % 4)));
  return digest;
}

std::string uuid_of(const Sha1::Digest& digest) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < 16; ++i) {
    unsigned byte = digest[i];
    if (i == 6) byte = (byte & 0x0FU) | 0x50U;  // version 5
    if (i == 8) byte = (byte & 0x3FU) | 0x80U;  // variant 10
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += kHex[byte >> 4U];
    out += kHex[byte & 0xFU];
  }
  return out;
}

}  // namespace banxin::epub
