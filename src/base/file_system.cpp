#include "base/file_system.h"
#include "base/ascii.h"

#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace banxin {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_;
};

std::string error_text(int number) {
  std::string buffer(128, '\0');
  return ::strerror_r(number, buffer.data(), buffer.size());
}

Error io_error(const std::string& path, int number) {
  if (number == ENOENT || number == ENOTDIR)
    return {ErrorCode::NotFound, path, "there is no such file"};
  if (number == EXDEV || number == ELOOP) {
    return {ErrorCode::Refused, path, "it leads out of the input's folder"};
  }
  return {ErrorCode::IoFailed, path, error_text(number)};
}

Result<std::string> read_all(const Descriptor& file, const std::string& path, std::size_t limit) {
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) return io_error(path, errno);
  if (!S_ISREG(status.st_mode)) return Error{ErrorCode::Unusable, path, "it is not a regular file"};
  const Error too_long{ErrorCode::LimitExceeded, path, "it is longer than the limit"};
  if (std::cmp_greater(status.st_size, limit)) return too_long;
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t filled = 0;
  while (true) {
    // One byte more than promised tells a file that grows from one that ends.
    if (filled == bytes.size()) bytes.resize(filled + 4096);
    const ssize_t got = ::read(file.number(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return io_error(path, errno);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
    if (filled > limit) return too_long;
  }
  bytes.resize(filled);
  return bytes;
}

FileKind kind_of(mode_t mode) {
  if (S_ISREG(mode)) return FileKind::Regular;
  return S_ISDIR(mode) ? FileKind::Folder : FileKind::Other;
}

Result<void> write_all(const Descriptor& file, const std::string& path, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return io_error(path, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

constexpr int kReadFlags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

// A descriptor, or -1 and errno.
int open_below(const Descriptor& folder, const std::string& path, int flags) {
  open_how how{};
  how.flags = static_cast<std::uint64_t>(flags);
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  return static_cast<int>(::syscall(SYS_openat2, folder.number(), path.c_str(), &how, sizeof how));
}

// Closes the folder.
std::vector<FolderEntry> read_entries(DIR* folder) {
  std::vector<FolderEntry> entries;
  while (const dirent* entry = ::readdir(folder)) {
    const std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    struct stat status {};
    if (::fstatat(::dirfd(folder), entry->d_name, &status, 0) != 0) continue;
    struct stat own {};
    const bool is_link = entry->d_type == DT_LNK || (entry->d_type == DT_UNKNOWN &&
                                                     ::fstatat(::dirfd(folder), entry->d_name, &own,
                                                               AT_SYMLINK_NOFOLLOW) == 0 &&
                                                     S_ISLNK(own.st_mode));
    entries.push_back({std::string(name), kind_of(status.st_mode), is_link});
  }
  ::closedir(folder);
  std::sort(entries.begin(), entries.end(),
            [](const FolderEntry& a, const FolderEntry& b) { return a.name < b.name; });
  return entries;
}

}  // namespace

Result<std::string> DiskFileSystem::load_file(const std::string& path, std::size_t limit) const {
  const Descriptor file(::open(path.c_str(), kReadFlags));
  if (!file) return io_error(path, errno);
  return read_all(file, path, limit);
}

Result<std::string> DiskFileSystem::load_below(const std::string& root,
                                               const std::string& path,
                                               std::size_t limit) const {
  const Descriptor folder(::open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!folder) return io_error(root, errno);
  const Descriptor file(open_below(folder, path, kReadFlags));
  if (!file) return io_error(path, errno);
  return read_all(file, path, limit);
}

Result<std::vector<FolderEntry>> DiskFileSystem::load_folder(const std::string& path) const {
  DIR* folder = ::opendir(path.c_str());
  if (folder == nullptr) return io_error(path, errno);
  return read_entries(folder);
}

Result<std::vector<FolderEntry>> DiskFileSystem::load_folder_below(const std::string& root,
                                                                   const std::string& path) const {
  const Descriptor base(::open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!base) return io_error(root, errno);
  const int number =
      open_below(base, path.empty() ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (number < 0) return io_error(path, errno);
  DIR* folder = ::fdopendir(number);
  if (folder == nullptr) {
    ::close(number);
    return io_error(path, errno);
  }
  return read_entries(folder);
}

Result<FileKind> DiskFileSystem::kind(const std::string& path) const {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return io_error(path, errno);
  return kind_of(status.st_mode);
}

Result<void> DiskFileSystem::write_file(const std::string& path, std::string_view bytes) {
  std::string temporary = path + ".XXXXXX";
  const Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
  if (!file) return io_error(path, errno);
  Result<void> written = write_all(file, path, bytes);
  if (written && ::fchmod(file.number(), 0644) != 0) written = io_error(path, errno);
  if (written && ::rename(temporary.c_str(), path.c_str()) != 0) written = io_error(path, errno);
  if (!written) ::unlink(temporary.c_str());
  return written;
}

Result<void> DiskFileSystem::append_file(const std::string& path, std::string_view bytes) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
  if (!file) return io_error(path, errno);
  return write_all(file, path, bytes);
}

Result<void> DiskFileSystem::make_folder(const std::string& path) {
  if (::mkdir(path.c_str(), 0755) == 0) return {};
  const int number = errno;
  const Result<FileKind> there = kind(path);
  if (there && there.value() == FileKind::Folder) return {};
  return io_error(path, number);
}

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return ".";
  return slash == 0 ? "/" : std::string(path.substr(0, slash));
}

std::string_view file_name_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string extension_of(std::string_view path) {
  const std::string_view name = file_name_of(path);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  return ascii_lower(name.substr(dot + 1));
}

std::string join_path(std::string_view folder, std::string_view name) {
  std::string path(folder);
  if (!path.empty() && path.back() != '/') path += '/';
  path += name;
  return path;
}

}  // namespace banxin
