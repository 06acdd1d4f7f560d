#include "epub/container.h"

#include <zip.h>

#include <cstring>

namespace banxin::epub {
namespace {

// 1980-01-01 00:00, ZIP's own beginning of time: independent of the clock and the time zone.
constexpr zip_uint16_t kDosDate = (0U << 9U) | (1U << 5U) | 1U;

Error failed(std::string_view what) {
  return {ErrorCode::IoFailed, "EPUB container", std::string(what)};
}

bool add_entry(zip_t* archive, const Entry& entry, int level) {
  zip_source_t* source = zip_source_buffer(archive, entry.bytes.data(), entry.bytes.size(), 0);
  if (source == nullptr) return false;
  const zip_int64_t index = zip_file_add(archive, entry.name.c_str(), source, ZIP_FL_ENC_GUESS);
  if (index < 0) {
    zip_source_free(source);
    return false;
  }
  const auto at = static_cast<zip_uint64_t>(index);
  const bool stored = entry.compression == Compression::Stored;
  return zip_set_file_compression(archive, at, stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE,
                                  stored ? 0 : static_cast<zip_uint32_t>(level)) == 0 &&
         zip_file_set_dostime(archive, at, 0, kDosDate, 0) == 0;
}

Result<std::string> read_back(zip_source_t* target) {
  std::string out;
  zip_stat_t status;
  zip_stat_init(&status);
  if (zip_source_stat(target, &status) != 0 || zip_source_open(target) != 0) {
    return failed("the finished container cannot be read back");
  }
  out.resize(status.size);
  const zip_int64_t got = zip_source_read(target, out.data(), out.size());
  zip_source_close(target);
  if (got < 0 || static_cast<std::size_t>(got) != out.size()) {
    return failed("the finished container cannot be read back");
  }
  return out;
}

}  // namespace

Result<std::string> write_container(const std::vector<Entry>& entries, int level) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  if (target == nullptr) return failed(zip_error_strerror(&error));
  // Kept past the closing of the archive, which frees its own hold.
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  if (archive == nullptr) {
    zip_source_free(target);
    zip_source_free(target);
    return failed(zip_error_strerror(&error));
  }
  for (const Entry& entry : entries) {
    if (add_entry(archive, entry, level)) continue;
    const std::string why = zip_strerror(archive);
    zip_discard(archive);
    zip_source_free(target);
    return failed(why);
  }
  if (zip_close(archive) != 0) {
    const std::string why = zip_strerror(archive);
    zip_discard(archive);
    zip_source_free(target);
    return failed(why);
  }
  Result<std::string> bytes = read_back(target);
  zip_source_free(target);
  return bytes;
}

}  // namespace banxin::epub
