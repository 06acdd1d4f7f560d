#pragma once
// FileSystem: the disk as it is handed to the stages, so that tests can hand them another. Paths
// are UTF-8. What an *input* may reach is not decided here but by the resource gate (input/).
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace banxin {

enum class FileKind : std::uint8_t { Regular, Folder, Other };

struct FolderEntry {
  std::string name;
  FileKind kind = FileKind::Regular;  // of what a link leads to
  bool is_link = false;
};

class FileSystem {
 public:
  virtual ~FileSystem() = default;

  // The whole of a regular file. LimitExceeded when it is longer than `limit` bytes, NotFound,
  // Unusable for folders, devices and pipes (which are not waited for), IoFailed.
  virtual Result<std::string> load_file(const std::string& path, std::size_t limit) const = 0;
  // As load_file, of a path relative to `root` that never leaves it: `..`, absolute paths and links
  // that lead out are Refused (openat2 with RESOLVE_BENEATH, checked on the opened file).
  virtual Result<std::string> load_below(const std::string& root,
                                         const std::string& path,
                                         std::size_t limit) const = 0;
  // Entries in the order of their bytes, without `.` and `..`.
  virtual Result<std::vector<FolderEntry>> load_folder(const std::string& path) const = 0;
  // As load_folder, of a folder relative to `root` ("" is the root itself) as load_below takes it.
  virtual Result<std::vector<FolderEntry>> load_folder_below(const std::string& root,
                                                             const std::string& path) const = 0;
  virtual Result<FileKind> kind(const std::string& path) const = 0;
  // Written beside its place and renamed when whole: a reader never sees half a file, and a failure
  // leaves the old one.
  virtual Result<void> write_file(const std::string& path, std::string_view bytes) = 0;
  // At the end of the file, which is made when it is not there.
  virtual Result<void> append_file(const std::string& path, std::string_view bytes) = 0;
  // One folder; it is no error when it is there already.
  virtual Result<void> make_folder(const std::string& path) = 0;
};

// The machine's own disk.
class DiskFileSystem final : public FileSystem {
 public:
  Result<std::string> load_file(const std::string& path, std::size_t limit) const override;
  Result<std::string> load_below(const std::string& root,
                                 const std::string& path,
                                 std::size_t limit) const override;
  Result<std::vector<FolderEntry>> load_folder(const std::string& path) const override;
  Result<std::vector<FolderEntry>> load_folder_below(const std::string& root,
                                                     const std::string& path) const override;
  Result<FileKind> kind(const std::string& path) const override;
  Result<void> write_file(const std::string& path, std::string_view bytes) override;
  Result<void> append_file(const std::string& path, std::string_view bytes) override;
  Result<void> make_folder(const std::string& path) override;
};

// The folder part of a path, "." when it has none.
std::string folder_of(std::string_view path);
// The last part of a path.
std::string_view file_name_of(std::string_view path);
// The extension in lower case without its dot, "" when there is none.
std::string extension_of(std::string_view path);
std::string join_path(std::string_view folder, std::string_view name);

}  // namespace banxin
