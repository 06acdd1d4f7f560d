#include "publish/page_starts.h"

#include <string_view>
#include <utility>

namespace banxin::publish {
namespace {

// Blanks may be collapsed, and everything else stands in the lines as it does in the source.
bool counts(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > 0x20 && (byte & 0xC0U) != 0x80U;
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text)
    count += counts(c) ? 1U : 0U;
  return count;
}

// Where the character number `index` begins.
std::size_t offset_of(std::string_view text, std::size_t index) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (counts(text[at]) && index-- == 0) return at;
  }
  return text.size();
}

}  // namespace

void PageStarts::begin_chapter(const book::Chapter& chapter, std::uint32_t index) {
  chapter_ = index;
  is_chapter_start_ = true;
  texts_.clear();
  for (const dom::Node* node = chapter.content->first_child; node != nullptr;
       node = dom::next_in_tree(*node, *chapter.content)) {
    if (!node->is_text()) continue;
    const auto [text, is_new] = texts_.try_emplace(node->source_offset, Text{node, 0});
    if (!is_new) text->second.node = nullptr;
  }
}

void PageStarts::add_page(const layout::Fragment& page, const std::string& label) {
  epub::PageStart start{label, chapter_, nullptr, 0};
  bool found = std::exchange(is_chapter_start_, false);
  std::vector<const layout::Fragment*> pending{&page};
  while (!pending.empty()) {
    const layout::Fragment& fragment = *pending.back();
    pending.pop_back();
    if (fragment.is_artifact) continue;
    for (std::size_t i = fragment.children.size(); i > 0; --i)
      pending.push_back(fragment.children[i - 1].fragment.get());
    const layout::Box* box = fragment.box;
    if (box == nullptr) continue;
    if (!found && box->type == layout::BoxType::Replaced && fragment.is_first) {
      start.node = box->node;
      found = start.node != nullptr;
    }
    if (fragment.text == nullptr || fragment.text->generated) continue;
    const auto text = texts_.find(box->source_offset);
    const std::size_t count = count_characters(fragment.text->text);
    if (text == texts_.end() || text->second.node == nullptr || count == 0) continue;
    if (!found) {
      start.node = text->second.node;
      start.offset = offset_of(start.node->text(), text->second.seen);
      found = true;
    }
    text->second.seen += count;
  }
  // A page of nothing that the EPUB has too (a blank one) is not in its list.
  if (found) starts_.push_back(std::move(start));
}

}  // namespace banxin::publish
