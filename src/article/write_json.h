#pragma once
// Metadata, and an article with its metadata, as JSON for `banxin inspect` and
// `banxin extract --format json`.
#include <string>

#include "article/extract.h"

namespace banxin::article {

// One object: title, byline, bylines, source, site, published, modified, lang, description,
// lead_image, url. What is unknown is null.
std::string write_metadata_json(const Metadata& metadata);

// The metadata with article (bool), text, html and removals.
std::string write_article_json(const Article& article);

}  // namespace banxin::article
