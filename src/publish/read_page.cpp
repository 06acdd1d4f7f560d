#include "publish/read_page.h"

#include <algorithm>
#include <utility>

#include "base/diagnostic_ids.h"
#include "html/parse.h"
#include "input/detect.h"
#include "repair/readings.h"
#include "repair/repair_document.h"
#include "repair/repair_source.h"
#include "repair/repair_text.h"

namespace banxin::publish {
namespace {

input::DecodedText decode(input::SourcePage& page,
                          const ReadOptions& options,
                          Diagnostics& diagnostics) {
  return input::decode_document(std::move(page.bytes), {options.encoding, page.charset}, page.file,
                                diagnostics);
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

repair::DocumentRepairOptions document_repair(const ReadOptions& options) {
  repair::DocumentRepairOptions repair;
  repair.heal = options.repair != Repair::Never;
  if (options.readings == Readings::Keep) repair.readings = repair::Readings::Keep;
  if (options.readings == Readings::Drop) repair.readings = repair::Readings::Drop;
  return repair;
}

article::Mode article_mode(ArticleChoice choice) {
  if (choice == ArticleChoice::Always) return article::Mode::Always;
  return choice == ArticleChoice::Never ? article::Mode::Never : article::Mode::Auto;
}

}  // namespace

std::string decode_page(input::SourcePage page,
                        const ReadOptions& options,
                        Diagnostics& diagnostics) {
  return decode(page, options, diagnostics).text;
}

repair::RepairedText repair_page(const std::string& text,
                                 repair::TextForm form,
                                 const ReadOptions& options,
                                 const std::string& file,
                                 Diagnostics& diagnostics) {
  if (options.repair == Repair::Never) return {text, {}};
  repair::RepairedText repaired =
      form == repair::TextForm::Html ? repair::repair_source(text) : repair::repair_text(text);
  // Plain text has no ruby: what would become ruby goes.
  if (form == repair::TextForm::Plain && options.readings != Readings::Keep) {
    repaired.text = repair::drop_readings(repaired.text, repaired.report);
  }
  repair::report_repair(repaired.report, text, file, diagnostics);
  return repaired;
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
  const std::unique_ptr<dom::Document> document = html::parse_document(
      page.file,
      repair_page(decoded.text, repair::TextForm::Html, options, page.file, diagnostics).text,
      parsing, diagnostics);
  read.has_own_style = brings_style(*document);
  const repair::DocumentRepair repaired =
      repair::repair_document(*document, document_repair(options));
  repair::report_repair(repaired.report, document->source(), page.file, diagnostics);
  read.readings = repaired.readings;
  article::ExtractOptions extraction;
  extraction.mode = article_mode(options.article);
  extraction.title_block = title_block;
  article::Article extracted = article::extract_article(*document, extraction, diagnostics);
  read.document = std::move(extracted.document);
  read.metadata = std::move(extracted.metadata);
  read.is_article = extracted.is_article;
  read.removals = std::move(extracted.removals);
  read.file = std::move(page.file);
  read.name = std::move(page.name);
  return read;
}

}  // namespace banxin::publish
