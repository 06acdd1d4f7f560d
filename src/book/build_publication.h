#pragma once
// build_publication: pages in reading order → Publication. Finds titles, parts and front and back
// matter, makes the contents, resolves the links between pages, finds notes, chooses the cover.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "book/publication.h"

namespace banxin::book {

struct InputPage {
  std::unique_ptr<dom::Document> document;
  dom::Node* content = nullptr;        // null: the document's body
  std::vector<std::string> addresses;  // its own, on the web (page_addresses.h)
  std::string source_path;             // as links of other pages name it, below the common folder
  Metadata metadata;                   // of this page (article/metadata.h); fields may be empty
  std::string title;                   // overrides what the page's headings say (book.toml)
  std::optional<Matter> matter;        // unset: found from the title (序, 附录…)
  std::string part;          // the part this page opens or belongs to (book.toml), may be empty
  bool is_contents = false;  // a list of the others: front matter, whose headings are theirs
  std::vector<JoinedPage> joined;
};

// Two-valued in spirit, named for the reader of a call.
enum class ContentsFrom : std::uint8_t { Auto, Titles, None };
enum class SectionNumbers : std::uint8_t { AsWritten, Added };
enum class CoverChoice : std::uint8_t { Auto, File, Draw, None };

struct BookOptions {
  Metadata metadata;  // of the command line and book.toml: wins over the pages'
  ContentsFrom contents = ContentsFrom::Auto;
  int contents_depth = 3;  // levels of the contents tree, parts included
  SectionNumbers section_numbers = SectionNumbers::AsWritten;
  CoverChoice cover = CoverChoice::Auto;
  std::string cover_bytes;  // for CoverChoice::File
  std::optional<WritingMode> writing_mode;
  ResourceLoader load_resource;
};

Publication build_publication(std::vector<InputPage> pages,
                              const BookOptions& options,
                              Diagnostics& diagnostics);

}  // namespace banxin::book
