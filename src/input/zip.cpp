#include <zip.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "base/diagnostic_ids.h"
#include "base/file_system.h"
#include "input/archive.h"

namespace banxin::input {
namespace {

struct CloseArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseEntry {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

// An entry's bytes, read until its end or one byte past the limit: a size in the directory may lie.
// What was unpacked is taken off `left`, kept or not.
Result<std::string> read_entry(zip_t* archive, zip_uint64_t index, std::size_t& left) {
  const std::unique_ptr<zip_file_t, CloseEntry> entry(zip_fopen_index(archive, index, 0));
  if (!entry) {
    const int code = zip_error_code_zip(zip_get_error(archive));
    const bool locked = code == ZIP_ER_NOPASSWD || code == ZIP_ER_WRONGPASSWD;
    return Error{
        ErrorCode::Unusable, {}, locked ? "it is locked by a password" : "it cannot be unpacked"};
  }
  std::string bytes;
  std::size_t filled = 0;
  while (true) {
    bytes.resize(filled + 65536);
    const zip_int64_t got = zip_fread(entry.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0) return Error{ErrorCode::Unusable, {}, "it is damaged"};
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
    if (filled > left) {
      left = 0;
      return Error{ErrorCode::LimitExceeded, {}, "the archive unpacks to more than the limit"};
    }
  }
  bytes.resize(filled);
  left -= filled;
  return bytes;
}

// Links of Unix lead to places, they hold no page.
bool is_link(zip_t* archive, zip_uint64_t index) {
  zip_uint8_t system = 0;
  zip_uint32_t attributes = 0;
  if (zip_file_get_external_attributes(archive, index, 0, &system, &attributes) != 0) return false;
  constexpr zip_uint32_t kKind = 0170000;
  constexpr zip_uint32_t kLink = 0120000;
  return system == ZIP_OPSYS_UNIX && ((attributes >> 16U) & kKind) == kLink;
}

// Whether an entry says that it wants to lie outside the archive's folder.
bool climbs_out(std::string_view name) {
  const std::string framed = '/' + std::string(name) + '/';
  return name.starts_with('/') || framed.find("/../") != std::string::npos;
}

// .DS_Store, ._a.html, __MACOSX/…
bool is_system_file(std::string_view name) {
  const std::string framed = '/' + std::string(name);
  return framed.find("/.") != std::string::npos || framed.find("/__MACOSX/") != std::string::npos;
}

struct Entry {
  zip_uint64_t index;
  ArchivePart part;
};

// Named and in the archive's order; nothing unpacked yet.
std::vector<Entry> list_entries(zip_t* archive) {
  std::vector<ArchivePart> parts;
  std::vector<zip_uint64_t> indices;
  const zip_int64_t count = zip_get_num_entries(archive, 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    const auto index = static_cast<zip_uint64_t>(i);
    const char* name = zip_get_name(archive, index, ZIP_FL_ENC_RAW);
    if (name == nullptr || std::string_view(name).ends_with('/')) continue;
    parts.emplace_back().name = name;
    indices.push_back(index);
  }
  // APPNOTE 4.4.17: names are UTF-8 where a flag says so. Programs of the time before, and Windows'
  // own to this day, write the system's encoding.
  decode_names(parts);
  // 4.4.17.1: slashes only. Some write backslashes all the same; after decoding they are no second
  // bytes any more.
  for (ArchivePart& part : parts)
    std::replace(part.name.begin(), part.name.end(), '\\', '/');
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < parts.size(); ++i)
    entries.push_back({indices[i], std::move(parts[i])});
  return entries;
}

std::size_t little_endian(std::string_view bytes, std::size_t at, std::size_t length) {
  std::size_t value = 0;
  for (std::size_t i = length; i > 0; --i)
    value = value << 8U | static_cast<unsigned char>(bytes[at + i - 1]);
  return value;
}

}  // namespace

// APPNOTE 4.3.16: the end of the directory says how long that is and where it begins, counted from
// the archive's first byte.
std::string_view find_zip(std::string_view bytes) {
  constexpr std::size_t kEndBytes = 22;
  constexpr std::size_t kMostComment = 65'535 + 4096;
  const std::size_t end = bytes.rfind("PK\5\6");
  if (end == std::string_view::npos || bytes.size() - end > kMostComment ||
      bytes.size() - end < kEndBytes)
    return bytes.starts_with("PK\3\4") ? bytes : std::string_view{};
  const std::size_t directory = little_endian(bytes, end + 12, 4);
  const std::size_t offset = little_endian(bytes, end + 16, 4);
  const std::size_t comment = little_endian(bytes, end + 20, 2);
  if (directory + offset > end) return bytes.starts_with("PK") ? bytes : std::string_view{};
  const std::size_t start = end - directory - offset;
  const std::size_t length = std::min(end + kEndBytes + comment, bytes.size()) - start;
  return bytes.substr(start, length);
}

Result<std::vector<ArchivePart>> read_zip(const std::string& file,
                                          std::string_view bytes,
                                          const Limits& limits,
                                          Diagnostics& diagnostics) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  const std::unique_ptr<zip_t, CloseArchive> archive(
      source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error));
  zip_error_fini(&error);
  if (!archive) {
    zip_source_free(source);
    return Error{ErrorCode::Unusable, file, "it is no zip archive, or a damaged one"};
  }
  std::vector<ArchivePart> parts;
  std::size_t left = limits.input_bytes;
  for (Entry& entry : list_entries(archive.get())) {
    std::string& name = entry.part.name;
    if (climbs_out(name) || is_link(archive.get(), entry.index)) {
      diagnostics.report(DiagnosticId::ResourceRefused, file, {}, name);
      continue;
    }
    if (is_system_file(name)) continue;
    Result<std::string> content = read_entry(archive.get(), entry.index, left);
    if (!content) {
      const std::string place = join_path(file, name);
      diagnostics.report(DiagnosticId::InputFailed, place, {}, content.error().detail);
      continue;
    }
    entry.part.bytes = std::move(content).value();
    parts.push_back(std::move(entry.part));
  }
  return parts;
}

Result<std::vector<ArchivePart>> read_zip(const std::string& file,
                                          std::string_view bytes,
                                          const Limits& limits) {
  Diagnostics ignored(0);
  return read_zip(file, bytes, limits, ignored);
}

}  // namespace banxin::input
