#pragma once
// FontSet: all faces of one job, and the choice of a face for each character. One FontSet per
// thread; it owns its faces. A FontStack is what one computed style's font properties and language
// amount to: its faces in order, with the fallback behind them.
#include <array>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "font/catalog.h"
#include "font/face.h"
#include "font/language.h"

namespace banxin::font {

class FontSet;
class MappedFace;

struct FontDescription {
  std::vector<std::string> families;  // as CSS gives them; generic keywords count when not quoted
  std::vector<bool> quoted;           // parallel to families: a quoted "serif" is no keyword
  FaceWish wish;
  Region region = Region::None;
};

// Marks that Latin and Han share (“ ” ‘ ’ … — · ‥) are taken from the face of their surroundings.
enum class Surroundings : std::uint8_t { Latin, Han };

class FontStack {
 public:
  // The first available font (CSS Fonts 4 §5.3, the first with U+0020): its metrics set the line.
  const Face& primary() const { return *primary_; }
  // The face that Han characters come from.
  const Face& han() const { return *han_; }
  Region region() const { return region_; }

  // The face to draw `code_point` with; null when no face at all has it.
  const Face* face_for(char32_t code_point, Surroundings surroundings) {
    const std::size_t page = code_point >> 8U;
    const auto which = static_cast<std::size_t>(surroundings);
    if (page < pages_[which].size() && pages_[which][page] != nullptr) {
      const std::uint16_t known = (*pages_[which][page])[code_point & 0xFFU];
      if (known != 0) return faces_[known - 1U];
    }
    return find_face(code_point, surroundings);
  }
  // The face for an emoji shown as a picture, before others; null when there is none.
  const Face* emoji_face(char32_t code_point);

 private:
  friend class FontSet;
  using Page = std::array<std::uint16_t, 256>;
  struct Candidate {
    const FaceRecord* record = nullptr;  // installed…
    const Face* face = nullptr;          // …or of @font-face; made when first used
    std::vector<std::pair<char32_t, char32_t>> unicode_range;  // empty: all
    bool only_latin = false;  // the Latin half of a generic family: gives no shared marks
    bool only_han = false;
  };
  const Face* find_face(char32_t code_point, Surroundings surroundings);
  const Face* search(char32_t code_point, Surroundings surroundings);
  const Face* fall_back(char32_t code_point);
  std::uint16_t number_of(const Face* face);

  FontSet* set_ = nullptr;
  std::vector<Candidate> candidates_;
  std::vector<const Face*> faces_;
  std::array<std::vector<std::unique_ptr<Page>>, 2> pages_;
  const Face* primary_ = nullptr;
  const Face* han_ = nullptr;
  Region region_ = Region::None;
  GenericFamily generic_ = GenericFamily::Serif;
  FaceWish wish_;
};

// One @font-face rule whose source has been loaded (CSS Fonts 4 §4).
struct WebFont {
  std::string family;
  FaceWish wish;
  std::vector<std::pair<char32_t, char32_t>> unicode_range;  // empty: all
};

class FontSet {
 public:
  // `configuration`: see Catalog::load.
  static Result<std::unique_ptr<FontSet>> load(const std::string& configuration = {});
  ~FontSet();
  FontSet(const FontSet&) = delete;
  FontSet& operator=(const FontSet&) = delete;

  // The region of text whose language is not written in Han (a Chinese name in an English page).
  void set_default_region(Region region) { default_region_ = region; }
  Region default_region() const { return default_region_; }

  FontStack& stack(const FontDescription& description);
  // Adds an @font-face from the bytes of its file: OTF, TTF, WOFF, WOFF2. Fails on what is no font;
  // the rule is then as if its source were missing. Later stacks see it.
  Result<const Face*> add_web_font(const WebFont& rule, std::string bytes);
  // The same of a face that add_web_font() has made for this very rule.
  void use_web_font(const WebFont& rule, const Face& face);
  // The next document has @font-face rules of its own. Faces stay.
  void forget_web_fonts();

  const Catalog& catalog() const { return *catalog_; }
  // The face of a record, mapped at its first use; null when the file cannot be read any more.
  const Face* face(const FaceRecord& record);
  // Faces opened so far, by id.
  std::size_t face_count() const { return faces_.size(); }
  const Face& face(std::uint32_t id) const;

 private:
  FontSet() = default;
  void add_candidates(FontStack& stack, const std::string& family, bool quoted);
  void add_generic(FontStack& stack, GenericFamily generic);
  void add_installed(FontStack& stack, std::string_view family, int role);
  bool add_web_candidates(FontStack& stack, const std::string& lower);
  void finish(FontStack& stack);

  struct LoadedWebFont {
    WebFont rule;
    const Face* face = nullptr;
  };
  std::unique_ptr<Catalog> catalog_;
  std::vector<std::unique_ptr<MappedFace>> faces_;
  std::unordered_map<const FaceRecord*, const Face*> opened_;
  std::vector<LoadedWebFont> web_fonts_;
  std::string web_font_key_;  // tells sets of them apart
  std::unordered_map<std::string, std::unique_ptr<FontStack>> stacks_;
  Region default_region_ = Region::Hans;
};

}  // namespace banxin::font
