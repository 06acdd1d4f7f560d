#pragma once
// archive_source: a zip of pages, opened.
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "base/result.h"
#include "input/source.h"

namespace banxin::input {

// All pages of the archive as of a folder, or those that its book.toml lists.
Result<Source> open_zip(const std::string& path,
                        std::string_view bytes,
                        const SourceOptions& options,
                        const FileSystem& files,
                        Diagnostics& diagnostics);

}  // namespace banxin::input
