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

// What the frames of documentation sites are called.
bool names_documentation(const dom::Node& element) {
  static constexpr std::array kNames = std::to_array<std::string_view>(
      {"sphinxsidebar", "rst-content", "wy-nav-content", "bodywrapper", "md-content",
       "theme-doc-markdown", "markdown-section", "theme-default-content", "vp-doc", "vpdoc",
       "apidoc", "apicontent", "book-summary", "docstring", "javadoc", "doxygen"});
  for (const Atom attribute : {dom::names::id, dom::names::class_}) {
    const std::string_view value = element.attribute(attribute);
    if (value.empty()) continue;
    for (const std::string_view name : kNames) {
      if (has_ascii_word(value, name)) return true;
    }
  }
  return false;
}

// "fs.open(path)", a place to link to ("Usage ¶"), or a section that every entry has.
bool is_reference_head(std::string_view text) {
  static constexpr std::array kSections = std::to_array<std::string_view>(
      {"syntax",   "parameters",   "arguments",      "return value", "returns",
       "synopsis", "exceptions",   "specifications", "see also",     "browser compatibility",
       "语法",     "参数",         "返回值",         "异常",         "另请参阅",
       "规范",     "浏览器兼容性", "語法",           "參數",         "回傳值",
       "参见",     "構文",         "引数",           "返り値",       "返値",
       "例外",     "関連項目",     "仕様書",         "구문",         "매개변수",
       "반환 값"});
  if (text.ends_with("¶") || text.ends_with("#")) return true;
  const std::size_t open = text.find('(');
  if (open > 0 && open < text.size() && text.ends_with(")") &&
      (is_ascii_alphanumeric(text[open - 1]) || text[open - 1] == '_')) {
    return true;
  }
  const std::string lower = ascii_lower(text.substr(0, 40));
  return std::find(kSections.begin(), kSections.end(), lower) != kSections.end();
}

// A manual or a reference without its generator's name: by its frame, or by heads that name
// functions or can be linked to.
bool has_form_of_documentation(const PageReading& reading) {
  constexpr std::size_t kMostElements = 20'000;  // LIMIT
  constexpr int kHeads = 4;
  int heads = 0;
  for (const Line& line : reading.map.lines) {
    if (line.kind == LineKind::Heading && is_reference_head(reading.map.line_text(line))) ++heads;
  }
  if (heads >= kHeads) return true;
  const std::size_t most = std::min(reading.map.elements.size(), kMostElements);
  return std::any_of(reading.map.elements.begin(),
                     reading.map.elements.begin() + static_cast<std::ptrdiff_t>(most),
                     [](const Element& element) { return names_documentation(*element.node); });
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

// hAtom: class="hentry" around what is read, which blogs' programs write.
bool is_marked_entry(const PageReading& reading) {
  const PageMap& map = reading.map;
  for (std::uint32_t index = reading.body.root; index != kNoIndex;
       index = map.elements[index].parent) {
    if (has_ascii_word(map.elements[index].node->attribute(dom::names::class_), "hentry"))
      return true;
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
  const bool declared = reading.declared.json.is_article ||
                        reading.declared.find_meta("og:type") == "article" ||
                        !reading.declared.find_meta("article:published_time").empty();
  // A short article between long menus declares itself.
  if (!declared && page.link_weight > 0.75F * page.weight && reading.body.score < 20) {
    verdict.reason = "mostly links";
    return verdict;
  }
  if (declared) return {true, "declared as an article"};
  const bool is_dated = has_dateline(reading);
  if (!is_dated && has_form_of_documentation(reading)) {
    verdict.reason = "made as documentation is";
    return verdict;
  }
  if (reading.framed_by_site) return {true, "in a frame that other pages of the site repeat"};
  if (is_chapter_title(reading.headline.title) && chrome.left_out < 0.25F) {
    verdict.reason = "a chapter without much around it";
    return verdict;
  }
  if (is_dated) return {true, "a headline with its date or author"};
  if (is_marked_entry(reading)) return {true, "marked as an entry of a blog"};
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
