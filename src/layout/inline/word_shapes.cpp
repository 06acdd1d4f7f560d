#include "layout/inline/word_shapes.h"

#include <hb-ot.h>
#include <hb.h>

#include <algorithm>
#include <memory>
#include <span>

namespace banxin::layout {
namespace {

// LIMIT: longer ones are shaped each time; with more of them, all are forgotten.
constexpr std::uint32_t kLongestWord = 48;
constexpr std::size_t kMostWords = 20'000;

// Letters that stand side by side whatever comes before and after the word; no mark that would join
// a blank before it.
bool is_simple(char32_t c) {
  return c < 0x300 || (c >= 0x370 && c < 0x483) || (c >= 0x48A && c < 0x590) ||
         (c >= 0x2010 && c <= 0x2027) || (c >= 0x2030 && c <= 0x205E) ||
         (c >= 0x20A0 && c <= 0x20BF);
}

struct DestroySet {
  void operator()(hb_set_t* set) const { hb_set_destroy(set); }
};
using GlyphSet = std::unique_ptr<hb_set_t, DestroySet>;

// Whether a rule of the face, in `table`, has the blank among its glyphs: a kern between word and
// blank, a ligature over it.
bool has_rules_with_blank(const font::Face& face, hb_tag_t table) {
  hb_face_t* tables = face.harfbuzz_face();
  const hb_codepoint_t blank = face.glyph(U' ');
  const GlyphSet glyphs(hb_set_create());
  const unsigned count = hb_ot_layout_table_get_lookup_count(tables, table);
  // LIMIT: a face with more rules may do anything.
  constexpr unsigned kMostRules = 1000;
  if (count > kMostRules) return true;
  for (unsigned lookup = 0; lookup < count; ++lookup) {
    hb_set_clear(glyphs.get());
    hb_ot_layout_lookup_collect_glyphs(tables, table, lookup, glyphs.get(), glyphs.get(),
                                       glyphs.get(), nullptr);
    if (hb_set_has(glyphs.get(), blank) != 0) return true;
  }
  return false;
}

std::uint32_t word_end(std::u32string_view text, std::uint32_t begin, std::uint32_t end) {
  std::uint32_t at = begin;
  while (at < end && text[at] != U' ')
    ++at;
  while (at < end && text[at] == U' ')
    ++at;
  return at;
}

}  // namespace

// The region is the style's language's: it need not be asked for with the style.
std::uint32_t WordShapes::key_of(const style::ComputedStyle& style, font::Region region) {
  const auto [known, is_new] = key_of_style_.try_emplace(&style, 0);
  if (is_new) {
    const auto next = static_cast<std::uint32_t>(keys_.size());
    known->second = keys_.try_emplace(shaping_key(style, region), next).first->second;
  }
  return known->second;
}

bool WordShapes::parts_at_blanks(const font::Face& face) {
  const auto [known, is_new] = parts_.try_emplace(&face, false);
  // Faces of Han have hundreds of rules to look through, and Latin words are few beside them.
  constexpr unsigned kSmallFace = 20'000;
  if (is_new && hb_face_get_glyph_count(face.harfbuzz_face()) < kSmallFace) {
    known->second = !has_rules_with_blank(face, HB_OT_TAG_GSUB) &&
                    !has_rules_with_blank(face, HB_OT_TAG_GPOS) &&
                    hb_ot_layout_has_positioning(face.harfbuzz_face()) != 0;
  }
  return known->second;
}

void WordShapes::shape(Paragraph& paragraph, const ShapedRun& run, const StretchRequest& request) {
  const std::u32string_view text(paragraph.text.data(), paragraph.text.size());
  const std::u32string_view stretch = text.substr(request.begin, request.end - request.begin);
  if (run.orientation == GlyphOrientation::Upright || run.level % 2 == 1 ||
      !std::all_of(stretch.begin(), stretch.end(), is_simple)) {
    shape_with_harfbuzz(paragraph, run, request);
    return;
  }
  StretchRequest word = request;
  word.script = script_of(paragraph, request.begin, request.end);
  if (count_ >= kMostWords) {
    words_.clear();
    count_ = 0;
  }
  const std::uint32_t key = key_of(*request.style, request.region);
  Words& words = words_[{run.face, run.font_size.raw(), key, word.script}];
  const bool parts = parts_at_blanks(*run.face);
  for (std::uint32_t at = request.begin; at < request.end; at = word.end) {
    word.begin = at;
    word.end = parts ? word_end(text, at, request.end) : request.end;
    const std::u32string_view letters = text.substr(at, word.end - at);
    if (letters.size() > kLongestWord) {
      shape_with_harfbuzz(paragraph, run, word);
      continue;
    }
    if (const auto known = words.find(letters); known != words.end()) {
      append(known->second, at, paragraph);
      continue;
    }
    const std::size_t first_cluster = paragraph.clusters.size();
    const std::size_t first_glyph = paragraph.glyphs.size();
    shape_with_harfbuzz(paragraph, run, word);
    words.emplace(letters, copy(paragraph, at, first_cluster, first_glyph));
    ++count_;
  }
}

void WordShapes::append(const Shape& shape, std::uint32_t at, Paragraph& paragraph) {
  const auto first_glyph = static_cast<std::uint32_t>(paragraph.glyphs.size());
  for (Cluster cluster : shape.clusters) {
    cluster.text += at;
    cluster.glyph += first_glyph;
    cluster.char_class = paragraph.classes[cluster.text];
    cluster.break_before = paragraph.breaks[cluster.text];
    paragraph.clusters.push_back(cluster);
  }
  paragraph.glyphs.insert(paragraph.glyphs.end(), shape.glyphs.begin(), shape.glyphs.end());
}

WordShapes::Shape WordShapes::copy(const Paragraph& paragraph,
                                   std::uint32_t at,
                                   std::size_t first_cluster,
                                   std::size_t first_glyph) {
  Shape shape;
  const auto clusters = std::span(paragraph.clusters).subspan(first_cluster);
  const auto glyphs = std::span(paragraph.glyphs).subspan(first_glyph);
  shape.clusters.assign(clusters.begin(), clusters.end());
  shape.glyphs.assign(glyphs.begin(), glyphs.end());
  for (Cluster& cluster : shape.clusters) {
    cluster.text -= at;
    cluster.glyph -= static_cast<std::uint32_t>(first_glyph);
  }
  return shape;
}

}  // namespace banxin::layout
