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
  std::uint32_t a = state_[0], b = state_[1], c = state_[2], d = state_[3], e = state_[4];
  const auto round = [&](std::uint32_t mix, std::uint32_t constant, std::uint32_t word) {
    const std::uint32_t next = std::rotl(a, 5) + mix + e + constant + word;
    e = d;
    d = c;
    c = std::rotl(b, 30);
    b = a;
    a = next;
  };
  for (std::size_t i = 0; i < 20; ++i)
    round((b & c) | (~b & d), 0x5A827999, words[i]);
  for (std::size_t i = 20; i < 40; ++i)
    round(b ^ c ^ d, 0x6ED9EBA1, words[i]);
  for (std::size_t i = 40; i < 60; ++i)
    round((b & c) | (b & d) | (c & d), 0x8F1BBCDC, words[i]);
  for (std::size_t i = 60; i < 80; ++i)
    round(b ^ c ^ d, 0xCA62C1D6, words[i]);
  state_[0] += a;
  state_[1] += b;
  state_[2] += c;
  state_[3] += d;
  state_[4] += e;
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
