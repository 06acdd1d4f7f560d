#include "epub/embed_fonts.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/utf8.h"
#include "epub/sha1.h"
#include "epub/xml_text.h"
#include "font/subset.h"

namespace banxin::epub {
namespace {

bool is_rare(char32_t c) {
  return (c >= 0x20000 && c < 0x40000) || (c >= 0xE000 && c < 0xF900) || c >= 0xF0000;
}

// Han outside the plane and private use begin with EE, EF or F0 and above: most text is passed over
// byte by byte.
bool may_begin_rare(char byte) {
  return static_cast<unsigned char>(byte) >= 0xEE;
}

std::set<char32_t> characters_of(const BookContent& content, FontEmbedding which) {
  std::set<char32_t> out;
  for (const ContentFile& file : content.files) {
    const std::string_view text = file.body;
    for (std::size_t i = 0; i < text.size();) {
      if (which == FontEmbedding::Rare && !may_begin_rare(text[i])) {
        ++i;
        continue;
      }
      const DecodedCharacter c = decode_utf8(text, i);
      if (which == FontEmbedding::Subset ? c.code_point >= 0x20 : is_rare(c.code_point)) {
        out.insert(c.code_point);
      }
      i += c.length;
    }
  }
  return out;
}

class Embedder {
 public:
  Embedder(const book::Publication& publication, const EpubOptions& options, font::FontSet& fonts)
      : publication_(publication), options_(options), fonts_(fonts) {}

  EmbeddedFonts embed(const std::set<char32_t>& characters) {
    const std::string& language = publication_.metadata.language;
    font::FontStack& stack =
        fonts_.stack({{"serif"}, {false}, {}, font::region_of_language(language)});
    // By the face's number: the order of first use, the same in every run.
    std::map<std::uint32_t, std::pair<const font::Face*, std::vector<char32_t>>> by_face;
    for (const char32_t c : characters) {
      const font::Face* face = stack.face_for(c, font::Surroundings::Han);
      if (face == nullptr || face->glyph(c) == 0 || !face->is_embeddable() || face->has_colour()) {
        continue;
      }
      auto& entry = by_face[face->id()];
      entry.first = face;
      entry.second.push_back(c);
    }
    for (const auto& [id, entry] : by_face)
      add(*entry.first, entry.second);
    if (!families_.empty()) write_rules();
    return std::move(out_);
  }

 private:
  void add(const font::Face& face, const std::vector<char32_t>& characters) {
    std::vector<std::uint32_t> glyphs;
    for (const char32_t c : characters)
      glyphs.push_back(face.glyph(c));
    font::SubsetOptions subset;
    subset.numbers = font::GlyphNumbers::Renumbered;
    subset.keep_layout_tables = true;
    subset.code_points = characters;
    auto bytes = font::subset_face(face, glyphs, subset);
    if (!bytes) return;
    EmbeddedFont made;
    const bool is_cff = bytes.value().starts_with("OTTO");
    made.name = "font-";
    append_number(made.name, out_.fonts.size() + 1);
    made.name += is_cff ? ".otf" : ".ttf";
    made.media_type = is_cff ? "font/otf" : "font/ttf";
    made.bytes = std::move(bytes).value();
    std::string family = "banxin ";
    append_number(family, out_.fonts.size() + 1);
    out_.css += "@font-face { font-family: \"" + family + "\"; src: url(" + made.name + "); }\n";
    families_ += (families_.empty() ? "\"" : ", \"") + family + "\"";
    out_.fonts.push_back(std::move(made));
  }

  // Rare characters fall back to their face; a whole embedded face comes first.
  void write_rules() {
    const bool whole = options_.embedding == FontEmbedding::Subset;
    out_.css += whole ? "body { font-family: " + families_ + ", serif; }\n"
                      : "body { font-family: serif, " + families_ + "; }\n";
  }

  const book::Publication& publication_;
  const EpubOptions& options_;
  font::FontSet& fonts_;
  EmbeddedFonts out_;
  std::string families_;
};

}  // namespace

EmbeddedFonts embed_fonts(const book::Publication& publication,
                          const BookContent& content,
                          const EpubOptions& options) {
  if (options.embedding == FontEmbedding::None || !options.load_fonts) return {};
  const std::set<char32_t> characters = characters_of(content, options.embedding);
  if (characters.empty()) return {};
  font::FontSet* fonts = options.load_fonts();
  if (fonts == nullptr) return {};
  return Embedder(publication, options, *fonts).embed(characters);
}

void obfuscate_font(std::string& bytes, std::string_view identifier) {
  Sha1 hash;
  for (const char c : identifier) {
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') hash.add({&c, 1});
  }
  const Sha1::Digest key = hash.finish();
  constexpr std::size_t kObfuscated = 1040;
  for (std::size_t i = 0; i < std::min(bytes.size(), kObfuscated); ++i) {
    bytes[i] = static_cast<char>(static_cast<unsigned char>(bytes[i]) ^ key[i % key.size()]);
  }
}

}  // namespace banxin::epub
