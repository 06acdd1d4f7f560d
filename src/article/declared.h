#pragma once
// What the markup declares: <title>, meta, link, JSON-LD, microdata, <time>. Read in one pass.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "article/json_ld.h"
#include "dom/document.h"

namespace banxin::article {

struct Declared {
  std::string title;  // of <title>
  std::string html_lang;
  std::string canonical;
  JsonLd json;
  // name, property, itemprop or http-equiv in lower case, and content; in document order.
  std::vector<std::pair<std::string, std::string>> meta;
  // Microdata of the body: itemprop and its value (the content or datetime attribute, or the text).
  std::vector<std::pair<std::string, std::string>> items;
  // Of <time>, in document order: its datetime, and what it prints.
  std::vector<std::pair<std::string, std::string>> times;

  // The first that is there and not empty; "" when none is.
  std::string_view find_meta(std::string_view name) const;
  std::string_view find_item(std::string_view name) const;
};

Declared read_declared(const dom::Document& document);

}  // namespace banxin::article
