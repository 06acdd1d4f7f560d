#include "epub/author_sheets.h"

#include "css/tokenizer.h"
#include "epub/style_filter.h"

namespace banxin::epub {

namespace names = dom::names;
using dom::Node;

AuthorSheets::AuthorSheets(const book::Publication& publication, const EpubOptions& options) {
  for (const book::Chapter& chapter : publication.chapters) {
    std::string text =
        options.author_css == AuthorCss::Keep ? read_chapter(publication, chapter) : std::string();
    if (text.empty()) {
      of_chapter_.push_back(0);
      continue;
    }
    const auto [known, is_new] =
        known_.emplace(std::move(text), static_cast<std::uint32_t>(sheets_.size() + 1));
    if (is_new) sheets_.push_back(known->first);
    of_chapter_.push_back(known->second);
  }
}

std::string AuthorSheets::read_chapter(const book::Publication& publication,
                                       const book::Chapter& chapter) {
  constexpr std::size_t kMostSheets = 256;
  std::size_t count = 0;
  std::string out;
  const Node& root = chapter.document->root();
  for (const Node* node = root.first_child; node != nullptr && count < kMostSheets;
       node = dom::next_in_tree(*node, root)) {
    const std::string media = css::to_lower(node->attribute(names::media));
    if (!media.empty() && media != "all" && media != "screen") continue;
    if (node->is_html(names::style)) {
      ++count;
      out += filter_sheet(dom::text_content(*node));
    } else if (node->is_html(names::link) &&
               css::to_lower(node->attribute(names::rel)) == "stylesheet" &&
               publication.load_resource) {
      ++count;
      auto loaded = publication.load_resource(chapter.source_path, node->attribute(names::href));
      if (!loaded) continue;
      auto [known, is_new] = by_source_.try_emplace(loaded.value().path);
      if (is_new) known->second = filter_sheet(loaded.value().bytes);
      out += known->second;
    }
  }
  return out;
}

}  // namespace banxin::epub
