// font, font-variant, font-synthesis: CSS Fonts 4.
#include <algorithm>
#include <array>

#include "css/shorthand_parts.h"

namespace banxin::css {

bool ShorthandParts::font(std::span<const Property>) {
  if (parts_.size() == 1) {
    // System fonts (§2.7.1) have no meaning on paper: the interface's family at its usual size.
    for (const std::string_view system :
         {"caption", "icon", "menu", "message-box", "small-caption", "status-bar"}) {
      if (!is(0, system)) continue;
      set(Property::font_family, "system-ui");
      set(Property::font_size, "13.3333px");
      return true;
    }
  }
  constexpr std::array kBefore{Property::font_style, Property::font_variant_caps,
                               Property::font_weight, Property::font_stretch};
  std::array<std::string_view, 4> before;
  std::size_t at = 0;
  int normals = 0;
  while (at < parts_.size()) {
    if (is(at, "normal")) {
      ++normals;
      ++at;
      continue;
    }
    bool found = false;
    for (std::size_t i = 0; i < kBefore.size() && !found; ++i) {
      // `oblique 10deg` is the only one of two words.
      const bool two = i == 0 && at + 1 < parts_.size() && is(at, "oblique") &&
                       accepts(kBefore[i], slice(at, at + 2));
      const std::string_view text = slice(at, at + (two ? 2 : 1));
      if (!before[i].empty() || !accepts(kBefore[i], text)) continue;
      // Of CSS 2 there is only small-caps, of font-stretch only keywords.
      if (i == 1 && !equals_ignoring_case(text, "small-caps")) continue;
      if (i == 3 && text.back() == '%') continue;
      before[i] = text;
      at += two ? 2 : 1;
      found = true;
    }
    if (!found) break;
  }
  const auto given = std::count_if(before.begin(), before.end(),
                                   [](std::string_view text) { return !text.empty(); });
  if (normals + given > 4 || at >= parts_.size()) return false;
  if (!accepts(Property::font_size, parts_[at])) return false;
  set(Property::font_size, parts_[at++]);
  if (at < parts_.size() && parts_[at] == "/") {
    if (at + 1 >= parts_.size() || !accepts(Property::line_height, parts_[at + 1])) return false;
    set(Property::line_height, parts_[at + 1]);
    at += 2;
  }
  if (at >= parts_.size()) return false;
  set(Property::font_family, slice(at, parts_.size()));
  for (std::size_t i = 0; i < kBefore.size(); ++i)
    set(kBefore[i], before[i]);
  return true;
}

bool ShorthandParts::font_variant(std::span<const Property> longhands) {
  if (parts_.size() == 1 && is(0, "normal")) return true;
  if (parts_.size() == 1 && is(0, "none")) {
    set(Property::font_variant_ligatures, "none");
    return true;
  }
  // Words of one longhand need not be neighbours.
  std::vector<std::string> texts(longhands.size());
  for (const std::string_view part : parts_) {
    bool found = false;
    for (std::size_t i = 0; i < longhands.size() && !found; ++i) {
      std::string text = texts[i];
      if (!text.empty()) text += ' ';
      text += part;
      if (!accepts(longhands[i], text)) continue;
      texts[i] = text;
      found = true;
    }
    if (!found) return false;
  }
  for (std::size_t i = 0; i < longhands.size(); ++i) {
    if (!texts[i].empty()) set(longhands[i], keep_text(texts[i]));
  }
  return true;
}

bool ShorthandParts::font_synthesis(std::span<const Property> longhands) {
  constexpr std::array<std::string_view, 4> kWords{"weight", "style", "small-caps", "position"};
  std::array<bool, 4> on{};
  const bool none = parts_.size() == 1 && is(0, "none");
  for (std::size_t at = 0; at < parts_.size() && !none; ++at) {
    const auto* word = std::find_if(kWords.begin(), kWords.end(),
                                    [&](std::string_view name) { return is(at, name); });
    if (word == kWords.end()) return false;
    on[static_cast<std::size_t>(word - kWords.begin())] = true;
  }
  for (std::size_t i = 0; i < 4; ++i)
    set(longhands[i], on[i] ? "auto" : "none");
  return true;
}

}  // namespace banxin::css
