#include "layout/inline/shape_run.h"

#include <hb-ot.h>
#include <hb.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <cmath>
#include <string>

#include "base/diagnostic_ids.h"
#include "base/utf8.h"
#include "dom/document.h"
#include "layout/inline/caches.h"

namespace banxin::layout {
namespace {

void add_feature(std::vector<hb_feature_t>& features, const char* tag, std::uint32_t value) {
  features.push_back(
      {hb_tag_from_string(tag, -1), value, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END});
}

void add_switch(std::vector<hb_feature_t>& features, css::FeatureSwitch value, const char* tag) {
  if (value == css::FeatureSwitch::On) add_feature(features, tag, 1);
  if (value == css::FeatureSwitch::Off) add_feature(features, tag, 0);
}

void add_numeric(std::vector<hb_feature_t>& features, const css::FontVariantNumeric& numeric) {
  if (numeric.lining) add_feature(features, "lnum", 1);
  if (numeric.oldstyle) add_feature(features, "onum", 1);
  if (numeric.proportional) add_feature(features, "pnum", 1);
  if (numeric.tabular) add_feature(features, "tnum", 1);
  if (numeric.diagonal_fractions) add_feature(features, "frac", 1);
  if (numeric.stacked_fractions) add_feature(features, "afrc", 1);
  if (numeric.ordinal) add_feature(features, "ordn", 1);
  if (numeric.slashed_zero) add_feature(features, "zero", 1);
}

void add_east_asian(std::vector<hb_feature_t>& features, const css::FontVariantEastAsian& value) {
  switch (value.variant) {
    case css::EastAsianVariant::Jis78:
      add_feature(features, "jp78", 1);
      break;
    case css::EastAsianVariant::Jis83:
      add_feature(features, "jp83", 1);
      break;
    case css::EastAsianVariant::Jis90:
      add_feature(features, "jp90", 1);
      break;
    case css::EastAsianVariant::Jis04:
      add_feature(features, "jp04", 1);
      break;
    case css::EastAsianVariant::Simplified:
      add_feature(features, "smpl", 1);
      break;
    case css::EastAsianVariant::Traditional:
      add_feature(features, "trad", 1);
      break;
    case css::EastAsianVariant::Normal:
      break;
  }
  if (value.width == css::EastAsianWidth::FullWidth) add_feature(features, "fwid", 1);
  if (value.width == css::EastAsianWidth::ProportionalWidth) add_feature(features, "pwid", 1);
  if (value.ruby) add_feature(features, "ruby", 1);
}

// CSS Fonts 4 §6 and §7: the variants first, font-feature-settings last.
std::vector<hb_feature_t> features_of(const style::ComputedStyle& style) {
  std::vector<hb_feature_t> features;
  if (style.font_kerning == css::FontKerning::None) add_feature(features, "kern", 0);
  const css::FontVariantLigatures& ligatures = style.font_variant_ligatures;
  // CSS Text 4 §9.2: no optional ligatures where letters are spaced.
  if (ligatures.none || style.letter_spacing != Unit{}) {
    for (const char* tag : {"liga", "clig", "dlig", "hlig"})
      add_feature(features, tag, 0);
  }
  add_switch(features, ligatures.common, "liga");
  add_switch(features, ligatures.discretionary, "dlig");
  add_switch(features, ligatures.historical, "hlig");
  add_switch(features, ligatures.contextual, "calt");
  switch (style.font_variant_caps) {
    case css::FontVariantCaps::SmallCaps:
      add_feature(features, "smcp", 1);
      break;
    case css::FontVariantCaps::AllSmallCaps:
      add_feature(features, "smcp", 1);
      add_feature(features, "c2sc", 1);
      break;
    case css::FontVariantCaps::PetiteCaps:
      add_feature(features, "pcap", 1);
      break;
    case css::FontVariantCaps::AllPetiteCaps:
      add_feature(features, "pcap", 1);
      add_feature(features, "c2pc", 1);
      break;
    case css::FontVariantCaps::Unicase:
      add_feature(features, "unic", 1);
      break;
    case css::FontVariantCaps::TitlingCaps:
      add_feature(features, "titl", 1);
      break;
    case css::FontVariantCaps::Normal:
      break;
  }
  add_numeric(features, style.font_variant_numeric);
  add_east_asian(features, style.font_variant_east_asian);
  // chws and vchws would squeeze what `space` squeezes.
  add_feature(features, "chws", 0);
  add_feature(features, "vchw", 0);
  for (const css::FontFeature& feature : style.font_feature_settings) {
    features.push_back({HB_TAG(feature.tag[0], feature.tag[1], feature.tag[2], feature.tag[3]),
                        static_cast<std::uint32_t>(feature.value), HB_FEATURE_GLOBAL_START,
                        HB_FEATURE_GLOBAL_END});
  }
  return features;
}

std::string language_of(const style::ComputedStyle& style, font::Region region) {
  if (!style.font_language_override.is_auto) return std::string(style.font_language_override.value);
  const std::string_view language = font::shaping_language(region);
  return std::string(language.empty() ? std::string_view(style.lang) : language);
}

struct Shaped {
  const hb_glyph_info_t* info;
  const hb_glyph_position_t* position;
  unsigned count;
};

Shaped shape_buffer(hb_buffer_t* buffer,
                    const font::Face& face,
                    const std::vector<hb_feature_t>& features) {
  hb_shape(face.harfbuzz_font(), buffer, features.data(), static_cast<unsigned>(features.size()));
  Shaped shaped{};
  shaped.info = hb_buffer_get_glyph_infos(buffer, &shaped.count);
  shaped.position = hb_buffer_get_glyph_positions(buffer, &shaped.count);
  return shaped;
}

ClusterGlyph glyph_of(const Shaped& shaped, unsigned i, const ShapedRun& run, bool upright) {
  const hb_glyph_position_t& position = shaped.position[i];
  ClusterGlyph glyph;
  glyph.id = shaped.info[i].codepoint;
  glyph.advance =
      scale_to(upright ? -position.y_advance : position.x_advance, *run.face, run.font_size);
  glyph.x_offset = scale_to(position.x_offset, *run.face, run.font_size);
  glyph.y_offset = -scale_to(position.y_offset, *run.face, run.font_size);
  return glyph;
}

// A cluster of several dashes or dots (—— as one ligature) is one mark; a cluster of Latin letters
// (fi) is one letter.
void append_cluster(Paragraph& paragraph,
                    const ShapedRun& run,
                    const Shaped& shaped,
                    unsigned first,
                    unsigned last) {
  const bool upright = run.orientation == GlyphOrientation::Upright;
  Cluster cluster;
  cluster.text = shaped.info[first].cluster;
  cluster.glyph = static_cast<std::uint32_t>(paragraph.glyphs.size());
  cluster.char_class = paragraph.classes[cluster.text];
  cluster.break_before = paragraph.breaks[cluster.text];
  for (unsigned i = first; i < last; ++i) {
    const ClusterGlyph glyph = glyph_of(shaped, i, run, upright);
    cluster.advance += glyph.advance;
    paragraph.glyphs.push_back(glyph);
  }
  paragraph.clusters.push_back(cluster);
}

}  // namespace

std::uint32_t script_of(const Paragraph& paragraph, std::uint32_t begin, std::uint32_t end) {
  for (std::uint32_t i = begin; i < end; ++i) {
    const char32_t c = paragraph.text[i];
    if (c < 0x250 && ((c | 0x20U) >= U'a' && (c | 0x20U) <= U'z')) return HB_SCRIPT_LATIN;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
    if (U_FAILURE(status) || script == USCRIPT_COMMON || script == USCRIPT_INHERITED) continue;
    return hb_script_from_string(uscript_getShortName(script), -1);
  }
  return paragraph.has_han ? HB_SCRIPT_HAN : HB_SCRIPT_COMMON;
}

std::string shaping_key(const style::ComputedStyle& style, font::Region region) {
  std::string key = language_of(style, region);
  for (const hb_feature_t& feature : features_of(style)) {
    for (const std::uint32_t number : {feature.tag, feature.value}) {
      key += ' ';
      key += std::to_string(number);
    }
  }
  return key;
}

bool has_feature(const font::Face& face, std::uint32_t tag) {
  const hb_tag_t wanted[] = {tag, HB_TAG_NONE};
  hb_set_t* found = hb_set_create();
  hb_ot_layout_collect_features(face.harfbuzz_face(), HB_OT_TAG_GSUB, nullptr, nullptr, wanted,
                                found);
  const bool has = hb_set_is_empty(found) == 0;
  hb_set_destroy(found);
  return has;
}

void shape_with_harfbuzz(Paragraph& paragraph,
                         const ShapedRun& run,
                         const StretchRequest& request) {
  hb_buffer_t* buffer = request.buffer;
  hb_buffer_clear_contents(buffer);
  const bool upright = run.orientation == GlyphOrientation::Upright;
  const bool rtl = run.level % 2 == 1 && !upright;
  if (request.capitals) {
    for (std::uint32_t i = request.begin; i < request.end; ++i) {
      const auto c = static_cast<UChar32>(paragraph.text[i]);
      hb_buffer_add(buffer, static_cast<hb_codepoint_t>(u_toupper(c)), i);
    }
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
  } else {
    const auto* text = reinterpret_cast<const std::uint32_t*>(paragraph.text.data());
    hb_buffer_add_utf32(buffer, text, static_cast<int>(paragraph.text.size()), request.begin,
                        static_cast<int>(request.end - request.begin));
  }
  hb_buffer_set_direction(buffer,
                          upright ? HB_DIRECTION_TTB : (rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR));
  hb_buffer_set_script(
      buffer, static_cast<hb_script_t>(request.script != 0
                                           ? request.script
                                           : script_of(paragraph, request.begin, request.end)));
  const std::string language = language_of(*request.style, request.region);
  hb_buffer_set_language(buffer, hb_language_from_string(language.c_str(), -1));
  const Shaped shaped = shape_buffer(buffer, *run.face, features_of(*request.style));
  if (rtl) {
    for (unsigned end = shaped.count; end > 0;) {
      unsigned first = end - 1;
      while (first > 0 && shaped.info[first - 1].cluster == shaped.info[end - 1].cluster)
        --first;
      append_cluster(paragraph, run, shaped, first, end);
      end = first;
    }
    return;
  }
  for (unsigned first = 0; first < shaped.count;) {
    unsigned end = first + 1;
    while (end < shaped.count && shaped.info[end].cluster == shaped.info[first].cluster)
      ++end;
    append_cluster(paragraph, run, shaped, first, end);
    first = end;
  }
}

ShapedText shape_text(std::string_view utf8,
                      const font::Face& face,
                      Unit size,
                      hb_buffer_t* buffer) {
  hb_buffer_clear_contents(buffer);
  hb_buffer_add_utf8(buffer, utf8.data(), static_cast<int>(utf8.size()), 0, -1);
  hb_buffer_guess_segment_properties(buffer);
  const Shaped shaped = shape_buffer(buffer, face, {});
  ShapedRun run;
  run.face = &face;
  run.font_size = size;
  ShapedText out;
  for (unsigned i = 0; i < shaped.count; ++i) {
    out.glyphs.push_back(glyph_of(shaped, i, run, false));
    out.width += out.glyphs.back().advance;
  }
  return out;
}

namespace {

// Private use, unassigned and noncharacters stand for nothing that another font could show.
bool has_meaning(char32_t code_point) {
  const int8_t category = u_charType(static_cast<UChar32>(code_point));
  return category != U_PRIVATE_USE_CHAR && category != U_UNASSIGNED;
}

}  // namespace

void report_missing_glyph(LayoutContext& context, const TextSpan& span, char32_t code_point) {
  if (!InlineCaches::of(context).missing.insert(code_point).second) return;
  std::string character;
  append_utf8(character, code_point);
  std::string subject = "“" + character + "” (U+";
  constexpr const char* kDigits = "0123456789ABCDEF";
  for (int shift = code_point > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4) {
    const auto digit =
        static_cast<std::uint32_t>(code_point) >> static_cast<unsigned>(shift) & 0xFU;
    if (shift <= 12 || digit != 0 || code_point >> static_cast<unsigned>(shift) != 0)
      subject += kDigits[digit];
  }
  subject += ")";
  const DiagnosticId id =
      has_meaning(code_point) ? DiagnosticId::MissingGlyph : DiagnosticId::MeaninglessCharacter;
  if (context.document == nullptr || span.box->source_offset == 0) {
    context.diagnostics.report(id, {}, {}, subject);
    return;
  }
  const std::size_t within = span.box->text.find(character);
  const std::size_t offset =
      span.box->source_offset + (within == std::string_view::npos ? 0 : within);
  context.diagnostics.report(id, context.document->file(),
                             context.document->position(static_cast<std::uint32_t>(offset)),
                             subject);
}

}  // namespace banxin::layout
