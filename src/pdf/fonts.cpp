#include "pdf/fonts.h"

#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include <utility>

#include "base/diagnostic_ids.h"
#include "font/cid_font.h"
#include "font/face.h"
#include "font/subset.h"
#include "pdf/blank_font.h"

namespace banxin::pdf {
namespace {

// FreeType's face with all it stands on. Cairo keeps scaled fonts beyond the document in a cache of
// its own, so this lives as long as Cairo's face does, not as long as ours.
struct Loaded {
  std::string bytes;
  FT_Library library = nullptr;
  FT_Face face = nullptr;

  Loaded() = default;
  Loaded(const Loaded&) = delete;
  Loaded& operator=(const Loaded&) = delete;
  ~Loaded() {
    if (face != nullptr) FT_Done_Face(face);
    if (library != nullptr) FT_Done_FreeType(library);
  }
};

constexpr cairo_user_data_key_t kLoadedKey{};

void destroy_loaded(void* loaded) {
  delete static_cast<Loaded*>(loaded);
}

// Null when FreeType cannot read `bytes`.
FontFace load(std::string bytes, unsigned index) {
  auto loaded = std::make_unique<Loaded>();
  loaded->bytes = std::move(bytes);
  if (FT_Init_FreeType(&loaded->library) != 0) return {};
  if (FT_New_Memory_Face(loaded->library, reinterpret_cast<const FT_Byte*>(loaded->bytes.data()),
                         static_cast<FT_Long>(loaded->bytes.size()), static_cast<FT_Long>(index),
                         &loaded->face) != 0) {
    return {};
  }
  FontFace face(cairo_ft_font_face_create_for_ft_face(loaded->face, FT_LOAD_NO_HINTING));
  if (cairo_font_face_set_user_data(face.get(), &kLoadedKey, loaded.get(), destroy_loaded) !=
      CAIRO_STATUS_SUCCESS) {
    return {};
  }
  static_cast<void>(loaded.release());  // Cairo's now
  return face;
}

Result<std::string> cut(const font::Face& face, const std::vector<std::uint32_t>& glyphs) {
  if (!font::is_cid_keyed(face)) {
    Result<std::string> made = font::make_cid_font(face, glyphs);
    if (made) return made;
  }
  font::SubsetOptions options;
  options.keep_character_map = false;
  return font::subset_face(face, glyphs, options);
}

FontFace load_whole(const font::Face& face) {
  const std::span<const char> bytes = face.bytes();
  return load(std::string(bytes.data(), bytes.size()), face.index());
}

}  // namespace

Fonts::Fonts(GlyphUsage& usage, const BlankText& blank, Diagnostics& diagnostics)
    : usage_(&usage), texts_(&blank) {
  for (const GlyphUsage::Entry& entry : usage.entries()) {
    std::vector<FontFace>& layers = faces_[entry.face];
    for (std::uint32_t layer = 0; layer < entry.usage.layer_count(); ++layer) {
      Result<std::string> subset = cut(*entry.face, entry.usage.glyphs(layer));
      FontFace face = subset ? load(std::move(subset).value(), 0) : load_whole(*entry.face);
      if (face == nullptr) {
        diagnostics.report(DiagnosticId::FontUnusable, entry.face->path(), {},
                           entry.face->postscript_name());
      }
      layers.push_back(std::move(face));
    }
  }
  if (blank.size() > 0) {
    blank_ = load(make_blank_font(static_cast<std::uint16_t>(blank.size())), 0);
  }
}

cairo_font_face_t* Fonts::face(const font::Face& face, std::uint32_t layer) {
  auto found = faces_.find(&face);
  if (found == faces_.end()) {
    found = faces_.emplace(&face, std::vector<FontFace>{}).first;
    found->second.push_back(load_whole(face));
  }
  return layer < found->second.size() ? found->second[layer].get() : nullptr;
}

std::uint32_t Fonts::layer_of(const font::Face& face,
                              std::uint32_t glyph,
                              std::string_view text) const {
  const FaceUsage* usage = usage_ == nullptr ? nullptr : usage_->find(face);
  return usage == nullptr ? 0 : usage->layer_of(glyph, text);
}

bool Fonts::has_layers(const font::Face& face) const {
  const FaceUsage* usage = usage_ == nullptr ? nullptr : usage_->find(face);
  return usage != nullptr && usage->layer_count() > 1;
}

}  // namespace banxin::pdf
