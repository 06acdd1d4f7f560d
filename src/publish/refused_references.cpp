#include "publish/refused_references.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/diagnostic_ids.h"
#include "base/utf8.h"
#include "input/url.h"
#include "publish/sheets.h"
#include "publish/style_references.h"

namespace banxin::publish {
namespace {

namespace names = dom::names;

constexpr std::size_t kShownBytes = 200;  // LIMIT: of a frame's address, which may be data:

SourcePosition position_in(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto lines = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
  const std::string_view line = before.substr(before.rfind('\n') + 1);
  return {lines + 1, static_cast<std::uint32_t>(count_characters(line) + 1)};
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
      for (const StyleReference& reference : references_of_style(node->attribute(names::style)))
        check(chapter, *node, reference.url);
      if (node->is_html(names::style)) check_style(chapter, *node);
      if (node->is_html(names::link) && has_ascii_word(node->attribute(names::rel), "stylesheet"))
        check_sheets(chapter.source_path, input::strip_url(node->attribute(names::href)));
    }
  }

 private:
  struct Place {
    std::string_view base;  // in the gate
    std::string_view file;  // for messages
    SourcePosition position;
  };

  void check(const book::Chapter& chapter, const dom::Node& node, const std::string& url) {
    check({chapter.source_path, chapter.document->file(), chapter.document->position(node)}, url);
  }

  // A sheet of the page's own.
  void check_style(const book::Chapter& chapter, const dom::Node& style) {
    const dom::Node* const text = style.first_child;
    if (text == nullptr || !text->is_text()) return;
    const dom::Document& document = *chapter.document;
    for (const StyleReference& reference : references_of_style(text->text())) {
      const auto offset = static_cast<std::uint32_t>(text->source_offset + reference.offset);
      check({chapter.source_path, document.file(), document.position(offset)}, reference.url);
      if (reference.is_import) check_sheets(chapter.source_path, reference.url);
    }
  }

  // A sheet in a file, and those that it imports. What cannot be had is told by who wanted it.
  void check_sheets(const std::string& from, const std::string& url) {
    constexpr std::size_t kMostSheets = 256;
    std::vector<std::pair<std::string, std::string>> pending{{from, url}};
    while (!pending.empty() && sheets_.size() < kMostSheets) {
      const auto [base, reference] = std::move(pending.back());
      pending.pop_back();
      auto loaded = composition_.publication.load_resource(base, reference);
      if (!loaded || !sheets_.insert(loaded.value().path).second) continue;
      const std::string path = loaded.value().path;
      const std::string sheet = decode_sheet(std::move(loaded.value().bytes));
      for (StyleReference& named : references_of_style(sheet)) {
        check({path, path, position_in(sheet, named.offset)}, named.url);
        if (named.is_import) pending.emplace_back(path, std::move(named.url));
      }
    }
  }

  void check(const Place& place, const std::string& url) {
    const std::string scheme = input::url_scheme(url);
    const bool is_elsewhere = (!scheme.empty() && scheme != "data" && scheme != "about") ||
                              url.starts_with("//") || url.starts_with("\\\\");
    const bool leads_out = scheme.empty() && !url.empty() && !url.starts_with('#') &&
                           input::resolve_path(url.substr(0, url.find('?')), place.base).empty();
    if (!is_elsewhere && !leads_out) return;
    // An archive may hold what came from elsewhere.
    const auto resource = composition_.publication.load_resource(std::string(place.base), url);
    if (resource || resource.error().code == ErrorCode::NotFound) return;
    if (!told_.insert(resource.error().subject).second) return;
    diagnostics_.report(DiagnosticId::ResourceRefused, place.file, place.position,
                        resource.error().subject);
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
  std::unordered_set<std::string> sheets_;  // that were looked at
};

}  // namespace

void report_refused_references(const Composition& composition, Diagnostics& diagnostics) {
  if (!composition.publication.load_resource) return;
  Reporter reporter(composition, diagnostics);
  for (const book::Chapter& chapter : composition.publication.chapters)
    reporter.report(chapter);
}

}  // namespace banxin::publish
