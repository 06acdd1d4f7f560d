#pragma once
// Source: one input as the user names it (a page, a folder, a saved page, MHTML, zip, book.toml, or
// standard input), opened: its pages in reading order and the gate for their resources.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/file_system.h"
#include "base/limits.h"
#include "base/result.h"
#include "input/book_file.h"
#include "input/resources.h"

namespace banxin::input {

struct SourcePage {
  std::string file;     // for messages: the path as the user would write it
  std::string name;     // in the gate: relative to its root
  std::string charset;  // said by the transport (an MHTML part's header), "" when not
  std::string bytes;    // as they came; empty for a page that load_page() reads when it is its turn
  std::string root;     // the folder that the page lies below; "" of an archive's page
  std::string path;     // its name below the root as it is stored
  bool loaded = false;
  bool is_xml = false;  // XHTML by its name or media type
  // Of a page that is a file with all that it shows (MHTML, web archive): the gate of what came
  // along, and what the page's references stand against in it, the address that it was saved from.
  std::unique_ptr<Resources> parts;
  std::string base;
};

struct Source {
  std::vector<SourcePage> pages;
  Resources resources;
  std::optional<BookFile> book;
  std::string name;  // of the file or folder, without its extension: a title of last resort
  bool is_folder = false;
};

// Whether bytes that are an archive of pages are opened as one. Yes but for plain text.
enum class LookInside : std::uint8_t { Yes, No };

struct SourceOptions {
  std::string root;  // --root: a folder above the input, "" takes the input's own
  Limits limits;
  LookInside look_inside = LookInside::Yes;
};

// Standard input is "-", its text `standard_input`. Errors: NotFound, Unusable (nothing in it is a
// page), IoFailed, LimitExceeded.
Result<Source> open_source(const std::string& path,
                           const SourceOptions& options,
                           const FileSystem& files,
                           std::string standard_input,
                           Diagnostics& diagnostics);

// Fills page.bytes from the disk where they are not there yet. A page that came packed is unpacked.
// Unusable for what is no page at all by its first bytes: a PDF, an EPUB, a picture. What the
// server would have put in for the comments of .shtml is put in.
Result<void> load_page(SourcePage& page,
                       const SourceOptions& options,
                       const FileSystem& files,
                       Diagnostics& diagnostics);

}  // namespace banxin::input
