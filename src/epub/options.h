#pragma once
// What a caller can ask of an EPUB.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/limits.h"
#include "book/publication.h"

namespace banxin::epub {

enum class AuthorCss : std::uint8_t { Keep, Drop };

// Where a page of the PDF begins: before the byte `offset` of a text node, or before an element.
struct PageStart {
  std::string label;  // as printed: "12", "iv"
  std::uint32_t chapter = 0;
  const dom::Node* node = nullptr;  // null: the chapter's beginning
  std::size_t offset = 0;
};

struct EpubOptions {
  // Headings of this level and above begin a file. Unset: 2 for pages longer than an article.
  std::optional<int> split_level;
  AuthorCss author_css = AuthorCss::Drop;
  std::string style;             // styles/epub.css and the theme, already put together
  std::vector<PageStart> pages;  // of our PDF, in reading order
  std::string pages_source;      // what the page numbers are those of, for dc:source; may be empty
  std::string modified;          // ISO 8601 UTC, "2026-01-02T03:04:05Z"; empty: the page's own date
  std::size_t file_bytes = 200U << 10U;  // a file is closed at the next block after this many
  int compression = 5;                   // zlib's level
  int longest_picture_side = 2048;       // px; larger pictures are scaled down
  int jpeg_quality = 85;
  Limits limits;
};

}  // namespace banxin::epub
