#include "font/language.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace banxin::font {
namespace {

// BCP 47: subtags parted by "-", the language first.
std::string_view next_subtag(std::string_view& rest) {
  const std::size_t end = std::min(rest.find_first_of("-_"), rest.size());
  const std::string_view subtag = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return subtag;
}

Region region_of_chinese(std::string_view rest) {
  Region script = Region::None;
  Region place = Region::None;
  for (int i = 0; i < 8 && !rest.empty(); ++i) {
    const std::string_view subtag = next_subtag(rest);
    if (equals_ignoring_ascii_case(subtag, "hans")) script = Region::Hans;
    if (equals_ignoring_ascii_case(subtag, "hant")) script = Region::Hant;
    if (equals_ignoring_ascii_case(subtag, "tw")) place = Region::Hant;
    if (equals_ignoring_ascii_case(subtag, "hk") || equals_ignoring_ascii_case(subtag, "mo"))
      place = Region::HongKong;
    if (equals_ignoring_ascii_case(subtag, "cn") || equals_ignoring_ascii_case(subtag, "sg") ||
        equals_ignoring_ascii_case(subtag, "my")) {
      place = Region::Hans;
    }
  }
  if (script == Region::Hans) return Region::Hans;
  if (script == Region::Hant) return place == Region::HongKong ? place : Region::Hant;
  return place == Region::None ? Region::Hans : place;
}

constexpr FamilyAlias kAliases[] = {
#define FAMILY(name, family) {name, family},
#define HAN(name, generic, region) {name, "", GenericFamily::generic, Region::region},
#include "font/family_aliases.def"
#undef FAMILY
#undef HAN
};

constexpr std::string_view kSerif[] = {"",
                                       "Noto Serif CJK SC",
                                       "Noto Serif CJK TC",
                                       "Noto Serif CJK HK",
                                       "Noto Serif CJK JP",
                                       "Noto Serif CJK KR"};
constexpr std::string_view kSans[] = {"",
                                      "Noto Sans CJK SC",
                                      "Noto Sans CJK TC",
                                      "Noto Sans CJK HK",
                                      "Noto Sans CJK JP",
                                      "Noto Sans CJK KR"};
constexpr std::string_view kMono[] = {"",
                                      "Noto Sans Mono CJK SC",
                                      "Noto Sans Mono CJK TC",
                                      "Noto Sans Mono CJK HK",
                                      "Noto Sans Mono CJK JP",
                                      "Noto Sans Mono CJK KR"};

}  // namespace

Region region_of_language(std::string_view tag) {
  const std::string_view language = next_subtag(tag);
  if (equals_ignoring_ascii_case(language, "zh") || equals_ignoring_ascii_case(language, "cmn") ||
      equals_ignoring_ascii_case(language, "wuu")) {
    return region_of_chinese(tag);
  }
  // Cantonese and Classical Chinese are written traditionally unless a script says otherwise.
  if (equals_ignoring_ascii_case(language, "yue")) {
    const Region region = region_of_chinese(tag);
    return tag.empty() || region == Region::Hant ? Region::HongKong : region;
  }
  if (equals_ignoring_ascii_case(language, "lzh") || equals_ignoring_ascii_case(language, "nan")) {
    return tag.empty() ? Region::Hant : region_of_chinese(tag);
  }
  if (equals_ignoring_ascii_case(language, "ja") || equals_ignoring_ascii_case(language, "jpn"))
    return Region::Japan;
  if (equals_ignoring_ascii_case(language, "ko") || equals_ignoring_ascii_case(language, "kor"))
    return Region::Korea;
  return Region::None;
}

std::string_view shaping_language(Region region) {
  switch (region) {
    case Region::Hans:
      return "zh-Hans";
    case Region::Hant:
      return "zh-Hant";
    case Region::HongKong:
      return "zh-HK";
    case Region::Japan:
      return "ja";
    case Region::Korea:
      return "ko";
    case Region::None:
      break;
  }
  return "";
}

