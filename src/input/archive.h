#pragma once
// Pages that come in one file: MHTML ("save as web page, complete, single file", RFC 2557),
// Safari's web archive, and zip.
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/limits.h"
#include "base/result.h"

namespace banxin::input {

struct ArchivePart {
  std::string name;     // entry name, or Content-Location; "" where a part of MHTML has none
  std::string base;     // of MHTML: what its relative references stand against
  std::string id;       // Content-ID as a cid: URL, "" when there is none
  std::string type;     // media type in lower case, "" when not said
  std::string charset;  // of the Content-Type
  std::string bytes;
  bool is_start = false;  // MHTML says that this part is the page
};

// Brings names and bases that are not UTF-8 into it: together they say which encoding they are in.
void decode_names(std::vector<ArchivePart>& parts);

// Whether the bytes begin as a MIME message of a page does.
bool is_mhtml(std::string_view bytes);

// The parts in their order. Broken headers are passed over; a file without a boundary is Unusable.
Result<std::vector<ArchivePart>> read_mhtml(const std::string& file,
                                            std::string_view bytes,
                                            const Limits& limits);

// A property list that may be a web archive.
bool is_web_archive(std::string_view bytes);

// The page and what it shows, its frames' pages with theirs, as WebKit keeps them (WebArchive).
// Unusable for a property list of another kind, or a broken one.
Result<std::vector<ArchivePart>> read_web_archive(const std::string& file,
                                                  std::string_view bytes,
                                                  const Limits& limits);

// The zip archive that the bytes are, or that lies inside of them: SingleFileZ puts one into a page
// that shows it. Empty when there is none.
std::string_view find_zip(std::string_view bytes);

// The files in the order of the archive's directory, without folders, links and what systems leave
// in archives (__MACOSX, .DS_Store); names in UTF-8 (those of another encoding are decoded as the
// one they read best in), with slashes. Names that lead out of the archive, entries that are
// locked or damaged, and those that would unpack to more than limits.input_bytes together are
// reported and left out.
Result<std::vector<ArchivePart>> read_zip(const std::string& file,
                                          std::string_view bytes,
                                          const Limits& limits,
                                          Diagnostics& diagnostics);
// Of an archive that nobody but us wrote: an EPUB.
Result<std::vector<ArchivePart>> read_zip(const std::string& file,
                                          std::string_view bytes,
                                          const Limits& limits);

}  // namespace banxin::input
