#pragma once
// The one gate through which every resource of a page comes: pictures, sheets, fonts, included
// files. What it lets in: data: URLs, files below the root, and the parts of the archive that the
// page came in. Everything else is refused by name and never fetched: there is no other scheme.
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/file_system.h"
#include "base/limits.h"
#include "base/result.h"

namespace banxin::input {

struct Resource {
  std::string bytes;
  // The name under which the gate knows it: two references to one file have the same name. A path
  // relative to the root, an archive's entry, or "data:" and a hash of the content.
  std::string name;
};

class Resources {
 public:
  // `root` is the folder below which files may be read; "" allows none.
  Resources(const FileSystem& files, std::string root, const Limits& limits)
      : files_(&files), root_(std::move(root)), limit_(limits.resource_bytes) {}

  // Parts of an archive (MHTML, zip), by entry name or by the URL that they were saved from. With
  // parts, nothing is read from the disk.
  void add_part(std::string name, std::string bytes);
  bool has_parts() const { return !parts_.empty(); }

  // Resolves `url`, as written in the file called `base` (a name of this gate, as Resource::name).
  // Errors: Refused (another scheme, a way out of the root), NotFound, LimitExceeded, Unusable.
  Result<Resource> load(std::string_view url, std::string_view base) const;

 private:
  Result<Resource> load_part(std::string_view url, std::string_view base) const;

  const FileSystem* files_;
  std::string root_;
  std::size_t limit_;
  std::map<std::string, std::string, std::less<>> parts_;
};

// The scheme of a URL in lower case, "" for a relative reference (RFC 3986 §3.1). Blanks and
// control characters that browsers strip are stripped first (URL Standard §4.1).
std::string url_scheme(std::string_view url);

// `url` (relative, without its query and fragment, percent-decoded) against `base`, with `.` and
// `..` resolved; "" when it leads above the root.
std::string resolve_path(std::string_view url, std::string_view base);

}  // namespace banxin::input
