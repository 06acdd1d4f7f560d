#include "book/page_metadata.h"

#include "base/ascii.h"
#include "book/sort_name.h"

#include <algorithm>

#include "book/heading.h"
#include "book/language.h"

namespace banxin::book {
namespace {

namespace names = dom::names;
using dom::Node;

void set_if_empty(std::string& field, std::string_view value) {
  if (field.empty()) field = collapse_blanks(value);
}

void split_list(std::string_view list, std::vector<std::string>& out) {
  constexpr std::string_view kSeparators = ",;";
  std::string item;
  const auto add = [&] {
    item = collapse_blanks(item);
    if (!item.empty() && item.size() <= 100 &&
        std::find(out.begin(), out.end(), item) == out.end() && out.size() < 30) {
      out.push_back(item);
    }
    item.clear();
  };
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string_view rest = list.substr(i);
    if (kSeparators.find(list[i]) != std::string_view::npos) {
      add();
    } else if (rest.starts_with("，") || rest.starts_with("、") || rest.starts_with("；")) {
      add();
      i += std::string_view("，").size() - 1;
    } else {
      item += list[i];
    }
  }
  add();
}

// YYYY, YYYY-MM, YYYY-MM-DD, with a time after T: what dc:date and dcterms take.
bool is_iso_date(std::string_view text) {
  const auto digits = [&](std::size_t at, std::size_t count) {
    if (at + count > text.size()) return false;
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at),
                       text.begin() + static_cast<std::ptrdiff_t>(at + count),
                       [](char c) { return c >= '0' && c <= '9'; });
  };
  if (!digits(0, 4)) return false;
  if (text.size() == 4) return true;
  if (text[4] != '-' || !digits(5, 2)) return false;
  if (text.size() == 7) return true;
  return text[7] == '-' && digits(8, 2) && (text.size() == 10 || text[10] == 'T');
}

// A book may have several authors, each in a meta of its own.
void add_creator(Metadata& metadata, std::string_view value) {
  const std::string name = collapse_blanks(value);
  // Facebook's article:author is mostly a profile's URL.
  if (name.empty() || name.find("://") != std::string::npos) return;
  constexpr std::size_t kMost = 20;
  const bool known = std::any_of(metadata.creators.begin(), metadata.creators.end(),
                                 [&name](const Creator& creator) { return creator.name == name; });
  if (!known && metadata.creators.size() < kMost) metadata.creators.push_back({name, "aut", {}});
}

void read_meta(const Node& meta, bool has_creators, Metadata& metadata) {
  std::string key = ascii_lower(meta.attribute(names::name));
  if (key.empty()) key = ascii_lower(meta.attribute(names::property));
  const std::string_view value = meta.attribute(names::content);
  if (key.empty() || value.empty()) return;
  if (key.starts_with("dcterms.")) key.erase(2, 5);
  if (key == "og:title" || key == "dc.title") return set_if_empty(metadata.title, value);
  if (key == "author" || key == "dc.creator" || key == "article:author" || key == "book:author") {
    if (!has_creators) add_creator(metadata, value);
    return;
  }
  if (key == "dc.contributor" || key == "book:translator") {
    const bool translates = key == "book:translator";
    if (metadata.contributors.size() < 20)
      metadata.contributors.push_back({collapse_blanks(value), translates ? "trl" : "ctb", {}});
    return;
  }
  if (key == "description" || key == "og:description" || key == "dc.description") {
    return set_if_empty(metadata.description, value);
  }
  if (key == "keywords" || key == "dc.subject" || key == "article:tag") {
    return split_list(value, metadata.subjects);
  }
  if (key == "dc.publisher") return set_if_empty(metadata.publisher, value);
  if (key == "og:site_name") return set_if_empty(metadata.site_name, value);
  if (key == "copyright" || key == "dc.rights") return set_if_empty(metadata.rights, value);
  if (key == "og:image" || key == "twitter:image")
    return set_if_empty(metadata.cover_picture, value);
  if (key == "og:url" || key == "dc.source") return set_if_empty(metadata.source, value);
  if (key == "dc.language" || key == "content-language") {
    return set_if_empty(metadata.language, normalise_language(value));
  }
  const bool is_date = key == "article:published_time" || key == "dc.date" || key == "date" ||
                       key == "pubdate" || key == "book:release_date" || key == "dc.date.issued" ||
                       key == "dc.issued";
  if (is_date && is_iso_date(value)) return set_if_empty(metadata.published, value);
  if ((key == "article:modified_time" || key == "dc.modified") && is_iso_date(value)) {
    return set_if_empty(metadata.modified, value);
  }
  if (key == "book:isbn" || key == "dc.identifier") {
    const std::string isbn = valid_isbn(value);
    if (!isbn.empty() && metadata.identifiers.empty()) {
      metadata.identifiers.push_back({isbn, IdentifierScheme::Isbn});
    }
  }
}

// A field that all pages say alike (or do not say), else what is empty.
template <class Get>
auto agreed(const std::vector<Metadata>& pages, Get get) {
  auto value = get(pages.front());
  for (const Metadata& page : pages) {
    auto other = get(page);
    if (other.empty()) continue;
    if (value.empty())
      value = std::move(other);
    else if (value != other)
      return decltype(value){};
  }
  return value;
}

std::vector<std::string> creator_names(const Metadata& metadata) {
  std::vector<std::string> out;
  for (const Creator& creator : metadata.creators)
    out.push_back(creator.name);
  return out;
}

