#pragma once
// What a page's JSON-LD (schema.org) says of the article. The one place that reads JSON.
#include <string>
#include <string_view>
#include <vector>

namespace banxin::article {

// What it says of a book (or of the book that a chapter or article is part of).
struct BookFacts {
  std::string title;                 // of the book that the page is a chapter of
  std::vector<std::string> authors;  // of a Book; those of an article are JsonLd's
  std::vector<std::string> translators;
  std::vector<std::string> illustrators;
  std::vector<std::string> editors;
  std::vector<std::string> keywords;
  std::string subtitle;
  std::string publisher;
  std::string isbn;
  std::string series;
  std::string series_index;
  std::string rights;
};

struct JsonLd {
  std::string headline;
  std::string body;  // articleBody: plain text with line ends, or HTML
  std::vector<std::string> authors;
  std::vector<std::string> organisations;  // those of the authors that are no persons
  std::string published;
  std::string modified;
  std::string publisher;
  std::string image;
  std::string description;
  std::string language;
  BookFacts book;
  bool is_article = false;  // Article, NewsArticle, BlogPosting…
};

// Adds what one script block says; what is known already stays. Broken JSON says nothing.
void read_json_ld(std::string_view script, JsonLd& known);

}  // namespace banxin::article
