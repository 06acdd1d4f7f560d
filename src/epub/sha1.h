#pragma once
// SHA-1 (RFC 3174): for UUIDs of version 5 (RFC 4122 §4.3) and EPUB's font obfuscation, both of
// which name it. Not for anything that an attacker could gain from.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace banxin::epub {

class Sha1 {
 public:
  using Digest = std::array<std::uint8_t, 20>;

  void add(std::string_view bytes);
  Digest finish();

 private:
  void compress(const unsigned char* block);

  std::array<std::uint32_t, 5> state_{0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
  std::array<unsigned char, 64> pending_{};
  std::size_t pending_size_ = 0;
  std::uint64_t total_ = 0;
};

// A name-based UUID of what was hashed.
std::string uuid_of(const Sha1::Digest& digest);

}  // namespace banxin::epub
