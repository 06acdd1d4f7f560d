#pragma once
// Container: the ZIP file of an EPUB (OCF 3.3 §4.2): `mimetype` first and stored, no extra fields,
// one fixed time, so that equal contents give equal bytes.
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace banxin::epub {

enum class Compression : std::uint8_t { Deflated, Stored };

struct Entry {
  std::string name;
  std::string_view bytes;  // must live until write_container() returns
  Compression compression = Compression::Deflated;
};

// The whole file. `level` is zlib's, 1 to 9. Errors: IoFailed when memory or the library fails.
Result<std::string> write_container(const std::vector<Entry>& entries, int level);

}  // namespace banxin::epub
