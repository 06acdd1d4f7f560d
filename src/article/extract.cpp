#include "article/extract.h"

#include <unordered_set>

#include "article/build_article.h"
#include "article/find_captions.h"
#include "article/find_chrome.h"
#include "article/find_link_lists.h"
#include "article/find_prompts.h"
#include "article/locate.h"
#include "article/reveal.h"
#include "article/section_heads.h"
#include "article/trim.h"
#include "base/ascii.h"
#include "base/diagnostic_ids.h"

namespace banxin::article {

namespace {

namespace names = dom::names;

// The first picture of the article, for pages that declare none.
std::string first_image(const dom::Document& document) {
  const dom::Node* image = dom::find_element(document.root(), names::img);
  return image == nullptr ? std::string{} : std::string{image->attribute(names::src)};
}

TrimFacts trim_facts(const PageReading& reading, const Metadata& metadata) {
  TrimFacts known;
  known.title_keys = reading.headline.keys;
  for (const std::string& byline : metadata.bylines)
    known.byline_keys.push_back(comparison_key(byline));
  known.byline_keys.push_back(comparison_key(join_bylines(metadata.bylines)));
  if (!metadata.source.empty()) known.byline_keys.push_back(comparison_key(metadata.source));
  if (!metadata.site.empty()) known.byline_keys.push_back(comparison_key(metadata.site));
  std::erase(known.byline_keys, std::string{});
  // A chapter or a manual's page, which only its frame makes an article.
  known.may_have_labels = !reading.framed_by_site || !metadata.published.empty();
  return known;
}

// "拡大", a link to all the pictures.
bool is_button(const Line& line, const LineFacts& fact) {
  constexpr float kButton = 50;
  return line.measure.weight < kButton &&
         (line.link_share() > 0.5F || line.measure.characters <= 3 || fact.phrase == Phrase::Tool);
}

void remove_buttons(const PageMap& map,
                    const std::vector<LineFacts>& facts,
                    std::uint32_t picture,
                    Marks& marks) {
  const Element& block = map.elements[picture];
  for (std::uint32_t line = block.first_line + 1; line < block.last_line; ++line) {
    if (is_button(map.lines[line], facts[line]))
      marks.remove_line(line, "tools", "below a picture");
  }
}

// "photo-box", "article_img": by the name of the block.
bool is_called_picture(const Element& element) {
  const std::string name = ascii_lower(element.node->attribute(names::class_));
  for (const std::string_view part :
       {"photo", "image", "_img", "-img", "picture", "figure", "foto"}) {
    if (contains(name, part)) return true;
  }
  return name == "img" || name == "pic";
}

// A picture with its caption between headline and text, outside of the body: the largest block that
// holds nothing else.
std::uint32_t lead_picture(const PageReading& reading) {
  constexpr std::uint32_t kMostLines = 3;
  const PageMap& map = reading.map;
  const std::uint32_t root = reading.body.root;
  if (reading.headline.line == kNoIndex) return kNoIndex;
  for (std::uint32_t index = 1; index < root;) {
    const Element& element = map.elements[index];
    const std::uint32_t lines = element.last_line - element.first_line;
    const bool behind = element.first_line > reading.headline.line;
    const bool captioned = element.is_block && element.images > 0 && element.images <= 2 &&
                           lines > 0 && lines <= kMostLines;
    bool captions = behind && captioned && element.end <= root;
    for (std::uint32_t line = element.first_line; captions && line < element.last_line; ++line) {
      const Line& row = map.lines[line];
      // "拡大", a link to all the pictures
      if (line > element.first_line && is_button(row, reading.facts[line])) continue;
      constexpr float kShort = 160;
      const bool called = is_called_picture(element) && row.measure.weight <= kShort &&
                          row.measure.sentence_ends <= 1 && row.kind != LineKind::Heading &&
                          reading.facts[line].phrase == Phrase::None;
      const bool told = map.elements[row.element].node->name == names::figcaption ||
                        reads_like_caption(map.line_text(row));
      captions = (called || (row.kind == LineKind::Caption && told)) &&
                 !reading.marks.is_line_removed(line);
    }
    if (captions) return index;
    const bool skipped =
        reading.marks.is_element_removed(index) ||
        (!map.is_inside(root, index) && element.last_line <= reading.headline.line);
    index = skipped ? element.end : index + 1;
  }
  return kNoIndex;
}

// The body, and what was chosen to be kept outside of it.
std::vector<std::uint32_t> keep_roots(const PageReading& reading, const ExtractOptions& options) {
  const std::uint32_t root = reading.body.root;
  if (options.keep.empty()) {
    const std::uint32_t picture = lead_picture(reading);
    if (picture != kNoIndex) return {picture, root};
    return {root};
  }
  const std::unordered_set<const dom::Node*> keep(options.keep.begin(), options.keep.end());
  std::vector<std::uint32_t> roots;
  for (std::uint32_t index = 0; index < reading.map.elements.size();) {
    const Element& element = reading.map.elements[index];
    const bool chosen =
        index == root || (keep.count(element.node) > 0 && !reading.map.is_inside(root, index));
    if (chosen) roots.push_back(index);
    index = chosen ? element.end : index + 1;
  }
  return roots;
}

// Of the visible text outside links.
float seen_weight(const PageReading& reading) {
  if (reading.body.root == kNoIndex || reading.map.elements.empty()) return 0;
  const Element& body = reading.map.elements[reading.body.root];
  return body.weight - body.link_weight;
}

// Neither a word nor a picture.
bool is_blank(const dom::Document& document) {
  if (!first_image(document).empty()) return false;
  const dom::Node* const body = document.body();
  return body == nullptr || collapse_spaces(dom::text_content(*body)).empty();
}

// Whether the marks leave neither text nor a picture of the body.
bool is_emptied(const PageReading& reading, const std::vector<std::uint32_t>& roots) {
  for (const std::uint32_t root : roots) {
    const Element& body = reading.map.elements[root];
    if (body.images > 0) return false;
    for (std::uint32_t line = body.first_line; line < body.last_line; ++line) {
      if (!reading.marks.is_line_removed(line)) return false;
    }
  }
  return true;
}

Article extract_reading(PageReading& reading,
                        const dom::Document& page,
                        const ExtractOptions& options,
                        Diagnostics& diagnostics) {
  Article article;
  article.metadata = reading.metadata();
  const bool found = reading.body.root != kNoIndex && !reading.map.lines.empty();
  PageVerdict verdict{found && options.mode == Mode::Always, "asked for"};
  if (options.mode == Mode::Auto) verdict = judge_reading(reading);
  if (!verdict.is_article || !found) {
    if (options.mode == Mode::Auto) {
      diagnostics.report(DiagnosticId::PageLeftWhole, page.file(), {}, verdict.reason);
    }
    return article;
  }
  BuildPlan plan;
  plan.leads = reading.leads();
  plan.roots = keep_roots(reading, options);
  plan.show_title = options.title_block == TitleBlock::Shown;
  Marks& marks = reading.marks;
  const std::uint32_t root = reading.body.root;
  if (options.keep.empty() && plan.roots.front() != root) {
    remove_buttons(reading.map, reading.facts, plan.roots.front(), marks);
  }
  mark_prompt_blocks(reading.map, reading.facts, root, marks);
  mark_phrases(reading.map, reading.facts, root, marks);
  mark_link_lists(reading.map, reading.facts, {root, article.metadata.url}, marks);
  trim_ends(reading.map, reading.facts, trim_facts(reading, article.metadata), root, marks);
  if (is_emptied(reading, plan.roots)) {
    diagnostics.report(DiagnosticId::PageLeftWhole, page.file(), {}, "nothing of it is an article");
    return article;
  }
  mark_emptied(reading.map, marks);
  article.document = build_article(reading.map, marks, plan, article.metadata);
  if (is_blank(*article.document)) {
    diagnostics.report(DiagnosticId::PageLeftWhole, page.file(), {}, "nothing of it is an article");
    article.document = nullptr;
    return article;
  }
  article.is_article = true;
  // A publication wants its contents; an extracted page keeps the headings that it has.
  if (plan.show_title) promote_section_heads(*article.document);
  if (article.metadata.lead_image.empty()) {
    article.metadata.lead_image = first_image(*article.document);
  }
  article.removals = marks.removals();
  return article;
}

}  // namespace

Article extract_article(const dom::Document& page,
                        const ExtractOptions& options,
                        Diagnostics& diagnostics) {
  PageReading reading{page};
  reading.locate(options);
  if (options.mode == Mode::Never || !options.keep.empty()) {
    return extract_reading(reading, page, options, diagnostics);
  }
  const auto revealed = reveal_article(page, reading.declared.json, seen_weight(reading));
  if (revealed == nullptr) return extract_reading(reading, page, options, diagnostics);
  ExtractOptions chosen = options;
  chosen.mode = Mode::Always;
  PageReading second{*revealed};
  second.locate(chosen);
  return extract_reading(second, *revealed, chosen, diagnostics);
}

}  // namespace banxin::article
