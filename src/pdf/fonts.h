#pragma once
// Fonts: the faces of a document as Cairo draws them. For a PDF each is a subset of the glyphs used
// (GlyphUsage), since Cairo copies a whole font file for each document; for pictures, the face
// itself.
#include <cairo.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostics.h"
#include "pdf/glyph_usage.h"

namespace banxin::pdf {

struct DestroyFontFace {
  void operator()(cairo_font_face_t* face) const { cairo_font_face_destroy(face); }
};
using FontFace = std::unique_ptr<cairo_font_face_t, DestroyFontFace>;

class Fonts {
 public:
  // Whole faces.
  Fonts() = default;
  // Subsets. What cannot be cut is used whole; what Cairo cannot load is reported and not drawn.
  Fonts(GlyphUsage& usage, const BlankText& blank, Diagnostics& diagnostics);

  // Null when the face cannot be used.
  cairo_font_face_t* face(const font::Face& face, std::uint32_t layer);
  std::uint32_t layer_of(const font::Face& face, std::uint32_t glyph, std::string_view text) const;
  // Whether any glyph of the face has several texts.
  bool has_layers(const font::Face& face) const;
  // Nothing more is drawn with them; Cairo still reads them.
  void forget_usage() {
    usage_ = nullptr;
    texts_ = nullptr;
  }
  cairo_font_face_t* blank_face() const { return blank_.get(); }
  std::uint32_t blank_glyph(std::string_view text) const {
    return texts_ == nullptr ? 0 : texts_->find(text);
  }

 private:
  const GlyphUsage* usage_ = nullptr;
  const BlankText* texts_ = nullptr;
  std::unordered_map<const font::Face*, std::vector<FontFace>> faces_;
  FontFace blank_;
};

}  // namespace banxin::pdf
