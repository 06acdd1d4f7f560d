#pragma once
// The contents as a page of the printed book: every entry with the number of its page.
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "book/publication.h"
#include "dom/document.h"
#include "layout/page.h"

namespace banxin::publish {

// The label of the page on which a place of the contents stands; gathered from the pages of a book
// that are laid out and not painted.
class ContentsPages final : public layout::PageSink {
 public:
  explicit ContentsPages(const book::Publication& publication);

  void begin_chapter(std::uint32_t chapter);
  void take(layout::Page page) override;
  // "" for a place that no page shows.
  std::string label_of(const book::Place& place) const;

 private:
  std::unordered_map<const dom::Node*, std::string> label_of_node_;  // the places', "" at first
  std::vector<std::string> label_of_chapter_;
  std::uint32_t chapter_ = 0;
};

struct ContentsPage {
  std::unique_ptr<dom::Document> document;
  std::unordered_map<const dom::Node*, book::Place> links;  // of its anchors
};

// <nav class=contents><h1>目录</h1><ol>…<a>title<span class=leader></span><span class=page>12…
ContentsPage make_contents_page(const book::Publication& publication, const ContentsPages& pages);

}  // namespace banxin::publish
