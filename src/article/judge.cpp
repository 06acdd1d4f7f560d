// Article or not: evidence for and against, summed. A book's chapter, a page of documentation and a
// page that has no chrome are left whole; so is a page of links.
#include <algorithm>
#include <array>

#include "article/bylines.h"
#include "article/locate.h"
#include "base/ascii.h"

namespace banxin::article {

namespace {

bool is_documentation(const Declared& declared) {
  const std::string generator = ascii_lower(declared.find_meta("generator"));
  static constexpr std::array kGenerators = std::to_array<std::string_view>(
      {"sphinx",  "docbook", "doxygen",    "docusaurus", "mkdocs",    "asciidoctor", "javadoc",
       "pandoc",  "gitbook", "mdbook",     "vuepress",   "vitepress", "docutils",    "makeinfo",
       "rustdoc", "hevea",   "latex2html", "tex4ht",     "calibre",   "sigil",       "ebookmaker"});
  for (const std::string_view name : kGenerators) {
    if (contains(generator, name)) return true;
  }
  return false;
}

// 第三章, 第十二回, Chapter 4
bool is_chapter_title(std::string_view title) {
  const std::string lower = ascii_lower(title.substr(0, 60));
  if (lower.starts_with("chapter ") || lower.starts_with("appendix ") ||
      lower.starts_with("kapitel ")) {
    return true;
  }
  if (!lower.starts_with("第")) return false;
  static constexpr std::array kUnits =
      std::to_array<std::string_view>({"章", "回", "节", "節", "卷", "部", "篇", "话", "話"});
  for (const std::string_view unit : kUnits) {
    const std::size_t at = lower.find(unit);
    if (at != std::string::npos && at <= 24) return true;
  }
  return false;
}

// A line between headline and text that is a date, a byline or a source.
bool has_dateline(const PageReading& reading) {
  constexpr std::uint32_t kReach = 10;
  const std::uint32_t title = reading.headline.line;
  if (title == kNoIndex) return false;
  const auto count = static_cast<std::uint32_t>(reading.map.lines.size());
  for (std::uint32_t line = title + 1; line < std::min(count, title + kReach); ++line) {
    if (reading.facts[line].score > 2 && reading.map.lines[line].measure.weight > 90) return false;
    if (is_meta_line(reading.map.line_text(line))) return true;
  }
  return false;
}

struct Chrome {
  float left_out = 0;  // share of the page's text that is not the body's
  bool has_navigation = false;
};

Chrome measure_chrome(const PageReading& reading) {
  Chrome chrome;
  const float page = reading.map.elements[0].weight;
  const float body = reading.map.elements[reading.body.root].weight;
  chrome.left_out = page > 0 ? (page - body) / page : 0;
  for (const Element& element : reading.map.elements) {
    if (has_hint(element.hints, Hint::Navigation) && element.link_weight > 30) {
      chrome.has_navigation = true;
    }
  }
  return chrome;
}

}  // namespace

PageVerdict judge_reading(const PageReading& reading) {
  PageVerdict verdict;
  if (reading.map.elements.empty() || reading.body.root == kNoIndex) {
    verdict.reason = "the page has no text";
    return verdict;
  }
  if (is_documentation(reading.declared)) {
    verdict.reason = "made by a documentation or book generator";
    return verdict;
  }
  const Chrome chrome = measure_chrome(reading);
  const Element& page = reading.map.elements[0];
  if (reading.body.score < 5) {
    verdict.reason = "too little running text";
    return verdict;
  }
  if (page.link_weight > 0.75F * page.weight && reading.body.score < 20) {
    verdict.reason = "mostly links";
    return verdict;
  }
  const bool declared = reading.declared.json.is_article ||
                        reading.declared.find_meta("og:type") == "article" ||
                        !reading.declared.find_meta("article:published_time").empty();
  if (declared) return {true, "declared as an article"};
  if (reading.framed_by_site) return {true, "in a frame that other pages of the site repeat"};
  if (is_chapter_title(reading.headline.title) && chrome.left_out < 0.25F) {
    verdict.reason = "a chapter without much around it";
    return verdict;
  }
  if (has_dateline(reading)) return {true, "a headline with its date or author"};
  if (chrome.left_out < 0.06F && !chrome.has_navigation) {
    verdict.reason = "hardly anything around the text";
    return verdict;
  }
  return {true, "text with a frame around it"};
}

PageVerdict judge_page(const dom::Document& page) {
  PageReading reading{page};
  reading.locate({});
  return judge_reading(reading);
}

}  // namespace banxin::article
