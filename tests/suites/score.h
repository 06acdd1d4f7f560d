#pragma once
// What the suite programs share: a score, and the files of a folder in order.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace banxin::suites {

inline constexpr int kSkipped = 77;  // ctest's SKIP_RETURN_CODE

struct Score {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t total() const { return passed + failed; }
};

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The files of the folder itself with this extension ("" takes all), by name; empty when there is
// no such folder.
inline std::vector<std::filesystem::path> files_of(const std::string& folder,
                                                   std::string_view extension = {}) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const bool wanted = extension.empty() || entry.path().extension() == extension;
    if (wanted && entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace banxin::suites
