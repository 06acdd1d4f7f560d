#pragma once
// The one gate through which every resource of a page comes: pictures, sheets, fonts, included
// files. What it lets in: data: URLs, files below the root, and the parts of the archive that the
// page came in. Everything else is refused by name and never fetched: there is no other scheme.
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/file_system.h"
#include "base/limits.h"
#include "base/result.h"
#include "input/encoding.h"
#include "input/url.h"

namespace banxin::input {

struct Resource {
  std::string bytes;
  // The name under which the gate knows it: two references to one file have the same name. A path
  // relative to the root, as people read it; an archive's entry; or "data:" and a hash of the
  // content.
  std::string name;
};

class Resources {
 public:
  // `root` is the folder below which files may be read; "" allows none.
  Resources(const FileSystem& files, std::string root, const Limits& limits);
  Resources(Resources&&) noexcept;
  Resources& operator=(Resources&&) noexcept;
  ~Resources();

  // The gate of an archive: nothing is read from the disk.
  void close_to_disk() { is_archive_ = true; }
  bool is_archive() const { return is_archive_; }
  // Parts of an archive (MHTML, zip), by entry name or by the URL that they were saved from.
  void add_part(std::string name, std::string bytes);
  // The part of just this name; null when there is none.
  const std::string* find_part(std::string_view name) const;
  // What the files' names that are not UTF-8 are in, where it is known of all.
  void set_name_encoding(std::optional<Encoding> encoding) { name_encoding_ = encoding; }
  // The bytes of the name, below the root, of the file that `path`, no URL, means: as load() finds
  // it. Empty where there is none.
  std::optional<std::string> stored_name(std::string_view path) const;

  // Resolves `url`, as written in the file called `base` (a name of this gate, as Resource::name).
  // A path that begins with a slash counts from the root, as on the server that the pages came
  // from. A name that differs from a file's only in case, in Unicode's normal form or in the
  // encoding that it was written in means that file where no other fits. Errors: Refused (another
  // scheme, a way out of the root), NotFound, LimitExceeded, Unusable. Safe to use from several
  // threads.
  Result<Resource> load(std::string_view url, std::string_view base) const;

 private:
  // A file's name as it is stored, and as people read it.
  struct FileName {
    std::string stored;
    std::string name;
  };
  using Names = std::unordered_map<std::string, FileName>;
  struct Listings;

  Result<Resource> load_part(std::string_view url, std::string_view base) const;
  Result<Resource> load_file(std::string_view url, std::string_view base) const;
  std::optional<FileName> find_alike(std::string_view path) const;
  Names list_names(const std::string& folder) const;
  std::string name_of(const std::string& stored) const;

  const FileSystem* files_;
  std::string root_;
  std::size_t limit_;
  bool is_archive_ = false;
  std::map<std::string, std::string, std::less<>> parts_;
  std::map<std::string, std::string, std::less<>> decoded_;  // percent-decoded names of parts
  std::map<std::string, std::string, std::less<>> folded_;   // and these without case
  std::optional<Encoding> name_encoding_;
  std::unique_ptr<Listings> listings_;
};

}  // namespace banxin::input
