#include "publish/read_page.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "base/utf8.h"
#include "book/page_addresses.h"
#include "html/parse.h"
#include "input/detect.h"
#include "input/url.h"
#include "publish/saved_page.h"
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

repair::DocumentRepairOptions document_repair(const ReadOptions& options,
                                              std::span<const std::string> cleared) {
  repair::DocumentRepairOptions repair;
  repair.cleared = cleared;
  repair.heal = options.repair != Repair::Never;
  if (options.readings == Readings::Keep) repair.readings = repair::Readings::Keep;
  if (options.readings == Readings::Drop) repair.readings = repair::Readings::Drop;
  return repair;
}

std::optional<repair::Script> script_target(Script script) {
  switch (script) {
    case Script::Simplified:
      return repair::Script::Simplified;
    case Script::Traditional:
      return repair::Script::Traditional;
    case Script::Taiwan:
      return repair::Script::Taiwan;
    case Script::HongKong:
      return repair::Script::HongKong;
    case Script::Keep:
      break;
  }
  return std::nullopt;
}

std::unordered_set<const dom::Node*> selected(const std::vector<style::Selector>& selectors,
                                              const dom::Document& document) {
  std::unordered_set<const dom::Node*> all;
  for (const style::Selector& selector : selectors) {
    const std::vector<const dom::Node*> found = selector.select(document);
    all.insert(found.begin(), found.end());
  }
  return all;
}

// What is kept inside of `node` comes to stand before it.
void lift_kept(dom::Node& node, const std::unordered_set<const dom::Node*>& kept) {
  for (dom::Node* inside = node.first_child; inside != nullptr && !kept.empty();) {
    if (kept.count(inside) == 0) {
      inside = dom::next_in_tree(*inside, node);
      continue;
    }
    dom::Node* next = dom::next_after_subtree(*inside, node);
    dom::Document::remove(*inside);
    dom::Document::insert_before(*node.parent, *inside, &node);
    inside = next;
  }
}

article::Mode article_mode(ArticleChoice choice) {
  if (choice == ArticleChoice::Always) return article::Mode::Always;
  return choice == ArticleChoice::Never ? article::Mode::Never : article::Mode::Auto;
}

}  // namespace

article::Article take_article(ReadPage& page) {
  article::Article article;
  article.document = std::move(page.document);
  article.metadata = std::move(page.metadata);
  article.is_article = page.is_article;
  article.removals = std::move(page.removals);
  return article;
}

void put_article(article::Article article, ReadPage& page) {
  page.document = std::move(article.document);
  page.metadata = std::move(article.metadata);
  page.is_article = article.is_article;
  page.removals = std::move(article.removals);
}

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
  if (options.repair == Repair::Never) return {text, {}, {}};
  repair::RepairedText repaired =
      form == repair::TextForm::Html ? repair::repair_source(text) : repair::repair_text(text);
  // Plain text has no ruby: what would become ruby goes.
  if (form == repair::TextForm::Plain && options.readings != Readings::Keep) {
    repaired.text = repair::drop_readings(repaired.text, repaired.report);
  }
  repair::report_repair(repaired.report, text, file, diagnostics);
  return repaired;
}

Result<PageReader> PageReader::open(const ReadOptions& options, article::TitleBlock title_block) {
  PageReader reader(options, title_block);
  for (const std::string& text : options.keep) {
    BANXIN_TRY(style::Selector selector, style::Selector::parse(text));
    reader.keep_.push_back(std::move(selector));
  }
  for (const std::string& text : options.drop) {
    BANXIN_TRY(style::Selector selector, style::Selector::parse(text));
    reader.drop_.push_back(std::move(selector));
  }
  if (const auto target = script_target(options.script)) {
    BANXIN_TRY(repair::ScriptConverter converter, repair::ScriptConverter::open(*target));
    reader.script_.emplace(std::move(converter));
  }
  return reader;
}

