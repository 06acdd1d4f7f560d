#include "epub/container.h"

#include <libdeflate.h>

#include "base/assert.h"

// PKWARE's APPNOTE.TXT 6.3: §4.3.7 local file header, §4.3.12 central directory, §4.3.14–16 its
// end, with ZIP64's where a book has more files than 16 bits count.
namespace banxin::epub {
namespace {

constexpr std::uint64_t kMost32 = 0xFFFFFFFF;
constexpr std::uint64_t kMost16 = 0xFFFF;
// 1980-01-01 00:00, ZIP's own beginning of time: independent of the clock and the time zone.
constexpr std::uint16_t kDosDate = (0U << 9U) | (1U << 5U) | 1U;
constexpr std::uint16_t kUnix = 3U << 8U;                            // what the attributes mean
constexpr std::uint32_t kPlainFile = std::uint32_t{0100644} << 16U;  // S_IFREG, rw-r--r--
constexpr std::uint16_t kVersionStored = 10;
constexpr std::uint16_t kVersionDeflated = 20;
constexpr std::uint16_t kVersionZip64 = 45;

void append_little(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i)
    out += static_cast<char>(value >> (8 * i) & 0xFFU);
}
void append16(std::string& out, std::uint64_t value) {
  append_little(out, value, 2);
}
void append32(std::string& out, std::uint64_t value) {
  append_little(out, value, 4);
}
void append64(std::string& out, std::uint64_t value) {
  append_little(out, value, 8);
}

struct FileFacts {
  Compression compression;
  std::uint32_t crc;
  std::uint64_t packed;
  std::uint64_t size;
  std::size_t name;  // bytes of it
};

// What the local header and the central directory say alike.
std::string facts_of(const FileFacts& facts) {
  const bool stored = facts.compression == Compression::Stored;
  std::string out;
  append16(out, stored ? kVersionStored : kVersionDeflated);
  append16(out, 0);               // flags: the names are ASCII
  append16(out, stored ? 0 : 8);  // method
  append16(out, 0);               // time
  append16(out, kDosDate);
  append32(out, facts.crc);
  append32(out, facts.packed);
  append32(out, facts.size);
  append16(out, facts.name);
  append16(out, 0);  // no extra field
  return out;
}

constexpr std::size_t kHeaderSize = 30;

void append_end64(std::string& out, std::uint64_t entries, std::uint64_t start) {
  const std::uint64_t end = out.size();
  append32(out, 0x06064B50);
  append64(out, 44);  // what follows of this record
  append16(out, kUnix | kVersionZip64);
  append16(out, kVersionZip64);
  append32(out, 0);  // disks
  append32(out, 0);
  append64(out, entries);
  append64(out, entries);
  append64(out, end - start);
  append64(out, start);
  append32(out, 0x07064B50);
  append32(out, 0);
  append64(out, end);
  append32(out, 1);
}

}  // namespace

void Container::FreeCompressor::operator()(libdeflate_compressor* compressor) const {
  libdeflate_free_compressor(compressor);
}

Container::Container(int level) : compressor_(libdeflate_alloc_compressor(level)) {
  BANXIN_ASSERT(compressor_ != nullptr, "the level is one of libdeflate's, and there is memory");
  add("mimetype", "application/epub+zip", Compression::Stored);
}

void Container::append_packed(std::string_view bytes, Compression& compression) {
  if (compression == Compression::Deflated) {
    const std::size_t start = file_.size();
    // What does not become smaller is stored.
    file_.resize(start + bytes.size());
    const std::size_t packed = libdeflate_deflate_compress(
        compressor_.get(), bytes.data(), bytes.size(), file_.data() + start, bytes.size());
    file_.resize(start + packed);
    if (packed > 0) return;
    compression = Compression::Stored;
  }
  file_ += bytes;
}

void Container::add(std::string_view name, std::string_view bytes, Compression compression) {
  const std::size_t start = file_.size();
  file_.append(kHeaderSize, '\0');
  file_ += name;
  const std::size_t from = file_.size();
  append_packed(bytes, compression);
  const std::uint32_t crc = libdeflate_crc32(0, bytes.data(), bytes.size());
  const std::string facts =
      facts_of({compression, crc, file_.size() - from, bytes.size(), name.size()});
  std::string signature;
  append32(signature, 0x04034B50);
  file_.replace(start, kHeaderSize, signature + facts);

  append32(directory_, 0x02014B50);
  append16(directory_, kUnix | kVersionDeflated);
  directory_ += facts;
  append16(directory_, 0);  // no comment
  append16(directory_, 0);  // disk
  append16(directory_, 0);  // internal attributes
  append32(directory_, kPlainFile);
  append32(directory_, start);
  directory_ += name;
  ++entries_;
}

Result<std::string> Container::finish() && {
  const std::uint64_t start = file_.size();
  file_ += directory_;
  directory_ = std::string();
  if (file_.size() >= kMost32) {
    return Error{ErrorCode::LimitExceeded, "EPUB container",
                 "the book has 4 GB, and a ZIP file ends there (scale its pictures down)"};
  }
  const std::uint64_t size = file_.size() - start;
  const bool many = entries_ >= kMost16;
  if (many) append_end64(file_, entries_, start);
  append32(file_, 0x06054B50);
  append16(file_, 0);  // disks
  append16(file_, 0);
  append16(file_, many ? kMost16 : entries_);
  append16(file_, many ? kMost16 : entries_);
  append32(file_, size);
  append32(file_, start);
  append16(file_, 0);  // no comment
  return std::move(file_);
}

}  // namespace banxin::epub
