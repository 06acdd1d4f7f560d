#pragma once
// What a caller can ask of an EPUB.
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/limits.h"
#include "book/publication.h"
#include "font/font_set.h"

namespace banxin::epub {

// Which fonts the book carries: none; only glyphs that readers lack (Ext-B and later, private use);
// those of all of its text.
enum class FontEmbedding : std::uint8_t { None, Rare, Subset };
enum class Obfuscation : std::uint8_t { None, Idpf };
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
  int compression = 2;                   // libdeflate's level: 6 takes 70 % longer for 2.5 % less
  FontEmbedding embedding = FontEmbedding::Rare;
  Obfuscation obfuscation = Obfuscation::None;
  // Called when fonts are needed and not before: opening them takes longer than writing a page.
  std::function<font::FontSet*()> load_fonts;
  // The bytes of a picture, called when the book has no cover of its own and wants one drawn.
  std::function<Result<std::string>()> draw_cover;
  int longest_picture_side = 2048;  // px; larger pictures are scaled down
  int jpeg_quality = 85;
  Limits limits;
};

}  // namespace banxin::epub
