#include "article/write_json.h"

#include <nlohmann/json.hpp>

#include "article/write_html.h"
#include "article/write_text.h"

namespace banxin::article {

namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json metadata_object(const Metadata& metadata) {
  Json object;
  object["title"] = text_or_null(metadata.title);
  object["byline"] = text_or_null(join_bylines(metadata.bylines));
  object["bylines"] = metadata.bylines;
  object["source"] = text_or_null(metadata.source);
  object["site"] = text_or_null(metadata.site);
  object["published"] = text_or_null(metadata.published);
  object["modified"] = text_or_null(metadata.modified);
  object["lang"] = text_or_null(metadata.lang);
  object["description"] = text_or_null(metadata.description);
  object["lead_image"] = text_or_null(metadata.lead_image);
  object["url"] = text_or_null(metadata.url);
  return object;
}

std::string dump(const Json& value) {
  // Text of pages is made valid before it gets here; should it not be, U+FFFD stands in.
  return value.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace

std::string write_metadata_json(const Metadata& metadata) {
  return dump(metadata_object(metadata));
}

std::string write_article_json(const Article& article) {
  Json object = metadata_object(article.metadata);
  object["article"] = article.is_article;
  object["text"] = write_text(*article.document);
  object["html"] = write_html(*article.document);
  Json removals = Json::array();
  for (const Removal& removal : article.removals) {
    removals.push_back({{"kind", removal.kind},
                        {"evidence", removal.evidence},
                        {"text", removal.text},
                        {"line", removal.position.line},
                        {"column", removal.position.column}});
  }
  object["removals"] = std::move(removals);
  return dump(object);
}

}  // namespace banxin::article
