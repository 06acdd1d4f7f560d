#include "input/resources.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "input/encoding.h"
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

// The same name in other eyes: Unicode's compatible normal form without case.
std::string folded(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) return ascii_lower(name);
  std::string out;
  normalizer->normalize(icu::UnicodeString::fromUTF8(name), status).toUTF8String(out);
  return out;
}

constexpr std::array kOldEncodings{Encoding::Gbk, Encoding::Big5, Encoding::ShiftJis,
                                   Encoding::EucKr};

// What a name's bytes may say: itself, and what they were in the encodings of the time before.
std::vector<std::string> readings_of(std::string_view name) {
  std::vector<std::string> readings{folded(std::string(name))};
  const bool is_foreign = std::any_of(name.begin(), name.end(),
                                      [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  for (std::size_t i = 0; is_foreign && i < kOldEncodings.size(); ++i) {
    std::string text = decode_as(kOldEncodings[i], std::string(name)).text;
    if (text.find("\xEF\xBF\xBD") == std::string::npos) readings.push_back(folded(text));
  }
  return readings;
}

}  // namespace

// What the folders below the root hold, by all that their entries' names may say.
struct Resources::Listings {
  using Names = std::unordered_map<std::string, std::string>;
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
  decoded_.emplace(decode_percent(name), name);
  parts_.emplace(std::move(name), std::move(bytes));
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
  return Error{ErrorCode::NotFound, std::string(url.substr(0, 200)),
               "the archive has no such part"};
}

// The file that `path` means though no file has just this name; "" for none.
std::string Resources::find_alike(std::string_view path) const {
  const std::lock_guard<std::mutex> guard(listings_->lock);
  std::string found;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const auto [listing, is_new] = listings_->folders.try_emplace(found);
    Listings::Names& names = listing->second;
    if (is_new) {
      const Result<std::vector<FolderEntry>> entries = files_->load_folder_below(root_, found);
      if (!entries) return {};
      for (const FolderEntry& entry : entries.value()) {
        names.emplace(entry.name, entry.name);
        for (std::string& reading : readings_of(entry.name))
          names.emplace(std::move(reading), entry.name);
      }
    }
    const std::string part(path.substr(0, end));
    auto name = names.find(part);
    if (name == names.end()) {
      for (const std::string& reading : readings_of(part)) {
        name = names.find(reading);
        if (name != names.end()) break;
      }
    }
    if (name == names.end()) return {};
    if (!found.empty()) found += '/';
    found += name->second;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return found;
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
    if (bytes) return Resource{std::move(bytes).value(), std::move(name)};
    if (bytes.error().code != ErrorCode::NotFound) return std::move(bytes).error();
  }
  for (const std::string& name : names) {
    // A file may carry the escapes themselves in its name.
    const std::string raw = folder_of(base) == "."
                                ? std::string(without_fragment(url))
                                : join_path(folder_of(base), without_fragment(url));
    for (const std::string_view meant : {std::string_view(name), std::string_view(raw)}) {
      std::string alike = find_alike(meant);
      if (alike.empty()) continue;
      Result<std::string> bytes = files_->load_below(root_, alike, limit_);
      if (bytes) return Resource{std::move(bytes).value(), std::move(alike)};
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
