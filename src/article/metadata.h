#pragma once
// What a page says about itself: JSON-LD, OpenGraph, Dublin Core, meta, microdata, and what can be
// read on it (headline, byline, date). For articles and for pages left whole alike.
#include <string>
#include <vector>

#include "article/json_ld.h"
#include "dom/document.h"

namespace banxin::article {

struct Metadata {
  std::string title;  // without the site's name
  std::vector<std::string> bylines;
  std::string source;  // where a reprint came from: 来源
  std::string site;
  std::string published;  // ISO 8601, as exact as the page is
  std::string modified;
  std::string lang;  // BCP 47
  std::string description;
  std::string lead_image;  // as written: may be relative to the page
  std::string url;
  BookFacts book;  // what the page's JSON-LD says of a book
};

// As metadata of a page that is left whole.
Metadata read_metadata(const dom::Document& document);

// The names joined as the language does it.
std::string join_bylines(const std::vector<std::string>& bylines);

}  // namespace banxin::article
