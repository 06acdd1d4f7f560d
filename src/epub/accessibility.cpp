#include "epub/accessibility.h"

#include "epub/xml_text.h"

namespace banxin::epub {
namespace {

void meta(std::string& out, std::string_view name, std::string_view value) {
  out += "    <meta";
  append_attribute(out, "property", name);
  out += '>';
  append_text(out, value);
  out += "</meta>\n";
}

bool all_described(const ContentFacts& facts) {
  return facts.undescribed_images == 0 && facts.undescribed_formulas == 0;
}

std::string summary(const PackageInput& input) {
  const ContentFacts& facts = input.content.facts;
  const std::string& language = input.publication.metadata.language;
  const bool described = all_described(facts);
  if (language.starts_with("zh")) {
    const bool traditional = language.find("Hant") != std::string::npos ||
                             language.ends_with("TW") || language.ends_with("HK");
    if (traditional) {
      std::string out = "本書為可重排的文字，有目錄與標題結構，可用輔助技術閱讀。";
      if (facts.images > 0) out += described ? "圖片均有替代文字。" : "部分圖片沒有替代文字。";
      return out;
    }
    std::string out = "本书为可重排的文字，有目录与标题结构，可用辅助技术阅读。";
    if (facts.images > 0) out += described ? "图片均有替代文字。" : "部分图片没有替代文字。";
    return out;
  }
  if (language.starts_with("ja")) {
    std::string out =
        "本文はリフロー型のテキストで、目次と見出しの構造があり、支援技術で読めます。";
    if (facts.images > 0) {
      out += described ? "画像にはすべて代替テキストがあります。"
                       : "一部の画像には代替テキストがありません。";
    }
    return out;
  }
  std::string out =
      "Reflowable text with a table of contents and headings, which assistive technology can read.";
  if (facts.images > 0) {
    out += described ? " All images have text alternatives."
                     : " Some images have no text alternative.";
  }
  return out;
}

// WCAG 2.1 A as far as a program can see it: everything described, tables with headers, a known
// language, no colours but ours.
bool conforms(const PackageInput& input) {
  const ContentFacts& facts = input.content.facts;
  const book::Metadata& metadata = input.publication.metadata;
  return all_described(facts) && facts.tables_without_headers == 0 && !facts.has_animation &&
         !facts.has_author_colours && !facts.has_sound && !facts.has_film &&
         metadata.language != "und" && !metadata.title.empty();
}

}  // namespace

void write_accessibility(std::string& out, const PackageInput& input) {
  const ContentFacts& facts = input.content.facts;
  const bool has_pictures = facts.images > 0 || !input.cover_item.empty();
  meta(out, "schema:accessMode", "textual");
  const bool needs_sight = has_pictures || !all_described(facts);
  if (needs_sight || facts.has_film) meta(out, "schema:accessMode", "visual");
  if (facts.has_sound || facts.has_film) meta(out, "schema:accessMode", "auditory");
  const bool plays = facts.has_sound || facts.has_film;
  if (all_described(facts) && !plays) meta(out, "schema:accessModeSufficient", "textual");
  if (plays) meta(out, "schema:accessModeSufficient", "textual,visual,auditory");
  if (needs_sight && !plays) meta(out, "schema:accessModeSufficient", "textual,visual");
  meta(out, "schema:accessibilityFeature", "tableOfContents");
  meta(out, "schema:accessibilityFeature", "readingOrder");
  meta(out, "schema:accessibilityFeature", "displayTransformability");
  if (facts.headings > 0) meta(out, "schema:accessibilityFeature", "structuralNavigation");
  if (facts.images > 0 && facts.undescribed_images == 0) {
    meta(out, "schema:accessibilityFeature", "alternativeText");
  }
  if (facts.formulas > 0) meta(out, "schema:accessibilityFeature", "MathML");
  if (facts.formulas > 0 && facts.undescribed_formulas == 0)
    meta(out, "schema:accessibilityFeature", "describedMath");
  if (facts.ruby > 0) meta(out, "schema:accessibilityFeature", "rubyAnnotations");
  if (has_page_list(input.content)) {
    meta(out, "schema:accessibilityFeature", "pageBreakMarkers");
    meta(out, "schema:accessibilityFeature", "pageNavigation");
  }
  // An animation may flash: nobody has looked.
  const bool moves = facts.has_animation || facts.has_film;
  meta(out, "schema:accessibilityHazard", moves || facts.has_sound ? "unknown" : "none");
  meta(out, "schema:accessibilitySummary", summary(input));
  if (conforms(input)) {
    out +=
        "    <meta property=\"dcterms:conformsTo\" id=\"conformance\">EPUB Accessibility 1.1 - "
        "WCAG 2.1 Level A</meta>\n"
        "    <meta property=\"a11y:certifiedBy\" refines=\"#conformance\">banxin</meta>\n";
  }
}

}  // namespace banxin::epub
