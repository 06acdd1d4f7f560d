#include <zip.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "base/utf8.h"
#include "input/archive.h"
#include "input/detect.h"

namespace banxin::input {
namespace {

struct CloseArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseEntry {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

// An entry's bytes, read until its end or one byte past the limit: a size in the directory may lie.
Result<std::string> read_entry(zip_t* archive,
                               zip_uint64_t index,
                               const std::string& name,
                               std::size_t limit) {
  const std::unique_ptr<zip_file_t, CloseEntry> entry(zip_fopen_index(archive, index, 0));
  if (!entry)
    return Error{ErrorCode::Unusable, name, "this entry of the archive cannot be unpacked"};
  std::string bytes;
  std::size_t filled = 0;
  while (true) {
    bytes.resize(filled + 65536);
    const zip_int64_t got = zip_fread(entry.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0) return Error{ErrorCode::Unusable, name, "this entry of the archive is damaged"};
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
    if (filled > limit)
      return Error{ErrorCode::LimitExceeded, name, "the archive unpacks to more than the limit"};
  }
  bytes.resize(filled);
  return bytes;
}

// APPNOTE 4.4.17: names are UTF-8 where a flag says so. Programs of the time before, and Windows'
// own to this day, write the system's encoding: the names together say which.
void decode_names(std::vector<ArchivePart>& parts) {
  std::string foreign;
  for (const ArchivePart& part : parts) {
    if (!is_valid_utf8(part.name)) foreign.append(part.name).append("\n");
  }
  if (!foreign.empty()) {
    const Encoding encoding = detect_encoding(foreign, {}).encoding;
    for (ArchivePart& part : parts) {
      if (!is_valid_utf8(part.name)) part.name = decode_as(encoding, std::move(part.name)).text;
    }
  }
  // 4.4.17.1: slashes only. Some write backslashes all the same; after decoding they are no second
  // bytes any more.
  for (ArchivePart& part : parts)
    std::replace(part.name.begin(), part.name.end(), '\\', '/');
}

}  // namespace

Result<std::vector<ArchivePart>> read_zip(const std::string& file,
                                          const std::string& bytes,
                                          const Limits& limits) {
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
  const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    const auto index = static_cast<zip_uint64_t>(i);
    const char* name = zip_get_name(archive.get(), index, ZIP_FL_ENC_RAW);
    if (name == nullptr || std::string_view(name).ends_with('/')) continue;
    Result<std::string> content = read_entry(archive.get(), index, name, left);
    if (!content) return std::move(content).error();
    left -= content.value().size();
    ArchivePart part;
    part.name = name;
    part.bytes = std::move(content).value();
    parts.push_back(std::move(part));
  }
  decode_names(parts);
  return parts;
}

}  // namespace banxin::input