ParsedPage PageReader::parse(input::SourcePage page, Diagnostics& diagnostics) const {
  input::DecodedText decoded = decode(page, options_, diagnostics);
  ParsedPage parsed;
  parsed.charset = input::encoding_name(decoded.encoding);
  html::ParseOptions parsing;
  parsing.limits = options_.limits;
  parsing.report_parse_errors = options_.parse_errors;
  parsing.xml_syntax = page.is_xml;
  repair::RepairedText healed =
      repair_page(decoded.text, repair::TextForm::Html, options_, page.file, diagnostics);
  decoded.text = std::string();
  parsed.document = html::parse_document(page.file, std::move(healed.text), parsing, diagnostics);
  parsed.addresses = book::own_addresses(*parsed.document);
  if (const std::string scheme = input::url_scheme(page.base); scheme.starts_with("http"))
    parsed.addresses.insert(parsed.addresses.begin(), page.base);
  drop_inner_marks(*parsed.document);
  apply_relative_base(*parsed.document);
  flatten_shadow_trees(*parsed.document);
  restore_shared_pictures(*parsed.document);
  parsed.has_own_style = brings_style(*parsed.document);
  const repair::RepairReport report =
      repair::repair_document(*parsed.document, document_repair(options_, healed.cleared));
  repair::report_repair(report, parsed.document->source(), page.file, diagnostics);
  parsed.file = std::move(page.file);
  parsed.name = std::move(page.name);
  return parsed;
}

ReadPage PageReader::read(ParsedPage page,
                          ArticleChoice choice,
                          const article::SiteBoilerplate* site,
                          Diagnostics& diagnostics) const {
  ReadPage read;
  std::vector<article::Removal> dropped;
  drop_chosen(*page.document, dropped);
  article::ExtractOptions extraction;
  extraction.mode = article_mode(choice);
  extraction.title_block = title_block_;
  extraction.boilerplate = site;
  const std::unordered_set<const dom::Node*> kept = selected(keep_, *page.document);
  extraction.keep.assign(kept.begin(), kept.end());
  article::Article extracted = article::extract_article(*page.document, extraction, diagnostics);
  if (extracted.document == nullptr) extracted.document = std::move(page.document);
  extracted.removals.insert(extracted.removals.begin(), std::move_iterator(dropped.begin()),
                            std::move_iterator(dropped.end()));
  put_article(std::move(extracted), read);
  read.file = std::move(page.file);
  read.name = std::move(page.name);
  read.charset = std::move(page.charset);
  read.addresses = std::move(page.addresses);
  if (read.metadata.url.empty() && !read.addresses.empty())
    read.metadata.url = read.addresses.front();
  read.has_own_style = page.has_own_style;
  convert_script(read);
  return read;
}

void PageReader::drop_chosen(dom::Document& document,
                             std::vector<article::Removal>& removals) const {
  if (drop_.empty()) return;
  const std::unordered_set<const dom::Node*> dropped = selected(drop_, document);
  const std::unordered_set<const dom::Node*> kept = selected(keep_, document);
  for (dom::Node* node = document.root().first_child; node != nullptr;) {
    if (dropped.count(node) == 0 || kept.count(node) != 0) {
      node = dom::next_in_tree(*node, document.root());
      continue;
    }
    dom::Node* next = dom::next_after_subtree(*node, document.root());
    lift_kept(*node, kept);
    const std::string text = dom::text_content(*node);
    removals.push_back({"dropped by selector", "--drop",
                        std::string(article::shown_beginning(text)), document.position(*node)});
    dom::Document::remove(*node);
    node = next;
  }
}

std::string PageReader::convert(std::string text) const {
  return script_ ? script_->convert(text) : std::move(text);
}

// Text, and what the page says of itself.
void PageReader::convert_script(ReadPage& page) const {
  article::Metadata& metadata = page.metadata;
  const bool is_chinese = metadata.lang.empty() || metadata.lang.starts_with("zh");
  if (!script_ || !is_chinese) return;
  script_->convert(*page.document);
  article::BookFacts& book = metadata.book;
  for (std::string* text :
       {&metadata.title, &metadata.source, &metadata.site, &metadata.description, &book.title,
        &book.subtitle, &book.publisher, &book.series, &book.rights})
    *text = script_->convert(*text);
  for (std::vector<std::string>* names : {&metadata.bylines, &book.authors, &book.translators,
                                          &book.illustrators, &book.editors, &book.keywords}) {
    for (std::string& name : *names)
      name = script_->convert(name);
  }
  metadata.lang = repair::script_language(script_->target());
}

}  // namespace banxin::publish
