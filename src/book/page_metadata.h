#pragma once
// What the pages and the command line say about the book, made one.
#include "book/build_publication.h"

namespace banxin::book {

// What a page's own head says: <title>, <html lang>, meta author, description, keywords, dc.*,
// og:*. Fills only what `metadata` lacks. (JSON-LD and visible bylines are article's: they come
// filled.)
void read_head(const dom::Document& document, Metadata& metadata);

// The book's metadata: options over pages. For a book of many pages only what all pages agree on
// (author, publisher, language…) is taken from them.
Metadata merge_metadata(const std::vector<Metadata>& pages, const Metadata& options);

// Fills file_as of names and title where nobody gave one.
void fill_sort_names(Metadata& metadata);

// An ISBN-10 or -13 with a right check digit, hyphens and blanks taken out; "" for all else.
std::string valid_isbn(std::string_view text);

}  // namespace banxin::book
