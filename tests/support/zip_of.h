#pragma once
// Zips of a test's own.
#include <zlib.h>

#include <string>
#include <utility>
#include <vector>

namespace banxin {

inline std::string little_endian(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i, value >>= 8U)
    out += static_cast<char>(value & 0xFFU);
  return out;
}

// A zip of stored entries with the names' bytes as given, as no library of today writes them.
inline std::string zip_of(const std::vector<std::pair<std::string, std::string>>& entries) {
  std::string out;
  std::string directory;
  for (const auto& [name, content] : entries) {
    const auto sum =
        crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size()));
    const std::string common = little_endian(10, 2) + little_endian(0, 8) + little_endian(sum, 4) +
                               little_endian(content.size(), 4) + little_endian(content.size(), 4) +
                               little_endian(name.size(), 2) + little_endian(0, 2);
    directory += "PK\1\2" + little_endian(10, 2) + common + little_endian(0, 10) +
                 little_endian(out.size(), 4) + name;
    out += "PK\3\4" + common + name + content;
  }
  const std::size_t start = out.size();
  return out + directory + "PK\5\6" + little_endian(0, 4) + little_endian(entries.size(), 2) +
         little_endian(entries.size(), 2) + little_endian(directory.size(), 4) +
         little_endian(start, 4) + little_endian(0, 2);
}

}  // namespace banxin
