#pragma once
// Which regional forms a BCP 47 tag asks for (typography.md's "fonts per language": for one code
// point 直 骨 述 角 戶 differ), and which installed family stands for a name a page may use.
#include <cstdint>
#include <string_view>

namespace banxin::font {

enum class Region : std::uint8_t { None, Hans, Hant, HongKong, Japan, Korea };

// None for languages that are not written in Han, kana or hangul.
Region region_of_language(std::string_view tag);

// The tag HarfBuzz should get: `locl` knows zh-Hans, zh-Hant, zh-HK, ja, ko.
std::string_view shaping_language(Region region);

enum class GenericFamily : std::uint8_t {
  None,
  Serif,
  SansSerif,
  Monospace,
  Cursive,
  Fantasy,
  SystemUi,
  Kai,
  Fangsong,
  Emoji,
  Math,
};

// The generic family that `name` (lower case) is a keyword for, None for other names.
GenericFamily generic_family(std::string_view name);

// The families of one generic for one region, best first, ending with "".
struct FamilyList {
  std::string_view names[6];
};
FamilyList han_families(GenericFamily generic, Region region);
FamilyList latin_families(GenericFamily generic);

// What stands in for a family that is not installed: `name` in lower case.
struct FamilyAlias {
  std::string_view name;
  std::string_view family;                      // "" when `generic` says it
  GenericFamily generic = GenericFamily::None;  // the Han families of this generic…
  Region region = Region::None;                 // …of this region, or of the text's when None
};
const FamilyAlias* find_family_alias(std::string_view name);

}  // namespace banxin::font
