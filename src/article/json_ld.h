#pragma once
// What a page's JSON-LD (schema.org) says of the article. The one place that reads JSON.
#include <string>
#include <string_view>
#include <vector>

namespace banxin::article {

struct JsonLd {
  std::string headline;
  std::vector<std::string> authors;
  std::string published;
  std::string modified;
  std::string publisher;
  std::string image;
  std::string description;
  std::string language;
  bool is_article = false;  // Article, NewsArticle, BlogPosting…
};

// Adds what one script block says; what is known already stays. Broken JSON says nothing.
void read_json_ld(std::string_view script, JsonLd& known);

}  // namespace banxin::article
