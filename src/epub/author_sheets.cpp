#include "epub/author_sheets.h"

#include <utility>

#include "css/tokenizer.h"
#include "epub/style_filter.h"

namespace banxin::epub {

namespace names = dom::names;
using dom::Node;

AuthorSheets::AuthorSheets(const book::Publication& publication,
                           const EpubOptions& options,
                           Diagnostics& diagnostics)
    : publication_(publication), diagnostics_(diagnostics) {
  for (const book::Chapter& chapter : publication.chapters) {
    Sheet sheet;
    if (options.author_css == AuthorCss::Keep) read_chapter(chapter, sheet);
    if (sheet.rules.empty()) {
      of_chapter_.push_back(0);
      continue;
    }
    const auto [known, is_new] =
        known_.emplace(std::move(sheet.rules), static_cast<std::uint32_t>(sheets_.size() + 1));
    if (is_new) {
      sheets_.push_back(known->first);
      hiding_.emplace_back(sheet.hiding.begin(), sheet.hiding.end());
    }
    of_chapter_.push_back(known->second);
  }
}

const HidingNames* AuthorSheets::hiding(std::uint32_t chapter) const {
  const std::uint32_t sheet = of_chapter_.at(chapter);
  return sheet == 0 || hiding_[sheet - 1].empty() ? nullptr : &hiding_[sheet - 1];
}

void AuthorSheets::read_chapter(const book::Chapter& chapter, Sheet& out) {
  constexpr std::size_t kMostSheets = 256;
  std::size_t count = 0;
  const Node& root = chapter.document->root();
  for (const Node* node = root.first_child; node != nullptr && count < kMostSheets;
       node = dom::next_in_tree(*node, root)) {
    const std::string media = css::to_lower(node->attribute(names::media));
    if (!media.empty() && media != "all" && media != "screen") continue;
    if (node->is_html(names::style)) {
      ++count;
      append_text(dom::text_content(*node), chapter.source_path, chapter.document->file(), out);
    } else if (node->is_html(names::link) &&
               css::to_lower(node->attribute(names::rel)) == "stylesheet") {
      ++count;
      append_linked(chapter, *node, out);
    }
  }
}

void AuthorSheets::append_linked(const book::Chapter& chapter, const Node& link, Sheet& out) {
  if (!publication_.load_resource) return;
  auto loaded = publication_.load_resource(chapter.source_path, link.attribute(names::href));
  if (!loaded) {
    const dom::Document& document = *chapter.document;
    diagnostics_.report_unloaded(loaded.error(), document.file(), document.position(link));
    return;
  }
  const std::string path = loaded.value().path;
  auto [known, is_new] = by_source_.try_emplace(path);
  if (is_new) {
    Sheet sheet;
    append_text(loaded.value().bytes, path, path, sheet);
    known = by_source_.insert_or_assign(path, std::move(sheet)).first;
  }
  out.rules += known->second.rules;
  out.hiding.insert(out.hiding.end(), known->second.hiding.begin(), known->second.hiding.end());
}

// What a sheet imports stands before its own rules (CSS Cascade 4 §2).
void AuthorSheets::append_text(std::string_view text,
                               const std::string& path,
                               std::string_view file,
                               Sheet& out) {
  constexpr std::size_t kDeepest = 8;
  constexpr std::size_t kMostSheets = 256;
  struct Open {
    FilteredSheet sheet;
    std::string path;
    std::size_t next = 0;
  };
  std::vector<Open> open;
  std::unordered_set<std::string> seen{path};
  open.push_back({filter_sheet(text), path, 0});
  while (!open.empty()) {
    Open& top = open.back();
    if (top.next < top.sheet.imports.size()) {
      const std::string reference = top.sheet.imports[top.next++];
      if (open.size() > kDeepest || seen.size() > kMostSheets || !publication_.load_resource)
        continue;
      auto loaded = publication_.load_resource(top.path, reference);
      if (!loaded)
        diagnostics_.report_unloaded(loaded.error(), open.size() == 1 ? file : top.path, {});
      if (!loaded || !seen.insert(loaded.value().path).second) continue;
      open.push_back({filter_sheet(loaded.value().bytes), loaded.value().path, 0});
      continue;
    }
    out.rules += top.sheet.rules;
    out.hiding.insert(out.hiding.end(), top.sheet.hiding.begin(), top.sheet.hiding.end());
    open.pop_back();
  }
}

}  // namespace banxin::epub
