#include "publish/contents_page.h"

#include <utility>

#include "book/words.h"

namespace banxin::publish {
namespace {

namespace names = dom::names;
using book::ContentsEntry;
using Entries = std::vector<ContentsEntry>;

// Visits the entries in their order; as deep as the contents are, which options.h limits.
template <class Visit>
void for_each_entry(const Entries& entries, const Visit& visit) {
  for (const ContentsEntry& entry : entries) {
    visit(entry);
    for_each_entry(entry.children, visit);
  }
}

class PageWriter {
 public:
  PageWriter(const book::Publication& publication, const ContentsPages& pages)
      : publication_(publication), pages_(pages) {}

  ContentsPage write() {
    page_.document = std::make_unique<dom::Document>(std::string(), std::string());
    dom::Node& html = add(page_.document->root(), names::html);
    set(html, names::lang, publication_.metadata.language);
    add(html, names::head);
    dom::Node& nav = add(add(html, names::body), names::nav);
    set(nav, names::class_, "contents");
    add_text(add(nav, names::h1), book::words_in(publication_.metadata.language).contents);
    write_entries(nav, publication_.contents);
    return std::move(page_);
  }

 private:
  void write_entries(dom::Node& parent, const Entries& entries) {
    dom::Node& list = add(parent, names::ol);
    for (const ContentsEntry& entry : entries) {
      dom::Node& item = add(list, names::li);
      dom::Node& link = add(item, names::a);
      set(link, names::href, "#" + entry.id);
      page_.links.emplace(&link, entry.place);
      add_text(link, entry.title);
      const std::string label = pages_.label_of(entry.place);
      if (!label.empty()) {
        set(add(link, names::span), names::class_, "leader");
        dom::Node& number = add(link, names::span);
        set(number, names::class_, "page");
        add_text(number, label);
      }
      if (!entry.children.empty()) write_entries(item, entry.children);
    }
  }

  dom::Node& add(dom::Node& parent, Atom name) {
    dom::Node& node = page_.document->create_element(name);
    dom::Document::append_child(parent, node);
    return node;
  }
  void add_text(dom::Node& parent, std::string_view text) {
    dom::Document::append_child(parent,
                                page_.document->create_text(page_.document->memory().copy(text)));
  }
  void set(dom::Node& element, Atom name, std::string_view value) {
    page_.document->set_attribute(element, name, page_.document->memory().copy(value));
  }

  const book::Publication& publication_;
  const ContentsPages& pages_;
  ContentsPage page_;
};

}  // namespace

ContentsPages::ContentsPages(const book::Publication& publication)
    : label_of_chapter_(publication.chapters.size()) {
  for_each_entry(publication.contents, [this](const ContentsEntry& entry) {
    if (entry.place.node != nullptr) label_of_node_.try_emplace(entry.place.node);
  });
}

void ContentsPages::begin_chapter(std::uint32_t chapter) {
  chapter_ = chapter;
}

void ContentsPages::take(layout::Page page) {
  std::string& chapter = label_of_chapter_[chapter_];
  const std::string label = std::to_string(page.number);
  if (chapter.empty() && !page.is_blank) chapter = label;
  std::vector<const layout::Fragment*> pending{page.fragment.get()};
  while (!pending.empty()) {
    const layout::Fragment& fragment = *pending.back();
    pending.pop_back();
    for (const layout::ChildFragment& child : fragment.children)
      pending.push_back(child.fragment.get());
    if (fragment.box == nullptr || fragment.box->node == nullptr) continue;
    const auto place = label_of_node_.find(fragment.box->node);
    if (place != label_of_node_.end() && place->second.empty()) place->second = label;
  }
}

std::string ContentsPages::label_of(const book::Place& place) const {
  if (place.node == nullptr) return label_of_chapter_[place.chapter];
  const auto found = label_of_node_.find(place.node);
  return found == label_of_node_.end() ? std::string() : found->second;
}

ContentsPage make_contents_page(const book::Publication& publication, const ContentsPages& pages) {
  return PageWriter(publication, pages).write();
}

}  // namespace banxin::publish
