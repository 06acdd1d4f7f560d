#pragma once
// The package of a book: package.opf, nav.xhtml, toc.ncx, made from the publication and what the
// content writer wrote. EPUB 3.3 §5 and §7, EPUB Accessibility 1.1.
#include <string>
#include <vector>

#include "epub/content.h"
#include "epub/options.h"

namespace banxin::epub {

struct ManifestItem {
  std::string id;
  std::string href;
  std::string media_type;
  std::string properties;
};

struct PackageInput {
  const book::Publication& publication;
  const EpubOptions& options;
  const BookContent& content;
  std::string identifier;           // urn:uuid:…
  std::vector<ManifestItem> items;  // of pictures, styles and fonts
  std::string cover_page;           // href of the cover's page, "" without one
  std::string cover_item;           // id of the cover's picture
};

// c0001.xhtml: the name of a content file, and of a place in it as links write it.
std::string content_file_name(std::uint32_t file);
// "" when the place was not written.
std::string href_of(const book::Publication& publication,
                    const BookContent& content,
                    const book::Place& place);

std::string write_package(const PackageInput& input);
std::string write_navigation(const PackageInput& input);
std::string write_ncx(const PackageInput& input);
// Whether the contents stand in the book as a page: where there is more than a handful.
bool has_contents_page(const book::Publication& publication);
// Whether the page list says something: the nav and the package must agree.
bool has_page_list(const BookContent& content);

// <?xml … <html … <head>…</head><body>, common to all XHTML files of the book. `extra` goes into
// <html>.
struct PageHead {
  std::string_view title;
  std::string_view language;
  Direction direction = Direction::Ltr;
  std::string_view html_class;
  bool links_style = true;
  std::uint32_t author_style = 0;  // 1 + index of the chapter's own sheet, 0 for none
};
void append_page_head(std::string& out, const PageHead& head);

}  // namespace banxin::epub
