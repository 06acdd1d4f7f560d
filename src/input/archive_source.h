#pragma once
// archive_source: pages that come in one file with all that they show (MHTML, zip), opened.
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "base/result.h"
#include "input/source.h"

namespace banxin::input {

// The page is the part that the multipart names as its start, else the first of HTML; the others
// are what its frames show.
Result<Source> open_mhtml(const std::string& path,
                          std::string_view bytes,
                          const SourceOptions& options,
                          const FileSystem& files);

// All pages of the archive as of a folder, or those that its book.toml lists.
Result<Source> open_zip(const std::string& path,
                        std::string_view bytes,
                        const SourceOptions& options,
                        const FileSystem& files,
                        Diagnostics& diagnostics);

}  // namespace banxin::input
