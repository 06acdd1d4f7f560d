#include "publish/refused_references.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/ascii.h"
#include "base/diagnostic_ids.h"
#include "input/url.h"

namespace banxin::publish {
namespace {

namespace names = dom::names;

constexpr std::size_t kShownBytes = 200;  // LIMIT: of a frame's address, which may be data:

std::string without_comments(std::string_view sheet) {
  std::string out;
  while (!sheet.empty()) {
    const std::size_t start = std::min(sheet.find("/*"), sheet.size());
    out += sheet.substr(0, start);
    const std::size_t end = sheet.find("*/", std::min(start + 2, sheet.size()));
    sheet.remove_prefix(end == std::string_view::npos ? sheet.size() : end + 2);
  }
  return out;
}

// The text in quotes, or up to `close`, that begins at `at`.
std::string_view quoted_or_until(std::string_view text, std::size_t at, char close) {
  at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
  if (at == text.size()) return {};
  const bool quoted = text[at] == '"' || text[at] == '\'';
  const char end = quoted ? text[at] : close;
  if (quoted) ++at;
  constexpr std::size_t kLongest = 512;
  text = text.substr(at, kLongest);
  const std::size_t stop = text.find(end);
  return stop == std::string_view::npos ? std::string_view{} : text.substr(0, stop);
}

// The texts in quotes in `image-set(…)`.
void add_image_sets(const std::string& sheet, std::vector<std::string>& found) {
  constexpr std::string_view kName = "image-set(";
  const std::string lower = ascii_lower(sheet);
  for (std::size_t at = lower.find(kName); at != std::string::npos;
       at = lower.find(kName, at + 1)) {
    constexpr std::size_t kLongest = 2048;
    std::string_view set = std::string_view(sheet).substr(at + kName.size(), kLongest);
    set = set.substr(0, set.find(';'));
    for (std::size_t quote = set.find('"'); quote != std::string_view::npos;) {
      const std::size_t end = set.find('"', quote + 1);
      if (end == std::string_view::npos) break;
      found.push_back(input::strip_url(set.substr(quote + 1, end - quote - 1)));
      quote = set.find('"', end + 1);
    }
  }
}

// What `url(…)`, `image-set("…")` and `@import "…"` name.
std::vector<std::string> references_of_style(std::string_view style) {
  const std::string sheet = without_comments(style);
  const std::string lower = ascii_lower(sheet);
  constexpr std::size_t kMost = 10'000;  // LIMIT: of one sheet
  std::vector<std::string> found;
  for (std::size_t at = lower.find("url("); at != std::string::npos && found.size() < kMost;
       at = lower.find("url(", at + 4))
    found.push_back(input::strip_url(quoted_or_until(sheet, at + 4, ')')));
  add_image_sets(sheet, found);
  for (std::size_t at = lower.find("@import"); at != std::string::npos;
       at = lower.find("@import", at + 7)) {
    const std::size_t start = lower.find_first_not_of(" \t\r\n", at + 7);
    if (start != std::string::npos && (lower[start] == '"' || lower[start] == '\''))
      found.push_back(input::strip_url(quoted_or_until(sheet, start, ';')));
  }
  return found;
}

std::vector<Atom> naming_attributes(const dom::Node& node) {
  if (node.is_html(names::object)) return {names::data};
  if (node.is_html(names::video)) return {names::src, names::poster};
  for (const Atom name : {names::img, names::embed, names::audio, names::source, names::track,
                          names::iframe, names::frame, names::input}) {
    if (node.is_html(name)) return {names::src};
  }
  return {names::background};
}

class Reporter {
 public:
  Reporter(const Composition& composition, Diagnostics& diagnostics)
      : composition_(composition), diagnostics_(diagnostics) {
    for (const Diagnostic& told : diagnostics.found())
      told_.insert(told.subject);
  }

  void report(const book::Chapter& chapter) {
    const bool keeps_style = composition_.own_style.contains(chapter.source_path);
    const dom::Node& root = chapter.document->root();
    for (const dom::Node* node = root.first_child; node != nullptr;
         node = dom::next_in_tree(*node, root)) {
      if (!node->is_element()) continue;
      for (const Atom name : naming_attributes(*node))
        check(chapter, *node, input::strip_url(node->attribute(name)));
      check_svg(chapter, *node);
      if (node->is_html(names::iframe)) check_frame(chapter, *node);
      if (!keeps_style) continue;
      for (const std::string& url : references_of_style(node->attribute(names::style)))
        check(chapter, *node, url);
      if (!node->is_html(names::style)) continue;
      for (const std::string& url : references_of_style(dom::text_content(*node)))
        check(chapter, *node, url);
    }
  }

 private:
  void check(const book::Chapter& chapter, const dom::Node& node, const std::string& url) {
    const std::string scheme = input::url_scheme(url);
    const bool is_elsewhere = (!scheme.empty() && scheme != "data" && scheme != "about") ||
                              url.starts_with("//") || url.starts_with("\\\\");
    const bool leads_out =
        scheme.empty() && !url.empty() && !url.starts_with('#') &&
        input::resolve_path(url.substr(0, url.find('?')), chapter.source_path).empty();
    if (!is_elsewhere && !leads_out) return;
    // An archive may hold what came from elsewhere.
    const auto resource = composition_.publication.load_resource(chapter.source_path, url);
    if (resource || resource.error().code == ErrorCode::NotFound) return;
    if (!told_.insert(resource.error().subject).second) return;
    diagnostics_.report(DiagnosticId::ResourceRefused, chapter.document->file(),
                        chapter.document->position(node), resource.error().subject);
  }

  // href and xlink:href.
  void check_svg(const book::Chapter& chapter, const dom::Node& node) {
    if (node.name_space != dom::Namespace::Svg || node.name == names::a) return;
    for (const dom::Attribute& attribute : node.attributes()) {
      if (attribute.name == names::href) check(chapter, node, input::strip_url(attribute.value));
    }
  }

  // No output shows a page inside of a page: its text is missed, unless it is published, too.
  void check_frame(const book::Chapter& chapter, const dom::Node& frame) {
    const std::string url = input::strip_url(frame.attribute(names::src));
    std::string name;
    for (const dom::Attribute& attribute : frame.attributes()) {
      const bool holds_page = chapter.document->atoms().name(attribute.name) == "srcdoc";
      if (holds_page && !attribute.value.empty()) name = "srcdoc";
    }
    if (const std::string scheme = input::url_scheme(url);
        name.empty() && !url.empty() && scheme != "about" && scheme != "javascript") {
      const auto page = composition_.publication.load_resource(chapter.source_path, url);
      if (page && !is_published(page.value().path)) name = url.substr(0, kShownBytes);
    }
    if (name.empty()) return;
    diagnostics_.report(DiagnosticId::FrameNotShown, chapter.document->file(),
                        chapter.document->position(frame), name);
  }

  bool is_published(std::string_view name) const {
    const auto& chapters = composition_.publication.chapters;
    return std::any_of(chapters.begin(), chapters.end(), [name](const book::Chapter& chapter) {
      return chapter.source_path == name;
    });
  }

  const Composition& composition_;
  Diagnostics& diagnostics_;
  std::unordered_set<std::string> told_;
};

}  // namespace

void report_refused_references(const Composition& composition, Diagnostics& diagnostics) {
  if (!composition.publication.load_resource) return;
  Reporter reporter(composition, diagnostics);
  for (const book::Chapter& chapter : composition.publication.chapters)
    reporter.report(chapter);
}

}  // namespace banxin::publish
