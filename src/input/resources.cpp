#include "input/resources.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <mutex>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"
#include "input/file_names.h"
#include "input/transfer_encoding.h"

namespace banxin::input {
namespace {

std::string hex(std::uint64_t number) {
  std::array<char, 16> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16).ptr;
  return {digits.data(), end};
}

std::uint64_t content_hash(std::string_view bytes) {
  std::uint64_t value = 14695981039346656037ULL;
  for (const char c : bytes)
    value = (value ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return value;
}

// RFC 2397: data:[<mediatype>][;base64],<data>
Result<Resource> load_data_url(std::string_view url, std::size_t limit) {
  const std::size_t comma = url.find(',');
  if (comma == std::string_view::npos) {
    return Error{ErrorCode::Unusable, std::string(url.substr(0, 40)),
                 "a data: URL without a comma"};
  }
  if (url.size() / 4 * 3 > limit + 64) {
    return Error{ErrorCode::LimitExceeded, std::string(url.substr(0, 40)),
                 "it is longer than the limit"};
  }
  std::string header;
  for (const char c : url.substr(0, comma))
    header += ascii_lower(c);
  while (!header.empty() && header.back() == ' ')
    header.pop_back();
  const std::string decoded = decode_percent(url.substr(comma + 1));
  Resource resource;
  resource.bytes = header.ends_with(";base64") ? decode_base64(decoded) : decoded;
  resource.name = "data:" + hex(content_hash(resource.bytes));
  return resource;
}

std::string_view without_fragment(std::string_view url) {
  return url.substr(0, url.find('#'));
}

Error refused(std::string_view url, std::string_view why) {
  return {ErrorCode::Refused, std::string(url.substr(0, 200)), std::string(why)};
}

}  // namespace

// What the folders below the root hold, by all that their entries' names may say.
struct Resources::Listings {
  std::mutex lock;
  std::unordered_map<std::string, Names> folders;
};

Resources::Resources(const FileSystem& files, std::string root, const Limits& limits)
    : files_(&files),
      root_(std::move(root)),
      limit_(limits.resource_bytes),
      listings_(std::make_unique<Listings>()) {}
Resources::Resources(Resources&&) noexcept = default;
Resources& Resources::operator=(Resources&&) noexcept = default;
Resources::~Resources() = default;

void Resources::add_part(std::string name, std::string bytes) {
  if (name.empty()) return;
  const std::string decoded = decode_percent(name);
  folded_.emplace(folded_name(decoded), name);
  decoded_.emplace(decoded, name);
  parts_.emplace(std::move(name), std::move(bytes));
}

const std::string* Resources::find_part(std::string_view name) const {
  const auto found = parts_.find(name);
  return found == parts_.end() ? nullptr : &found->second;
}

std::optional<std::string> Resources::stored_name(std::string_view path) const {
  const std::optional<FileName> found = find_alike(path);
  return found ? std::optional(found->stored) : std::nullopt;
}

// Of a file that was opened under its stored name.
std::string Resources::name_of(const std::string& stored) const {
  if (is_valid_utf8(stored)) return readable_name(stored, {});
  const std::optional<FileName> found = find_alike(stored);
  return found ? found->name : readable_name(stored, name_encoding_);
}

Result<Resource> Resources::load_part(std::string_view url, std::string_view base) const {
  const std::string_view exact = without_fragment(url);
  const std::string resolved = resolve_path(url, base);
  const std::string absolute = resolve_url(url, base);
  const bool leads_out =
      resolved.empty() && url_scheme(url).empty() && url_scheme(base).empty() && !exact.empty();
  if (leads_out) return refused(url, "it leads out of the archive");
  const std::string from_root = url.starts_with('/') ? resolve_path(url, {}) : std::string{};
  for (const std::string_view name : {url, exact, std::string_view(resolved),
                                      std::string_view(absolute), std::string_view(from_root)}) {
    auto found = parts_.find(name);
    if (found == parts_.end() && !name.empty()) {
      const auto decoded = decoded_.find(decode_percent(name));
      if (decoded != decoded_.end()) found = parts_.find(decoded->second);
    }
    if (found != parts_.end()) return Resource{found->second, found->first};
  }
  if (const std::size_t query = exact.find('?'); query != std::string_view::npos && query > 0) {
    return load_part(exact.substr(0, query), base);
  }
  for (const std::string& reading : readings_of_name(resolved)) {
    const auto alike = folded_.find(reading);
    if (!reading.empty() && alike != folded_.end())
      return Resource{parts_.find(alike->second)->second, alike->second};
  }
  return Error{ErrorCode::NotFound, std::string(url.substr(0, 200)),
               "the archive has no such part"};
}

// The file that `path` means though no file may have just this name.
std::optional<Resources::FileName> Resources::find_alike(std::string_view path) const {
  const std::lock_guard<std::mutex> guard(listings_->lock);
  FileName found;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const auto [listing, is_new] = listings_->folders.try_emplace(found.stored);
    Names& names = listing->second;
    if (is_new) names = list_names(found.stored);
    const std::string part(path.substr(0, end));
    auto name = names.find(part);
    if (name == names.end()) {
      for (const std::string& reading : readings_of_name(part)) {
        name = names.find(reading);
        if (name != names.end()) break;
      }
    }
    if (name == names.end()) return std::nullopt;
    for (const auto& [whole, entry] : {std::pair{&found.stored, &name->second.stored},
                                       std::pair{&found.name, &name->second.name}}) {
      if (!whole->empty()) *whole += '/';
      *whole += *entry;
    }
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return found;
}

// All that the names in one folder may say; a name that is just so comes before those alike.
Resources::Names Resources::list_names(const std::string& folder) const {
  Names names;
  const Result<std::vector<FolderEntry>> entries = files_->load_folder_below(root_, folder);
  if (!entries) return names;
  std::vector<std::string_view> all;
  for (const FolderEntry& entry : entries.value())
    all.push_back(entry.name);
  const std::optional<Encoding> encoding = name_encoding_ ? name_encoding_ : encoding_of_names(all);
  std::vector<FileName> found;
  for (const FolderEntry& entry : entries.value()) {
    found.push_back({entry.name, readable_name(entry.name, encoding)});
    names.emplace(entry.name, found.back());
  }
  for (const FileName& file : found) {
    names.emplace(file.name, file);
    names.emplace(folded_name(file.name), file);
  }
  for (const FileName& file : found) {
    for (std::string& reading : readings_of_name(file.stored))
      names.emplace(std::move(reading), file);
  }
  return names;
}

Result<Resource> Resources::load_file(std::string_view url, std::string_view base) const {
  // A file saved under a name with a question mark is meant first; else the query is no part of it.
  std::vector<std::string> names{resolve_path(url, base)};
  if (names.front().empty() || names.front().find('\0') != std::string::npos) {
    return refused(url, "it leads out of the input's folder");
  }
  if (const std::size_t query = url.find('?'); query != std::string_view::npos) {
    names.push_back(resolve_path(url.substr(0, query), base));
    if (names.back().empty()) return refused(url, "it leads out of the input's folder");
  }
  for (std::string& name : names) {
    Result<std::string> bytes = files_->load_below(root_, name, limit_);
    if (bytes) return Resource{std::move(bytes).value(), name_of(name)};
    if (bytes.error().code != ErrorCode::NotFound) return std::move(bytes).error();
  }
  for (const std::string& name : names) {
    // A file may carry the escapes themselves in its name.
    const std::string raw = folder_of(base) == "."
                                ? std::string(without_fragment(url))
                                : join_path(folder_of(base), without_fragment(url));
    for (const std::string_view meant : {std::string_view(name), std::string_view(raw)}) {
      std::optional<FileName> alike = find_alike(meant);
      if (!alike) continue;
      Result<std::string> bytes = files_->load_below(root_, alike->stored, limit_);
      if (bytes) return Resource{std::move(bytes).value(), std::move(alike->name)};
    }
  }
  return Error{ErrorCode::NotFound, names.front(), "there is no such file"};
}

Result<Resource> Resources::load(std::string_view raw_url, std::string_view base) const {
  const std::string url = strip_url(raw_url);
  const std::string scheme = url_scheme(url);
  if (scheme == "data") return load_data_url(url, limit_);
  const bool names_host = url.starts_with("//") || url.starts_with("\\\\");
  if (is_archive_) {
    Result<Resource> part = load_part(url, base);
    if (part || (scheme.empty() && !names_host)) return part;
  }
  if (!scheme.empty())
    return refused(url, "only data: URLs and files below the input's folder are read");
  if (names_host) return refused(url, "it names another host");
  if (root_.empty()) return refused(url, "this input has no folder");
  if (without_fragment(url).empty()) return refused(url, "it is the page itself");
  const bool from_root = url.starts_with('/') || url.starts_with('\\');
  Result<Resource> resource = load_file(url, from_root ? std::string_view{} : base);
  if (from_root && !resource && resource.error().code == ErrorCode::NotFound) {
    return refused(url, "absolute paths are not followed");
  }
  return resource;
}

}  // namespace banxin::input
