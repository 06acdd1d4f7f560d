#pragma once
// Fonts inside the book: the faces that the book's text needs, cut down to its characters.
#include <string>
#include <string_view>
#include <vector>

#include "epub/content.h"
#include "epub/options.h"

namespace banxin::epub {

struct EmbeddedFont {
  std::string name;  // font-1.otf
  std::string media_type;
  std::string bytes;
};

struct EmbeddedFonts {
  std::vector<EmbeddedFont> fonts;
  std::string css;  // @font-face rules and the rules that use them, for the end of style.css
};

// FontEmbedding::Rare: only for characters beyond the Basic Multilingual Plane's Han (Ext-B and
// later) and of private use that an installed face has. Subset: the serif faces of the book's
// language, upright, for all of its text. Needs options.load_fonts.
EmbeddedFonts embed_fonts(const book::Publication& publication,
                          const BookContent& content,
                          const EpubOptions& options);

// EPUB 3.3 §4.3.6: the first 1,040 bytes of a font mixed with a key made of the identifier. Twice
// gives the font back.
void obfuscate_font(std::string& bytes, std::string_view identifier);

}  // namespace banxin::epub
