#include "book/cover_choice.h"

#include <charconv>

#include "input/resources.h"

namespace banxin::book {
namespace {

namespace names = dom::names;
using dom::Node;

int attribute_number(const Node& node, Atom name) {
  const std::string_view text = node.attribute(name);
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// Pictures that can be no cover: spacers, icons, tracking pixels, by what their markup says.
bool may_be_cover(const Node& image) {
  if (!image.is_html(names::img) || image.attribute(names::src).empty()) return false;
  const int width = attribute_number(image, names::width);
  const int height = attribute_number(image, names::height);
  return (width == 0 || width >= 300) && (height == 0 || height >= 300);
}

bool is_loadable(std::string_view reference) {
  const std::string scheme = input::url_scheme(reference);
  return !reference.empty() && !reference.starts_with("//") && (scheme.empty() || scheme == "data");
}

}  // namespace

Cover choose_cover(const Publication& publication, const BookOptions& options) {
  Cover cover;
  if (options.cover == CoverChoice::None) return cover;
  if (options.cover == CoverChoice::File) {
    cover.kind = CoverKind::Picture;
    cover.bytes = options.cover_bytes;
    return cover;
  }
  cover.kind = CoverKind::Drawn;
  if (options.cover == CoverChoice::Draw) return cover;
  const std::string& named = publication.metadata.cover_picture;
  if (is_loadable(named)) {
    cover.kind = CoverKind::Picture;
    cover.reference = named;
    cover.source_path = publication.chapters.front().source_path;
    return cover;
  }
  // A book's cover stands before its text, an article's lead picture near its beginning.
  const Chapter& first = publication.chapters.front();
  std::size_t text_before = 0;
  constexpr std::size_t kNearBeginning = 2000;
  for (const Node* node = first.content->first_child;
       node != nullptr && text_before < kNearBeginning;
       node = dom::next_in_tree(*node, *first.content)) {
    if (node->is_text()) text_before += node->text().size();
    if (!may_be_cover(*node) || !is_loadable(node->attribute(names::src))) continue;
    cover.kind = CoverKind::Picture;
    cover.reference = std::string(node->attribute(names::src));
    cover.source_path = first.source_path;
    break;
  }
  return cover;
}

}  // namespace banxin::book
