#pragma once
// GlyphUsage: which glyphs of each face a document uses, and for which text. A glyph may stand for
// several texts (a CJK font draws the radical ⼀ and the ideograph 一 with one glyph), but in a PDF
// font's ToUnicode a glyph has one. So each further text of a glyph goes to another layer: one more
// font of the same face, with few glyphs. Copying then gives back the very characters in every
// reader, without ActualText, which half of them ignore.
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace banxin::font {
class Face;
}

namespace banxin::pdf {

class FaceUsage {
 public:
  // The layer in which `glyph` stands for `text`; marks it used there.
  std::uint32_t use(std::uint32_t glyph, std::string_view text);
  // Of a glyph and text already used.
  std::uint32_t layer_of(std::uint32_t glyph, std::string_view text) const;
  // Used as a shape, or as a part of a cluster of several glyphs.
  void use_as_shape(std::uint32_t glyph);

  std::uint32_t layer_count() const { return layer_count_; }
  // Ascending.
  std::vector<std::uint32_t> glyphs(std::uint32_t layer) const;

 private:
  // What a glyph stands for in layer 0: a character, or one of these.
  static constexpr std::uint32_t kUnused = 0xFFFFFFFF;
  static constexpr std::uint32_t kShape = 0xFFFFFFFE;
  static constexpr std::uint32_t kString = 0xFFFFFFFD;  // in strings_
  static constexpr std::uint32_t kMostLayers = 6;
  std::uint32_t& first(std::uint32_t glyph);

  std::vector<std::uint32_t> first_;  // by glyph
  std::map<std::pair<std::uint32_t, std::string>, std::uint32_t, std::less<>> layers_;
  std::unordered_map<std::uint32_t, std::uint32_t> next_layer_;  // by glyph, where it has several
  std::uint32_t layer_count_ = 1;
};

class GlyphUsage {
 public:
  FaceUsage& face(const font::Face& face);
  // In order of first use.
  struct Entry {
    const font::Face* face = nullptr;
    FaceUsage usage;
  };
  std::vector<Entry>& entries() { return entries_; }
  // Null when the face is not used.
  const FaceUsage* find(const font::Face& face) const;

 private:
  std::vector<Entry> entries_;
  std::unordered_map<const font::Face*, std::size_t> index_;
};

// The texts of glyphs that are drawn as pictures, numbered: their glyphs in the blank font.
class BlankText {
 public:
  std::uint32_t number(std::string_view text);      // from 1; past 65 534 texts the last one again
  std::uint32_t find(std::string_view text) const;  // 0 when it has none
  std::size_t size() const { return numbers_.size(); }

 private:
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
};

}  // namespace banxin::pdf
