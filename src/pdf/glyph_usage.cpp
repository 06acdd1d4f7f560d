#include "pdf/glyph_usage.h"

#include <algorithm>

#include "base/utf8.h"

namespace banxin::pdf {
namespace {

// The one character of `text`; a value past Unicode when it has none or several.
std::uint32_t only_character(std::string_view text) {
  constexpr std::uint32_t kNone = 0xFFFFFFFD;
  if (text.empty()) return kNone;
  const DecodedCharacter first = decode_utf8(text, 0);
  return first.length == text.size() ? static_cast<std::uint32_t>(first.code_point) : kNone;
}

}  // namespace

std::uint32_t& FaceUsage::first(std::uint32_t glyph) {
  if (glyph >= first_.size()) {
    first_.resize(std::max<std::size_t>(glyph + 1U, first_.size() * 2), kUnused);
  }
  return first_[glyph];
}

void FaceUsage::use_as_shape(std::uint32_t glyph) {
  std::uint32_t& stands_for = first(glyph);
  if (stands_for == kUnused) stands_for = kShape;
}

std::uint32_t FaceUsage::use(std::uint32_t glyph, std::string_view text) {
  std::uint32_t& stands_for = first(glyph);
  const std::uint32_t character = only_character(text);
  if (stands_for == character && character != kString) return 0;
  if (stands_for == kUnused || stands_for == kShape) {
    stands_for = character;
    if (character == kString) layers_[{glyph, std::string(text)}] = 0;
    return 0;
  }
  const auto key = std::pair<std::uint32_t, std::string>(glyph, text);
  if (const auto found = layers_.find(key); found != layers_.end()) return found->second;
  // The glyph of a missing character stands for any number of texts. Past a few, the first text
  // stays in ToUnicode and Cairo puts the others into ActualText.
  if (glyph == 0 || next_layer_[glyph] + 1 >= kMostLayers) return 0;
  const std::uint32_t layer = ++next_layer_[glyph];
  layer_count_ = std::max(layer_count_, layer + 1);
  layers_[key] = layer;
  return layer;
}

std::uint32_t FaceUsage::layer_of(std::uint32_t glyph, std::string_view text) const {
  const std::uint32_t character = only_character(text);
  if (glyph < first_.size() && first_[glyph] == character && character != kString) return 0;
  const auto found = layers_.find(std::pair<std::uint32_t, std::string>(glyph, text));
  return found == layers_.end() ? 0 : found->second;
}

std::vector<std::uint32_t> FaceUsage::glyphs(std::uint32_t layer) const {
  std::vector<std::uint32_t> all;
  if (layer == 0) {
    for (std::uint32_t glyph = 0; glyph < first_.size(); ++glyph) {
      if (first_[glyph] != kUnused) all.push_back(glyph);
    }
    return all;
  }
  for (const auto& [key, at] : layers_) {
    if (at == layer) all.push_back(key.first);
  }
  return all;  // the map is in order of glyphs
}

FaceUsage& GlyphUsage::face(const font::Face& face) {
  const auto [found, added] = index_.try_emplace(&face, entries_.size());
  if (added) entries_.push_back({&face, {}});
  return entries_[found->second].usage;
}

const FaceUsage* GlyphUsage::find(const font::Face& face) const {
  const auto found = index_.find(&face);
  return found == index_.end() ? nullptr : &entries_[found->second].usage;
}

std::uint32_t BlankText::number(std::string_view text) {
  constexpr std::uint32_t kMost = 65534;
  if (const std::uint32_t known = find(text); known != 0) return known;
  const auto next = static_cast<std::uint32_t>(numbers_.size() + 1);
  if (next > kMost) return kMost;
  numbers_.emplace(text, next);
  return next;
}

std::uint32_t BlankText::find(std::string_view text) const {
  const auto found = numbers_.find(text);
  return found == numbers_.end() ? 0 : found->second;
}

}  // namespace banxin::pdf
