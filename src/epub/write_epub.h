#pragma once
// write_epub: Publication → the bytes of an EPUB 3.3 file.
#include <string>

#include "base/diagnostics.h"
#include "base/result.h"
#include "book/publication.h"
#include "epub/options.h"

namespace banxin::epub {

// What could not be kept is reported; an error is only a failure of the container (IoFailed).
Result<std::string> write_epub(const book::Publication& publication,
                               const EpubOptions& options,
                               Diagnostics& diagnostics);

}  // namespace banxin::epub
