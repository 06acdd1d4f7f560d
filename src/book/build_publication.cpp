#include "book/build_publication.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "book/check_chapters.h"
#include "book/contents.h"
#include "book/cover_choice.h"
#include "book/heading.h"
#include "book/language.h"
#include "book/notes.h"
#include "book/page_metadata.h"
#include "book/references.h"
#include "book/words.h"

namespace banxin::book {
namespace {

namespace names = dom::names;
using dom::Node;

// What a text without any title and name begins with: up to its first stop, or some characters.
std::string first_words(const Node& content) {
  constexpr std::size_t kMostCharacters = 24;
  constexpr std::u32string_view kStops = U"。！？!?；;";
  for (const Node* node = &content; node != nullptr; node = dom::next_in_tree(*node, content)) {
    if (!node->is_text() || node->parent->is_html(names::style) ||
        node->parent->is_html(names::script))
      continue;
    const std::u32string text = to_utf32(collapse_blanks(node->text()));
    if (text.empty()) continue;
    const std::size_t stop = std::min(text.find_first_of(kStops), text.size());
    if (stop > 0 && stop <= kMostCharacters) return to_utf8(text.substr(0, stop));
    return to_utf8(text.substr(0, kMostCharacters)) + "…";
  }
  return {};
}

// The page's title without its site's name: of `title`, what its first heading says too.
std::string page_title(const InputPage& page,
                       const Node& content,
                       const Metadata& metadata,
                       const std::vector<Heading>& headings,
                       std::size_t page_count) {
  if (!page.title.empty()) return page.title;
  // In a book of many pages the heading is the chapter's title; <title> often repeats the book's.
  if (!headings.empty() && (page_count > 1 || metadata.title.empty())) return headings[0].text;
  if (!metadata.title.empty()) return metadata.title;
  std::string_view name = page.source_path;
  name = name.substr(name.rfind('/') + 1);
  name = name.substr(0, name.rfind('.'));
  if (!name.empty()) return std::string(name);
  const std::string words = first_words(content);
  return words.empty() ? std::string(words_in(metadata.language).untitled) : words;
}

Direction page_direction(const dom::Document& document, std::string_view language) {
  for (const Node* node : {document.document_element(), document.body()}) {
    if (node == nullptr) continue;
    for (const dom::Attribute& attribute : node->attributes()) {
      if (document.atoms().name(attribute.name) != "dir") continue;
      const std::string value = ascii_lower(attribute.value);
      if (value == "rtl") return Direction::Rtl;
      if (value == "ltr") return Direction::Ltr;
    }
  }
  return is_right_to_left(language) ? Direction::Rtl : Direction::Ltr;
}

// HTML Standard §4.2.3: the first <base href>. One that is relative itself says nothing here.
std::string base_url(const dom::Document& document, const std::string& otherwise) {
  const Node* head = dom::find_element(document.root(), names::head);
  if (head == nullptr) return otherwise;
  const Node* base = dom::find_element(*head, names::base);
  while (base != nullptr && base->find_attribute(names::href) == nullptr) {
    do {
      base = dom::next_in_tree(*base, *head);
    } while (base != nullptr && !base->is_html(names::base));
  }
  const std::string href =
      base == nullptr ? std::string{} : collapse_blanks(base->attribute(names::href));
  const std::string scheme = ascii_lower(std::string_view(href).substr(0, 8));
  if (scheme.starts_with("http://") || scheme.starts_with("https://")) return href;
  if (scheme.starts_with("//")) return "https:" + href;
  return otherwise;
}

// A document without a body (a fragment, an empty file) gets one that holds what there is.
Node& content_of(InputPage& page) {
  if (page.content != nullptr) return *page.content;
  dom::Document& document = *page.document;
  if (Node* body = document.body()) return *body;
  Node& body = document.create_element(names::body);
  Node* parent = document.document_element();
  dom::Document::append_child(parent != nullptr ? *parent : document.root(), body);
  return body;
}

class Builder {
 public:
  Builder(std::vector<InputPage>& pages, const BookOptions& options, Diagnostics& diagnostics)
      : pages_(pages), options_(options), diagnostics_(diagnostics) {}