// What says which book it is may stand on one page only, or on all; where two pages say two things
// it is of these pages.
void merge_book_facts(const std::vector<Metadata>& pages, Metadata& out) {
  const auto isbn_of = [](const Metadata& m) {
    const bool has = !m.identifiers.empty() && m.identifiers[0].scheme == IdentifierScheme::Isbn;
    return has ? m.identifiers[0].value : std::string();
  };
  const std::string isbn = agreed(pages, isbn_of);
  if (!isbn.empty()) out.identifiers = {{isbn, IdentifierScheme::Isbn}};
  out.series.name = agreed(pages, [](const Metadata& m) { return m.series.name; });
  if (!out.series.name.empty())
    out.series.index = agreed(pages, [](const Metadata& m) { return m.series.index; });
  out.subtitle = agreed(pages, [](const Metadata& m) { return m.subtitle; });
  const auto names = agreed(pages, [](const Metadata& m) {
    std::vector<std::string> said;
    for (const Creator& one : m.contributors)
      said.push_back(one.role + one.name);
    return said;
  });
  for (const Metadata& page : pages) {
    if (!names.empty() && out.contributors.empty()) out.contributors = page.contributors;
  }
}

void take(std::string& field, const std::string& over) {
  if (!over.empty()) field = over;
}

}  // namespace

void read_head(const dom::Document& document, Metadata& metadata) {
  const Node* html = document.document_element();
  if (html == nullptr) return;
  std::string_view lang = html->attribute(names::lang);
  if (lang.empty()) lang = html->attribute(names::xml_lang);
  set_if_empty(metadata.language, normalise_language(lang));
  const bool has_creators = !metadata.creators.empty();
  const Node* head = dom::find_element(document.root(), names::head);
  if (head == nullptr) return;
  std::string title;
  for (const Node* node = head->first_child; node != nullptr;
       node = dom::next_in_tree(*node, *head)) {
    if (node->is_html(names::title) && title.empty()) title = dom::text_content(*node);
    if (node->is_html(names::meta)) read_meta(*node, has_creators, metadata);
    if (node->is_html(names::link) && ascii_lower(node->attribute(names::rel)) == "canonical") {
      set_if_empty(metadata.source, node->attribute(names::href));
    }
  }
  set_if_empty(metadata.title, title);
}

Metadata merge_metadata(const std::vector<Metadata>& pages, const Metadata& options) {
  Metadata out;
  if (pages.size() == 1) {
    out = pages.front();
  } else if (!pages.empty()) {
    const auto names_of = agreed(pages, creator_names);
    for (const Metadata& page : pages) {
      if (!names_of.empty() && creator_names(page) == names_of) out.creators = page.creators;
    }
    out.language = agreed(pages, [](const Metadata& m) { return m.language; });
    if (out.language.empty()) out.language = pages.front().language;
    out.publisher = agreed(pages, [](const Metadata& m) { return m.publisher; });
    out.rights = agreed(pages, [](const Metadata& m) { return m.rights; });
    out.description = agreed(pages, [](const Metadata& m) { return m.description; });
    out.site_name = agreed(pages, [](const Metadata& m) { return m.site_name; });
    out.subjects = agreed(pages, [](const Metadata& m) { return m.subjects; });
    out.cover_picture = agreed(pages, [](const Metadata& m) { return m.cover_picture; });
    out.published = agreed(pages, [](const Metadata& m) { return m.published; });
    out.title = agreed(pages, [](const Metadata& m) { return m.title; });
    merge_book_facts(pages, out);
    for (const Metadata& page : pages)
      out.modified = std::max(out.modified, page.modified);
  }
  take(out.title, options.title);
  take(out.subtitle, options.subtitle);
  take(out.title_file_as, options.title_file_as);
  take(out.language, normalise_language(options.language));
  take(out.published, options.published);
  take(out.modified, options.modified);
  take(out.publisher, options.publisher);
  take(out.rights, options.rights);
  take(out.description, options.description);
  take(out.source, options.source);
  take(out.cover_picture, options.cover_picture);
  if (!options.creators.empty()) out.creators = options.creators;
  if (!options.contributors.empty()) out.contributors = options.contributors;
  if (!options.identifiers.empty()) out.identifiers = options.identifiers;
  if (!options.subjects.empty()) out.subjects = options.subjects;
  if (!options.series.name.empty()) out.series = options.series;
  return out;
}

void fill_sort_names(Metadata& metadata) {
  for (std::vector<Creator>* list : {&metadata.creators, &metadata.contributors}) {
    for (Creator& creator : *list) {
      if (creator.file_as.empty()) {
        creator.file_as = sort_name_of_person(creator.name, metadata.language);
      }
    }
  }
  if (metadata.title_file_as.empty()) {
    metadata.title_file_as = sort_name_of_title(metadata.title, metadata.language);
  }
}

std::string valid_isbn(std::string_view text) {
  const std::string lowered = ascii_lower(text);
  for (const std::string_view prefix : {"urn:isbn:", "isbn:", "isbn"}) {
    if (lowered.starts_with(prefix)) {
      text.remove_prefix(prefix.size());
      break;
    }
  }
  std::string digits;
  for (const char c : text) {
    if ((c >= '0' && c <= '9') || c == 'X' || c == 'x')
      digits += c == 'x' ? 'X' : c;
    else if (c != '-' && c != ' ')
      return {};
  }
  int sum = 0;
  if (digits.size() == 13 && digits.find('X') == std::string::npos) {
    for (std::size_t i = 0; i < 13; ++i)
      sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
    return sum % 10 == 0 ? digits : std::string{};
  }
  if (digits.size() != 10 || digits.find('X') < 9) return {};
  for (std::size_t i = 0; i < 10; ++i)
    sum += (digits[i] == 'X' ? 10 : digits[i] - '0') * static_cast<int>(10 - i);
  return sum % 11 == 0 ? digits : std::string{};
}

}  // namespace banxin::book
