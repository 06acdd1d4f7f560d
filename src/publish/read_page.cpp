#include "publish/read_page.h"

#include <algorithm>
#include <utility>

#include "html/parse.h"
#include "input/encoding.h"
#include "repair/repair_text.h"

namespace banxin::publish {
namespace {

input::DecodedText decode(input::SourcePage& page,
                          const ReadOptions& options,
                          Diagnostics& diagnostics) {
  return input::decode_text(std::move(page.bytes), {options.encoding, page.charset}, page.file,
                            diagnostics);
}

std::string heal(std::string text, const ReadOptions& options) {
  if (options.repair == Repair::Never) return text;
  return repair::repair_text(text, repair::TextForm::Html).text;
}

bool brings_style(const dom::Document& document) {
  for (const dom::Node* node = &document.root(); node != nullptr;
       node = dom::next_in_tree(*node, document.root())) {
    if (node->is_html(dom::names::style)) return true;
    if (node->is_html(dom::names::link) &&
        node->attribute(dom::names::rel).find("stylesheet") != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

article::Mode article_mode(ArticleChoice choice) {
  if (choice == ArticleChoice::Always) return article::Mode::Always;
  return choice == ArticleChoice::Never ? article::Mode::Never : article::Mode::Auto;
}

}  // namespace

std::string read_text(input::SourcePage page,
                      const ReadOptions& options,
                      Diagnostics& diagnostics) {
  return heal(decode(page, options, diagnostics).text, options);
}

ReadPage read_page(input::SourcePage page,
                   const ReadOptions& options,
                   article::TitleBlock title_block,
                   Diagnostics& diagnostics) {
  input::DecodedText decoded = decode(page, options, diagnostics);
  ReadPage read;
  read.charset = input::encoding_name(decoded.encoding);
  html::ParseOptions parsing;
  parsing.limits = options.limits;
  parsing.report_parse_errors = options.parse_errors;
  const std::unique_ptr<dom::Document> document =
      html::parse_document(page.file, heal(std::move(decoded.text), options), parsing, diagnostics);
  read.has_own_style = brings_style(*document);
  article::ExtractOptions extraction;
  extraction.mode = article_mode(options.article);
  extraction.title_block = title_block;
  article::Article extracted = article::extract_article(*document, extraction, diagnostics);
  read.document = std::move(extracted.document);
  read.metadata = std::move(extracted.metadata);
  read.is_article = extracted.is_article;
  read.file = std::move(page.file);
  read.name = std::move(page.name);
  return read;
}

}  // namespace banxin::publish