  Publication build() {
    publication_.load_resource = options_.load_resource;
    for (InputPage& page : pages_)
      add_page(page);
    merge();
    publication_.writing_mode = options_.writing_mode.value_or(WritingMode::HorizontalTb);
    for (Chapter& chapter : publication_.chapters)
      chapter.writing_mode = publication_.writing_mode;
    decide_matter();
    resolve_references(publication_, diagnostics_);
    IdSource ids(publication_);
    build_contents(publication_, contents_, options_, ids);
    check_chapters(publication_, diagnostics_);
    find_notes(publication_, ids);
    if (options_.section_numbers == SectionNumbers::Added) number_sections(publication_);
    publication_.cover = choose_cover(publication_, options_);
    return std::move(publication_);
  }

 private:
  void add_page(InputPage& page) {
    Metadata metadata = page.metadata;
    read_head(*page.document, metadata);
    Chapter chapter;
    chapter.content = &content_of(page);
    chapter.document = std::move(page.document);
    chapter.source_path = page.source_path;
    chapter.addresses = std::move(page.addresses);
    chapter.source_url = metadata.source;
    chapter.base_url = base_url(*chapter.document, chapter.source_url);
    chapter.joined = std::move(page.joined);
    if (metadata.language.empty()) metadata.language = detect_language(*chapter.content);
    metadata.language = checked_language(std::move(metadata.language), *chapter.content);
    chapter.language = metadata.language;
    chapter.direction = page_direction(*chapter.document, chapter.language);
    contents_.headings.push_back(find_headings(chapter));
    if (page.is_contents && contents_.headings.back().size() > 1)
      contents_.headings.back().resize(1);
    contents_.titled.push_back(!page.title.empty());
    chapter.title =
        page_title(page, *chapter.content, metadata, contents_.headings.back(), pages_.size());
    const TitlePattern pattern = classify_title(chapter.title);
    chapter.is_part = pattern.kind == TitleKind::Part;
    contents_.parts.push_back(page.part.empty() ? std::string(pattern.part) : page.part);
    metadata_.push_back(std::move(metadata));
    publication_.chapters.push_back(std::move(chapter));
  }

  void merge() {
    Metadata& metadata = publication_.metadata;
    metadata = merge_metadata(metadata_, options_.metadata);
    if (metadata.title.empty()) metadata.title = publication_.chapters.front().title;
    if (metadata.language.empty()) metadata.language = "und";
    // A tag without a script or region says less than the text does.
    if (metadata.language == "zh") {
      metadata.language =
          checked_language(metadata.language, *publication_.chapters.front().content);
    }
    if (!options_.metadata.language.empty()) {
      for (Chapter& chapter : publication_.chapters)
        chapter.language = metadata.language;
    }
    // <title>第一章 - 书名</title> names the book where others name their site.
    if (metadata.site_name == metadata.title) metadata.site_name.clear();
    fill_sort_names(metadata);
    publication_.direction = publication_.chapters.front().direction;
    if (options_.writing_mode == WritingMode::VerticalRl) publication_.direction = Direction::Rtl;
  }

  // Front matter ends where the first page of the body begins, back matter begins after the last:
  // a 后记 between two chapters is a chapter.
  void decide_matter() {
    std::vector<Matter> said;
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      const TitlePattern pattern = classify_title(publication_.chapters[i].title);
      said.push_back(
          pages_[i].matter.value_or(pages_[i].is_contents ? Matter::Front : pattern.matter));
    }
    std::size_t first = 0;
    while (first < said.size() && said[first] == Matter::Front)
      ++first;
    std::size_t last = said.size();
    while (last > first && said[last - 1] == Matter::Back)
      --last;
    // A book of nothing but prefaces is a body.
    if (first >= last) first = 0, last = said.size();
    for (std::size_t i = 0; i < said.size(); ++i) {
      Matter matter = i < first ? Matter::Front : i >= last ? Matter::Back : Matter::Body;
      if (pages_[i].matter) matter = *pages_[i].matter;
      publication_.chapters[i].matter = matter;
    }
  }

  std::vector<InputPage>& pages_;
  const BookOptions& options_;
  Diagnostics& diagnostics_;
  Publication publication_;
  std::vector<Metadata> metadata_;
  ContentsInput contents_;
};

}  // namespace

Publication build_publication(std::vector<InputPage> pages,
                              const BookOptions& options,
                              Diagnostics& diagnostics) {
  BANXIN_ASSERT(!pages.empty(), "a publication has at least one page");
  return Builder(pages, options, diagnostics).build();
}

}  // namespace banxin::book
