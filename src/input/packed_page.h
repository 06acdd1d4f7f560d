#pragma once
// A page that came as one file with all that it shows: MHTML, Safari's web archive, SingleFileZ.
// They are known by their bytes, under any name.
#include "base/file_system.h"
#include "base/result.h"
#include "input/source.h"

namespace banxin::input {

// Puts the page itself in place of page.bytes, and what came with it into page.parts. The page is
// the part that the multipart names as its start, else the first of HTML; the others are what its
// frames show. Anything else is left as it is. Unusable for an archive without a page.
Result<void> unpack_page(SourcePage& page, const SourceOptions& options, const FileSystem& files);

}  // namespace banxin::input
