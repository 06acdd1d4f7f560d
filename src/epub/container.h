#pragma once
// Container: the ZIP file of an EPUB (OCF 3.3 §4.2): `mimetype` first and stored, no extra fields,
// one fixed time, so that equal contents give equal bytes. Files are packed as they are added, and
// need not live longer.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct libdeflate_compressor;

namespace banxin::epub {

enum class Compression : std::uint8_t { Deflated, Stored };

class Container {
 public:
  // `level` is libdeflate's, 1 to 12. `mimetype` is in it already.
  explicit Container(int level);

  // `name` is ours: ASCII, with / between folders, and new.
  void add(std::string_view name, std::string_view bytes, Compression compression);

  // The whole file; nothing can be added then. Error: LimitExceeded, where ZIP's offsets end (4
  // GB).
  Result<std::string> finish() &&;

 private:
  struct FreeCompressor {
    void operator()(libdeflate_compressor* compressor) const;
  };
  void append_packed(std::string_view bytes, Compression& compression);

  std::unique_ptr<libdeflate_compressor, FreeCompressor> compressor_;
  std::string file_;
  std::string directory_;
  std::uint64_t entries_ = 0;
};

}  // namespace banxin::epub
