#pragma once
// Pages that come in one file: MHTML ("save as web page, complete, single file", RFC 2557) and zip.
#include <string>
#include <vector>

#include "base/limits.h"
#include "base/result.h"

namespace banxin::input {

struct ArchivePart {
  std::string name;     // entry name, or Content-Location
  std::string id;       // Content-ID as a cid: URL, "" when there is none
  std::string type;     // media type in lower case, "" when not said
  std::string charset;  // of the Content-Type
  std::string bytes;
};

// The parts in their order. Broken headers are passed over; a file without a boundary is Unusable.
Result<std::vector<ArchivePart>> read_mhtml(const std::string& file,
                                            const std::string& bytes,
                                            const Limits& limits);

// The files in the order of the archive's directory, folders left out; names in UTF-8 (those of
// another encoding are decoded as the one they read best in), with slashes. LimitExceeded when they
// would take more than limits.input_bytes together, unpacked.
Result<std::vector<ArchivePart>> read_zip(const std::string& file,
                                          const std::string& bytes,
                                          const Limits& limits);

}  // namespace banxin::input
