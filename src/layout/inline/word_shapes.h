#pragma once
// WordShapes: words that were shaped before, of scripts whose letters no neighbour beyond the blank
// changes (Latin, Greek, Cyrillic, Armenian). A page of prose has a tenth as many words as places
// where they stand; of the others HarfBuzz need not be asked again.
#include <compare>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "layout/inline/shape_run.h"

namespace banxin::layout {

class WordShapes {
 public:
  // Appends what shape_with_harfbuzz() would.
  void shape(Paragraph& paragraph, const ShapedRun& run, const StretchRequest& request);

 private:
  // What a shape depends on besides the characters.
  struct Setting {
    const font::Face* face = nullptr;
    std::int32_t size = 0;
    std::uint32_t key = 0;     // the number of the style's shaping_key()
    std::uint32_t script = 0;  // HarfBuzz's
    auto operator<=>(const Setting&) const = default;
  };
  struct Shape {
    std::vector<Cluster> clusters;  // texts and glyphs counted from the word's first
    std::vector<ClusterGlyph> glyphs;
  };
  struct Hash {
    using is_transparent = void;
    // Not noexcept: libstdc++ then keeps each word's hash, and compares before it reads the word.
    std::size_t operator()(std::u32string_view word) const {
      return std::hash<std::u32string_view>()(word);
    }
  };
  using Words = std::unordered_map<std::u32string, Shape, Hash, std::equal_to<>>;

  static void append(const Shape& shape, std::uint32_t at, Paragraph& paragraph);
  static Shape copy(const Paragraph& paragraph,
                    std::uint32_t at,
                    std::size_t first_cluster,
                    std::size_t first_glyph);
  std::uint32_t key_of(const style::ComputedStyle& style, font::Region region);
  bool parts_at_blanks(const font::Face& face);

  std::map<Setting, Words> words_;
  std::size_t count_ = 0;
  std::map<const font::Face*, bool> parts_;
  std::map<std::string, std::uint32_t, std::less<>> keys_;
  std::unordered_map<const style::ComputedStyle*, std::uint32_t> key_of_style_;
};

}  // namespace banxin::layout