GenericFamily generic_family(std::string_view name) {
  struct Row {
    std::string_view name;
    GenericFamily generic;
  };
  static constexpr Row kRows[] = {
      {"serif", GenericFamily::Serif},
      {"sans-serif", GenericFamily::SansSerif},
      {"monospace", GenericFamily::Monospace},
      {"cursive", GenericFamily::Cursive},
      {"fantasy", GenericFamily::Fantasy},
      {"system-ui", GenericFamily::SystemUi},
      {"ui-serif", GenericFamily::Serif},
      {"ui-sans-serif", GenericFamily::SansSerif},
      {"ui-monospace", GenericFamily::Monospace},
      {"ui-rounded", GenericFamily::SansSerif},
      {"kai", GenericFamily::Kai},
      {"fangsong", GenericFamily::Fangsong},
      {"emoji", GenericFamily::Emoji},
      {"math", GenericFamily::Math},
      {"-apple-system", GenericFamily::SystemUi},
      {"blinkmacsystemfont", GenericFamily::SystemUi},
  };
  for (const Row& row : kRows) {
    if (row.name == name) return row.generic;
  }
  return GenericFamily::None;
}

FamilyList han_families(GenericFamily generic, Region region) {
  const auto place = static_cast<std::size_t>(region == Region::None ? Region::Hans : region);
  const bool simplified = place == static_cast<std::size_t>(Region::Hans);
  switch (generic) {
    case GenericFamily::Kai:
    case GenericFamily::Cursive:
      if (simplified) {
        return {{"AR PL UKai CN", "LXGW WenKai", "AR PL KaitiM GB", kSerif[place], ""}};
      }
      if (region == Region::HongKong)
        return {{"AR PL UKai HK", "AR PL UKai TW", "TW-Kai", kSerif[place], ""}};
      if (region == Region::Japan) return {{"AR PL UKai TW MBE", kSerif[place], ""}};
      return {{"AR PL UKai TW", "TW-Kai", "cwTeXKai", kSerif[place], ""}};
    case GenericFamily::Fangsong:
      // LIMIT: Debian has a Fangsong for traditional characters only; simplified text is set in
      // Kai.
      if (simplified) return {{"FandolFang", "FangSong", "AR PL UKai CN", kSerif[place], ""}};
      return {{"cwTeXFangSong", "cwTeX Q Fangsong", "AR PL UKai TW", kSerif[place], ""}};
    case GenericFamily::Monospace:
      return {{kMono[place], kSans[place], ""}};
    case GenericFamily::Serif:
    case GenericFamily::Fantasy:
    case GenericFamily::Math:
      return {{kSerif[place], kSans[place], ""}};
    default:
      return {{kSans[place], kSerif[place], ""}};
  }
}

FamilyList latin_families(GenericFamily generic) {
  switch (generic) {
    case GenericFamily::Serif:
    case GenericFamily::Kai:
    case GenericFamily::Fangsong:
    case GenericFamily::Fantasy:
    case GenericFamily::Cursive:
      return {{"Noto Serif", "Liberation Serif", "DejaVu Serif", ""}};
    case GenericFamily::Monospace:
      return {{"Noto Sans Mono", "Liberation Mono", "DejaVu Sans Mono", ""}};
    case GenericFamily::Emoji:
      return {{"Noto Color Emoji", ""}};
    case GenericFamily::Math:
      return {{"Noto Sans Math", "DejaVu Math TeX Gyre", "Noto Serif", ""}};
    default:
      return {{"Noto Sans", "Liberation Sans", "DejaVu Sans", ""}};
  }
}

const FamilyAlias* find_family_alias(std::string_view name) {
  const auto* end = std::end(kAliases);
  const auto* found = std::find_if(std::begin(kAliases), end,
                                   [&](const FamilyAlias& row) { return row.name == name; });
  return found == end ? nullptr : found;
}

}  // namespace banxin::font
