// Any pages are a site: each gives an article that can be written, alone, with what the others
// teach, and joined with them.
#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "article/extract.h"
#include "article/join_pages.h"
#include "article/learn.h"
#include "article/write_html.h"
#include "article/write_json.h"
#include "article/write_markdown.h"
#include "article/write_text.h"
#include "base/assert.h"
#include "base/utf8.h"
#include "html/parse.h"

namespace {

using namespace banxin;

// What stands between bytes of zero.
std::vector<std::string> pages_of(const std::string& bytes) {
  constexpr std::size_t kMost = 5;
  std::vector<std::string> pages;
  std::size_t begin = 0;
  while (begin < bytes.size() && pages.size() < kMost) {
    const std::size_t end = std::min(bytes.find('\0', begin), bytes.size());
    pages.push_back(to_utf8(to_utf32(bytes.substr(begin, end - begin))));
    begin = end + 1;
  }
  return pages;
}

void write(const article::Article& one) {
  if (one.document == nullptr) return;
  BANXIN_ASSERT(is_valid_utf8(article::write_text(*one.document)), "text is valid");
  BANXIN_ASSERT(is_valid_utf8(article::write_html(*one.document)), "HTML is valid");
  BANXIN_ASSERT(is_valid_utf8(article::write_markdown(*one.document)), "Markdown is valid");
  BANXIN_ASSERT(is_valid_utf8(article::write_article_json(one)), "JSON is valid");
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it so.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  Diagnostics diagnostics;
  std::vector<std::unique_ptr<dom::Document>> pages;
  for (const std::string& page : pages_of(bytes))
    pages.push_back(html::parse_document("fuzz", page, {}, diagnostics));
  article::SiteBoilerplate site;
  for (const auto& page : pages)
    site.add_page(*page);
  article::ExtractOptions options;
  options.mode = article::Mode::Always;
  std::vector<article::Article> articles;
  for (const auto& page : pages) {
    article::judge_page(*page);
    options.boilerplate = nullptr;
    write(article::extract_article(*page, options, diagnostics));
    options.boilerplate = &site;
    article::Article one = article::extract_article(*page, options, diagnostics);
    if (one.document != nullptr) articles.push_back(std::move(one));
  }
  if (!articles.empty()) write(article::join_pages(std::move(articles)).article);
  return 0;
}
